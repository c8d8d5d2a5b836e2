{{/*
What would render, and then not work, is refused here with the cure. Each check fails or renders nothing.
*/}}
{{- define "fate.check" -}}
{{- include "fate.checkParty" . -}}
{{- include "fate.checkModules" . -}}
{{- include "fate.checkPeers" (list . "servingProxy") -}}
{{- include "fate.checkServing" . -}}
{{- include "fate.checkSecurity" . -}}
{{- end -}}

{{- define "fate.checkParty" -}}
{{- if le (.Values.partyId | int64) 0 -}}
  {{- fail "partyId: missing. It is the number of the FATE party whose models are served, for example 9999." -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkServing" -}}
{{- $exchange := (include "fate.settings" (list . "servingProxy") | fromJson).exchange | default dict -}}
{{- if and (or $exchange.ip $exchange.port) (not (and $exchange.ip $exchange.port)) -}}
  {{- fail "servingProxy.exchange: needs both ip and port." -}}
{{- end -}}
{{- $server := include "fate.settings" (list . "servingServer") | fromJson -}}
{{- $flow := $server.fateflow | default dict -}}
{{- if and (or $flow.ip $flow.port) (not (and $flow.ip $flow.port)) -}}
  {{- fail "servingServer.fateflow: needs both ip and port, of the HTTP port of the party's FATE-Flow (python.httpNodePort)." -}}
{{- end -}}
{{- if and (eq ($server.cacheType | default "") "redis") (not (include "serving.redis" . | fromJson).host) -}}
  {{- fail "servingServer.cacheType: redis needs the module servingRedis, or a server of your own with externalRedisIp." -}}
{{- end -}}
{{- end -}}
