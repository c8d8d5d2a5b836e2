{{/*
What pods are selected by: exactly what the original's charts select by, since no selector of a workload can be changed, and a cluster that one of them
installed shall keep its Deployments. "fateMoudle" is spelt as the first KubeFATE spelt it, because clients select by it. Call with (list $ "python").
*/}}
{{- define "fate.selector" -}}
{{- $root := index . 0 -}}
fateMoudle: {{ index . 1 }}
name: {{ include "fate.name" $root | quote }}
partyId: {{ include "fate.partyId" $root | quote }}
{{- end -}}

{{/*
Labels that never change in the life of a cluster: pods and claim templates hold no others. Call with (list $ "python").
*/}}
{{- define "fate.identity" -}}
{{- $root := index . 0 -}}
{{ include "fate.selector" . }}
owner: kubefate
cluster: {{ $root.Chart.Name }}
{{- end -}}

{{/*
Labels of every object. Call with (list $ "python").
*/}}
{{- define "fate.labels" -}}
{{- $root := index . 0 -}}
{{ include "fate.identity" . }}
chart: {{ printf "%s-%s" $root.Chart.Name (include "fate.version" $root) | quote }}
heritage: {{ $root.Release.Service | quote }}
release: {{ $root.Release.Name | quote }}
{{- end -}}
