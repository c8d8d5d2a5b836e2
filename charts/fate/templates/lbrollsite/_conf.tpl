{{/*
nginx between the gateway and the outside: 9370 lets other parties in, 9390 spreads what goes out over several exchanges.
A stream of a job may be silent for as long as the other side computes.
*/}}
{{- define "fate.balancerConf" -}}
{{- $settings := include "fate.settings" (list . "lbrollsite") | fromJson -}}
worker_processes auto;
error_log /dev/stderr info;
pid /tmp/nginx.pid;
events {
  worker_connections 1024;
}
http {
  access_log /dev/stdout;
  # what one call may carry; 0: as much as it likes
  client_max_body_size {{ $settings.size | default "0" }};
  client_body_timeout 1d;
  grpc_read_timeout 1d;
  grpc_send_timeout 1d;
  keepalive_requests 1000000;
  server {
    listen 9370 http2;
    location / {
      grpc_pass grpc://lbrollsite-gateway:9370;
    }
  }
  {{- if $settings.exchangeList }}
  upstream exchanges {
    least_conn;
    {{- range $settings.exchangeList }}
    server {{ if contains ":" (toString .ip) }}[{{ .ip }}]{{ else }}{{ .ip }}{{ end }}:{{ .port | int }};
    {{- end }}
  }
  {{- end }}
  server {
    listen 9390 http2;
    location / {
      {{ ternary "grpc_pass grpc://exchanges;" "return 404;" (not (empty $settings.exchangeList)) }}
    }
  }
}
{{ end -}}
