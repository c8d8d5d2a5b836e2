{{- define "fate.brokerProperties" -}}
{{- $home := (include "fate.release" . | fromYaml).home -}}
# between parties and for FATE-Flow
grpc.port=9370
self.party={{ include "fate.self" . }}
open.http.server=false
http.use.tls=false
{{- if (include "fate.settings" (list . "osx") | fromJson).enableTLS }}
# parties come in at the TLS port; the plain one is for this cluster only
open.grpc.tls.server=true
open.grpc.tls.use.keystore=false
grpc.tls.port=9883
server.ca.file={{ $home }}/osx/certs/ca.crt
server.cert.chain.file={{ $home }}/osx/certs/tls.crt
server.private.key.file={{ $home }}/osx/certs/tls.key
{{- else }}
open.grpc.tls.server=false
{{- end }}
{{- if include "fate.has" (list . "clustermanager") }}
# Eggroll, whose data osx carries
eggroll.cluster.manager.ip=clustermanager
eggroll.cluster.manager.port=4670
{{- end }}
# one osx, no zookeeper
deploy.mode=standalone
use.zookeeper=false
stream.limit.mode=LOCAL
produce.msg.max.try.time=3
mapped.file.size=134217728
{{ end -}}
