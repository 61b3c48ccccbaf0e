"""Weak labels: what index terms and titles tell, and what they leave open."""

from __future__ import annotations

from sceptic.domain.record import AbstractPart, MeshHeading, Record
from training.fit import fitted
from training.labels import (
    LOOK_ALIKE,
    _of_look_alikes,
    merged,
    of_rules,
    weak_labels,
    without_tallies,
    without_title,
)


def record(
    title: str, abstract: str = "", types: tuple[str, ...] = (), mesh: tuple[str, ...] = ()
) -> Record:
    return Record(
        id="row:1",
        title=title,
        abstract=(AbstractPart(abstract),),
        publication_types=types,
        mesh=tuple(MeshHeading(m) for m in mesh),
    )


def test_a_title_that_names_its_design_is_enough() -> None:
    labels = weak_labels(record("Zinc for colds: a randomised trial", "We gave zinc."))
    assert labels["randomised"]
    assert labels["trial"]
    assert not labels["systematic_review"]


def test_a_silent_title_with_words_of_chance_is_left_open() -> None:
    labels = weak_labels(record("Zinc for colds", "Adults were randomised. Others were treated."))
    assert "randomised" not in labels
    assert "trial" not in labels


def test_a_publication_type_tells() -> None:
    assert weak_labels(record("Zinc", "x", ("Randomized Controlled Trial",)))["randomised"]
    assert weak_labels(record("Zinc", "x", ("Meta-Analysis",)))["meta_analysis"]
    assert not weak_labels(record("Zinc", "random", ("Editorial",)))["randomised"]


def test_a_protocol_is_neither_review_nor_trial() -> None:
    labels = weak_labels(record("Zinc: protocol for a systematic review"))
    assert labels["protocol"]
    assert not labels["systematic_review"]
    assert "trial" not in labels


def test_check_tags_tell_people_and_children() -> None:
    child = weak_labels(record("x", mesh=("Humans", "Child", "Male", "Zinc")))
    assert child["human"]
    assert child["child"]
    rats = weak_labels(record("x", mesh=("Animals", "Rats", "Male", "Zinc")))
    assert rats["rodent"]
    assert not rats["human"]
    both = weak_labels(record("x", mesh=("Humans", "Child", "Adult", "Zinc")))
    assert "child" not in both


def test_the_rules_tell_people_where_no_index_term_does() -> None:
    cohort = record("Coffee and gout: a cohort study", "We followed 4000 men for ten years.")
    assert of_rules(cohort) == {"human": True}
    assert of_rules(record("Coffee: a review of what is known")) == {"human": False}
    assert of_rules(record("Coffee and gout")) == {}


def test_the_view_without_the_title_keeps_the_abstract() -> None:
    features = ["a zinc", "rule abstract 1", "rule title 2", "t zinc"]
    assert without_title(features) == ["a zinc", "rule abstract 1"]


def test_other_labels_are_learnt_without_the_tallies() -> None:
    assert without_tallies(["a zinc", "n people 3"]) == ["a zinc"]


def test_models_side_by_side_answer_each_for_itself() -> None:
    rows = [["good"], ["bad"]] * 10
    one = fitted("one", rows, ["yes", "no"] * 10, ("no", "yes"))
    two = fitted("two", rows, ["no", "yes"] * 10, ("no", "yes"))
    both = merged([one, two])
    assert both.classes == ["one", "two"]
    first, second = both.logits(["good"])
    assert first > 0 > second


def test_what_only_looks_like_a_trial_counts_more() -> None:
    views = [["a randomly", "a zinc"], ["a zinc"], ["a randomly"]]
    assert _of_look_alikes(views, ["no", "no", "yes"]) == [LOOK_ALIKE, 1.0, 1.0]
