"""Statements against texts, and questions against passages. All of it is made up."""

from __future__ import annotations

import pytest

from sceptic.appraisal.cues import words_of
from training.passage_reader import answer_from_passages, passage_features
from training.statement_reader import agreement, agreement_features, contrasts


def test_probabilities_sum_to_one() -> None:
    said = agreement("Zinc shortens colds.", "Zinc and colds", ["Zinc shortened colds."])
    assert sum(said) == pytest.approx(1)


def test_another_subject_is_silent() -> None:
    text = ["Heat pumps save power.", "Prices fell in winter."]
    assert agreement("Zinc shortens colds in adults.", "Heat pumps", text).answer == "silent"


def test_denial_makes_contradiction_likelier() -> None:
    title = "Zinc and the duration of colds"
    yes = agreement("Zinc reduced the duration of colds.", title,
                    ["Zinc reduced the duration of colds."])  # fmt: skip
    no = agreement("Zinc reduced the duration of colds.", title,
                   ["The duration of colds was not reduced by zinc."])  # fmt: skip
    assert no.contradicts > yes.contradicts


@pytest.mark.parametrize("text", [[], [""]])
def test_nothing_to_read_is_told(text: list[str]) -> None:
    assert agreement_features("", "", text) == ["nothing to compare"]
    assert sum(agreement("Zinc shortens colds.", "", text)) == pytest.approx(1)


def test_opposite_words_are_seen() -> None:
    found = contrasts(words_of("Zinc increases pain"), words_of("Zinc decreases pain"))
    assert "opposite words" in found
    assert "moves the other way" in found


def test_a_denied_question_is_answered_no() -> None:
    question = "Does zinc prevent malaria in children?"
    yes = ["Zinc prevented malaria in children.", "Zinc significantly reduced malaria in children."]
    no = ["Zinc did not prevent malaria in children.", "No effect of zinc on malaria was found."]
    assert answer_from_passages(question, yes).yes > 0.5
    assert answer_from_passages(question, no).no > answer_from_passages(question, yes).no


def test_what_no_passage_says_is_noted() -> None:
    features = passage_features("Is amiol a polyclonal antibody of class 7?", ["Amiol is a drug."])
    assert "missing 1" in features
    assert "figure not found" in features


def test_a_question_without_passages_is_answered() -> None:
    assert "no passages" in passage_features("Is zinc a metal?", [])
    assert sum(answer_from_passages("Is zinc a metal?", [])) == pytest.approx(1)
