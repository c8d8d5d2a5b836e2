{{/*
The address at which executors outside the cluster call Spark's driver back; nothing when the pod's own does. "fateflow" is the original's word for that.
*/}}
{{- define "fate.driverHost" -}}
{{- $engines := include "fate.flowEngines" . | fromJson -}}
{{- $host := (include "fate.flowSettings" (list . "spark") | fromJson).driverHost | default "fateflow" -}}
{{- if and (eq $engines.computing "spark") (not $engines.local) (ne $host "fateflow") -}}{{- $host -}}{{- end -}}
{{- end -}}

{{/*
The door through which executors outside the cluster call Spark's driver back: one port for each job that may run at once, and as many for its blocks.
The numbers are the same inside and outside, because the driver tells the executors the port that it has inside.
*/}}
{{- define "fate.sparkDriverService" -}}
{{- $spark := include "fate.flowSettings" (list . "spark") | fromJson -}}
{{- if include "fate.driverHost" . }}
{{- $type := $spark.driverHostType | default "NodePort" }}
---
apiVersion: v1
kind: Service
metadata:
  name: fateflow-sparkdriver
  labels:
    {{- include "fate.labels" (list . "python") | nindent 4 }}
spec:
  type: {{ $type }}
  ports:
    {{- range $index := until (int (add 1 ($spark.portMaxRetries | default 0))) }}
    {{- range $name, $start := dict "driver" $spark.driverStartPort "blocks" $spark.blockManagerStartPort }}
    - name: {{ $name }}-{{ $index }}
      port: {{ add $start $index }}
      targetPort: {{ add $start $index }}
      protocol: TCP
      {{- if ne $type "ClusterIP" }}
      nodePort: {{ add $start $index }}
      {{- end }}
    {{- end }}
    {{- end }}
  selector:
    {{- include "fate.selector" (list . "python") | nindent 4 }}
{{- end }}
{{- end -}}

{{/*
The same ports at the container.
*/}}
{{- define "fate.sparkDriverPorts" -}}
{{- $spark := include "fate.flowSettings" (list . "spark") | fromJson -}}
{{- if include "fate.driverHost" . }}
{{- range $index := until (int (add 1 ($spark.portMaxRetries | default 0))) }}
{{- range $name, $start := dict "driver" $spark.driverStartPort "blocks" $spark.blockManagerStartPort }}
- name: {{ $name }}-{{ $index }}
  containerPort: {{ add $start $index }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
