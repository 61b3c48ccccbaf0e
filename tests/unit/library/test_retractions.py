"""A list of retractions beside a library. Every row and record here is made up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sceptic.appraisal.standing import retraction_of
from sceptic.domain.record import NoticeKind, Pmid, Record, Reference, RetractionState
from sceptic.errors import FileFormatError, LibraryDamagedError
from sceptic.library.cited_retractions import retracted_trials_cited
from sceptic.library.memory import MemoryLibrary
from sceptic.library.retractions import FILE, RetractionList, load_retractions
from sceptic.sources.retractions import doi_in, parse_retractions

HEADER = (
    "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason\n"
)
ROWS = (
    '1,"A title, with a comma",11/20/2023 0:00,10.1/n1,9001,10.1000/a;b,c<1>,0,Retraction,x\n',
    "2,B,1/5/2020 0:00,,0,unavailable,101,Retraction,+Falsification of Data;+Ethics;\n",
    "3,B,6/7/2021 0:00,,0,unavailable,101,Reinstatement,+Error by Journal;\n",
    "4,C,2022-03-04,,0,HTTPS://doi.org/10.1000/XYZ,102,Expression of concern,+Concerns;\n",
    "5,D,2/2/2024 0:00,,0,10.1000/d,103,Correction,\n",
    "6,E,2/2/2024 0:00,,0,,0,Retraction,names no article\n",
    "7,F,2/3/2024 0:00,,0,,104,Something new,\n",
    "8,G,5/5/2019 0:00,,0,,105,Retraction,+Data;\n",
)
ROWS_QUOTED = ROWS[0].replace("10.1000/a;b,c<1>", '"10.1000/a;b,c<1>"')
DATA = (HEADER + ROWS_QUOTED + "".join(ROWS[1:])).encode()


@pytest.fixture
def listed(tmp_path: Path) -> RetractionList:
    file = tmp_path / "retraction_watch.csv"
    file.write_bytes(DATA)
    status = load_retractions(file, tmp_path / "library")
    assert (status.notices, status.newest) == (7, "2024-02-03")
    return RetractionList(tmp_path / "library")


def record(pmid: int = 0, doi: str = "", **fields: object) -> Record:
    return Record(
        id=f"pmid:{pmid}" if pmid else f"doi:{doi}",
        title="Zorbium.",
        pmid=Pmid(pmid) if pmid else None,
        doi=doi,
        **fields,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (record(101), RetractionState.REINSTATED),
        (record(102), RetractionState.CONCERN),
        (record(doi="10.1000/xyz"), RetractionState.CONCERN),
        (record(103), RetractionState.CORRECTED),
        (record(104), RetractionState.NONE_KNOWN),
        (record(105), RetractionState.RETRACTED),
        (record(doi="10.1000/a;b,c<1>"), RetractionState.RETRACTED),
        (record(106), RetractionState.NONE_KNOWN),
        (record(doi="10.1000/other"), RetractionState.UNKNOWN),
    ],
)
def test_states(listed: RetractionList, made: Record, state: RetractionState) -> None:
    (noted,) = listed.noted([made])
    assert retraction_of(noted)[0] is state


def test_what_was_not_known_by_the_day_is_left_out(listed: RetractionList) -> None:
    (early,) = listed.noted([record(101)], dt.date(2020, 12, 31))
    assert retraction_of(early) == (RetractionState.RETRACTED, "Falsification of Data; Ethics")
    (earlier,) = listed.noted([record(101)], dt.date(2019, 12, 31))
    assert retraction_of(earlier)[0] is RetractionState.NONE_KNOWN


def test_a_newer_list_takes_the_place_of_the_older(tmp_path: Path) -> None:
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    first.write_bytes(DATA)
    second.write_text(HEADER + ROWS[7], "utf-8")
    load_retractions(first, tmp_path)
    load_retractions(second, tmp_path)
    held = RetractionList(tmp_path)
    assert held.status.notices == 1
    assert held.noted([record(102)]) == (record(102),)


@pytest.mark.parametrize(
    "data",
    [b"", b"a,b\n1,2\n", HEADER.encode() + b"1,A,yesterday,,0,,1,Retraction,\n", b"\x00\xff"],
)
def test_another_file_is_refused_and_the_old_list_stays(tmp_path: Path, data: bytes) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(DATA)
    bad.write_bytes(data)
    load_retractions(good, tmp_path)
    with pytest.raises(FileFormatError):
        load_retractions(bad, tmp_path)
    assert RetractionList(tmp_path).status.notices == 7


def test_a_damaged_list_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database")
    with pytest.raises(LibraryDamagedError, match="retractions"):
        RetractionList(tmp_path)


def test_old_files_in_windows_letters_are_read() -> None:
    text = HEADER + "1,Café,1/1/2020 0:00,,0,,1,Retraction,+Café;\n"
    (one,) = parse_retractions(text.encode("cp1252"))
    assert (one.notice.kind, one.notice.reason) == (NoticeKind.RETRACTION_IN, "Café")


def test_dois() -> None:
    assert doi_in("https://doi.org/10.1000/ABC;1") == "10.1000/abc;1"
    assert doi_in("Unavailable") == ""


class TestCited:
    trial = record(201, publication_types=("Randomized Controlled Trial", "Retracted Publication"))
    essay = record(202, publication_types=("Editorial", "Retracted Publication"))
    sound = record(203, publication_types=("Randomized Controlled Trial",))
    listed_only = record(105, publication_types=("Clinical Trial",))
    review = record(
        300, references=tuple(Reference("r", Pmid(p)) for p in (201, 202, 203, 105, 999))
    )
    other = record(301, references=(Reference("r", Pmid(203)),))

    def library(self) -> MemoryLibrary:
        held = (self.trial, self.essay, self.sound, self.listed_only, self.review, self.other)
        return MemoryLibrary(held, name="made up")

    def test_retracted_trials_are_named_and_nothing_else(self) -> None:
        found = retracted_trials_cited([self.review, self.other], self.library())
        assert found == {"pmid:300": (201,)}

    def test_the_list_adds_what_pubmed_has_not_marked(self, listed: RetractionList) -> None:
        found = retracted_trials_cited([self.review], self.library(), listed)
        assert found == {"pmid:300": (105, 201)}
        early = retracted_trials_cited([self.review], self.library(), listed, dt.date(2018, 1, 1))
        assert early == {"pmid:300": (201,)}

    def test_without_references_nothing_is_searched(self) -> None:
        assert retracted_trials_cited([self.sound], self.library()) == {}
