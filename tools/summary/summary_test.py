#!/usr/bin/env python3
"""What summary.py makes of Bazel's events."""

import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import summary  # pylint: disable=wrong-import-position


def configured(label, size="SMALL"):
    event = {"id": {"targetConfigured": {"label": label}}, "configured": {}}
    if size:
        event["configured"]["testSize"] = size
    return json.dumps(event)


def ended(label, status):
    return json.dumps({"id": {"testSummary": {"label": label}},
                       "testSummary": {"overallStatus": status}})


def result(label, path):
    return json.dumps({
        "id": {"testResult": {"label": label}},
        "testResult": {"testActionOutput": [
            {"name": "test.log", "uri": "file:///nowhere"},
            {"name": "test.xml", "uri": "file://" + path}]}})


def run(*lines):
    return summary.summarize(summary.read_targets(lines))


class SummaryTest(unittest.TestCase):

    def test_passed_and_flaky_tests_pass(self):
        self.assertEqual(
            run(configured("//a:t"), configured("//b:t"),
                ended("//a:t", "PASSED"), ended("//b:t", "FLAKY")),
            (["2 passed, 0 failed"], True))

    def test_what_does_not_pass_failed_and_is_named(self):
        for status in ("FAILED", "TIMEOUT", "NO_STATUS", "INCOMPLETE"):
            self.assertEqual(
                run(configured("//a:t"), ended("//a:t", status)),
                ([f"{status}: //a:t", "0 passed, 1 failed"], False))

    def test_a_test_that_was_not_built_failed(self):
        self.assertEqual(
            run(configured("//a:t"), configured("//b:t"),
                ended("//a:t", "PASSED")),
            (["FAILED_TO_BUILD: //b:t", "1 passed, 1 failed"], False))

    def test_other_targets_do_not_count(self):
        self.assertEqual(
            run(configured("//a:lib", size=None), configured("//a:t"),
                ended("//a:t", "PASSED")),
            (["1 passed, 0 failed"], True))

    def test_no_test_at_all_is_a_failure(self):
        lines, good = run()
        self.assertEqual(lines[-1], "0 passed, 1 failed")
        self.assertFalse(good)

    def test_a_cut_off_line_is_passed_over(self):
        self.assertEqual(
            run(configured("//a:t"), ended("//a:t", "PASSED"), '{"id": {"te'),
            (["1 passed, 0 failed"], True))

    def test_skipped_cases_are_named_and_a_test_of_only_those_is_skipped(self):
        skipped = ('<testcase name="Reads" classname="Samples" '
                   'result="skipped"><skipped message="absent"/></testcase>')
        ran = '<testcase name="Runs" classname="Own" status="run"/>'
        with tempfile.TemporaryDirectory() as folder:
            for name, cases in (("all", skipped), ("some", skipped + ran)):
                with open(os.path.join(folder, name), "w",
                          encoding="utf-8") as stream:
                    stream.write(f"<testsuites><testsuite>{cases}</testsuite>"
                                 "</testsuites>")
            self.assertEqual(
                run(configured("//a:all"), configured("//a:some"),
                    result("//a:all", os.path.join(folder, "all")),
                    result("//a:some", os.path.join(folder, "some")),
                    ended("//a:all", "PASSED"), ended("//a:some", "PASSED")),
                (["skipped: //a:all Samples.Reads",
                  "skipped: //a:some Samples.Reads",
                  "1 passed, 0 failed, 1 skipped"], True))

    def test_a_test_without_a_report_of_cases_ran(self):
        self.assertEqual(
            run(configured("//a:t"), result("//a:t", "/nowhere/test.xml"),
                ended("//a:t", "PASSED")),
            (["1 passed, 0 failed"], True))


if __name__ == "__main__":
    unittest.main()
