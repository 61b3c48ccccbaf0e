"""An audit reads what an article says, and sets beside it what the literature holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sceptic
from sceptic.domain.article import (
    Article,
    ArticleClaim,
    ArticleFormat,
    Caveat,
    CaveatKind,
    ClaimKind,
    ClaimStrength,
)
from sceptic.domain.brief import Brief, SourceKind
from sceptic.domain.evidence import Answer
from sceptic.domain.reading import Audit, CheckedClaim, Criterion, CriterionName, Satisfaction
from sceptic.synthesis.audit import audit_of

BAD = """Forget pills: Nora Vale, founder of the Vale Clinic, says her new wrap cures arthritis.

The breakthrough treatment is completely natural and therefore completely safe.

"It changed my life," said a patient who had suffered for years.

In a study the wrap cut pain by 40 percent."""

GOOD = """A cheap tablet may prevent some attacks of gout, a small trial suggests.

In the randomized trial 120 patients took the tablet or a placebo for a year. Attacks came back in \
20 percent of patients on the tablet, compared with 35 percent on placebo.

Nausea and rashes were the most common side effects, in 9 patients.

The tablet, which is approved for other uses, costs about $30 a month. Patients are usually \
treated with allopurinol and other drugs. An earlier study of 60 men had found no difference.

"The trial was small and cannot prove that the effect lasts," said Anna Low, a rheumatologist at \
the University of Somewhere, who was not involved in the research. The tablet's maker paid for the \
study."""

RELEASE = """A new scan finds worn hearts, scientists at the Institute of Somewhere have shown.

The scan is a revolution in care, said lead author Dr Bo Hill.

###

Media contact: Ann Other"""


def article(text: str, **more: object) -> Article:
    made = Article(text, "0" * 64, len(text.encode()), ArticleFormat.PLAIN)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def said(audit: Audit, name: CriterionName) -> Criterion:
    return next(c for c in audit.criteria if c.name is name)


def answers(audit: Audit) -> dict[CriterionName, Satisfaction]:
    return {c.name: c.satisfaction for c in audit.criteria}


def test_ten_criteria_in_their_order() -> None:
    for text in (BAD, GOOD, RELEASE, ""):
        assert [c.name for c in audit_of(article(text)).criteria] == list(CriterionName)


def test_an_article_that_tells_everything_satisfies_everything() -> None:
    assert set(answers(audit_of(article(GOOD))).values()) == {Satisfaction.SATISFIED}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (CriterionName.COSTS, "costs about $30 a month"),
        (CriterionName.BENEFITS, "35 percent on placebo"),
        (CriterionName.HARMS, "Nausea and rashes"),
        (CriterionName.EVIDENCE, "cannot prove"),
        (CriterionName.SOURCES, "not involved in the research"),
        (CriterionName.ALTERNATIVES, "usually treated with allopurinol"),
        (CriterionName.AVAILABILITY, "approved for other uses"),
        (CriterionName.NOVELTY, "An earlier study"),
    ],
)
def test_the_sentences_that_show_it_are_named(name: CriterionName, words: str) -> None:
    shown = said(audit_of(article(GOOD)), name).passages
    assert any(words in p.text for p in shown)
    assert all(GOOD[p.start : p.end] == p.text for p in shown)


def test_an_advert_fails_what_it_leaves_out() -> None:
    found = answers(audit_of(article(BAD)))
    for name in (
        CriterionName.COSTS,
        CriterionName.BENEFITS,
        CriterionName.HARMS,
        CriterionName.EVIDENCE,
        CriterionName.ALTERNATIVES,
        CriterionName.NOVELTY,
    ):
        assert found[name] is Satisfaction.NOT_SATISFIED, name


def test_a_share_of_nothing_is_no_size_of_a_benefit() -> None:
    benefit = said(audit_of(article(BAD)), CriterionName.BENEFITS)
    assert "40 percent" in benefit.passages[0].text
    assert "not from what to what" in benefit.because


def test_safe_alone_is_no_account_of_harms() -> None:
    harms = said(audit_of(article(BAD)), CriterionName.HARMS)
    assert "completely safe" in harms.passages[0].text


def test_the_price_of_a_disease_is_not_the_price_of_its_treatment() -> None:
    text = "Back pain costs the national economy $300 a head each year. A new pill may help."
    assert answers(audit_of(article(text)))[CriterionName.COSTS] is Satisfaction.NOT_SATISFIED


def test_a_habit_has_no_price() -> None:
    text = "People who drink more coffee sleep less. Walking after meals and eating fruit help."
    found = answers(audit_of(article(text)))
    assert found[CriterionName.COSTS] is Satisfaction.NOT_APPLICABLE
    assert found[CriterionName.AVAILABILITY] is Satisfaction.NOT_APPLICABLE


def test_a_release_is_known_by_its_form_or_address_and_owes_its_funders() -> None:
    plain = "A new scan finds worn hearts. It was tested on 40 patients."
    by_address = article(plain, url="https://www.eurekalert.org/pub_releases/x.php")
    for read in (article(RELEASE), by_address):
        found = answers(audit_of(read))
        assert found[CriterionName.PRESS_RELEASE] is Satisfaction.NOT_APPLICABLE
        assert found[CriterionName.SOURCES] is Satisfaction.NOT_SATISFIED
    funded = RELEASE.replace("###", "The work was funded by the Heart Fund.\n\n###")
    assert answers(audit_of(article(funded)))[CriterionName.SOURCES] is Satisfaction.SATISFIED


