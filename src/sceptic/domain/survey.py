"""What answers "What helps Y?": one line for each treatment, each judged by itself."""

from __future__ import annotations

from dataclasses import dataclass

from sceptic.domain.brief import Gap, Method, Section, Statement
from sceptic.domain.claim import Concept, Question, Relation
from sceptic.domain.evidence import Answer, Certainty, Study

SURVEY_FORMAT_VERSION = 1
"""Version of the published form of a survey."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One treatment, judged as a claim of its own.

    ``question`` asked by itself gives the whole brief, whose id is ``brief``; ``statement`` is
    that brief's answer with its sources. ``found`` counts the records on both concepts, ``studies``
    the controlled studies that count, ``participants`` the people in them.
    """

    intervention: Concept
    question: str
    statement: Statement
    answer: Answer
    certainty: Certainty
    found: int
    studies: int
    participants: int
    brief: str


@dataclass(frozen=True, slots=True)
class Survey:
    """Which treatments of a condition have evidence. ``id`` is the hash of the content.

    ``studies`` are those that the statements cite. ``named`` counts the records read for the names
    of treatments; ``not_judged`` lists treatments they name that were not judged, with the number
    of records that name each.
    """

    id: str
    format_version: int
    question: Question
    relation: Relation
    condition: Concept
    population: Concept | None
    headline: Statement
    sections: tuple[Section, ...]
    candidates: tuple[Candidate, ...]
    studies: tuple[Study, ...]
    named: int
    not_judged: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]
    method: Method

    @property
    def is_partial(self) -> bool:
        return any(g.is_failure for g in self.gaps)
