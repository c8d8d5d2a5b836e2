{{- define "fate.brokerProperties" -}}
{{- $home := (include "fate.release" . | fromYaml).home -}}
# between parties and for FATE-Flow
grpc.port=9370
open.http.server=false
{{- if (include "fate.settings" (list . "osx") | fromJson).enableTLS }}
# parties come in at the TLS port; the plain one is for this cluster only
open.grpc.tls.server=true
grpc.tls.port=9883
grpc.server.cert.chain.file={{ $home }}/osx/certs/tls.crt
grpc.server.private.key.file={{ $home }}/osx/certs/tls.key
# who comes in shows a certificate of the common authority; without this line osx asks for none
grpc.ssl.open.client.validate=true
grpc.server.ca.file={{ $home }}/osx/certs/ca.crt
{{- else }}
open.grpc.tls.server=false
{{- end }}
{{- if include "fate.has" (list . "clustermanager") }}
# Eggroll, whose data osx carries
eggroll.cluster.manager.ip=clustermanager
eggroll.cluster.manager.port=4670
{{- end }}
mapped.file.size=134217728
{{ end -}}
