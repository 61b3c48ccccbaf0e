"""Records of a library for reference managers and spreadsheets: RIS, CSL-JSON, BibTeX, CSV, PMIDs.

What a reader must not miss stands in the notes: that a record is retracted, a notice, a preprint.
MEDLINE text (nbib) is written by ``sources.nbib``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from sceptic.domain.record import Author, PartialDate, Record
from sceptic.render.references import bibtex_escaped, pages_of
from sceptic.render.sources import cleaned
from sceptic.sources import reference_notes

_SMALL_WITHIN = re.compile(r"^[^\W\d_a-z]\S*\s+(?:.*\s)?[a-z]")
"""A small word behind a capital one: BibTeX would take all before it for a "von"."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMULA = ("=", "+", "-", "@", "\t")


def notes_of(record: Record) -> tuple[str, ...]:
    """One line for each notice about the record, for a notice itself, and for a preprint."""
    return tuple(cleaned(note) for note in reference_notes.notes_of(record))


def as_pmids(records: Iterable[Record]) -> str:
    """One PMID a line; a record outside PubMed stands under its own id."""
    return "".join(f"{record.pmid or record.id}\n" for record in records)


# --- RIS ------------------------------------------------------------------------------------------


def as_ris(records: Iterable[Record]) -> str:
    """RIS as Zotero, EndNote, Rayyan, Covidence and ASReview take it; the PMID is ``AN``."""
    return "\n".join(_ris_entry(record) for record in records)


def _ris_entry(record: Record) -> str:
    first, last = pages_of(record.pages)
    date = record.print_date or record.electronic_date
    rows = [
        ("TY", "CHAP" if record.book_title else "JOUR"),
        ("ID", f"pmid{record.pmid}" if record.pmid else record.id),
        *(("AU", _ris_name(author)) for author in record.authors),
        *(("A2", _ris_name(editor)) for editor in record.editors),
        ("TI", record.title),
        ("TT", record.title_vernacular),
        ("T2", record.book_title or record.journal or record.journal_abbreviation),
        ("J2", record.journal_abbreviation),
        ("PY", str(record.year or "")),
        ("DA", f"{date.iso.replace('-', '/')}/" if date and date.day else ""),
        ("VL", record.volume),
        ("IS", record.issue),
        ("SP", first),
        ("EP", last),
        ("PB", record.publisher),
        ("SN", record.issn),
        ("AB", _abstract(record)),
        ("M3", "; ".join(record.publication_types)),
        *(("KW", keyword) for keyword in _keywords(record)),
        *(("LA", language) for language in record.languages),
        ("DO", record.doi),
        ("UR", record.address),
        ("AN", str(record.pmid or "")),
        ("C2", record.pmcid),
        ("DB", "PubMed" if record.pmid else ""),
        *(("N1", note) for note in notes_of(record)),
    ]
    # one value a line: a line break inside a value would begin a tag of its own
    lines = [f"{tag}  - {cleaned(value)}" for tag, value in rows if cleaned(value)]
    return "\n".join([*lines, "ER  - ", ""])


def _ris_name(author: Author) -> str:
    given = author.fore or author.initials
    parts = (author.last, given, author.suffix)
    return author.collective or ", ".join(part for part in parts if part)


def _abstract(record: Record) -> str:
    return " ".join(f"{p.label}: {p.text}" if p.label else p.text for p in record.abstract)


def _keywords(record: Record) -> tuple[str, ...]:
    found = [h.descriptor for h in record.mesh] + [k.text for k in record.keywords]
    return tuple(dict.fromkeys(found))


# --- CSL-JSON -------------------------------------------------------------------------------------


def as_csl_json(records: Iterable[Record]) -> str:
    """CSL-JSON (csl-data 1.0) for Pandoc, Zotero and citeproc."""
    return json.dumps([_csl_item(r) for r in records], ensure_ascii=False, indent=2) + "\n"


