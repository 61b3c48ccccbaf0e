"""CSL-JSON as Zotero, Pandoc and Crossref write it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sceptic.domain.record import PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.csl import records_from_csl


def one(**fields: Any) -> Record:
    (record,) = records_from_csl(json.dumps([{"title": "Drops", **fields}]).encode())
    return record


def test_an_item() -> None:
    record = one(
        id=17,
        type="article-journal",
        title="<i>In vivo</i> drops of H<sub>2</sub>O (P<0.001)",
        author=[
            {"family": "Berg", "given": "Anna B.", "non-dropping-particle": "van der"},
            {"literal": "The Drop Group, Basel"},
        ],
        issued={"date-parts": [["2009", 10]]},
        volume=3,
        page="234–9",
        note="PMID: 99900001\nPMCID: PMC12",
        keyword="drops, hair",
    )
    assert record.title == "In vivo drops of H2O (P<0.001)"
    assert [a.cited for a in record.authors] == ["van der Berg AB", "The Drop Group, Basel"]
    assert record.print_date == PartialDate(2009, 10)
    assert (record.volume, record.pages) == ("3", "234-9")
    assert (record.id, record.pmcid) == ("pmid:99900001", "PMC12")
    assert [k.text for k in record.keywords] == ["drops", "hair"]


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2009, 10, 3]]}, PartialDate(2009, 10, 3)),
        ({"raw": "2009-10-03"}, PartialDate(2009, 10, 3)),
        ({"literal": "Spring 2009"}, PartialDate(2009, None, None, "Spring 2009")),
        ({"date-parts": [[None]]}, None),
        ("2009", PartialDate(2009)),
        (None, None),
    ],
)
def test_dates(issued: object, date: PartialDate | None) -> None:
    assert one(issued=issued).print_date == date


def test_a_chapter_and_other_wrappings() -> None:
    item = {"type": "chapter", "title": "Part", "container-title": "Whole", "DOI": "10.1/A"}
    for wrapped in (item, {"items": [item]}, [item]):
        (record,) = records_from_csl(json.dumps(wrapped).encode())
        assert (record.id, record.book_title, record.journal) == ("doi:10.1/a", "Whole", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[{", "broken JSON"),
        ("[]", "no record"),
        ('[{"title": "a"}, 3]', "record 2: it is no CSL item"),
        ('[{"title": "a", "author": "b"}]', "record 1: author is no list of names"),
        ('[{"type": "book"}]', "record 1: neither a title nor an identifier"),
    ],
)
def test_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(FileFormatError, match=says):
        list(records_from_csl(text.encode()))
