"""Stated facts that ship with the package: what records say of conditions and procedures, in our
own words, each with its record, the page where it was seen, or that it was read in a copy of the
PubMed record, and the day.

The table ``data/stated.jsonl`` is compiled by ``scripts/stated_build.py``. It stands beside every
library: a background fact is looked up here and read in the library's records.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache
from importlib import resources

import msgspec

from sceptic.domain.background import FactRelation
from sceptic.domain.brief import Source, SourceKind
from sceptic.domain.record import Pmid
from sceptic.errors import LibraryDamagedError
from sceptic.language.background_said import Saying, StatedFact

FORMAT = 1


class StatedHeader(msgspec.Struct, frozen=True):
    """First line of the table."""

    table: str
    format: int
    version: str
    records: int
    facts: int
    provenance: str


class StateRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fact: ``says`` is in our words, ``subject_id`` a concept of the vocabulary."""

    relation: FactRelation
    subject: str
    subject_id: str
    says: str
    rank: str = ""
    negated: bool = False
    less: bool = False
    alike: bool = False


class StatedRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One record with the facts that it states."""

    id: str
    citation: str
    seen_on: dt.date
    states: tuple[StateRow, ...]
    seen: tuple[str, ...] = ()
    read_in: str = ""
    """What was read where no page was opened: "copy of the PubMed record"."""
    title: str = ""
    pmid: int | None = None
    doi: str = ""
    year: int | None = None
    is_review: bool = False


def read_stated(data: bytes) -> tuple[StatedHeader, tuple[StatedRow, ...]]:
    """The header and the rows of a compiled table.

    Raises:
        LibraryDamagedError: not such a table, or fewer rows than its header says.
    """
    first, _, rest = data.partition(b"\n")
    try:
        header = msgspec.json.decode(first, type=StatedHeader)
        rows = tuple(msgspec.json.Decoder(StatedRow).decode_lines(rest))
    except msgspec.MsgspecError as error:
        raise LibraryDamagedError(
            f"the stated facts cannot be read: {error}", hint="install the package again"
        ) from error
    if header.format != FORMAT or len(rows) != header.records:
        raise LibraryDamagedError(
            f"the stated facts hold {len(rows)} records, their header says {header.records}",
            hint="install the package again",
        )
    return header, rows


@cache
def _by_subject() -> dict[str, tuple[tuple[int | None, StatedFact], ...]]:
    header, rows = read_stated(
        resources.files("sceptic").joinpath("data", "stated.jsonl").read_bytes()
    )
    found: defaultdict[str, list[tuple[int | None, StatedFact]]] = defaultdict(list)
    for row in rows:
        for state in row.states:
            found[state.subject_id].append((row.year, _fact(row, state, header)))
    return {subject: tuple(facts) for subject, facts in found.items()}


def _fact(row: StatedRow, state: StateRow, header: StatedHeader) -> StatedFact:
    source = Source(
        SourceKind.RECORD,
        record_id=row.id,
        pmid=Pmid(row.pmid) if row.pmid else None,
        doi=row.doi,
        table=header.table,
        version=header.version,
        address=row.seen[0] if row.seen else "",
        date=row.seen_on,
    )
    saying = Saying(state.relation, state.says, state.negated, state.rank, state.less, state.alike)
    return StatedFact(
        row.id, row.citation, state.subject_id, state.subject, saying, source, row.is_review
    )


def stated_facts(
    subject_ids: tuple[str, ...], until: dt.date | None = None
) -> tuple[StatedFact, ...]:
    """The facts of these concepts, in the order of the table; as of a day, those of records from
    before its year alone, since nothing finer is known of all of them."""
    table = _by_subject()
    return tuple(
        fact
        for subject in subject_ids
        for year, fact in table.get(subject, ())
        if until is None or (year is not None and year < until.year)
    )
