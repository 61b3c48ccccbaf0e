"""Whatever a record holds: its export, read and exported again, is the same text."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sceptic.domain.record import (
    AbstractPart,
    Author,
    Keyword,
    MeshHeading,
    Notice,
    NoticeKind,
    PartialDate,
    Pmid,
    Record,
)
from sceptic.errors import FileFormatError
from sceptic.render.records import as_bibtex, as_csl_json, as_csv, as_ris
from sceptic.sources.bibtex import records_from_bibtex
from sceptic.sources.csl import records_from_csl
from sceptic.sources.record_lines import records_from_lines
from sceptic.sources.record_table import records_from_table
from sceptic.sources.ris import records_from_ris

Write = Callable[[Sequence[Record]], str]
Read = Callable[[bytes], Iterator[Record]]

FORMS: dict[str, tuple[Write, Read]] = {
    "ris": (as_ris, records_from_ris),
    "csl": (as_csl_json, records_from_csl),
    "bibtex": (as_bibtex, records_from_bibtex),
    "csv": (as_csv, records_from_table),
}
_SIGNS = "&%#_${}~^-'`\"=+@;:,.()[]<>/|!?*±µßéÅøλ≥–’"
texts = st.text(
    st.characters(min_codepoint=97, max_codepoint=122) | st.sampled_from(_SIGNS) | st.just(" "),
    max_size=20,
).map(lambda text: " ".join(f"W {text} w".split()))
names = st.from_regex(r"(?:[A-Z][a-zéü]{2,8})(?:[-' ][A-Z][a-z]{2,6})?", fullmatch=True)
given_names = st.from_regex(r"[A-Z][a-z]{2,6}(?: [A-Z])?|[A-Z]{1,3}", fullmatch=True)
groups = st.from_regex(r"The [A-Z][a-z]{2,6} (?:Study )?Group", fullmatch=True)
words = st.from_regex(r"[A-Za-z][a-z0-9-]{1,8}[a-z0-9]", fullmatch=True)
authors = st.builds(Author, last=names, fore=given_names, suffix=st.sampled_from(("", "Jr"))) | (
    st.builds(Author, collective=groups)
)
notices = st.builds(
    Notice,
    kind=st.sampled_from(list(NoticeKind)),
    pmid=st.integers(1, 99_999_999).map(Pmid),
    citation=st.just("") | words.map(lambda word: f"{word}. 2001;3(2):1-4"),
)
dates = st.builds(
    lambda y, m, d: PartialDate(y, m, d if m else None),
    st.integers(1500, 2199), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28),
)  # fmt: skip
types = st.sampled_from(
    ("Journal Article", "Retracted Publication", "Preprint", "Published Erratum", "Review")
)


def several(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=3, unique=True).map(tuple)


records = st.builds(
    Record,
    id=st.just(""),
    title=texts,
    pmid=st.integers(1, 99_999_999).map(Pmid),
    doi=st.just("") | words.map(lambda word: f"10.1234/{word}_a(1);2<b>"),
    pmcid=st.just("") | st.integers(1, 9999).map(lambda number: f"PMC{number}"),
    abstract=several(st.builds(AbstractPart, text=texts, label=st.sampled_from(("", "METHODS")))),
    authors=several(authors),
    journal=texts,
    journal_abbreviation=texts,
    issn=st.sampled_from(("", "0000-0019")),
    volume=words,
    issue=words,
    pages=st.sampled_from(("", "1", "234-9", "S12-S19", "e1392", "pii: E1392")),
    languages=st.sampled_from(((), ("eng",))),
    mesh=several(st.builds(MeshHeading, descriptor=words)),
    keywords=several(st.builds(Keyword, text=words)),
    publication_types=several(types),
    notices=several(notices),
    print_date=st.none() | dates,
)


def _named(record: Record) -> Record:
    return replace(record, id=f"pmid:{record.pmid}")


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None)
@given(record=records)
def test_what_a_format_carries_comes_back(form: str, record: Record) -> None:
    write, read = FORMS[form]
    record = _named(record)
    text = write([record])
    (again,) = read(text.encode())
    assert write([again]) == text
    assert (again.id, again.pmid, again.doi) == (record.id, record.pmid, record.doi)
    assert again.is_notice == record.is_notice
    assert again.is_preprint == record.is_preprint


@settings(max_examples=15, deadline=None)
@given(record=records)
def test_lines_carry_everything(record: Record) -> None:
    named = _named(record)
    assert list(records_from_lines(msgspec.json.encode(named))) == [named]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None)
@given(record=records, cut=st.floats(0, 1), put=st.sampled_from(("", "{", '"', "\n", "ER  - ")))
def test_a_damaged_export_is_read_or_refused(
    form: str, record: Record, cut: float, put: str
) -> None:
    write, read = FORMS[form]
    text = write([_named(record)] * 2)
    at = int(len(text) * cut)
    assume(at > 0)
    for damaged in (text[:at], text[:at] + put + text[at:]):
        with contextlib.suppress(FileFormatError):
            list(read(damaged.encode()))
