"""Real records, written out and read by an independent reader each: nothing is lost on the way.

Then by our own readers: what a format can carry is the same when it is written again.

RIS by rispy, BibTeX by pybtex, CSL-JSON by citeproc-py, MEDLINE text by Biopython, CSV by csv.
"""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
import rispy
from Bio import Medline
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pybtex.richtext import Text

from sceptic.domain.record import Record
from sceptic.library.files import items_of
from sceptic.render.records import as_bibtex, as_csl_json, as_csv, as_ris
from sceptic.sources.bibtex import records_from_bibtex
from sceptic.sources.csl import records_from_csl
from sceptic.sources.nbib import as_nbib
from sceptic.sources.record_table import records_from_table
from sceptic.sources.ris import records_from_ris


@pytest.fixture(scope="module")
def records(data_dir: Path) -> list[Record]:
    path = data_dir / "pubmed_xml" / "pubmed_real_0003.xml.gz"
    return [item for item in items_of(path) if isinstance(item, Record)][:400]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_ris(records: list[Record]) -> None:
    for record, read in zip(records, rispy.loads(as_ris(records)), strict=True):
        assert one_line(read["title"]) == one_line(record.title)
        assert len(read.get("authors", ())) == len(record.authors)
        assert read.get("year", "") == str(record.year or "")
        assert read.get("volume", "") == record.volume
        assert read.get("number", "") == record.issue
        assert read.get("doi", "") == record.doi
        assert read["accession_number"] == str(record.pmid)
        whole = " ".join(f"{p.label}: {p.text}" if p.label else p.text for p in record.abstract)
        assert one_line(read.get("abstract", "")) == one_line(whole)


def test_bibtex(records: list[Record]) -> None:
    read = parse_string(as_bibtex(records), "bibtex")
    assert list(read.entries) == [f"pmid{r.pmid}" for r in records]
    for record in records:
        entry = read.entries[f"pmid{record.pmid}"]
        assert plain(str(Text.from_latex(entry.fields["title"]))) == plain(record.title)
        assert entry.fields.get("year", "") == str(record.year or "")
        assert entry.fields.get("volume", "") == record.volume
        assert plain(entry.fields.get("doi", "").replace("\\", "")) == plain(record.doi)
        assert len(entry.persons.get("author", ())) == len(record.authors)
        for person, author in zip(entry.persons.get("author", ()), record.authors, strict=True):
            if not author.collective:
                assert plain(" ".join([*person.prelast_names, *person.last_names])) == plain(
                    author.last
                )


def plain(text: str) -> str:
    """Letters and digits: what is left when TeX's own signs are gone."""
    return re.sub(r"[\W_]+", "", text).lower()


def test_csl_json(records: list[Record]) -> None:
    items = json.loads(as_csl_json(records))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reader does not know every field of CSL 1.0.2
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatters.plain)
        for item in items[:40]:
            bibliography.register(Citation([CitationItem(item["id"])]))
        lines = [str(entry) for entry in bibliography.bibliography()]
    assert len(source) == len(records)
    assert len(lines) == 40
    for record in records:
        read = source[record.id]
        assert plain(str(read.title)) == plain(record.title)
        assert len(read.get("author", ())) == len(record.authors)
    assert all(any(plain(r.title[:30]) in plain(line) for line in lines) for r in records[:40])


def test_medline_text(records: list[Record]) -> None:
    text = "\n".join(as_nbib(record) for record in records)
    parsed: Any = Medline.parse(io.StringIO(text))  # type: ignore[no-untyped-call]
    for record, read in zip(records, parsed, strict=True):
        assert read["PMID"] == str(record.pmid)
        assert one_line(read.get("TI", read.get("BTI", ""))) == one_line(
            record.title or record.book_title
        )
        assert len(read.get("FAU", ())) == sum(not a.collective for a in record.authors)
        assert len(read.get("MH", ())) == len(record.mesh)
        assert read.get("PT", []) == list(record.publication_types)


def test_csv(records: list[Record]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(records), newline="")))
    for record, row in zip(records, rows, strict=True):
        assert row["pmid"] == str(record.pmid)
        assert one_line(row["title"].removeprefix("'")) == one_line(record.title)
        assert row["doi"] == record.doi
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


READERS = {
    "ris": (as_ris, records_from_ris),
    "csl": (as_csl_json, records_from_csl),
    "bibtex": (as_bibtex, records_from_bibtex),
    "csv": (as_csv, records_from_table),
}


@pytest.mark.parametrize("form", READERS)
def test_our_own_readers(records: list[Record], form: str) -> None:
    """Written, read and written again, the text is the same; so are the ids.

    Left out: DOIs that are none, and keywords with commas, which CSL cannot tell from two.
    """
    write, read = READERS[form]
    unlike = [r for r in records if any(set(",;") & set(k.text) for k in r.keywords)]
    given = [r for r in records if r.doi.startswith("10.") and not (form == "csl" and r in unlike)]
    again = list(read(write(given).encode()))
    assert len(given) > 200
    assert [r.id for r in again] == [r.id for r in given]
    differing = [a.id for a, b in zip(given, again, strict=True) if write([a]) != write([b])]
    assert differing == []
    assert [(r.year, r.title.strip()) for r in again] == [(r.year, r.title) for r in given]
