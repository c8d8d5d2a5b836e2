{{/*
The layout of FATE 2.x.
*/}}
{{- define "fate.serviceConf2" -}}
{{- $database := include "fate.database" .root | fromJson -}}
{{- $python := include "fate.settings" (list .root "python") | fromJson -}}
{{- $cluster := $python.clustermanager | default dict -}}
{{- $engines := include "fate.flowEngines" .root | fromJson -}}
{{- $onSpark := eq $engines.computing "spark" -}}
{{- $spark := include "fate.flowSettings" (list .root "spark") | fromJson -}}
{{- $hdfs := include "fate.flowSettings" (list .root "hdfs") | fromJson -}}
party_id: {{ include "fate.partyId" .root | quote }}
use_registry: {{ (.root.Values.serving | default dict).useRegistry | default false }}
log_level: {{ ternary 10 20 (eq ($python.logLevel | default "INFO" | upper) "DEBUG") }}
encrypt:
  key_0:
    module: fate_flow.hub.encrypt.password_encrypt#pwdecrypt
    private_path: private_key.pem
fateflow:
  host: {{ .host }}
  http_port: 9380
  grpc_port: 9360
  proxy_name: {{ ternary "osx" "nginx" (eq $engines.federation "osx") }}
  nginx:
    host:
    http_port:
    grpc_port:
database:
  engine: mysql
  decrypt_key:
  mysql:
    name: {{ $database.name | toJson }}
    user: {{ $database.user | toJson }}
    passwd: {{ .password | toJson }}
    host: {{ $database.host | toJson }}
    port: {{ $database.port }}
    max_connections: 100
    stale_timeout: 30
default_engines:
  computing: {{ $engines.computing }}
  federation: {{ $engines.federation }}
  storage: {{ $engines.storage }}
default_provider:
  name: fate
  version:
  device: local
computing:
  standalone:
    cores: 32
  eggroll:
    cores: {{ $cluster.cores_per_node | default 16 | int }}
    nodes: {{ $cluster.nodes | default (len (include "fate.nodes" .root | fromJson).nodes) | int }}
    host: clustermanager
    port: 4670
  {{- if $onSpark }}
  spark:
    # nothing here: SPARK_HOME of the image
    home:{{ with $spark.home }} {{ . | toJson }}{{ end }}
    cores: {{ $spark.cores_per_node | default 20 | int }}
    nodes: {{ $spark.nodes | default (include "fate.sparkWorkers" .root) | int }}
  {{- end }}
federation:
  {{- if eq $engines.federation "osx" }}
  osx:
    host: osx
    port: 9370
    # a stream goes through Eggroll; what Spark exchanges, osx queues
    mode: {{ ternary "queue" "stream" $onSpark }}
  {{- else }}
  {{- $nginx := include "fate.nginxServer" .root | fromJson }}
  {{- include (ternary "fate.serviceConfPulsar" "fate.serviceConfRabbitmq" (eq $engines.federation "pulsar")) . | indent 2 }}
  nginx:
    host: {{ $nginx.host | toJson }}
    http_port: {{ $nginx.http_port }}
    grpc_port: {{ $nginx.grpc_port }}
    protocol: http
  {{- end }}
storage:
  hdfs:
    name_node: {{ include "fate.nameNode" .root | toJson }}
    {{- with $hdfs.path_prefix }}
    path_prefix: {{ . | toJson }}
    {{- end }}
hook_module:
  client_authentication: fate_flow.hook.flow.client_authentication
  site_authentication: fate_flow.hook.flow.site_authentication
  permission: fate_flow.hook.flow.permission
authentication:
  client: false
  site: false
  permission: false
model_store:
  engine: file
  decrypt_key:
  file:
    path:
servings:
  hosts: {{ include "fate.servingHosts" .root }}
{{- include "fate.zookeeper" . }}
{{- end -}}
