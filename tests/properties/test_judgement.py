"""Properties that hold for any body of evidence (DESIGN 4)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sceptic.domain.evidence import Answer, Design, Evidence, Stance, Verdict
from sceptic.synthesis.grading import grade
from sceptic.synthesis.weighing import weighed
from tests.evidence_samples import NAMES, claim, evidence

_DESIGNS = st.sampled_from([d for d in Design if d.may_count])
_STANCES = st.sampled_from([Stance.SUPPORTS, Stance.CONTRADICTS])


@st.composite
def bodies(draw: st.DrawFn) -> list[Evidence]:
    size = draw(st.integers(0, 6))
    return [
        evidence(
            str(i),
            draw(_STANCES),
            design=draw(_DESIGNS),
            n=draw(st.one_of(st.none(), st.integers(1, 20_000))),
            year=draw(st.integers(1980, 2024)),
            intervention=draw(st.sampled_from(["", "", "x1", "x2"])),
            condition=draw(st.sampled_from(["", "", "y1", "y2"])),
            group=draw(st.sampled_from(["", "", "g"])),
        )
        for i in range(size)
    ]


def verdict_of(pieces: Sequence[Evidence]) -> Verdict:
    asked = claim()
    return grade(weighed(pieces, asked), asked, NAMES)


@given(bodies(), st.randoms(use_true_random=False))
def test_order_does_not_matter(pieces: list[Evidence], shuffler: random.Random) -> None:
    shuffled = list(pieces)
    shuffler.shuffle(shuffled)
    assert verdict_of(shuffled) == verdict_of(pieces)


@given(bodies(), st.sampled_from([Design.ANIMAL, Design.LABORATORY]), _STANCES)
def test_animal_and_laboratory_studies_never_raise_certainty(
    pieces: list[Evidence], design: Design, stance: Stance
) -> None:
    before = verdict_of(pieces)
    after = verdict_of(
        [*pieces, evidence("mouse", stance, design=design, n=5000, why_not="never counts")]
    )
    assert after.certainty.level <= before.certainty.level
    assert after.answer is before.answer


@given(bodies(), _STANCES)
def test_a_retracted_study_changes_nothing(pieces: list[Evidence], stance: Stance) -> None:
    retracted = evidence("r", stance, n=100_000, why_not="retracted", design=Design.UNCONTROLLED)
    assert verdict_of([*pieces, retracted]).answer is verdict_of(pieces).answer


@given(bodies())
def test_too_little_is_never_firm_and_an_answer_never_rests_on_nothing(
    pieces: list[Evidence],
) -> None:
    verdict = verdict_of(pieces)
    controlled = [e for e in pieces if e.study.design.is_controlled]
    if verdict.answer is Answer.TOO_LITTLE_EVIDENCE:
        assert verdict.certainty.level == 1
    else:
        assert controlled


@given(bodies())
def test_a_body_and_its_mirror_image_are_never_both_supported(pieces: list[Evidence]) -> None:
    swapped = {Stance.SUPPORTS: Stance.CONTRADICTS, Stance.CONTRADICTS: Stance.SUPPORTS}
    mirrored = [
        evidence(
            e.study.record_id.removeprefix("test:"), swapped[e.stance], design=e.study.design,
            n=e.study.participants, year=e.study.year, intervention=e.intervention_variant,
            condition=e.condition_variant, group=e.study.group,
        )
        for e in pieces
    ]  # fmt: skip
    assert (verdict_of(pieces).answer, verdict_of(mirrored).answer) != (
        Answer.SUPPORTED, Answer.SUPPORTED,
    )  # fmt: skip


@given(bodies())
def test_the_headline_is_never_surer_than_its_parts(pieces: list[Evidence]) -> None:
    verdict = verdict_of(pieces)
    if verdict.answer in (Answer.DEPENDS, Answer.TOO_LITTLE_EVIDENCE):
        return
    is_conflict = verdict.answer is Answer.CONFLICTING
    agreeing = [p for p in verdict.parts if is_conflict or p.answer is verdict.answer]
    assert agreeing
    assert verdict.certainty.level <= max(p.certainty.level for p in agreeing)
