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
{{- $tls := $gateway.enableTLS -}}
{{- $secure := include "fate.endpointTls" . | fromJson -}}
{{- range $gateway.partyList -}}
  {{- $endpoint := dict "ip" (.partyIp | toString) "port" (.partyPort | int) -}}
  {{- if and $tls (ne .enableTLS false) -}}{{- $endpoint = merge $endpoint $secure -}}{{- end -}}
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
  {{- if and $tls (ne $exchange.enableTLS false) -}}{{- $endpoint = merge $endpoint $secure -}}{{- end -}}
  {{- $_ := set $routes "default" (dict "default" (list $endpoint)) -}}
{{- else if and $polling.enabled (eq ($polling.type | default "") "client") -}}
  {{- $endpoint := dict "ip" ($polling.server.ip | toString) "port" ($polling.server.port | int) -}}
  {{- if $tls -}}{{- $endpoint = merge $endpoint $secure -}}{{- end -}}
  {{- $_ := set $routes "default" (dict "default" (list $endpoint)) -}}
{{- else if include "fate.has" (list . "lbrollsite") -}}
  {{- /* Its balancer spreads what goes out over several exchanges. */ -}}
  {{- if (include "fate.settings" (list . "lbrollsite") | fromJson).exchangeList -}}
    {{- $_ := set $routes "default" (dict "default" (list (dict "ip" "lbrollsite-exchanges" "port" 9390))) -}}
  {{- end -}}
{{- end -}}
{{- /* An exchange is nobody's destination: a route to itself would only lead in a circle. */ -}}
{{- if hasKey $release.modules "python" -}}
  {{- $own := dict "fateflow" (list (dict "ip" "fateflow" "port" 9360)) -}}
  {{- if eq $release.gateway "rollsite" -}}
    {{- $_ := set $own "default" (list (dict "ip" "rollsite" "port" 9370)) -}}
  {{- end -}}
  {{- $_ := set $routes $self $own -}}
{{- end -}}
{{- $table := dict "route_table" $routes -}}
{{- if eq $release.gateway "osx" -}}
  {{- $_ := set $table "self_party" (list $self) -}}
{{- end -}}
{{- $table | toPrettyJson -}}
{{- end -}}
