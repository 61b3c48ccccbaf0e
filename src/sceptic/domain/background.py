"""Background facts: what an article tells of a condition or a procedure beside what acts on it.

"Alopecia is an autoimmune disease", "people under 20 are more likely to get it", "it is injected
into the scalp": no trial tests them, records state them. A fact is judged by who states it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    verb: str = ""
    """How the article puts a cause, where not as "caused": "spread", "transmitted"."""

    @property
    def sentence(self) -> str:
        """The fact as one plain sentence without its stop, in the article's words."""
        name = (self.called or self.subject.name).strip(" ,")
        parts = [p.words for p in self.parts]
        if self.relation is FactRelation.DONE_BY and len(parts) > 1:
            return _done(name, parts)
        words = _listed(parts)
        verb, no = "are" if _is_many(name) else "is", "not " if self.negated else ""
        if self.relation is FactRelation.MORE_LIKELY_IN:
            return f"{name} {verb} {'less' if self.negated else 'more'} likely in {words}"
        if self.relation is FactRelation.CAUSED_BY:
            return f"{name} {verb} {no}{self.verb or 'caused'} by {words}"
        if self.relation is FactRelation.IS_A:
            is_among = words.split()[0].lower() not in _ARTICLES and verb == "is"
            return f"{name} {verb} {no}{'one of the ' if is_among else ''}{words}"
        if self.relation is FactRelation.HOW_COMMON:
            rare = self.rank in ("rare", "common") and words == f"a {self.rank}"
            return f"{name} {verb} {no}{self.rank if rare else words}"
        return _otherwise(self.relation, name, words)


_ARTICLES = ("a", "an", "the", "one", "any")
_SINGULAR = re.compile(
    r"(?:[sui]s|ics|betes|\b(?:measles|rabies|shingles|mumps|herpes|rickets|scabies|series|[A-Z]+S))$"
)


def _is_many(name: str) -> bool:
    """Whether a name is of several things: "ear infections", "heart attack and stroke"."""
    if " and " in name:
        return True
    is_one = _SINGULAR.search(name) or _SINGULAR.search(name.lower()) or name.endswith(("'s", "’s"))
    return name.endswith("s") and not is_one


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _otherwise(relation: FactRelation, name: str, words: str) -> str:
    """Of how it comes about, how it shows and how it is done."""
    if relation is FactRelation.CAUSE_SUGGESTED:
        return f"among the causes of {name} are {words}"
    if relation is FactRelation.MECHANISM:
        is_clause = words.lower().startswith(
            ("immune", "antibod", "white", "t ", "t-", "the immune")
        )
        the = "the " if words.lower().startswith("immune system") else ""
        return f"in {name}, {the}{words}" if is_clause else f"{name} comes about by {words}"
    if relation is FactRelation.SIGN:
        is_clause = words.startswith("hair ")
        return f"in {name}, {words}" if is_clause else f"{name} shows as {words}"
    if relation is FactRelation.COURSE:
        is_noun = words.lower().endswith(("visits", "sessions", "appointments", "treatments",
                                          "injections", "visit", "session", "appointment",
                                          "treatment", "injection"))  # fmt: skip
        return f"{name} {'takes' if is_noun else 'is done'} {words}"
    return _done(name, [words])


def _done(name: str, words: Sequence[str]) -> str:
    """How a procedure is done: with what first, then by what and where."""
    acts = [w for w in words if re.match(r"\w+ed\b", w)]
    by = [f"by {w}" for w in words if re.match(r"\w+ing\b", w)]
    under = [f"under {w}" for w in words if re.search(r"sedation$|an(?:a)?esthe(?:sia|tic)$", w)]
    rest = [w for w in words if w not in acts and f"by {w}" not in by and f"under {w}" not in under]
    if acts and not (by or under or rest):
        return f"in {name}, something is {_listed(acts)}"
    said = [f"with {_listed(rest)}"] if rest else []
    return f"{name} is done {', '.join([*said, *under, *by, *acts])}"


RANKS = {
    "one_of": "one of the most common",
    "a_leading": "a leading",
    "1": "the most common",
    "2": "the second most common",
    "3": "the third most common",
    "4": "the fourth most common",
    "5": "the fifth most common",
    "6": "the sixth most common",
    "7": "the seventh most common",
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
