"""Judgements kept within a process: what a record says of a claim is worked out once.

A judgement follows from the record, the concepts of the claim and the vocabulary alone. The same
question in other words, as of another day or after new records came in therefore reads only what
is new. What second voters read is kept too, under who they are, so that a brief never mixes two.
Nothing is written down: another process, version or vocabulary starts afresh, and an answer
has the same bytes with and without what was kept. All stores are bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from sceptic.appraisal.aim import wanted_aim
from sceptic.appraisal.classifiers import Classifier, Reading
from sceptic.appraisal.matching import Families, family_of
from sceptic.appraisal.stance import evidence_for
from sceptic.appraisal.standing import restated
from sceptic.domain.claim import Claim, Question, Relation
from sceptic.domain.evidence import Evidence, Study
from sceptic.domain.record import Record
from sceptic.language.vocabulary import Vocabulary

CLAIMS, RECORDS, STUDIES, READINGS = 32, 512, 2_000, 4_000
"""Most claims whose judgements are kept, records for each, studies read, pairs that second voters
read."""


def families_of(claim: Claim, vocabulary: Vocabulary) -> Families:
    """The families of the claim's concepts in the vocabulary."""
    pico = claim.pico
    return Families(
        intervention=family_of(pico.intervention, vocabulary),
        condition=family_of(pico.condition, vocabulary),
        comparison=family_of(pico.comparison, vocabulary) if pico.comparison else None,
        outcome=family_of(pico.outcome, vocabulary) if pico.outcome else None,
        population=family_of(pico.population, vocabulary) if pico.population else None,
    )


@lru_cache(maxsize=STUDIES)
def study_of(record: Record) -> Study:
    """What a record says, whatever is asked: several claims of an article meet the same ones."""
    from sceptic.appraisal.reading import study_from_record  # noqa: PLC0415 - facts need no reader

    return study_from_record(record)


def asserted(claim: Claim) -> Claim:
    """The claim without the words that it was asked in, but those that judging goes by: the same
    for questions that ask the same.
    """
    is_open = claim.relation is Relation.COMPARES
    bare = replace(
        claim,
        question=Question(""),
        understood=claim.understood if is_open else (),
        ignored=(),
        notes=(),
        details=(),
        offers=(),
    )
    if wanted_aim(bare) is wanted_aim(claim):
        return bare
    return replace(bare, question=claim.question)


def judge_of(claim: Claim, vocabulary: Vocabulary) -> Judge:
    """Who sets records against what the claim asserts, and remembers it."""
    return _judge_of(asserted(claim), vocabulary)


@lru_cache(maxsize=CLAIMS)
def _judge_of(claim: Claim, vocabulary: Vocabulary) -> Judge:
    return Judge(claim, families_of(claim, vocabulary))


class Judge:
    """Sets records against one claim; what the last ``RECORDS`` said is remembered."""

    def __init__(self, claim: Claim, families: Families) -> None:
        self.claim, self.families = claim, families
        self._remembered = lru_cache(maxsize=RECORDS)(self._read)

    @property
    def kept(self) -> int:
        """Records whose judgement is remembered."""
        return self._remembered.cache_info().currsize

    def evidence(
        self,
        record: Record,
        facts: Study | None = None,
        tainted: tuple[int, ...] = (),
        *,
        vouched: bool = False,
    ) -> Evidence | None:
        """What the record says of the claim; ``None`` where it does not name both its sides.

        Args:
            facts: known of the study from a table; then nothing is read and nothing kept.
            tainted: retracted trials that the record cites.
            vouched: the caller brings the record as evidence.
        """
        if facts is not None:
            return self._set_against(facts, record, tainted, vouched=vouched)
        return self._remembered(record, tainted, vouched=vouched)

    def _read(self, record: Record, tainted: tuple[int, ...], *, vouched: bool) -> Evidence | None:
        is_open = self.claim.relation is Relation.COMPARES
        if record.abstract and not is_open:
            from sceptic.appraisal.placing_text import may_be_placed  # noqa: PLC0415 - reads texts

            if not may_be_placed(self.families, record):
                return None
        return self._set_against(study_of(record), record, tainted, vouched=vouched)

    def _set_against(
        self, study: Study, record: Record, tainted: tuple[int, ...], *, vouched: bool
    ) -> Evidence:
        study = restated(study, record, tainted)
        return evidence_for(study, self.claim, self.families, record, vouched=vouched)


_Key = tuple[tuple[str, ...], str, str]
"""Who reads, the question, the text."""
_readings: dict[_Key, Reading] = {}
_lock = Lock()


class Remembering:
    """A second voter for one question that reads no pair again which it, or the same voters in this
    process, read before."""

    def __init__(self, reader: Classifier) -> None:
        self._reader = reader
        self.was_asked = False
        """Whether there was anything to read."""

    @property
    def voters(self) -> tuple[str, ...]:
        return self._reader.voters

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        self.was_asked = self.was_asked or bool(pairs)
        before = self.voters
        said = {p: kept for p in pairs if (kept := _readings.get((before, *p)))}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in said]
        said.update(zip(new, self._reader.readings(new), strict=True) if new else ())
        _remember({(self.voters, *pair): said[pair] for pair in new})
        return tuple(said[pair] for pair in pairs)


def _remember(readings: dict[_Key, Reading]) -> None:
    """Keep them, and let go of the oldest that are too many."""
    with _lock:
        _readings.update(readings)
        for key in list(_readings)[: max(0, len(_readings) - READINGS)]:
            del _readings[key]


def forget() -> None:
    """Start afresh, so that a measurement meets its records anew."""
    study_of.cache_clear()
    _judge_of.cache_clear()
    with _lock:
        _readings.clear()
