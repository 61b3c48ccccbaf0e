"""Which reviews cite a trial that has been retracted since, as far as references are held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol

from sceptic.domain.record import Record
from sceptic.library.index import Index
from sceptic.library.links import cited_by
from sceptic.library.query import all_of, any_of, term_of

_MOST = 1000
_AT_ONCE = 2000
"""PMIDs in one search."""


class Records(Index, Protocol):
    def records(self, ids: Iterable[str]) -> tuple[Record, ...]: ...


class KnownRetractions(Protocol):
    """A list of retractions beside the library's own marks."""

    def retracted(self, pmids: Iterable[int], until: dt.date | None) -> tuple[int, ...]: ...


def retracted_trials_cited(
    records: Iterable[Record],
    library: Records,
    known: KnownRetractions | None = None,
    until: dt.date | None = None,
) -> Mapping[str, tuple[int, ...]]:
    """Record id -> PMIDs of retracted trials in its references, ascending; only those with any.

    A reference list tells what a review cites, not what it pooled: it is a caution, no proof.
    """
    cited = {r.id: frozenset(cited_by(r)) for r in records}
    pmids = sorted(frozenset().union(*cited.values())) if cited else []
    marked = set(_marked(pmids, library))
    marked.update(known.retracted(pmids, until) if known else ())
    held = library.records(f"pmid:{p}" for p in sorted(marked))
    trials = {int(r.pmid) for r in held if r.pmid and _is_trial(r)}
    found = {i: tuple(sorted(refs & trials)) for i, refs in cited.items()}
    return {i: pmids for i, pmids in found.items() if pmids}


def _marked(pmids: list[int], library: Records) -> Iterable[int]:
    retracted = term_of("Retracted Publication", "pt")
    for start in range(0, len(pmids), _AT_ONCE):
        some = any_of(*(term_of(str(p), "pmid") for p in pmids[start : start + _AT_ONCE]))
        for hit in library.search(all_of(some, retracted), limit=_MOST).hits:
            yield int(hit.record_id.removeprefix("pmid:"))


def _is_trial(record: Record) -> bool:
    return any("Trial" in kind for kind in record.publication_types)
