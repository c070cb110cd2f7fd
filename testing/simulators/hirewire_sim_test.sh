#!/bin/bash
# The binary as a user runs it: the announcement, the README's calls, a clean
# end.
set -euo pipefail

readonly sim=testing/simulators/hirewire-sim
ready="$(mktemp)"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# Starts the simulator with the given flags and waits for its announcement.
start() {
  : >"${ready}"
  "${sim}" "$@" >"${ready}" &
  pid=$!
  while [[ ! -s "${ready}" ]]; do
    kill -0 "${pid}" || fail "it ended before it was ready"
  done
}

word() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "${ready}"; }

stop() {
  kill -TERM "${pid}"
  wait "${pid}" || fail "no clean end: $?"
}

start --vendor=greenhouse --candidates=50
token="$(curl -sS -u "$(word client_id):$(word client_secret)" \
  -d grant_type=client_credentials "$(word token_url)" |
  sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')"
[[ -n "${token}" ]] || fail "no token"
curl -sS -D - -H "Authorization: Bearer ${token}" \
  "$(word base_url)/candidates?per_page=2" >"${ready}.page"
grep -q '^Link: <http://127.0.0.1:' "${ready}.page" || fail "no Link"
grep -q '"email_addresses"' "${ready}.page" || fail "no rows"
curl -sS "$(word admin_url)/faults" -d '{"next":"server_error"}' >/dev/null
code="$(curl -sS -o /dev/null -w '%{http_code}' "$(word base_url)/jobs")"
[[ "${code}" == 500 ]] || fail "no injected 500 but ${code}"
curl -sS "$(word admin_url)/stats" | grep -q '"token_calls":1' || fail "stats"
stop

start --vendor=lever --candidates=50
curl -sS -u "$(word api_key):" "$(word base_url)/stages" |
  grep -q '"lead-new"' || fail "no stages of lever"
stop

start --vendor=teamtailor --candidates=50
curl -sS -H "Authorization: Token token=$(word api_key)" \
  -H "X-Api-Version: 20240904" \
  "$(word base_url)/candidates?page%5Bsize%5D=1" >"${ready}.page"
grep -q "\"next\":\"$(word base_url)/candidates?" "${ready}.page" || fail "no next"
stop

start --replay=testing/replay/testdata/lever_small
curl -sS "$(word base_url)/v1/stages" | grep -q lead-new || fail "no stages"
stop

"${sim}" --vendor=nobody 2>/dev/null && fail "took an unknown vendor"
"${sim}" --fault_kinds=gremlins 2>/dev/null && fail "took an unknown fault"
exit 0
