{{/*
What would render, and then not work, is refused here with the cure. Each check fails or renders nothing.
*/}}
{{- define "fate.check" -}}
{{- include "fate.checkParty" . -}}
{{- include "fate.checkEngine" . -}}
{{- include "fate.checkModules" . -}}
{{- include "fate.checkVariant" . -}}
{{- include "fate.checkGateway" . -}}
{{- include "fate.checkCluster" . -}}
{{- include "fate.checkSpark" . -}}
{{- include "fate.checkSecurity" . -}}
{{- end -}}

{{- define "fate.checkParty" -}}
{{- if le (.Values.partyId | int64) 0 -}}
  {{- fail "partyId: missing. It is the number by which the other parties know this one, for example 9999." -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkGateway" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $name := $release.gateway -}}
{{- $version := include "fate.version" . -}}
{{- $other := ternary "osx" "rollsite" (eq $name "rollsite") -}}
{{- if index .Values $other -}}
  {{- fail (printf "%s: FATE %s does not read it, its gateway is %s. Rename the key, or the settings would be lost." $other $version $name) -}}
{{- end -}}
{{- $gateway := include "fate.settings" (list . $name) | fromJson -}}
{{- $polling := $gateway.polling | default dict -}}
{{- if and $gateway.enableTLS (not (index $release.modules $name).tlsPort) -}}
  {{- fail (printf "%s.enableTLS: not offered for FATE %s, and half of it would only look safe. Leave it out, and encrypt between the parties outside (a VPN, or a TLS proxy on both sides)." $name $version) -}}
{{- end -}}
{{- if and $gateway.enableTLS (not $gateway.tlsSecret) -}}
  {{- fail (printf "%s.enableTLS: needs %s.tlsSecret, the name of a Secret in this namespace that holds tls.crt, tls.key (PKCS#8) and ca.crt, the authority of all parties." $name $name) -}}
{{- end -}}
{{- if and $polling.enabled (eq $name "osx") -}}
  {{- fail "osx.polling: osx cannot poll, up to 2.2 it answers the call for it with nothing. Open its port to the other side, or name an exchange with osx.exchange." -}}
{{- end -}}
{{- if $polling.enabled -}}
  {{- $type := $polling.type | default "" -}}
  {{- $server := $polling.server | default dict -}}
  {{- if not (has $type (list "server" "client")) -}}
    {{- fail (printf "%s.polling.type: say client (this party cannot be reached from outside) or server (it serves such parties)." $name) -}}
  {{- end -}}
  {{- if and (eq $type "client") (not (and $server.ip $server.port)) -}}
    {{- fail (printf "%s.polling.server: a polling client needs ip and port of the server that it asks." $name) -}}
  {{- end -}}
  {{- if and (eq $type "server") (not $polling.clientList) -}}
    {{- fail (printf "%s.polling.clientList: list the parties (partID) that will ask this server." $name) -}}
  {{- end -}}
{{- end -}}
{{- if and $gateway.enableTLS (include "fate.has" (list . "lbrollsite")) -}}
  {{- fail (printf "%s.enableTLS: lbrollsite would hand the calls on in plain text. Leave one of them out." $name) -}}
{{- end -}}
{{- $exchange := $gateway.exchange | default dict -}}
{{- if and $exchange (not (and $exchange.ip $exchange.port)) -}}
  {{- fail (printf "%s.exchange: needs both ip and port." $name) -}}
{{- end -}}
{{- $seen := list -}}
{{- range $index, $party := $gateway.partyList -}}
  {{- $id := $party.partyId | int64 -}}
  {{- if eq $id ($.Values.partyId | int64) -}}
    {{- fail (printf "%s.partyList[%d]: party %d is this cluster itself. List the other parties only." $name $index $id) -}}
  {{- end -}}
  {{- if has $id $seen -}}
    {{- fail (printf "%s.partyList[%d]: party %d is listed twice." $name $index $id) -}}
  {{- end -}}
  {{- if not (and $party.partyIp $party.partyPort) -}}
    {{- fail (printf "%s.partyList[%d]: party %d needs both partyIp and partyPort." $name $index $id) -}}
  {{- end -}}
  {{- $seen = append $seen $id -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkCluster" -}}
{{- $mysql := include "fate.settings" (list . "mysql") | fromJson -}}
{{- if and (include "fate.has" (list . "mysql")) (eq ($mysql.user | default "fate") "root") -}}
  {{- fail "mysql.user: FATE has a user of its own in the database, not root. Leave the key out, or name another user." -}}
{{- end -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- if gt ((include "fate.settings" (list . "python") | fromJson).replicas | default 1 | int) 1 -}}
  {{- fail "python.replicas: one FATE-Flow only. Several would need a registry (zookeeper) and shared volumes, which this chart does not set up." -}}
{{- end -}}
{{- $nodes := include "fate.settings" (list . "nodemanager") | fromJson -}}
{{- if and $nodes.list (not (first $release.modules.nodemanager.workloads).perNode) -}}
  {{- fail (printf "nodemanager.list: in FATE %s all nodes are alike. Say how many with nodemanager.replicas." (include "fate.version" .)) -}}
{{- end -}}
{{- end -}}
