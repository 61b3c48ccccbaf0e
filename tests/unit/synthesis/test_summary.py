from __future__ import annotations

from dataclasses import replace

from sceptic.domain.evidence import Design, Effect, Evidence, Finding, Rationale
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.summary import summaries
from tests.samples import empty_brief, evidence, study


def counted(number: int, effect: Effect | None, **changes: object) -> Evidence:
    value = study(number)
    finding = replace(value.findings[0], effect=effect, **changes)  # type: ignore[arg-type]
    return evidence(replace(value, findings=(finding,), group="", design=Design.RANDOMISED_TRIAL))


def said(*shown: Evidence) -> list[str]:
    brief = empty_brief()
    given = Ingredients(
        brief.claim, shown, brief.verdict, brief.attention, brief.flow, (), brief.method, "v1"
    )
    statements = summaries(given)
    for statement in statements:
        assert statement.role == "remark"
        assert statement.sources
    return [s.text for s in statements]


ONE = Effect("RR", 0.74, 0.55, 0.99)
TWO = Effect("RR", 0.80, 0.60, 1.07)
THREE = Effect("RR", 0.70, 0.45, 1.09)


def test_comparable_effects_are_taken_together() -> None:
    (text,) = said(counted(1, ONE), counted(2, TWO), counted(3, THREE))
    assert text.startswith(
        "Taken together, 3 studies give RR 0.76 (0.50 to 1.14, random effects) for hair count "
        "against darkness; I² 0 %"
    )
    assert text.endswith("not the verdict.")


def test_two_studies_have_no_prediction() -> None:
    (text,) = said(counted(1, ONE), counted(2, TWO))
    assert "a new study may find" not in text


def test_why_nothing_is_pooled() -> None:
    measures = said(counted(1, ONE), counted(2, replace(TWO, measure="OR")))
    outcomes = said(counted(1, ONE), counted(2, TWO, outcome="hair width"))
    unnamed = said(counted(1, ONE, outcome=""), counted(2, TWO))
    against = said(counted(1, ONE), counted(2, TWO, comparator="daylight"))
    assert measures == ["The effects of these 2 studies are not pooled: different measures."]
    assert outcomes == ["The effects of these 2 studies are not pooled: different outcomes."]
    assert unnamed == ["The effects of these 2 studies are not pooled: not every outcome is named."]
    assert against == ["The effects of these 2 studies are not pooled: different comparisons."]


def test_nothing_is_said_of_a_single_effect() -> None:
    review = counted(2, TWO)
    as_review = replace(review, study=replace(review.study, design=Design.META_ANALYSIS))
    assert said(counted(1, ONE), counted(2, None)) == []
    assert said(counted(1, ONE), as_review) == []


def test_reports_of_one_trial_count_once() -> None:
    first, second = counted(1, ONE), counted(2, TWO)
    alike = [replace(e, study=replace(e.study, group="NCT00000001")) for e in (first, second)]
    assert said(*alike) == []


def with_sentence(number: int, effect: Effect, text: str) -> Evidence:
    place = Rationale("abstract", 0, len(text), text)
    inside = Rationale("abstract", 5, 8, text[5:8])
    return counted(number, replace(effect, rationale=inside), rationale=(place,))


def test_an_effect_on_something_else_is_left_out() -> None:
    fitting = "Hair count was higher (RR 0.74, 95% CI 0.55 to 0.99)."
    other = "Itching was rarer (RR 0.80, 95% CI 0.60 to 1.07)."
    assert said(with_sentence(1, ONE, fitting), with_sentence(2, TWO, other)) == []
    assert len(said(with_sentence(1, ONE, fitting), with_sentence(2, TWO, fitting))) == 1


def test_the_sample_is_what_the_tests_take_it_for() -> None:
    finding: Finding = study(1).findings[0]
    assert (finding.outcome, finding.comparator) == ("hair count", "darkness")
