"""A brief as JSON, with its schema, and back again without loss.

The shape is that of `sceptic.render.wire`; docs/reference/formats.md describes it field by field.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from typing import Any

import msgspec

from sceptic.domain.brief import BRIEF_FORMAT_VERSION, Brief
from sceptic.errors import FileFormatError, UnsourcedStatementError
from sceptic.render.wire import BriefWire, brief_value, brief_wire

_HINT = "expected a file written by `sceptic ask --format json`"
SCHEMA_ID = f"urn:sceptic:brief:{BRIEF_FORMAT_VERSION}"


def as_json(brief: Brief) -> bytes:
    """UTF-8, stable key order, two blanks of indent, a newline at the end.

    Raises:
        FileFormatError: a text of the brief holds half of a surrogate pair.

    """
    try:
        plain = msgspec.json.encode(_builtins(brief))
    except UnicodeEncodeError as error:
        raise FileFormatError("a text of the brief is not valid Unicode") from error
    return msgspec.json.format(plain, indent=2) + b"\n"


def brief_from_json(data: bytes) -> Brief:
    """The brief in a file written by `as_json`; nothing is guessed and nothing dropped.

    Raises:
        UnsourcedStatementError: a statement has no source, or a source lacks what identifies it.
        FileFormatError: not JSON, not a brief, of another format version, with values or fields
            we do not know, or a file that contradicts itself.

    """
    given = _parsed(data)
    try:
        brief = brief_value(msgspec.convert(given, BriefWire))
    except msgspec.ValidationError as error:
        if "`sources`" in str(error):
            raise UnsourcedStatementError(f"a statement without a source: {error}") from error
        raise FileFormatError(f"not a brief we can read: {error}", hint=_HINT) from error
    except ValueError as error:
        raise FileFormatError(f"not a brief we can read: {error}", hint=_HINT) from error
    if path := _not_kept(given, _builtins(brief)):
        raise FileFormatError(
            f"unknown or contradictory value at {path} of the brief",
            hint="the file was changed by hand, or written by another version of sceptic",
        )
    return brief


def content_id(brief: Brief) -> str:
    """``sha256:`` and the hash of the brief's JSON without ``id``.

    The hash is taken over Python's ``json.dumps(content, sort_keys=True, ensure_ascii=False,
    separators=(",", ":"))`` in UTF-8, so that anyone can take it again from the file.
    """
    return hash_of(_builtins(brief))


def hash_of(shape: dict[str, Any]) -> str:
    """The id of a value in its published shape: over everything but its ``id``."""
    content = {key: value for key, value in shape.items() if key != "id"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def with_id(brief: Brief) -> Brief:
    """The brief under the hash of its content."""
    return dataclasses.replace(brief, id=content_id(brief))


def is_intact(brief: Brief) -> bool:
    """The brief still is what its id was given to."""
    return brief.id == content_id(brief)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `as_json` writes and `brief_from_json` reads."""
    (ref,), definitions = msgspec.json.schema_components([BriefWire], ref_template="#/$defs/{name}")
    named = {_published(name): _tidied(d) for name, d in definitions.items()}
    named["Brief"]["properties"]["format_version"] = {"const": BRIEF_FORMAT_VERSION}
    named["Brief"]["properties"]["id"]["pattern"] = "^(sha256:[0-9a-f]{64})?$"
    named["Statement"]["properties"]["sources"]["minItems"] = 1
    named["Statement"]["properties"]["text"]["pattern"] = r"\S"
    named["Source"]["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"required": sorted(needed), "properties": needed},
        }
        for kind, needed in _NEEDED_BY_SOURCE.items()
    ]
    named["Evidence"]["if"] = {"properties": {"counted": {"const": True}}}
    named["Evidence"]["then"] = {
        "properties": {"weight": {"exclusiveMinimum": 0}, "why_not": {"const": ""}}
    }
    named["Evidence"]["else"] = {
        "properties": {"weight": {"const": 0}, "why_not": {"minLength": 1}}
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A brief written by sceptic",
        "$ref": f"#/$defs/{_published(ref['$ref'].rsplit('/', 1)[1])}",
        "$defs": dict(sorted(named.items())),
    }


