{{- define "fate.brokerProperties" -}}
# between parties and for FATE-Flow
grpc.port=9370
self.party={{ include "fate.partyId" . }}
# not served: the Service has the gRPC port only
open.http.server=false
open.grpc.tls.server=false
http.use.tls=false
# Eggroll, whose data osx carries
eggroll.cluster.manager.ip=clustermanager
eggroll.cluster.manager.port=4670
# one osx, no zookeeper
deploy.mode=standalone
use.zookeeper=false
stream.limit.mode=LOCAL
produce.msg.max.try.time=3
mapped.file.size=134217728
{{ end -}}
