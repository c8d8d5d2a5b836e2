# Tests, lint and measurements. Sourced by build.sh.

# Far longer than a project takes on the busiest machine: it ends a run that hangs.
TEST_LIMIT=60m

# Those that take longest, first: a long one that begins last is waited for alone. The others follow by name.
HEAVY_TESTS=(KubeFate.Acceptance.Tests KubeFate.Charts.Tests KubeFate.Service.Tests KubeFate.Helm.Tests KubeFate.Conformance.Tests)

# Runs the test projects side by side and ends with one plain line counted from the results of them all.
run_tests() {
  local projects=("$@") results="$OUT/test-results" name lane
  if [ ${#projects[@]} -eq 0 ]; then mapfile -t projects < <(test_projects); fi
  for name in "${projects[@]}"; do [ -d "$ROOT/tests/$name" ] || fail "there is no test project $name: $(test_projects | tr '\n' ' ')"; done
  for name in "${ALL_TOOLS[@]}"; do tool "$name" > /dev/null; done
  build_programs
  dotnet build "$ROOT/KubeFate.slnx" --nologo -v quiet
  rm -rf "$results"
  mkdir -p "$results"
  # What runs in the background of a script does not hear Ctrl-C.
  trap 'trap - INT; kill 0' INT
  for ((lane = 0; lane < $(test_lanes); lane++)); do run_lane "$results" "${projects[@]}" & done
  wait
  count_results "$results" "${projects[@]}"
}

test_projects() {
  printf '%s\n' "${HEAVY_TESTS[@]}"
  (cd "$ROOT/tests" && ls -d *.Tests) | grep -vxF "$(printf '%s\n' "${HEAVY_TESTS[@]}")"
}

# As many as there are processors, four at most: a test waits about half of its time for a program or a watch.
test_lanes() {
  local cores
  cores=$(getconf _NPROCESSORS_ONLN)
  echo "${KUBEFATE_TEST_LANES:-$((cores < 4 ? cores : 4))}"
}

# Runs one project after another until none is left. Several lanes share the list: making a project's folder takes it.
run_lane() {
  local results=$1 project code began
  shift
  for project in "$@"; do
    mkdir "$results/$project" 2> /dev/null || continue
    say "$project begins"
    code=0
    began=$SECONDS
    "$ROOT/tests/$project/bin/Debug/net10.0/$project" --progress off --ansi off --timeout "$TEST_LIMIT" > "$results/$project/output.txt" 2>&1 || code=$?
    echo "$code" > "$results/$project/exit-code"
    show_project "$results" "$project" $((SECONDS - began))
  done
}

# Whole, never mixed with that of another.
show_project() {
  until mkdir "$1/.showing" 2> /dev/null; do sleep 0.2; done
  say "$2 took $3 s"
  grep -v '^ *$' "$1/$2/output.txt" || true
  rmdir "$1/.showing"
}

# The runner ends its output with a summary: "  failed: N", "  succeeded: N", "  skipped: N". A project without one, or with an exit code other than
# 0 (all passed) and 2 (some failed), was cut off, and counts as one more that failed: nobody knows what the rest of it would have said.
count_results() {
  local results=$1 project code passed=0 failed=0 skipped=0 counts
  shift
  for project in "$@"; do
    code=$(cat "$results/$project/exit-code" 2> /dev/null || echo none)
    counts=($({ cat "$results/$project/output.txt" 2> /dev/null || true; } | awk '/^Test run summary:/ { ended = 1 } ended && $1 == "succeeded:" { p = $2 } ended && $1 == "failed:" { f = $2 } ended && $1 == "skipped:" { s = $2 } END { print p + 0, f + 0, s + 0, ended + 0 }'))
    passed=$((passed + counts[0])) failed=$((failed + counts[1])) skipped=$((skipped + counts[2]))
    case "$code:${counts[3]}" in
      0:1 | 2:1) ;;
      *) failed=$((failed + 1)); echo "build.sh: $project was cut off (exit code $code; 3 is the time limit of $TEST_LIMIT): counted as one failed" >&2 ;;
    esac
  done
  if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
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

# Feeds the parsers: how many inputs in all, and the number of the first.
run_fuzz() {
  local report="$OUT/fuzz.md"
  mkdir -p "$OUT"
  dotnet build "$ROOT/tests/KubeFate.Fuzz.Tests" -c Release --nologo -v quiet
  printf '| parser | inputs | refused | slowest, processor time | most allocated | kept |\n|---|---|---|---|---|---|\n' > "$report"
  KUBEFATE_FUZZ_INPUTS="${1:-100000}" KUBEFATE_FUZZ_SEED="${2:-1}" KUBEFATE_FUZZ_REPORT="$report" \
    dotnet test --project "$ROOT/tests/KubeFate.Fuzz.Tests" -c Release --no-build || { cat "$report"; fail "a parser failed"; }
  cat "$report"
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
