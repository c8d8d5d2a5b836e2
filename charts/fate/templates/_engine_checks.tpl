{{/*
What the Spark engines need besides their modules. Each check fails or renders nothing.
*/}}
{{- define "fate.checkSpark" -}}
{{- if include "fate.onSpark" . -}}
  {{- $engines := include "fate.flowEngines" . | fromJson -}}
  {{- include "fate.checkCopies" . -}}
  {{- include "fate.checkDriver" . -}}
  {{- if (include "fate.settings" (list . "python") | fromJson).enabledNN -}}
    {{- fail "python.enabledNN: there is no image with the libraries for neural networks for Spark in this release. Leave it out, or take the engine eggroll." -}}
  {{- end -}}
  {{- if has $engines.federation (list "pulsar" "rabbitmq") -}}
    {{- include "fate.checkNginxRoutes" . -}}
    {{- include "fate.checkQueueRoutes" (list . $engines.federation) -}}
  {{- end -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkCopies" -}}
{{- $spark := include "fate.settings" (list . "spark") | fromJson -}}
{{- $hdfs := include "fate.settings" (list . "hdfs") | fromJson -}}
{{- if gt (($spark.master | default dict).replicas | default 1 | int) 1 -}}
  {{- fail "spark.master.replicas: Spark has one master here. Several would need a registry (zookeeper) to agree on one of them. Say how many compute with spark.worker.replicas." -}}
{{- end -}}
{{- if gt (($hdfs.namenode | default dict).replicas | default 1 | int) 1 -}}
  {{- fail "hdfs.namenode.replicas: there is one namenode. Point python.hdfs.name_node to a Hadoop cluster of your own for more." -}}
{{- end -}}
{{- $kind := (last (include "fate.release" . | fromYaml).modules.hdfs.workloads).kind -}}
{{- if and (eq $kind "Deployment") (gt (($hdfs.datanode | default dict).replicas | default 1 | int) 1) -}}
  {{- fail (printf "hdfs.datanode.replicas: in FATE %s all datanodes would share one volume. Leave it at 1, or point python.hdfs.name_node to a Hadoop cluster of your own." (include "fate.version" .)) -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkDriver" -}}
{{- $spark := include "fate.flowSettings" (list . "spark") | fromJson -}}
{{- if include "fate.driverHost" . -}}
  {{- if not (and $spark.driverStartPort $spark.blockManagerStartPort) -}}
    {{- fail "python.spark.driverHost: executors call back at ports that must be known. Set python.spark.driverStartPort and blockManagerStartPort too." -}}
  {{- end -}}
  {{- if le (sub (max $spark.driverStartPort $spark.blockManagerStartPort) (min $spark.driverStartPort $spark.blockManagerStartPort) | int) ($spark.portMaxRetries | default 0 | int) -}}
    {{- fail "python.spark: the ports of the driver and of its blocks overlap. Set driverStartPort and blockManagerStartPort further apart than portMaxRetries." -}}
  {{- end -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkNginxRoutes" -}}
{{- $nginx := include "fate.settings" (list . "nginx") | fromJson -}}
{{- $exchange := $nginx.exchange | default dict -}}
{{- if and $exchange (not $exchange.ip) -}}
  {{- fail "nginx.exchange: needs the exchange's ip, and its httpPort and grpcPort where they are not 9300 and 9310." -}}
{{- end -}}
{{- if and $exchange.ip (hasKey ($nginx.route_table | default dict) "default") -}}
  {{- fail "nginx.route_table.default: nginx.exchange says the same. Leave one of them out." -}}
{{- end -}}
{{- range $party, $route := $nginx.route_table -}}
  {{- if not (or (eq $party "default") (regexMatch "^[1-9][0-9]*$" $party)) -}}
    {{- fail (printf "nginx.route_table.%s: the keys are the numbers of the other parties." $party) -}}
  {{- end -}}
  {{- if eq $party (include "fate.partyId" $) -}}
    {{- fail (printf "nginx.route_table.%s: this is the party itself. List the others only, it knows its own way." $party) -}}
  {{- end -}}
  {{- $hops := $route.fateflow | default $route.proxy -}}
  {{- if eq $party "default" -}}{{- $hops = $route.proxy -}}{{- end -}}
  {{- if not $hops -}}
    {{- fail (printf "nginx.route_table.%s: no way. List where that party's nginx is: fateflow: [{ host, http_port, grpc_port }]." $party) -}}
  {{- end -}}
{{- end -}}
{{- end -}}

{{/*
Jobs are scheduled through nginx and exchange data through the queues: a party that only one of them knows cannot take part.
Call with (list $ "pulsar").
*/}}
{{- define "fate.checkQueueRoutes" -}}
{{- $root := index . 0 -}}
{{- $queue := index . 1 -}}
{{- $settings := include "fate.settings" (list $root $queue) | fromJson -}}
{{- $nginx := include "fate.settings" (list $root "nginx") | fromJson -}}
{{- $self := include "fate.partyId" $root -}}
{{- $exchange := $settings.exchange | default dict -}}
{{- $external := include "fate.flowSettings" (list $root $queue) | fromJson -}}
{{- if and (eq $queue "rabbitmq") (not (include "fate.has" (list $root $queue))) (not (and $external.user $external.password)) -}}
  {{- fail "python.rabbitmq: a RabbitMQ of your own needs user and password too; the user is an administrator, FATE-Flow makes users and queues with it." -}}
{{- end -}}
{{- if and $exchange (not (and $exchange.ip $exchange.port)) -}}
  {{- fail (printf "%s.exchange: needs ip and port." $queue) -}}
{{- end -}}
{{- range $party, $route := $settings.route_table -}}
  {{- if not (regexMatch "^[1-9][0-9]*$" $party) -}}
    {{- fail (printf "%s.route_table.%s: the keys are the numbers of the other parties." $queue $party) -}}
  {{- end -}}
  {{- if not $route.host -}}
    {{- fail (printf "%s.route_table.%s: no host. Say where that party's %s is." $queue $party $queue) -}}
  {{- end -}}
  {{- $known := or (hasKey ($nginx.route_table | default dict) $party) (hasKey ($nginx.route_table | default dict) "default") $nginx.exchange -}}
  {{- if and (ne $party $self) (include "fate.has" (list $root "nginx")) (not $known) -}}
    {{- fail (printf "%s.route_table.%s: nginx.route_table does not know party %s, so its FATE-Flow cannot be called. Add it there too, or set nginx.exchange." $queue $party $party) -}}
  {{- end -}}
{{- end -}}
{{- range $party, $_ := $nginx.route_table -}}
  {{- if not (or (eq $party "default") (hasKey ($settings.route_table | default dict) $party) $exchange.ip) -}}
    {{- fail (printf "nginx.route_table.%s: %s.route_table does not know party %s, so jobs with it would wait for its data for ever. Add it there too." $party $queue $party) -}}
  {{- end -}}
{{- end -}}
{{- end -}}
