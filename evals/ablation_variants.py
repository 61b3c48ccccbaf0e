"""What an ablation leaves out: how a record is read, what a weight is made of, who votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sceptic.appraisal.affirmation import title_words
from sceptic.appraisal.classifiers import Affirmer
from sceptic.appraisal.cues import words_of
from sceptic.appraisal.reading import study_from_record
from sceptic.appraisal.stance import evidence_for
from sceptic.checks import families_of
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Evidence, Flag
from sceptic.domain.record import AbstractPart, Record
from sceptic.language.text import sentences
from sceptic.language.vocabulary import Vocabulary
from sceptic.synthesis.second_vote import doubted
from sceptic.synthesis.weighing import FULL, Scheme, weighed

MOST_ALIKE = 3
"""Sentences that are read where the ones most like the question are."""


class Unit(StrEnum):
    """Which sentences of an abstract are read."""

    FINDINGS = "results and conclusions"
    ALL = "every sentence"
    ALIKE = "the three most like the question"


NOTHING = Scheme(
    design=False,
    size=False,
    directness=False,
    recency=False,
    flags=frozenset(),
    reviews_supersede=False,
    merges=False,
)
"""Every study weighs one."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to answer; the fields' defaults are the whole program."""

    name: str
    unit: Unit = Unit.FINDINGS
    scheme: Scheme = FULL
    hard: bool = False
    """Each study says one thing, as sure as a fact; else what the reader gives each answer."""
    second_voter: bool = True
    prior: bool = True
    """The learned lean of the literature; else none."""
    calibrated: bool = True
    """The aggregator's probabilities; else the plurality of the studies' votes."""
    overrides: bool = True
    """Rules that say "too little evidence" whatever the odds."""
    reviews: bool = True
    """Else only primary studies count."""
    depth: int = 0
    """Records read, best first; 0 reads what the program reads."""
    own: bool = True
    """Else the records that a question or its truth was made from are left out."""


WHOLE = Variant("the whole program")


def ladder() -> tuple[Variant, ...]:
    """From a count of votes to the whole program, one part after the other."""
    design = replace(NOTHING, design=True)
    size = replace(design, size=True)
    directness = replace(size, directness=True)
    recency = replace(directness, recency=True)
    flags = replace(recency, flags=FULL.flags)
    superseding = replace(flags, reviews_supersede=True)
    return (
        Variant("votes of studies", scheme=NOTHING, hard=True, calibrated=False),
        Variant("+ learned prior", scheme=NOTHING, hard=True),
        Variant("+ how sure the reader is", scheme=NOTHING),
        Variant("+ design", scheme=design),
        Variant("+ size", scheme=size),
        Variant("+ directness", scheme=directness),
        Variant("+ recency", scheme=recency),
        Variant("+ flags", scheme=flags),
        Variant("+ reviews supersede", scheme=superseding),
        replace(WHOLE, name="+ reports merged: the whole program"),
    )


def left_out() -> tuple[Variant, ...]:
    """The whole program less one part."""
    spin = FULL.flags - {Flag.HOPEFUL_CONCLUSION}
    voters = FULL.flags - {Flag.VOTERS_DISAGREE}
    return (
        Variant("every sentence is read", unit=Unit.ALL),
        Variant("the three sentences most like the question are read", unit=Unit.ALIKE),
        Variant("each study says one thing", hard=True),
        Variant("no learned prior", prior=False),
        Variant("no design weights", scheme=Scheme(design=False)),
        Variant("no size", scheme=Scheme(size=False)),
        Variant("no directness", scheme=Scheme(directness=False)),
        Variant("no recency", scheme=Scheme(recency=False)),
        Variant("reviews do not supersede", scheme=Scheme(reviews_supersede=False)),
        Variant("duplicates not merged", scheme=Scheme(merges=False)),
        Variant("spin off", scheme=Scheme(flags=spin)),
        Variant("doubted studies weigh the same", scheme=Scheme(flags=voters)),
        Variant("second voter off", second_voter=False),
        Variant("primary studies only", reviews=False),
    )


def depths() -> tuple[Variant, ...]:
    """The first k of one ranking, in place of quotas for reviews, trials and the rest."""
    return tuple(Variant(f"the first {k} records", depth=k) for k in (5, 10, 20, 30, 50, 100))


@dataclass(slots=True)
class Reader:
    """Reads records for claims, each (record, claim, unit) once."""

    vocabulary: Vocabulary
    vouched: bool = False
    """Sources are given, not found."""
    _read: dict[tuple[str, str, Unit], Evidence] = field(default_factory=dict)

    def read(
        self, claim: Claim, records: Sequence[Record], variant: Variant
    ) -> tuple[Evidence, ...]:
        """The records set against the claim and weighed, as the variant has it."""
        read = [self._one(claim, record, variant.unit) for record in records]
        if not variant.reviews:
            read = [e for e in read if not e.study.design.is_review_of_studies]
        if variant.second_voter and claim.relation is not Relation.COMPARES:
            read = doubted(read, claim, Affirmer())
        found = weighed(read, claim, variant.scheme)
        return tuple(map(_said_once, found)) if variant.hard else found

    def _one(self, claim: Claim, record: Record, unit: Unit) -> Evidence:
        key = (claim.question.text, record.id, unit)
        if key not in self._read:
            self._read[key] = self._set_against(claim, record, unit)
        return self._read[key]

    def _set_against(self, claim: Claim, record: Record, unit: Unit) -> Evidence:
        study = study_from_record(record)
        seen = record
        if unit is not Unit.FINDINGS and record.abstract:
            is_open = claim.relation is Relation.COMPARES
            seen = relabelled(record, claim.question.text, unit, is_open=is_open)
            other = study_from_record(seen)
            study = replace(
                study,
                findings=other.findings,
                conclusion=other.conclusion,
                key_result=other.key_result,
            )
        families = families_of(claim, self.vocabulary)
        return evidence_for(study, claim, families, seen, vouched=self.vouched)


def relabelled(record: Record, question: str, unit: Unit, *, is_open: bool) -> Record:
    """The record with the sentences of the unit as its findings: results where two arms are
    compared, conclusions where an answer is looked for."""
    text = record.abstract_text
    if unit is Unit.ALIKE:
        text = " ".join(most_alike(question, text))
    return replace(record, abstract=(AbstractPart(text, "RESULTS" if is_open else "CONCLUSIONS"),))


def most_alike(question: str, text: str, most: int = MOST_ALIKE) -> tuple[str, ...]:
    """The sentences that share most content words with the question for their length, in reading
    order."""
    wanted = title_words(question)
    spans = [s.text for s in sentences(text)]
    scores = [
        len(wanted.intersection(words)) / (1 + len(title_words(s))) ** 0.5
        for s in spans
        for words in (words_of(s),)
    ]
    best = sorted(range(len(spans)), key=lambda i: (-scores[i], i))[:most]
    return tuple(spans[i] for i in sorted(best))


def _said_once(evidence: Evidence) -> Evidence:
    finding = evidence.finding
    return replace(evidence, finding=replace(finding, likelihoods=None)) if finding else evidence
