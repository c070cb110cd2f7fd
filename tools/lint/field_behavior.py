#!/usr/bin/env python3
"""Checks what buf cannot: the habits of proto/hirewire/v1.

* Everything has a comment; a field's begins with its behaviour; an RPC's ends
  with its errors, which exist.
* Every request and response of CatalogService has the same fields under the
  same numbers: the engine writes answers from the descriptors alone.
* An enum of vendors' words has an _OTHER, and each field of it a sibling
  <field>_source that keeps the vendor's word.
* Fields that by their name hold personal data say so.

Usage: tools/lint/field_behavior.py [import root, default: proto]
Prints one line per finding; ends with 1 if there is any.
"""

import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import descriptors  # pylint: disable=wrong-import-position

BEHAVIOURS = ("Required.", "Optional.", "Output only.", "Immutable.",
              "Input only.", "Identifier.")

TIME = ".google.protobuf.Timestamp"
MASK = ".google.protobuf.FieldMask"
ISSUE = ".hirewire.v1.RecordIssue"

LIST_REQUEST = {1: ("connection_id", ""), 2: ("page_size", ""),
                3: ("page_token", ""), 4: ("read_mask", MASK),
                5: ("include_raw", "")}
GET_REQUEST = {1: ("connection_id", ""), 2: ("id", ""),
               4: ("read_mask", MASK), 5: ("include_raw", "")}
# Filters that most lists have; others begin at 14.
TIME_FILTERS = {10: ("created_after", TIME), 11: ("created_before", TIME),
                12: ("updated_after", TIME), 13: ("updated_before", TIME)}
# Fields that most records have; others begin at 6 and leave out 15.
RECORD = {1: ("id", ""), 2: ("create_time", TIME), 3: ("update_time", TIME),
          4: ("url", ""), 5: ("custom_fields", ".hirewire.v1.CustomField"),
          15: ("raw_json", "")}

PERSONAL = re.compile(
    r"(full|given|family|preferred|file|referrer)_name|headline|e?mails?|"
    r"other_emails|email_(from|to|cc)|phones?|addresses|links|photo_url|"
    r"education|employment|answers?|interviewers|sections|recommendation|"
    r"summary|.*_note|note|subject|body|gender|race|veteran_status|"
    r"disability_status|salary|api_key|client_secret|raw_json|.*_json|"
    r"json_value|string_value")


