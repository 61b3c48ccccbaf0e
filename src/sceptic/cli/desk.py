"""The librarian's desk: ``sceptic search``, ``count``, ``history``, ``translate``, ``get`` and
``export``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import (
    AsOfOption,
    LibraryOption,
    OutputOption,
    SourceOption,
    app,
    settings,
    standard_input,
    write,
)

if TYPE_CHECKING:
    from sceptic.config import Settings
    from sceptic.domain.record import Record
    from sceptic.library.collection import Library
    from sceptic.library.query import Node

NOTHING_FOUND, PARTIAL = 3, 4
_LISTED = 20
_CHUNK = 1000

HistoryOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Keep the search in a file and understand #1 (history)."),
]


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


@app.command()
def search(  # noqa: PLR0913 - one parameter for each flag
    query: Annotated[
        str | None, typer.Argument(help="A query in PubMed's language; - reads stdin.")
    ] = None,
    library: LibraryOption = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Most records to list: 20, and every one with --ids or --json."),
    ] = None,
    as_of: AsOfOption = None,
    ids: Annotated[bool, typer.Option("--ids", help="Only ids, one a line.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One record a line as JSON.")] = False,
    count: Annotated[bool, typer.Option("--count", help="Only the exact number found.")] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say on stderr what was searched, as a tree with counts."),
    ] = False,
    ovid: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Search an Ovid MEDLINE strategy; - reads stdin."),
    ] = None,
    history: HistoryOption = None,
    source: SourceOption = None,
    output: OutputOption = None,
) -> int:
    """Search the library in PubMed's query language.

    Example: sceptic search 'mesotherapy AND alopecia[mh]' --ids
    """
    from sceptic.config import date_from, open_source  # noqa: PLC0415

    chosen = settings(library=library, history=history, source=source)
    typed, node = _query(query, ovid, chosen)
    opened = open_source(chosen)
    until = date_from(as_of) if as_of else None
    is_live = chosen.source == "live"
    wanted = node if is_live else _mapped(node, opened, explain=explain)
    if count or ids or json:
        total = opened.count(wanted, until=until)
        most = 0 if count else min(total, limit or total)
    else:
        most = limit or _LISTED
    hits = opened.search(wanted, limit=most, until=until) if most else None
    total = hits.total if hits is not None else total
    _keep(chosen, typed, node, total, opened)
    found = tuple(hit.record_id for hit in hits.hits) if hits is not None else ()
    if count:
        write(f"{total}\n", output)
    elif ids:
        write("".join(f"{_bare(i)}\n" for i in found), output)
    else:
        _list(opened, found, output, as_json=json)
    if not (count or ids or json):
        _tell(f"{total} found, {len(found)} listed")
    if _is_partial(opened, explain=explain):
        return PARTIAL
    return 0 if total else NOTHING_FOUND


def _is_partial(library: Library, *, explain: bool) -> bool:
    """Says what a live source told and where it failed."""
    from sceptic.checks import Asked  # noqa: PLC0415

    if not isinstance(library, Asked):
        return False
    for search in library.searches() if explain else ():
        _tell(f"PubMed searched: {search.translation or search.query}")
    for message in dict.fromkeys(m for search in library.searches() for m in search.messages):
        _tell(f"PubMed says: {message}")
    for gap in library.gaps():
        _tell(f"gap {gap.code}: {gap.what} ({gap.why})")
    return any(gap.is_failure for gap in library.gaps())


def _query(query: str | None, ovid: str | None, chosen: Settings) -> tuple[str, Node]:
    """The query as typed, and as a node without ``#1`` and without "last 5 years"."""
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.library.filters import dated  # noqa: PLC0415
    from sceptic.library.history import searches_in, with_earlier  # noqa: PLC0415
    from sceptic.library.query import parse  # noqa: PLC0415

    if (query is None) == (ovid is None):
        raise ConfigError("one query is needed", hint="sceptic search QUERY, or --ovid FILE")
    if ovid is not None:
        node = _from_ovid(_text_of(ovid))
        return f"Ovid strategy {ovid}", dated(node, chosen.date)
    assert query is not None
    typed = standard_input() if query == "-" else query
    earlier = searches_in(Path(chosen.history)) if chosen.history else ()
    return typed, dated(with_earlier(parse(typed), earlier), chosen.date)


