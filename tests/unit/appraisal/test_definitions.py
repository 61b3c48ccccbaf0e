"""What something is, quoted from a record: only sentences that define it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal.definitions import MOST_WORDS, definition_in, quoted_definition
from sceptic.appraisal.matching import family_of
from sceptic.appraisal.reading import study_from_record
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Evidence, Stance
from sceptic.domain.record import AbstractPart, Notice, NoticeKind, PartialDate, Pmid, Record
from sceptic.language.vocabulary import Vocabulary

ZORBITIS = Concept("zorbitis", "zorbitis", ConceptKind.CONDITION, ("zorbitis", "zorb disease"))
NODULAR = Concept(
    "nodular", "nodular zorbitis", ConceptKind.CONDITION, ("nodular zorbitis",),
    broader=("zorbitis",),
)  # fmt: skip
ZORBISTAT = Concept("zorbistat", "zorbistat", ConceptKind.INTERVENTION, ("zorbistat",))
VOCABULARY = Vocabulary.of((ZORBITIS, NODULAR, ZORBISTAT))
FAMILIES = {c.id: family_of(c, VOCABULARY) for c in VOCABULARY.concepts}


def record(abstract: str, pmid: int = 1, **more: object) -> Record:
    parts = (AbstractPart(abstract),)
    plain = Record(id=f"pmid:{pmid}", title="A sample", pmid=Pmid(pmid), abstract=parts)
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("concept", "sentence"),
    [
        ("zorbitis", "Zorbitis is an inflammatory disease of the zorb."),
        ("zorbitis", "Zorb disease (ZD) is a rare disorder that mostly affects adults."),
        ("nodular", "Nodular zorbitis is a form of zorbitis."),
        ("zorbistat", "Zorbistat is a selective zorb inhibitor given by mouth."),
    ],
)
def test_a_sentence_that_defines(concept: str, sentence: str) -> None:
    for before in ("", "BACKGROUND: "):
        found = definition_in(record(f"{before}{sentence} We tested it."), FAMILIES[concept])
        assert found is not None
        assert found.text == sentence


@pytest.mark.parametrize(
    ("concept", "sentence"),
    [
        ("zorbitis", "Zorbitis is a major public health problem."),
        ("zorbitis", "Zorbitis is a leading cause of disease."),
        ("zorbitis", "Nodular zorbitis is a rare disease."),
        ("zorbitis", "Pain in zorbitis is a symptom."),
        ("zorbitis", "Zorbitis is treated with drugs."),
        ("zorbitis", "Zorbitis is a disease (grade 3."),
        ("zorbistat", "Zorbistat is an effective treatment for zorbitis."),
        ("zorbistat", "Zorbistat is a promising drug."),
        ("zorbistat", "Zorbistat is used as a drug."),
        ("zorbistat", "Zorbistat is a drug " + "and so on " * 14 + "."),
    ],
)
def test_a_sentence_that_does_not(concept: str, sentence: str) -> None:
    assert definition_in(record(sentence), FAMILIES[concept]) is None


def evidence(of: Record) -> Evidence:
    study = study_from_record(of)
    return Evidence(study, Stance.UNCLEAR, None, weight=0.0, counted=False, why_not="a test")


def test_reviews_first_then_the_newer_and_nothing_retracted() -> None:
    text = "Zorbitis is a disease of the zorb, number {}."
    trial = record(text.format(1), 1, print_date=PartialDate(2020))
    review = record(
        text.format(2), 2, title="Zorbitis: a systematic review", print_date=PartialDate(2001),
        publication_types=("Systematic Review",),
    )  # fmt: skip
    newer = replace(review, id="pmid:3", pmid=Pmid(3), print_date=PartialDate(2005))
    retracted = replace(
        newer, id="pmid:4", pmid=Pmid(4), print_date=PartialDate(2024),
        notices=(Notice(NoticeKind.RETRACTION_IN, Pmid(5)),),
    )  # fmt: skip
    records = (trial, review, newer, retracted)
    found = quoted_definition(FAMILIES["zorbitis"], map(evidence, records), records)
    assert found is not None
    assert found[0].pmid == 3
    first = quoted_definition(FAMILIES["zorbitis"], [evidence(trial)], records)
    assert first is not None
    assert first[0].pmid == 1
    assert quoted_definition(FAMILIES["zorbitis"], (), records) is None


PIECES = (
    "Zorbitis is a disease.", "BACKGROUND: Zorb disease (ZD) is a syndrome of old age.", "\n",
    "Zorbitis is a problem.", "e.g. it hurts!", "(ref. 3)", "Nodular zorbitis", " is an illness.",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_the_quotation_stands_in_the_abstract(abstract: str) -> None:
    for family in FAMILIES.values():
        one = record(abstract)
        found = definition_in(one, family)
        if found is not None:
            assert one.abstract_text[found.start : found.end] == found.text
            assert 0 < len(found.text.split()) <= MOST_WORDS
