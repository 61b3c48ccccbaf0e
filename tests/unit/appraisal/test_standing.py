"""Retraction, registration, blinding and flags."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sceptic.appraisal.standing import (
    blinding_of,
    flags_of,
    placebo_of,
    registrations_of,
    restated,
    retraction_of,
)
from sceptic.domain.evidence import Design, Flag, Study, Subjects
from sceptic.domain.record import (
    AbstractPart,
    Citation,
    Databank,
    Notice,
    NoticeKind,
    Pmid,
    Record,
    RetractionState,
)


def record(abstract: str = "", **fields: object) -> Record:
    parts = (AbstractPart(abstract),) if abstract else ()
    return Record(id="x", title="Zorbium.", abstract=parts, pmid=Pmid(1), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (NoticeKind.RETRACTION_IN, RetractionState.RETRACTED),
        (NoticeKind.PARTIAL_RETRACTION_IN, RetractionState.PARTLY_RETRACTED),
        (NoticeKind.CONCERN_IN, RetractionState.CONCERN),
        (NoticeKind.ERRATUM_IN, RetractionState.CORRECTED),
        (NoticeKind.RETRACTED_REPUBLISHED_IN, RetractionState.REPLACED),
        (NoticeKind.RETRACTION_OF, RetractionState.NONE_KNOWN),
        (NoticeKind.ERRATUM_FOR, RetractionState.NONE_KNOWN),
        (NoticeKind.COMMENT_IN, RetractionState.NONE_KNOWN),
    ],
)
def test_the_article_is_retracted_and_not_its_notice(
    kind: NoticeKind, state: RetractionState
) -> None:
    assert retraction_of(record(notices=(Notice(kind),)))[0] is state


@pytest.mark.parametrize(
    "title",
    ["Retracted: Zorbium.", "RETRACTED ARTICLE: Zorbium.", "WITHDRAWN: Zorbium.", "Withdrawn. Zo."],
)
@pytest.mark.parametrize("linked", [True, False])
def test_a_notice_that_quotes_the_title_is_not_retracted(title: str, *, linked: bool) -> None:
    notice = Record(
        id="pmid:2",
        title=title,
        pmid=Pmid(2),
        publication_types=("Retraction of Publication",),
        notices=(Notice(NoticeKind.RETRACTION_OF, Pmid(1)),) if linked else (),
    )
    assert notice.is_notice
    assert retraction_of(notice)[0] is RetractionState.NONE_KNOWN


def test_a_notice_can_be_retracted_itself() -> None:
    notices = (Notice(NoticeKind.RETRACTION_OF, Pmid(3)), Notice(NoticeKind.RETRACTION_IN, Pmid(4)))
    made = record(notices=notices, publication_types=("Retraction of Publication",))
    assert retraction_of(made)[0] is RetractionState.RETRACTED


def test_a_reinstatement_lifts_what_came_before_and_nothing_later() -> None:
    retracted = Notice(NoticeKind.RETRACTION_IN, date="2020-01-01")
    lifted = Notice(NoticeKind.REINSTATED_IN, date="2021-01-01", reason="Error by the publisher")
    again = Notice(NoticeKind.RETRACTION_IN, date="2022-01-01")
    assert retraction_of(record(notices=(retracted, lifted))) == (
        RetractionState.REINSTATED,
        "Error by the publisher",
    )
    assert retraction_of(record(notices=(retracted, lifted, again)))[0] is RetractionState.RETRACTED


def test_facts_that_tell_less_take_what_the_record_tells() -> None:
    study = Study("x", Citation((), "T", "J", 2000), Design.SYSTEMATIC_REVIEW, Subjects.HUMAN)
    noted = record(notices=(Notice(NoticeKind.RETRACTION_IN, reason="data"),))
    told = restated(study, noted)
    assert (told.retraction, told.retraction_reason) == (RetractionState.RETRACTED, "data")
    assert Flag.RETRACTED in told.flags
    assert restated(told, record()) == told


def test_only_a_review_is_marked_for_what_it_cites() -> None:
    review = Study("x", Citation((), "T", "J", 2000), Design.SYSTEMATIC_REVIEW, Subjects.HUMAN)
    trial = replace(review, design=Design.RANDOMISED_TRIAL)
    assert restated(review, record(), (7,)).cites_retracted == (7,)
    assert Flag.INCLUDES_RETRACTED in restated(review, record(), (7,)).flags
    assert restated(trial, record(), (7,)).cites_retracted == ()


def test_retraction_outweighs_an_erratum_and_keeps_its_reason() -> None:
    notices = (Notice(NoticeKind.ERRATUM_IN), Notice(NoticeKind.RETRACTION_IN, reason="made up"))
    assert retraction_of(record(notices=notices)) == (RetractionState.RETRACTED, "made up")


def test_a_publication_type_is_enough() -> None:
    made = record(publication_types=("Retracted Publication",))
    assert retraction_of(made)[0] is RetractionState.RETRACTED


def test_unknown_outside_pubmed() -> None:
    made = Record(id="doi:10.1/x", title="Zorbium.", in_pubmed=False)
    assert retraction_of(made)[0] is RetractionState.UNKNOWN
    flags = flags_of(made, Design.UNKNOWN, Subjects.UNKNOWN, None, None)
    assert Flag.RETRACTION_UNKNOWN in flags
    assert Flag.OUTSIDE_PUBMED in flags


def test_registrations_in_one_form() -> None:
    made = record(
        "Registered: NCT 01234567, ISRCTN12345678 and PROSPERO CRD42020123456.",
        databanks=(Databank("ClinicalTrials.gov", ("NCT01234567",)), Databank("GENBANK", ("AB1",))),
    )
    assert registrations_of(made) == ("CRD42020123456", "ISRCTN12345678", "NCT01234567")


@pytest.mark.parametrize(
    ("abstract", "blinded", "placebo"),
    [
        ("A double-blind, placebo-controlled trial.", True, True),
        ("An open-label trial without placebo.", False, False),
        ("Sham acupuncture was given.", None, True),
        ("Zorbium was given.", None, None),
    ],
)
def test_conduct(abstract: str, blinded: bool | None, placebo: bool | None) -> None:
    assert blinding_of(record(abstract)) is blinded
    assert placebo_of(record(abstract)) is placebo


def test_flags_in_a_fixed_order() -> None:
    made = record(
        "Text.",
        notices=(Notice(NoticeKind.RETRACTION_IN),),
        conflict_of_interest="JD is employed by Zorb Inc and has received fees.",
    )
    flags = flags_of(made, Design.UNCONTROLLED, Subjects.HUMAN, 12, False)
    assert flags == (
        Flag.RETRACTED,
        Flag.UNCONTROLLED,
        Flag.TINY,
        Flag.NOT_BLINDED,
        Flag.CONFLICT_OF_INTEREST,
    )


def test_no_conflict_declared_is_no_conflict() -> None:
    made = record("Text.", conflict_of_interest="The authors declare no competing interests.")
    assert flags_of(made, Design.COHORT, Subjects.HUMAN, 500, None) == ()
