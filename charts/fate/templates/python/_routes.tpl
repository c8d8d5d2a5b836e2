{{/*
Where the message queues of the other parties are, for FATE-Flow: pulsar_route_table.yaml or rabbitmq_route_table.yaml.
FATE looks a party up by its number, so the keys are numbers and not texts. Our own entry is for jobs in which one party has two roles.
In FATE 2.x Pulsar's table alone does not do: see fate.pulsarPeers.
*/}}
{{- define "fate.pulsarRoutes" -}}
{{- $pulsar := include "fate.settings" (list . "pulsar") | fromJson -}}
{{- $self := include "fate.partyId" . -}}
{{- $server := include "fate.pulsarServer" . | fromJson -}}
{{- $routes := dict $self (dict "host" ($server.host | trimSuffix "-management") "port" $server.port "sslPort" $server.sslPort) -}}
{{- range $party, $route := $pulsar.route_table -}}{{- $_ := set $routes ($party | toString) $route -}}{{- end -}}
{{- $exchange := $pulsar.exchange | default dict }}
{{- $domain := $exchange.domain | default "fate.org" }}
{{- if $exchange.ip }}
# the exchange finds a party by its name, <party>.{{ $domain }}
default:
  proxy: "{{ $exchange.ip }}:{{ $exchange.port }}"
  domain: {{ $domain | quote }}
  brokerPort: 6650
  brokerSslPort: 6651
{{- else if ge ((include "fate.release" . | fromYaml).generation | int) 2 }}
# FATE 2.x cannot do without this section; nobody has a name in this domain (RFC 2606)
default:
  domain: invalid
  brokerPort: 6650
  brokerSslPort: 6651
{{- end }}
{{- range $party := keys $routes | sortAlpha }}
{{- $route := index $routes $party }}
{{ $party }}:
  host: {{ $route.host | default "" | quote }}
  port: {{ $route.port | default 6650 | int }}
  sslPort: {{ $route.sslPort | default 6651 | int }}
  proxy: {{ $route.proxy | default "" | quote }}
{{- end }}
{{- end -}}

{{- define "fate.rabbitmqRoutes" -}}
{{- $rabbitmq := include "fate.settings" (list . "rabbitmq") | fromJson -}}
{{- $server := include "fate.rabbitmqServer" . | fromJson -}}
{{- $routes := dict (include "fate.partyId" .) (dict "host" ($server.host | trimSuffix "-management") "port" $server.port) -}}
{{- range $party, $route := $rabbitmq.route_table -}}{{- $_ := set $routes ($party | toString) $route -}}{{- end -}}
{{- range $party := keys $routes | sortAlpha }}
{{- $route := index $routes $party }}
{{ $party }}:
  host: {{ $route.host | quote }}
  port: {{ $route.port | default 5672 | int }}
{{- end }}
{{- end -}}

{{/*
What Spark's driver, FATE-Flow's task, is started with. The executors call it back: at the pod's address, or at one that leads there from outside.
*/}}
{{- define "fate.sparkDefaults" -}}
{{- $spark := include "fate.flowSettings" (list . "spark") | fromJson -}}
spark.master {{ include "fate.sparkMaster" . }}
spark.driver.host {{ include "fate.driverHost" . | default "POD_IP" }}
spark.driver.bindAddress 0.0.0.0
{{- with $spark.driverStartPort }}
spark.driver.port {{ . | int }}
{{- end }}
{{- with $spark.blockManagerStartPort }}
spark.driver.blockManager.port {{ . | int }}
{{- end }}
{{- if hasKey $spark "portMaxRetries" }}
spark.port.maxRetries {{ $spark.portMaxRetries | int }}
{{- end }}
{{- with $spark.pysparkPython }}
spark.pyspark.python {{ . }}
spark.pyspark.driver.python python
{{- end }}
{{- end -}}
