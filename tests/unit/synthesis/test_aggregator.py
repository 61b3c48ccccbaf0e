"""Probabilities from weighed evidence: more support never lowers them, nothing found says no."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, Change, Design, Evidence, Finding, Stance
from sceptic.synthesis.aggregator import (
    DIFFERS_SIGNS,
    ENOUGH_SIGNS,
    HOLDS_SIGNS,
    Likelihoods,
    Sources,
    likelihoods,
    probability,
    shipped_aggregators,
)
from sceptic.synthesis.comparing import compared
from sceptic.synthesis.grading import grade
from sceptic.synthesis.kinds import QuestionKind
from tests.evidence_samples import NAMES, claim, evidence

UP, DOWN, NULL = (0.9, 0.02, 0.08), (0.02, 0.9, 0.08), (0.05, 0.05, 0.9)
CHANGES = {UP: Change.HIGHER, DOWN: Change.LOWER, NULL: Change.NO_DIFFERENCE}


def compares(
    key: str, said: tuple[float, float, float], weight: float = 1.0, **of_study: Any
) -> Evidence:
    """Evidence on an open comparison whose text was read as ``said``."""
    made = evidence(key, Stance.CONTRADICTS if said == NULL else Stance.SUPPORTS, **of_study)
    assert isinstance(made.finding, Finding)
    finding = replace(made.finding, change=CHANGES[said], likelihoods=said)
    return replace(made, finding=finding, weight=weight)


_WEIGHTS = st.floats(0.01, 24.0)
_BODIES = st.lists(
    st.tuples(
        st.sampled_from([Stance.SUPPORTS, Stance.CONTRADICTS]),
        st.sampled_from([Design.RANDOMISED_TRIAL, Design.META_ANALYSIS, Design.COHORT]),
        _WEIGHTS,
    ),
    min_size=1,
    max_size=6,
)


def body(drawn: list[tuple[Stance, Design, float]]) -> list[Evidence]:
    return [
        replace(evidence(str(i), stance, design=design), weight=weight)
        for i, (stance, design, weight) in enumerate(drawn)
    ]


@given(_BODIES, st.floats(1.0, 10.0))
def test_more_supporting_weight_never_lowers_the_probability(
    drawn: list[tuple[Stance, Design, float]], factor: float
) -> None:
    before = body(drawn)
    after = [
        replace(e, weight=e.weight * factor) if e.stance is Stance.SUPPORTS else e for e in before
    ]
    assert probability(after) >= probability(before) - 1e-12


@given(_BODIES, _WEIGHTS, st.sampled_from([Design.RANDOMISED_TRIAL, Design.META_ANALYSIS]))
def test_one_more_supporting_study_never_lowers_the_probability(
    drawn: list[tuple[Stance, Design, float]], weight: float, design: Design
) -> None:
    before = body(drawn)
    more = replace(evidence("more", Stance.SUPPORTS, design=design), weight=weight)
    assert probability([*before, more]) >= probability(before) - 1e-12


def test_without_evidence_the_learned_prior_of_an_effect_leans_to_no() -> None:
    assert probability([]) < 0.5
    assert probability([]) == shipped_aggregators().holds.prior(QuestionKind.EFFECT)


@pytest.mark.parametrize("kind", QuestionKind)
def test_each_kind_of_question_has_its_prior(kind: QuestionKind) -> None:
    holds = shipped_aggregators().holds
    assert probability([], kind) == pytest.approx(holds.prior(kind))
    moved = replace(holds, kinds={kind.value: 1.0})
    assert moved.prior(kind) > replace(holds, kinds={}).prior(kind)
    pieces = [evidence("a", Stance.SUPPORTS)]
    assert probability(pieces, kind, moved) > probability(pieces, kind, replace(holds, kinds={}))


def test_one_small_study_says_what_it_says() -> None:
    """Whether there is enough to answer is another rule's business, not the prior's."""
    small = replace(evidence("a", Stance.SUPPORTS, design=Design.UNCONTROLLED), weight=0.1)
    against = replace(evidence("b", Stance.CONTRADICTS, design=Design.UNCONTROLLED), weight=0.1)
    assert probability([against]) < probability([]) < probability([small])


def test_coefficients_keep_their_signs_and_are_few() -> None:
    shipped = shipped_aggregators()
    for model, signs in (
        (shipped.holds, HOLDS_SIGNS),
        *((pair.differs, DIFFERS_SIGNS) for pair in (shipped.given, shipped.found)),
        *((pair.enough, ENOUGH_SIGNS) for pair in (shipped.given, shipped.found)),
    ):
        assert len(model.coefficients) == len(signs)
        assert all(c * s >= 0 for c, s in zip(model.coefficients, signs, strict=True))
        assert model.n > 0
        assert model.digest
    assert len(HOLDS_SIGNS) + len(QuestionKind) - 1 <= 7
    assert set(shipped.holds.kinds) == {k.value for k in QuestionKind}
    assert len(DIFFERS_SIGNS) + len(ENOUGH_SIGNS) <= 7


@given(st.lists(st.tuples(st.sampled_from([UP, DOWN, NULL]), _WEIGHTS), max_size=5))
def test_the_four_answers_sum_to_one_in_any_order(
    drawn: list[tuple[tuple[float, float, float], float]],
) -> None:
    pieces = [compares(str(i), said, weight) for i, (said, weight) in enumerate(drawn)]
    found = likelihoods(pieces)
    total = found.higher + found.lower + found.no_difference + found.too_little
    assert total == pytest.approx(1)
    assert likelihoods(pieces[::-1]).rounded == found.rounded


@given(st.floats(0.5, 10.0), st.floats(1.0, 5.0))
def test_more_weight_on_a_difference_never_lowers_its_probability(w: float, factor: float) -> None:
    before = likelihoods([compares("a", UP, w), compares("b", NULL)])
    after = likelihoods([compares("a", UP, w * factor), compares("b", NULL)])
    assert after.differs >= before.differs - 1e-12


@pytest.mark.parametrize(
    ("said", "answer", "direction"),
    [
        (UP, Answer.SUPPORTED, Change.HIGHER),
        (DOWN, Answer.SUPPORTED, Change.LOWER),
        (NULL, Answer.CONTRADICTED, Change.NO_DIFFERENCE),
    ],
)
def test_agreeing_trials_give_their_answer(
    said: tuple[float, float, float], answer: Answer, direction: Change
) -> None:
    found = compared([compares(k, said, 3.0, n=2000) for k in "abc"])
    assert (found.answer, found.direction) == (answer, direction)


def test_nothing_or_only_uncontrolled_is_too_little() -> None:
    assert compared([]).answer is Answer.TOO_LITTLE_EVIDENCE
    series = [compares(k, UP, design=Design.UNCONTROLLED, n=9000) for k in "ab"]
    assert compared(series).direction is None


def test_opposite_directions_conflict() -> None:
    found = compared([compares("a", UP, 6.0, n=2000), compares("b", DOWN, 3.0, n=2000)])
    assert (found.answer, found.direction) == (Answer.CONFLICTING, Change.HIGHER)


def test_ties_go_to_the_more_cautious() -> None:
    assert Likelihoods(0.25, 0.25, 0.25, 0.25).best() is None
    assert Likelihoods(0.4, 0.4, 0.2, 0.0).best(forced=True) is Change.NO_DIFFERENCE


@pytest.mark.parametrize("sources", Sources)
def test_the_verdict_carries_the_likelihoods(sources: Sources) -> None:
    pieces = [compares(k, UP, 3.0, n=2000) for k in "abc"]
    verdict = grade(pieces, claim(Relation.COMPARES), NAMES, sources=sources)
    models = shipped_aggregators().comparing(sources)
    assert verdict.likelihoods == likelihoods(pieces, models).rounded
    assert verdict.direction is Change.HIGHER
    assert grade([], claim(Relation.TREATS), NAMES).likelihoods is None
