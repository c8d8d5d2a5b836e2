#!/usr/bin/env bash
# One door to the house: ./build.sh quickstart | build | test | lint | bench | charts | tools
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { echo "build.sh: $*" >&2; exit 1; }
. "$ROOT/build/tools.sh"

case "${1:-}" in
  tools) for name in helm-4.1.4 kubectl-1.35.2 helm-3.9.4 kubectl-1.24.0; do tool "$name"; done ;;
  *) fail "usage: ./build.sh tools" ;;
esac
