#!/usr/bin/env python3
"""Keeps the README's table of vendors and entities true to the manifests.

  tools/lint/vendor_table.py            # fails where the table is out of date
  tools/lint/vendor_table.py --update   # writes it anew
"""

import pathlib
import re
import sys

BEGIN = "<!-- vendors: made by tools/lint/vendor_table.py -->"
END = "<!-- /vendors -->"


def blocks(text):
    """The fields of a textproto message: (name, body) of each block in it."""
    found, depth, start, name = [], 0, 0, ""
    # Braces inside strings and comments are none.
    bare = re.sub(r"""("|')(\\.|(?!\1)[^\\])*\1|#[^\n]*""",
                  lambda m: "_" * len(m[0]), text)
    for at, char in enumerate(bare):
        if char == "{":
            if depth == 0:
                name = re.search(r"(\w+)\s*$", bare[:at])[1]
                start = at + 1
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                found.append((name, text[start:at]))
    return found


def text_of(body, field):
    """The value of a single text field of a message, or nothing."""
    found = re.search(rf"""^\s*{field}: ("|')(.*)\1""", body, re.M)
    return found[2] if found else ""


def support(entity):
    """What a manifest can do of an entity: "native", "emulated", either of
    them with "list only" or "get only", or "unsupported"."""
    parts = dict(blocks(entity))
    known = [word for word in ("list", "get") if word in parts]
    if not known:
        return "unsupported"
    level = "emulated" if text_of(entity, "rebuilt_from") else "native"
    return level if len(known) == 2 else f"{level}, {known[0]} only"


def read(manifest):
    """The display name of a manifest, and its entities' support."""
    text = manifest.read_text()
    display = re.search(r'^display_name: "(.*)"', text, re.M)[1]
    entities = {}
    for name, body in blocks(text):
        if name == "entities":
            message = re.search(r'message: "(\w+)"', body)[1]
            entities[message] = support(body)
    return display, entities


def catalog(root):
    """The entities in the order of CatalogService."""
    proto = (root / "proto/hirewire/v1/catalog_service.proto").read_text()
    lists = re.findall(r"rpc List(\w+)\(", proto)
    irregular = {"Activities": "Activity"}
    return [irregular.get(name, name[:-1]) for name in lists]


def table(root):
    vendors = [read(path) for path in
               sorted(root.glob("connectors/vendors/*/manifest.textproto"))]
    rows = ["| | " + " | ".join(name for name, _ in vendors) + " |",
            "|---" * (len(vendors) + 1) + "|"]
    for entity in catalog(root):
        cells = [entities.get(entity, "unsupported") for _, entities in vendors]
        rows.append(f"| {entity} | " + " | ".join(cells) + " |")
    return "\n".join([BEGIN, *rows, END])


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    readme = root / "README.md"
    text = readme.read_text()
    wanted = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END),
                    lambda _: table(root), text, flags=re.S)
    if "--update" in sys.argv[1:]:
        readme.write_text(wanted)
        return 0
    if wanted == text and BEGIN in text:
        return 0
    print("README.md: the table of vendors is out of date: "
          "tools/lint/vendor_table.py --update")
    return 1


if __name__ == "__main__":
    sys.exit(main())
