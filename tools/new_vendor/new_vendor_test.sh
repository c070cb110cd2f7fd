#!/bin/bash
# tools/new-vendor on a copy of what it reads and changes.
set -euo pipefail

# The suites that run below are not this test: what they skip and fail is none
# of its results.
unset XML_OUTPUT_FILE

readonly here=$PWD
readonly copy="$(mktemp -d)"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# Whether a file has a line before another one: in_order FILE FIRST SECOND.
in_order() {
  local first second
  first=$(grep -nF -m1 -- "$2" "$1" | cut -d: -f1)
  second=$(grep -nF -m1 -- "$3" "$1" | cut -d: -f1)
  [[ -n "${first}" && -n "${second}" ]] && ((first < second))
}

cp -RL tools connectors testing "${copy}"
chmod -R u+w "${copy}"
cd "${copy}"
tools/new-vendor acme "Acme Hiring" >said
grep -q '//testing/conformance:acme_test' said || fail "no next step"

for file in BUILD.bazel README.md manifest.textproto \
  testdata/list_candidates/ordinary.{request.textproto,exchange.json,textproto}; do
  [[ -s "connectors/vendors/acme/${file}" ]] || fail "no ${file}"
  grep -q '@NAME@\|@DISPLAY@' "connectors/vendors/acme/${file}" &&
    fail "${file} still has a variable"
done
grep -q '^# Acme Hiring$' connectors/vendors/acme/README.md || fail "no title"

in_order connectors/catalog/catalog.cc '/acme/manifest.h' \
  '/greenhouse/manifest.h' || fail "no include in order"
in_order connectors/catalog/catalog.cc '{"acme",' '{"greenhouse",' ||
  fail "no line of the catalog in order"
in_order connectors/catalog/BUILD.bazel '//connectors/vendors/acme' \
  '//connectors/vendors/greenhouse' || fail "no dependency in order"
in_order testing/conformance/BUILD.bazel '"acme"' '"greenhouse"' ||
  fail "no conformance test in order"
in_order testing/conformance/expected.cc '["acme"]' '["greenhouse"]' ||
  fail "no row in order"

tools/new-vendor zenith >/dev/null
in_order connectors/catalog/catalog.cc '{"greenhouse",' '{"zenith",' ||
  fail "the last name does not come last"

# The folder works as it is.
"${here}/connectors/vendors/greenhouse/greenhouse_manifest_test" \
  connectors/vendors/acme/manifest.textproto || fail "does not compile"
"${here}/connectors/vendors/greenhouse/greenhouse_golden_test" \
  connectors/vendors/acme >golden || { cat golden; fail "the case fails"; }

# What cannot be is refused, and nothing is changed then.
cp connectors/catalog/catalog.cc before
for name in acme Acme 9lives a-b ../x ""; do
  tools/new-vendor "${name}" 2>/dev/null && fail "took \"${name}\""
done
cmp -s connectors/catalog/catalog.cc before || fail "a refusal changed a file"

# Where a vendor has nothing yet, the suite says what comes first.
cd "${here}"
testing/conformance/greenhouse_test nobody >"${copy}/suite" &&
  fail "the suite passes a vendor that is none"
grep -q 'STEP 1: make connectors/vendors/nobody/manifest.textproto' \
  "${copy}/suite" || fail "no first step"
grep -q 'STEP 4: write testing/simulators/nobody' "${copy}/suite" ||
  fail "no step to a simulator"
exit 0
