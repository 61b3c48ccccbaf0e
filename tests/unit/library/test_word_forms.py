"""Forms of a name that a search must name one by one."""

from __future__ import annotations

import pytest

from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.query import term_of
from sceptic.library.word_forms import forms_of, numbers_of, stem_of


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("hair loss", "hair loss|hair losses"),
        ("kidney stones", "kidney stones|kidney stone"),
        (
            "injections of botulinum toxin",
            "injections of botulinum toxin|injection of botulinum toxin",
        ),
        ("anaemia", "anaemia|anemia|anaemias|anemias"),
        ("anemia", "anemia|anaemia|anemias|anaemias"),
        (
            "randomised trials",
            "randomised trials|randomized trials|randomised trial|randomized trial",
        ),
        ("supervised exercise", "supervised exercise|supervised exercises"),
        ("colorectal cancer", "colorectal cancer|colorectal cancers"),
        ("ageing", "ageing|aging"),
        ("damaging imaging", "damaging imaging"),
        ("thrombosis", "thrombosis|thromboses"),
        ("doses", "doses|dose"),
        ("viruses", "viruses|virus"),
        ("toothaches", "toothaches|toothache"),
        ("teeth", "teeth|tooth"),
        ("NSAIDs", "NSAIDs|NSAID"),
        ("TENS", "TENS"),
        ("lincRNAs", "lincRNAs|lincRNA"),
        ("omega-3", "omega-3"),
        ("hypertension", "hypertension|hypertensive"),
        ("amoxicillin", "amoxicillin"),
        ("full enteral feeds", "full enteral feeds|full enteral feed|full enteral feeding"),
        (
            "Parkinson's disease",
            "Parkinson's disease|Parkinson's diseases|Parkinson disease|Parkinson diseases|"
            "Parkinsons disease|Parkinsons diseases",
        ),
    ],
)
def test_forms(name: str, forms: str) -> None:
    assert forms_of(name) == tuple(forms.split("|"))


def test_numbers_go_both_ways() -> None:
    for word in ("wrinkle", "therapy", "abscess", "biopsy", "diagnosis", "child", "injection"):
        assert numbers_of(numbers_of(word)[1])[1] == word


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("restrictive", "restrict"),
        ("re-feeding", "re-feed"),
        ("standardizing", "standard"),
        ("intense", "intens"),
        ("placement", ""),
        ("moss", ""),
        ("virus", ""),
        ("COVID-19", ""),
    ],
)
def test_stems(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_every_name_of_the_vocabulary_has_forms_that_can_be_searched() -> None:
    for concept in shipped_vocabulary().concepts:
        for name in concept.names:
            forms = forms_of(name)
            assert forms[0] == " ".join(name.split())
            assert len(set(forms)) == len(forms)
            for form in forms:
                term_of(form, "tiab")
