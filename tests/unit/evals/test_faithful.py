"""Records against readers that share no code: a sample here, all by ``evals run faithful``."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from evals.faithful import differing, lost_in_nbib, lost_texts, pairs_of, unlike_biopython
from evals.faithful_xml import record_fields, xml_fields
from sceptic.domain.record import Record
from sceptic.render.pubmed_xml import as_article
from sceptic.sources.medline import records_from_xml
from sceptic.sources.medline_text import records_from_nbib
from sceptic.sources.nbib import as_nbib
from tests.eutils_samples import BOOK, FULL

SAMPLE = 60
Pairs = list[tuple[ET.Element, Record]]
_NO_FIELD = {"ReferenceList/Title", "Pagination/EndPage", "Author/Identifier"}
"""The heading of a list, the end of a range, an ORCID in another spelling."""


@pytest.fixture(scope="module")
def pairs(data_dir: Path) -> Pairs:
    files = sorted((data_dir / "pubmed_xml").glob("*.xml.gz"))
    return [pair for file in files for pair in pairs_of(file, most=SAMPLE)]


def different(found: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in found.items() if count}


def test_xml_is_read_as_elementtree_reads_it(pairs: Pairs) -> None:
    found = differing(pairs, xml_fields, record_fields)
    assert len(found) == 22
    assert different(found) == {}


def test_no_text_of_the_xml_is_lost(pairs: Pairs) -> None:
    assert set(different(lost_texts(pairs))) <= _NO_FIELD


def test_medline_text_carries_the_record(pairs: Pairs) -> None:
    assert different(lost_in_nbib(record for _, record in pairs)) == {}


def test_biopython_reads_our_medline_text_as_we_do(pairs: Pairs) -> None:
    records = [record for _, record in pairs]
    text = "\n".join(as_nbib(record) for record in records)
    assert different(unlike_biopython(text, records)) == {}


def test_biopython_reads_real_medline_text_as_we_do(data_dir: Path) -> None:
    raw = gzip.decompress((data_dir / "medline_flat" / "medline_real.txt.gz").read_bytes())
    lines = raw.decode().split("\nPMID-")[:500]
    text = "\nPMID-".join(lines)
    records = list(records_from_nbib(text.encode()))
    assert len(records) >= 499
    found = different(unlike_biopython(text, records))
    assert found == {}


@pytest.mark.parametrize("record", [FULL, BOOK], ids=["article", "book"])
def test_each_comparison_can_fail(record: Record) -> None:
    element = ET.fromstring(as_article(record))
    (read,) = records_from_xml(
        f"<PubmedArticleSet>{as_article(record)}</PubmedArticleSet>".encode()
    )
    assert isinstance(read, Record)
    assert different(differing([(element, read)], xml_fields, record_fields)) == {}
    changed = replace(read, title="Other", mesh=(), authors=(), languages=("xyz",), history=())
    found = different(differing([(element, changed)], xml_fields, record_fields))
    assert {"title", "languages", "people"} <= set(found)
    assert "ArticleTitle" in " ".join(different(lost_texts([(element, changed)])))
    assert "TI" in different(unlike_biopython(as_nbib(read), [changed])) or not read.title
