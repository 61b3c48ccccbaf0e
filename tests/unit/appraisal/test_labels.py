"""The trained second voter on what a record is. All records are made up."""

from __future__ import annotations

import pytest

from sceptic.appraisal.labels import (
    LABELS,
    MODEL,
    is_doubted,
    label_features,
    label_probabilities,
)
from sceptic.appraisal.linear import model
from sceptic.appraisal.reading import study_from_record
from sceptic.domain.evidence import Design, Flag
from sceptic.domain.record import AbstractPart, MeshHeading, Record


def record(title: str, abstract: str = "") -> Record:
    parts = (AbstractPart(abstract),) if abstract else ()
    return Record(id="row:1", title=title, abstract=parts)


TRIAL = record(
    "Zinc for the common cold: a randomised placebo-controlled trial.",
    "We randomly assigned 200 adults with a cold to zinc or placebo. The primary outcome was the "
    "duration of symptoms. Symptoms were shorter with zinc (P=0.01).",
)
REVIEW = record(
    "Zinc for the common cold: a systematic review and meta-analysis.",
    "We searched MEDLINE and Embase for randomised trials. Twelve studies were included. Random "
    "effects models were used. Heterogeneity was high.",
)
RATS = record(
    "Zinc protects the liver of rats.",
    "Male Wistar rats were divided into four groups. Serum and liver tissue were taken from the "
    "animals after four weeks.",
)
CHILDREN = record(
    "Asthma in school children.",
    "Parents of 300 children aged 6 to 12 years answered a questionnaire on asthma.",
)


@pytest.mark.parametrize(
    ("read", "likely", "unlikely"),
    [
        (TRIAL, {"randomised", "trial", "human"}, {"systematic_review", "rodent", "protocol"}),
        (REVIEW, {"systematic_review", "meta_analysis"}, {"randomised", "rodent", "protocol"}),
        (RATS, {"rodent"}, {"human", "randomised", "systematic_review"}),
        (CHILDREN, {"child", "human"}, {"rodent", "randomised", "meta_analysis"}),
    ],
)
def test_labels(read: Record, likely: set[str], unlikely: set[str]) -> None:
    chances = label_probabilities(read)
    assert set(chances) == set(LABELS)
    assert all(chances[label] > 0.5 for label in likely), chances
    assert all(chances[label] < 0.5 for label in unlikely), chances


@pytest.mark.parametrize("read", [TRIAL, REVIEW, RATS, CHILDREN, record("")])
def test_the_shipped_model_reads_the_same_features(read: Record) -> None:
    assert label_probabilities(read) == label_probabilities(read, weights=model(MODEL))


def test_index_terms_are_no_features() -> None:
    indexed = Record(
        id="row:1",
        title=TRIAL.title,
        abstract=TRIAL.abstract,
        publication_types=("Review",),
        mesh=(MeshHeading("Animals"),),
    )
    assert label_features(indexed) == label_features(TRIAL)


def test_how_often_people_are_named_is_told_by_every_step_it_reaches() -> None:
    named = {f for f in label_features(CHILDREN) if f.startswith("n ")}
    assert {"n people 1", "n people 2", "n people 3", "n figures 3"} <= named
    assert not {f for f in named if f.startswith(("n animals", "n matter"))}


def test_an_empty_record_is_read() -> None:
    assert label_features(record("")) == ["no abstract"]
    assert all(0 < chance < 1 for chance in label_probabilities(record("")).values())


def test_a_design_that_both_tell_is_not_doubted() -> None:
    assert not is_doubted(TRIAL, Design.RANDOMISED_TRIAL)
    assert not is_doubted(RATS, Design.ANIMAL)
    assert Flag.VOTERS_DISAGREE not in study_from_record(TRIAL).flags


def test_a_doubted_design_is_flagged() -> None:
    soil = record(
        "A protocol for the extraction of DNA from soil.",
        "Samples were taken from fields. DNA was extracted with beads. The yield was high.",
    )
    assert is_doubted(soil, Design.PROTOCOL)
    study = study_from_record(soil)
    assert study.design is Design.PROTOCOL
    assert Flag.VOTERS_DISAGREE in study.flags
