{{/*
Labels that never change in the life of a cluster: selectors and claim templates may hold no others.
"fateMoudle" is spelt as the first KubeFATE spelt it, because clients select by it. Call with (list $ "python").
*/}}
{{- define "fate.selector" -}}
{{- $root := index . 0 -}}
fateMoudle: {{ index . 1 }}
name: {{ include "fate.name" $root | quote }}
partyId: {{ include "fate.partyId" $root | quote }}
owner: kubefate
cluster: {{ $root.Chart.Name }}
{{- end -}}

{{/*
Labels of every object. Call with (list $ "python").
*/}}
{{- define "fate.labels" -}}
{{- $root := index . 0 -}}
{{ include "fate.selector" . }}
chart: {{ printf "%s-%s" $root.Chart.Name (include "fate.version" $root) | quote }}
heritage: {{ $root.Release.Service | quote }}
release: {{ $root.Release.Name | quote }}
{{- end -}}
