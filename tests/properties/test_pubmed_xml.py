"""Any record that can be read from PubMed's XML is the same when it is written and read again."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sceptic.domain.record import (
    AbstractPart,
    Author,
    Chemical,
    Databank,
    Grant,
    Keyword,
    MeshHeading,
    Notice,
    NoticeKind,
    PartialDate,
    Pmid,
    Record,
    Reference,
)
from sceptic.render.pubmed_xml import as_pubmed_xml
from sceptic.sources.dates import date_from_text
from sceptic.sources.medline import records_from_xml

_LEGAL = st.characters(codec="utf-8", min_codepoint=32, exclude_characters="\ufffe\uffff")


def _as_read(text: str) -> str:
    """What the reader makes of layout: runs of blanks are one, none at the ends."""
    return re.sub(r"[ \t\r\n]{2,}|[\t\r\n]", " ", text).strip()


texts = st.text(_LEGAL | st.sampled_from(' \t\n\r<&>"'), max_size=10).map(_as_read)
said = texts.filter(bool)
words = st.from_regex(r"[A-Za-z][A-Za-z0-9 .&<>'-]{0,10}[a-z]", fullmatch=True).map(_as_read)
numbers = st.integers(1, 99_999_999).map(Pmid)
years = st.integers(1500, 2199)
plain_dates = st.builds(
    lambda y, m, d: PartialDate(y, m, d if m else None),
    years, st.none() | st.integers(1, 12), st.none() | st.integers(1, 28),
)  # fmt: skip
worded_dates = st.builds(
    "{} {}".format,
    years,
    st.sampled_from(("Spring", "Nov-Dec", "Jan 15-31", "1st Quarter", "Feb 30")),
).map(date_from_text)
dates = plain_dates | worded_dates.filter(bool)
authors = st.builds(
    Author, last=said, fore=texts, initials=texts, suffix=texts,
    orcid=st.sampled_from(("", "0000-0002-1825-0097")),
    affiliations=st.lists(texts, max_size=2).map(tuple), valid=st.booleans(),
    equal_contribution=st.booleans(),
    identifiers=st.lists(st.tuples(st.just("GRID"), texts), max_size=1).map(tuple),
)  # fmt: skip
headings = st.builds(
    MeshHeading, descriptor=words.filter(lambda w: "/" not in w and w[0] != "*"), ui=words,
    major=st.booleans(),
    qualifiers=st.lists(st.tuples(texts, st.booleans()), max_size=2).map(tuple),
)  # fmt: skip
notices = st.builds(
    Notice, kind=st.sampled_from([k for k in NoticeKind if k is not NoticeKind.OTHER]),
    pmid=st.none() | numbers, citation=texts, note=texts,
)  # fmt: skip


def _several(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=2).map(tuple)


records = st.builds(
    Record,
    id=st.just(""),
    pmid=numbers,
    in_pubmed=st.just(True),
    title=texts,
    version=st.integers(1, 9),
    status=st.sampled_from(("", "MEDLINE", "Publisher")),
    owner=texts,
    title_vernacular=texts,
    abstract=_several(st.builds(AbstractPart, text=said, label=texts, category=texts)),
    copyright=texts,
    authors=_several(authors | st.builds(Author, collective=said)),
    authors_complete=st.booleans(),
    investigators=_several(authors),
    journal=texts,
    journal_abbreviation=said,
    nlm_id=texts,
    issn=said,
    country=texts,
    volume=texts,
    issue=texts,
    pages=texts,
    languages=_several(said),
    publication_types=_several(said),
    publication_status=texts,
    publication_model=texts,
    mesh=_several(headings),
    keywords=_several(st.builds(Keyword, text=said, major=st.booleans(), owner=texts)),
    chemicals=_several(st.builds(Chemical, name=texts, registry_number=texts, ui=texts)),
    gene_symbols=_several(said),
    grants=_several(st.builds(Grant, id=texts, acronym=texts, agency=texts, country=texts)),
    databanks=_several(st.builds(Databank, name=texts, accessions=_several(texts))),
    notices=_several(notices),
    references=_several(
        st.builds(Reference, citation=texts, pmid=st.none() | numbers, doi=texts, pmcid=texts)
    ),
    conflict_of_interest=texts,
    subsets=_several(said),
    print_date=st.none() | dates,
    electronic_date=st.none() | dates,
    completed_date=st.none() | plain_dates,
    revised_date=st.none() | plain_dates,
    history=_several(st.tuples(st.sampled_from(("pubmed", "received", "medline")), plain_dates)),
    space_flight_missions=_several(said),
    general_notes=_several(texts),
    number_of_references=texts,
)


@settings(max_examples=20, deadline=None)
@given(records)
def test_every_field_of_any_record_comes_back(record: Record) -> None:
    record = replace(record, id=f"pmid:{record.pmid}")
    (found,) = records_from_xml(as_pubmed_xml([record]).encode())
    assert found == record


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_well_formed_xml(title: str, identifier: str) -> None:
    record = Record(
        id="pmid:1", pmid=Pmid(1), title=title, nlm_id=title, mesh=(MeshHeading(title, identifier),)
    )
    root = etree.fromstring(as_pubmed_xml([record]).encode("utf-8", "replace"))
    assert root.find(".//PMID") is not None
