#!/usr/bin/env python3
"""Counts tests from what Bazel itself reports.

    bazel test --build_event_json_file=events.json //...
    tools/summary/summary.py events.json

Reads Bazel's stream of build events: every test target that was asked for is
there, also when it could not be built. Names the targets that did not pass and
the test cases that were skipped, and ends with one line such as

    214 passed, 0 failed
    213 passed, 0 failed, 1 skipped

A target whose every case was skipped counts as skipped. What did not get as far
as a verdict (no build, no time, interrupted) counts as failed, and so does a
run without any test. The exit code is 0 only if nothing failed.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree

PASSED = ("PASSED", "FLAKY")


class Target:
    """What became of one test target."""

    def __init__(self):
        self.verdict = "FAILED_TO_BUILD"
        self.logs = []  # Paths of test.xml.


def read_targets(lines):
    """Label to Target, of each test in a stream of build events."""
    targets = {}
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue  # The last line, when Bazel was killed.
        kind = event.get("id", {})
        if "targetConfigured" in kind:
            if event.get("configured", {}).get("testSize"):
                label = kind["targetConfigured"]["label"]
                targets.setdefault(label, Target())
        elif "testResult" in kind:
            target = targets.setdefault(kind["testResult"]["label"], Target())
            outputs = event.get("testResult", {}).get("testActionOutput", [])
            target.logs += [urllib.parse.urlparse(output["uri"]).path
                            for output in outputs
                            if output.get("name") == "test.xml"
                            and "uri" in output]
        elif "testSummary" in kind:
            target = targets.setdefault(kind["testSummary"]["label"], Target())
            target.verdict = event.get("testSummary", {}).get(
                "overallStatus", "NO_STATUS")
    return targets


def read_cases(path):
    """The names of a test.xml's skipped cases, and how many others ran."""
    try:
        root = xml.etree.ElementTree.parse(path).getroot()
    except (OSError, xml.etree.ElementTree.ParseError):
        return [], 1  # A test that writes none is one case, and it ran.
    skipped, ran = [], 0
    for case in root.iter("testcase"):
        name = f"{case.get('classname', '')}.{case.get('name', '')}"
        if case.get("result") == "skipped" or case.find("skipped") is not None:
            skipped.append(name.lstrip("."))
        elif case.get("status") != "notrun":
            ran += 1
    return skipped, ran


def summarize(targets):
    """Lines to print, the last of them the count; and whether all is well."""
    lines = []
    passed = failed = all_skipped = 0
    for label, target in sorted(targets.items()):
        if target.verdict not in PASSED:
            failed += 1
            lines.append(f"{target.verdict}: {label}")
            continue
        skipped, ran = [], 0
        for log in target.logs:
            of_log, ran_of_log = read_cases(log)
            skipped += of_log
            ran += ran_of_log
        lines += [f"skipped: {label} {name}" for name in skipped]
        if skipped and not ran:
            all_skipped += 1
        else:
            passed += 1
    if not targets:
        failed = 1
        lines.append("NO TESTS: Bazel ran none")
    count = f"{passed} passed, {failed} failed"
    if all_skipped:
        count += f", {all_skipped} skipped"
    return lines + [count], failed == 0


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as events:
            targets = read_targets(events)
    except OSError:
        targets = {}
    lines, good = summarize(targets)
    print("\n".join(lines))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
