"""Which background fact a sentence of an article tells."""

from __future__ import annotations

import pytest

from sceptic.domain.background import BackgroundFact
from sceptic.domain.background import FactRelation as R
from sceptic.language.article_claims import claims_of
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.sources.webpage import parse_article


def told(text: str) -> list[BackgroundFact]:
    claims = claims_of(parse_article(text.encode()), shipped_vocabulary()).claims
    return [c.fact for c in claims if c.fact is not None]


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "terms"),
    [
        ("Psoriasis is an autoimmune disease.", R.IS_A, "psoriasis", ("autoimmune",)),
        ("Malaria is caused by a parasite.", R.CAUSED_BY, "malaria", ("parasite",)),
        ("Malaria is spread by mosquitoes.", R.CAUSED_BY, "malaria", ("mosquito",)),
        ("Migraine is more common in women.", R.MORE_LIKELY_IN, "migraine", ("women",)),
        (
            "People under the age of 20 are more likely to suffer from psoriasis.",
            R.MORE_LIKELY_IN,
            "psoriasis",
            ("age:0-20",),
        ),
        (
            "Colonoscopy is usually done under sedation.",
            R.DONE_BY,
            "colonoscopy",
            ("sedation",),
        ),
        ("Acupuncture takes several sessions.", R.COURSE, "acupuncture", ("repeated",)),
        ("Dialysis is done three times a week.", R.COURSE, "dialysis", ("=3/week",)),
    ],
)
def test_a_sentence_tells_a_typed_fact(
    sentence: str, relation: R, subject: str, terms: tuple[str, ...]
) -> None:
    (fact,) = told(sentence)
    assert (fact.relation, fact.subject.id) == (relation, subject)
    assert fact.parts[0].terms == terms


@pytest.mark.parametrize(
    ("sentence", "rank"),
    [
        ("Glaucoma is one of the leading causes of blindness.", "one_of"),
        ("Glaucoma is a leading cause of blindness.", "a_leading"),
        ("Alzheimer's disease is the most common cause of dementia.", "1"),
        ("Alzheimer's disease is the second most common cause of dementia.", "2"),
        ("Breast cancer is a rare cancer.", "rare"),
    ],
)
def test_a_rank_is_read(sentence: str, rank: str) -> None:
    (fact,) = told(sentence)
    assert (fact.relation, fact.rank) == (R.HOW_COMMON, rank)


def test_how_it_comes_about_and_how_it_shows_are_two_statements() -> None:
    text = (
        "Alopecia areata is a disease of the skin. The immune system attacks the hair follicles"
        " until hair falls out, usually in lumps."
    )
    relations = [f.relation for f in told(text)]
    assert relations[-2:] == [R.MECHANISM, R.SIGN]


def test_a_list_of_causes_has_a_part_for_each() -> None:
    (fact,) = told("Reasons for hair loss range from heredity to drug treatments.")
    assert fact.relation is R.CAUSE_SUGGESTED
    assert [p.terms for p in fact.parts] == [("inherited",), ("drug",)]


def test_a_wider_word_is_read_as_the_kind_that_the_article_names() -> None:
    text = "What is alopecia areata?\n\nWomen are more likely to suffer from alopecia."
    (fact,) = told(text)
    assert fact.subject.id == "alopecia-areata"
    assert "alopecia areata" in fact.read_as


def test_a_definition_is_judged_as_it_is_worded() -> None:
    (fact,) = told("What is alopecia areata?\n\nAlopecia is an autoimmune disease.")
    assert fact.subject.id == "hair-loss"
    assert not fact.read_as


@pytest.mark.parametrize(
    "sentence",
    [
        "The study compared diseases such as asthma with others.",
        "Psoriasis is a burden for many people.",
        "The immune system can kill cancer.",
        "The most common side effects are fatigue and rash.",
        "Sailors were instructed to eat a handful of walnuts every day.",
        "Brain cancer is a cancer.",
        "Asthma may be an autoimmune disease.",
    ],
)
def test_other_sentences_tell_none(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # no group of people: a verb within, or nothing claimed of it
        "The plan could help millions of sailors globally reduce their risk of heart attack.",
        "The scan is often used to screen women at high risk of breast cancer.",
        "An estimated 40 percent of sailors are at risk of developing migraine.",
        # the class is not told, or stands before a name only
        "There are reports of rare HPV-negative migraine.",
        # of no kind: what is done with it, or praise
        "Pancreatic cancer is mostly diagnosed very late in the disease.",
        "Asthma, the backbone of his story, was forgotten.",
        "Psoriasis is used to explain the rash.",
        "Ipilimumab is the first drug to extend survival.",
        # no cause: named only, or no phrase
        "The clinic offers relief from migraine caused by menopause.",
        "We know that researchers have also found they cause migraine.",
        "No one knows exactly what causes migraine.",
        "The firm announced results from a study of migraine.",
        "Parvalbumin causes fish.",
        "WhyThe human papillomavirus causes cancer of the cervix.",
        "Hip replacement is one of the most effective surgeries in medicine.",
        "High blood pressure is the most common cause of or contributes to more strokes.",
        "Asthma is one of the diseases performed by actors on stage.",
        # no list of causes
        "The reason for the high mortality of asthma is that most cases are detected late.",
        "Those reasons include shorter stays, and migraine is one of them.",
        "Unless they have some known risk factor, such as obesity, women with asthma are tested.",
        # no signs
        "Treatment of asthma starts after symptoms are detected.",
        "Migraine symptoms are more severe in summer.",
        # no mechanism and no procedure
        "A problem of vertigo is the lack of safety data.",
        "The therapy includes a mixture of drugs to ward off migraine.",
    ],
)
def test_what_is_not_plainly_told_makes_no_fact(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Psoriasis is an autoimmune disease.", "Psoriasis is an autoimmune disease"),
        ("Malaria is spread by mosquitoes.", "Malaria is spread by mosquitoes"),
        ("Migraine is more common in women.", "Migraine is more likely in women"),
        ("Breast cancer is a rare cancer.", "Breast cancer is a rare cancer"),
        ("Colonoscopy is usually done under sedation.", "Colonoscopy is done under sedation"),
        ("Dialysis is done three times a week.", "Dialysis is done three times a week"),
        ("Acupuncture takes several sessions.", "Acupuncture takes several sessions"),
        (
            "Reasons for hair loss range from heredity to drug treatments.",
            "among the causes of hair loss are heredity and drug treatments",
        ),
        (
            "Symptoms of pneumonia include fever, cough and rapid breathing.",
            "pneumonia shows as fever, cough and rapid breathing",
        ),
        (
            "Cataracts are the leading cause of blindness.",
            "Cataracts are the most common cause of blindness",
        ),
        (
            "Gout is one of the leading causes of pain in adults and foot pain is often seen.",
            "Gout is one of the most common causes of pain in adults",
        ),
        (
            "Metastasis is the most common cause of death in breast cancer as there are few drugs.",
            "Metastasis is the most common cause of death in breast cancer",
        ),
    ],
)
def test_a_fact_is_one_plain_sentence(text: str, sentence: str) -> None:
    assert [f.sentence for f in told(text)] == [sentence]


def test_a_rank_and_a_name_of_several_words_are_not_read_as_a_narrower_kind() -> None:
    text = (
        "What is small cell lung cancer?\n\nLung cancer is the leading cause of death from cancer."
    )
    (fact,) = told(text)
    assert (fact.called, fact.read_as) == ("Lung cancer", "")
