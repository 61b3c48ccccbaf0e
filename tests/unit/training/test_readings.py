"""From the encoder's logits to answers. All texts and logits are made up."""

from __future__ import annotations

import msgspec

from evals.statements import gain
from training.datasets import SnippetItem, StatementItem, YesNoItem
from training.readings import (
    Read,
    Stack,
    cross_fitted,
    fitted_stack,
    question_answers,
    ranked,
    snippet_answers,
    statement_answers,
)

LABELS = ("supports", "contradicts", "silent")
LOGITS = {
    "supports": [3.0, -1.0, -2.0, 0.0],
    "contradicts": [-1.0, 3.0, -2.0, 0.0],
    "silent": [-1.0, -1.0, -2.0, 3.0],
}


def item(key: int, label: str) -> StatementItem:
    said = ("Colds are common.", f"Zinc was given to group {key}.", "Colds ended sooner.")
    marked = frozenset({2}) if label != "silent" else frozenset[int]()
    return StatementItem(str(key), f"d{key}", "Zinc shortens colds.", "", said, label, marked)


def read(label: str) -> Read:
    silent = LOGITS["silent"]
    return Read([silent, silent, LOGITS[label]], LOGITS[label])


ITEMS = [item(k, LABELS[k % 3]) for k in range(45)]
READ = {i.id: read(i.label) for i in ITEMS}


def test_what_the_logits_tell_is_answered_with_the_sentences_that_tell_it() -> None:
    said = statement_answers(ITEMS, READ, cross_fitted(ITEMS, list(READ.values())))
    assert [said[i.id][0] for i in ITEMS] == [i.label for i in ITEMS]
    assert all(said[i.id][1] == 2 for i in ITEMS if i.label != "silent")


def test_the_small_model_answers_items_it_never_saw_also_when_read_from_its_file() -> None:
    made = fitted_stack(ITEMS, list(READ.values()))
    other = [item(90 + k, label) for k, label in enumerate(LABELS)]
    asked = [read(label) for label in LABELS]
    assert made.answers(other, asked) == list(LABELS)
    kept = msgspec.json.decode(msgspec.json.encode(made), type=Stack)
    assert kept.answers(other, asked) == list(LABELS)


def test_sentences_that_are_not_silent_come_first() -> None:
    assert ranked(ITEMS[0], [LOGITS["silent"], LOGITS["contradicts"], LOGITS["silent"]])[0] == 1


def test_questions_and_snippets_are_answered_by_their_logits() -> None:
    asked = YesNoItem("1", "Does zinc help?", (), "It does.", "yes")
    said = question_answers([asked], {"1": [LOGITS["supports"]]}, {"1": (0.001, 0.998, 0.001)})
    assert said["1"][:2] == ["yes", "yes"]
    assert said["1"][3:5] == ["no", "no"]
    told = SnippetItem("1", "Does zinc help?", ("a", "b"), "no")
    logits = {"1": [LOGITS["contradicts"], LOGITS["silent"]]}
    assert snippet_answers([told], logits) == {"1": ["no"]}


def test_a_gain_is_told_with_its_interval() -> None:
    right = [i.label for i in ITEMS]
    assert gain(ITEMS, right, right) == "macro-F1 +0.000 (+0.000 to +0.000) over the linear reader"
    assert gain(ITEMS, right, ["silent"] * 45).startswith("macro-F1 +0.833 (+0.7")
