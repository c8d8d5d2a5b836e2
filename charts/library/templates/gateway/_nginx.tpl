{{/*
The proxy through which the FATE-Flows of several parties call each other on the Spark engines, of a party or of an exchange. It is OpenResty
with FATE's own router in the image (nginx/lua): the header dest-party-id is looked up in route_table.yaml, which is read every five seconds.
*/}}
{{- define "fate.nginx" -}}
{{- $release := include "fate.release" . | fromYaml }}
{{- $settings := include "fate.settings" (list . "nginx") | fromJson }}
{{- $config := include "fate.nginxConf" . }}
{{- /* The route table is not in the checksum: a changed one is taken up without a restart. */}}
{{ include "fate.workload" (dict "root" . "module" "nginx" "name" "nginx" "kind" "Deployment" "replicas" ($settings.replicas | default 1 | int)) }}
  template:
    metadata:
      {{- include "fate.podMeta" (dict "root" . "module" "nginx" "name" "nginx" "config" $config) | nindent 6 }}
    spec:
      {{- include "fate.podSpec" (dict "root" . "module" "nginx") | nindent 6 }}
      containers:
        - name: nginx
          image: {{ include "fate.image" (dict "root" . "component" $release.modules.nginx.component "settings" $settings) }}
          imagePullPolicy: {{ include "fate.pullPolicy" . }}
          workingDir: {{ $release.home }}/proxy
          # The router passes a host of the table to OpenResty as it is, and that takes addresses only (balancer.set_current_peer).
          # So names are looked up here, again and again: pods and dynamic hosts change theirs.
          command:
            - bash
            - -c
            - |
              resolve() {
                while IFS= read -r line; do
                  case "$line" in
                    *"host: "*)
                      address=$(getent ahostsv4 "${line##*host: }" | head -n 1 | cut -d ' ' -f 1)
                      test -z "$address" || line="${line%%host: *}host: $address"
                      ;;
                  esac
                  printf '%s\n' "$line"
                done < /config/route_table.yaml > nginx/conf/route_table.new
                mv nginx/conf/route_table.new nginx/conf/route_table.yaml
              }
              ln -sf /config/nginx.conf nginx/conf/nginx.conf
              resolve
              while sleep 5; do resolve; done &
              exec openresty -g 'daemon off;'
          ports:
            - name: http
              containerPort: 9300
            - name: grpc
              containerPort: 9310
          {{- include "fate.tcpProbes" 9300 | nindent 10 }}
          {{- include "fate.resources" (dict "settings" $settings "defaults" "{requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 512Mi}}") | nindent 10 }}
          volumeMounts:
            # The folder, not single files: only so a changed route table arrives in a running pod.
            - name: config
              mountPath: /config
              readOnly: true
      volumes:
        - name: config
          configMap:
            name: nginx-config
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: nginx-config
  labels:
    {{- include "fate.labels" (list . "nginx") | nindent 4 }}
data:
  route_table.yaml: |
    {{- include "fate.nginxRoutes" . | trim | nindent 4 }}
  nginx.conf: |
    {{- $config | nindent 4 }}
{{- end -}}

{{/*
The server of FATE's router. The upstreams' own servers are no addresses on purpose: what the router cannot place fails, and goes nowhere else.
*/}}
{{- define "fate.nginxConf" -}}
worker_processes 2;
error_log /dev/stderr warn;

events {
    worker_connections 1024;
}

http {
    include mime.types;
    default_type application/octet-stream;
    access_log /dev/stdout;
    keepalive_timeout 65;
    # FATE-Flow's headers have underscores, its requests carry whole job configurations.
    underscores_in_headers on;
    client_max_body_size 0;
    proxy_read_timeout 300s;
    grpc_read_timeout 300s;

    lua_package_path "$prefix/lua/?.lua;;";
    init_worker_by_lua_file lua/initialize.lua;

    upstream http.fateflow {
        server 0.0.0.1;
        balancer_by_lua_file lua/balancer.lua;
    }

    upstream grpc.fateflow {
        server 0.0.0.2;
        balancer_by_lua_file lua/balancer.lua;
    }

    server {
        listen 9300;
        location / {
            access_by_lua_file lua/router.lua;
            proxy_set_header Host $host:$server_port;
            proxy_set_header X-Real-IP $remote_addr;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header Connection "";
            proxy_next_upstream off;
            proxy_pass http://http.fateflow;
        }
    }

    server {
        listen 9310 http2;
        location / {
            access_by_lua_file lua/router.lua;
            grpc_pass grpc://grpc.fateflow;
        }
    }
}
{{- end -}}

{{/*
The route table of nginx: our own FATE-Flow (a party has one, an exchange has none), the other parties, and "default" only when an exchange is
set. Without an exchange a job that names an unknown party fails at once, instead of running in a circle through our own proxy.
The router asks for "fateflow" of a party: where only "proxy" is given, that is the way. Its parser reads plain blocks alone, so none are quoted.
*/}}
{{- define "fate.nginxRoutes" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $settings := include "fate.settings" (list . "nginx") | fromJson -}}
{{- $exchange := $settings.exchange | default dict -}}
{{- if $exchange.ip }}
default:
  proxy:
  {{- include "fate.nginxHops" (list (dict "host" $exchange.ip "http_port" $exchange.httpPort "grpc_port" $exchange.grpcPort)) | nindent 4 }}
{{- end }}
{{- if hasKey $release.modules "python" }}
{{ include "fate.partyId" . }}:
  proxy:
  {{- include "fate.nginxHops" (list (dict "host" "nginx")) | nindent 4 }}
  fateflow:
  {{- include "fate.nginxHops" (list (dict "host" "fateflow" "http_port" 9380 "grpc_port" 9360)) | nindent 4 }}
{{- end }}
{{- range $party := keys ($settings.route_table | default dict) | sortAlpha }}
{{- $route := index $settings.route_table $party }}
{{ $party }}:
  {{- with $route.proxy }}
  proxy:
  {{- include "fate.nginxHops" . | nindent 4 }}
  {{- end }}
  {{- if ne $party "default" }}
  fateflow:
  {{- include "fate.nginxHops" ($route.fateflow | default $route.proxy) | nindent 4 }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "fate.nginxHops" -}}
{{- range $index, $hop := . }}
{{- if $index }}
{{ end -}}
- host: {{ $hop.host }}
  http_port: {{ $hop.http_port | default 9300 | int }}
  grpc_port: {{ $hop.grpc_port | default 9310 | int }}
{{- end }}
{{- end -}}
