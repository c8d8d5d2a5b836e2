{{/*
A secret value: the one given in cluster.yaml, else the one that the cluster already has, else a new random one.
The new one is remembered while a chart is rendered, so that two files that name it agree.
Call with (dict "root" $ "secret" "mysql-credentials" "key" "password" "given" $value).
*/}}
{{- define "fate.secret" -}}
{{- $memory := get .root.Values "_secrets" | default dict -}}
{{- $id := printf "%s/%s" .secret .key -}}
{{- if not (hasKey $memory $id) -}}
  {{- $value := .given | default "" | toString -}}
  {{- if not $value -}}
    {{- $existing := lookup "v1" "Secret" .root.Release.Namespace .secret | default dict -}}
    {{- $value = get ($existing.data | default dict) .key | b64dec -}}
  {{- end -}}
  {{- $_ := set $memory $id ($value | default (randAlphaNum 24)) -}}
  {{- $_ := set .root.Values "_secrets" $memory -}}
{{- end -}}
{{- get $memory $id -}}
{{- end -}}

{{/*
A value in a Java properties file: a backslash there begins an escape.
*/}}
{{- define "fate.property" -}}
{{- . | toString | replace "\\" "\\\\" -}}
{{- end -}}
