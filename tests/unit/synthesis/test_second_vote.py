"""The second voter doubts a study where it leans clearly against the rules, and moves no stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sceptic.appraisal.classifiers import Reading
from sceptic.domain.claim import Question, Relation
from sceptic.domain.evidence import Evidence, Flag, Rationale, Stance
from sceptic.synthesis.second_vote import MOST, asked_of, doubted
from sceptic.synthesis.weighing import weighed
from tests.evidence_samples import claim, evidence

FOR, AGAINST = Reading(0.9, 0.05, 0.05), Reading(0.05, 0.9, 0.05)
TORN = Reading(0.5, 0.4, 0.1)


class Fixed:
    """Says the same of everything and keeps what it was asked."""

    voters = ("fixed reader (v1)",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.asked: list[tuple[str, str]] = []

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        self.asked += pairs
        return tuple(self.reading for _ in pairs)


def concluding(key: str = "a", stance: Stance = Stance.SUPPORTS, *, why_not: str = "") -> Evidence:
    said = Rationale("abstract", 0, 6, f"It is {key}.")
    return evidence(key, stance, why_not=why_not, conclusion=(said,))


@pytest.mark.parametrize(
    ("stance", "reading", "is_doubted"),
    [
        (Stance.SUPPORTS, AGAINST, True),
        (Stance.SUPPORTS, FOR, False),
        (Stance.SUPPORTS, TORN, False),
        (Stance.CONTRADICTS, FOR, True),
        (Stance.CONTRADICTS, AGAINST, False),
        (Stance.UNCLEAR, FOR, False),
    ],
)
def test_a_clear_lean_against_the_rules_is_flagged(
    stance: Stance, reading: Reading, is_doubted: bool
) -> None:
    (told,) = doubted([concluding(stance=stance)], claim(), Fixed(reading))
    assert told.stance is stance
    assert (Flag.VOTERS_DISAGREE in told.study.flags) is is_doubted


def test_doubt_halves_the_weight_and_is_noted() -> None:
    sure = [concluding()]
    (before,) = weighed(sure, claim())
    (after,) = weighed(doubted(sure, claim(), Fixed(AGAINST)), claim())
    assert after.weight == pytest.approx(before.weight / 2, abs=0.001)
    assert any("voters_disagree" in note for note in after.notes)


def test_what_does_not_count_or_says_nothing_is_not_read() -> None:
    reader = Fixed(AGAINST)
    pieces = [concluding("a", why_not="animals"), evidence("b")]
    assert doubted(pieces, claim(), reader) == pieces
    assert reader.asked == []


def test_an_open_comparison_is_left_alone() -> None:
    reader = Fixed(AGAINST)
    pieces = [concluding()]
    assert doubted(pieces, claim(Relation.COMPARES), reader) == pieces


def test_the_order_stays_and_only_the_weightiest_are_read() -> None:
    reader = Fixed(AGAINST)
    pieces = [concluding(f"{i:03}") for i in range(MOST + 5)]
    told = doubted(pieces, claim(), reader)
    assert [e.study.record_id for e in told] == [e.study.record_id for e in pieces]
    assert len(reader.asked) == MOST


def test_a_flag_is_not_given_twice() -> None:
    once = doubted([concluding()], claim(), Fixed(AGAINST))
    assert doubted(once, claim(), Fixed(AGAINST)) == once


def test_bare_words_become_a_question() -> None:
    asked = claim()
    assert asked_of(asked) == asked.question.text
    bare = replace(asked, question=Question("xylophonin yawning sickness"))
    assert asked_of(bare) == "Is xylophonin effective for yawning sickness?"
