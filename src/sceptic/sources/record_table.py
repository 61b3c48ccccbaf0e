"""CSV -> ``Record``: the tables that this program and PubMed itself write.

Columns are known by their heading, in any order and case; what a heading does not name is left.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sceptic.domain.record import Author, Record
from sceptic.errors import FileFormatError
from sceptic.sources.reference import (
    Reference,
    date_written,
    numbered,
    person_cited,
    record_of,
    text_from,
)

_COLUMNS = {
    "id": "id",
    "pmid": "pmid",
    "doi": "doi",
    "pmcid": "pmcid",
    "year": "year",
    "publication year": "year",
    "date": "date",
    "title": "title",
    "authors": "authors",
    "journal": "journal",
    "journal/book": "journal",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "publication_types": "types",
    "headings": "headings",
    "keywords": "keywords",
    "language": "languages",
    "abstract": "abstract",
    "notes": "notes",
    "address": "address",
}
_FORMULA = re.compile(r"'(?=[=+\-@\t])")
_LONGEST_CELL = 4 << 20


def looks_like_table(start: bytes) -> bool:
    """Whether the first line heads columns for a title and for a PMID or DOI."""
    line = start.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0][:4096].decode("latin-1")
    names = {name.strip(' "\r').lower() for name in line.split(",")}
    return "title" in names and not names.isdisjoint({"pmid", "doi"})


def records_from_table(data: bytes) -> Iterator[Record]:
    """Records in file order.

    Raises:
        FileFormatError: a row with more or fewer cells than the heading, nothing to cite.

    """
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text_from(data), newline=""), strict=True)
    number = 0
    try:
        heading = next(rows, [])
        names = [_COLUMNS.get(name.strip().lower(), "") for name in heading]
        for row in rows:
            if not row:
                continue
            number += 1
            with numbered(number):
                if len(row) != len(heading):
                    raise FileFormatError(f"{len(row)} cells, but the heading has {len(heading)}")
                yield record_of(_reference(dict(zip(names, map(_text, row), strict=True))))
    except csv.Error as error:
        raise FileFormatError(f"record {number + 1}: broken CSV: {error}") from error
    if not number:
        raise FileFormatError("the file holds no record")


def _text(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    return _FORMULA.sub("", cell, count=1) if cell.startswith("'") else cell


def _reference(cells: dict[str, str]) -> Reference:
    def one(name: str) -> str:
        return cells.get(name, "").strip()

    def several(name: str) -> tuple[str, ...]:
        return tuple(part for part in one(name).split("; ") if part)

    return Reference(
        format="CSV",
        title=one("title"),
        own_id=one("id"),
        pmid=one("pmid"),
        doi=one("doi"),
        pmcid=one("pmcid"),
        journal=one("journal"),
        authors=_authors(one("authors")),
        date=date_written(one("date")) or date_written(one("year")),
        volume=one("volume"),
        issue=one("issue"),
        pages=one("pages"),
        abstract=one("abstract"),
        headings=several("headings"),
        keywords=several("keywords"),
        languages=several("languages"),
        types=several("types"),
        notes=tuple(filter(None, [one("notes")])),
        addresses=tuple(filter(None, [one("address")])),
    )


def _authors(cell: str) -> tuple[Author, ...]:
    """``Kadry R; Smith J``, or PubMed's ``Kadry R, Smith J.``"""
    is_pubmed = cell.endswith(".") and "; " not in cell
    parts = cell.removesuffix(".").split(", ") if is_pubmed else cell.split("; ")
    return tuple(person_cited(name.strip()) for name in parts if name.strip())
