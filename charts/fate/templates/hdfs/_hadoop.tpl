{{/*
Variables from which the Hadoop images (made like bde2020's) write core-site.xml and hdfs-site.xml: a dot is "_", a dash "___".
Datanodes are known by their addresses: their names mean nothing to the others.
Call with (dict "root" $).
*/}}
{{- define "fate.hadoopEnv" -}}
MULTIHOMED_NETWORK: "0"
CORE_CONF_fs_defaultFS: hdfs://namenode:9000
CORE_CONF_hadoop_http_staticuser_user: root
HDFS_CONF_dfs_webhdfs_enabled: "true"
HDFS_CONF_dfs_permissions_enabled: "false"
HDFS_CONF_dfs_replication: {{ min 3 (include "fate.datanodes" .root | int) | quote }}
HDFS_CONF_dfs_namenode_rpc___bind___host: 0.0.0.0
HDFS_CONF_dfs_namenode_http___bind___host: 0.0.0.0
HDFS_CONF_dfs_namenode_datanode_registration_ip___hostname___check: "false"
HDFS_CONF_dfs_client_use_datanode_hostname: "false"
HDFS_CONF_dfs_datanode_use_datanode_hostname: "false"
{{- end -}}

{{/*
How many datanodes there are: one Deployment has one volume, so one; a StatefulSet has a volume for each.
*/}}
{{- define "fate.datanodes" -}}
{{- $settings := include "fate.partSettings" (list . "hdfs" "datanode") | fromJson -}}
{{- $kind := (last (include "fate.release" . | fromYaml).modules.hdfs.workloads).kind -}}
{{- $settings.replicas | default (ternary 1 3 (eq $kind "Deployment")) | int -}}
{{- end -}}
