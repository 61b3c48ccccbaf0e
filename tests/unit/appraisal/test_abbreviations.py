"""Short forms that a text defines (Schwartz and Hearst 2003), and what they do to matching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal.abbreviations import abbreviations_in, in_record
from sceptic.appraisal.matching import Families, family_of
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.record import AbstractPart, Pmid, Record
from sceptic.language.vocabulary import Vocabulary

TENS = Concept(
    "tens", "nerve stimulation", ConceptKind.INTERVENTION,
    ("transcutaneous electrical nerve stimulation", "nerve stimulation"),
)  # fmt: skip
MS = Concept("ms", "multiple sclerosis", ConceptKind.CONDITION, ("multiple sclerosis", "MS"))
VOCABULARY = Vocabulary.of((TENS, MS))
FAMILIES = Families(family_of(TENS, VOCABULARY), family_of(MS, VOCABULARY))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("heat shock factor (HSF) binds", [("HSF", "heat shock factor")]),
        ("non-invasive ventilation (NIV; n = 5)", [("NIV", "non-invasive ventilation")]),
        ("TENS (transcutaneous electrical nerve stimulation)",
         [("TENS", "transcutaneous electrical nerve stimulation")]),
        ("Type 2 diabetes (T2D) and body-mass index (BMI)",
         [("T2D", "Type 2 diabetes"), ("BMI", "body-mass index")]),
        ("First sentence. Mitral stenosis (MS) and later (MS)", [("MS", "Mitral stenosis")]),
        ("patients (n = 30), mean (SD) 4.2 (95), in Oslo (Norway)", []),
        ("a (b", []),
    ],
)  # fmt: skip
def test_pairs(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in abbreviations_in(text)] == pairs


@given(st.text(alphabet="abcABC ()-.;,", max_size=60))
def test_both_forms_stand_in_the_text(text: str) -> None:
    for short, long in abbreviations_in(text):
        assert short in text
        assert long in text
        assert len(long) > len(short)
        assert short[0].lower() in long.lower()


def record(abstract: str) -> Record:
    return Record(id="pmid:1", title="A trial", pmid=Pmid(1), abstract=(AbstractPart(abstract),))


def test_a_short_form_of_the_record_is_a_name_there() -> None:
    text = (
        "Transcutaneous electrical nerve stimulation (TENS) was used. TENS was safe; tens were not."
    )
    here = in_record(FAMILIES, record(text)).intervention
    assert [(text[a:b], one) for a, b, one in here.mentions(text)] == [
        ("Transcutaneous electrical nerve stimulation", "tens"), ("TENS", "tens"), ("TENS", "tens"),
    ]  # fmt: skip
    assert len(FAMILIES.intervention.mentions(text)) == 1


def test_a_short_form_that_means_something_else_there_is_no_name() -> None:
    text = "Mitral stenosis (MS) was treated. MS is common."
    assert len(FAMILIES.condition.mentions(text)) == 2
    assert in_record(FAMILIES, record(text)).condition.mentions(text) == ()
    same = "Multiple sclerosis (MS) was treated. MS is common."
    assert len(in_record(FAMILIES, record(same)).condition.mentions(same)) == 3


def test_without_abbreviations_nothing_changes() -> None:
    assert in_record(FAMILIES, record("MS is common.")) is FAMILIES
