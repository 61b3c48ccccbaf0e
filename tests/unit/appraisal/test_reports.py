from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sceptic.appraisal.reports import Reports, reports_of_one_trial
from sceptic.domain.evidence import Design, Study, Subjects
from sceptic.domain.record import Citation


def study(name: str, year: int | None = 2010, **changes: Any) -> Study:
    authors = ("Adams A", "Brown B", "Clark C", "Evans E")
    made = Study(
        record_id=name,
        citation=Citation(authors, "A title", "J Nothing", year),
        design=Design.RANDOMISED_TRIAL,
        subjects=Subjects.HUMAN,
        year=year,
        participants=120,
    )
    return replace(made, **changes)


OTHER = Citation(("Young Y", "Zimmer Z"), "Another", "J Nothing", 2010)


def test_reports_of_one_registration_are_one_trial_earliest_first() -> None:
    found = reports_of_one_trial(
        [
            study("b", 2012, group="NCT1", citation=OTHER, participants=None),
            study("a", 2009, group="NCT1", citation=OTHER, participants=50),
            study("c", 2009, group="NCT2", citation=OTHER, participants=60),
        ]
    )
    assert found == (Reports(("a", "b"), ("the same registration, NCT1",)),)


def test_versions_of_a_cochrane_review_are_named_so() -> None:
    review: dict[str, Any] = {"design": Design.COCHRANE_REVIEW, "group": "cochrane:CD001321"}
    (one,) = reports_of_one_trial([study("a", 2001, **review), study("b", 2015, **review)])
    assert one.reasons == ("versions of the Cochrane review CD001321",)


def test_same_people_same_number_near_in_time() -> None:
    (one,) = reports_of_one_trial([study("a", 2010), study("b", 2012)])
    assert one == Reports(("a", "b"), ("Adams A and co-authors, 120 participants in each",))


@pytest.mark.parametrize(
    "change",
    [
        {"participants": 121},
        {"participants": None},
        {"year": 2013},
        {"year": None},
        {"design": Design.META_ANALYSIS},
        {"citation": OTHER},
        {"citation": Citation(("Adams A", "Young Y", "Zimmer Z", "Xu X"), "t", "j", 2010)},
        {"citation": Citation(("Adams A",), "t", "j", 2010)},
    ],
)
def test_one_difference_is_enough_to_keep_them_apart(change: dict[str, Any]) -> None:
    assert reports_of_one_trial([study("a"), study("b", **change)]) == ()


def test_few_participants_prove_nothing() -> None:
    assert reports_of_one_trial([study("a", participants=9), study("b", participants=9)]) == ()


def test_the_same_doi_needs_an_author_in_common() -> None:
    doi: dict[str, Any] = {"doi": "10.1/X", "participants": None}
    (one,) = reports_of_one_trial([study("a", **doi), study("b", **{**doi, "doi": "10.1/x"})])
    assert one.reasons == ("the same DOI, 10.1/x",)
    assert reports_of_one_trial([study("a", **doi), study("b", citation=OTHER, **doi)]) == ()


def test_signs_chain_and_all_of_them_are_named() -> None:
    found = reports_of_one_trial(
        [
            study("c", 2012, group="NCT1", participants=None, citation=OTHER),
            study("b", 2011, group="NCT1"),
            study("a", 2010),
            study("z", 1990, participants=33),
        ]
    )
    assert [one.record_ids for one in found] == [("a", "b", "c")]
    assert set(found[0].reasons) == {
        "the same registration, NCT1", "Adams A and co-authors, 120 participants in each",
    }  # fmt: skip


def test_a_record_given_twice_is_one() -> None:
    assert reports_of_one_trial([study("a"), study("a")]) == ()
