{{/*
What we set over the standalone.conf of the image; of a key that is there twice the last counts.
With an exchange the other parties' Pulsar comes in with TLS, and names the party that it wants in the greeting (SNI).
*/}}
{{- define "fate.pulsarConf" -}}
{{- $settings := include "fate.settings" (list . "pulsar") | fromJson -}}
{{- $cluster := include "fate.pulsarCluster" . -}}
# Unique in the federation: the producers that feed other parties' topics are called so.
clusterName={{ $cluster }}
replicatorPrefix=pulsar.repl.{{ $cluster }}
# Models travel in one message.
maxMessageSize=134217728
backlogQuotaDefaultLimitGB=10
brokerDeleteInactiveTopicsFrequencySeconds=60
{{- if ($settings.exchange | default dict).ip }}
brokerServicePort=6650
brokerServicePortTls=6651
webServicePort=8080
tlsEnabled=true
tlsCertificateFilePath=/pulsar/certs/broker.cert.pem
tlsKeyFilePath=/pulsar/certs/broker.key-pk8.pem
tlsTrustCertsFilePath=/pulsar/certs/ca.cert.pem
tlsAllowInsecureConnection=false
brokerClientTlsEnabled=true
brokerClientTrustCertsFilePath=/pulsar/certs/ca.cert.pem
{{- end }}
{{- range $key := keys ($settings.confs | default dict) | sortAlpha }}
{{ $key }}={{ index $settings.confs $key | toString }}
{{- end }}
{{- end -}}
