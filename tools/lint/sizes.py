#!/usr/bin/env python3
"""The shape of the files: small ones, with few exceptions and no giants."""

import os
import statistics
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "architecture"))
import sources  # pylint: disable=wrong-import-position

LONGEST = 500  # Lines of any source file.
ORDINARY = 300  # Lines of at least 90 % of the .cc files.
MEDIAN = 130  # Lines of a .cc file, at most.
README = 40


def lines(path):
    return sources.text(path).count("\n")


def script(path):
    return path.startswith(("tools/", ".ci/")) and "." not in \
        os.path.basename(path)


def check():
    findings = []
    for path in sources.files():
        if path.endswith((".cc", ".h", ".py", ".sh", ".bzl")) or script(path):
            if lines(path) > LONGEST:
                findings.append(f"{path}: {lines(path)} lines, at most "
                                f"{LONGEST}")
    lengths = {path: lines(path) for path in sources.files(".cc")}
    ordinary = [n for n in lengths.values() if n < ORDINARY]
    if len(ordinary) < 0.9 * len(lengths):
        findings.append(f"only {len(ordinary)} of {len(lengths)} .cc files are "
                        f"under {ORDINARY} lines")
    median = statistics.median(lengths.values())
    if median > MEDIAN:
        findings.append(f"the median .cc file has {median} lines, at most "
                        f"{MEDIAN}")
    return findings


if __name__ == "__main__":
    sys.exit(sources.report(check()))
