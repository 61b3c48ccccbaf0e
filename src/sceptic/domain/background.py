"""Background facts: what an article tells of a condition or a procedure beside what acts on it.

"Alopecia is an autoimmune disease", "people under 20 are more likely to get it", "it is injected
into the scalp": no trial tests them, records state them. A fact is judged by who states it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.brief import Source, Statement
from sceptic.domain.claim import Concept
from sceptic.domain.evidence import Answer


class FactRelation(StrEnum):
    """What a background fact tells of its subject."""

    IS_A = "is_a"
    """Of what kind it is: "an autoimmune disease"."""
    MECHANISM = "mechanism"
    """How it comes about: "the immune system attacks hair follicles"."""
    SIGN = "sign"
    """How it shows: "hair falls out in lumps"."""
    HOW_COMMON = "how_common"
    """Its place among its like: "one of the most common causes of hair loss"."""
    MORE_LIKELY_IN = "more_likely_in"
    """Whom it strikes more: "people under 20"."""
    CAUSED_BY = "caused_by"
    """What brings it on, or by what it spreads: "a parasite", "mosquitoes"."""
    CAUSE_SUGGESTED = "cause_suggested"
    """What is named among its causes: "from family bloodline to stress"."""
    DONE_BY = "done_by"
    """How a procedure is done: ingredients, instrument, route, site."""
    COURSE = "course"
    """How often it is done: "regular visits"."""


@dataclass(frozen=True, slots=True)
class FactPart:
    """One thing told: the article's words, and the terms by which they are compared."""

    words: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackgroundFact:
    """A fact as told. ``parts`` has one member, or one for each thing of a list.

    ``rank`` is the place told among its like (``1``, ``2`` ..., ``one_of``, ``common``, ``rare``),
    empty for other relations. ``read_as`` says in which sense the subject was taken where the
    article's own word is wider, and is empty otherwise.
    """

    subject: Concept
    relation: FactRelation
    parts: tuple[FactPart, ...]
    negated: bool = False
    rank: str = ""
    read_as: str = ""
    called: str = ""
    """The subject in the article's words; its concept's name where empty."""

    @property
    def sentence(self) -> str:
        """The fact in short, in the article's words."""
        lead = {
            FactRelation.MORE_LIKELY_IN: "more likely in ",
            FactRelation.CAUSED_BY: "caused by ",
            FactRelation.CAUSE_SUGGESTED: "among its causes ",
            FactRelation.DONE_BY: "done with ",
        }.get(self.relation, "")
        if self.negated:
            lead = lead.replace("more likely", "less likely") if "more" in lead else f"not {lead}"
        said = ", ".join(p.words for p in self.parts)
        return f"{self.called or self.subject.name}: {lead}{said}"


RANKS = {
    "one_of": "one of the most common",
    "a_leading": "a leading",
    "1": "the most common",
    "2": "the second most common",
    "3": "the third most common",
    "4": "the fourth most common",
    "5": "the fifth most common",
    "rare": "a rare",
    "common": "a common",
}
"""A rank in words."""


def ranked(rank: str, words: str) -> str:
    """What is told, with its place among its like."""
    return f"{RANKS.get(rank, f'number {rank}')} {words}".strip() if rank else words


class Telling(StrEnum):
    """What a record's words mean for a fact."""

    STATES = "states"
    WEAKER = "weaker"
    """States less than is told: second, not first; patches, not lumps."""
    NARROWER = "narrower"
    """States it of a narrower kind of the subject, or within a narrower class."""
    OTHERWISE = "otherwise"
    """States of another kind of the subject what it is, and not this."""
    DENIES = "denies"
    """States another value where only one can hold, or the contrary."""


@dataclass(frozen=True, slots=True)
class FactReading:
    """One record on one part of a fact. ``of`` names the kind of the subject that it speaks of,
    ``says`` its statement: a quoted sentence, or our own words for a stated fact."""

    record_id: str
    citation: str
    telling: Telling
    of: str
    says: str
    source: Source
    part: int = 0
    is_review: bool = False
    is_quote: bool = True
    value: str = ""
    """The other value, where the record denies by stating one."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A background fact judged. There is no certainty after GRADE: no study tests it.

    ``basis`` says plainly on how many records the answer rests. ``looked_at`` counts the records
    whose words were read. ``parts`` are the answers for each part, in the order of the fact's.
    """

    fact: BackgroundFact
    answer: Answer
    headline: Statement
    basis: str
    readings: tuple[FactReading, ...] = ()
    parts: tuple[Answer, ...] = ()
    looked_at: int = 0

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(r.source for r in self.readings)
