{{/*
An Ingress a module that people open in a browser, where cluster.yaml names hosts for it.
*/}}
{{- define "fate.ingress" -}}
{{- $root := . }}
{{- range $module, $backend := dict "fateboard" (dict "service" "fateboard" "port" 8080) "client" (dict "service" "notebook" "port" 20000) }}
{{- $ingress := index ($root.Values.ingress | default dict) $module | default dict }}
{{- if and (include "fate.has" (list $root $module)) $ingress.hosts }}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ $module }}
  labels:
    {{- include "fate.labels" (list $root $module) | nindent 4 }}
  {{- with $ingress.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $root.Values.ingressClassName }}
  ingressClassName: {{ . }}
  {{- end }}
  rules:
    {{- range $ingress.hosts }}
    - host: {{ .name | quote }}
      http:
        paths:
          - path: {{ .path | default "/" }}
            pathType: Prefix
            backend:
              service:
                name: {{ $backend.service }}
                port:
                  number: {{ $backend.port }}
    {{- end }}
  {{- with $ingress.tls }}
  tls:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}
