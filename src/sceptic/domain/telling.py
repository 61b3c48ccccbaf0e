"""One brief told for one kind of reader, and its table of findings: the same facts, arranged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.brief import Section, Statement
from sceptic.domain.evidence import Certainty


class Voice(StrEnum):
    """Who reads."""

    PATIENT = "patient"
    JOURNALIST = "journalist"
    LIBRARIAN = "librarian"


@dataclass(frozen=True, slots=True)
class Telling:
    """A brief in the words one kind of reader needs. It holds no fact that the brief does not.

    ``brief`` is the id of the brief it tells.
    """

    voice: Voice
    brief: str
    headline: Statement
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section | None:
        return next((s for s in self.sections if s.id == section_id), None)


@dataclass(frozen=True, slots=True)
class FindingsRow:
    """One outcome of a Summary of Findings table (GRADE guidelines 12, PMID 22609141).

    ``relative``, ``without`` and ``with_it`` are words for printing; where a cell would be blank
    it holds the reason. ``measure`` with ``value``, ``low`` and ``high`` are the relative effect
    as numbers, ``risks`` the people in 1000 with the outcome: without the intervention, with it,
    and the limits of the latter. ``notes`` are numbers of the table's footnotes, from 1.
    """

    part: str
    outcome: str
    people: int
    studies: str
    relative: str
    without: str
    with_it: str
    certainty: Certainty
    notes: tuple[int, ...]
    meaning: Statement
    measure: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    risks: tuple[int, int, int | None, int | None] | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingsTable:
    """A Summary of Findings: at most seven outcomes, and a footnote for each deduction."""

    population: str
    intervention: str
    comparison: str
    rows: tuple[FindingsRow, ...]
    notes: tuple[Statement, ...]
    remarks: tuple[Statement, ...] = ()
    """What the table leaves out, and why."""
