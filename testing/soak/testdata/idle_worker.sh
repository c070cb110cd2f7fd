#!/bin/sh
# A worker that does nothing, whatever its flags; with --ends it ends at once,
# with --fails it fails when it is told to end.
for flag in "$@"; do
  case $flag in
    --ends) exit 0 ;;
    --fails) fails=1 ;;
  esac
done
trap 'exit ${fails:-0}' TERM
echo "leased 1" >"${2#--notes=}"
while :; do sleep 0.05; done