def _text_of(name: str) -> str:
    from sceptic.errors import InputError  # noqa: PLC0415

    try:
        return standard_input() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(f"cannot read {name}: {why}") from error


def _from_ovid(text: str) -> Node:
    """The strategy in PubMed's language; what became broader is said on stderr."""
    from sceptic.library.ovid import query_from_ovid  # noqa: PLC0415

    found = query_from_ovid(text)
    for note in found.notes:
        _tell(f"note: {note}")
    return found.node


def _mapped(node: Node, library: Library, *, explain: bool) -> Node:
    """The query as the library's term mapping reads it; differing readings are always said."""
    from sceptic.library.explain import mapped_for, said_of  # noqa: PLC0415

    found = mapped_for(node, library)
    for note in found.notes:
        _tell(f"note: {note}")
    if explain:
        for line in said_of(found, library.count):
            _tell(line)
    return found.node


def _keep(chosen: Settings, typed: str, node: Node, found: int, library: Library) -> None:
    if not chosen.history:
        return
    from sceptic.library.history import keep  # noqa: PLC0415

    name = library.snapshot().name
    kept = keep(Path(chosen.history), typed, node, found, chosen.date, name)
    _tell(f"#{kept.number}: {found} found")


def _bare(record_id: str) -> str:
    """PMIDs stand alone, as other PubMed tools expect."""
    return record_id.removeprefix("pmid:")


def _list(library: Library, ids: Sequence[str], output: str | None, *, as_json: bool) -> None:
    parts = [_listed(records, as_json=as_json) for records in _chunks(library, ids)]
    write(b"".join(parts), output)


def _chunks(library: Library, ids: Sequence[str]) -> list[tuple[Record, ...]]:
    return [library.records(ids[at : at + _CHUNK]) for at in range(0, len(ids), _CHUNK)]


def _listed(records: tuple[Record, ...], *, as_json: bool) -> bytes:
    if as_json:
        import msgspec  # noqa: PLC0415

        return b"".join(msgspec.json.encode(r) + b"\n" for r in records)
    return "".join(f"{_bare(r.id)}\t{r.year or '?'}\t{r.title}\n" for r in records).encode()


# --- numbers --------------------------------------------------------------------------------------


@app.command()
def count(
    query: Annotated[str, typer.Argument(help="A query in PubMed's language; - reads stdin.")],
    by: Annotated[
        str | None, typer.Option(metavar="WHAT", help="year, type or journal: one row for each.")
    ] = None,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows.")] = 1000,
    history: HistoryOption = None,
    output: OutputOption = None,
) -> int:
    """Count what a query finds, by year, type or journal, without fetching a record.

    Example: sceptic count 'zinc AND common cold' --by year
    """
    from sceptic.config import date_from, open_library  # noqa: PLC0415
    from sceptic.errors import ConfigError  # noqa: PLC0415

    if by not in (None, "year", "type", "journal"):
        raise ConfigError(f"cannot count by {by!r}", hint="year, type or journal")
    chosen = settings(library=library, history=history)
    typed, node = _query(query, None, chosen)
    opened = open_library(chosen)
    wanted = _mapped(node, opened, explain=False)
    until = date_from(as_of) if as_of else None
    total = opened.count(wanted, until=until)
    _keep(chosen, typed, node, total, opened)
    if by is None:
        write(f"{total}\n", output)
    else:
        rows = opened.counts_by(wanted, by, until=until, limit=limit)  # type: ignore[arg-type]
        write("".join(f"{value}\t{records}\n" for value, records in rows), output)
    return 0 if total else NOTHING_FOUND


