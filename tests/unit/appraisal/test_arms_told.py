"""Forms of one treatment, a partner, a measure: what does not show whether it works."""

from __future__ import annotations

import pytest

from sceptic.appraisal.arms_told import (
    compares_forms,
    is_given_with_another,
    is_measured_against,
)
from sceptic.appraisal.matching import Family, family_of
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Rationale, Study
from sceptic.domain.record import Citation
from sceptic.language.vocabulary import Vocabulary
from tests.evidence_samples import study

VOCABULARY = Vocabulary.of(
    (
        Concept("drops", "drops", ConceptKind.INTERVENTION, ("drops",)),
        Concept("red", "redwort", ConceptKind.INTERVENTION, ("redwort",), broader=("drops",)),
        Concept("blue", "bluewort", ConceptKind.INTERVENTION, ("bluewort",), broader=("drops",)),
    )
)
DROPS: Family = family_of(VOCABULARY.concept("drops"), VOCABULARY)


def told(title: str, *conclusion: str) -> Study:
    said = tuple(Rationale("abstract", 0, len(text), text) for text in conclusion)
    return study(citation=Citation((), title, "", None), conclusion=said, key_result=None)


@pytest.mark.parametrize(
    "title",
    [
        "Comparison of redwort and bluewort in glare",
        "Redwort versus bluewort for glare",
        "Two different lengths of drops for glare",
        "Comparison of bedtime drops regimens",
        "Low-dose versus high-dose drops for glare",
        "Once or twice daily drops in glare",
        "24-hour and 16-hour drops for glare",
    ],
)
def test_forms_were_compared(title: str) -> None:
    assert compares_forms(told(title), DROPS, "People were given drops.")


@pytest.mark.parametrize(
    "title",
    [
        "Drops for glare",
        "Redwort, bluewort or placebo for glare",
        "Low-dose drops for high blood pressure",
        "Redwort and bluewort for glare",
    ],
)
def test_the_treatment_was_compared(title: str) -> None:
    assert not compares_forms(told(title), DROPS, "People were given drops.")


def test_doses_called_equal() -> None:
    said = "A low dose of 5 mg was as effective as the standard dose."
    assert compares_forms(told("Drops for glare", said), DROPS, "People were given drops.")
    assert not compares_forms(told("Drops for glare", said), DROPS, "Some were given placebo.")


@pytest.mark.parametrize(
    ("title", "is_measure"),
    [
        ("Comparison of a balm with drops in glare", True),
        ("A trial to evaluate and compare the efficacy of a balm with drops", True),
        ("Comparison of drops with a balm in glare", False),
        ("Comparison of drops and a balm", False),
        ("Drops for glare", False),
    ],
)
def test_only_a_measure(title: str, is_measure: bool) -> None:
    assert is_measured_against(title, DROPS) is is_measure


@pytest.mark.parametrize(
    ("said", "with_another"),
    [
        (("Drops-loratadine improved sight.",), True),
        (("Drops/ointment improved sight.",), True),
        (("Combining drops with ointment improved sight.",), True),
        (("Drops and ointment reduced pain.", "This combination is useful."), True),
        (("Drops and ointment reduced pain.",), False),
        (("Drops-treated people saw better.",), False),
        (("Drops plus ointment were better than ointment alone.",), False),
        (("Ointment helped.",), False),
    ],
)
def test_given_with_another(said: tuple[str, ...], with_another: bool) -> None:
    assert is_given_with_another(told("Drops for glare", *said), DROPS) is with_another
