"""CSL-JSON -> ``Record``: what Zotero, Pandoc and Crossref write (csl-data 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sceptic.domain.record import Author, PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.dates import date_from_text, date_of
from sceptic.sources.reference import Reference, date_written, numbered_records, person, text_from

_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?: [^<>]*)?>")
_RICH = frozenset({"title", "container-title", "container-title-short", "abstract"})
"""Fields with markup; a DOI may hold ``<i>`` of its own."""
_PARTS = ("chapter", "entry", "entry-encyclopedia", "paper-conference")


def records_from_csl(data: bytes) -> Iterator[Record]:
    """Records in file order: of a list of items, of ``{"items": [...]}`` or of one item.

    Raises:
        FileFormatError: no JSON, an item that is none, nothing to cite.

    """
    try:
        read = msgspec.json.decode(text_from(data))
    except msgspec.MsgspecError as error:
        raise FileFormatError(f"broken JSON: {error}") from error
    if isinstance(read, dict):
        read = read["items"] if isinstance(read.get("items"), list) else [read]
    yield from numbered_records(read, _reference)


def _reference(item: object) -> Reference:
    if not isinstance(item, dict):
        raise FileFormatError("it is no CSL item")
    is_part = _text(item, "type") in _PARTS
    host, note = _text(item, "container-title"), _text(item, "note")
    return Reference(
        format="CSL-JSON",
        title=_text(item, "title"),
        own_id=_text(item, "id"),
        pmid=_text(item, "PMID") or _own_pmid(item),
        doi=_text(item, "DOI"),
        pmcid=_text(item, "PMCID") or _said(note, "PMCID"),
        book_title=host if is_part else "",
        journal="" if is_part else host,
        journal_abbreviation=_text(item, "container-title-short")
        or _text(item, "journalAbbreviation"),
        authors=_names(item, "author"),
        editors=_names(item, "editor"),
        date=_date(item.get("issued")),
        volume=_text(item, "volume"),
        issue=_text(item, "issue"),
        pages=_text(item, "page").replace("\N{EN DASH}", "-"),
        issn=_text(item, "ISSN"),
        publisher=_text(item, "publisher"),
        publisher_place=_text(item, "publisher-place"),
        edition=_text(item, "edition"),
        abstract=_text(item, "abstract"),
        keywords=_keywords(_text(item, "keyword")),
        languages=tuple(filter(None, [_text(item, "language")])),
        notes=(note,) if note else (),
        addresses=tuple(filter(None, [_text(item, "URL")])),
    )


def _keywords(text: str) -> tuple[str, ...]:
    """Between semicolons, as this program writes them, or else between commas."""
    return tuple(k for k in re.split(r";\s+|\n" if "; " in text else r",\s+|\n", text) if k)


def _text(item: dict[str, Any], name: str) -> str:
    """A value as text, numbers too, which some programs write; without markup where CSL has it."""
    value = item.get(name)
    if isinstance(value, str):
        return (_MARKUP.sub("", value) if name in _RICH else value).strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _own_pmid(item: dict[str, Any]) -> str:
    """``pmid:1``, by which this program names its items."""
    name = _text(item, "id")
    return name if name.startswith("pmid:") else ""


def _said(note: str, what: str) -> str:
    """``PMCID: PMC1`` of a note, where Zotero keeps what it has no field for."""
    found = re.search(rf"\b{what}: ?(\S+)", note)
    return found[1] if found else ""


def _names(item: dict[str, Any], role: str) -> tuple[Author, ...]:
    listed = item.get(role) or []
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise FileFormatError(f"{role} is no list of names")
    return tuple(_name(one) for one in listed)


def _name(name: dict[str, Any]) -> Author:
    if literal := _text(name, "literal"):
        return Author(collective=literal)
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(filter(None, (_text(name, part) for part in parts)))
    return person(family, _text(name, "given"), _text(name, "suffix"))


def _date(issued: object) -> PartialDate | None:
    if not isinstance(issued, dict):
        return date_written(issued) if isinstance(issued, str) else None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        written = [str(part) for part in parts[0] if part not in (None, "")]
        return date_of(*written[:3]) if written else None
    text = _text(issued, "raw") or _text(issued, "literal")
    return (date_written(text) or date_from_text(text)) if text else None
