{{/*
Where serving-server keeps the results of predictions: the module servingRedis, or the server that externalRedis… names. JSON; read with
fromJson. Without either there is no host, and each serving-server remembers for itself.
*/}}
{{- define "serving.redis" -}}
{{- $redis := include "fate.settings" (list . "servingRedis") | fromJson -}}
{{- if .Values.externalRedisIp -}}
{{- dict "host" (.Values.externalRedisIp | toString) "port" (.Values.externalRedisPort | default 6379 | int) "password" (.Values.externalRedisPassword | default "" | toString) | toJson -}}
{{- else if include "fate.has" (list . "servingRedis") -}}
{{- $password := include "fate.secret" (dict "root" . "secret" "serving-redis-config" "key" "password" "given" $redis.password) -}}
{{- dict "host" "serving-redis" "port" 6379 "password" $password | toJson -}}
{{- else -}}
{}
{{- end -}}
{{- end -}}

{{/*
How a part finds the others: through the registry when there is one, else by the names of their Services. Each part reads switches of its own.
Call with (list $ "useRegister" "useZkRouter").
*/}}
{{- define "serving.registry" -}}
{{- $has := include "fate.has" (list (first .) "servingZookeeper") -}}
{{- range rest . }}
{{ . }}={{ ternary "true" "false" (eq $has "true") }}
{{- end }}
{{- if $has }}
zk.url=serving-zookeeper:2181
{{- end }}
{{- end -}}

{{/*
The init containers of a part: the registry first.
*/}}
{{- define "serving.waitForRegistry" -}}
{{- if include "fate.has" (list . "servingZookeeper") }}
{{- include "fate.waitFor" (dict "root" . "for" "zookeeper" "host" "serving-zookeeper" "port" 2181) }}
{{- end }}
{{- end -}}

{{/*
The command of a Java part. Its configuration lies in a folder of its own, first in the class path: so the programs find it wherever an
image keeps them (the images of 2.0 and 2.1 differ in that), and a changed file arrives in the running pod.
Call with (dict "jar" "fate-serving-proxy.jar" "main" "com…Bootstrap" "file" "application.properties").
*/}}
{{- define "serving.command" -}}
- sh
- -c
- >-
  exec java $JAVA_OPTIONS -Dspring.config.location=/config/{{ .file }}
  -cp "/config/:conf/:lib/*:extension/*:{{ .jar }}"
  {{ .main }} -c /config/{{ .file }}
{{- end -}}

{{- define "serving.javaOptions" -}}
- name: JAVA_OPTIONS
  value: "-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
{{- end -}}
