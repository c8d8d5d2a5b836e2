{{/*
A quantity of memory (4Gi, 512Mi, 2G, 1073741824) in whole MiB.
*/}}
{{- define "fate.mebibytes" -}}
{{- $text := . | toString -}}
{{- $number := regexFind "^[0-9.]+" $text | float64 -}}
{{- $unit := regexFind "[A-Za-z]*$" $text -}}
{{- $factors := dict "" 9.5367431640625e-07 "k" 9.5367431640625e-04 "Ki" 9.765625e-04 "M" 0.95367431640625 "Mi" 1.0 "G" 953.67431640625 "Gi" 1024.0 "T" 953674.31640625 "Ti" 1048576.0 -}}
{{- if not (hasKey $factors $unit) -}}
  {{- fail (printf "resources: %q is no amount of memory. Write for example 4Gi." $text) -}}
{{- end -}}
{{- mulf $number (get $factors $unit) | floor | int64 -}}
{{- end -}}

{{/*
The memory that a container may use, in MiB: its limit, else its request, else the default.
Call with (dict "settings" $settings "default" "4Gi").
*/}}
{{- define "fate.memory" -}}
{{- $resources := .settings.resources | default dict -}}
{{- $limits := $resources.limits | default dict -}}
{{- $requests := $resources.requests | default dict -}}
{{- include "fate.mebibytes" ($limits.memory | default $requests.memory | default .default) -}}
{{- end -}}
