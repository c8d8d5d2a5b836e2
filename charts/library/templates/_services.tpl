{{/*
Every Service comes from the release's data: one that is marked "headless" has no address, its name leads to the pods' own; the others are ordinary.
An exposed one takes its type and its node ports from the module's settings, so it is never headless: Kubernetes refuses to change that one's type.
*/}}
{{- define "fate.services" -}}
{{- $root := . }}
{{- $release := include "fate.release" . | fromYaml }}
{{- $modules := include "fate.modules" . | fromJsonArray }}
{{- range $module := $modules }}
{{- $data := index $release.modules $module | default dict }}
{{- $whole := include "fate.settings" (list $root $module) | fromJson }}
{{- range $service := $data.services }}
{{- /* spark and hdfs are two workloads each, with sections of their own. */}}
{{- $settings := $whole }}
{{- with $service.section }}{{ $settings = index $whole . | default dict }}{{ end }}
{{- $names := list $service.name }}
{{- /* A module of several workloads, or of one that is not called as the module, says which of them a Service leads to. */}}
{{- $label := $service.workload | default $module }}
{{- if $service.perNode }}
  {{- $names = list }}
  {{- range (include "fate.nodes" $root | fromJson).nodes }}{{ $names = append $names .name }}{{ end }}
{{- end }}
{{- range $name := $names }}
{{- /* With TLS on, osx-tls or rollsite-tls faces outwards in its place; with a balancer in front, that. */}}
{{- $behind := and (eq $module ($release.gateway | default "")) (or $settings.enableTLS (has "lbrollsite" $modules)) }}
{{- $exposed := and $service.exposed (not $behind) }}
{{- $type := ternary ($settings.type | default "ClusterIP") "ClusterIP" (eq true $exposed) }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels:
    {{- include "fate.labels" (list $root (ternary $name $label (eq true $service.perNode))) | nindent 4 }}
  {{- if and $exposed $settings.serviceAnnotations }}
  annotations:
    {{- toYaml $settings.serviceAnnotations | nindent 4 }}
  {{- end }}
spec:
  type: {{ $type }}
  {{- if $service.headless }}
  clusterIP: None
  {{- end }}
  {{- if $service.beforeReady }}
  publishNotReadyAddresses: true
  {{- end }}
  {{- if and (eq $type "LoadBalancer") $settings.loadBalancerIP }}
  loadBalancerIP: {{ $settings.loadBalancerIP }}
  {{- end }}
  ports:
    {{- range $port := $service.ports }}
    - name: {{ $port.name }}
      port: {{ $port.port }}
      targetPort: {{ $port.port }}
      protocol: TCP
      {{- if and (ne $type "ClusterIP") $port.nodePort }}
      {{- with index $settings $port.nodePort }}
      nodePort: {{ . | int }}
      {{- end }}
      {{- end }}
    {{- end }}
  selector:
    {{- include "fate.selector" (list $root (ternary $name ($data.sidecarOf | default $label) (eq true $service.perNode))) | nindent 4 }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
