# The main job on the embedded default: a trial service, one example installed, and everything shown. Sourced by build.sh.

quickstart() {
  local keep=no
  case "${1:-}" in
    '') ;;
    --keep) keep=yes ;;
    *) usage ;;
  esac
  local helm kubectl trial="$OUT/trial" port
  helm=$(usable_helm)
  kubectl=$(usable_kubectl)
  build_programs

  say "starting a trial service. Its Kubernetes is SIMULATED: helm and the API are real to every client, but no containers run"
  rm -rf "$trial"
  mkdir -p "$trial"
  port=$(free_port)
  export KUBEFATE_CONFIG="$trial/config.yaml" FATECLOUD_SERVER_PORT="$port" FATECLOUD_HELM="$helm"
  unset KUBEFATE_SERVICEURL KUBEFATE_USERNAME KUBEFATE_PASSWORD KUBEFATE_TOKEN FATECLOUD_USER_USERNAME FATECLOUD_USER_PASSWORD FATECLOUD_DB_TYPE
  "$OUT/kubefate" service --simulate --data "$trial" --stage general > "$trial/service.log" 2>&1 &
  SERVICE=$!
  trap end_service EXIT
  until grep -q 'listens on' "$trial/service.log"; do
    kill -0 "$SERVICE" 2> /dev/null || { cat "$trial/service.log" >&2; fail "the service did not start; its log is above"; }
    sleep 0.05
  done

  show version
  show cluster install -f "$ROOT/examples/party-9999/cluster.yaml" --wait
  local job cluster
  job=$("$OUT/kubefate" job list | awk 'NR == 2 { print $1 }')
  cluster=$("$OUT/kubefate" cluster list | awk 'NR == 2 { print $1 }')
  show job describe "$job"
  show cluster list
  show cluster describe "$cluster"
  next_steps "$keep" "$trial" "$port" "$kubectl"
  if [ "$keep" = yes ]; then trap - EXIT; fi
}

# Prints a command as a user types it, and runs it.
show() {
  echo
  echo "\$ kubefate ${*//$ROOT\//}"
  "$OUT/kubefate" "$@"
}

end_service() {
  kill "$SERVICE" 2> /dev/null || true
  wait "$SERVICE" 2> /dev/null || true
}

free_port() {
  local port
  for port in 8080 $(seq 18080 18180); do
    if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "$port"; return; fi
  done
  fail "no free port between 18080 and 18180 on 127.0.0.1"
}

next_steps() {
  local keep=$1 trial=$2 port=$3 kubectl=$4
  echo
  echo "That was the whole way on a SIMULATED Kubernetes; no containers ran. Where to go next:"
  if [ "$keep" = yes ]; then
    cat <<TEXT
  the service is up on 127.0.0.1:$port (process $SERVICE; kill $SERVICE ends it). Use it:
    export KUBEFATE_CONFIG=$KUBEFATE_CONFIG
    $OUT/kubefate cluster list
    KUBECONFIG=$trial/kubeconfig.yaml $kubectl get pods -n fate-9999
TEXT
  else
    cat <<TEXT
  ./build.sh quickstart --keep             the same, and the service stays up to try things on
  out/kubefate service --simulate          a trial of your own
  KUBECONFIG=… out/kubefate service        the same on your Kubernetes (FATECLOUD_USER_PASSWORD sets the first user's password)
TEXT
  fi
  echo "  docs/                                    cluster.yaml, the command, the charts, troubleshooting"
}
