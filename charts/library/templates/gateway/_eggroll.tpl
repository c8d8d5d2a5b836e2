{{/*
eggroll.properties, which every part of Eggroll and FATE-Flow's driver read. Only the cluster manager talks to the database,
so only its file holds the password ("database" true).
Call with (dict "root" $ "processors" 4 "database" false).
*/}}
{{- define "fate.eggrollProperties" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
{{- $home := $release.home -}}
[eggroll]
# where the parts find each other
eggroll.resourcemanager.clustermanager.host=clustermanager
eggroll.resourcemanager.clustermanager.port=4670
eggroll.resourcemanager.nodemanager.port=4671
eggroll.resourcemanager.process.tag={{ include "fate.partyId" .root }}
{{- if .database }}
{{- $database := include "fate.database" .root | fromJson }}

# the database of sessions, nodes and tables
eggroll.resourcemanager.clustermanager.jdbc.driver.class.name=com.mysql.cj.jdbc.Driver
eggroll.resourcemanager.clustermanager.jdbc.url=jdbc:mysql://{{ $database.host }}:{{ $database.port }}/{{ $database.name }}?useSSL=false&serverTimezone={{ (include "fate.settings" (list .root "clustermanager") | fromJson).mysqlServerTimezone | default "UTC" }}&characterEncoding=utf8&allowPublicKeyRetrieval=true
eggroll.resourcemanager.clustermanager.jdbc.username={{ include "fate.property" $database.user }}
eggroll.resourcemanager.clustermanager.jdbc.password={{ include "fate.property" $database.password }}
{{- end }}

# files, in the volumes that the pods mount there
eggroll.data.dir={{ $home }}/eggroll/data/
eggroll.logs.dir={{ $home }}/eggroll/logs/

# how a node starts its workers
eggroll.bootstrap.root.script=bin/eggroll_boot.sh
eggroll.resourcemanager.bootstrap.egg_pair.exepath=bin/roll_pair/egg_pair_bootstrap.sh
eggroll.resourcemanager.bootstrap.egg_pair.venv=
eggroll.resourcemanager.bootstrap.egg_pair.ld_library_path=
{{- if eq ($release.generation | int) 1 }}
eggroll.resourcemanager.bootstrap.egg_pair.pythonpath={{ $home }}/python:{{ $home }}/fate/python:{{ $release.flowHome }}/python:{{ $home }}/eggroll/python
eggroll.resourcemanager.bootstrap.egg_pair.filepath=python/eggroll/roll_pair/egg_pair.py
eggroll.resourcemanager.bootstrap.egg_frame.exepath=bin/roll_pair/roll_pair_master_bootstrap.sh
eggroll.resourcemanager.bootstrap.egg_frame.javahome=/usr/lib/jvm/java-1.8.0-openjdk
eggroll.resourcemanager.bootstrap.egg_frame.classpath=conf/:lib/*
eggroll.resourcemanager.bootstrap.egg_frame.mainclass=com.webank.eggroll.rollframe.EggFrameBootstrap
eggroll.resourcemanager.bootstrap.egg_frame.jvm.options=
arrow.enable_unsafe_memory_access=true
hadoop.fs.defaultFS=file:///
{{- else }}
eggroll.resourcemanager.bootstrap.egg_pair.pythonpath=python
eggroll.resourcemanager.bootstrap.egg_pair.filepath=python/eggroll/computing/egg_pair/egg_pair.py
{{- end }}
{{- if ge ($release.eggroll | default 2.4 | float64) 2.5 }}
# a node tells the cluster manager the address of this device, and how many graphics cards it has
eggroll.resourcemanager.nodemanager.net.device=eth0
eggroll.resourcemanager.nodemanager.gpu.num.shell=nvidia.sh
eggroll.container.deepspeed.distributed.backend=nccl
{{- end }}

# sessions
eggroll.session.processors.per.node={{ .processors | int }}
eggroll.session.start.timeout.ms=180000
eggroll.core.grpc.channel.keepalive.timeout.sec=20
eggroll.rollpair.transferpair.sendbuf.size=250000
{{- if eq ($release.generation | int) 1 }}

{{ include "fate.rollsiteProperties" .root }}
{{- end }}
{{ end -}}

{{/*
The part of it that rollsite reads: all that an exchange needs.
*/}}
{{- define "fate.rollsiteProperties" -}}
# the gateway to other parties
eggroll.rollsite.coordinator={{ include "fate.name" . }}
eggroll.rollsite.host=rollsite
eggroll.rollsite.port=9370
eggroll.rollsite.party.id={{ include "fate.self" . }}
eggroll.rollsite.route.table.path=conf/route_table/route_table.json
eggroll.rollsite.route.table.key=
eggroll.rollsite.route.table.whitelist=127.0.0.1
eggroll.rollsite.jvm.options=
eggroll.rollsite.push.max.retry=3
eggroll.rollsite.push.long.retry=2
eggroll.rollsite.push.batches.per.stream=10
eggroll.rollsite.adapter.sendbuf.size=100000
{{- $polling := (include "fate.settings" (list . "rollsite") | fromJson).polling | default dict }}
{{- if $polling.enabled }}
eggroll.rollsite.polling.{{ $polling.type }}.enabled=true
{{- if eq $polling.type "server" }}
eggroll.rollsite.polling.concurrency={{ $polling.concurrency | default 50 | int }}
{{- end }}
{{- end }}
{{- end -}}

{{/*
eggroll.properties of the gateway. Beside a cluster manager it is the file of all, else it says what rollsite must know.
*/}}
{{- define "fate.gatewayProperties" -}}
{{- if include "fate.has" (list . "clustermanager") -}}
{{- include "fate.eggrollProperties" (dict "root" . "processors" (include "fate.processors" .) "database" false) -}}
{{- else -}}
[eggroll]
{{ include "fate.rollsiteProperties" . }}
{{- end -}}
{{- end -}}

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
How many workers a session starts on a node.
*/}}
{{- define "fate.processors" -}}
{{- (include "fate.settings" (list . "nodemanager") | fromJson).sessionProcessorsPerNode | default 4 | int -}}
{{- end -}}
