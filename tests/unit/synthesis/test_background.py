"""What readings of records come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.domain.background import (
    BackgroundFact,
    FactCheck,
    FactPart,
    FactReading,
    FactRelation,
    Telling,
)
from sceptic.domain.brief import Source, SourceKind
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Answer
from sceptic.synthesis.background import fact_check

GOUT = Concept("gout", "gout", ConceptKind.CONDITION, ("gout",))
S, D, W, N, X = (
    Telling.STATES,
    Telling.DENIES,
    Telling.WEAKER,
    Telling.NARROWER,
    Telling.OTHERWISE,
)


def reading(number: int, telling: Telling, **more: object) -> FactReading:
    source = Source(SourceKind.RECORD, record_id=f"pmid:{number}")
    of = "tophaceous gout" if telling is N else "other gout" if telling is X else "gout"
    return FactReading(f"pmid:{number}", f"A {number}", telling, of, "Gout is so.", source, **more)  # type: ignore[arg-type]


def check(
    *readings: FactReading,
    relation: FactRelation = FactRelation.IS_A,
    rank: str = "",
    parts: int = 1,
) -> FactCheck:
    several = tuple(FactPart(f"part {n}", ("x",)) for n in range(parts))
    fact = BackgroundFact(GOUT, relation, several, rank=rank)
    return fact_check(fact, readings, 10, "Gout is so.")


@pytest.mark.parametrize(
    ("tellings", "answer"),
    [
        ((), Answer.TOO_LITTLE_EVIDENCE),
        ((S,), Answer.TOO_LITTLE_EVIDENCE),
        ((S, S), Answer.SUPPORTED),
        ((D,), Answer.TOO_LITTLE_EVIDENCE),
        ((D, D), Answer.CONTRADICTED),
        ((S, S, D, D), Answer.CONFLICTING),
        ((S, D), Answer.TOO_LITTLE_EVIDENCE),
        ((S, S, S, S, D), Answer.SUPPORTED),
        ((N, N), Answer.DEPENDS),
        ((N, N, X, X), Answer.CONTRADICTED),
        ((N, N, X, X, S), Answer.TOO_LITTLE_EVIDENCE),
    ],
)
def test_the_answer(tellings: tuple[Telling, ...], answer: Answer) -> None:
    assert check(*(reading(n, t) for n, t in enumerate(tellings, 1))).answer is answer


def test_one_review_is_enough() -> None:
    assert check(reading(1, S, is_review=True)).answer is Answer.SUPPORTED


def test_one_record_twice_is_one() -> None:
    assert check(reading(1, S), reading(1, S)).answer is Answer.TOO_LITTLE_EVIDENCE


def test_causes_that_differ_contradict_none() -> None:
    several = [reading(1, D, value="virus"), reading(2, D, value="fungus")]
    assert check(*several, relation=FactRelation.CAUSED_BY).answer is Answer.TOO_LITTLE_EVIDENCE
    one = [reading(1, D, value="virus"), reading(2, D, value="virus")]
    assert check(*one, relation=FactRelation.CAUSED_BY).answer is Answer.CONTRADICTED


def test_weaker_records_make_it_depend() -> None:
    found = check(reading(1, W), reading(2, W), relation=FactRelation.HOW_COMMON, rank="one_of")
    assert found.answer is Answer.DEPENDS


def test_parts_that_differ_are_named() -> None:
    found = check(
        reading(1, S, part=0), reading(2, S, part=0),
        relation=FactRelation.CAUSE_SUGGESTED, parts=2,
    )  # fmt: skip
    assert found.answer is Answer.DEPENDS
    assert found.parts == (Answer.SUPPORTED, Answer.TOO_LITTLE_EVIDENCE)
    assert "part 1: too little found" in found.headline.text


def test_a_procedure_is_stated_piece_by_piece() -> None:
    whole = [reading(1, S, part=0), reading(2, S, part=1)]
    assert check(*whole, relation=FactRelation.DONE_BY, parts=2).answer is Answer.SUPPORTED
    part = [reading(1, S, part=0), reading(2, S, part=0)]
    assert check(*part, relation=FactRelation.DONE_BY, parts=2).answer is Answer.TOO_LITTLE_EVIDENCE


def test_the_basis_is_told_plainly() -> None:
    assert check(reading(1, S), reading(2, S)).basis == "rests on what 2 records state"
    assert check().basis == "no statement of it in 10 records that were read"


@given(st.lists(st.sampled_from(list(Telling)), max_size=8), st.randoms())
def test_the_order_of_records_changes_nothing(tellings: list[Telling], random: object) -> None:
    readings = [reading(n, t) for n, t in enumerate(tellings, 1)]
    mixed = list(readings)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert check(*readings).answer is check(*mixed).answer


@given(st.lists(st.sampled_from(list(Telling)), max_size=8))
def test_what_is_contradicted_has_enough_against_it(tellings: list[Telling]) -> None:
    found = check(*(reading(n, t) for n, t in enumerate(tellings, 1)))
    if found.answer is Answer.CONTRADICTED:
        assert tellings.count(D) >= 2 or (tellings.count(N) >= 2 and tellings.count(X) >= 2)
    assert found.headline.sources
