{{/*
Which release is installed: chartVersion of cluster.yaml, else the version this chart was packaged as. "1.8.0" means v1.8.0.
*/}}
{{- define "fate.version" -}}
{{- $wanted := .Values.chartVersion | default .Chart.AppVersion | toString -}}
{{- ternary $wanted (print "v" $wanted) (hasPrefix "v" $wanted) -}}
{{- end -}}

{{/*
How messages call it: "FATE v1.8.0".
*/}}
{{- define "fate.product" -}}
{{- printf "%s %s" (include "fate.release" . | fromYaml).product (include "fate.version" .) -}}
{{- end -}}

{{/*
The release's data as YAML text, read with fromYaml: releases/<version>.yaml over the line that it names, that over the line that it names.
Mappings are merged, anything else is replaced; an empty text or list, false and null replace nothing.
*/}}
{{- define "fate.release" -}}
{{- $version := include "fate.version" . -}}
{{- if not (.Files.Get (printf "releases/%s.yaml" $version)) -}}
  {{- $known := list -}}
  {{- range $path, $_ := .Files.Glob "releases/*.yaml" -}}
    {{- $known = append $known ($path | base | trimSuffix ".yaml") -}}
  {{- end -}}
  {{- fail (printf "chartVersion: this chart knows %s, not %s. Set chartVersion to one of them." (join ", " ($known | sortAlpha)) $version) -}}
{{- end -}}
{{- if not (get .Values "_release") -}}
  {{- $_ := set .Values "_release" (include "fate.releaseData" (list . (printf "releases/%s.yaml" $version))) -}}
{{- end -}}
{{- .Values._release -}}
{{- end -}}

{{- define "fate.releaseData" -}}
{{- $root := index . 0 -}}
{{- $data := $root.Files.Get (index . 1) | fromYaml -}}
{{- if $data.line -}}
  {{- $data = mergeOverwrite (include "fate.releaseData" (list $root (printf "lines/%s.yaml" $data.line)) | fromYaml) $data -}}
{{- end -}}
{{- $data | toYaml -}}
{{- end -}}

{{/*
The engine that cluster.yaml chooses, the release's first where it says nothing, as JSON; {} when there is none such. One that no key
chooses is chosen by its modules.
*/}}
{{- define "fate.engine" -}}
{{- $root := . -}}
{{- $chosen := dict -}}
{{- range $engine := (include "fate.release" . | fromYaml).engines | default list -}}
  {{- $same := true -}}
  {{- range $key, $word := omit $engine "modules" "outside" -}}
    {{- if ne (index $root.Values $key | default $word | lower) (lower $word) -}}{{- $same = false -}}{{- end -}}
  {{- end -}}
  {{- if and $root.Values.modules (not (omit $engine "modules" "outside")) -}}
    {{- range $engine.modules -}}{{- if not (has . $root.Values.modules) -}}{{- $same = false -}}{{- end -}}{{- end -}}
  {{- end -}}
  {{- if and $same (not $chosen) -}}{{- $chosen = $engine -}}{{- end -}}
{{- end -}}
{{- $chosen | toJson -}}
{{- end -}}

{{/*
The modules to install as a JSON list: those of cluster.yaml, else those of the engine and the optional ones that it can bear.
Every template asks this first, so this is where the checks of the chart (its "fate.check") run, once.
*/}}
{{- define "fate.modules" -}}
{{- if not (get .Values "_checked") -}}
  {{- $_ := set .Values "_checked" true -}}
  {{- include "fate.check" . -}}
{{- end -}}
{{- if .Values.modules -}}
{{- .Values.modules | toJson -}}
{{- else -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $modules := (include "fate.engine" . | fromJson).modules | default list -}}
{{- range $name := keys $release.modules | sortAlpha -}}
  {{- $module := index $release.modules $name -}}
  {{- if and $module.optional (not $module.onRequest) -}}{{- $modules = append $modules $name -}}{{- end -}}
{{- end -}}
{{- $modules | uniq | sortAlpha | toJson -}}
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
The value at a dotted key of cluster.yaml as text, or nothing. Call with (list $ "python.hdfs.name_node").
*/}}
{{- define "fate.value" -}}
{{- $value := (index . 0).Values -}}
{{- range $part := splitList "." (index . 1) -}}
  {{- if kindIs "map" $value -}}{{- $value = get $value $part -}}{{- else -}}{{- $value = "" -}}{{- end -}}
{{- end -}}
{{- $value | default "" -}}
{{- end -}}

{{/*
The name of the cluster: the label by which KubeFATE finds its objects.
*/}}
{{- define "fate.name" -}}
{{- .Values.name | default .Release.Name -}}
{{- end -}}

{{- define "fate.partyId" -}}
{{- if .Values.partyId -}}{{- .Values.partyId | int64 -}}{{- end -}}
{{- end -}}

{{/*
What a gateway calls itself: its party's id, or "exchange" where an exchange has none. Never nothing: osx takes the first of its own ids
for every message that passes (TransferUtil of osx-broker), and fails where there is none.
*/}}
{{- define "fate.self" -}}
{{- include "fate.partyId" . | default "exchange" -}}
{{- end -}}
