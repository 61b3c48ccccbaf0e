"""Pairs that teach an encoder: made by rule, or told by people. All texts are made up."""

from __future__ import annotations

import random

import pytest

from sceptic.domain.record import AbstractPart, Record
from training.datasets import ChangeItem, SnippetItem, StatementItem, YesNoItem
from training.told_pairs import (
    change_pairs,
    nearest_pairs,
    question_pairs,
    sentence_pairs,
    snippet_pairs,
    templated_pairs,
)
from training.turning import affirmed, denied, swapped, turned
from training.weak_pairs import as_question, statement_from, title_key, weak_pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zinc did not shorten colds.", "Zinc shortened colds."),
        ("Zinc was not associated with relief.", "Zinc was associated with relief."),
        ("No effect of zinc was seen.", "a significant effect of zinc was seen."),
        ("Zinc does not prevent colds.", "Zinc prevents colds."),
        ("Zinc failed to prevent colds.", "Zinc prevented colds."),
        ("Rates were similar in both groups.", "Rates were different in both groups."),
    ],
)
def test_denial_is_taken_away(text: str, expected: str) -> None:
    assert affirmed(text) == turned(text, random.Random(0)) == expected


@pytest.mark.parametrize(
    ("text", "denial", "opposite"),
    [
        ("Zinc reduced colds.", "Zinc did not reduce colds.", "Zinc increased colds."),
        ("Zinc improves mood.", "Zinc does not improve mood.", "Zinc worsens mood."),
        ("Colds were reduced by zinc.", "Colds were not reduced by zinc.",
         "Colds were increased by zinc."),
        ("Colds are higher in men.", "Colds are not higher in men.", "Colds are lower in men."),
        ("There was a significant difference.", "There was no significant difference.", None),
        ("High-dose zinc helped.", None, None),
    ],
)  # fmt: skip
def test_directions_are_denied_and_swapped(
    text: str, denial: str | None, opposite: str | None
) -> None:
    assert denied(text) == denial
    assert swapped(text) == opposite


def test_a_direction_is_turned_and_a_text_without_one_is_left() -> None:
    said = {turned("Zinc reduces colds.", random.Random(k)) for k in range(9)}
    assert said == {"Zinc increases colds.", "Zinc does not reduce colds."}
    assert turned("Colds are caught.", random.Random(0)) is None


def test_statements_lose_what_announces_them() -> None:
    said = statement_from("In conclusion, these results suggest that zinc reduces colds in adults.")
    assert said == "Zinc reduces colds in adults."
    assert statement_from("We aimed to determine whether zinc reduces common colds.") is None
    assert statement_from("Further studies are needed.") is None


def test_statements_become_questions() -> None:
    assert as_question("Zinc reduces common colds.") == "Does zinc reduce common colds?"
    assert as_question("Zinc is effective in colds.") == "Is zinc effective in colds?"
    assert as_question("Zinc does not help.") is None


def record(key: int) -> Record:
    text = (
        f"Colds are common in group {key}. We aimed to determine whether zinc helps colds. "
        "Adults were randomised to zinc lozenges or placebo. "
        f"The duration of common colds was reduced by zinc lozenges in group {key}. "
        "We conclude that zinc lozenges reduces duration of common colds."
    )
    return Record(
        id=f"test:{key}", title=f"Zinc lozenges in group {key}", abstract=(AbstractPart(text),)
    )


def test_weak_pairs_are_the_same_each_time_and_leave_out_what_is_kept() -> None:
    records = [record(k) for k in range(40)]
    pairs = weak_pairs(records, passes=1)
    assert pairs == weak_pairs(reversed(records), passes=1)
    assert {p.label for p in pairs} == {"supports", "contradicts", "silent"}
    kept = frozenset(title_key(r.title) for r in records)
    assert weak_pairs(records, kept_out=kept) == []


def test_comparisons_become_true_and_false_statements() -> None:
    items = [
        ChangeItem(str(k), str(k), "pain", "zinc", "placebo", f"Pain fell ({k}).", -1)
        for k in range(30)
    ]
    assert {p.label for p in change_pairs(items)} == {"lower"}
    by_words = {p.statement.split(" compared")[0]: p.label for p in templated_pairs(items)}
    assert by_words["zinc reduces pain"] == "supports"
    assert by_words["zinc increases pain"] == "contradicts"


def test_marked_sentences_carry_the_label_and_others_are_silent() -> None:
    item = StatementItem(
        "1", "d", "Zinc shortens colds.", "", ("Zinc is a metal.", "Zinc shortened colds."),
        "supports", frozenset({1}),
    )  # fmt: skip
    assert {(p.text, p.label) for p in sentence_pairs([item])} == {
        ("Zinc shortened colds.", "supports"),
        ("Zinc is a metal.", "silent"),
    }


def test_the_nearest_sentences_are_read_together_the_marked_first() -> None:
    item = StatementItem(
        "1", "d", "Zinc shortens colds.", "", ("A.", "B.", "C.", "D.", "E."),
        "contradicts", frozenset({4}),
    )  # fmt: skip
    assert [p.text for p in nearest_pairs([item], marked=False)] == ["A. B. C."]
    marked = nearest_pairs([item])
    assert [(p.text, p.label) for p in marked] == [("A. B. E.", "contradicts")]


def test_questions_are_answered_by_their_conclusion_and_nearest_snippets() -> None:
    item = YesNoItem("1", "Does zinc help?", (("AIM", "To see."),), "It does not.", "no")
    assert [p.label for p in question_pairs([item])] == ["contradicts", "silent"]
    told = SnippetItem("1", "Does zinc help colds?", ("x", "zinc", "zinc helps colds", "y"), "yes")
    assert snippet_pairs([told])[0].text == "zinc helps colds"
    assert len(snippet_pairs([told])) == 3
