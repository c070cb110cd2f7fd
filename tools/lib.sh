# Shared by the scripts of this folder; sourced, not run. Expects to be in the
# top folder of the workspace.

# Bazel and the cache need a home, also where a service runs without one.
export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}

# Runs Bazel with a disk cache, so that a second clone or a cleaned one need not
# compile again. Beside Bazel's own output folder it is all that the scripts
# leave behind: ~/.cache/hirewire-bazel.
#
#   run_bazel build //services/server:hirewired
run_bazel() {
  local command=$1
  shift
  local flags=(--disk_cache="$HOME/.cache/hirewire-bazel")
  # Without a terminal to redraw, a line of progress every 30 seconds.
  [[ -t 2 ]] || flags+=(--curses=no --show_progress_rate_limit=30)
  bazel "$command" "${flags[@]}" --noshow_loading_progress \
    --ui_event_filters=-info "$@"
}

# Says what is being done, and how long it takes when nothing is built yet.
#
#   announce_build "Building and testing" "20 minutes"
announce_build() {
  local hint=""
  [[ -d $HOME/.cache/hirewire-bazel ]] ||
    hint=" (first time: about $2 on 2 cores)"
  echo "$1 Hirewire$hint" >&2
}

# The commit that the working tree is compared with: where this branch left
# origin's main or, on main itself, the commit before. Nothing where there is no
# earlier commit.
base_commit() {
  local base
  base=$(git merge-base HEAD origin/main 2>/dev/null || true)
  if [[ -z $base || $base == "$(git rev-parse HEAD)" ]]; then
    base=$(git rev-parse --verify --quiet HEAD~1 || true)
  fi
  echo "$base"
}
