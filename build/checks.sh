# Tests, lint and measurements. Sourced by build.sh.

# Runs the tests and ends with one plain line counted from the results.
run_tests() {
  local projects=("$@") results="$OUT/test-results.txt" status=0 project
  for name in "${ALL_TOOLS[@]}"; do tool "$name" > /dev/null; done
  build_programs
  dotnet build "$ROOT/KubeFate.slnx" --nologo -v quiet
  : > "$results"
  if [ ${#projects[@]} -eq 0 ]; then mapfile -t projects < <(cd "$ROOT/tests" && ls -d *.Tests); fi
  for project in "${projects[@]}"; do
    say "$project"
    dotnet test --project "$ROOT/tests/$project" --no-build -- --timeout 25m 2>&1 | tee -a "$results" | grep -v '^ *$' || status=1
  done
  count_results "$results" || status=1
  return $status
}

# The runner prints "  failed: N" and "  succeeded: N" for each project.
count_results() {
  local passed failed
  passed=$(awk '$1 == "succeeded:" { n += $2 } END { print n + 0 }' "$1")
  failed=$(awk '$1 == "failed:" { n += $2 } END { print n + 0 }' "$1")
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

run_lint() {
  mkdir -p "$OUT"
  dotnet build "$ROOT/KubeFate.slnx" --nologo -v quiet --no-incremental -p:Lint=true
  dotnet format whitespace "$ROOT/KubeFate.slnx" --verify-no-changes --no-restore
  local helm chart
  for helm in "$(tool helm-4.2.3)" "$(tool helm-4.1.4)" "$(tool helm-3.9.4)"; do
    for chart in "$ROOT"/charts/*/; do "$helm" lint --strict "$chart" > "$OUT/lint.log" 2>&1 || { cat "$OUT/lint.log" >&2; fail "helm lint is not clean"; }; done
  done
  bash -n "$ROOT/build.sh" "$ROOT"/build/*.sh
  say "lint is clean"
}

run_bench() {
  tool kubectl-1.36.3 > /dev/null
  tool helm-4.2.3 > /dev/null
  build_programs
  dotnet run -c Release --project "$ROOT/bench/KubeFate.Bench" -- "$@"
}

# What docs/reliability.md tells: kills, outages, cycles. Figures go to out/chaos.txt too.
run_chaos() {
  local kind="${1:-}" count="" seed=1 class
  case "$kind" in
    kills) class='*KillChaosTests'; count=200 ;;
    outages) class='*OutageChaosTests'; count=20 ;;
    cycles) class='*CycleChaosTests'; count=1000 ;;
    *) fail "chaos what? ./build.sh chaos kills|outages|cycles [--count N] [--seed S]" ;;
  esac
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --count) count="${2:?--count wants a number}"; shift 2 ;;
      --seed) seed="${2:?--seed wants a number}"; shift 2 ;;
      *) fail "chaos: what is $1? ./build.sh chaos $kind [--count N] [--seed S]" ;;
    esac
  done
  for name in "${ALL_TOOLS[@]}"; do tool "$name" > /dev/null; done
  build_programs
  dotnet build "$ROOT/tests/KubeFate.Acceptance.Tests" --nologo -v quiet
  KUBEFATE_CHAOS_LONG=1 KUBEFATE_CHAOS_KILLS=$count KUBEFATE_CHAOS_OUTAGES=$count KUBEFATE_CHAOS_CYCLES=$count KUBEFATE_CHAOS_ABSENCE=60 KUBEFATE_CHAOS_SEED=$seed \
    KUBEFATE_CHAOS_REPORT="$OUT/chaos.txt" dotnet test --project "$ROOT/tests/KubeFate.Acceptance.Tests" --no-build -- --filter-class "$class"
}
