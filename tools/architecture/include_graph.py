#!/usr/bin/env python3
"""The folders' include graph: arrows run down, never round, as in the picture.

    tools/architecture/include_graph.py            # checks
    tools/architecture/include_graph.py --update   # redraws the picture

The picture, docs/architecture.graph.txt, has a line `folder -> folder` for each
pair of folders of which the first includes a header of the second. A new arrow
shows in review as a new line of it. docs/architecture.md says what the floors
are for. Tests must keep to the floors too, but are not drawn: the test of a
lower folder may use a fake of a higher one on the same floor.
"""

import os
import sys

import sources

PICTURE = "docs/architecture.graph.txt"

# From the bottom up; the longest prefix that fits counts.
FLOORS = {
    "proto": 0,
    "base": 1,
    "auth": 2,
    "connectors/api": 3,
    "connectors/traffic": 4,
    "connectors/engine": 5,
    "connectors/vendors": 6,
    "connectors/catalog": 7,
    "services": 8,
    "services/edge": 9,
    "services/server": 9,
    "testing": 10,
    "tools": 10,
}

# Generated headers, by the root under which they are included.
GENERATED = {"hirewire/": "proto/"}


def within(folder, prefix):
    return folder == prefix or folder.startswith(prefix + "/")


def floor(folder):
    """The floor's number; None for a folder that stands on none."""
    fitting = [prefix for prefix in FLOORS if within(folder, prefix)]
    return FLOORS[max(fitting, key=len)] if fitting else None


def forbidden(source, target):
    """Why the arrow may not be; None if it may."""
    if floor(source) is None:
        return f"{source} stands on no floor"
    if floor(source) < floor(target):
        return "runs upwards"
    if (floor(source) == FLOORS["services"]
            and within(target, "connectors")
            and not within(target, "connectors/api")):
        return "services see no more of the connectors than connectors/api"
    return None


def header_folder(include):
    """The header's folder; None for a library's header."""
    for root, place in GENERATED.items():
        if include.startswith(root):
            return os.path.dirname(place + include)
    folder = os.path.dirname(include)
    return folder if floor(folder) is not None else None


def read_arrows(tests):
    """(source, target) -> the first include that draws it.

    `tests`: of the *_test.cc files, or of all others.
    """
    arrows = {}
    for path in sources.files(".cc", ".h"):
        if path.endswith("_test.cc") != tests:
            continue
        source = os.path.dirname(path)
        for number, kind, include in sources.includes(path):
            target = header_folder(include)
            if kind == '"' and target not in (source, None):
                arrows.setdefault((source, target),
                                  f"{path}:{number}: {include}")
    return arrows


def find_cycle(arrows):
    """Folders that include each other in a ring; [] if there is none."""
    targets = {}
    for source, target in sorted(arrows):
        targets.setdefault(source, []).append(target)
    done = set()

    def walk(folder, trail):
        if folder in trail:
            return trail[trail.index(folder):] + [folder]
        if folder in done:
            return []
        for target in targets.get(folder, []):
            cycle = walk(target, trail + [folder])
            if cycle:
                return cycle
        done.add(folder)
        return []

    for folder in sorted(targets):
        cycle = walk(folder, [])
        if cycle:
            return cycle
    return []


def draw(arrows):
    return "".join(f"{source} -> {target}\n"
                   for source, target in sorted(arrows))


def check(arrows, test_arrows, picture):
    findings = []
    for (source, target), where in [*sorted(arrows.items()),
                                    *sorted(test_arrows.items())]:
        reason = forbidden(source, target)
        if reason:
            findings.append(f"{where}: {source} -> {target}: {reason}")
    cycle = find_cycle(arrows)
    if cycle:
        findings.append("cycle: " + " -> ".join(cycle))
    drawn, pictured = set(draw(arrows).splitlines()), set(picture.splitlines())
    findings += [f"not in {PICTURE}: {line}" for line in
                 sorted(drawn - pictured)]
    findings += [f"only in {PICTURE}: {line}" for line in
                 sorted(pictured - drawn)]
    if drawn != pictured:
        findings.append("If the arrows are meant: "
                        "tools/architecture/include_graph.py --update")
    return findings


def main():
    arrows = read_arrows(tests=False)
    if "--update" in sys.argv[1:]:
        with open(PICTURE, "w", encoding="utf-8") as stream:
            stream.write(draw(arrows))
    picture = sources.text(PICTURE) if os.path.exists(PICTURE) else ""
    sys.exit(sources.report(check(
        arrows, read_arrows(tests=True), picture)))


if __name__ == "__main__":
    main()
