"""Labels of articles are facts about texts that are not here: whole, in their part, in range."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from evals import criteria
from sceptic.domain.reading import CriterionName, PersuasionKind, Satisfaction

FILES = sorted(criteria.LABELS.glob("criteria_*.jsonl"))
ROWS = [(f.stem, json.loads(line)) for f in FILES for line in f.read_text().splitlines()]


def test_a_hundred_articles_are_labelled_once_each() -> None:
    ids = [row["id"] for _, row in ROWS]
    assert len(ids) == len(set(ids)) == 100


@pytest.mark.parametrize("stem", sorted({stem for stem, _ in ROWS}))
def test_every_row_follows_the_guide(stem: str) -> None:
    for name, row in ROWS:
        if name != stem:
            continue
        assert row["part"] == criteria.part_of(row["id"])
        assert list(row["criteria"]) == [n.value for n in CriterionName]
        assert set(row["criteria"].values()) <= {s.value for s in Satisfaction}
        assert {p["kind"] for p in row["persuasion"]} <= {k.value for k in PersuasionKind}
        assert set(row) == {"id", "part", "sha256", "criteria", "persuasion"}


def test_labels_fit_the_texts_that_were_read(data_dir: Path) -> None:
    path = data_dir / "fakehealth" / "contents.jsonl.gz"
    if not path.exists():
        pytest.skip("FakeHealth is not here")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = {row["id"]: row["text"] for row in map(json.loads, file)}
    for _, row in ROWS:
        text = texts[row["id"]]
        assert hashlib.sha256(text.encode()).hexdigest().startswith(row["sha256"])
        for passage in row["persuasion"]:
            assert 0 <= passage["start"] < passage["end"] <= len(text)


def test_f1_of_passages_counts_both_sides() -> None:
    assert criteria._f1([(1, 2, 2), (1, 2, 2)]) == 0.5
    assert criteria._precision([(1, 2, 4)]) == 0.25
    assert criteria._recall([(0, 0, 3)]) == 0.0
