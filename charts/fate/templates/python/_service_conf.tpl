{{/*
service_conf.yaml, FATE-Flow's configuration, in the layout of the release. POD_IP is put in when the container starts:
FATE-Flow binds to that address and gives it to its workers, and refuses names and 0.0.0.0.
Workers have no business there: they get the Service's name and no password.
Call with (dict "root" $ "host" "POD_IP" "password" $password).
*/}}
{{- define "fate.serviceConf" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
{{- if eq ($release.generation | int) 1 -}}
{{- include "fate.serviceConf1" . -}}
{{- else -}}
{{- include "fate.serviceConf2" . -}}
{{- end -}}
{{- end -}}

{{- define "fate.serviceConf1" -}}
{{- $database := include "fate.database" .root | fromJson -}}
{{- $python := include "fate.settings" (list .root "python") | fromJson -}}
{{- $cluster := $python.clustermanager | default dict -}}
use_registry: {{ (.root.Values.serving | default dict).useRegistry | default false }}
use_deserialize_safe_module: false
dependent_distribution: {{ $python.dependent_distribution | default false }}
encrypt_password: false
encrypt_module: fate_arch.common.encrypt_utils#pwdecrypt
private_key:
fateflow:
  host: {{ .host }}
  http_port: 9380
  grpc_port: 9360
  proxy: rollsite
  protocol: default
database:
  name: {{ $database.name | toJson }}
  user: {{ $database.user | toJson }}
  passwd: {{ .password | toJson }}
  host: {{ $database.host | toJson }}
  port: {{ $database.port }}
  max_connections: 100
  stale_timeout: 30
default_engines:
  computing: eggroll
  federation: eggroll
  storage: eggroll
fate_on_standalone:
  standalone:
    cores_per_node: 20
    nodes: 1
fate_on_eggroll:
  clustermanager:
    cores_per_node: {{ $cluster.cores_per_node | default 16 | int }}
    nodes: {{ $cluster.nodes | default (len (include "fate.nodes" .root | fromJson).nodes) | int }}
  rollsite:
    host: rollsite
    port: 9370
fateboard:
  host: fateboard
  port: 8080
enable_model_store: false
model_store_address:
  storage: mysql
  name: {{ $database.name | toJson }}
  host: {{ $database.host | toJson }}
  port: {{ $database.port }}
  user: {{ $database.user | toJson }}
  passwd: {{ .password | toJson }}
  max_connections: 10
  stale_timeout: 10
servings:
  hosts: {{ include "fate.servingHosts" .root }}
{{- include "fate.zookeeper" . }}
{{- end -}}

{{- define "fate.serviceConf2" -}}
{{- $database := include "fate.database" .root | fromJson -}}
{{- $python := include "fate.settings" (list .root "python") | fromJson -}}
{{- $cluster := $python.clustermanager | default dict -}}
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
  proxy_name: osx
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
  computing: eggroll
  federation: osx
  storage: eggroll
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
federation:
  osx:
    host: osx
    port: 9370
    mode: stream
storage:
  hdfs:
    name_node: hdfs://namenode:9000
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

{{/*
FATE-Serving, to which models are published, as a JSON list.
*/}}
{{- define "fate.servingHosts" -}}
{{- if and .Values.servingIp .Values.servingPort -}}
{{- list (printf "%s:%d" (.Values.servingIp | toString) (.Values.servingPort | int)) | toJson -}}
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{/*
The registry through which FATE-Serving is found when serving.useRegistry is set. Its password is FATE-Flow's alone.
*/}}
{{- define "fate.zookeeper" -}}
{{- $zookeeper := (.root.Values.serving | default dict).zookeeper | default dict }}
zookeeper:
  hosts: {{ $zookeeper.hosts | default (list "serving-zookeeper:2181") | toJson }}
  use_acl: {{ $zookeeper.use_acl | default false }}
  {{- if and $zookeeper.use_acl .password }}
  user: {{ $zookeeper.user | default "" | toJson }}
  password: {{ $zookeeper.password | default "" | toString | toJson }}
  {{- end }}
{{- end -}}
