"""Summary of Findings: rows, absolute effects, certainty and what it means."""

from __future__ import annotations

import dataclasses

import pytest

from sceptic.domain.evidence import Answer, ArmResult, Certainty, Effect
from sceptic.synthesis.findings_table import MOST_ROWS, NO_BASELINE, NO_EFFECT, findings_table
from tests.briefs import QUESTIONS, brief_on, with_arms, with_effect

BATHS = ArmResult("baths", events=10, total=100)
DARK = ArmResult("darkness", events=20, total=100)


@pytest.mark.parametrize(
    ("effect", "with_it"),
    [
        (Effect("RR", 0.5, 0.25, 1.0), "100 in 1000 (50 to 200)"),
        (Effect("OR", 0.5, 0.25, 1.0), "111 in 1000 (59 to 200)"),
        (Effect("HR", 0.5, 0.25, 1.0), "106 in 1000 (54 to 200)"),
        (Effect("RR", 0.5), "100 in 1000"),
    ],
)
def test_a_ratio_is_applied_to_the_risk_without(effect: Effect, with_it: str) -> None:
    (row,) = findings_table(with_effect(effect, BATHS, DARK)).rows
    assert row.without == "200 in 1000"
    assert row.with_it == with_it


def test_two_arms_without_a_ratio_give_their_own_shares() -> None:
    (row,) = findings_table(with_arms(BATHS, DARK)).rows
    assert (row.without, row.with_it) == ("200 in 1000", "100 in 1000 (1 to 200)")
    assert row.risks is not None
    assert row.relative == NO_EFFECT


def test_no_cell_is_blank() -> None:
    for question in QUESTIONS:
        for row in findings_table(brief_on(question)).rows:
            cells = (row.outcome, row.studies, row.relative, row.without, row.with_it)
            assert all(cells), question


def test_a_ratio_without_a_baseline_says_why_there_is_no_absolute_effect() -> None:
    (row,) = findings_table(with_effect(Effect("RR", 0.5, 0.25, 1.0))).rows
    assert row.without == row.with_it == NO_BASELINE


def test_a_mean_difference_stands_in_its_unit() -> None:
    (row,) = findings_table(with_effect(Effect("MD", 1.5, -0.25, 3.25, unit="hairs"))).rows
    assert row.relative.startswith("MD 1.5 hairs (-0.25 to 3.25)")
    words = "a difference of 1.5 hairs (-0.25 to 3.25), not a share of people"
    assert row.with_it == row.without == words
    assert row.risks is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_row_is_surer_than_its_part(question: str) -> None:
    brief = brief_on(question)
    table = findings_table(brief)
    assert len(table.rows) <= MOST_ROWS
    parts = {part.label: part for part in brief.verdict.parts}
    for row in table.rows:
        part = parts[row.part]
        assert row.certainty.level <= part.certainty.level
        if row.certainty is not Certainty.HIGH:
            assert row.notes
        if part.answer is Answer.TOO_LITTLE_EVIDENCE:
            assert row.meaning.text.startswith("Too little evidence")
        for number in row.notes:
            assert table.notes[number - 1].sources


def test_each_part_has_a_row() -> None:
    brief = brief_on("Does mesotherapy prevent hair loss?")
    assert {row.part for row in findings_table(brief).rows} == {
        part.label for part in brief.verdict.parts
    }


def test_words_follow_the_certainty_of_the_row() -> None:
    """GRADE guidelines 26 (PMID 31711912)."""
    (row,) = findings_table(with_effect(Effect("RR", 0.5, 0.25, 1.0), BATHS, DARK)).rows
    assert row.certainty is Certainty.VERY_LOW  # one study of twelve people
    assert row.meaning.text == (
        "The evidence is very uncertain about the effect of moonlight baths on hair count."
    )
    row = findings_table(brief_on("Does cranberry juice prevent urinary tract infections?")).rows[0]
    assert row.certainty is Certainty.MODERATE
    assert row.meaning.text == "Cranberry products probably reduce urinary tract infection."


def test_a_brief_without_parts_has_an_empty_table() -> None:
    brief = with_arms(BATHS, DARK)
    bare = dataclasses.replace(brief, verdict=dataclasses.replace(brief.verdict, parts=()))
    assert findings_table(bare).rows == ()
