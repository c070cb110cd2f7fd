#!/usr/bin/env python3
"""Nothing is left for later, and nothing of one machine is in the tree."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "architecture"))
import sources  # pylint: disable=wrong-import-position

# Spelled so that this file does not find itself.
LATER = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|\bplacehol[d]er\b"
                   r"|\bnot implem[e]nted\b|\bunimplem[e]nted!")
# A home or a checkout of somebody, a package registry that is not the public
# one of its kind.
MACHINE = re.compile(r"(?<![\w~$}])/(home|root|Users|work|workspace)/\w"
                     r'|"resol[v]ed":|\bartifactory\b|\bnexus\b|//registry\.')

# The word is a vendor's name of a field.
LATER_EXCEPT = {"connectors/vendors/greenhouse/manifest.textproto",
                "testing/simulators/greenhouse/tables_custom_fields.cc"}

# Words of other people, kept as they are.
DATA = ("/testdata/", "LICENSE")


def check():
    findings = []
    for path in sources.files():
        if any(part in path for part in DATA):
            continue
        for number, line in enumerate(sources.text(path).splitlines(), 1):
            for what, pattern in (("left for later", LATER),
                                  ("of one machine", MACHINE)):
                match = pattern.search(line)
                if match and not (pattern is LATER
                                  and path in LATER_EXCEPT):
                    findings.append(
                        f"{path}:{number}: {what}: {match.group().strip()}")
    return findings


if __name__ == "__main__":
    sys.exit(sources.report(check()))
