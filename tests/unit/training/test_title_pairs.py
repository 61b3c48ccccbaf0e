"""Short questions made from titles, and the answers that two families of rules agree on. All
records are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from sceptic.domain.record import AbstractPart, Record
from sceptic.library.writer import LibraryWriter
from training.datasets import library_records
from training.title_pairs import asked_by, title_pairs
from training.weak_pairs import title_key

THINGS = ("zinc", "ginger", "honey", "garlic", "rest", "steam")
DENIED = "No benefit was found. {x} did not reduce the symptoms of {y}."
AFFIRMED = "{x} significantly improved the symptoms of {y}. It is effective and safe."


def record(key: int) -> Record:
    x, y = THINGS[key % 6], ("colds", "migraine", "nausea")[key % 3]
    said = (DENIED if key % 2 else AFFIRMED).format(x=x.capitalize(), y=y)
    return Record(
        id=f"test:{key}",
        title=f"{x.capitalize()} for the treatment of {y}: trial {key}",
        abstract=(
            AbstractPart(f"To see whether {x} helps, beside {THINGS[(key + 1) % 6]}.", "AIM"),
            AbstractPart(said, "CONCLUSIONS"),
        ),
    )


@pytest.mark.parametrize(
    ("title", "kind", "x", "y"),
    [
        ("Effect of zinc on the common cold: a trial", "affects", "zinc", "common cold"),
        ("Melatonin for the treatment of insomnia.", "helps", "melatonin", "insomnia"),
        ("Vitamin D for prevention of falls", "prevents", "vitamin D", "falls"),
        ("Efficacy of ginger in women with nausea", "helps", "ginger", "nausea"),
    ],
)
def test_a_title_that_names_thing_and_purpose_is_a_question(
    title: str, kind: str, x: str, y: str
) -> None:
    asked = asked_by(title)
    assert asked is not None
    assert (asked.kind, asked.x, asked.y) == (kind, x, y)


@pytest.mark.parametrize(
    "title",
    ["A comparison of zinc and ginger", "[Zinc for colds]", "Zinc versus ginger for colds", "Zinc"],
)
def test_other_titles_ask_nothing(title: str) -> None:
    assert asked_by(title) is None


def test_conclusions_answer_and_the_same_under_another_question_is_silent() -> None:
    records = [record(k) for k in range(36)]
    pairs = title_pairs(records)
    assert pairs == title_pairs(reversed(records))
    assert {p.label for p in pairs} == {"supports", "contradicts", "silent"}
    own = [p for p in pairs if "zinc" in p.statement.lower() and "colds" in p.statement]
    assert {p.label for p in own if p.text == AFFIRMED.format(x="Zinc", y="colds")} == {"supports"}
    kept = frozenset(title_key(r.title) for r in records)
    assert title_pairs(records, kept_out=kept) == []


def test_records_of_a_library_of_ones_own_can_give_the_pairs(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        for k in range(12):
            writer.put(record(k))
        writer.commit()
    assert sorted(r.id for r in library_records(tmp_path)) == sorted(f"test:{k}" for k in range(12))
