{{/*
The route table of the gateway as JSON, in the form that rollsite and osx share:
one entry a peer, our own party (FATE-Flow) unless this is an exchange, and "default" only when an exchange is set. Without an exchange a job that names an
unknown party fails at once, instead of running in a circle through our own gateway.
*/}}
{{- define "fate.routeTable" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $gateway := include "fate.settings" (list . $release.gateway) | fromJson -}}
{{- $self := include "fate.self" . -}}
{{- $routes := dict -}}
{{- $tls := and $gateway.enableTLS (eq $release.gateway "osx") -}}
{{- range $gateway.partyList -}}
  {{- $endpoint := dict "ip" (.partyIp | toString) "port" (.partyPort | int) -}}
  {{- if and $tls (ne .enableTLS false) -}}{{- $endpoint = merge $endpoint (include "fate.endpointTls" . | fromJson) -}}{{- end -}}
  {{- $_ := set $routes (.partyId | int64 | toString) (dict "default" (list $endpoint)) -}}
{{- end -}}
{{- $polling := $gateway.polling | default dict -}}
{{- $exchange := $gateway.exchange | default dict -}}
{{- if and $polling.enabled (eq ($polling.type | default "") "server") -}}
  {{- range $polling.clientList -}}
    {{- $_ := set $routes (.partID | default .partyId | int64 | toString) (dict "default" (list (dict "ip" "" "port" -1 "is_polling" true))) -}}
  {{- end -}}
{{- end -}}
{{- if $exchange.ip -}}
  {{- $endpoint := dict "ip" ($exchange.ip | toString) "port" ($exchange.port | int) -}}
  {{- if and $tls (ne $exchange.enableTLS false) -}}{{- $endpoint = merge $endpoint (include "fate.endpointTls" . | fromJson) -}}{{- end -}}
  {{- $_ := set $routes "default" (dict "default" (list $endpoint)) -}}
{{- else if and $polling.enabled (eq ($polling.type | default "") "client") -}}
  {{- $_ := set $routes "default" (dict "default" (list (dict "ip" ($polling.server.ip | toString) "port" ($polling.server.port | int)))) -}}
{{- end -}}
{{- /* An exchange is nobody's destination: a route to itself would only lead in a circle. */ -}}
{{- if hasKey $release.modules "python" -}}
  {{- $own := dict "fateflow" (list (dict "ip" "fateflow" "port" 9360)) -}}
  {{- if eq $release.gateway "rollsite" -}}
    {{- $_ := set $own "default" (list (dict "ip" "rollsite" "port" 9370)) -}}
  {{- end -}}
  {{- $_ := set $routes $self $own -}}
{{- end -}}
{{- $table := dict "route_table" $routes "permission" (dict "default_allow" true) -}}
{{- if eq $release.gateway "osx" -}}
  {{- $_ := set $table "self_party" (list $self) -}}
{{- end -}}
{{- $table | toPrettyJson -}}
{{- end -}}

{{/*
What makes osx speak TLS to an endpoint: all of it, for with one part missing it falls back to plain text without a word.
*/}}
{{- define "fate.endpointTls" -}}
{{- $folder := "/data/projects/fate/osx/certs" -}}
{{- dict "useSSL" true "negotiationType" "TLS"
      "caFile" (print $folder "/ca.crt") "certChainFile" (print $folder "/tls.crt") "privateKeyFile" (print $folder "/tls.key") | toJson -}}
{{- end -}}