_DESIGN_RULE = re.compile(r" \(DESIGN [^)]*\)")
"""Points into the design notes, which readers of the schema do not have."""
_FILLED: dict[str, Any] = {"type": "string", "minLength": 1}
_NEEDED_BY_SOURCE: dict[str, dict[str, Any]] = {
    "record": {"record_id": _FILLED},
    "fact": {"table": _FILLED, "version": _FILLED, "address": _FILLED},
    "count": {"query": _FILLED, "count": {"type": "integer"}, "date": {"type": "string"}},
    "user": {"quote": _FILLED},
    "correction": {"by": _FILLED, "quote": _FILLED, "date": {"type": "string"}},
}


def _published(name: str) -> str:
    return name.removesuffix("Wire")


def _tidied(definition: dict[str, Any]) -> dict[str, Any]:
    """One definition with our names, one-line descriptions and no room for unknown fields."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: walk(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [walk(item) for item in value]
        if isinstance(value, str) and value.startswith("#/$defs/"):
            return _published(value)
        return value

    tidy: dict[str, Any] = walk(definition)
    tidy["title"] = _published(tidy["title"])
    if "description" in tidy:
        words = " ".join(tidy["description"].split()).replace("``", "`")
        tidy["description"] = _DESIGN_RULE.sub("", words)
    if tidy.get("type") == "object":
        tidy["additionalProperties"] = False
    return tidy


def _builtins(brief: Brief) -> dict[str, Any]:
    """The published shape in dicts and lists; a source shows only the fields it fills."""
    shape: dict[str, Any] = msgspec.to_builtins(brief_wire(brief))
    statements = [shape["headline"]]
    statements += [s for section in shape["sections"] for s in section["statements"]]
    for statement in statements:
        statement["sources"] = [
            {key: value for key, value in source.items() if value not in (None, "")}
            for source in statement["sources"]
        ]
    for evidence in shape["evidence"]:
        for name in ("corrections", "votes"):
            if not evidence[name]:
                del evidence[name]
    for name in ("measured", "trials_by_year"):
        if not shape["attention"][name]:
            del shape["attention"][name]
    _without_empty(shape["method"])
    return shape


def _without_empty(method: dict[str, Any]) -> None:
    """What only a live source, a list, a person or a reader fills, where there is none."""
    for name in ("searches", "lists", "corrections", "rephrased", "readers"):
        if not method[name]:
            del method[name]
    if not method["library"]["is_live"]:
        del method["library"]["is_live"]


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        given = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileFormatError(f"not JSON: {error}", hint=_HINT) from error
    if not isinstance(given, dict) or "format_version" not in given:
        raise FileFormatError("this JSON is not a brief: it has no format_version", hint=_HINT)
    if given["format_version"] != BRIEF_FORMAT_VERSION:
        raise FileFormatError(
            f"the brief has format version {given['format_version']!r}, "
            f"this sceptic reads version {BRIEF_FORMAT_VERSION}",
            hint="ask the question again, or use the version of sceptic that wrote the file",
        )
    return given


def _not_kept(given: Any, kept: Any, path: str = "") -> str:
    """Path of the first value of a file that the brief read from it does not hold, or ``""``."""
    if isinstance(given, dict) and isinstance(kept, dict):
        for key, value in given.items():
            if key not in kept and value in (None, ""):
                continue
            inner = f"{path}.{key}".lstrip(".")
            if key not in kept:
                return inner
            if found := _not_kept(value, kept[key], inner):
                return found
        return ""
    if isinstance(given, list) and isinstance(kept, list | tuple) and len(given) == len(kept):
        for index, (value, other) in enumerate(zip(given, kept, strict=True)):
            if found := _not_kept(value, other, f"{path}[{index}]"):
                return found
        return ""
    return "" if given == kept else path
