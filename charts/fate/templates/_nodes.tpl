{{/*
The nodes of Eggroll as JSON, {"nodes": [...]}: "count" (or "replicas") alike, then those of "list" with settings of their own.
Without any of these there are 2. 1.x has a workload for each; 2.x makes one StatefulSet of as many replicas.
Nodes that share a claim never share a folder in it.
*/}}
{{- define "fate.nodes" -}}
{{- $settings := include "fate.settings" (list . "nodemanager") | fromJson -}}
{{- $count := $settings.count | default $settings.replicas | default (ternary 0 2 (gt (len ($settings.list | default list)) 0)) | int -}}
{{- $nodes := list -}}
{{- range until $count -}}
  {{- $name := printf "nodemanager-%d" . -}}
  {{- $folder := include "fate.folder" (list $settings $name) -}}
  {{- $nodes = append $nodes (merge (dict "name" $name "subPath" $folder) (omit $settings "list" "count" "replicas" "subPath")) -}}
{{- end -}}
{{- range $settings.list -}}
  {{- $nodes = append $nodes (merge (dict "name" (.name | default (printf "nodemanager-%d" (len $nodes)))) . (omit $settings "list" "count" "replicas" "existingClaim" "subPath")) -}}
{{- end -}}
{{- dict "nodes" $nodes | toJson -}}
{{- end -}}
