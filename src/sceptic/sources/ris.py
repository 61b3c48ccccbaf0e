"""RIS -> ``Record``: what Zotero, EndNote, Rayyan, Covidence, ASReview and Ovid write.

The file is cut into records here, so that a fault is told with its number; rispy reads each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sceptic.domain.record import Record
from sceptic.errors import FileFormatError
from sceptic.sources.reference import (
    Reference,
    date_written,
    numbered_records,
    person_inverted,
    pmid_in_field,
    text_from,
)

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$)")
_START = re.compile(rb"(?:.{0,200}\n){0,5}?TY {1,2}- ?[A-Z]")
_MEDLINE = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_LISTS = ("A1", "A2", "A3", "A4", "AU", "KW", "N1", "UR", "LA", "M3", "DO", "ID", "AN", "C7")
_BOOKS = ("CHAP", "ECHAP")


def looks_like_ris(start: bytes) -> bool:
    """Whether a ``TY  -`` line stands at the start, behind at most a few lines of a header."""
    return _START.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def records_from_ris(data: bytes) -> Iterator[Record]:
    """Records in file order.

    Raises:
        FileFormatError: a record without its end, a field outside a record, nothing to cite.

    """
    yield from numbered_records(_blocks(text_from(data)), _reference)


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each record. Between records a program may number them or name itself."""
    block: list[str] = []
    number = 0
    for line in text.split("\n"):
        found = _TAG.match(line)
        if found and found[1] == "TY":
            if block:
                raise FileFormatError(f"record {number}: it has no end, an ER line")
            number += 1
        elif not block and found and not line.startswith("ER"):
            raise FileFormatError(f"record {number + 1}: its first line is no TY line")
        if not block and not (found and found[1] == "TY"):
            continue
        block.append(f"{found[1]}  - {found[2] or ''}" if found else line)
        if found and found[1] == "ER":
            yield block
            block = []
    if block:
        raise FileFormatError(f"record {number}: the file is cut off within it")


def _reference(block: object) -> Reference:
    import rispy  # noqa: PLC0415 - only those who import RIS wait for it

    assert isinstance(block, list)
    parser = rispy.RisParser(
        list_tags=list(_LISTS),
        mapping={tag: tag for tag in rispy.config.TAG_KEY_MAPPING},
        delimiter_tags_mapping={},
    )
    try:
        (read,) = parser.parse_lines(iter(block))
    except (rispy.parser.ParseError, ValueError) as error:
        raise FileFormatError("it cannot be read as RIS") from error
    return _from_tags(read)


def _from_tags(tags: dict[str, Any]) -> Reference:
    def one(*names: str) -> str:
        for name in names:
            value = tags.get(name, "")
            text = " ".join(value) if isinstance(value, list) else value
            if text.strip():
                return str(text).strip()
        return ""

    def several(*names: str) -> tuple[str, ...]:
        return tuple(text for name in names for text in tags.get(name, ()) if text)

    is_part = one("TY") in _BOOKS
    host = one("T2", "JF", "JO", "BT")
    first, last = one("SP"), one("EP")
    return Reference(
        format="RIS",
        title=one("TI", "T1", "CT"),
        own_id=one("ID"),
        pmid=_pmid(tags, several),
        doi=next(iter(several("DO")), ""),
        pmcid=one("C2") if one("C2").upper().startswith("PMC") else "",
        title_vernacular=one("TT"),
        book_title=host if is_part else "",
        journal="" if is_part else host or one("J2", "JA"),
        journal_abbreviation=one("J2", "JA"),
        authors=tuple(map(person_inverted, several("A1", "AU"))),
        editors=tuple(map(person_inverted, several("A2", "ED"))) if is_part else (),
        date=_date(one),
        volume=one("VL"),
        issue=one("IS"),
        pages=f"{first}-{last}" if last and last != first and "-" not in first else first,
        issn=one("SN"),
        publisher=one("PB"),
        publisher_place=one("CY"),
        edition=one("ET"),
        abstract=one("AB", "N2"),
        keywords=several("KW"),
        languages=several("LA"),
        types=tuple(t for line in several("M3") for t in line.split("; ") if t),
        notes=several("N1"),
        addresses=several("UR"),
    )


def _date(one: Any) -> Any:
    """``DA`` where it names the year of ``PY``, else the year."""
    day, year = date_written(one("DA")), date_written(one("PY", "Y1"))
    return day if day and (year is None or (day.year == year.year and not year.month)) else year


def _pmid(tags: dict[str, Any], several: Any) -> str:
    """``AN`` is a PMID unless another database is named; ``ID`` and ``C7`` if they say so.

    EndNote keeps article numbers in ``C7``, and everybody their own number in ``ID``.
    """
    source = f"{tags.get('DB', '')} {tags.get('DP', '')}".strip()
    is_medline = not source or _MEDLINE.search(source)
    for number in several("AN"):
        if is_medline or "pmid" in number.lower():
            return pmid_in_field(number)
    for text in several("ID", "C7"):
        if text.lower().startswith("pmid"):
            return pmid_in_field(text)
    return ""
