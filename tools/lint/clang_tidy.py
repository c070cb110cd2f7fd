#!/usr/bin/env python3
"""Runs clang-tidy on C++ files, with the flags that Bazel compiles them with.

    tools/lint/clang_tidy.py base/http/url.cc connectors/engine/judge.h
    tools/lint/clang_tidy.py --all

A header is looked at through the .cc file of the same name, or its test. Files
that no target compiles are named. The flags come from `bazel aquery`, so
nothing is built; generated headers must be there (tools/test makes them).

Stops after HIREWIRE_TIDY_SECONDS (900) and then says how many files it did not
reach: exit code 77, "skipped". 1 if there are findings.
"""

import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "architecture"))
import sources  # pylint: disable=wrong-import-position

TIDY = "clang-tidy-19"
SKIPPED = 77

# Flags of layering_check and of outputs, which clang-tidy has no use for.
_DROP = re.compile(r"-fmodule|-Xclang-.*module|-Wprivate-header|-frandom-seed"
                   r"|-MD$|-fcolor-diagnostics|-DBAZEL_CURRENT_REPOSITORY")
_DROP_WITH_VALUE = ("-MF", "-o", "-c")


def translation_units(paths):
    """The .cc files that show what is in `paths`, in order, each once."""
    there = set(sources.files(".cc"))
    units = []
    for path in paths:
        stem = os.path.splitext(path)[0]
        for candidate in (stem + ".cc", stem + "_test.cc"):
            if path.endswith((".cc", ".h")) and candidate in there:
                if candidate not in units:
                    units.append(candidate)
                break
    return units


def arguments_of(action):
    """The compiler's command, without what is of Bazel only."""
    kept, words = [], iter(action["arguments"])
    for word in words:
        if word in _DROP_WITH_VALUE:
            next(words)
        elif word == "-Xclang":
            following = next(words)
            if not _DROP.match("-Xclang" + following):
                kept += [word, following]
        elif not _DROP.match(word):
            kept.append(word)
    return kept


def compile_database(units):
    """Entries for those of `units` that a target compiles."""
    inputs = "|".join(re.escape(unit) for unit in units)
    query = f"inputs('^({inputs})$', mnemonic('CppCompile', //...))"
    answer = subprocess.run(
        ["bazel", "aquery", "--output=jsonproto", "--noshow_progress",
         "--ui_event_filters=-info,-debug,-warning", query],
        check=True, capture_output=True, text=True)
    entries = {}
    for action in json.loads(answer.stdout).get("actions", []):
        words = action["arguments"]
        file = words[words.index("-c") + 1] if "-c" in words else ""
        if file in units:
            entries[file] = {"directory": os.getcwd(), "file": file,
                             "arguments": arguments_of(action) + ["-c", file]}
    return entries


def tidy(folder, unit):
    """What clang-tidy says of one file; empty if nothing."""
    run = subprocess.run([TIDY, "--quiet", "-p", folder, unit],
                         capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return ""
    return (run.stdout or run.stderr).replace(os.getcwd() + "/", "")


def tidy_all(entries, seconds):
    """Prints findings as they come. Whether there are any, and how many files
    were not reached in time."""
    found, late, end = False, 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "compile_commands.json"), "w",
                  encoding="utf-8") as stream:
            json.dump(list(entries.values()), stream)

        def run(unit):
            return tidy(folder, unit) if time.monotonic() < end else None

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for result in pool.map(run, entries):
                if result is None:
                    late += 1
                elif result:
                    found = True
                    print(result, flush=True)
    return found, late


def main():
    paths = sys.argv[1:]
    if paths == ["--all"]:
        paths = sources.files(".cc")
    units = translation_units(paths)
    if not units:
        return 0
    try:
        entries = compile_database(units)
    except subprocess.CalledProcessError as error:
        print(error.stderr)
        return 1
    orphans = [f"{unit}: no target compiles it"
               for unit in units if unit not in entries]
    found, late = tidy_all(
        entries, float(os.environ.get("HIREWIRE_TIDY_SECONDS", "900")))
    if sources.report(orphans) or found:
        return 1
    if late:
        print(f"{late} of {len(units)} files were not reached in time: see "
              "HIREWIRE_TIDY_SECONDS")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
