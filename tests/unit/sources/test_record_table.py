"""CSV and JSON lines: our own, PubMed's, and damaged ones."""

from __future__ import annotations

import msgspec
import pytest

from sceptic.domain.record import PartialDate, Pmid, Record
from sceptic.errors import FileFormatError
from sceptic.sources.record_lines import looks_like_lines, records_from_lines
from sceptic.sources.record_table import looks_like_table, records_from_table

PUBMED = (
    "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,"
    'NIHMS ID,DOI\r\n99900001,"Drops, a trial","Roe JM, Müller J Jr.",x,Roe JM,J Nothing,2009,'
    "2009/10/3,PMC12,,10.1234/abc\r\n"
)


def test_pubmeds_own_table() -> None:
    assert looks_like_table(PUBMED.encode())
    (record,) = records_from_table(PUBMED.encode())
    assert (record.id, record.doi, record.pmcid) == ("pmid:99900001", "10.1234/abc", "PMC12")
    assert [a.cited for a in record.authors] == ["Roe JM", "Müller J"]
    assert (record.journal, record.print_date) == ("J Nothing", PartialDate(2009))


def test_the_mark_before_a_formula_is_taken_off() -> None:
    (record,) = records_from_table(b"pmid,title\n1,'=SUM(A1)\n")
    assert record.title == "=SUM(A1)"
    (record,) = records_from_table(b"pmid,title\n1,'quoted'\n")
    assert record.title == "'quoted'"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pmid,title\n1,a\n2,b,c\n", "record 2: 3 cells, but the heading has 2"),
        ('pmid,title\n1,"a\n', "record 1: broken CSV"),
        ("pmid,title\n", "no record"),
        ("pmid,title\n,\n", "record 1: neither a title nor an identifier"),
    ],
)
def test_a_damaged_table_is_refused(text: str, says: str) -> None:
    with pytest.raises(FileFormatError, match=says):
        list(records_from_table(text.encode()))


def test_lines_are_whole_records() -> None:
    records = [Record(id="pmid:1", pmid=Pmid(1), title="é"), Record(id="doi:10.1/a", title="b")]
    data = b"\n".join(map(msgspec.json.encode, records)) + b"\n"
    assert looks_like_lines(data)
    assert list(records_from_lines(data)) == records


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"id":"pmid:1","title":"a","pmid":1}\n{"id":"x"', "record 2: no record"),
        ('{"id":"pmid:1","title":"a","pmid":2}', "record 1: its id is 'pmid:1', its PMID 2"),
        ('{"id":"pmid:1","title":"a","pmid":"2"}', "record 1: no record"),
        ("", "no record"),
    ],
)
def test_damaged_lines_are_refused(text: str, says: str) -> None:
    with pytest.raises(FileFormatError, match=says):
        list(records_from_lines(text.encode()))
