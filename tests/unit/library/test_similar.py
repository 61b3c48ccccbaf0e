from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sceptic.domain.record import AbstractPart, MeshHeading, Notice, NoticeKind, Pmid, Record
from sceptic.library.citations import PrintedCitation, matches_of
from sceptic.library.collection import DiskLibrary, Library
from sceptic.library.links import cited_by, comments_of, corrections_of
from sceptic.library.memory import MemoryLibrary
from sceptic.library.similar import similar_to
from sceptic.library.writer import LibraryWriter
from tests.eutils_samples import FULL, RECORDS


@pytest.fixture(scope="module", params=["disk", "memory"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Library:
    if request.param == "memory":
        return MemoryLibrary(RECORDS)
    path = tmp_path_factory.mktemp("similar")
    with LibraryWriter(path) as writer:
        for record in RECORDS:
            writer.put(record)
        writer.commit()
    return DiskLibrary.open(path)


def test_records_of_one_topic_are_alike_and_others_are_not(library: Library) -> None:
    found = similar_to(RECORDS[1], library)
    assert {n.record_id for n in found} >= {"pmid:101", "pmid:103"}
    assert "pmid:102" not in {n.record_id for n in found}
    assert "pmid:105" not in {n.record_id for n in found}
    assert [n.score for n in found] == sorted((n.score for n in found), reverse=True)
    assert similar_to(RECORDS[1], library, limit=1) == found[:1]


def test_only_what_was_known_by_then(library: Library) -> None:
    early = similar_to(RECORDS[1], library, until=dt.date(2019, 12, 31))
    assert {n.record_id for n in early} == {"pmid:101", "pmid:110"} & {n.record_id for n in early}
    assert "pmid:103" not in {n.record_id for n in early}


def test_headings_count_and_a_record_from_elsewhere_can_be_asked_for(library: Library) -> None:
    headings = (MeshHeading("Zinc", major=True), MeshHeading('*"*'))
    stranger = Record(id="doi:10.9/x", title="", mesh=headings)
    assert [n.record_id for n in similar_to(stranger, library)] == ["pmid:101"]


def test_a_record_without_words_is_like_none(library: Library) -> None:
    assert similar_to(Record(id="doi:10.9/y", title="of the 12"), library) == ()
    assert similar_to(replace(FULL, title="xyzzy", abstract=(), mesh=()), library) == ()


def test_both_engines_find_the_same(tmp_path: Path) -> None:
    texts = ("zinc cold", "zinc cold copper", "copper hair", "hair zinc lozenge cold cold")
    records = [
        Record(id=f"pmid:{n}", pmid=Pmid(n), title=t, abstract=(AbstractPart(f"{t} {t}."),))
        for n, t in enumerate(texts, 1)
    ]
    with LibraryWriter(tmp_path) as writer:
        for record in records:
            writer.put(record)
        writer.commit()
    with DiskLibrary.open(tmp_path) as disk:
        for record in records:
            assert similar_to(record, disk) == similar_to(record, MemoryLibrary(records))


def test_what_a_record_points_at() -> None:
    assert cited_by(FULL) == (102,)
    assert comments_of(FULL) == (103,)
    assert corrections_of(FULL) == (104,)
    itself = replace(FULL, notices=(Notice(NoticeKind.RETRACTION_IN, Pmid(101)),))
    assert corrections_of(itself) == ()


def test_a_citation_needs_some_part_and_agrees_with_all(library: Library) -> None:
    assert matches_of(PrintedCitation(), library).total == 0
    assert matches_of(
        PrintedCitation("Acta Nihil", "2010", "12", "17", "Young"), library
    ).pmids == (102,)
    assert not matches_of(PrintedCitation("No Such"), library).knows_journal
    many = matches_of(PrintedCitation("J Nothing"), library)
    assert (many.total, len(many.pmids)) == (3, 3)
    assert matches_of(PrintedCitation(year="20x0", author="young"), library).pmids == (102,)
