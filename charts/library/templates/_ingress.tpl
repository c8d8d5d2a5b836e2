{{/*
An Ingress a module that people open in a browser (its "web" in the release's data), where cluster.yaml names hosts for it; beside it an
HTTPRoute where cluster.yaml names a Gateway.
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
{{- if $root.Values.gateway }}
{{- include "fate.httpRoutes" (dict "root" $root "web" $data.web "name" ($data.web.name | default $module) "hosts" $hosts) }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/*
The same hosts by the Gateway API (HTTPRoute of its v1, the standard channel): a route a path, since all hosts of a route have its paths.
TLS is the Gateway's own. Call with (dict "root" $ "web" $web "name" "fateboard" "hosts" $hosts).
*/}}
{{- define "fate.httpRoutes" -}}
{{- $root := .root }}
{{- $web := .web }}
{{- $name := .name }}
{{- $gateway := $root.Values.gateway }}
{{- if not $gateway.name }}
{{- fail "gateway.name: missing. It is the name of the Gateway (gateway.networking.k8s.io) that the HTTPRoutes are to be attached to." }}
{{- end }}
{{- $paths := dict }}
{{- range .hosts }}
{{- $path := .path | default "/" }}
{{- $_ := set $paths $path (append (index $paths $path | default list) .name) }}
{{- end }}
{{- range $index, $path := keys $paths | sortAlpha }}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: {{ ternary $name (printf "%s-%d" $name $index) (eq $index 0) }}
  labels:
    {{- include "fate.labels" (list $root $name) | nindent 4 }}
spec:
  parentRefs:
    - {{ pick $gateway "name" "namespace" "sectionName" | toYaml | nindent 6 | trim }}
  hostnames:
    {{- range index $paths $path | uniq }}
    - {{ . | quote }}
    {{- end }}
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: {{ $path }}
      backendRefs:
        - name: {{ $web.service }}
          port: {{ $web.port }}
{{- end }}
{{- end -}}
