"""What is handed to the reader: a brief made of statements, each with its source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.attention import Measured
from sceptic.domain.claim import Claim
from sceptic.domain.correction import Correction
from sceptic.domain.evidence import Evidence, Verdict
from sceptic.domain.record import Pmid
from sceptic.errors import UnsourcedStatementError

BRIEF_FORMAT_VERSION = 1
"""Version of the published form of a brief; a file of another version is refused, not guessed."""


class SourceKind(StrEnum):
    RECORD = "record"
    """A record, with field and character span where we hold the text."""
    FACT = "fact"
    """A named fact table with its version and the address where the fact was seen."""
    COUNT = "count"
    """A dated count with its query."""
    USER = "user"
    """A figure the user gave, quoted as such and never as our measurement."""
    CORRECTION = "correction"
    """A person's correction of a reading, with name, date and reason."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on.

    RECORD needs ``record_id``; FACT needs ``table``, ``version`` and ``address``;
    COUNT needs ``query``, ``count`` and ``date``; USER needs ``quote``; CORRECTION needs ``by``,
    ``date`` and ``quote``, which is the reason.
    """

    kind: SourceKind
    record_id: str = ""
    pmid: Pmid | None = None
    doi: str = ""
    field: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    table: str = ""
    version: str = ""
    address: str = ""
    query: str = ""
    count: int | None = None
    date: dt.date | None = None
    by: str = ""
    """Who corrected a reading."""

    def __post_init__(self) -> None:
        complete = {
            SourceKind.RECORD: bool(self.record_id),
            SourceKind.FACT: bool(self.table and self.version and self.address),
            SourceKind.COUNT: bool(self.query) and self.count is not None and bool(self.date),
            SourceKind.USER: bool(self.quote),
            SourceKind.CORRECTION: bool(self.by and self.quote and self.date),
        }[self.kind]
        if not complete:
            raise UnsourcedStatementError(f"a {self.kind.value} source lacks what identifies it")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a brief. Refuses to exist without a source (DESIGN 4.1).

    ``is_quote`` marks the author's own words; ``role`` lets renderers style a sentence
    (``headline``, ``caveat``, ``question``, ``remark``), and is empty for plain text.
    """

    text: str
    sources: tuple[Source, ...]
    is_quote: bool = False
    role: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise UnsourcedStatementError("an empty statement")
        if not self.sources:
            raise UnsourcedStatementError(f"a statement without a source: {self.text[:60]!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """``id`` is stable and documented (``answer``, ``condition``, ``harms`` ...)."""

    id: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """Attention against literature. ``web_results`` is what the user gave, never measured by us.

    ``trials_by_year`` are the randomised trials among the records; it and ``measured`` are empty
    unless attention was counted.
    """

    by_year: tuple[tuple[int, int], ...]
    records: int
    web_results: int | None = None
    measured: tuple[Measured, ...] = ()
    trials_by_year: tuple[tuple[int, int], ...] = ()

    @property
    def ratio(self) -> float | None:
        """Web results per record, ``None`` without both figures."""
        if self.web_results is None or self.records == 0:
            return None
        return self.web_results / self.records


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Records left out at one step for one reason."""

    step: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Flow:
    """PRISMA 2020's counts (PMID 33782057): found >= screened >= appraised >= used."""

    found: int
    screened: int
    appraised: int
    used: int
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that made the search or the reading incomplete. Printed in the brief."""

    what: str
    why: str
    code: str = ""
    is_failure: bool = False
    """A source failed: exit code 4."""


@dataclass(frozen=True, slots=True)
class LibrarySnapshot:
    """Which library was searched."""

    name: str
    records: int
    newest: dt.date | None
    digest: str
    is_starter: bool
    is_complete: bool
    """True only for a whole PubMed: then "nothing found" is a finding."""
    is_live: bool = False
    """PubMed itself was asked, alone or beside a library."""


@dataclass(frozen=True, slots=True)
class LiveSearch:
    """One search as a live source answered it, for a report after PRISMA-S (PMID 33499930)."""

    source: str
    address: str
    date: dt.date
    """The day on which it answered."""
    query: str
    translation: str
    """What the source says it searched."""
    found: int
    taken: int
    """Identifiers that it named and that were used."""
    messages: tuple[str, ...] = ()
    """Its own remarks: phrases not found, terms ignored."""


@dataclass(frozen=True, slots=True)
class Method:
    """How the brief was made: enough to make it again."""

    library: LibrarySnapshot
    query: str
    relaxations: tuple[str, ...]
    as_of: dt.date | None
    today: dt.date
    software: str
    settings_digest: str
    models_digest: str
    rules_digest: str
    searches: tuple[LiveSearch, ...] = ()
    """What live sources were asked and answered; empty for a library alone."""
    lists: tuple[str, ...] = ()
    """Lists that records were checked against, such as one of retractions, with their dates."""
    corrections: tuple[Correction, ...] = ()
    """What people overruled in the readings that were used here."""
    rephrased: str = ""
    """Which language model rephrased sentences, and how many; empty where none did."""
    readers: tuple[str, ...] = ()
    """Who read what studies mean for the claim: rules, second voters with what tells their version,
    and who could not be had; empty where facts of a table told it all."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole answer. ``id`` is the hash of its content, ``today`` included."""

    id: str
    format_version: int
    claim: Claim
    verdict: Verdict
    headline: Statement
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    attention: Attention
    flow: Flow
    gaps: tuple[Gap, ...]
    method: Method

    @property
    def is_partial(self) -> bool:
        return any(g.is_failure for g in self.gaps)

    def section(self, section_id: str) -> Section | None:
        return next((s for s in self.sections if s.id == section_id), None)