class Lint:
    """The rules, and what they found."""

    def __init__(self, files):
        self.files = files
        self.findings = []
        self.messages = {m.name: m for f in files for m in f.messages}
        self.enums = {e.name: e for f in files for e in f.enums}

    def run(self):
        reasons = self.enums.get(".hirewire.v1.ErrorReason")
        self.reasons = {value.replace("ERROR_REASON_", "", 1)
                        for value, _ in reasons.values} if reasons else set()
        for file in self.files:
            self.comments(file)
            for message in file.messages:
                self.personal(message)
            for service in file.services:
                for method in service.methods:
                    self.errors(service, method)
                if service.name.endswith(".CatalogService"):
                    self.catalog(service)
        return self.findings

    def find(self, name, what):
        self.findings.append(f"{name.lstrip('.')}: {what}")

    def comments(self, file):
        named = [(file.name, file.comment)] + file.oneofs
        for message in file.messages:
            named.append((message.name, message.comment))
            for field in message.fields:
                name = f"{message.name}.{field.name}"
                if not field.comment.startswith(BEHAVIOURS):
                    self.find(name, "the comment must begin with one of "
                              + " ".join(BEHAVIOURS))
        for enum in file.enums:
            named.append((enum.name, enum.comment))
            named += [(f"{enum.name}.{value}", text)
                      for value, text in enum.values]
        for service in file.services:
            named.append((service.name, service.comment))
        for name, comment in named:
            if not comment:
                self.find(name, "has no comment")

    def personal(self, message):
        for field in message.fields:
            if PERSONAL.fullmatch(field.name) and not field.personal:
                self.find(f"{message.name}.{field.name}",
                          "holds personal data: (hirewire.v1.personal) = true")

    def errors(self, service, method):
        name = f"{service.name}.{method.name}"
        last = " ".join(method.comment.split("\n\n")[-1].split())
        if not last.startswith("Errors: "):
            self.find(name, "the comment must end with a paragraph `Errors: `")
            return
        if last == "Errors: none of its own.":
            return
        for reason in last[len("Errors: "):].rstrip(".").split(", "):
            if reason not in self.reasons:
                self.find(name, f"{reason} is no ErrorReason")

    def catalog(self, service):
        for method in service.methods:
            request = self.messages[method.request]
            response = self.messages[method.response]
            if method.name.startswith("List"):
                self.list_request(request)
                self.shape(response, {
                    1: (_snake(method.name[len("List"):]), None),
                    2: ("next_page_token", ""), 3: ("issues", ISSUE)})
                self.record(response.fields[0].type_name)
            else:
                self.shape(request, GET_REQUEST, reserved=[3])
                self.shape(response, {
                    1: (_snake(method.name[len("Get"):]), None),
                    3: ("issues", ISSUE)}, reserved=[2])

    def list_request(self, request):
        self.shape(request, LIST_REQUEST, TIME_FILTERS, reserved=range(6, 10),
                   others=range(14, 1000))
        for field in request.fields:
            if field.repeated:
                self.find(f"{request.name}.{field.name}",
                          "a filter must not repeat")

    def shape(self, message, fixed, usual=None, reserved=(), others=()):
        """Numbers of `fixed` must be so; those of `usual` so or unused."""
        known = {**(usual or {}), **fixed}
        names = {name: number for number, (name, _) in known.items()}
        for field in message.fields:
            name = f"{message.name}.{field.name}"
            if field.number in known:
                want, kind = known[field.number]
                if field.name != want or kind not in (None, field.type_name):
                    self.find(name, f"{field.number} is the number of {want}")
            elif field.name in names:
                self.find(name, f"must have the number {names[field.name]}")
            elif field.number not in others:
                self.find(name, f"must not have the number {field.number}")
        there = {field.number for field in message.fields}
        for number in sorted(set(fixed) - there):
            self.find(message.name, f"lacks {fixed[number][0]} = {number}")
        for number in sorted(set(reserved) - set(message.reserved)):
            self.find(message.name, f"must reserve {number}")

    def record(self, name):
        message = self.messages[name]
        fixed = {number: RECORD[number] for number in (1, 15)}
        self.shape(message, fixed, RECORD,
                   others=[n for n in range(6, 1000) if n != 15])
        self.vendor_words(message, set())

    def vendor_words(self, message, seen):
        """Follows a record into all messages it holds."""
        if message.name in seen:
            return
        seen.add(message.name)
        fields = {field.name: field for field in message.fields}
        for field in message.fields:
            name = f"{message.name}.{field.name}"
            if field.type == descriptors.TYPE_MESSAGE:
                if field.type_name in self.messages:
                    self.vendor_words(self.messages[field.type_name], seen)
            elif field.type == descriptors.TYPE_ENUM:
                enum = self.enums[field.type_name]
                if not any(v.endswith("_OTHER") for v, _ in enum.values):
                    self.find(enum.name, f"needs an _OTHER, because of {name}")
                sibling = fields.get(field.name + "_source")
                if not sibling or sibling.type != descriptors.TYPE_STRING:
                    self.find(name, f"needs a string {field.name}_source")
                elif sibling.personal != field.personal:
                    self.find(name, "and its source must both be personal")


def _snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def check(root):
    """The findings on root/hirewire/v1, one line each."""
    names = sorted(os.path.relpath(path, root) for path in
                   glob.glob(os.path.join(root, "hirewire/v1/*.proto")))
    if not names:
        return [f"{root}/hirewire/v1: no .proto files"]
    return Lint(descriptors.compile_protos(root, names)).run()


def main():
    findings = check(sys.argv[1] if len(sys.argv) > 1 else "proto")
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
