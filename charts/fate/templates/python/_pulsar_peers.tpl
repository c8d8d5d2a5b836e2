{{/*
The Pulsars of the parties that pulsar.route_table lists, for FATE 2.x. There FATE-Flow makes texts of the table's keys (python/fate_flow/entity/spec/dag/_federation.py),
the task looks a party up as a number, does not find it, and takes "default", an exchange's (FATE@v2.2.0 python/fate/arch/federation/backends/pulsar/_federation.py:274).
But it asks Pulsar first, and leaves a cluster alone that is registered there with an address (:266). So they are registered beforehand, under the
names that FATE gives them: the parties' numbers.
*/}}
{{- define "fate.pulsarPeers" -}}
{{- $peers := dict -}}
{{- range $party, $route := (include "fate.settings" (list . "pulsar") | fromJson).route_table -}}
  {{- if ne ($party | toString) (include "fate.partyId" $) -}}
    {{- $peer := dict
          "brokerServiceUrl" (printf "pulsar://%v:%d" $route.host ($route.port | default 6650 | int))
          "brokerServiceUrlTls" (printf "pulsar+ssl://%v:%d" $route.host ($route.sslPort | default 6651 | int)) -}}
    {{- with $route.proxy -}}{{- $peer = merge $peer (dict "proxyServiceUrl" (printf "pulsar+ssl://%s" .) "proxyProtocol" "SNI") -}}{{- end -}}
    {{- $_ := set $peers ($party | toString) $peer -}}
  {{- end -}}
{{- end -}}
{{- $peers | toPrettyJson -}}
{{- end -}}

{{/*
Registers them with Pulsar's REST interface (PUT makes a cluster, POST changes one), again whenever the file changes or Pulsar has lost them, so that
a changed route needs no restart. Python is there in FATE-Flow's image; nothing but its own library is used.
*/}}
{{- define "fate.pulsarPeersScript" -}}
import json, sys, time, urllib.error, urllib.request

clusters, file = sys.argv[1:]

def call(method, party, peer=None):
    request = urllib.request.Request(clusters + "/" + party, method=method, headers={"Content-Type": "application/json"},
                                     data=None if peer is None else json.dumps(peer).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read()

def register(party, peer):
    try:
        known = json.loads(call("GET", party))
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        call("PUT", party, peer)
    else:
        if all((known.get(key) or "") == peer.get(key, "") for key in ("brokerServiceUrl", "brokerServiceUrlTls", "proxyServiceUrl")):
            return
        call("POST", party, peer)
    print("pulsar_peers: party %s is at %s" % (party, peer["brokerServiceUrl"]), flush=True)

while True:
    try:
        with open(file) as peers:
            for party, peer in json.load(peers).items():
                register(party, peer)
    except (OSError, ValueError) as error:
        # Pulsar may not be up yet, or be restarted: it is asked again.
        print("pulsar_peers: %s" % error, file=sys.stderr, flush=True)
    time.sleep(10)
{{- end -}}
