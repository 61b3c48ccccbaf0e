"""Where few records name every part of a claim, looser searches are ranked and merged."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sceptic.checks import AskOptions, ask
from sceptic.config import Settings, open_parts
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.collection import DiskLibrary
from sceptic.library.ingest import ingest
from sceptic.library.query import parse, printed
from sceptic.library.relaxation import fused, relaxed
from sceptic.library.strategy import strategy_for
from tests.library_samples import write

TODAY = dt.date(2026, 1, 1)
QUESTION = "Is hair density higher, lower, or the same when comparing minoxidil to placebo?"


def test_ranks_are_merged_by_weight() -> None:
    assert fused([(("a", "b"), 1.0), (("b", "c"), 1.0)], 9) == ("b", "a", "c")
    assert fused([(("a", "b"), 1.0), (("c", "b"), 3.0)], 2) == ("b", "c")
    assert fused([(("b", "a"), 1.0), (("a", "b"), 1.0)], 9) == ("a", "b")
    assert fused([], 9) == ()


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=4), st.integers(0, 6))
def test_merging_loses_and_invents_nothing(lists: list[list[str]], limit: int) -> None:
    found = fused([(tuple(each), 1.0) for each in lists], limit)
    everything = {one for each in lists for one in each}
    assert len(found) == min(limit, len(everything)) == len(set(found))
    assert set(found) <= everything


def test_the_looser_searches_are_said_in_pubmed_syntax() -> None:
    claim = claim_from_question(QUESTION, shipped_vocabulary())
    plain = strategy_for(claim, shipped_vocabulary())
    found = relaxed(plain, claim, shipped_vocabulary(), 3)
    assert found.query == plain.query
    assert found.quotas == plain.quotas
    words, main, names = (query for query, _ in found.loose)
    assert main == plain.query
    assert printed(words) == "hair[tiab] OR density[tiab] OR minoxidil[tiab] OR placebo[tiab]"
    assert "rogaine" in printed(names).lower()
    said = found.relaxations[0]
    assert said.startswith("3 records name every part")
    for query in (words, names):
        assert printed(query) in said
        assert parse(printed(query)) == query


def test_a_trial_that_names_no_outcome_is_found(tmp_path: Path) -> None:
    abstract = "Sixty men with pattern baldness took minoxidil or placebo. It worked well."
    trial = (
        "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal/><ArticleTitle>Minoxidil "
        f"against placebo: a randomised trial</ArticleTitle><Abstract><AbstractText>{abstract}"
        "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    )
    ingest([write(tmp_path / "one.xml", trial)], tmp_path / "lib")
    with DiskLibrary.open(tmp_path / "lib") as library:
        bench = open_parts(Settings(today=TODAY.isoformat()), library)
        brief = ask(QUESTION, bench, AskOptions(today=TODAY))
        assert library.count(parse(brief.method.query)) == 0
    assert brief.flow.screened == 1
    assert brief.method.relaxations[0].startswith("0 records name every part")


def test_the_starter_facts_are_not_relaxed() -> None:
    bench = open_parts(Settings(today=TODAY.isoformat(), library="starter"))
    brief = ask("Does mesotherapy help hair loss?", bench, AskOptions(today=TODAY))
    assert not any("name every part" in said for said in brief.method.relaxations)
