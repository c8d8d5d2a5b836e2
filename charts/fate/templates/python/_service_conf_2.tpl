{{/*
The layout of FATE 2.x.
*/}}
{{- define "fate.serviceConf2" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $database := include "fate.database" . | fromJson -}}
{{- $python := include "fate.settings" (list . "python") | fromJson -}}
{{- $cluster := $python.clustermanager | default dict -}}
{{- $engines := include "fate.flowEngines" . | fromJson -}}
{{- $onSpark := eq $engines.computing "spark" -}}
{{- $spark := include "fate.flowSettings" (list . "spark") | fromJson -}}
party_id: {{ include "fate.partyId" . | quote }}
use_registry: {{ (.Values.serving | default dict).useRegistry | default false }}
# numbers of Python's logging, up to ERROR
log_level: {{ get (dict "DEBUG" 10 "INFO" 20 "WARNING" 30 "ERROR" 40 "CRITICAL" 40) ($python.logLevel | default "INFO" | upper) | default 20 }}
encrypt:
  key_0:
    module: fate_flow.hub.encrypt.password_encrypt#pwdecrypt
    private_path: private_key.pem
fateflow:
  host: POD_IP
  http_port: 9380
  grpc_port: 9360
  proxy_name: {{ ternary "osx" "nginx" (eq $engines.federation "osx") }}
  nginx:
    host:
    http_port:
database:
  engine: mysql
  decrypt_key:
  mysql:
    name: {{ $database.name | toJson }}
    user: {{ $database.user | toJson }}
    passwd: {{ $database.password | toJson }}
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
    nodes: {{ $cluster.nodes | default (len (include "fate.nodes" . | fromJson).nodes) | int }}
    host: clustermanager
    port: 4670
  {{- if $onSpark }}
  spark:
    {{- if ne $release.version "v2.0.0" }}
    # whose spark-submit and conf/spark-defaults.conf; blank would mean those of the pip package pyspark. FATE-Flow 2.0.0 takes the variable.
    home: SPARK_HOME
    {{- end }}
    # all of them: FATE-Flow 2 knows no nodes of Spark
    cores: {{ mul ($spark.cores_per_node | default 20) ($spark.nodes | default (include "fate.sparkWorkers" .)) }}
  {{- end }}
federation:
  {{- if eq $engines.federation "osx" }}
  osx:
    host: osx
    port: 9370
    # a stream goes through Eggroll; what Spark exchanges, osx queues
    mode: {{ ternary "queue" "stream" $onSpark }}
  {{- else }}
  {{- $nginx := include "fate.nginxServer" . | fromJson }}
  {{- include (ternary "fate.serviceConfPulsar" "fate.serviceConfRabbitmq" (eq $engines.federation "pulsar")) . | indent 2 }}
  nginx:
    host: {{ $nginx.host | toJson }}
    http_port: {{ $nginx.http_port }}
    grpc_port: {{ $nginx.grpc_port }}
    protocol: http
  {{- end }}
storage:
  hdfs:
    name_node: {{ include "fate.nameNode" . | toJson }}
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
  hosts: {{ include "fate.servingHosts" . }}
{{- include "fate.zookeeper" . }}
{{- end -}}
