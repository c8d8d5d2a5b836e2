# Builds the programs into out/: the command out/kubefate, the service out/service/kubefate-service with its charts. Sourced by build.sh.

build_programs() {
  if programs_are_fresh; then say "out/ is up to date"; return; fi
  mkdir -p "$OUT"
  rm -f "$OUT/.built"
  build_service
  build_command
  build_charts
  touch "$OUT/.built"
}

# Nothing that goes into the programs is newer than the last whole build.
programs_are_fresh() {
  [ -f "$OUT/.built" ] && [ -x "$OUT/kubefate" ] && [ -z "$(find "$ROOT/src" "$ROOT/charts" "$ROOT/build" "$ROOT"/Directory.*.props "$ROOT/global.json" \
    \( -name bin -o -name obj \) -prune -o -type f -newer "$OUT/.built" -print -quit)" ]
}

runtime_id() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-arm64) echo osx-arm64 ;;
    Darwin-x86_64) echo osx-x64 ;;
    *) fail "no .NET runtime is known for $(uname -s) $(uname -m)" ;;
  esac
}

publish() {
  dotnet publish "$@" -c Release -r "$(runtime_id)" --nologo -v quiet -p:DebugType=none -p:GenerateDocumentationFile=false -p:StripSymbols=true
}

build_service() {
  say "building the service"
  rm -rf "$OUT/service"
  publish "$ROOT/src/KubeFate.Host" --self-contained false -o "$OUT/service"
}

# NativeAOT needs a linker. Without one the command is the same program, started by the .NET runtime: slower to start, nothing else.
build_command() {
  local stage="$OUT/.command"
  rm -rf "$stage"
  if command -v clang > /dev/null; then
    say "building the command (NativeAOT, linked by clang)"
    publish "$ROOT/src/KubeFate.Cli" -o "$stage"
  elif command -v gcc > /dev/null; then
    say "building the command (NativeAOT, linked by gcc)"
    publish "$ROOT/src/KubeFate.Cli" -o "$stage" -p:CppCompilerAndLinker=gcc
  else
    say "building the command WITHOUT NativeAOT, since neither clang nor gcc is here: it starts in about 100 ms instead of a few"
    publish "$ROOT/src/KubeFate.Cli" -o "$stage" -p:PublishAot=false -p:PublishSingleFile=true --self-contained false
  fi
  mv -f "$stage/kubefate" "$OUT/kubefate"
  rm -rf "$stage"
}

# One archive a release, from one source a chart: the data of the releases is in charts/<chart>/releases.
build_charts() {
  local helm release version chart
  helm=$(usable_helm)
  mkdir -p "$OUT/service/charts"
  rm -f "$OUT/service/charts/"*.tgz
  for release in "$ROOT"/charts/*/releases/*.yaml; do
    version=$(basename "$release" .yaml)
    chart=$(dirname "$(dirname "$release")")
    # helm tells of every link that it follows, and of nothing else when all is well.
    "$helm" package "$chart" --version "$version" --app-version "$version" --destination "$OUT/service/charts" > "$OUT/charts.log" 2>&1 || { cat "$OUT/charts.log" >&2; fail "helm cannot package $chart"; }
  done
  rm -f "$OUT/charts.log"
  # A helm of our own is found beside the service; one on PATH is found there.
  if [[ $helm == "$TOOLS_CACHE"/* ]]; then ln -f "$helm" "$OUT/service/helm" 2> /dev/null || cp -f "$helm" "$OUT/service/helm"; fi
  say "charts: $(cd "$OUT/service/charts" && echo *.tgz)"
}
