#!/usr/bin/env bash
# The rules are sound, and the protos keep them.
set -euo pipefail
python3 tools/lint/field_behavior_test.py
python3 tools/lint/field_behavior.py proto
