"""The search after PRISMA-S: sixteen items, none blank."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from sceptic.domain.brief import LiveSearch
from sceptic.synthesis.search_report import search_report
from tests import samples

ITEMS = (
    "Database name", "Multi-database searching", "Study registries",
    "Online resources and browsing", "Citation searching", "Contacts", "Other methods",
    "Full search strategies", "Limits and restrictions", "Search filters", "Prior work", "Updates",
    "Dates of searches", "Peer review", "Total records", "Deduplication",
)  # fmt: skip
"""Table 1 of PRISMA-S (PMID 33499930)."""


def test_each_item_stands_in_its_order_with_words() -> None:
    lines = [s.text for s in search_report(samples.many_study_brief())]
    items = [line for line in lines if re.match(r"\d+\. ", line)]
    assert len(items) == len(ITEMS)
    for number, (name, line) in enumerate(zip(ITEMS, items, strict=True), 1):
        assert line.startswith(f"{number}. {name}: ")
        assert line.partition(": ")[2].strip()


def test_the_query_and_each_relaxation_stand_as_run() -> None:
    brief = samples.many_study_brief()
    lines = [s.text for s in search_report(brief)]
    assert any(line.endswith(brief.method.query) for line in lines)
    assert "8.1. Relaxed: the outcome was not required" in lines


def test_a_limit_by_date_is_said() -> None:
    text = " ".join(s.text for s in search_report(samples.many_study_brief()))
    assert "9. Limits and restrictions: records known by 2009-12-31 only." in text


def test_what_a_live_source_answered_is_told_whole() -> None:
    brief = samples.many_study_brief()
    search = LiveSearch(
        "PubMed", "https://eutils.ncbi.nlm.nih.gov", dt.date(2026, 1, 3), "a[tiab]", "a[tiab:x]",
        12, 10, ("phrase not found: b",),
    )  # fmt: skip
    brief = dataclasses.replace(brief, method=dataclasses.replace(brief.method, searches=(search,)))
    text = "\n".join(s.text for s in search_report(brief))
    assert "PubMed on 2026-01-03: a[tiab], which it read as: a[tiab:x]" in text
    assert "12 found, 10 taken; its remarks: phrase not found: b" in text
    assert "13. Dates of searches: 2026-01-02, 2026-01-03." in text


def test_every_statement_has_the_search_as_its_source() -> None:
    for statement in search_report(samples.empty_brief()):
        assert any(source.query for source in statement.sources)
