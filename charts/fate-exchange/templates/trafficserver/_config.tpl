{{/*
nginx.conf of the module trafficServer: each TLS connection goes on, as it is, to the party whose name it asks for (SNI). A name that is
not listed is cut off at once; the log says which it was.
*/}}
{{- define "exchange.sniConf" -}}
{{- $routes := ((include "fate.settings" (list . "trafficServer") | fromJson).route_table | default dict).sni | default list -}}
worker_processes auto;
error_log /dev/stderr info;
pid /tmp/nginx.pid;

events {
    worker_connections 4096;
}

stream {
    log_format routes '$remote_addr [$time_iso8601] "$ssl_preread_server_name" $upstream_addr $status $bytes_sent $bytes_received';
    access_log /dev/stdout routes;

    map $ssl_preread_server_name $party {
        hostnames;
        default "";
        {{- range $index, $route := $routes }}
        {{ $route.fqdn | lower }} route{{ $index }};
        {{- end }}
    }
    {{- range $index, $route := $routes }}

    upstream route{{ $index }} {
        server {{ $route.tunnelRoute }};
    }
    {{- end }}

    server {
        listen 443;
        ssl_preread on;
        proxy_connect_timeout 10s;
        # Pulsar's clients say something every 30 seconds.
        proxy_timeout 10m;
        proxy_pass $party;
    }
}
{{- end -}}
