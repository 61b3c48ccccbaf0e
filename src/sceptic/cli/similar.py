"""``sceptic similar`` and ``sceptic duplicates``: records that belong together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sceptic.cli.app import (
    AsOfOption,
    LibraryOption,
    OutputOption,
    app,
    settings,
    standard_input,
    write,
)

if TYPE_CHECKING:
    from sceptic.domain.record import Record
    from sceptic.library.collection import Library

NOTHING_FOUND = 3


@app.command()
def similar(
    pmid: Annotated[str, typer.Argument(help="PMID or record id of a record in the library.")],
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most records to list.")] = 20,
    as_of: AsOfOption = None,
    ids: Annotated[bool, typer.Option("--ids", help="Only ids, one a line.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One record a line as JSON.")] = False,
    output: OutputOption = None,
) -> int:
    """List the records most like one of the library, by their words and headings.

    Example: sceptic similar 27225981 --limit 5
    """
    from sceptic.config import date_from, open_library  # noqa: PLC0415
    from sceptic.errors import UnknownRecordError  # noqa: PLC0415
    from sceptic.library.similar import similar_to  # noqa: PLC0415

    opened = open_library(settings(library=library))
    wanted = f"pmid:{pmid}" if pmid.isdecimal() else pmid
    records = opened.records((wanted,))
    if not records:
        raise UnknownRecordError(f"no record {wanted} in this library")
    until = date_from(as_of) if as_of else None
    found = similar_to(records[0], opened, limit=limit, until=until)
    if ids:
        write("".join(f"{_bare(n.record_id)}\n" for n in found), output)
        return 0 if found else NOTHING_FOUND
    pairs = zip(found, opened.records(n.record_id for n in found), strict=True)
    rows = [{**_row(record), "score": neighbour.score} for neighbour, record in pairs]
    write(_lines(rows, as_json=json), output)
    return 0 if rows else NOTHING_FOUND


@app.command()
def duplicates(
    query: Annotated[
        str, typer.Argument(help="A query in PubMed's language; - reads PMIDs from stdin.")
    ],
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option(min=2, max=20_000, help="Most records to compare.")] = 2000,
    json: Annotated[bool, typer.Option("--json", help="One group a line as JSON.")] = False,
    output: OutputOption = None,
) -> int:
    """List records that report the same trial, or are versions of one review, with the reason.

    Example: sceptic duplicates 'cranberries[ti]'
    """
    from sceptic.checks import duplicate_reports  # noqa: PLC0415
    from sceptic.config import open_library  # noqa: PLC0415

    opened = open_library(settings(library=library))
    records = _read(opened, limit) if query == "-" else _found(opened, query, limit)
    by_id = {record.id: record for record in records}
    groups = [
        {"reasons": list(one.reasons), "records": [_row(by_id[i]) for i in one.record_ids]}
        for one in duplicate_reports(records)
    ]
    write(_grouped(groups, as_json=json), output)
    return 0 if groups else NOTHING_FOUND


def _read(library: Library, limit: int) -> tuple[Record, ...]:
    ids = standard_input().split()
    if len(ids) > limit:
        print(  # noqa: T201
            f"note: the first {limit} of {len(ids)} records were compared", file=sys.stderr
        )
    wanted = [f"pmid:{i}" if i.isdecimal() else i for i in ids[:limit]]
    records = library.records(wanted)
    for unknown in sorted({*wanted} - {record.id for record in records}):
        print(f"sceptic: no record {unknown} in this library", file=sys.stderr)  # noqa: T201
    return records


def _found(library: Library, query: str, limit: int) -> tuple[Record, ...]:
    from sceptic.library.explain import mapped_for  # noqa: PLC0415
    from sceptic.library.filters import dated  # noqa: PLC0415
    from sceptic.library.query import parse  # noqa: PLC0415

    node = mapped_for(dated(parse(query), settings().date), library).node
    hits = library.search(node, limit=limit)
    if hits.total > limit:
        print(  # noqa: T201
            f"note: the first {limit} of {hits.total} records were compared", file=sys.stderr
        )
    return library.records(hit.record_id for hit in hits.hits)


def _bare(record_id: str) -> str:
    """PMIDs stand alone, as other PubMed tools expect."""
    return record_id.removeprefix("pmid:")


def _row(record: Record) -> dict[str, Any]:
    return {"id": _bare(record.id), "year": record.year, "title": record.title}


def _lines(rows: list[dict[str, Any]], *, as_json: bool) -> bytes:
    if as_json:
        import msgspec  # noqa: PLC0415

        return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    return "".join(f"{r['id']}\t{r['year'] or '?'}\t{r['title']}\n" for r in rows).encode()


def _grouped(groups: list[dict[str, Any]], *, as_json: bool) -> bytes:
    if as_json:
        return _lines(groups, as_json=True)
    blocks = (
        f"{'; '.join(one['reasons'])}\n".encode() + _lines(one["records"], as_json=False)
        for one in groups
    )
    return b"\n".join(blocks)
