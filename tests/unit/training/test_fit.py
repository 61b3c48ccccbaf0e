"""Fitting: deterministic, rounded, readable again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sceptic.appraisal.linear import LinearModel, model, softmax
from training.datasets import digest_of, folds, halves, last_third
from training.fit import fitted, reference_model, written

ROWS = [["good", "new"], ["good"], ["bad", "new"], ["bad"]] * 5
LABELS = ["yes", "yes", "no", "no"] * 5


def test_a_fit_is_repeatable_and_right() -> None:
    made = fitted("made_up", ROWS, LABELS, ("no", "yes"))
    assert made == fitted("made_up", ROWS, LABELS, ("no", "yes"))
    no, yes = made.probabilities(["good"])
    assert yes > 0.8
    assert no + yes == pytest.approx(1)
    assert made.probabilities(["unseen"]) == pytest.approx(softmax(made.bias))


def test_only_the_strongest_features_are_kept() -> None:
    made = fitted("made_up", ROWS, LABELS, ("no", "yes"), keep=2)
    assert set(made.weights) == {"good", "bad"}


def test_a_model_file_reads_back(tmp_path: Path) -> None:
    made = fitted("made_up", ROWS, LABELS, ("no", "yes"))
    path = written(made, tmp_path)
    assert msgspec.json.decode(path.read_bytes(), type=LinearModel) == made
    assert path.read_bytes() == written(made, tmp_path).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "roles",
        "affirmation",
        "change_difference",
        "change_way",
        "labels",
    ],
)
def test_shipped_models_say_what_they_were_made_from(name: str) -> None:
    assert_says_what_it_was_made_from(model(name), name)


@pytest.mark.parametrize("name", ["agreement", "passages"])
def test_models_of_the_evals_say_it_too(name: str) -> None:
    assert_says_what_it_was_made_from(reference_model(name), name)


def assert_says_what_it_was_made_from(shipped: LinearModel, name: str) -> None:
    assert shipped.name == name
    assert shipped.provenance.made
    assert shipped.provenance.metrics
    for used in shipped.provenance.data:
        assert {"name", "licence", "n", "digest"} <= set(used)
    assert all(len(row) == len(shipped.classes) for row in shipped.weights.values())


def test_splits_are_disjoint_and_repeatable() -> None:
    ids = [str(i) for i in range(20)]
    first, second = halves(ids)
    assert set(first) | set(second) == set(ids)
    assert not set(first) & set(second)
    assert sorted(i for fold in folds(ids, 3) for i in fold) == sorted(ids)
    assert last_third(ids) == last_third(reversed(ids))
    assert digest_of(["a", "b"]) == digest_of(["b", "a"])
