"""RIS as programs write it: authors, PMIDs, pages, flags of screening, faults with their record."""

from __future__ import annotations

import pytest

from sceptic.domain.record import IMPORTED, NoticeKind, PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.ris import looks_like_ris, records_from_ris

SAMPLE = """Provider: a library that is not there

1.
TY  - JOUR
ID  - 4711
A1  - Roe, Jane Mary
AU  - Benson, DM, Jr
AU  - The Drop Group
T1  - Drops against hair loss: a trial that
nobody ran
JO  - Journal of Nothing
JA  - J Nothing
Y1  - 2009/10/03/
VL  - 3
IS  - 2
SP  - 234
EP  - 239
SN  - 0000-0019
N2  - BACKGROUND: Nobody knows. RESULTS: Nothing (P<0.001).
KW  - drops
KW  - Alopecia
LA  - eng
M3  - Journal Article; Randomized Controlled Trial
DO  - https://doi.org/10.1234/abc
AN  - 99900001
DB  - MEDLINE
C2  - PMC7654321
N1  - ASReview_relevant
N1  - Retracted: J Nothing. 2010 (PMID 99900002)
ER  -

TY  - CHAP
TI  - A chapter
T2  - A book
A2  - Editor, Ann
PY  - 2011
ER  -
"""


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(records_from_ris(SAMPLE.encode()))


def one(text: str) -> Record:
    (record,) = records_from_ris(f"TY  - JOUR\nTI  - Drops\n{text}\nER  - \n".encode())
    return record


def test_an_article(records: list[Record]) -> None:
    record = records[0]
    assert (record.id, record.pmid, record.in_pubmed) == ("pmid:99900001", 99900001, None)
    assert (record.status, record.owner, record.is_imported) == (IMPORTED, "RIS", True)
    assert record.title == "Drops against hair loss: a trial that nobody ran"
    assert [a.cited for a in record.authors] == ["Roe JM", "Benson DM", "The Drop Group"]
    assert (record.authors[1].suffix, record.authors[0].fore) == ("Jr", "Jane Mary")
    assert (record.journal, record.journal_abbreviation) == ("Journal of Nothing", "J Nothing")
    assert record.print_date == PartialDate(2009, 10, 3)
    assert (record.volume, record.issue, record.pages) == ("3", "2", "234-239")
    assert [p.label for p in record.abstract] == ["BACKGROUND", "RESULTS"]
    assert record.abstract[1].text == "Nothing (P<0.001)."
    assert (record.doi, record.pmcid) == ("10.1234/abc", "PMC7654321")
    assert record.publication_types == ("Journal Article", "Randomized Controlled Trial")


def test_notes_are_warnings_or_stay_notes(records: list[Record]) -> None:
    (notice,) = records[0].notices
    assert (notice.kind, notice.pmid, notice.citation) == (
        NoticeKind.RETRACTION_IN,
        99900002,
        "J Nothing. 2010",
    )
    assert records[0].general_notes == ("ASReview_relevant",)


def test_a_chapter(records: list[Record]) -> None:
    chapter = records[1]
    assert (chapter.book_title, chapter.journal) == ("A book", "")
    assert [e.cited for e in chapter.editors] == ["Editor A"]
    assert chapter.id.startswith("ref:")


@pytest.mark.parametrize(
    ("line", "pmid"),
    [
        ("AN  - 99900001", 99900001),
        ("AN  - 99900001\nDB  - Embase", None),
        ("AN  - PMID: 99900001\nDB  - Embase", 99900001),
        ("AN  - L631234567", None),
        ("ID  - pmid99900001", 99900001),
        ("ID  - 17", None),
        ("C7  - 104321\nDB  - PubMed", None),
        ("C7  - PMID 99900001", 99900001),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/99900001/", 99900001),
        ("UR  - https://www.ncbi.nlm.nih.gov/pubmed/99900001", 99900001),
        ("N1  - PMID: 99900001", 99900001),
    ],
)
def test_where_a_pmid_stands(line: str, pmid: int | None) -> None:
    assert one(line).pmid == pmid


def test_ids_of_records_without_a_pmid() -> None:
    assert one("DO  - 10.1234/ABC").id == "doi:10.1234/abc"
    assert one("DO  - 10.1234/ABC").doi == "10.1234/ABC"
    assert one("C2  - PMC12").id == "pmcid:PMC12"
    assert one("PY  - 2001").id == one("PY  - 2001\nVL  - 3").id != one("PY  - 2002").id


def test_other_encodings_and_line_ends() -> None:
    text = "TY  - JOUR\r\nTI  - Müller’s drops\r\nER  - \r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        (record,) = records_from_ris(text.encode(encoding))
        assert record.title == "Müller’s drops"


def test_told_by_its_content() -> None:
    assert looks_like_ris(SAMPLE.encode())
    assert looks_like_ris(b"\xef\xbb\xbfTY  - JOUR")
    assert not looks_like_ris(b"PMID- 1\nTY  - x")
    assert not looks_like_ris(b"TYPE of things")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("TY  - JOUR\nTI  - a\nER  - \nTY  - JOUR\nTI  - b", "record 2: the file is cut off"),
        ("TY  - JOUR\nTI  - a\nTY  - JOUR\nTI  - b\nER  - ", "record 1: it has no end"),
        ("TI  - a\nER  - ", "record 1: its first line is no TY line"),
        ("TY  - JOUR\nER  - ", "record 1: neither a title nor an identifier"),
        ("nothing", "no record"),
    ],
)
def test_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(FileFormatError, match=says):
        list(records_from_ris(text.encode()))
