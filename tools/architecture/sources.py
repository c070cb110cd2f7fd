"""The files of the workspace, as the checks see them."""

import os
import re
import subprocess

# What marks a file as a test's, beside its place: fakes and fixtures too.
_TEST = re.compile(r"_test\.|_testing\.h$|_fixture\.h$"
                   r"|(^|/)(fake|test|capturing)_[^/]*$|/testdata/")
_BESIDE = ("testing/", "tools/")
_INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def files(*endings):
    """Paths of the tracked and the new files, sorted; ignored ones are not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted({path for path in listed
                   if path.endswith(endings or "") and os.path.isfile(path)})


def is_test(path):
    """Whether the file serves tests only, by its name or place."""
    return path.startswith(_BESIDE) or bool(_TEST.search(path))


def text(path):
    """The whole file; bytes that are no UTF-8 become replacement marks."""
    with open(path, encoding="utf-8", errors="replace") as stream:
        return stream.read()


def includes(path):
    """(line number, `<` or `"`, what) of each #include."""
    found = []
    for number, line in enumerate(text(path).splitlines(), 1):
        match = _INCLUDE.match(line)
        if match:
            found.append((number, match.group(1), match.group(2)))
    return found


def code_lines(path):
    """(line number, line) without // comments and the insides of strings."""
    lines = []
    for number, line in enumerate(text(path).splitlines(), 1):
        line = re.sub(r'"(\\.|[^"\\])*"', '""', line)
        lines.append((number, line.split("//", 1)[0]))
    return lines


def report(findings):
    """Prints the findings; returns the exit code of a check."""
    for finding in findings:
        print(finding)
    return 1 if findings else 0
