# The simulator and the server as child processes of a script; sourced, not run.
# Expects to be in the top folder of the workspace, with the binaries built.

readonly sim_bin=bazel-bin/testing/simulators/hirewire-sim
readonly server_bin=bazel-bin/services/server/hirewired
readonly hirewire_bin=bazel-bin/tools/cli/hirewire

scratch=$(mktemp -d)
children=()

# Ends what was started, the last first, and removes what it wrote.
stop_processes() {
  local i
  for ((i = ${#children[@]} - 1; i >= 0; i--)); do
    kill "${children[i]}" 2>/dev/null || true
    wait "${children[i]}" 2>/dev/null || true
  done
  children=()
  rm -rf "$scratch"
}
trap stop_processes EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Waits until the file has a line that matches, or the process has ended.
await_line() {
  local pid=$1 file=$2 pattern=$3
  until grep -q "$pattern" "$file" 2>/dev/null; do
    if ! kill -0 "$pid" 2>/dev/null; then
      cat "$file" "$file.err" >&2 2>/dev/null || true
      echo "it ended before it was ready" >&2
      exit 1
    fi
    sleep 0.05
  done
}

# start_sim NAME FLAGS...: starts a hirewire-sim, known here by NAME; sim_word
# tells what it announced.
start_sim() {
  local announced=$scratch/sim-$1
  "$sim_bin" "${@:2}" >"$announced" 2>"$announced.err" </dev/null &
  children+=($!)
  await_line $! "$announced" '}$'
}

# sim_word NAME base_url: what stands under that word in NAME's announcement.
sim_word() {
  sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p" "$scratch/sim-$1"
}

# Starts hirewired for development on a free port, and sets HIREWIRE_SERVER,
# which `hirewire` reads. Its log is in $server_log.
start_server() {
  server_log=$scratch/server
  "$server_bin" --allow_loopback_vendors "$@" 2>"$server_log" </dev/null &
  children+=($!)
  await_line $! "$server_log" '"event":"server.ready"'
  local port
  port=$(sed -n 's/.*"event":"server.ready","port":\([0-9]*\).*/\1/p' \
    "$server_log")
  export HIREWIRE_SERVER=127.0.0.1:$port
}

# connect_simulated NAME ID: connects the account of the simulated vendor NAME
# under ID. The secret travels in the environment, where other users of this
# machine cannot read it.
connect_simulated() (
  for word in api_key client_id client_secret; do
    value=$(sim_word "$1" "$word")
    [[ -z $value ]] || export "HIREWIRE_${word^^}=$value"
  done
  token_url=$(sim_word "$1" token_url)
  "$hirewire_bin" connect "$(sim_word "$1" vendor)" --id "$2" \
    --base-url "$(sim_word "$1" base_url)" ${token_url:+--token-url "$token_url"} \
    2>/dev/null
)

# connect_recorded_lever NAME ID: connects the account that the replay server
# NAME plays. It looks at no credential.
connect_recorded_lever() {
  HIREWIRE_API_KEY=recorded \
    "$hirewire_bin" connect lever --id "$2" \
    --base-url "$(sim_word "$1" base_url)/v1" 2>/dev/null
}
