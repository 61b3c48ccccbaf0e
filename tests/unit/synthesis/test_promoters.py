"""Who promotes, and counts that an article gives."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

import pytest

import sceptic
from sceptic.domain.article import Article, ArticleClaim, ArticleFormat, ClaimKind, Speaker
from sceptic.domain.brief import Attention, Brief
from sceptic.synthesis.promoters import promoters_in
from sceptic.synthesis.quoted_counts import counts_in, is_of_literature, recounted

TODAY = dt.date(2025, 1, 1)


def article(text: str) -> Article:
    return Article(text, "0" * 64, len(text), ArticleFormat.PLAIN)


def names(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.speaker.name) for p in promoters_in(article(text))]


def test_groups_are_told_apart() -> None:
    text = "Herbal healers, fitness trainers and celebrities have turned the balm into a craze."
    assert names(text) == [
        ("profession", "Herbal healers"),
        ("celebrity", "celebrities"),
    ]


def test_people_with_what_they_are_called() -> None:
    text = "Recently actress Mia Rowe claimed she lost her wrinkles in a week."
    promoter = promoters_in(article(text))[0]
    assert promoter.speaker.name == "Mia Rowe"
    assert promoter.kind == "celebrity"
    assert promoter.passages[0].text == text


def test_firms_that_sell_it() -> None:
    assert names("The patch is sold by Hill Therapeutics in two sizes.") == [
        ("firm", "Hill Therapeutics")
    ]


def test_who_only_reports_a_study_does_not_promote() -> None:
    assert names("Anna Low found that 20 of 40 patients slept longer.") == []


def test_who_tells_a_success_promotes_and_who_is_doubted_does_not() -> None:
    text = "My pain is gone, said Bo Hill. It is a myth that it works, said Al Dent."
    claims = [
        ArticleClaim(0, 15, text[:15], ClaimKind.ANECDOTE, "", speaker=Speaker("Bo Hill")),
        ArticleClaim(
            31, 40, text[31:40], ClaimKind.ANECDOTE, "", speaker=Speaker("Al Dent"), is_denied=True
        ),
    ]
    assert [p.speaker.name for p in promoters_in(article(text), claims)] == ["Bo Hill"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Earlier studies", "Earlier studies said it helps."),
        ("The researchers", "The researchers said it helps."),
        ("He", "He said it helps."),
        ("Al Dent", "I do not think it helps, said Al Dent."),
        ("Al Dent", "It may help, but more research is needed, said Al Dent."),
    ],
)
def test_a_study_a_pronoun_and_a_doubter_promote_nothing(name: str, words: str) -> None:
    claim = ArticleClaim(0, len(words), words, ClaimKind.OPINION, words, speaker=Speaker(name))
    assert promoters_in(article(words), [claim]) == ()


def test_where_a_firm_sits_is_no_part_of_its_name() -> None:
    assert names("The gel is marketed by Leeds-based Hill Therapeutics.") == [
        ("firm", "Hill Therapeutics")
    ]
    assert names("The Drug Therapeutics Committee said nothing of sales.") == []


def test_one_person_is_one_promoter() -> None:
    text = "Dr Nora Vale praises the wrap. Nora Vale recommends it to all."
    found = promoters_in(article(text))
    assert len(found) == 1
    assert len(found[0].passages) == 2


# ------------------------------------------------------------------------------- counts

SEARCHES = """Search PubMed and you find two results for mesotherapy and hair loss. \
Search Google for those two words and you find 263 000 results."""


@cache
def brief() -> Brief:
    return sceptic.ask("Does mesotherapy help hair loss?", today=TODAY)


def test_counts_of_searches_are_quoted_with_what_was_counted() -> None:
    two, many = counts_in(article(SEARCHES))
    assert (two.count, two.words.text, two.of) == (
        2,
        "two results",
        "mesotherapy and hair loss in PubMed",
    )
    assert (many.count, many.words.text) == (263_000, "263 000 results")
    assert many.of == "mesotherapy and hair loss in Google"
    assert is_of_literature(two)
    assert not is_of_literature(many)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("263,000 results", 263_000),
        ("1.2 million hits", 1_200_000),
        ("no results", 0),
        ("12 results", 12),
        ("a dozen articles", 12),
    ],
)
def test_numbers_as_people_write_them(words: str, count: int) -> None:
    (found,) = counts_in(article(f"A search of Google gives {words} for the balm."))
    assert found.count == count


def test_patients_and_trials_are_no_search_results() -> None:
    assert counts_in(article("The review of 27 trials in PubMed covered 4,041 women.")) == ()


def test_the_literature_is_counted_again_then_and_now() -> None:
    two, many = counts_in(article(SEARCHES))
    again = recounted(two, (), (brief(),), dt.date(2012, 6, 30))
    then, now = again.recounts
    so_far = sum(n for year, n in brief().attention.by_year if year <= 2012)
    assert then.count == so_far
    assert "published to the end of 2012" in then.query
    assert (now.count, now.date) == (brief().attention.records, TODAY)
    assert recounted(many, (), (brief(),), dt.date(2012, 6, 30)).recounts == ()


def test_a_brief_of_that_day_is_preferred() -> None:
    as_of = dt.date(2012, 6, 30)
    earlier = dataclasses.replace(
        brief(),
        attention=Attention(((2008, 1), (2009, 1)), 2),
        method=dataclasses.replace(brief().method, as_of=as_of),
    )
    two, _ = counts_in(article(SEARCHES))
    then, _ = recounted(two, (earlier,), (brief(),), as_of).recounts
    assert (then.count, then.date) == (2, as_of)


def test_a_brief_on_something_else_counts_nothing() -> None:
    two = counts_in(article("Search PubMed: two results for moss wraps. " + SEARCHES))[0]
    assert two.of == "moss wraps in PubMed"
    assert recounted(two, (), (brief(),), None).recounts == ()
