"""Everything a brief is composed from, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from sceptic.domain.brief import Attention, Flow, Gap, Method, Source, Statement
from sceptic.domain.claim import Claim
from sceptic.domain.evidence import Evidence, Rationale, Study, Verdict
from sceptic.synthesis.sourcing import count_source

SHOWN = 12
"""At most so many studies are named in one section; tables show all."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Everything a brief is composed from."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    attention: Attention
    flow: Flow
    gaps: tuple[Gap, ...]
    method: Method
    vocabulary_version: str
    safety: tuple[Statement, ...] = ()
    definitions: tuple[tuple[str, Study, Rationale], ...] = ()
    """Concept id -> the sentence of a study that says what it is, where nothing else does."""

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return tuple(e for e in self.evidence if e.counted)

    @property
    def failures(self) -> tuple[Gap, ...]:
        """Sources that failed: what was not found may then exist all the same."""
        return tuple(gap for gap in self.gaps if gap.is_failure)

    @property
    def search(self) -> Source:
        return count_source(self.method, self.flow.found)
