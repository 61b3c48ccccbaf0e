"""A treatment given together with another is not tested by itself, in records without facts."""

from __future__ import annotations

import pytest

from sceptic.appraisal.matching import Family, family_of
from sceptic.appraisal.placing_text import is_in_combination
from sceptic.language.vocabulary import shipped_vocabulary


def family(concept: str) -> Family:
    vocabulary = shipped_vocabulary()
    return family_of(vocabulary.concept(concept), vocabulary)


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Tramadol/paracetamol tablets for back pain: a placebo-controlled trial", "paracetamol"),
        ("Tramadol/paracetamol tablets for back pain: a placebo-controlled trial", "tramadol"),
        ("Combined aspirin and metoclopramide in acute migraine", "metoclopramide"),
        ("Fixed-dose ibuprofen and paracetamol after dental surgery", "ibuprofen"),
        ("Zinc plus selenium in older people", "zinc"),
    ],
)
def test_given_together(title: str, concept: str) -> None:
    assert is_in_combination(title, None, family(concept))


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Paracetamol and ibuprofen for fever: a comparison", "paracetamol"),
        ("Tramadol plus paracetamol versus paracetamol in back pain", "tramadol"),
        ("Zinc plus selenium compared with selenium alone", "zinc"),
        ("Aspirin for migraine with aura", "aspirin"),
        ("Vitamin C for colds", "vitamin-c"),
    ],
)
def test_tested_by_itself(title: str, concept: str) -> None:
    assert not is_in_combination(title, None, family(concept))
