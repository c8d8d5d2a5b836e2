{{/*
The head of a workload up to its selector; the caller goes on with "template:".
The kind comes from the release, so one template serves Deployments (1.x) and StatefulSets (2.x).
Call with (dict "root" $ "module" "python" "name" "python" "kind" "Deployment" "replicas" 1 "service" "fateflow").
*/}}
{{- define "fate.workload" -}}
apiVersion: apps/v1
kind: {{ .kind }}
metadata:
  name: {{ .name }}
  labels:
    {{- include "fate.labels" (list .root .name) | nindent 4 }}
    {{- if ne .name .module }}
    app: {{ .module }}
    {{- end }}
spec:
  replicas: {{ .replicas }}
  {{- if eq .kind "StatefulSet" }}
  serviceName: {{ .service }}
  # All at once: the pods do not wait for each other.
  podManagementPolicy: Parallel
  {{- else }}
  # One pod at a time: its volume and its ports are its own.
  strategy:
    type: Recreate
  {{- end }}
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      {{- include "fate.selector" (list .root .name) | nindent 6 }}
{{- end -}}

{{/*
Labels and annotations of a pod. "config" is the content of its files: the pod is replaced when it changes.
"placement" replaces the module's own settings.
*/}}
{{- define "fate.podMeta" -}}
labels:
  {{- include "fate.identity" (list .root .name) | nindent 2 }}
  {{- if ne .name .module }}
  app: {{ .module }}
  {{- end }}
  {{- if include "fate.istio" .root }}
  sidecar.istio.io/inject: "true"
  {{- end }}
{{- $settings := .placement | default (include "fate.settings" (list .root .module) | fromJson) }}
{{- if or .config $settings.podAnnotations (include "fate.istio" .root) }}
annotations:
  {{- with .config }}
  checksum/config: {{ sha256sum . }}
  {{- end }}
  {{- if include "fate.istio" .root }}
  sidecar.istio.io/inject: "true"
  proxy.istio.io/config: '{"holdApplicationUntilProxyStarts": true}'
  {{- end }}
  {{- with $settings.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/*
What every pod of ours has: account, pull secrets, placement.
Call with (dict "root" $ "module" "python"); "placement" replaces the module's own settings.
*/}}
{{- define "fate.podSpec" -}}
{{- $settings := .placement | default (include "fate.settings" (list .root .module) | fromJson) -}}
serviceAccountName: {{ $settings.serviceAccountName | default (include "fate.serviceAccount" .root) }}
# FATE on Eggroll never talks to the Kubernetes API.
automountServiceAccountToken: false
# FATE needs none of the variables that Kubernetes makes of each Service, and some of them look like its own.
enableServiceLinks: false
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "fate.serviceAccount" -}}
{{ .Chart.Name }}
{{- end -}}

{{- define "fate.istio" -}}
{{- if (.Values.istio | default dict).enabled -}}true{{- end -}}
{{- end -}}

{{/*
Resources of a container: those of cluster.yaml, else the release-independent defaults given here.
Call with (dict "settings" $settings "defaults" $yamlText).
*/}}
{{- define "fate.resources" -}}
{{- $resources := .settings.resources | default (.defaults | fromYaml) -}}
resources:
  {{- toYaml $resources | nindent 2 }}
{{- end -}}

{{/*
Probes of a TCP port. Start may take long (a cold JVM, a first database): five minutes; after that, half a minute of silence restarts.
*/}}
{{- define "fate.tcpProbes" -}}
startupProbe:
  tcpSocket:
    port: {{ . }}
  periodSeconds: 5
  failureThreshold: 60
readinessProbe:
  tcpSocket:
    port: {{ . }}
  periodSeconds: 10
  timeoutSeconds: 3
livenessProbe:
  tcpSocket:
    port: {{ . }}
  periodSeconds: 10
  timeoutSeconds: 3
{{- end -}}

{{/*
Probes of a program that has a page by which it says that it is well: it is ready when that answers. Its life depends on the port alone, since a program
that is busy with jobs may be slow to answer, and a restart would end them. Call with (dict "port" 9380 "path" "/v2/server/fateflow").
*/}}
{{- define "fate.httpProbes" -}}
startupProbe:
  httpGet:
    path: {{ .path }}
    port: {{ .port }}
  periodSeconds: 5
  timeoutSeconds: 10
  failureThreshold: 60
readinessProbe:
  httpGet:
    path: {{ .path }}
    port: {{ .port }}
  periodSeconds: 10
  timeoutSeconds: 10
livenessProbe:
  tcpSocket:
    port: {{ .port }}
  periodSeconds: 10
  timeoutSeconds: 3
{{- end -}}

{{/*
An init container that waits until a port answers, so that nothing starts before what it needs.
Call with (dict "root" $ "for" "mysql" "host" "mysql" "port" 3306).
*/}}
{{- define "fate.waitFor" -}}
- name: wait-for-{{ .for }}
  image: {{ include "fate.image" (dict "root" .root "component" "wait") }}
  imagePullPolicy: {{ include "fate.pullPolicy" .root }}
  command:
    - sh
    - -c
    - |
      until nc -z -w 2 "$HOST" "$PORT"; do
        echo "waiting for $HOST:$PORT"
        sleep 2
      done
  env:
    - name: HOST
      value: {{ .host | quote }}
    - name: PORT
      value: {{ .port | quote }}
  resources:
    requests: { cpu: 10m, memory: 16Mi }
    limits: { memory: 32Mi }
  {{- if include "fate.istio" .root }}
  # The mesh lets this user past the proxy, which is not up yet when init containers run.
  securityContext:
    runAsUser: 1337
  {{- end }}
{{- end -}}
