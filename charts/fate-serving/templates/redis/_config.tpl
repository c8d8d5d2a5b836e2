{{/*
redis.conf. Call with the password.
*/}}
{{- define "serving.redisConf" -}}
bind 0.0.0.0
port 6379
databases 50
dir /data
requirepass "{{ . | replace "\\" "\\\\" | replace "\"" "\\\"" }}"
{{- end -}}
