"""A record written as PubMed's XML is the same record when it is read again."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from sceptic.domain.record import Author, PartialDate, Pmid, Record
from sceptic.render.pubmed_xml import as_article, as_pubmed_xml
from sceptic.sources.medline import records_from_xml
from tests.eutils_samples import BOOK, FULL, RECORDS


def read_back(record: Record) -> Record:
    (found,) = records_from_xml(as_pubmed_xml([record]).encode())
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize("record", [FULL, BOOK], ids=["article", "book"])
def test_every_field_comes_back(record: Record) -> None:
    assert read_back(record) == record


def test_several_records_make_one_set() -> None:
    text = as_pubmed_xml([*RECORDS, Record(id="doi:10.1/x", title="Outside PubMed")])
    found = [r.pmid for r in records_from_xml(text.encode())]
    assert found == [r.pmid for r in RECORDS]
    assert text.count("<PubmedBookArticle>") == 1
    assert "<PubmedArticleSet></PubmedArticleSet>" in as_pubmed_xml([])


@pytest.mark.parametrize(
    "date",
    [
        PartialDate(1998),
        PartialDate(1998, 2),
        PartialDate(1998, 2, 3),
        PartialDate(1998, None, None, "1998-1999"),
        PartialDate(1998, 12, None, "1998 Nov-Dec"),
        PartialDate(1998, None, None, "1998 Winter"),
        PartialDate(1998, None, None, "Winter 1998"),
        PartialDate(1998, 2, None, "1998 Feb 30"),
        PartialDate(1998, 2, None, "1998 2 31"),
    ],
    ids=str,
)
def test_dates_in_all_their_forms(date: PartialDate) -> None:
    record = replace(FULL, print_date=date)
    assert read_back(record).print_date == date


def test_an_hour_of_the_history_is_kept_and_midnight_is_none() -> None:
    history = (("pubmed", PartialDate(2001, 2, 3, "06:05")), ("medline", PartialDate(2001, 2, 4)))
    record = replace(FULL, history=history, entrez_date=None)
    text = as_article(record)
    assert "<Hour>6</Hour><Minute>5</Minute>" in text
    assert "<Hour>0</Hour><Minute>0</Minute>" in text
    assert read_back(record).history == history


def test_what_xml_cannot_hold_is_left_out_and_the_rest_escaped() -> None:
    record = replace(FULL, title='a\x00b\ud800 <i>&"', nlm_id='1"2', keywords=())
    text = as_pubmed_xml([replace(record, mesh=(replace(FULL.mesh[0], ui='D"<\n'),))])
    assert '<ArticleTitle>ab &lt;i&gt;&amp;"</ArticleTitle>' in text
    assert 'UI="D&quot;&lt;&#10;"' in text
    etree.fromstring(text.encode())


def test_an_empty_record_is_well_formed() -> None:
    bare = Record(id="pmid:1", pmid=Pmid(1), title="", in_pubmed=True, authors=(Author(),))
    assert read_back(bare) == bare


def test_the_order_of_elements_is_that_of_the_dtd() -> None:
    """What cannot be kept: the identifiers of qualifiers."""
    entrez = pytest.importorskip("Bio.Entrez")
    file = Path(entrez.__file__).parent / "DTDs" / "pubmed_250101.dtd"
    dtd = etree.DTD(str(file))
    article = replace(FULL, issns=FULL.issns[:1], notices=FULL.notices[:3], supplementary_mesh=())
    for record in (article, BOOK):
        valid = dtd.validate(etree.fromstring(as_pubmed_xml([record]).encode()))
        said = [str(e.message) for e in dtd.error_log]  # type: ignore[attr-defined]
        left = [m for m in said if m != "Element QualifierName does not carry attribute UI"]
        assert not left
        assert valid or said


@pytest.mark.parametrize("name", ["pubmed_real_0001", "medline_citations_only"])
def test_real_records_come_back(data_dir: Path, name: str) -> None:
    with gzip.open(data_dir / "pubmed_xml" / f"{name}.xml.gz") as file:
        records = [r for r in records_from_xml(file) if isinstance(r, Record)][:300]
    assert list(records_from_xml(as_pubmed_xml(records).encode())) == records
