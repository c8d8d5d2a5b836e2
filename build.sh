#!/usr/bin/env bash
# One door to the house: ./build.sh quickstart | build | test | lint | fuzz | bench | chaos | charts | tools
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
OUT="$ROOT/out"
fail() { echo "build.sh: $*" >&2; exit 1; }
say() { echo "== $*" >&2; }
. "$ROOT/build/tools.sh"
. "$ROOT/build/programs.sh"
. "$ROOT/build/quickstart.sh"
. "$ROOT/build/checks.sh"

usage() {
  cat >&2 <<'TEXT'
usage: ./build.sh COMMAND
  quickstart [--keep]   all set-up, then install an example on the simulated Kubernetes; --keep leaves the service up
  build                 the programs, in out/
  charts                the packaged charts, in out/service/charts
  test [PROJECT …]      all tests, or those of the named projects (KubeFate.Fate.Tests)
  lint                  analyzers, format, charts, shell scripts; warnings are errors
  fuzz [N] [FIRST]      N hostile inputs for the parsers, 100000 unless said; from number FIRST on
  bench                 the measurements of docs/performance.md
  chaos KIND            the measurements of docs/reliability.md: kills | outages | cycles
  tools                 fetch helm and kubectl into the cache and print where they are
TEXT
  exit 2
}

command -v dotnet > /dev/null || fail "the .NET 10 SDK is needed and not on PATH: https://dot.net"
case "${1:-}" in
  quickstart) shift; quickstart "$@" ;;
  build) build_programs ;;
  charts) build_charts ;;
  test) shift; run_tests "$@" ;;
  lint) run_lint ;;
  fuzz) shift; run_fuzz "$@" ;;
  bench) shift; run_bench "$@" ;;
  chaos) shift; run_chaos "$@" ;;
  tools) for name in "${ALL_TOOLS[@]}"; do tool "$name"; done ;;
  *) usage ;;
esac
