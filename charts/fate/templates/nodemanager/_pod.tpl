{{/*
The pod of an Eggroll node, the same whether it is a Deployment of its own (1.x) or one of a StatefulSet (2.x).
Call with (dict "root" $ "name" "nodemanager-0" "node" $node "storage" $storage "config" $text).
*/}}
{{- define "fate.nodePod" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
metadata:
  {{- include "fate.podMeta" (dict "root" .root "module" "nodemanager" "name" .name "config" .config) | nindent 2 }}
spec:
  {{- include "fate.podSpec" (dict "root" .root "module" "nodemanager" "placement" .node) | nindent 2 }}
  initContainers:
    {{- include "fate.waitFor" (dict "root" .root "for" "clustermanager" "host" "clustermanager" "port" 4670) | nindent 4 }}
  containers:
    - name: {{ .name }}
      image: {{ include "fate.image" (dict "root" .root "component" $release.modules.nodemanager.component "settings" .node) }}
      imagePullPolicy: {{ include "fate.pullPolicy" .root }}
      command:
        - bash
        - -c
        - |
          {{- if ge ($release.eggroll | float64) 2.5 }}
          sed -e "s/POD_NAME/$POD_NAME/" -e "s|PYTHON_EXEC|$(command -v python)|" /config/eggroll.properties > "$EGGROLL_HOME/conf/eggroll.properties"
          {{- end }}
          {{- include "fate.eggrollStart" (dict "root" .root "part" "nodemanager" "port" 4671) | nindent 10 }}
      env:
        {{- if or (ge ($release.eggroll | float64) 2.5) (eq .storage.kind "StatefulSet") }}
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- end }}
        - name: EGGROLL_HOME
          value: {{ $release.home }}/eggroll
        - name: JAVA_OPTIONS
          # The node's own heap is small: the memory is for the workers it starts.
          value: "-Xms128m -Xmx512m"
        {{- with include "fate.modelHubEnv" .root }}
        {{- . | nindent 8 }}
        {{- end }}
      {{- with $release.modules.nodemanager.capabilities }}
      # The node looks into its workers' stacks when they hang.
      securityContext:
        capabilities:
          add: [{{ join ", " . }}]
      {{- end }}
      ports:
        - name: grpc
          containerPort: 4671
      {{- include "fate.tcpProbes" 4671 | nindent 6 }}
      {{- include "fate.resources" (dict "settings" .node "defaults" "{requests: {cpu: 500m, memory: 1Gi}}") | nindent 6 }}
      volumeMounts:
        - name: data-dir
          mountPath: {{ $release.home }}/eggroll/data
          {{- if and .storage.root.Values.persistence .node.existingClaim (eq .storage.kind "StatefulSet") }}
          # One claim for all nodes: each keeps to its own folder.
          subPathExpr: {{ include "fate.folder" (list .node "$(POD_NAME)") }}
          {{- else }}
          {{- include "fate.subPath" (dict "settings" .node "folder" .name) | nindent 10 }}
          {{- end }}
        {{- with include "fate.modelHub" .root }}
        - name: data-dir
          mountPath: {{ . }}
          subPath: {{ include "fate.folder" (list $.node "llm") }}
        {{- end }}
        - name: eggroll-log
          mountPath: {{ $release.home }}/eggroll/logs
        - name: config
          {{- if ge ($release.eggroll | float64) 2.5 }}
          mountPath: /config/eggroll.properties
          {{- else }}
          mountPath: {{ $release.home }}/eggroll/conf/eggroll.properties
          {{- end }}
          subPath: eggroll.properties
          readOnly: true
        {{- if eq ($release.generation | int) 1 }}
        # FATE's algorithms run in the workers and look up engines here.
        - name: config
          mountPath: {{ $release.home }}/conf/service_conf.yaml
          subPath: service_conf.yaml
          readOnly: true
        {{- end }}
    # The workers write files; this shows them in the pod's log.
    - name: {{ .name }}-eggrollpair
      image: {{ include "fate.image" (dict "root" .root "component" "logs") }}
      imagePullPolicy: {{ include "fate.pullPolicy" .root }}
      command: [/fluent-bit/bin/fluent-bit, -c, /config/fluent-bit.conf]
      resources:
        requests: { cpu: 10m, memory: 32Mi }
        limits: { memory: 128Mi }
      volumeMounts:
        - name: eggroll-log
          mountPath: {{ $release.home }}/eggroll/logs
        - name: config
          mountPath: /config
          readOnly: true
  volumes:
    - name: config
      configMap:
        name: {{ .name }}-config
    - name: eggroll-log
      emptyDir: {}
    {{- include "fate.volume" .storage | trim | nindent 4 }}
{{- end -}}

{{/*
What a node is configured with. Call with (dict "root" $ "name" "nodemanager-0" "node" $node).
*/}}
{{- define "fate.nodeConfig" -}}
{{- $release := include "fate.release" .root | fromYaml -}}
eggroll.properties: |
  {{- include "fate.eggrollProperties" (dict "root" .root "part" "nodemanager") | nindent 2 }}
{{- if eq ($release.generation | int) 1 }}
service_conf.yaml: |
  {{- include "fate.workerConf" .root | nindent 2 }}
{{- end }}
fluent-bit.conf: |
  [SERVICE]
      flush        2
      log_level    warn
  [INPUT]
      name             tail
      path             {{ $release.home }}/eggroll/logs/*/*
      exclude_path     {{ $release.home }}/eggroll/logs/eggroll/*
      refresh_interval 5
      db               {{ $release.home }}/eggroll/logs/seen.db
  [OUTPUT]
      name  stdout
      match *
{{- end -}}
