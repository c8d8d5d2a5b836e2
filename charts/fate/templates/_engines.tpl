{{/*
The chosen engine in FATE-Flow's own words, as JSON: computing, federation and storage, and whether Spark runs inside FATE-Flow's pod ("local").
Up to FATE 1.8 one word (backend) says all three. FATE-Flow 2 calls local files "file".
*/}}
{{- define "fate.flowEngines" -}}
{{- $engine := include "fate.engine" . | fromJson -}}
{{- $generation := (include "fate.release" . | fromYaml).generation | int -}}
{{- $backends := dict
      "eggroll" (list "eggroll" "eggroll" "eggroll")
      "spark_rabbitmq" (list "spark" "rabbitmq" "hdfs")
      "spark_pulsar" (list "spark" "pulsar" "hdfs")
      "spark_local_pulsar" (list "spark_local" "pulsar" "localfs") -}}
{{- $words := get $backends ($engine.backend | default "") | default (list ($engine.computing | default "eggroll") ($engine.federation | default "eggroll") ($engine.storage | default "eggroll")) -}}
{{- $computing := index $words 0 | lower -}}
{{- $storage := index $words 2 | lower -}}
{{- if and (eq $storage "localfs") (ge $generation 2) -}}{{- $storage = "file" -}}{{- end -}}
{{- dict "computing" ($computing | trimSuffix "_local") "federation" (index $words 1 | lower) "storage" $storage "local" (hasSuffix "_local" $computing) | toJson -}}
{{- end -}}

{{/*
"true" when jobs run on Spark, in FATE-Flow's pod or outside of it.
*/}}
{{- define "fate.onSpark" -}}
{{- if eq (include "fate.flowEngines" . | fromJson).computing "spark" -}}true{{- end -}}
{{- end -}}

{{/*
The settings of an engine that FATE-Flow uses: python.spark, python.hdfs, … as JSON, never null. Call with (list $ "hdfs").
*/}}
{{- define "fate.flowSettings" -}}
{{- index (include "fate.settings" (list (index . 0) "python") | fromJson) (index . 1) | default dict | toJson -}}
{{- end -}}

{{/*
Where Spark's master is.
*/}}
{{- define "fate.sparkMaster" -}}
{{- if (include "fate.flowEngines" . | fromJson).local -}}
local[*]
{{- else -}}
{{- (include "fate.flowSettings" (list . "spark") | fromJson).master | default "spark://spark-master:7077" -}}
{{- end -}}
{{- end -}}

{{- define "fate.nameNode" -}}
{{- (include "fate.flowSettings" (list . "hdfs") | fromJson).name_node | default "hdfs://namenode:9000" -}}
{{- end -}}

{{/*
The proxy through which FATE-Flow reaches the FATE-Flows of other parties on the Spark engines. JSON.
*/}}
{{- define "fate.nginxServer" -}}
{{- $own := include "fate.flowSettings" (list . "nginx") | fromJson -}}
{{- dict "host" ($own.host | default "nginx") "http_port" ($own.http_port | default 9300 | int) "grpc_port" ($own.grpc_port | default 9310 | int) | toJson -}}
{{- end -}}

{{/*
RabbitMQ as FATE-Flow sees it, with its password: for Secrets only. JSON. FATE-Flow makes a user for each job in its own RabbitMQ, and the
other parties' RabbitMQ signs in with that one: this password never leaves the cluster.
*/}}
{{- define "fate.rabbitmqServer" -}}
{{- $own := include "fate.flowSettings" (list . "rabbitmq") | fromJson -}}
{{- $module := include "fate.settings" (list . "rabbitmq") | fromJson -}}
{{- $host := $own.host | default "rabbitmq" -}}
{{- $user := $own.user -}}
{{- $password := $own.password -}}
{{- if and (include "fate.has" (list . "rabbitmq")) (eq $host "rabbitmq") -}}
  {{- /* The Service for other parties has no management port. */ -}}
  {{- $host = "rabbitmq-management" -}}
  {{- $user = $module.default_user | default $module.user | default $user -}}
  {{- $password = include "fate.secret" (dict "root" . "secret" "rabbitmq-credentials" "key" "password" "given" ($module.default_pass | default $module.password | default $password)) -}}
{{- end -}}
{{- dict "host" $host "port" ($own.port | default 5672 | int) "mng_port" ($own.mng_port | default 15672 | int) "user" ($user | default "fate") "password" ($password | default "" | toString) | toJson -}}
{{- end -}}

{{/*
Pulsar as FATE-Flow sees it. JSON. Every party's own Pulsar has a name of its own: two of the same name may not feed one topic of a third party,
and its jobs would hang (FATE issue 4695).
*/}}
{{- define "fate.pulsarServer" -}}
{{- $own := include "fate.flowSettings" (list . "pulsar") | fromJson -}}
{{- $host := $own.host | default "pulsar" -}}
{{- $cluster := $own.cluster | default "standalone" -}}
{{- if and (include "fate.has" (list . "pulsar")) (eq $host "pulsar") -}}
  {{- $host = "pulsar-management" -}}
  {{- $cluster = include "fate.pulsarCluster" . -}}
{{- end -}}
{{- dict "host" $host "port" ($own.port | default 6650 | int) "sslPort" ($own.sslPort | default 6651 | int) "mng_port" ($own.mng_port | default 8080 | int) "cluster" $cluster "tenant" ($own.tenant | default "fl-tenant") "topic_ttl" ($own.topic_ttl | default 3 | int) | toJson -}}
{{- end -}}

{{/*
What our Pulsar calls itself: the number by which the other parties call it too. "standalone", the name that Pulsar gives to all, counts as none.
*/}}
{{- define "fate.pulsarCluster" -}}
{{- $given := (include "fate.flowSettings" (list . "pulsar") | fromJson).cluster | default "standalone" -}}
{{- ternary (include "fate.partyId" .) $given (eq $given "standalone") -}}
{{- end -}}

{{/*
How many workers Spark has, as far as FATE-Flow counts their cores.
*/}}
{{- define "fate.sparkWorkers" -}}
{{- if (include "fate.flowEngines" . | fromJson).local -}}
1
{{- else -}}
{{- ((include "fate.settings" (list . "spark") | fromJson).worker | default dict).replicas | default 2 | int -}}
{{- end -}}
{{- end -}}

{{/*
FATE-Flow starts when what its jobs need answers.
*/}}
{{- define "fate.waitForEngines" -}}
{{- if include "fate.has" (list . "spark") }}
{{ include "fate.waitFor" (dict "root" . "for" "spark" "host" "spark-master" "port" 7077) }}
{{- end }}
{{- if include "fate.has" (list . "hdfs") }}
{{ include "fate.waitFor" (dict "root" . "for" "hdfs" "host" "namenode" "port" 9000) }}
{{- end }}
{{- if include "fate.has" (list . "rabbitmq") }}
{{ include "fate.waitFor" (dict "root" . "for" "rabbitmq" "host" "rabbitmq-management" "port" 15672) }}
{{- end }}
{{- if include "fate.has" (list . "pulsar") }}
{{ include "fate.waitFor" (dict "root" . "for" "pulsar" "host" "pulsar-management" "port" 8080) }}
{{- end }}
{{- end -}}
