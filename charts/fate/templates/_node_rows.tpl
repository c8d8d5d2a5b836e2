{{/*
The rows of Eggroll's nodes. Eggroll 2.4 looks its nodes up there and makes none; from 2.5 on nodes register themselves and keep reporting,
and a node is found by its host and port again, with the tables that it keeps. But a row that never reported stays HEALTHY for ever
(eggroll@v2.5.1 ClusterManager.scala nodeHeartbeatChecker and @v3.0.0 Tasks.java checkNodeHeartBeat take no heartbeat for a fresh one), and
new tables would be laid on it. So rows of other nodes than the chart's are LOSS until they report.
*/}}
{{- define "fate.nodeRows" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $settings := include "fate.settings" (list . "nodemanager") | fromJson -}}
{{- $perNode := eq ($release.eggroll | float64) 2.4 -}}
{{- $old := list }}{{ $new := list -}}
{{- range (include "fate.nodes" . | fromJson).nodes -}}
  {{- $old = append $old .name }}{{ $new = append $new (print .name ".nodemanager") -}}
{{- end -}}
{{- $hosts := ternary $old $new $perNode -}}
{{- if and .Values.persistence $settings.existingClaim }}
-- The claim keeps each node's folder by its name, before and after FATE 1.9 gave the nodes other hosts: the rows keep their numbers, and so the tables.
{{- range $index, $name := $old }}
UPDATE server_node AS former LEFT JOIN server_node AS present ON present.host = '{{ index $hosts $index }}' AND present.node_type = 'NODE_MANAGER'
  SET former.host = '{{ index $hosts $index }}' WHERE former.host = '{{ index (ternary $new $old $perNode) $index }}' AND former.node_type = 'NODE_MANAGER' AND present.server_node_id IS NULL;
{{- end }}
{{- end }}
{{- if $perNode }}
INSERT INTO server_node (host, port, node_type, status)
  SELECT 'clustermanager', 4670, 'CLUSTER_MANAGER', 'HEALTHY' FROM DUAL
  WHERE NOT EXISTS (SELECT 1 FROM server_node WHERE node_type = 'CLUSTER_MANAGER');
{{- range $hosts }}
INSERT INTO server_node (host, port, node_type, status)
  SELECT '{{ . }}', 4671, 'NODE_MANAGER', 'HEALTHY' FROM DUAL
  WHERE NOT EXISTS (SELECT 1 FROM server_node WHERE node_type = 'NODE_MANAGER' AND host = '{{ . }}');
{{- end }}
UPDATE server_node SET status = IF(host IN ('{{ join "', '" $hosts }}'), 'HEALTHY', 'LOSS') WHERE node_type = 'NODE_MANAGER';
-- Tables that an update left behind, and that are here again after its rollback.
UPDATE IGNORE store_locator SET status = 'NORMAL', name = LEFT(name, CHAR_LENGTH(name) - 12)
  WHERE status = 'DELETED' AND RIGHT(name, 12) = '.left-behind' AND store_locator_id IN (
    SELECT store_locator_id FROM store_partition JOIN server_node ON server_node_id = node_id WHERE host IN ('{{ join "', '" $hosts }}'));
{{- else }}
UPDATE server_node SET status = 'LOSS'
  WHERE node_type = 'NODE_MANAGER' AND status <> 'LOSS' AND (last_heartbeat_at IS NULL OR host NOT IN ('{{ join "', '" $hosts }}'));
-- A table on a node of FATE 1.8 (its host has no dot) is in a volume that nothing mounts any more. Its name is freed, as Eggroll itself deletes
-- a table, or nothing could be uploaded under it again: "No valid node for this store".
UPDATE IGNORE store_locator SET status = 'DELETED', name = CONCAT(name, '.left-behind')
  WHERE status = 'NORMAL' AND store_locator_id IN (
    SELECT store_locator_id FROM store_partition JOIN server_node ON server_node_id = node_id WHERE node_type = 'NODE_MANAGER' AND host NOT LIKE '%.%');
{{- end }}
-- Charts up to FATE 1.8 wrote other ports.
UPDATE server_node SET port = 4670 WHERE node_type = 'CLUSTER_MANAGER' AND host = 'clustermanager' AND port <> 4670;
UPDATE server_node SET port = 4671 WHERE node_type = 'NODE_MANAGER' AND host IN ('{{ join "', '" $hosts }}') AND port <> 4671;
{{- end -}}
