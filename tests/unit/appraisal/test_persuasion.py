"""Passages that persuade: the kind, the span, an explanation and the key concept."""

from __future__ import annotations

import pytest

from sceptic.appraisal.persuasion import persuasion_in
from sceptic.appraisal.persuasion_words import WAYS
from sceptic.domain.article import Article, ArticleFormat
from sceptic.domain.reading import PersuasionKind


def kinds(text: str) -> list[str]:
    return [p.kind.value for p in persuasion_in(article(text))]


def article(text: str) -> Article:
    return Article(text, "0" * 64, len(text), ArticleFormat.PLAIN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The balm is an all-natural remedy from the hills.", PersuasionKind.NATURE),
        ("Hollywood actress Mia Rowe wears the patch.", PersuasionKind.CELEBRITY),
        ("The cutting-edge laser arrived last week.", PersuasionKind.NOVELTY),
        ("Ginger tea has been drunk for centuries.", PersuasionKind.TRADITION),
        ('"It worked for me," wrote a reader.', PersuasionKind.TESTIMONIAL),
        ("Doctors say that the belt works for all.", PersuasionKind.AUTHORITY),
        ("The drops are 100% safe.", PersuasionKind.CERTAINTY),
        ("The pill is a miracle for tired eyes.", PersuasionKind.MIRACLE),
        ("On vaccines, experts are divided.", PersuasionKind.FALSE_BALANCE),
        ("The powder has taken the internet by storm.", PersuasionKind.POPULARITY),
        ("High blood pressure is a silent killer.", PersuasionKind.FEAR),
        (
            "Lee Brand, owner of the clinic, explains how it works.",
            PersuasionKind.UNDISCLOSED_SELLER,
        ),
        ("Book your appointment today.", PersuasionKind.NO_PRICE),
        ("The pill halves strokes by 50 percent.", PersuasionKind.RELATIVE_RISK),
    ],
)
def test_each_way_is_seen(text: str, kind: PersuasionKind) -> None:
    assert kind.value in kinds(text)


def test_every_kind_has_a_way() -> None:
    seen = {way.kind for way in WAYS} | {PersuasionKind.NO_PRICE, PersuasionKind.RELATIVE_RISK}
    assert seen == set(PersuasionKind)


@pytest.mark.parametrize(
    "text",
    [
        "It is no miracle, the researchers warn.",
        "The drug is not without side effects.",
        "That it is natural is a myth: all-natural remedies can do harm.",
        "There is no known cure.",
        "The trial enrolled 200 people in two groups.",
        "Experts say that it is too early to tell.",
    ],
)
def test_what_is_refused_is_not_marked(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Experts say that more needs to be done.",
        "Some specialists believe that it stems from a defect in the gene.",
        "Asthma in sailors has increased dramatically over the last decades.",
        "She works at the Royal Prince Alfred Hospital.",
        "This practice isn't totally harmless.",
        "Apples lowered LDL cholesterol by 14 percent.",
        "And 7% had no improvement or more pain.",
        "A woman of sixty has a 44 percent lifetime risk of a fracture.",
        "It detects injuries nearly as well as state-of-the-art CT scans.",
        "Sepsis is a deadly turn of an infection.",
    ],
)
def test_words_in_plain_use_persuade_nobody(text: str) -> None:
    assert kinds(text) == []


def test_a_share_beside_its_figures_is_framed() -> None:
    alone = "The pill cut strokes by 50 percent."
    framed = alone + " Of 1,000 people 1 in 500 had one, against 1 in 1,000."
    assert kinds(alone) == ["relative_risk_alone"]
    assert kinds(framed) == []


def test_a_price_answers_a_call_to_buy() -> None:
    assert kinds("Order now. The jar is $20.") == []
    assert kinds("Order now. The jar is blue.") == ["no_price"]


def test_spans_and_words_that_teach() -> None:
    text = "Short.\n\nThe balm is an all-natural remedy. It is 100% safe."
    for p in persuasion_in(article(text)):
        assert text[p.start : p.end] == p.text
        assert p.explanation.endswith(".")
        assert p.reference
        assert p.address.startswith("https://")


def test_a_sentence_is_marked_once_for_each_way_in_reading_order() -> None:
    text = "Most doctors recommend the miracle balm, a miracle. Most experts agree."
    assert kinds(text) == ["authority", "miracle_words", "authority"]


@pytest.mark.parametrize(
    "text",
    [
        "The night milk contained 24% more tryptophan than the other.",
        "Deaths in the county rose by 44 percent since 2010, a 44% increase.",
        "Seventy of the patients responded, meaning they had at least a 50 percent improvement.",
        "It would be wrong to call it completely safe.",
        "For more than 120 years, we have been educators for the public.",
        "The agency gave it the breakthrough therapy designation.",
        "It is the first-ever university study of flax.",
        "The results were remarkable, but larger trials are needed to confirm them.",
    ],
)
def test_what_only_sounds_alike_is_left_alone(text: str) -> None:
    assert kinds(text) == []
