{{/*
FATE 1.x: the gateway rollsite with its route table, of a party or of an exchange.
*/}}
{{- define "fate.rollsite" -}}
{{- $release := include "fate.release" . | fromYaml }}
{{- $settings := include "fate.settings" (list . "rollsite") | fromJson }}
{{- $config := include "fate.gatewayProperties" . }}
{{- $tls := ternary $release.modules.rollsite.tlsPort 0 (eq true $settings.enableTLS) }}
{{- if $tls }}{{ $config = print $config (include "fate.rollsiteTls" (dict "home" $release.home "port" $tls)) }}{{ end }}
{{- $routes := include "fate.routeTable" . }}
{{ include "fate.workload" (dict "root" . "module" "rollsite" "name" "rollsite" "kind" "Deployment" "replicas" 1) }}
  template:
    metadata:
      {{- include "fate.podMeta" (dict "root" . "module" "rollsite" "name" "rollsite" "config" (print $config $routes)) | nindent 6 }}
    spec:
      {{- include "fate.podSpec" (dict "root" . "module" "rollsite") | nindent 6 }}
      # It calls itself by name, also before its Service knows it.
      hostAliases:
        - ip: 127.0.0.1
          hostnames: [rollsite]
      {{- if include "fate.has" (list . "clustermanager") }}
      initContainers:
        {{- include "fate.waitFor" (dict "root" . "for" "clustermanager" "host" "clustermanager" "port" 4670) | nindent 8 }}
      {{- end }}
      containers:
        - name: rollsite
          image: {{ include "fate.image" (dict "root" . "component" $release.modules.rollsite.component "settings" $settings) }}
          imagePullPolicy: {{ include "fate.pullPolicy" . }}
          command:
            - bash
            - -c
            - |
              {{- include "fate.eggrollStart" (dict "root" . "part" "rollsite" "port" 9370) | nindent 14 }}
          env:
            - name: EGGROLL_HOME
              value: {{ $release.home }}/eggroll
            - name: JAVA_OPTIONS
              value: "-XX:MaxRAMPercentage=60 -XX:+UseG1GC"
          ports:
            - name: grpc
              containerPort: 9370
            {{- if $tls }}
            - name: grpc-tls
              containerPort: {{ $tls }}
            {{- end }}
          {{- /* With TLS on, the pod is ready only when that port is open: it is the one that other parties use. */}}
          {{- include "fate.tcpProbes" ($tls | default 9370) | nindent 10 }}
          {{- include "fate.resources" (dict "settings" $settings "defaults" "{requests: {cpu: 100m, memory: 512Mi}, limits: {memory: 4Gi}}") | nindent 10 }}
          volumeMounts:
            - name: config
              mountPath: {{ $release.home }}/eggroll/conf/eggroll.properties
              subPath: eggroll.properties
              readOnly: true
            - name: routes
              mountPath: {{ $release.home }}/eggroll/conf/route_table
              readOnly: true
            {{- if $tls }}
            - name: certs
              mountPath: {{ $release.home }}/eggroll/conf/certs
              readOnly: true
            {{- end }}
      volumes:
        - name: config
          configMap:
            name: rollsite-config
        - name: routes
          configMap:
            name: rollsite-config
            items: [{ key: route_table.json, path: route_table.json }]
        {{- if $tls }}
        - name: certs
          secret:
            secretName: {{ $settings.tlsSecret }}
        {{- end }}
{{- if $tls }}
{{ include "fate.tlsDoor" (dict "root" . "module" "rollsite" "port" $tls) }}
{{- end }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: rollsite-config
  labels:
    {{- include "fate.labels" (list . "rollsite") | nindent 4 }}
data:
  route_table.json: |
    {{- $routes | nindent 4 }}
  eggroll.properties: |
    {{- $config | nindent 4 }}
{{- end -}}
