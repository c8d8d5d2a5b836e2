{{/*
What would render, and then not work, is refused with the cure: what all charts have in common. A chart's own "fate.check" calls these.
*/}}
{{- define "fate.checkModules" -}}
{{- $root := . -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $product := include "fate.product" . -}}
{{- $wanted := include "fate.modules" . | fromJsonArray -}}
{{- range $module := $wanted -}}
  {{- if not (hasKey $release.modules $module) -}}
    {{- $hint := "" -}}
    {{- if and $release.gateway (has $module (list "rollsite" "osx")) -}}
      {{- $hint = printf " Its gateway is %s: rename the module, and the settings under %s: too." $release.gateway $module -}}
    {{- end -}}
    {{- fail (printf "modules: %s has no module %s in this chart.%s Known: %s." $product $module $hint (join ", " (keys $release.modules | sortAlpha))) -}}
  {{- end -}}
{{- end -}}
{{- range $module := $wanted -}}
  {{- include "fate.checkNeeds" (list $root $module (index $release.modules $module).requires) -}}
{{- end -}}
{{- $engine := include "fate.engine" . | fromJson -}}
{{- $words := list -}}
{{- range $key, $word := omit $engine "modules" "outside" -}}{{- $words = append $words (printf "%s: %s" $key $word) -}}{{- end -}}
{{- include "fate.checkNeeds" (list $root (printf "the engine { %s }" (join ", " $words)) $engine.modules) -}}
{{- end -}}

{{/*
Each of the modules is installed, or a server of one's own stands in for it. Call with (list $ "who needs them" (list "mysql")).
*/}}
{{- define "fate.checkNeeds" -}}
{{- $root := index . 0 -}}
{{- $who := index . 1 -}}
{{- $release := include "fate.release" $root | fromYaml -}}
{{- $wanted := include "fate.modules" $root | fromJsonArray -}}
{{- range $needed := index . 2 -}}
  {{- $external := (index $release.modules $needed).external | default "" -}}
  {{- if not (or (has $needed $wanted) (and $external (include "fate.value" (list $root $external)))) -}}
    {{- fail (printf "modules: %s needs %s. Add %s to modules%s." $who $needed $needed (ternary "" (printf ", or name a server of your own with %s" $external) (empty $external))) -}}
  {{- end -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkEngine" -}}
{{- $known := list -}}
{{- range $engine := (include "fate.release" . | fromYaml).engines -}}
  {{- $words := list -}}
  {{- range $key, $word := omit $engine "modules" "outside" -}}
    {{- $words = append $words (printf "%s: %s" $key $word) -}}
  {{- end -}}
  {{- $known = append $known (join ", " $words | default (printf "modules: [%s]" (join ", " $engine.modules))) -}}
{{- end -}}
{{- if and $known (not (include "fate.engine" . | fromJson)) -}}
  {{- fail (printf "engine: this chart installs %s with { %s } only." (include "fate.product" .) (join " } or { " $known)) -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkVariant" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- if $release.variants -}}
  {{- $pair := printf "%s on %s" (.Values.algorithm | default "Basic") (.Values.device | default "CPU") -}}
  {{- $pairs := list -}}
  {{- range $release.variants -}}{{- $pairs = append $pairs (printf "%s on %s" .algorithm .device) -}}{{- end -}}
  {{- if not (has $pair $pairs) -}}
    {{- fail (printf "algorithm, device: there are no images for %s. There are: %s." $pair (join ", " $pairs)) -}}
  {{- end -}}
{{- end -}}
{{- end -}}

{{- define "fate.checkSecurity" -}}
{{- if and (.Values.podSecurityPolicy | default dict).enabled (semverCompare ">=1.25-0" .Capabilities.KubeVersion.Version) -}}
  {{- fail (printf "podSecurityPolicy.enabled: Kubernetes %s has no PodSecurityPolicy any more (it went with 1.25). Set it to false, and label the namespace for Pod Security Admission instead: pod-security.kubernetes.io/enforce=baseline (privileged for FATE 2.x nodes, which trace their workers)." .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- end -}}

{{/*
The other parties that a gateway lists: each once, with its whole address, and not this cluster itself. Call with (list $ "rollsite").
*/}}
{{- define "fate.checkPeers" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $seen := list -}}
{{- range $index, $party := (include "fate.settings" (list $root $name) | fromJson).partyList -}}
  {{- $id := $party.partyId | int64 -}}
  {{- if eq $id ($root.Values.partyId | int64) -}}
    {{- fail (printf "%s.partyList[%d]: party %d is this cluster itself. List the other parties only." $name $index $id) -}}
  {{- end -}}
  {{- if has $id $seen -}}
    {{- fail (printf "%s.partyList[%d]: party %d is listed twice." $name $index $id) -}}
  {{- end -}}
  {{- if not (and $party.partyIp $party.partyPort) -}}
    {{- fail (printf "%s.partyList[%d]: party %d needs both partyIp and partyPort." $name $index $id) -}}
  {{- end -}}
  {{- $seen = append $seen $id -}}
{{- end -}}
{{- end -}}
