{{/*
application.properties of serving-proxy.
*/}}
{{- define "serving.proxyProperties" -}}
coordinator={{ include "fate.partyId" . }}
# predictions over HTTP
server.port=8059
# for serving-server, and for other parties
proxy.grpc.intra.port=8879
proxy.grpc.inter.port=8869
route.table=/config/route_table.json
{{- include "serving.registry" (list . "useZkRouter") }}
{{- end -}}

{{/*
The route table: one entry a peer, our own serving-server, and "default" only when an exchange is set. Without one, a model of an unknown
party fails with "No available endpoint", instead of a call to a name that is nobody's.
*/}}
{{- define "serving.routeTable" -}}
{{- $settings := include "fate.settings" (list . "servingProxy") | fromJson -}}
{{- $exchange := $settings.exchange | default dict -}}
{{- $routes := dict -}}
{{- range $settings.partyList -}}
  {{- $_ := set $routes (.partyId | int64 | toString) (dict "default" (list (dict "ip" (.partyIp | toString) "port" (.partyPort | int)))) -}}
{{- end -}}
{{- if $exchange.ip -}}
  {{- $_ := set $routes "default" (dict "default" (list (dict "ip" ($exchange.ip | toString) "port" ($exchange.port | int)))) -}}
{{- end -}}
{{- if include "fate.has" (list . "servingServer") -}}
  {{- $_ := set $routes (include "fate.partyId" .) (dict "serving" (list (dict "ip" "serving-server" "port" 8000))) -}}
{{- end -}}
{{- dict "route_table" $routes "permission" (dict "default_allow" true) | toPrettyJson -}}
{{- end -}}
