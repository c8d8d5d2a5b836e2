{{/*
Where algorithm ALL keeps the language models that it fetches from a hub, in the volume of each who computes; nothing for other algorithms.
*/}}
{{- define "fate.modelHub" -}}
{{- if eq (.Values.algorithm | default "" | lower) "all" -}}
{{- (include "fate.release" . | fromYaml).modelHub -}}
{{- end -}}
{{- end -}}

{{- define "fate.modelHubEnv" -}}
{{- with include "fate.modelHub" . -}}
- name: HUGGINGFACE_HUB_CACHE
  value: {{ . }}
{{- end -}}
{{- end -}}
