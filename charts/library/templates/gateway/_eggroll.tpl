{{/*
eggroll.properties of one part of Eggroll: the keys that this part reads, by its sources (tests/KubeFate.Charts.Tests/Contracts/Data/eggroll-2.yaml and
eggroll-3.yaml), and no others. "part" is clustermanager, nodemanager with the workers that it starts, driver (FATE-Flow's task, 1.x only) or rollsite.
Only the cluster manager's holds the database's password. POD_NAME and PYTHON_EXEC are put in when a node starts.
The scripts that start a worker look keys up with grep, comments included: no comment may hold a key.
Call with (dict "root" $ "part" "clustermanager").
*/}}
{{- define "fate.eggrollProperties" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
{{- $home := $release.home -}}
{{- $eggroll := $release.eggroll | default 2.4 | float64 -}}
{{- $first := eq ($release.generation | int) 1 -}}
{{- $manager := eq .part "clustermanager" -}}
{{- $node := eq .part "nodemanager" -}}
{{- $driver := eq .part "driver" -}}
[eggroll]
# where the parts find each other
{{- if or (not $manager) (ge $eggroll 3.0) }}
eggroll.resourcemanager.clustermanager.host=clustermanager
{{- end }}
eggroll.resourcemanager.clustermanager.port=4670
{{- if or $node (and $manager (lt $eggroll 2.5)) }}
eggroll.resourcemanager.nodemanager.port=4671
{{- end }}
{{- if and $node (ge $eggroll 2.5) }}
# The name under which the node registers and its workers call it. It leads to this very pod and outlives it: a node keeps its number, and with it
# its tables, only while its name is the same.
eggroll.resourcemanager.nodemanager.host=POD_NAME.nodemanager
{{- end }}
{{- if $manager }}
{{- $database := include "fate.database" .root | fromJson }}

# the database of sessions, nodes and tables
eggroll.resourcemanager.clustermanager.jdbc.driver.class.name=com.mysql.cj.jdbc.Driver
eggroll.resourcemanager.clustermanager.jdbc.url=jdbc:mysql://{{ $database.host }}:{{ $database.port }}/{{ $database.name }}?useSSL=false&serverTimezone={{ (include "fate.settings" (list .root "clustermanager") | fromJson).mysqlServerTimezone | default "UTC" }}&characterEncoding=utf8&allowPublicKeyRetrieval=true
eggroll.resourcemanager.clustermanager.jdbc.username={{ include "fate.property" $database.user }}
eggroll.resourcemanager.clustermanager.jdbc.password={{ include "fate.property" $database.password }}
{{- end }}
{{- if or $node (and $manager $first) }}

# files, in the volumes that the pods mount there
eggroll.logs.dir={{ $home }}/eggroll/logs/
{{- end }}
{{- if $node }}
eggroll.data.dir={{ $home }}/eggroll/data/
{{ include "fate.workerProperties" .root }}
{{- end }}

# sessions
{{- if $manager }}
eggroll.session.processors.per.node={{ include "fate.processors" .root }}
{{- end }}
{{- if or $manager $driver }}
eggroll.session.start.timeout.ms=180000
{{- end }}
{{- if or $node (and $first (not $driver)) }}
eggroll.core.grpc.channel.keepalive.timeout.sec=20
{{- end }}
{{- if or $node $driver }}
eggroll.rollpair.transferpair.sendbuf.size=250000
{{- end }}
{{- if $driver }}

# how a task hands data to the gateway
eggroll.rollsite.push.max.retry=3
eggroll.rollsite.push.long.retry=2
eggroll.rollsite.push.batches.per.stream=10
eggroll.rollsite.adapter.sendbuf.size=100000
{{- end }}
{{ end -}}

{{/*
How a node starts its workers.
*/}}
{{- define "fate.workerProperties" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $home := $release.home -}}
{{- $eggroll := $release.eggroll | float64 }}
# how a node starts its workers
eggroll.bootstrap.root.script=bin/eggroll_boot.sh
eggroll.resourcemanager.bootstrap.egg_pair.exepath=bin/roll_pair/egg_pair_bootstrap.sh
eggroll.resourcemanager.bootstrap.egg_pair.venv=
eggroll.resourcemanager.bootstrap.egg_pair.ld_library_path=
{{- if eq ($release.generation | int) 1 }}
eggroll.resourcemanager.bootstrap.egg_pair.pythonpath={{ $home }}/python:{{ $home }}/fate/python:{{ $release.flowHome }}/python:{{ $home }}/eggroll/python
eggroll.resourcemanager.bootstrap.egg_pair.filepath=python/eggroll/roll_pair/egg_pair.py
{{- else }}
eggroll.resourcemanager.bootstrap.egg_pair.pythonpath=python
eggroll.resourcemanager.bootstrap.egg_pair.filepath=python/eggroll/computing/egg_pair/egg_pair.py
# counts the graphics cards of the node
eggroll.resourcemanager.nodemanager.gpu.num.shell=nvidia.sh
{{- end }}
{{- if ge $eggroll 2.5 }}

# jobs of DeepSpeed: the Python that they run in, and the folder that each makes one of its own in
eggroll.container.deepspeed.distributed.backend=nccl
{{ ternary "eggroll.container.python.exec" "eggroll.container.deepspeed.python.exec" (ge $eggroll 3.0) }}=PYTHON_EXEC
eggroll.resourcemanager.nodemanager.containers.data.dir={{ $home }}/eggroll/data/containers
{{- end }}
{{- end -}}

{{/*
What rollsite reads, in a party and in an exchange. What it knows of Eggroll is needed only where there is one.
*/}}
{{- define "fate.gatewayProperties" -}}
{{- if include "fate.has" (list . "clustermanager") -}}
{{- include "fate.eggrollProperties" (dict "root" . "part" "rollsite") }}
{{ else -}}
[eggroll]
{{ end -}}
# the gateway to other parties
eggroll.rollsite.host=rollsite
eggroll.rollsite.port=9370
eggroll.rollsite.party.id={{ include "fate.self" . }}
eggroll.rollsite.route.table.path=conf/route_table/route_table.json
eggroll.rollsite.route.table.key=
eggroll.rollsite.route.table.whitelist=127.0.0.1
{{- $polling := (include "fate.settings" (list . "rollsite") | fromJson).polling | default dict }}
{{- if $polling.enabled }}
eggroll.rollsite.polling.{{ $polling.type }}.enabled=true
{{- if eq $polling.type "server" }}
eggroll.rollsite.polling.concurrency={{ $polling.concurrency | default 50 | int }}
{{- end }}
{{- end }}
{{ end -}}

{{/*
The shell lines that start a part of Eggroll with its logs on stdout.
Call with (dict "root" $ "part" "clustermanager" "port" 4670).
*/}}
{{- define "fate.eggrollStart" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
logs=${EGGROLL_HOME}/logs/eggroll
mkdir -p $logs
for file in eggroll-audit.log eggroll.jvm.log; do ln -sf /dev/stdout $logs/$file; done
ln -sf /dev/stderr $logs/eggroll.jvm.err.log
cd ${EGGROLL_HOME}
# reaps the workers that end, where the image has it
init=$(test -x /tini && echo "/tini --" || true)
{{- if eq ($release.generation | int) 1 }}
{{- if eq .part "rollsite" }}
exec $init java $JAVA_OPTIONS -Dlog4j.configurationFile=conf/log4j2.properties -cp "lib/*:conf/" \
  com.webank.eggroll.rollsite.EggSiteBootstrap -c ${EGGROLL_HOME}/conf/eggroll.properties
{{- else }}
exec $init java $JAVA_OPTIONS -Dlog4j.configurationFile=conf/log4j2.properties -cp "lib/*:conf/" \
  com.webank.eggroll.core.Bootstrap \
  --bootstraps com.webank.eggroll.core.resourcemanager.{{ ternary "ClusterManagerBootstrap" "NodeManagerBootstrap" (eq .part "clustermanager") }} \
  -c ${EGGROLL_HOME}/conf/eggroll.properties -p {{ .port }} -s EGGROLL_DEAMON
{{- end }}
{{- else }}
exec $init java -server $JAVA_OPTIONS -Dlog4j.configurationFile=conf/log4j2.xml -Dmodule={{ .part }} -cp "lib/*:conf/" \
  org.fedai.eggroll.{{ .part }}.Bootstrap -p {{ .port }} -s EGGROLL_DAEMON
{{- end }}
{{- end -}}

{{/*
How many workers a session starts on a node. One number for all: the cluster manager reads it, not the nodes.
*/}}
{{- define "fate.processors" -}}
{{- $nodes := include "fate.settings" (list . "nodemanager") | fromJson -}}
{{- $nodes.sessionProcessorsPerNode | default (first ($nodes.list | default (list dict))).sessionProcessorsPerNode | default 4 | int -}}
{{- end -}}
