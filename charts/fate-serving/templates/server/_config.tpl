{{/*
serving-server.properties. The password of Redis stands in it, so the file is a Secret.
*/}}
{{- define "serving.serverProperties" -}}
{{- $settings := include "fate.settings" (list . "servingServer") | fromJson -}}
{{- $redis := include "serving.redis" . | fromJson -}}
{{- $flow := $settings.fateflow | default dict -}}
port=8000
{{- if include "fate.has" (list . "servingProxy") }}
# the way to the servings of other parties
proxy=serving-proxy-intra:8879
{{- end }}
# results of predictions
cache.type={{ $settings.cacheType | default (ternary "redis" "local" (hasKey $redis "host")) }}
{{- if $redis.host }}
redis.ip={{ $redis.host }}
redis.port={{ $redis.port }}
{{- with $redis.password }}
redis.password={{ include "fate.property" . }}
{{- end }}
{{- end }}
# models are kept in the folder .fate below it, and found there after a restart
model.cache.path=/root
{{- if $flow.ip }}
model.transfer.url=http://{{ $flow.ip }}:{{ $flow.port | int }}/v1/model/transfer
{{- end }}
# where features come from
feature.single.adaptor={{ $settings.singleAdaptor | default "com.webank.ai.fate.serving.adaptor.dataaccess.MockAdapter" }}
feature.batch.adaptor={{ $settings.batchAdaptor | default "com.webank.ai.fate.serving.adaptor.dataaccess.MockBatchAdapter" }}
{{- with $settings.AdapterURL }}
http.adapter.url={{ . }}
{{- end }}
{{- include "serving.registry" (list . "useRegister" "useZkRouter") }}
{{- end -}}
