"""Whatever fails while PubMed is asked, the brief is the exact one or says that it is partial."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sceptic.checks import AskOptions, ask
from sceptic.config import Settings, open_parts
from sceptic.domain.brief import Brief
from sceptic.library.live import LiveLibrary
from sceptic.library.memory import MemoryLibrary
from sceptic.library.shelf import Shelf
from tests.fake_pubmed import ADDRESS, FAULTS, FakePubmed, Faulty, client_of
from tests.library_samples import article

QUESTION = "Does zinc cure a cold?"
TODAY = dt.date(2026, 11, 22)
_TRIAL = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{0}</PMID><Article>'
    "<Journal><JournalIssue><PubDate><Year>{1}</Year></PubDate></JournalIssue>"
    "<Title>J Made Up</Title></Journal>"
    "<ArticleTitle>Zinc lozenges for the common cold: trial {0}.</ArticleTitle>"
    "<Abstract><AbstractText>We randomised {0} adults with colds. Colds were significantly shorter "
    "with zinc than with placebo.</AbstractText></Abstract><PublicationTypeList>"
    "<PublicationType>Randomized Controlled Trial</PublicationType></PublicationTypeList>"
    "</Article></MedlineCitation></PubmedArticle>"
)
PUBMED = FakePubmed(
    {n: _TRIAL.format(n, 1990 + n % 30) for n in range(300, 312)}
    | {n: article(n) for n in range(100, 110)}
)
BENCH = open_parts(Settings(), MemoryLibrary(()))


def brief_of(library: LiveLibrary) -> Brief:
    return ask(QUESTION, replace(BENCH, library=library), AskOptions(today=TODAY))


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    shelf = Shelf(tmp_path_factory.mktemp("exact"), ADDRESS, TODAY)
    return brief_of(LiveLibrary(client_of(PUBMED), shelf))


def test_the_exact_brief_has_every_trial(exact: Brief) -> None:
    assert {e.study.record_id for e in exact.evidence} == {f"pmid:{n}" for n in range(300, 312)}
    assert not exact.is_partial
    assert exact.gaps == ()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    schedule=st.lists(st.sampled_from(("", "", "", *FAULTS)), max_size=12),
    then=st.sampled_from(("", "", *FAULTS)),
)
def test_a_brief_is_exact_or_says_that_it_is_partial(
    exact: Brief, tmp_path_factory: pytest.TempPathFactory, schedule: list[str], then: str
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("live"), ADDRESS, TODAY)
    brief = brief_of(LiveLibrary(client_of(Faulty(PUBMED, schedule, then)), shelf))
    if brief.is_partial:
        said = " ".join(s.text for section in brief.sections for s in section.statements)
        assert "holds no study" not in brief.headline.text
        assert "holds no record" not in said
        assert not brief.method.library.is_complete
    else:
        assert (brief.evidence, brief.verdict, brief.flow, brief.attention) == (
            exact.evidence, exact.verdict, exact.flow, exact.attention,
        )  # fmt: skip
