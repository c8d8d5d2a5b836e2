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
cluster: fate
{{- end -}}

{{/*
Labels of every object. Call with (list $ "python").
*/}}
{{- define "fate.labels" -}}
{{- $root := index . 0 -}}
{{ include "fate.selector" . }}
chart: {{ printf "fate-%s" (include "fate.version" $root) | quote }}
heritage: {{ $root.Release.Service | quote }}
release: {{ $root.Release.Name | quote }}
{{- end -}}