def test_what_a_release_says_of_its_sender_is_not_read() -> None:
    sender = "\n\nAbout the Institute of Somewhere\n\nThe institute is funded by the State."
    found = answers(audit_of(article(RELEASE + sender)))
    assert found[CriterionName.SOURCES] is Satisfaction.NOT_SATISFIED


def test_only_a_statement_quoted_points_to_a_release() -> None:
    text = 'A pill helps. "We are glad," the firm said in a statement.'
    assert answers(audit_of(article(text)))[CriterionName.PRESS_RELEASE] is (
        Satisfaction.NOT_SATISFIED
    )
    asked = text + ' "I doubt it," Dr Lee told Reuters.'
    assert answers(audit_of(article(asked)))[CriterionName.PRESS_RELEASE] is Satisfaction.SATISFIED


@pytest.mark.parametrize("kind", [CaveatKind.NOT_HEALTH, CaveatKind.EMPTY])
def test_nothing_applies_to_a_text_that_is_not_about_health(kind: CaveatKind) -> None:
    audit = audit_of(article("The team won the cup."), caveats=[Caveat(kind, "Not health.")])
    assert set(answers(audit).values()) == {Satisfaction.NOT_APPLICABLE}


# ---------------------------------------------------------------------- with the literature


@cache
def brief_on(question: str) -> Brief:
    return sceptic.ask(question, today=dt.date(2025, 1, 1))


def claim_of(
    text: str,
    words: str,
    *,
    strength: ClaimStrength = ClaimStrength.CAUSAL,
    is_denied: bool = False,
) -> ArticleClaim:
    start = text.index(words)
    return ArticleClaim(
        start, start + len(words), words, ClaimKind.HEALTH, words, strength, is_denied=is_denied
    )


MESO = "Mesotherapy regrows hair. The new treatment is low-risk."


def checked(*, is_denied: bool = False, answer: Answer | None = None) -> CheckedClaim:
    brief = brief_on("Does mesotherapy help hair loss?")
    if answer is not None:
        brief = dataclasses.replace(
            brief, verdict=dataclasses.replace(brief.verdict, answer=answer)
        )
    return CheckedClaim(claim_of(MESO, "Mesotherapy regrows hair.", is_denied=is_denied), brief)


def test_a_claim_that_studies_contradict_fails_the_evidence() -> None:
    audit = audit_of(article(MESO), [checked(answer=Answer.CONTRADICTED)])
    evidence = said(audit, CriterionName.EVIDENCE)
    assert evidence.satisfaction is Satisfaction.NOT_SATISFIED
    assert [p.text for p in evidence.passages] == ["Mesotherapy regrows hair."]
    assert evidence.sources


def test_a_claim_that_the_article_itself_denies_is_not_held_against_it() -> None:
    audit = audit_of(article(MESO), [checked(answer=Answer.CONTRADICTED, is_denied=True)])
    assert not said(audit, CriterionName.EVIDENCE).sources


def test_harms_on_record_stand_beside_a_promise_of_safety() -> None:
    harms = said(audit_of(article(MESO), [checked()]), CriterionName.HARMS)
    assert harms.satisfaction is Satisfaction.NOT_SATISFIED
    assert "on record" in harms.because
    assert {source.kind for source in harms.sources} == {SourceKind.RECORD}


def test_new_is_not_new_where_records_are_old() -> None:
    late = audit_of(article(MESO, date=dt.date(2022, 1, 1)), [checked()])
    novelty = said(late, CriterionName.NOVELTY)
    assert novelty.satisfaction is Satisfaction.NOT_SATISFIED
    assert novelty.sources[0].kind is SourceKind.COUNT
    undated = said(audit_of(article(MESO), [checked()]), CriterionName.NOVELTY)
    assert not undated.sources, "what was new on an unknown day cannot be told"
    early = audit_of(article(MESO, date=dt.date(2009, 1, 1)), [checked()])
    assert not said(early, CriterionName.NOVELTY).sources


def test_what_studies_compared_it_with_is_an_alternative() -> None:
    alternatives = said(audit_of(article(MESO), [checked()]), CriterionName.ALTERNATIVES)
    assert alternatives.satisfaction is Satisfaction.NOT_SATISFIED
    assert ("compared the treatment with" in alternatives.because) == bool(alternatives.sources)


@given(st.text(alphabet="abc .,%$\n\"'“”0123456789ABC#:;?!-", max_size=400))
def test_any_text_is_audited_and_every_span_lies_in_it(text: str) -> None:
    audit = audit_of(article(text))
    assert len(audit.criteria) == 10
    spans = [p for c in audit.criteria for p in c.passages]
    assert all(text[p.start : p.end] == p.text for p in spans)
    assert all(text[p.start : p.end] == p.text for p in audit.persuasion)
    assert audit == audit_of(article(text))


def test_what_is_sold_is_no_habit() -> None:
    text = "Green tea melts fat while people sleep and eat. Tea is a drink. Order now."
    assert said(audit_of(article(text)), CriterionName.COSTS).satisfaction is (
        Satisfaction.NOT_SATISFIED
    )


def test_a_word_of_deficiency_alone_makes_no_condition_larger() -> None:
    small = said(
        audit_of(article("Vitamins prevent nutritional deficiencies in the old.")),
        CriterionName.DISEASE_MONGERING,
    )
    large = said(
        audit_of(article("Roughly 40 percent of adults are deficient in vitamin A, a study says.")),
        CriterionName.DISEASE_MONGERING,
    )
    assert small.satisfaction is Satisfaction.SATISFIED
    assert large.satisfaction is Satisfaction.NOT_SATISFIED
