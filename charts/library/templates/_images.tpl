{{/*
The image of a component: tag, registry and variant applied.
  registry empty            federatedai/eggroll:1.8.0-release, mysql:8.0.28
  registry host/path[/]     host/path/eggroll:1.8.0-release, host/path/mysql:8.0.28
  registry host[/]          the release says whether the image keeps its own path (registryHost: full) or not (short)
Call with (dict "root" $ "component" "eggroll" "settings" $settings); settings.image and settings.imageTag win.
*/}}
{{- define "fate.image" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
{{- $component := index $release.components .component -}}
{{- $settings := .settings | default dict -}}
{{- $image := $settings.image | default $component.image -}}
{{- $tag := $component.tag -}}
{{- if and .root.Values.imageTag (not $component.thirdParty) -}}
  {{- $tag = .root.Values.imageTag -}}
{{- end -}}
{{- $tag = $settings.imageTag | default $tag -}}
{{- if and $component.nn $settings.enabledNN (not $settings.image) -}}
  {{- $image = $component.nn -}}
{{- end -}}
{{- if and $component.variants (not $settings.image) -}}
  {{- $image = print $image (include "fate.variant" .root) -}}
{{- end -}}
{{- $registry := .root.Values.registry | default "" | toString | trimSuffix "/" -}}
{{- if $registry -}}
  {{- $whole := and (eq $release.registryHost "full") (not (contains "/" $registry)) -}}
  {{- $image = printf "%s/%s" $registry (ternary $image (base $image) $whole) -}}
{{- end -}}
{{- printf "%s:%s" $image $tag -}}
{{- end -}}

{{/*
The image suffix for the algorithm and the device of cluster.yaml (-nn, -ipcl, …).
*/}}
{{- define "fate.variant" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $algorithm := .Values.algorithm | default "Basic" -}}
{{- $device := .Values.device | default "CPU" -}}
{{- $suffix := "" -}}
{{- range $release.variants -}}
  {{- if and (eq .algorithm $algorithm) (eq .device $device) -}}
    {{- $suffix = .suffix -}}
  {{- end -}}
{{- end -}}
{{- $suffix -}}
{{- end -}}

{{- define "fate.pullPolicy" -}}
{{- .Values.pullPolicy | default "IfNotPresent" -}}
{{- end -}}
