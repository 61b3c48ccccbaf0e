"""Each part of a study's weight can be left out, and nothing else changes with it."""

from __future__ import annotations

import pytest

from sceptic.domain.claim import Claim
from sceptic.domain.evidence import Design, Evidence, Flag, Stance, Study, Subjects
from sceptic.domain.record import Citation
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.synthesis.weighing import FULL, MAY_BE_INCLUDED, Scheme, weighed

NOTHING = Scheme(
    design=False,
    size=False,
    directness=False,
    recency=False,
    flags=frozenset(),
    reviews_supersede=False,
    merges=False,
)


@pytest.fixture(scope="module")
def claim() -> Claim:
    return claim_from_question("Does zinc help the common cold?", shipped_vocabulary())


def study(name: str, design: Design, year: int, people: int, **more: object) -> Evidence:
    made = Study(
        record_id=name,
        citation=Citation((name,), "A title", "A journal", year),
        design=design,
        subjects=Subjects.HUMAN,
        year=year,
        participants=people,
        **more,  # type: ignore[arg-type]
    )
    return Evidence(made, Stance.SUPPORTS, None, 1.0, True, about=0.8)


def body() -> tuple[Evidence, ...]:
    return (
        study("review", Design.SYSTEMATIC_REVIEW, 2015, 900),
        study("old", Design.RANDOMISED_TRIAL, 2005, 40, group="NCT1"),
        study("again", Design.RANDOMISED_TRIAL, 2006, 120, group="NCT1"),
        study("spun", Design.RANDOMISED_TRIAL, 2020, 60, flags=(Flag.HOPEFUL_CONCLUSION,)),
    )


def weights(claim: Claim, scheme: Scheme) -> dict[str, float]:
    return {e.study.record_id: e.weight for e in weighed(body(), claim, scheme)}


def test_without_any_part_each_study_weighs_one(claim: Claim) -> None:
    assert set(weights(claim, NOTHING).values()) == {1.0}


def test_the_full_scheme_is_the_default(claim: Claim) -> None:
    assert weighed(body(), claim) == weighed(body(), claim, FULL)


@pytest.mark.parametrize(
    ("scheme", "name", "factor"),
    [
        (Scheme(design=False), "review", 1 / 4),
        (Scheme(directness=False), "again", 1 / 0.8),
        (Scheme(flags=frozenset()), "spun", 2.0),
        (Scheme(reviews_supersede=False), "again", 2.0),
        (Scheme(recency=False), "spun", 1.0),
    ],
)
def test_one_part_left_out(claim: Claim, scheme: Scheme, name: str, factor: float) -> None:
    full, less = weights(claim, FULL), weights(claim, scheme)
    assert less[name] == pytest.approx(factor * full[name], rel=1e-3)


def test_reports_of_one_trial_both_count_where_they_are_not_merged(claim: Claim) -> None:
    assert weights(claim, FULL)["old"] == 0.0
    assert weights(claim, Scheme(merges=False))["old"] > 0.0


def test_what_is_left_out_is_not_noted(claim: Claim) -> None:
    for each in weighed(body(), claim, NOTHING):
        assert each.notes == ()
    noted = {n for e in weighed(body(), claim) for n in e.notes}
    assert MAY_BE_INCLUDED in noted
