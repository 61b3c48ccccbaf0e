"""Labels of questions: matching, halves, joining, confusion. All rows here are made up."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals import questions
from evals.question_labels import (
    FOLDER,
    HELD_OUT,
    PARTS,
    RULES,
    Item,
    both_are_right,
    fits,
    items_in,
    longest_mentions,
    relation_is_right,
    unknown_ids,
    with_texts,
)
from evals.questions import Reading, behaved, confusion, reading_of
from evals.runner import EvalError, Request
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.safety import SAFETY_LINES
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary

SIZES = {
    "labels_dev": 263,
    "people": 190,
    "typos": 40,
    "safety": 40,
    "not_health": 40,
    "adversarial": 40,
}


def concept(name: str, *names: str, known_as: str = "", kind: str = "intervention") -> Concept:
    return Concept(known_as or name.replace(" ", "-"), name, ConceptKind(kind), (name, *names))


LIGHT = concept("light therapy", "UV light", "bright light")
SMALL = Vocabulary.of(
    (
        LIGHT,
        concept("aspirin"),
        concept("aspirin tablets"),
        concept("headache", kind="condition"),
        concept("stroke", kind="condition"),
    )
)


def item(**parts: object) -> Item:
    return Item(**{"set": "made up", "id": "1", "relation": "treats", **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gold", "also", "said", "is_right"),
    [
        ("treats", (), "treats", True),
        ("treats", (), "helps", True),
        ("helps", (), "treats", True),
        ("better_than", (), "compares", True),
        ("treats", (), "prevents", False),
        ("helps", ("prevents",), "prevents", True),
        ("causes", (), "treats", False),
        ("treats", (), "declined", False),
    ],
)
def test_relations_that_count(gold: str, also: tuple[str, ...], said: str, is_right: bool) -> None:
    assert relation_is_right(item(relation=gold, also=also), said) is is_right


def test_an_id_fits_itself_alone() -> None:
    assert fits(("light-therapy",), LIGHT)
    assert not fits(("aspirin",), LIGHT)
    assert not fits((), LIGHT)
    assert not fits(("light-therapy",), None)


def test_words_fit_the_preferred_name_in_any_order_and_number() -> None:
    said = concept("dressings for the wound", known_as="text:x")
    assert fits(("text:wound dressing",), said)
    assert not fits(("text:wound",), said)
    assert not fits(("text:clean wound dressing",), said)


def test_any_name_fits_only_leniently() -> None:
    assert not fits(("text:UV light",), LIGHT)
    assert fits(("text:UV light",), LIGHT, lenient=True)


def test_a_part_without_a_label_is_not_scored() -> None:
    reading = reading_of(item(text="Does aspirin help headache?"), SMALL)
    assert both_are_right(item(intervention=("aspirin",)), reading.claim)
    assert not both_are_right(item(intervention=("light-therapy",)), reading.claim)
    assert not both_are_right(item(intervention=("aspirin",)), None)


def test_a_declined_question_is_wrong_in_every_way() -> None:
    reading = Reading(item(intervention=("aspirin",)), None)
    assert reading.said == questions.DECLINED
    assert not reading.relation_is_right
    assert not reading.is_right


def test_the_trivial_reading_takes_the_longest_on_each_side_of_the_verb() -> None:
    found = longest_mentions("Do aspirin tablets or aspirin prevent stroke?", SMALL)
    assert [c.id if c else None for c in found] == ["aspirin-tablets", "stroke"]
    found = longest_mentions("headache aspirin", SMALL)
    assert [c.id if c else None for c in found] == ["aspirin", "headache"]
    assert longest_mentions("Does tea help?", SMALL) == (None, None)


@pytest.mark.parametrize(
    ("expected", "text", "is_right"),
    [
        ("declined", "", True),
        ("declined", "Does aspirin help headache?", False),
        ("understood", "Does aspirin help headache?", True),
        ("understood", "Does light therapy help headache?", False),
        ("understood", "", False),
        ("either", "", True),
        ("either", "Does light therapy help headache?", False),
        ("open", "Does aspirin help headache?", False),
        ("open", "", True),
    ],
)
def test_expected_behaviour(expected: str, text: str, is_right: bool) -> None:
    row = item(text=text, expected=expected, intervention=("aspirin",), condition=("headache",))
    assert behaved(reading_of(row, SMALL)) is is_right


def test_the_confusion_table_counts_what_counts_as_right_on_the_diagonal() -> None:
    right = reading_of(item(text="Does aspirin help headache?"), SMALL)
    wrong = reading_of(item(text="Does aspirin cause headache?"), SMALL)
    table = confusion([right, wrong, Reading(item(), None)]).splitlines()
    assert table[0].split() == ["label", "\\", "read", "causes", "treats", "declined"]
    assert table[1].split() == ["treats", "1", "1", "1"]


def lines(path: Path, *rows: Mapping[str, object]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_labels_are_joined_with_their_text(tmp_path: Path) -> None:
    rows = lines(tmp_path / "q.jsonl", {"set": "made up", "id": "1", "question": "Does it?"})
    assert [i.text for i in with_texts([item()], rows)] == ["Does it?"]
    with pytest.raises(EvalError, match="no question made up:2"):
        with_texts([item(id="2")], rows)
    rows.write_text("{", encoding="utf-8")
    with pytest.raises(EvalError, match=r"q\.jsonl"):
        with_texts([item()], rows)


def test_an_unreadable_label_names_its_line(tmp_path: Path) -> None:
    good = {"set": "made up", "id": "1", "relation": "treats"}
    path = lines(tmp_path / "l.jsonl", good, {**good, "relation": "mends"})
    with pytest.raises(EvalError, match=r"l\.jsonl, line 2: .*mends"):
        items_in(path)
    with pytest.raises(EvalError, match="line 1"):
        items_in(lines(tmp_path / "m.jsonl", {"set": "made up"}))


def test_given_items_are_measured(tmp_path: Path) -> None:
    row = {
        "set": "made up",
        "id": "1",
        "text": "Does aspirin prevent stroke?",
        "relation": "prevents",
        "intervention": ["aspirin"],
        "condition": ["stroke"],
    }
    path = lines(tmp_path / "i.jsonl", row, {**row, "id": "2", "condition": ["headache"]})
    (result,) = questions.run(Request(items=path))
    figures = {f.name: f.value for f in result.figures}
    assert figures["relation"] == 1
    assert figures["both concepts"] == figures["condition"] == 0.5
    assert result.wrong == ("made up:2",)
    assert "made up:2: condition stroke, not headache" in result.note


def test_an_id_that_is_gone_is_an_error_not_a_misreading(tmp_path: Path) -> None:
    row = {"set": "made up", "id": "1", "relation": "treats", "condition": ["no-such-concept"]}
    with pytest.raises(EvalError, match="no-such-concept in made up:1"):
        questions.run(Request(items=lines(tmp_path / "i.jsonl", row)))


@pytest.mark.parametrize("name", sorted(SIZES))
def test_shipped_labels_are_whole(name: str) -> None:
    items = items_in(FOLDER / f"{name}.jsonl")
    assert len(items) == SIZES[name] == len({i.name for i in items})
    assert not unknown_ids(items, shipped_vocabulary())
    for row in items:
        digest = hashlib.sha256(f"{row.set}{row.id}".encode()).hexdigest()
        assert row.half == (HELD_OUT if int(digest, 16) % 2 else RULES)


def test_shipped_rows_hold_what_their_use_needs() -> None:
    public = items_in(FOLDER / "labels_dev.jsonl")
    assert not any(i.text for i in public), "text of public sets is not shipped"
    assert Counter(i.set for i in public) == {
        "TREC2019": 46, "TREC2020": 50, "White-Hassan-90": 90, "BioASQ": 77,
    }  # fmt: skip
    for row in (*public, *items_in(FOLDER / "people.jsonl")):
        assert row.relation, row.name
        assert row.intervention, row.name
        assert row.condition or row.relation == "is_safe" or "is_safe" in row.also, row.name
    kinds = {line.id for line in SAFETY_LINES}
    assert all(i.kind in kinds for i in items_in(FOLDER / "safety.jsonl"))
    expected = {i.expected for i in items_in(FOLDER / "adversarial.jsonl")}
    assert expected == {"declined", "understood", "either", "open"}
    assert all(i.accepted(part) == () for i in items_in(FOLDER / "safety.jsonl") for part in PARTS)


def test_the_two_halves_do_not_meet(data_dir: Path) -> None:
    by_half = {
        held_out: {
            i.name
            for i in items_in(FOLDER / "labels_dev.jsonl")
            if i.half == (HELD_OUT if held_out else RULES)
        }
        for held_out in (False, True)
    }
    assert not by_half[False] & by_half[True]
    *found, compared = questions.run(Request(data=data_dir))
    assert (compared.name, compared.n) == ("questions/medevidence", 62)
    assert sum(r.n for r in found) < sum(SIZES.values())
    assert {r.split for r in found} == {"half rules"}
    assert {r.name for r in found} == {
        f"questions/{part}"
        for part in ("labels", "people", "typos", "safety", "not_health", "adversarial")
    }
    assert set(found[0].wrong) <= by_half[False]
