"""The model of whether a claim holds: what it learns, what it throws away, what stays."""

from __future__ import annotations

from dataclasses import replace

from sceptic.domain.evidence import Design, Evidence, Stance
from sceptic.synthesis.aggregator import probability
from sceptic.synthesis.kinds import QuestionKind
from tests.evidence_samples import evidence
from training.holds import REVIEWS, Judged, fitted_holds

EFFECT, CAUSE = QuestionKind.EFFECT, QuestionKind.CAUSE


def study(stance: Stance) -> Evidence:
    return replace(evidence("a", stance, design=Design.COHORT), weight=0.4)


def rows(kind: QuestionKind, yes: int, no: int, **more: bool) -> list[Judged]:
    """Questions whose studies are right but for one in four."""
    made = []
    for i in range(yes + no):
        truth = i < yes
        says = truth if i % 4 else not truth
        stance = Stance.SUPPORTS if says else Stance.CONTRADICTS
        group = f"{kind}{i}{more}"
        made.append(Judged(group, kind, truth, (study(stance),), **more))
    return made


def test_what_studies_say_is_learnt_and_reviews_stay_at_the_design() -> None:
    model = fitted_holds(rows(EFFECT, 20, 20))
    _, signal, reviews = model.coefficients
    assert signal > 0
    assert reviews == REVIEWS
    assert probability([study(Stance.SUPPORTS)], EFFECT, model) > 0.5


def test_the_lean_of_articles_own_questions_is_thrown_away_for_effects() -> None:
    reviews = rows(EFFECT, 10, 30)
    alone = fitted_holds(reviews)
    beside = fitted_holds([*reviews, *rows(EFFECT, 36, 4, is_of_article=True)])
    assert abs(beside.prior(EFFECT) - alone.prior(EFFECT)) < 0.15
    assert beside.prior(EFFECT) < 0.5


def test_a_kind_is_drawn_towards_the_prior_of_effects() -> None:
    reviews = rows(EFFECT, 20, 60)
    model = fitted_holds([*reviews, *rows(CAUSE, 24, 6, is_of_article=True)])
    assert model.kinds["effect"] == 0.0
    assert model.prior(EFFECT) < model.prior(CAUSE) < 0.8
    assert abs(model.kinds["test"]) < 0.01
