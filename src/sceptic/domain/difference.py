"""How one brief differs from another: what was asked, what came and went, what moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.evidence import Answer, AppliedRule, Certainty

DIFFERENCE_FORMAT_VERSION = 1
"""Version of the published form of a difference."""


class Fate(StrEnum):
    """What became of a study between two briefs."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Moved:
    """One value that is not the same: its name, and what it was and is, in words.

    Empty where there was, or is, none.
    """

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two briefs. ``as_of`` is the day up to which records were used."""

    id: str
    question: str
    library: str
    records: int
    made: dt.date
    as_of: dt.date | None
    answer: Answer
    certainty: Certainty
    headline: str


@dataclass(frozen=True, slots=True)
class StudyMove:
    """A study that came, went or changed.

    ``counted`` says whether it counts in the later brief; for one that went, in the earlier;
    ``moved`` lists what changed, and for one that came or went what it is.
    """

    fate: Fate
    record_id: str
    study: str
    design: str
    counted: bool
    moved: tuple[Moved, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class PartMove:
    """A part of the answer that came, went or moved, and the rules behind it.

    ``rules_gone`` and ``rules_new`` hold only rules that differ; the same rule for another reason
    stands in both.
    """

    label: str
    fate: Fate
    moved: tuple[Moved, ...] = ()
    rules_gone: tuple[AppliedRule, ...] = ()
    rules_new: tuple[AppliedRule, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefDiff:
    """How ``after`` differs from ``before``; every tuple is empty where nothing does.

    ``asked`` is about the question and how it was read, ``made`` about library, dates and rules,
    ``flow`` and ``studies`` about the evidence, ``verdict`` and ``parts`` about the answer,
    ``corrections`` about what people overruled, ``gaps`` about what was incomplete.
    ``is_same_claim`` says that both ask the same thing: else the rest compares two answers to two
    questions.
    """

    before: Side
    after: Side
    is_same_claim: bool
    asked: tuple[Moved, ...] = ()
    made: tuple[Moved, ...] = ()
    verdict: tuple[Moved, ...] = ()
    rules_gone: tuple[AppliedRule, ...] = ()
    rules_new: tuple[AppliedRule, ...] = ()
    parts: tuple[PartMove, ...] = ()
    flow: tuple[Moved, ...] = ()
    studies: tuple[StudyMove, ...] = ()
    corrections: tuple[Moved, ...] = ()
    gaps: tuple[Moved, ...] = ()
    same_studies: int = 0
    """Studies that stand in both briefs unchanged."""

    @property
    def is_same_answer(self) -> bool:
        """Nothing moved in the answer: neither the verdict nor its parts nor the rules behind."""
        return not (self.verdict or self.parts or self.rules_gone or self.rules_new)

    @property
    def is_empty(self) -> bool:
        """Nothing at all differs but the day on which the briefs were made."""
        return (
            self.is_same_claim
            and self.is_same_answer
            and not (self.asked or self.made or self.flow or self.studies)
            and not (self.corrections or self.gaps)
        )
