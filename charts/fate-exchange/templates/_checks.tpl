{{/*
What would render, and then not work, is refused here with the cure. Each check fails or renders nothing.
*/}}
{{- define "fate.check" -}}
{{- include "fate.checkEngine" . -}}
{{- include "fate.checkModules" . -}}
{{- include "fate.checkGateway" . -}}
{{- include "fate.checkTrafficServer" . -}}
{{- include "fate.checkSecurity" . -}}
{{- end -}}

{{- define "fate.checkGateway" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $name := $release.gateway -}}
{{- $other := ternary "osx" "rollsite" (eq $name "rollsite") -}}
{{- if index .Values $other -}}
  {{- fail (printf "%s: %s does not read it, its gateway is %s. Rename the key, or the settings would be lost." $other (include "fate.product" .) $name) -}}
{{- end -}}
{{- include "fate.checkPeers" (list . $name) -}}
{{- $gateway := include "fate.settings" (list . $name) | fromJson -}}
{{- if and $gateway.enableTLS (ne $name "osx") -}}
  {{- fail (printf "%s.enableTLS: not offered for %s, and half of it would only look safe. Leave it out, and encrypt between the parties and the exchange outside (a VPN, or a TLS proxy on both sides)." $name (include "fate.product" .)) -}}
{{- end -}}
{{- if and $gateway.enableTLS (not $gateway.tlsSecret) -}}
  {{- fail "osx.enableTLS: needs osx.tlsSecret, the name of a Secret in this namespace that holds tls.crt, tls.key (PKCS#8) and ca.crt, the authority of all parties." -}}
{{- end -}}
{{- $polling := $gateway.polling | default dict -}}
{{- if and $polling.enabled (eq $name "osx") -}}
  {{- fail "osx.polling: osx cannot poll. Every party opens its port to the exchange." -}}
{{- end -}}
{{- if $polling.enabled -}}
  {{- $type := $polling.type | default "" -}}
  {{- $server := $polling.server | default dict -}}
  {{- if not (has $type (list "server" "client")) -}}
    {{- fail (printf "%s.polling.type: say server (parties that cannot be reached ask this exchange) or client (it asks another one)." $name) -}}
  {{- end -}}
  {{- if and (eq $type "client") (not (and $server.ip $server.port)) -}}
    {{- fail (printf "%s.polling.server: a polling client needs ip and port of the server that it asks." $name) -}}
  {{- end -}}
  {{- if and (eq $type "server") (not $polling.clientList) -}}
    {{- fail (printf "%s.polling.clientList: list the parties (partID) that will ask this exchange." $name) -}}
  {{- end -}}
{{- end -}}
{{- $next := $gateway.exchange | default dict -}}
{{- if and (or $next.ip $next.port) (not (and $next.ip $next.port)) -}}
  {{- fail (printf "%s.exchange: needs both ip and port." $name) -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkTrafficServer" -}}
{{- $settings := include "fate.settings" (list . "trafficServer") | fromJson -}}
{{- if has ($settings.image | default "") (list "trafficserver" "federatedai/trafficserver") -}}
  {{- fail "trafficServer.image: here nginx passes the connections on, and the image must be one of nginx. Leave the key out; for a mirror, set registry." -}}
{{- end -}}
{{- $seen := list -}}
{{- range $index, $route := ($settings.route_table | default dict).sni -}}
  {{- if has $route.fqdn $seen -}}
    {{- fail (printf "trafficServer.route_table.sni[%d]: %s is listed twice." $index $route.fqdn) -}}
  {{- end -}}
  {{- if not (regexMatch "^(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$" ($route.fqdn | toString)) -}}
    {{- fail (printf "trafficServer.route_table.sni[%d].fqdn: %q is no host name. Write the party's id and the domain, for example 10000.fate.org." $index ($route.fqdn | toString)) -}}
  {{- end -}}
  {{- if not (regexMatch "^[A-Za-z0-9._-]+:[0-9]+$" ($route.tunnelRoute | toString)) -}}
    {{- fail (printf "trafficServer.route_table.sni[%d].tunnelRoute: %q is no address. Write host and port of the party's Pulsar with TLS, for example 192.168.10.1:30109." $index ($route.tunnelRoute | toString)) -}}
  {{- end -}}
  {{- $seen = append $seen $route.fqdn -}}
{{- end -}}
{{- end -}}
