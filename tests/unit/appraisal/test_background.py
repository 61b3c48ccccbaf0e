"""A record's words set against a background fact."""

from __future__ import annotations

import pytest

from sceptic.appraisal.background import readings_of
from sceptic.appraisal.matching import family_of
from sceptic.domain.background import BackgroundFact, FactReading, Telling
from sceptic.domain.record import AbstractPart, Notice, NoticeKind, Pmid, Record
from sceptic.language.article_claims import claims_of
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.sources.webpage import parse_article


def fact_of(sentence: str) -> BackgroundFact:
    claims = claims_of(parse_article(sentence.encode()), shipped_vocabulary()).claims
    return next(c.fact for c in claims if c.fact is not None)


def record(number: int, abstract: str, **more: object) -> Record:
    return Record(
        id=f"pmid:{number}", title="A title", pmid=Pmid(number),
        abstract=(AbstractPart(text=abstract),), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def read(sentence: str, *abstracts: str) -> tuple[FactReading, ...]:
    fact = fact_of(sentence)
    family = family_of(fact.subject, shipped_vocabulary())
    records = [record(n, text) for n, text in enumerate(abstracts, start=1)]
    return readings_of(fact, records, (), family)


@pytest.mark.parametrize(
    ("claim", "abstract", "telling"),
    [
        (
            "Psoriasis is an autoimmune disease.",
            "Psoriasis is an autoimmune skin disease.",
            Telling.STATES,
        ),
        (
            "Psoriasis is an autoimmune disease.",
            "Psoriasis is not an autoimmune disease.",
            Telling.DENIES,
        ),
        (
            "Malaria is caused by a virus.",
            "Malaria is caused by Plasmodium parasites.",
            Telling.DENIES,
        ),
        ("Malaria is caused by a parasite.", "Malaria is a parasitic disease.", Telling.STATES),
        ("Migraine is more common in men.", "Migraine is more common in women.", Telling.DENIES),
        (
            "Arthritis is an autoimmune disease.",
            "Rheumatoid arthritis is an autoimmune disease.",
            Telling.NARROWER,
        ),
        (
            "Arthritis is an autoimmune disease.",
            "Osteoarthritis is a degenerative joint disease.",
            Telling.OTHERWISE,
        ),
        (
            "Glaucoma is the most common cause of blindness.",
            "Glaucoma is the second most common cause of blindness.",
            Telling.DENIES,
        ),
        (
            "Glaucoma is one of the most common causes of blindness.",
            "Glaucoma is the second most common cause of blindness.",
            Telling.WEAKER,
        ),
        (
            "Glaucoma is one of the most common causes of blindness.",
            "Glaucoma is one of the most common causes of blindness in horses.",
            None,
        ),
        (
            "Breast cancer is a rare cancer.",
            "Breast cancer is the most common cancer in women.",
            Telling.DENIES,
        ),
        (
            "Colonoscopy is done under sedation.",
            "Colonoscopy is usually performed under sedation.",
            Telling.STATES,
        ),
    ],
)
def test_one_record(claim: str, abstract: str, telling: Telling | None) -> None:
    assert [r.telling for r in read(claim, abstract)] == ([telling] if telling else [])


@pytest.mark.parametrize(
    "abstract",
    [
        "Whether psoriasis is an autoimmune disease is debated.",
        "We compared psoriasis with autoimmune diseases.",
        "Patients with psoriasis are at risk of other diseases.",
    ],
)
def test_what_supposes_states_nothing(abstract: str) -> None:
    found = read("Psoriasis is an autoimmune disease.", abstract)
    assert all(r.telling is Telling.OTHERWISE for r in found)


def test_a_reading_quotes_its_sentence_with_offsets() -> None:
    text = "We did this. Psoriasis is an autoimmune disease."
    (reading,) = read("Psoriasis is an autoimmune disease.", text)
    source = reading.source
    assert text[source.start : source.end] == source.quote == reading.says
    assert source.field == "abstract"


def test_a_record_that_says_both_is_left_out() -> None:
    both = "Psoriasis is an autoimmune disease. Psoriasis is not an autoimmune disease."
    assert read("Psoriasis is an autoimmune disease.", both) == ()


def test_a_retracted_record_states_nothing() -> None:
    fact = fact_of("Psoriasis is an autoimmune disease.")
    notice = Notice(NoticeKind.RETRACTION_IN, reason="")
    gone = record(1, "Psoriasis is an autoimmune disease.", notices=(notice,))
    assert readings_of(fact, [gone], (), family_of(fact.subject, shipped_vocabulary())) == ()


def test_the_rank_of_one_place_says_nothing_against_that_of_another() -> None:
    claim = "Stroke is the third leading cause of death in the United States."
    assert read(claim, "Stroke is the second leading cause of death worldwide.") == ()
