{{/*
service_conf.yaml, FATE-Flow's configuration, in the layout of the release. POD_IP is put in when the container starts:
FATE-Flow binds to that address and gives it to its workers, and refuses names and 0.0.0.0.
Workers have no business there: they get the Service's name and no password, neither the database's nor any other ("secrets").
Call with (dict "root" $ "host" "POD_IP" "password" $password "secrets" true).
*/}}
{{- define "fate.serviceConf" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
{{- if eq ($release.generation | int) 1 -}}
{{- include "fate.serviceConf1" . -}}
{{- else -}}
{{- include "fate.serviceConf2" . -}}
{{- end -}}
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

{{/*
RabbitMQ and Pulsar are written alike in both generations.
*/}}
{{- define "fate.serviceConfRabbitmq" -}}
{{- $rabbitmq := include "fate.rabbitmqServer" .root | fromJson }}
rabbitmq:
  host: {{ $rabbitmq.host | toJson }}
  mng_port: {{ $rabbitmq.mng_port }}
  port: {{ $rabbitmq.port }}
  user: {{ $rabbitmq.user | toJson }}
  password: {{ ternary $rabbitmq.password "" (eq true .secrets) | toJson }}
  mode: replication
  max_message_size: 1048576
{{- end -}}

{{- define "fate.serviceConfPulsar" -}}
{{- $pulsar := include "fate.pulsarServer" .root | fromJson }}
pulsar:
  host: {{ $pulsar.host | toJson }}
  port: {{ $pulsar.port }}
  mng_port: {{ $pulsar.mng_port }}
  # the name of our own Pulsar, as its configuration says it
  cluster: {{ $pulsar.cluster | toString | toJson }}
  tenant: {{ $pulsar.tenant | toJson }}
  topic_ttl: {{ $pulsar.topic_ttl }}
  mode: replication
  max_message_size: 1048576
{{- end -}}
