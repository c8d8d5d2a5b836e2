{{/*
The layout of FATE 1.x.
*/}}
{{- define "fate.serviceConf1" -}}
{{- $database := include "fate.database" . | fromJson -}}
{{- $python := include "fate.settings" (list . "python") | fromJson -}}
{{- $cluster := $python.clustermanager | default dict -}}
{{- $engines := include "fate.flowEngines" . | fromJson -}}
{{- $onSpark := eq $engines.computing "spark" -}}
use_registry: {{ (.Values.serving | default dict).useRegistry | default false }}
use_deserialize_safe_module: false
dependent_distribution: {{ $python.dependent_distribution | default false }}
encrypt_password: false
encrypt_module: fate_arch.common.encrypt_utils#pwdecrypt
private_key:
fateflow:
  host: POD_IP
  http_port: 9380
  grpc_port: 9360
  proxy: {{ ternary "nginx" "rollsite" $onSpark }}
  protocol: default
database:
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
fate_on_standalone:
  standalone:
    cores_per_node: 20
    nodes: 1
fate_on_eggroll:
  clustermanager:
    cores_per_node: {{ $cluster.cores_per_node | default 16 | int }}
    nodes: {{ $cluster.nodes | default (len (include "fate.nodes" . | fromJson).nodes) | int }}
  rollsite:
    host: rollsite
    port: 9370
{{- if $onSpark }}
{{- include "fate.serviceConf1Spark" . }}
{{- end }}
fateboard:
  host: fateboard
  port: 8080
enable_model_store: false
model_store_address:
  storage: mysql
  # not the names that database has: this map is closed, and ends the call at another one
  database: {{ $database.name | toJson }}
  host: {{ $database.host | toJson }}
  port: {{ $database.port }}
  user: {{ $database.user | toJson }}
  password: {{ $database.password | toJson }}
  max_connections: 10
  stale_timeout: 10
servings:
  hosts: {{ include "fate.servingHosts" . }}
{{- include "fate.zookeeper" . }}
{{- end -}}

{{/*
What FATE-Flow 1.x knows of Spark and of what belongs to it. Only the parts that the engine uses.
*/}}
{{- define "fate.serviceConf1Spark" -}}
{{- $engines := include "fate.flowEngines" . | fromJson -}}
{{- $spark := include "fate.flowSettings" (list . "spark") | fromJson -}}
{{- $hdfs := include "fate.flowSettings" (list . "hdfs") | fromJson -}}
{{- $hive := include "fate.flowSettings" (list . "hive") | fromJson -}}
{{- $nginx := include "fate.nginxServer" . | fromJson }}
fate_on_spark:
  spark:
    # whose spark-submit and conf/spark-defaults.conf; blank would mean those of the pip package pyspark
    home: SPARK_HOME
    cores_per_node: {{ $spark.cores_per_node | default 20 | int }}
    nodes: {{ $spark.nodes | default (include "fate.sparkWorkers" .) | int }}
  {{- if eq $engines.storage "hdfs" }}
  hdfs:
    name_node: {{ include "fate.nameNode" . | toJson }}
    path_prefix:{{ with $hdfs.path_prefix }} {{ . | toJson }}{{ end }}
  {{- end }}
  {{- with $hive.host }}
  hive:
    host: {{ . | toJson }}
    port: {{ $hive.port | default 10000 | int }}
    auth_mechanism:{{ with $hive.auth_mechanism }} {{ . | toJson }}{{ end }}
    username: {{ $hive.username | default "" | toJson }}
    password: {{ $hive.password | default "" | toString | toJson }}
  {{- end }}
  {{- if eq $engines.federation "rabbitmq" }}
  {{- include "fate.serviceConfRabbitmq" . | indent 2 }}
    route_table: conf/rabbitmq_route_table.yaml
  {{- end }}
  {{- if eq $engines.federation "pulsar" }}
  {{- include "fate.serviceConfPulsar" . | indent 2 }}
    route_table: conf/pulsar_route_table.yaml
  {{- end }}
  nginx:
    host: {{ $nginx.host | toJson }}
    http_port: {{ $nginx.http_port }}
    grpc_port: {{ $nginx.grpc_port }}
{{- end -}}
