#!/usr/bin/env python3
"""Every folder with sources says in a short README what lives there."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "architecture"))
import sources  # pylint: disable=wrong-import-position

LONGEST = 40

# Folders whose content is explained by the folder above.
EXPLAINED_ABOVE = ("proto/hirewire", "third_party/", "tools/npm",
                   "tools/new_vendor/template")


def check():
    findings, folders = [], set()
    for path in sources.files():
        folder = os.path.dirname(path)
        if "/testdata" in folder or folder.startswith(EXPLAINED_ABOVE):
            continue
        while folder and not folder.startswith("."):
            folders.add(folder)
            folder = os.path.dirname(folder)
    for folder in sorted(folders):
        readme = f"{folder}/README.md"
        if not os.path.exists(readme):
            findings.append(f"{folder}: has no README.md")
        elif sources.text(readme).count("\n") > LONGEST:
            findings.append(f"{readme}: more than {LONGEST} lines")
    return findings


if __name__ == "__main__":
    sys.exit(sources.report(check()))
