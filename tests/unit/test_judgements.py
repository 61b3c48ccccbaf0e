"""What a record says of a claim is worked out once, and is the same as worked out again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sceptic import judgements
from sceptic.domain.claim import Claim
from sceptic.domain.record import AbstractPart, PartialDate, Pmid, Record
from sceptic.judgements import RECORDS, Judge, asserted, families_of, judge_of
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return shipped_vocabulary()


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    judgements.forget()
    yield
    judgements.forget()


def claim_of(question: str, vocabulary: Vocabulary) -> Claim:
    return claim_from_question(question, vocabulary)


def trial(pmid: int, result: str = "Colds were significantly shorter with zinc.") -> Record:
    return Record(
        id=f"pmid:{pmid}",
        pmid=Pmid(pmid),
        title="Zinc for the common cold: a randomised placebo-controlled trial",
        abstract=(
            AbstractPart("We randomised 120 adults with a common cold to zinc or placebo."),
            AbstractPart(result, "RESULTS"),
            AbstractPart("Zinc shortens the common cold.", "CONCLUSIONS"),
        ),
        print_date=PartialDate(2012, None, None),
    )


def test_the_same_question_in_other_words_meets_the_same_judge(vocabulary: Vocabulary) -> None:
    one = claim_of("Does zinc help the common cold?", vocabulary)
    other = replace(claim_of("does zinc help colds", vocabulary), offers=())
    assert one.question != other.question
    assert asserted(one) == asserted(other)
    assert judge_of(one, vocabulary) is judge_of(other, vocabulary)


def test_another_relation_or_vocabulary_meets_another(vocabulary: Vocabulary) -> None:
    helps = claim_of("Does zinc help the common cold?", vocabulary)
    prevents = claim_of("Does zinc prevent the common cold?", vocabulary)
    denied = replace(helps, negated=True)
    judges = {id(judge_of(c, vocabulary)) for c in (helps, prevents, denied)}
    assert len(judges) == 3
    other = Vocabulary.of(vocabulary.concepts, version="other")
    assert judge_of(helps, other) is not judge_of(helps, vocabulary)


def test_words_that_judging_goes_by_are_kept(vocabulary: Vocabulary) -> None:
    treated = claim_of("Does aspirin treat a heart attack?", vocabulary)
    plain = claim_of("Does aspirin help heart attacks?", vocabulary)
    for claim in (treated, plain):
        families = families_of(claim, vocabulary)
        whole = Judge(claim, families).evidence(trial(1))
        assert Judge(asserted(claim), families).evidence(trial(1)) == whole


def test_what_is_kept_is_what_is_read(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_of("Does zinc help the common cold?", vocabulary)
    first = judge_of(claim, vocabulary).evidence(trial(1))
    monkeypatch.setattr(judgements, "evidence_for", None)
    assert judge_of(claim, vocabulary).evidence(trial(1)) == first
    assert first is not None
    assert first.counted


def test_a_changed_record_is_read_anew(vocabulary: Vocabulary) -> None:
    judge = judge_of(claim_of("Does zinc help the common cold?", vocabulary), vocabulary)
    before = judge.evidence(trial(1))
    after = judge.evidence(trial(1, "There was no significant difference in colds (P=0.7)."))
    assert before != after


def test_a_record_that_does_not_name_both_sides_is_not_read(vocabulary: Vocabulary) -> None:
    judge = judge_of(claim_of("Does garlic help migraine?", vocabulary), vocabulary)
    assert judge.evidence(trial(1)) is None


def test_no_more_than_so_many_are_kept(vocabulary: Vocabulary) -> None:
    judge = judge_of(claim_of("Does garlic help migraine?", vocabulary), vocabulary)
    for number in range(RECORDS + 20):
        judge.evidence(replace(trial(1), id=f"pmid:{number + 1}", pmid=Pmid(number + 1)))
    assert judge.kept <= RECORDS
