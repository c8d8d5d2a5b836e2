{{/*
FATE 2.x: the gateway osx with its configuration, of a party or of an exchange.
*/}}
{{- define "fate.osx" -}}
{{- $release := include "fate.release" . | fromYaml }}
{{- $settings := include "fate.settings" (list . "osx") | fromJson }}
{{- $memory := include "fate.memory" (dict "settings" $settings "default" "4Gi") | int }}
{{- $config := include "fate.brokerProperties" . }}
{{- /* The route table is not in the checksum: osx reads it again when it changes, and a restart would break running jobs. */}}
{{ include "fate.workload" (dict "root" . "module" "osx" "name" "osx" "kind" "Deployment" "replicas" 1) }}
  template:
    metadata:
      {{- include "fate.podMeta" (dict "root" . "module" "osx" "name" "osx" "config" $config) | nindent 6 }}
    spec:
      {{- include "fate.podSpec" (dict "root" . "module" "osx") | nindent 6 }}
      # It calls itself by name, also before its Service knows it.
      hostAliases:
        - ip: 127.0.0.1
          hostnames: [osx]
      {{- if include "fate.has" (list . "clustermanager") }}
      initContainers:
        {{- include "fate.waitFor" (dict "root" . "for" "clustermanager" "host" "clustermanager" "port" 4670) | nindent 8 }}
      {{- end }}
      containers:
        - name: osx
          image: {{ include "fate.image" (dict "root" . "component" $release.modules.osx.component "settings" $settings) }}
          imagePullPolicy: {{ include "fate.pullPolicy" . }}
          workingDir: {{ $release.home }}/osx
          command:
            - sh
            - -c
            - >-
              exec java $JAVA_OPTIONS -cp "{{ $release.modules.osx.classPath | default "conf/broker/:lib/*:extension/*" }}"
              org.fedai.osx.broker.Bootstrap -c {{ $release.home }}/osx/conf
          env:
            # Half of the container's memory is heap, a quarter buffers outside it, the rest the JVM's own.
            - name: JAVA_OPTIONS
              value: >-
                -server -Xms{{ div $memory 4 }}m -Xmx{{ div $memory 2 }}m -XX:MaxDirectMemorySize={{ div $memory 4 }}m
                -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError
          ports:
            - name: grpc
              containerPort: 9370
            {{- if $settings.enableTLS }}
            - name: grpc-tls
              containerPort: 9883
            {{- end }}
          {{- /* With TLS on, the pod is ready only when that port is open: it is the one that other parties use. */}}
          {{- include "fate.tcpProbes" (ternary 9883 9370 (eq true $settings.enableTLS)) | nindent 10 }}
          {{- include "fate.resources" (dict "settings" $settings "defaults" "{requests: {cpu: 250m, memory: 2Gi}, limits: {memory: 4Gi}}") | nindent 10 }}
          volumeMounts:
            # The folder, not single files: only so a changed route table arrives in a running pod.
            - name: config
              mountPath: {{ $release.home }}/osx/conf/broker
              readOnly: true
            {{- if $settings.enableTLS }}
            - name: certs
              mountPath: {{ $release.home }}/osx/certs
              readOnly: true
            {{- end }}
      volumes:
        - name: config
          configMap:
            name: osx-config
        {{- if $settings.enableTLS }}
        - name: certs
          secret:
            secretName: {{ $settings.tlsSecret }}
        {{- end }}
{{- if $settings.enableTLS }}
{{ include "fate.tlsDoor" (dict "root" . "module" "osx" "port" 9883) }}
{{- end }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: osx-config
  labels:
    {{- include "fate.labels" (list . "osx") | nindent 4 }}
data:
  broker.properties: |
    {{- $config | nindent 4 }}
  route_table.json: |
    {{- include "fate.routeTable" . | nindent 4 }}
  # Its log goes to the pod's log, where kubectl finds it.
  log4j2.xml: |
    <?xml version="1.0" encoding="UTF-8"?>
    <Configuration status="warn">
      <Appenders>
        <Console name="stdout" target="SYSTEM_OUT">
          <PatternLayout pattern="%d{ISO8601} %-5p %c{1} %m%n"/>
        </Console>
      </Appenders>
      <Loggers>
        <Root level="info">
          <AppenderRef ref="stdout"/>
        </Root>
      </Loggers>
    </Configuration>
{{- end -}}