def _csl_item(record: Record) -> dict[str, Any]:
    date = record.print_date or record.electronic_date or record.entrez_date
    item: dict[str, Any] = {
        "id": record.id,
        "type": "chapter" if record.book_title else "article-journal",
        "title": cleaned(record.title),
        "author": [_csl_name(author) for author in record.authors],
        "editor": [_csl_name(editor) for editor in record.editors],
        "container-title": cleaned(record.book_title or record.journal),
        "container-title-short": cleaned(record.journal_abbreviation),
        "publisher": cleaned(record.publisher),
        "publisher-place": cleaned(record.publisher_place),
        "issued": {"date-parts": [_date_parts(date)]} if date else None,
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages if pages_of(record.pages)[0] else "",
        "ISSN": record.issn,
        "DOI": record.doi,
        "PMID": str(record.pmid or ""),
        "PMCID": record.pmcid,
        "URL": record.address,
        "language": next(iter(record.languages), ""),
        "abstract": cleaned(_abstract(record)),
        "keyword": "; ".join(_keywords(record)),  # a heading may hold a comma
        "note": "; ".join(notes_of(record)),
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def _csl_name(author: Author) -> dict[str, str]:
    if author.collective:
        return {"literal": author.collective}
    given = author.fore or author.initials
    parts = {"family": author.last, "given": given, "suffix": author.suffix}
    return {name: value for name, value in parts.items() if value}


# --- BibTeX ---------------------------------------------------------------------------------------


def as_bibtex(records: Iterable[Record]) -> str:
    """BibTeX in UTF-8; titles keep their capitals, months are macros, keys are the PMIDs."""
    return "\n".join(_bibtex_entry(record) for record in records)


def _bibtex_entry(record: Record) -> str:
    first, last = pages_of(record.pages)
    month = record.print_date.month if record.print_date else None
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in record.authors),
        "editor": " and ".join(_bibtex_name(editor) for editor in record.editors),
        "title": f"{{{bibtex_escaped(record.title)}}}",
        "journal": bibtex_escaped(record.journal or record.journal_abbreviation),
        "booktitle": bibtex_escaped(record.book_title),
        "publisher": bibtex_escaped(record.publisher),
        "year": str(record.year or ""),
        "volume": bibtex_escaped(record.volume),
        "number": bibtex_escaped(record.issue),
        "pages": f"{first}--{last}" if last else first,
        "issn": bibtex_escaped(record.issn),
        "doi": bibtex_escaped(record.doi),
        "pmid": str(record.pmid or ""),
        "pmcid": bibtex_escaped(record.pmcid),
        "url": record.address.translate({ord("{"): "%7B", ord("}"): "%7D"}),
        "note": bibtex_escaped("; ".join(notes_of(record))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.strip("{}")]
    if month:
        lines.append(f"  month = {_MONTHS[month - 1]},")
    kind = "incollection" if record.book_title else "article"
    return "\n".join([f"@{kind}{{{_bibtex_key(record)},", *lines, "}", ""])


def _bibtex_name(author: Author) -> str:
    if author.collective:
        return f"{{{bibtex_escaped(author.collective)}}}"
    given = author.fore or author.initials
    last, suffix, given = (bibtex_escaped(part) for part in (author.last, author.suffix, given))
    alone = " " in last and not given and not suffix
    if alone or _SMALL_WITHIN.search(author.last) or " and " in f" {last} ":
        last = f"{{{last}}}"
    return ", ".join(part for part in (last, suffix, given) if part)


def _bibtex_key(record: Record) -> str:
    if record.pmid:
        return f"pmid{record.pmid}"
    return "".join(c if c.isascii() and (c.isalnum() or c in ".-/:") else "-" for c in record.id)


# --- CSV ------------------------------------------------------------------------------------------


def as_csv(records: Iterable[Record]) -> str:
    """One row a record, RFC 4180; a cell that a spreadsheet would run begins with ``'``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for record in records:
        writer.writerow([_cell(value) for value in _row(record)])
    return out.getvalue()


_COLUMNS = (
    *("id", "pmid", "doi", "pmcid", "year", "date", "title", "authors", "journal", "volume"),
    *("issue", "pages", "publication_types", "headings", "keywords", "language", "abstract"),
    *("notes", "address"),
)


def _row(record: Record) -> tuple[object, ...]:
    date = record.print_date or record.electronic_date or record.entrez_date
    return (
        *(record.id, record.pmid or "", record.doi, record.pmcid, record.year or ""),
        *(date.iso if date else "", record.title, "; ".join(a.cited for a in record.authors)),
        *(record.journal or record.journal_abbreviation or record.book_title, record.volume),
        *(record.issue, record.pages, "; ".join(record.publication_types)),
        *("; ".join(h.descriptor for h in record.mesh), "; ".join(k.text for k in record.keywords)),
        *("; ".join(record.languages), _abstract(record), "; ".join(notes_of(record))),
        record.address,
    )


def _cell(value: object) -> str:
    text = cleaned(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
