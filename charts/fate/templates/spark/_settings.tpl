{{/*
The settings of a part of a module that is two workloads, as JSON: spark.master, hdfs.datanode, … The original spells two keys of Spark with
a capital letter. Call with (list $ "spark" "master").
*/}}
{{- define "fate.partSettings" -}}
{{- $settings := index (include "fate.settings" (list (index . 0) (index . 1)) | fromJson) (index . 2) | default dict -}}
{{- if $settings.Image -}}{{- $_ := set $settings "image" ($settings.image | default $settings.Image) -}}{{- end -}}
{{- if $settings.ImageTag -}}{{- $_ := set $settings "imageTag" ($settings.imageTag | default $settings.ImageTag) -}}{{- end -}}
{{- $settings | toJson -}}
{{- end -}}

{{/*
A port of a Service of the release's data. Call with (list $ "hdfs" "namenode" "http").
*/}}
{{- define "fate.port" -}}
{{- $release := include "fate.release" (index . 0) | fromYaml -}}
{{- $service := index . 2 -}}
{{- $port := index . 3 -}}
{{- range (index $release.modules (index . 1)).services -}}
  {{- if eq .name $service -}}
    {{- range .ports -}}{{- if eq .name $port -}}{{- .port -}}{{- end -}}{{- end -}}
  {{- end -}}
{{- end -}}
{{- end -}}

{{/*
A quantity of CPU (2, 1.5, 500m) in whole cores, at least one.
*/}}
{{- define "fate.cores" -}}
{{- $text := . | toString -}}
{{- $number := trimSuffix "m" $text | float64 -}}
{{- if hasSuffix "m" $text -}}{{- $number = divf $number 1000 -}}{{- end -}}
{{- max 1 (floor $number | int) -}}
{{- end -}}
