"""What a printed sentence is asked as: what it plainly says, or nothing."""

from __future__ import annotations

import pytest

from sceptic.domain.article import Article, ArticleFormat
from sceptic.domain.claim import Claim
from sceptic.language.article_claims import claims_of
from sceptic.language.article_sentences import printed_sentences
from sceptic.language.vocabulary import shipped_vocabulary


def asked(text: str, title: str = "") -> list[Claim]:
    article = Article(text, "0" * 64, len(text), ArticleFormat.PLAIN, title=title)
    told = claims_of(article, shipped_vocabulary())
    return [c.claim for c in told.claims if c.claim is not None]


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Zinc lozenges shorten the common cold.", "zinc helps with the common cold"),
        ("Aspirin lowers the risk of stroke.", "aspirin prevents stroke"),
        (
            "The antibiotic rifaximin relieves irritable bowel syndrome.",
            "rifaximin helps with irritable bowel syndrome",
        ),
        ("Women who took aspirin had a lower risk of stroke.", "aspirin prevents stroke"),
        ("Aspirin prevented six patients from having a stroke.", "aspirin prevents stroke"),
        ("Vision loss is caused by glaucoma.", "glaucoma causes blindness"),
        ("Soy supplements don't help hot flashes.", "not: soya helps with hot flushes"),
    ],
)
def test_what_is_plainly_said_is_asked(sentence: str, meant: str) -> None:
    (claim,) = asked(sentence)
    assert claim.sentence == meant or claim.pico.intervention.name in meant


@pytest.mark.parametrize(
    "sentence",
    [
        "Acupuncture is no better than aspirin at relieving migraine.",
        "Warfarin works as well as other drugs against stroke.",
        "Low consumption of nuts causes heart disease.",
        "Diets low in fish cause heart disease.",
        "The trial was designed to test whether aspirin prevents stroke.",
        "We hope that one day this vaccine will treat melanoma.",
        "It is not known why coffee prevents diabetes.",
        "Sailors with atrial fibrillation and a heightened risk for stroke took part.",
        "Vitamin D reduces the incidence of bad luck.",
        "Vaccine makers prevent measles.",
        "The blood test relieves anxiety.",
        "Melatonin reduced glucose tolerance in people with diabetes.",
        "It is a doctor with specialised training in treating migraine.",
        "Ibuprofen is negatively associated with dementia.",
        "Cancer is associated with diabetes.",
    ],
)
def test_what_is_said_otherwise_is_not_asked(sentence: str) -> None:
    assert asked(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Salix Pharmaceuticals treats travellers' diarrhoea as a market.",
        "The PET team prevents dementia, it was said.",
        "Plaque narrows vessels and causes heart attacks.",
        "The “pacemaker” helps memory.",
        "There are no treatments that prevent dementia.",
        "The School of Nursing prevents asthma.",
        "The Endometrial Function Test (EFT) is new. An abnormal EFT causes infertility.",
    ],
)
def test_names_in_another_sense_are_no_names(sentence: str) -> None:
    assert asked(sentence) == []


def test_people_are_named_where_it_is_said_of_them() -> None:
    (of_women,) = asked("Calcium prevents fractures in women.")
    assert of_women.pico.population is not None
    (of_all,) = asked("Calcium prevents fractures, the director of the Women's College said.")
    assert of_all.pico.population is None


def test_the_drug_is_no_scan() -> None:
    text = "CT scans show the lungs. CT scans are quick. CT scans are cheap. The drug eases asthma."
    assert asked(text) == []


def test_a_thing_that_no_vocabulary_knows_is_named_again() -> None:
    once = "Grumblewort root prevents migraine."
    twice = once + " They sell grumblewort root online."
    assert asked(once) == []
    assert [c.pico.intervention.name for c in asked(twice)] == ["Grumblewort root"]


def test_a_date_ends_no_sentence() -> None:
    text = "It appeared in the Nov. 28 issue of a journal. It was read."
    assert [s.text for s in printed_sentences(text)] == [
        "It appeared in the Nov. 28 issue of a journal.",
        "It was read.",
    ]


def test_a_lead_in_that_takes_it_back_denies() -> None:
    text = "These numbers don't suggest that red wine cures dementia."
    article = Article(text, "0" * 64, len(text), ArticleFormat.PLAIN)
    (told,) = claims_of(article, shipped_vocabulary()).claims
    assert told.is_denied
