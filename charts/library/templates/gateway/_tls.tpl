{{/*
The only door to the outside while TLS is on. The gateway's own Service stays inside, for this cluster.
Call with (dict "root" $ "module" "osx" "port" 9883).
*/}}
{{- define "fate.tlsDoor" -}}
{{- $settings := include "fate.settings" (list .root .module) | fromJson }}
{{- $type := $settings.type | default "ClusterIP" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .module }}-tls
  labels:
    {{- include "fate.labels" (list .root .module) | nindent 4 }}
  {{- with $settings.serviceAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $type }}
  {{- if and (eq $type "LoadBalancer") $settings.loadBalancerIP }}
  loadBalancerIP: {{ $settings.loadBalancerIP }}
  {{- end }}
  ports:
    - name: grpc-tls
      port: {{ .port }}
      targetPort: {{ .port }}
      protocol: TCP
      {{- if and (ne $type "ClusterIP") $settings.nodePort }}
      nodePort: {{ $settings.nodePort | int }}
      {{- end }}
  selector:
    {{- include "fate.selector" (list .root .module) | nindent 4 }}
{{- end -}}

{{/*
What makes a gateway speak TLS to an endpoint. osx needs all of it: with one part missing it falls back to plain text without a word.
rollsite takes the files from its properties (fate.rollsiteTls). Call with the root.
*/}}
{{- define "fate.endpointTls" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- if eq $release.gateway "rollsite" -}}
{{- dict "is_secure" true | toJson -}}
{{- else -}}
{{- $folder := print $release.home "/osx/certs" -}}
{{- dict "useSSL" true "caFile" (print $folder "/ca.crt") "certChainFile" (print $folder "/tls.crt") "privateKeyFile" (print $folder "/tls.key") | toJson -}}
{{- end -}}
{{- end -}}

{{/*
The properties that open rollsite's second server, with TLS, and let it call others so. From Eggroll 2.x, GrpcUtils.scala and
EggSiteBootstrap.scala: the server starts when it has a certificate and a key; a route's is_secure counts only beside a client authority.
Both sides show a certificate of the common authority. Call with (dict "home" $home "port" 9380).
*/}}
{{- define "fate.rollsiteTls" -}}
{{- $folder := print .home "/eggroll/conf/certs" }}

# parties come in at the TLS port; the plain one is for this cluster only
eggroll.rollsite.secure.port={{ .port }}
eggroll.core.security.secure.client.auth.enabled=true
eggroll.core.security.ca.crt.path={{ $folder }}/ca.crt
eggroll.core.security.crt.path={{ $folder }}/tls.crt
eggroll.core.security.key.path={{ $folder }}/tls.key
eggroll.core.security.client.ca.crt.path={{ $folder }}/ca.crt
eggroll.core.security.client.crt.path={{ $folder }}/tls.crt
eggroll.core.security.client.key.path={{ $folder }}/tls.key
{{ end -}}
