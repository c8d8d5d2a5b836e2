{{/*
application.properties of FATE Board. The password stands in it, so the file is a Secret.
*/}}
{{- define "fate.boardProperties" -}}
{{- $settings := include "fate.settings" (list . "fateboard") | fromJson -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- /* Spring Boot has renamed the keys. */ -}}
{{- $encoding := ternary "spring.http.encoding" "server.servlet.encoding" (eq $release.version "v1.8.0") -}}
server.port=8080
fateflow.url=http://fateflow:9380
fateflow.http_app_key=
fateflow.http_secret_key=
{{ $encoding }}.charset=UTF-8
{{ $encoding }}.enabled=true
server.tomcat.uri-encoding=UTF-8
server.tomcat.max-threads=1000
server.tomcat.max-connections=20000
server.compression.enabled=true
server.compression.mime-types=application/json,application/xml,text/html,text/xml,text/plain
server.servlet.session.timeout=4h
server.servlet.session.cookie.max-age=4h
server.board.login.username={{ include "fate.property" ($settings.username | default "admin") }}
server.board.login.password={{ include "fate.property" (include "fate.boardPassword" .) }}
fateboard.front_end.cors=false
fateboard.front_end.url=http://localhost:8028
spring.servlet.multipart.max-file-size=10MB
spring.servlet.multipart.max-request-size=100MB
management.endpoints.web.exposure.exclude=*
{{- if ne $release.version "v1.8.0" }}
feign.client.config.default.connectTimeout=10000
feign.client.config.default.readTimeout=10000
{{- end }}
{{ end -}}

{{- define "fate.boardPassword" -}}
{{- $settings := include "fate.settings" (list . "fateboard") | fromJson -}}
{{- include "fate.secret" (dict "root" . "secret" "fateboard-config" "key" "password" "given" $settings.password) -}}
{{- end -}}

{{/*
The container, in a pod of its own (2.x) or beside FATE-Flow (1.x). It ends inside volumeMounts, so that a caller can add one.
*/}}
{{- define "fate.boardContainer" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $settings := include "fate.settings" (list . "fateboard") | fromJson -}}
{{- $memory := include "fate.memory" (dict "settings" $settings "default" "1Gi") | int -}}
- name: fateboard
  image: {{ include "fate.image" (dict "root" . "component" $release.modules.fateboard.component "settings" $settings) }}
  imagePullPolicy: {{ include "fate.pullPolicy" . }}
  env:
    # The image asks for 2 GiB of heap whatever the container has; this wins over its command line.
    - name: _JAVA_OPTIONS
      value: "-Xms128m -Xmx{{ div (mul $memory 3) 4 }}m"
  ports:
    # Not "http": beside FATE-Flow that name is taken.
    - name: board
      containerPort: 8080
  {{- include "fate.httpProbes" (dict "port" 8080 "path" "/") | nindent 2 }}
  {{- include "fate.resources" (dict "settings" $settings "defaults" "{requests: {cpu: 100m, memory: 512Mi}, limits: {memory: 1Gi}}") | nindent 2 }}
  volumeMounts:
    {{- range $release.modules.fateboard.homes }}
    - name: fateboard-config
      mountPath: {{ $release.home }}/{{ . }}/conf/application.properties
      subPath: application.properties
      readOnly: true
    {{- end }}
{{- end -}}
