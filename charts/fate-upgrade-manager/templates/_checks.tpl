{{/*
What would render, and then not work, is refused here with the cure. Each check fails or renders nothing.
*/}}
{{- define "fate.check" -}}
{{- include "fate.checkModules" . -}}
{{- include "fate.checkVersions" . -}}
{{- include "fate.checkSecurity" . -}}
{{- end -}}

{{- define "fate.checkVersions" -}}
{{- range $key := list "start" "target" -}}
  {{- $version := index $.Values $key | default "" | toString -}}
  {{- if not (regexMatch "^[0-9]+\\.[0-9]+\\.[0-9]+$" $version) -}}
    {{- fail (printf "%s: %q is no release. Write three numbers, for example %s: 1.8.0." $key $version $key) -}}
  {{- end -}}
{{- end -}}
{{- $start := .Values.start | default "0.0.0" | toString -}}
{{- $target := .Values.target | default "0.0.0" | toString -}}
{{- if not (semverCompare (printf "< %s" $target) $start) -}}
  {{- fail (printf "target: %s is not after %s. The job has scripts for upgrades only." $target $start) -}}
{{- end -}}
{{- if or (semverCompare "<1.7.2" $start) (semverCompare ">=2.0.0-0" $target) -}}
  {{- fail (printf "start, target: there are scripts from 1.7.2 on and within FATE 1, not from %s to %s." $start $target) -}}
{{- end -}}
{{- end -}}
