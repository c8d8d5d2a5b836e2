{{/*
An Ingress a module that people open in a browser (its "web" in the release's data), where cluster.yaml names hosts for it.
*/}}
{{- define "fate.ingress" -}}
{{- $root := . }}
{{- $release := include "fate.release" . | fromYaml }}
{{- range $module := include "fate.modules" . | fromJsonArray | sortAlpha }}
{{- $data := index $release.modules $module }}
{{- $ingress := index ($root.Values.ingress | default dict) $module | default dict }}
{{- /* FATE-Serving's older files name one host in the module's own section, and spell it so. */}}
{{- $settings := include "fate.settings" (list $root $module) | fromJson }}
{{- $host := $settings.ingressHost | default $settings.ingerssHost }}
{{- $hosts := $ingress.hosts | default (ternary (list (dict "name" $host)) list (not (empty $host))) }}
{{- if and $data.web $hosts }}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ $data.web.name | default $module }}
  labels:
    {{- include "fate.labels" (list $root ($data.web.name | default $module)) | nindent 4 }}
  {{- with $ingress.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $root.Values.ingressClassName }}
  ingressClassName: {{ . }}
  {{- end }}
  rules:
    {{- range $hosts }}
    - host: {{ .name | quote }}
      http:
        paths:
          - path: {{ .path | default "/" }}
            pathType: Prefix
            backend:
              service:
                name: {{ $data.web.service }}
                port:
                  number: {{ $data.web.port }}
    {{- end }}
  {{- with $ingress.tls }}
  tls:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}
