#!/usr/bin/env python3
"""What serves every vendor names none: a vendor is data.

Looks at the code and its strings; a comment may take a vendor as its example.
"""

import os
import re
import sys

import sources

NEUTRAL = ("connectors/api/", "connectors/traffic/", "connectors/engine/",
           "services/")

# Vendors that are not there yet: their words must not come before them.
OTHERS = ["bamboohr", "bullhorn", "icims", "jobvite", "personio",
          "recruitee", "smartrecruiters", "teamtailor", "workable", "workday"]


def vendors():
    root = "connectors/vendors"
    return sorted(entry.name for entry in os.scandir(root) if entry.is_dir())


def check():
    # Without word boundaries: kGreenhouse and lever_token count. "Leverage"
    # does not.
    names = re.compile("|".join(vendors() + OTHERS).replace(
        "lever", r"lever(?!ag)"), re.IGNORECASE)
    findings = []
    for path in sources.files(".cc", ".h"):
        if not path.startswith(NEUTRAL) or sources.is_test(path):
            continue
        for number, line in enumerate(sources.text(path).splitlines(), 1):
            match = names.search(re.sub(r"(^|\s)//.*", "", line))
            if match:
                findings.append(f"{path}:{number}: names {match.group()}: say "
                                "it in the manifest")
    return findings


if __name__ == "__main__":
    sys.exit(sources.report(check()))
