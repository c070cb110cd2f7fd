"""Reads what protoc makes of .proto files, comments included.

protoc writes a FileDescriptorSet; this reads the few fields of it that lint
needs straight from the wire, so that Python needs no package of protobuf's.

    files = descriptors.compile_protos("proto", ["hirewire/v1/job.proto"])
    files[0].messages[0].fields[0].comment
"""

import dataclasses
import os
import subprocess
import tempfile

LABEL_REPEATED = 3
TYPE_STRING = 9
TYPE_MESSAGE = 11
TYPE_ENUM = 14

# The number of (hirewire.v1.personal) in google.protobuf.FieldOptions.
PERSONAL = 50001


@dataclasses.dataclass
class Field:
    name: str
    number: int
    repeated: bool
    type: int
    type_name: str
    personal: bool
    comment: str


@dataclasses.dataclass
class Message:
    name: str  # Full, with a leading dot: ".hirewire.v1.Job".
    fields: list
    reserved: list  # Numbers.
    comment: str


@dataclasses.dataclass
class Enum:
    name: str
    values: list  # Pairs of name and comment.
    comment: str


@dataclasses.dataclass
class Method:
    name: str
    request: str
    response: str
    comment: str


@dataclasses.dataclass
class Service:
    name: str
    methods: list
    comment: str


@dataclasses.dataclass
class File:
    name: str
    messages: list
    enums: list
    services: list
    oneofs: list  # Pairs of full name and comment.
    comment: str  # The one above the package.


def compile_protos(root, names, include="/usr/include"):
    """The files of `names`, in that order; protoc's complaint on failure."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "set")
        subprocess.run(
            ["protoc", "-I", root, "-I", include, "--include_source_info",
             "--descriptor_set_out=" + out] + list(names),
            check=True)
        with open(out, "rb") as stream:
            content = stream.read()
    return [_file(file) for file in _fields(content).get(1, [])]


def _varint(content, at):
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _fields(content):
    """A message's values by field number, in order."""
    fields = {}
    at = 0
    while at < len(content):
        tag, at = _varint(content, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(content, at)
        elif kind == 2:
            size, at = _varint(content, at)
            value, at = content[at:at + size], at + size
        else:
            size = {1: 8, 5: 4}[kind]
            value, at = content[at:at + size], at + size
        fields.setdefault(tag >> 3, []).append(value)
    return fields


def _text(fields, number):
    return fields.get(number, [b""])[-1].decode()


def _number(fields, number):
    return fields.get(number, [0])[-1]


def _comments(info):
    """Leading comments by path, as SourceCodeInfo.Location has it."""
    comments = {}
    for location in _fields(info).get(1, []):
        fields = _fields(location)
        packed, at, path = fields.get(1, [b""])[-1], 0, []
        while at < len(packed):
            step, at = _varint(packed, at)
            path.append(step)
        if 3 in fields:
            comments[tuple(path)] = _text(fields, 3).strip()
    return comments


def _file(content):
    fields = _fields(content)
    comments = _comments(fields.get(9, [b""])[-1])
    scope = "." + _text(fields, 2)
    file = File(_text(fields, 1), [], [], [], [], comments.get((2,), ""))
    for i, message in enumerate(fields.get(4, [])):
        _message(file, message, scope, (4, i), comments)
    for i, enum in enumerate(fields.get(5, [])):
        file.enums.append(_enum(enum, scope, (5, i), comments))
    for i, service in enumerate(fields.get(6, [])):
        file.services.append(_service(service, scope, (6, i), comments))
    return file


def _message(file, content, scope, path, comments):
    fields = _fields(content)
    if _number(_fields(fields.get(7, [b""])[-1]), 7):
        return  # The entry of a map: protoc made it, nobody wrote it.
    name = scope + "." + _text(fields, 1)
    message = Message(name, [], [], comments.get(path, ""))
    for i, field in enumerate(fields.get(2, [])):
        message.fields.append(
            _field(field, comments.get(path + (2, i), "")))
    for reserved in map(_fields, fields.get(9, [])):
        message.reserved += range(_number(reserved, 1), _number(reserved, 2))
    file.messages.append(message)
    optional = {_number(field, 9) for field in map(_fields, fields.get(2, []))
                if _number(field, 17)}
    for i, oneof in enumerate(fields.get(8, [])):
        if i not in optional:  # `optional` makes a oneof that nobody wrote.
            file.oneofs.append((name + "." + _text(_fields(oneof), 1),
                                comments.get(path + (8, i), "")))
    for i, nested in enumerate(fields.get(3, [])):
        _message(file, nested, name, path + (3, i), comments)
    for i, enum in enumerate(fields.get(4, [])):
        file.enums.append(_enum(enum, name, path + (4, i), comments))


def _field(content, comment):
    fields = _fields(content)
    options = _fields(fields.get(8, [b""])[-1])
    return Field(
        name=_text(fields, 1), number=_number(fields, 3),
        repeated=_number(fields, 4) == LABEL_REPEATED, type=_number(fields, 5),
        type_name=_text(fields, 6), personal=bool(_number(options, PERSONAL)),
        comment=comment)


def _enum(content, scope, path, comments):
    fields = _fields(content)
    values = [(_text(_fields(value), 1), comments.get(path + (2, i), ""))
              for i, value in enumerate(fields.get(2, []))]
    return Enum(scope + "." + _text(fields, 1), values, comments.get(path, ""))


def _service(content, scope, path, comments):
    fields = _fields(content)
    service = Service(scope + "." + _text(fields, 1), [],
                      comments.get(path, ""))
    for i, method in enumerate(fields.get(2, [])):
        method = _fields(method)
        service.methods.append(
            Method(_text(method, 1), _text(method, 2), _text(method, 3),
                   comments.get(path + (2, i), "")))
    return service