@app.command()
def history(
    file: Annotated[
        str | None, typer.Option("--history", metavar="FILE", help="The history file (history).")
    ] = None,
    output: OutputOption = None,
) -> int:
    """List the searches that were kept, with their numbers.

    Example: sceptic history --history review.jsonl
    """
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.library.history import searches_in  # noqa: PLC0415

    chosen = settings(history=file)
    if not chosen.history:
        raise ConfigError(
            "no history file is named", hint="--history FILE, SCEPTIC_HISTORY or sceptic.toml"
        )
    kept = searches_in(Path(chosen.history))
    rows = (f"#{s.number}\t{s.found}\t{s.date}\t{s.library}\t{s.query}\n" for s in kept)
    write("".join(rows), output)
    return 0 if kept else NOTHING_FOUND


# --- translation ----------------------------------------------------------------------------------


@app.command()
def translate(
    file: Annotated[str, typer.Argument(help="An Ovid MEDLINE strategy; - reads stdin.")],
    output: OutputOption = None,
) -> int:
    """Print an Ovid MEDLINE strategy as one PubMed query, or say where it cannot be read.

    Example: sceptic translate strategy.txt
    """
    from sceptic.library.query import printed  # noqa: PLC0415

    write(printed(_from_ovid(_text_of(file))) + "\n", output)
    return 0


# --- records --------------------------------------------------------------------------------------

_FORMATS = "nbib, ris, csl, bibtex, csv, json or pmids"


@app.command()
def get(
    ids: Annotated[list[str], typer.Argument(help="PMIDs or record ids; - reads stdin.")],
    library: LibraryOption = None,
    format: Annotated[  # noqa: A002 - the flag's name
        str, typer.Option("--format", "-f", metavar="NAME", help=f"{_FORMATS}.")
    ] = "nbib",
    output: OutputOption = None,
) -> int:
    """Print records of the library by PMID.

    Example: sceptic get 27225981 --format ris
    """
    wanted = [i for given in ids for i in (standard_input().split() if given == "-" else [given])]
    return _write_records(wanted, library, format, output)


@app.command()
def export(
    library: LibraryOption = None,
    format: Annotated[  # noqa: A002 - the flag's name
        str, typer.Option("--format", "-f", metavar="NAME", help=f"{_FORMATS}.")
    ] = "ris",
    output: OutputOption = None,
) -> int:
    """Print the records whose PMIDs stand on stdin, one a line, for a reference manager.

    Example: sceptic search 'zinc AND common cold' --ids | sceptic export --format ris
    """
    return _write_records(standard_input().split(), library, format, output)


def _write_records(wanted: list[str], library: str | None, name: str, output: str | None) -> int:
    """What is there is written; 4 if some ids are unknown, 3 if all are."""
    from sceptic.config import open_library  # noqa: PLC0415
    from sceptic.errors import UnknownRecordError  # noqa: PLC0415

    render = _record_renderer(name)
    full = [f"pmid:{i}" if i.isdecimal() else i for i in wanted]
    records = tuple(
        r for part in _chunks(open_library(settings(library=library)), full) for r in part
    )
    held = {r.id for r in records}
    missing = dict.fromkeys(i for i in full if i not in held)
    for one in missing:
        _tell(f"sceptic: {UnknownRecordError(f'no record {one} in this library')}")
    write(render(records), output)
    return (PARTIAL if missing else 0) if records else NOTHING_FOUND


def _record_renderer(name: str) -> Callable[[tuple[Record, ...]], str | bytes]:
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.render import records as formats  # noqa: PLC0415
    from sceptic.sources.nbib import as_nbib  # noqa: PLC0415

    renderers: dict[str, Callable[[tuple[Record, ...]], str | bytes]] = {
        "nbib": lambda records: "\n".join(as_nbib(r) for r in records),
        "ris": formats.as_ris,
        "csl": formats.as_csl_json,
        "bibtex": formats.as_bibtex,
        "csv": formats.as_csv,
        "json": lambda records: _listed(records, as_json=True),
        "pmids": formats.as_pmids,
    }
    if name not in renderers:
        raise ConfigError(f"format cannot be {name!r}", hint=_FORMATS)
    return renderers[name]
