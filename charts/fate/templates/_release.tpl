{{/*
Which FATE is installed: chartVersion of cluster.yaml, else the version this chart was packaged as. "1.8.0" means v1.8.0.
*/}}
{{- define "fate.version" -}}
{{- $wanted := .Values.chartVersion | default .Chart.AppVersion | toString -}}
{{- ternary $wanted (print "v" $wanted) (hasPrefix "v" $wanted) -}}
{{- end -}}

{{/*
The release's data (releases/<version>.yaml) as YAML text: read it with fromYaml.
*/}}
{{- define "fate.release" -}}
{{- $version := include "fate.version" . -}}
{{- $text := .Files.Get (printf "releases/%s.yaml" $version) -}}
{{- if not $text -}}
  {{- $known := list -}}
  {{- range $path, $_ := .Files.Glob "releases/*.yaml" -}}
    {{- $known = append $known ($path | base | trimSuffix ".yaml") -}}
  {{- end -}}
  {{- fail (printf "chartVersion: this chart knows FATE %s, not %s. Set chartVersion to one of them." (join ", " ($known | sortAlpha)) $version) -}}
{{- end -}}
{{- $text -}}
{{- end -}}

{{/*
The modules to install as a JSON list: those of cluster.yaml, else all that the release has.
Every template asks this first, so this is where the checks run, once.
*/}}
{{- define "fate.modules" -}}
{{- if not (get .Values "_checked") -}}
  {{- $_ := set .Values "_checked" true -}}
  {{- include "fate.check" . -}}
{{- end -}}
{{- if .Values.modules -}}
{{- .Values.modules | toJson -}}
{{- else -}}
{{- keys (include "fate.release" . | fromYaml).modules | sortAlpha | toJson -}}
{{- end -}}
{{- end -}}

{{/*
"true" when a module is installed, else nothing. Call with (list $ "python").
*/}}
{{- define "fate.has" -}}
{{- $root := index . 0 -}}
{{- if has (index . 1) (include "fate.modules" $root | fromJsonArray) -}}true{{- end -}}
{{- end -}}

{{/*
The settings of a module in cluster.yaml, never null. Call with (list $ "python"), read with fromJson.
*/}}
{{- define "fate.settings" -}}
{{- $root := index . 0 -}}
{{- index $root.Values (index . 1) | default dict | toJson -}}
{{- end -}}

{{/*
The name of the cluster: the label by which KubeFATE finds its objects.
*/}}
{{- define "fate.name" -}}
{{- .Values.name | default .Release.Name -}}
{{- end -}}

{{- define "fate.partyId" -}}
{{- .Values.partyId | int64 -}}
{{- end -}}
