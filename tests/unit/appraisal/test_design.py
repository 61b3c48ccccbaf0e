"""Design and subjects: index terms first, then words."""

from __future__ import annotations

import pytest

from sceptic.appraisal.design import design_of
from sceptic.appraisal.subjects import subjects_of
from sceptic.domain.evidence import Design, Subjects
from sceptic.domain.record import AbstractPart, MeshHeading, Record


def record(
    title: str,
    abstract: str = "",
    *,
    types: tuple[str, ...] = (),
    mesh: tuple[str, ...] = (),
    journal: str = "",
) -> Record:
    return Record(
        id="x",
        title=title,
        abstract=(AbstractPart(abstract),) if abstract else (),
        publication_types=types,
        mesh=tuple(MeshHeading(name) for name in mesh),
        journal=journal,
    )


@pytest.mark.parametrize(
    ("types", "design"),
    [
        (("Journal Article", "Randomized Controlled Trial"), Design.RANDOMISED_TRIAL),
        (("Meta-Analysis", "Systematic Review"), Design.META_ANALYSIS),
        (("Systematic Review",), Design.SYSTEMATIC_REVIEW),
        (("Case Reports",), Design.CASE_REPORT),
        (("Editorial",), Design.OPINION),
        (("Practice Guideline",), Design.GUIDELINE),
        (("Clinical Trial Protocol", "Randomized Controlled Trial"), Design.PROTOCOL),
        (("Review",), Design.NARRATIVE_REVIEW),
        (("Clinical Trial",), Design.UNCONTROLLED),
        (("Consensus Statement",), Design.OPINION),
    ],
)
def test_publication_types(types: tuple[str, ...], design: Design) -> None:
    assert design_of(record("Zorbium in patients with acne.", types=types)).design is design


@pytest.mark.parametrize(
    ("title", "abstract", "design"),
    [
        ("Zorbium for acne: a randomized controlled trial.", "", Design.RANDOMISED_TRIAL),
        ("Zorbium.", "Patients were randomly assigned to zorbium.", Design.RANDOMISED_TRIAL),
        ("Zorbium for acne: systematic review and meta-analysis.", "", Design.META_ANALYSIS),
        ("Zorbium for acne: a systematic review.", "", Design.SYSTEMATIC_REVIEW),
        ("Zorbium for acne: a non-randomized trial.", "", Design.CONTROLLED_TRIAL),
        ("Zorbium.", "Women formed 3 groups using block randomization.", Design.RANDOMISED_TRIAL),
        ("Study protocol for a randomised trial of zorbium.", "", Design.PROTOCOL),
        ("Acne and zorbium: a case-control study.", "", Design.CASE_CONTROL),
        ("Acne after zorbium: a cohort study.", "", Design.COHORT),
        ("Zorbium use among women: a cross-sectional survey.", "", Design.CROSS_SECTIONAL),
        ("Severe acne after zorbium: a case report.", "", Design.CASE_REPORT),
        ("Zorbium: a review.", "Patients were randomised in some trials.", Design.NARRATIVE_REVIEW),
        (
            "Zorbium in acne.",
            "Charts of 30 patients were read retrospectively.",
            Design.UNCONTROLLED,
        ),
        ("Zorbium.", "", Design.UNKNOWN),
        ("Zorbium.", "A prospective study. Twenty patients received it.", Design.UNCONTROLLED),
        ("Zorbium.", "A prospective study compared users with patients.", Design.COHORT),
        ("Zorbium.", "Thirty patients were treated. Women did well.", Design.UNCONTROLLED),
        ("Zorbium.", "Patients had more than healthy controls. Men too.", Design.CROSS_SECTIONAL),
    ],
)
def test_words(title: str, abstract: str, design: Design) -> None:
    assert design_of(record(title, abstract)).design is design


def test_a_paper_on_the_design_of_a_trial_is_no_result_of_it() -> None:
    title = "Rationale, design, and baseline characteristics of a trial of zorbium in acne."
    made = record(title, "We randomised 864 people.", types=("Randomized Controlled Trial",))
    assert design_of(made).design is Design.PROTOCOL


def test_cochrane_reviews_and_their_protocols() -> None:
    journal = "The Cochrane database of systematic reviews"
    review = record("Zorbium for acne.", "We included 6 trials.", journal=journal)
    protocol = record(
        "Zorbium for acne.", "This is a protocol for a Cochrane Review.", journal=journal
    )
    assert design_of(review).design is Design.COCHRANE_REVIEW
    assert design_of(protocol).design is Design.PROTOCOL


def test_words_are_quoted() -> None:
    made = record("Zorbium.", "We tried. Patients were randomly assigned to zorbium.")
    (rationale,) = design_of(made).rationale
    assert rationale.text == made.abstract_text[rationale.start : rationale.end]


@pytest.mark.parametrize(
    ("title", "abstract", "mesh", "subjects"),
    [
        ("Zorbium in rats.", "Rats were fed zorbium.", (), Subjects.ANIMAL),
        ("Zorbium.", "", ("Animals", "Mice"), Subjects.ANIMAL),
        ("Zorbium.", "", ("Humans", "Animals"), Subjects.HUMAN),
        ("Zorbium in women.", "Patients received zorbium.", (), Subjects.HUMAN),
        ("Zorbium in cultured fibroblasts.", "Cell lines were incubated.", (), Subjects.LABORATORY),
        ("Zorbium.", "", (), Subjects.UNKNOWN),
    ],
)
def test_subjects(title: str, abstract: str, mesh: tuple[str, ...], subjects: Subjects) -> None:
    assert subjects_of(record(title, abstract, mesh=mesh)) is subjects


def test_a_randomised_trial_in_mice_is_an_animal_study() -> None:
    made = record("Zorbium in mice: randomised.", "Mice were randomly assigned to zorbium.")
    assert design_of(made).design is Design.ANIMAL


@pytest.mark.parametrize(
    "abstract",
    [
        "Files were read again. This should be tested in a prospective randomized study.",
        "Much is known of the drops. One randomized study suggests that they help.",
        "Files of patients were read again. A randomised controlled trial is needed.",
    ],
)
def test_a_trial_that_is_wished_for_or_of_others_is_not_its_own(abstract: str) -> None:
    assert design_of(record("Drops for glare", abstract)).design is not Design.RANDOMISED_TRIAL
