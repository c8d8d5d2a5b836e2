{{/*
service_conf.yaml, FATE-Flow's configuration, in the layout of the release. POD_IP is put in when the container starts: FATE-Flow listens at this
address and gives it to its tasks, which call back. 0.0.0.0 would lead them to themselves, and the Service's name is not an address of the pod.
SPARK_HOME is put in too. Call with the root.
*/}}
{{- define "fate.serviceConf" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- if eq ($release.generation | int) 1 -}}
{{- include "fate.serviceConf1" . -}}
{{- else -}}
{{- include "fate.serviceConf2" . -}}
{{- end -}}
{{- end -}}

{{/*
service_conf.yaml of FATE 1.x for those who compute, Eggroll's workers and Spark's executors: FATE's libraries look these keys up there, and no others
(fate_arch of FATE@v1.11.2). FATE 2.x looks nothing up.
*/}}
{{- define "fate.workerConf" -}}
{{- $engines := include "fate.flowEngines" . | fromJson -}}
use_deserialize_safe_module: false
encrypt_password: false
default_engines:
  computing: {{ $engines.computing }}
  federation: {{ $engines.federation }}
  storage: {{ $engines.storage }}
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
The registry through which FATE-Serving is found when serving.useRegistry is set.
*/}}
{{- define "fate.zookeeper" -}}
{{- $zookeeper := (.Values.serving | default dict).zookeeper | default dict }}
zookeeper:
  hosts: {{ $zookeeper.hosts | default (list "serving-zookeeper:2181") | toJson }}
  use_acl: {{ $zookeeper.use_acl | default false }}
  {{- if $zookeeper.use_acl }}
  user: {{ $zookeeper.user | default "" | toJson }}
  password: {{ $zookeeper.password | default "" | toString | toJson }}
  {{- end }}
{{- end -}}

{{/*
RabbitMQ and Pulsar are written alike in both generations, except that FATE 1.8 does not know mode and max_message_size.
*/}}
{{- define "fate.serviceConfRabbitmq" -}}
{{- $rabbitmq := include "fate.rabbitmqServer" . | fromJson }}
rabbitmq:
  host: {{ $rabbitmq.host | toJson }}
  mng_port: {{ $rabbitmq.mng_port }}
  port: {{ $rabbitmq.port }}
  user: {{ $rabbitmq.user | toJson }}
  password: {{ $rabbitmq.password | toJson }}
  {{- include "fate.queueMode" . }}
{{- end -}}

{{- define "fate.serviceConfPulsar" -}}
{{- $pulsar := include "fate.pulsarServer" . | fromJson }}
pulsar:
  host: {{ $pulsar.host | toJson }}
  port: {{ $pulsar.port }}
  mng_port: {{ $pulsar.mng_port }}
  # the name of our own Pulsar, as its configuration says it
  cluster: {{ $pulsar.cluster | toString | toJson }}
  tenant: {{ $pulsar.tenant | toJson }}
  topic_ttl: {{ $pulsar.topic_ttl }}
  {{- include "fate.queueMode" . }}
{{- end -}}

{{- define "fate.queueMode" -}}
{{- if ge ((include "fate.release" . | fromYaml).eggroll | float64) 2.5 }}
  mode: replication
  max_message_size: 1048576
{{- end }}
{{- end -}}
