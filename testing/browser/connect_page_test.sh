#!/bin/bash
# Runs connect_page_test.mjs with Node and Chromium, where they are installed:
# tools/setup --tests.
set -euo pipefail

readonly here=testing/browser
node=$(command -v node || true)
chromium=$(command -v chromium || true)
for needed in "${node:+node}" "${chromium:+chromium}"; do
  [[ -n $needed ]] && continue
  echo "SKIPPED: node and chromium are needed: tools/setup --tests" >&2
  exit 0
done
if [[ ! -d $here/node_modules/playwright-core ]]; then
  echo "SKIPPED: playwright-core is needed: tools/setup --tests" >&2
  exit 0
fi

# Chromium keeps its profile and its sockets where paths are short.
HOME=$(mktemp -d)
export HOME TMPDIR=$HOME
trap 'rm -rf "$HOME"' EXIT
export STAGE=$PWD/$here/stage CHROMIUM=$chromium
"$node" "$here/connect_page_test.mjs"
