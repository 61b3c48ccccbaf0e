from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sceptic.attention import Unasked, measured_by
from sceptic.checks import AskOptions, Workbench, ask
from sceptic.config import Settings, open_parts
from sceptic.domain.attention import Measured, MeasuredKind
from sceptic.domain.brief import Attention, Source, SourceKind
from sceptic.domain.claim import Claim
from sceptic.library.news_index import index_news
from sceptic.render import rendered
from sceptic.render.json import as_json, brief_from_json
from sceptic.render.pictures import pictures_of
from sceptic.synthesis.section_measured import measured_statements, ratio_of_counts, wilson

TODAY = dt.date(2026, 11, 22)
OPTIONS = AskOptions(today=TODAY)
QUESTION = "Does mesotherapy prevent hair loss?"


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return open_parts(Settings(library="starter", today="2026-11-22", corrections="none"))


def _measured(kind: MeasuredKind, *by_year: tuple[int, int], of: int | None = None) -> Measured:
    total = sum(n for _, n in by_year)
    return Measured(
        kind, "Somebody", "the page “Mesotherapy”", "a query", "https://example.org/",
        dt.date(2017, 1, 1), dt.date(2026, 10, 31), by_year, total, TODAY, of,
    )  # fmt: skip


class Given:
    name = "Somebody"

    def __init__(self, *measured: Measured) -> None:
        self._measured = measured

    def measured(self, _claim: Claim, _until: dt.date) -> tuple[Measured, ...]:
        return self._measured


def test_nothing_is_counted_unless_asked_for(bench: Workbench) -> None:
    brief = ask(QUESTION, bench, OPTIONS)
    assert "measured" not in pictures_of(brief)
    assert b'"measured"' not in as_json(brief)
    assert b'"trials_by_year"' not in as_json(brief)


def test_what_is_counted_stands_in_the_brief_with_its_source(bench: Workbench) -> None:
    counted = (
        _measured(MeasuredKind.PAGE_VIEWS, (2019, 900), (2020, 1000), (2021, 100)),
        _measured(MeasuredKind.NEWS, (2019, 30), (2020, 60)),
    )
    brief = ask(QUESTION, replace(bench, meters=(Given(*counted),)), OPTIONS)
    section = next(s for s in brief.sections if s.id == "attention")
    text = " ".join(s.text for s in section.statements)
    assert "opened Somebody's page “Mesotherapy” 2000 times from 2017-01 to 2026-10" in text
    assert "most often in 2020 (1000)" in text
    assert "90 articles of the press that name both" in text
    assert "95 % interval" in text
    assert all(s.sources[0].count is not None for s in section.statements if s.role != "caveat")
    assert brief_from_json(as_json(brief)) == brief
    for name in ("text", "md", "html"):
        assert "2000 times" in str(rendered(brief, name))
    picture = pictures_of(brief)["measured"]
    assert "2019 900, 2020 1000" in picture.svg
    assert picture.table[1][:3] == ("2019", "900", "30")
    assert picture.svg in str(rendered(brief, "html"))


def test_who_cannot_count_is_a_gap_and_the_others_count(bench: Workbench) -> None:
    meters = (Unasked("GDELT"), Given(_measured(MeasuredKind.NEWS, (2020, 6))))
    brief = ask(QUESTION, replace(bench, meters=meters), OPTIONS)
    assert [g.what for g in brief.gaps if g.code == "G601"] == [
        "attention was not counted by GDELT"
    ]
    assert len(brief.attention.measured) == 1


def test_a_corpus_on_disk_is_counted_without_the_network(tmp_path: Path) -> None:
    rows = [{"title": "Mesotherapy", "text": f"for hair loss, {n}", "date": f"20{n:02}-01-01"}
            for n in range(10, 20)]  # fmt: skip
    rows += [{"title": "Roads", "text": str(n), "date": "2015-05-05"} for n in range(90)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    index_news([path], tmp_path / "i", "local papers")
    settings = Settings(library="starter", corrections="none", offline="yes",
                        attention=f"{tmp_path / 'i'}, wikipedia, gdelt")  # fmt: skip
    bench = open_parts(settings)
    claim = ask(QUESTION, bench, OPTIONS).claim
    measured, gaps = measured_by(bench.meters, claim, TODAY)
    assert [(m.source, m.total, m.of) for m in measured] == [("local papers", 10, 100)]
    assert len(gaps) == 2
    then, _ = measured_by(bench.meters, claim, dt.date(2012, 12, 31))
    assert [(m.total, m.of) for m in then] == [(3, 3)]


def test_few_articles_make_no_ratio() -> None:
    literature = Source(kind=SourceKind.COUNT, query="q", count=100, date=TODAY)
    attention = Attention(by_year=((2020, 100),), records=100,
                          measured=(_measured(MeasuredKind.NEWS, (2020, 4)),))  # fmt: skip
    texts = [s.text for s in measured_statements(attention, literature)]
    assert not any("For each record" in text for text in texts)


def test_a_share_has_its_interval() -> None:
    literature = Source(kind=SourceKind.COUNT, query="q", count=1, date=TODAY)
    counted = _measured(MeasuredKind.CORPUS, (2020, 10), of=1000)
    attention = Attention(by_year=(), records=1, measured=(counted,))
    (text, *_) = [s.text for s in measured_statements(attention, literature)]
    assert "10 name both (1 %; 95 % interval 0.54 % to 1.8 %)" in text


def test_intervals_hold_what_they_estimate() -> None:
    low, high = wilson(0, 10)
    assert low == 0 < high < 0.31
    ratio, low, high = ratio_of_counts(100, 50)
    assert (ratio, round(low, 2), round(high, 2)) == (2.0, 1.42, 2.79)
