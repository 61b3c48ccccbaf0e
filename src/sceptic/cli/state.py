"""``sceptic library status`` and ``verify``: what a library holds, and whether it holds."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import LibraryOption, library_app, settings
from sceptic.cli.sync import library_place

if TYPE_CHECKING:
    from sceptic.config import Settings
    from sceptic.library.ingest import LibraryStatus
    from sceptic.library.ledger import Coverage

PARTIAL, DAMAGED = 4, 5
ENOUGH = 0.995
"""Of PubMed's own count: NLM's files were measured to hold 99.9 % of it."""


@library_app.command("status")
def status(
    library: LibraryOption = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> int:
    """Say what a library holds: records, files, gaps, how old it is and whether it is complete."""
    from sceptic.library.ingest import status as status_of  # noqa: PLC0415
    from sceptic.library.succession import coverage_of, next_library  # noqa: PLC0415

    chosen = settings(library=library)
    place = library_place(chosen)
    found, held = status_of(place), coverage_of(place)
    is_broken = found.unfinished or bool(found.problem)
    if json:
        _tell_json(found, held)
        return DAMAGED if is_broken else 0
    _say(f"{found.name}: {found.records} records, newest {found.newest or 'undated'}")
    _say(f"place {found.path}, {found.size / 1e6:.1f} MB, digest {found.digest}")
    _say(f"{len(found.files)} files read")
    if held.year:
        _tell_coverage(held, chosen.date)
    coming = coverage_of(next_library(place.resolve()))
    if coming.year:
        files = coming.baseline + coming.updates
        _say(f"the library of {coming.year} is being built beside it; files that are in: {files}")
    if found.unfinished:
        _say("a write was cut off: run the same command again")
    if found.problem:
        _say(f"problem: {found.problem}")
    return DAMAGED if is_broken else 0


def _tell_coverage(held: Coverage, today: dt.date) -> None:
    baseline = f"{held.baseline} of {held.baseline_last} baseline files, "
    _say(
        f"PubMed {held.year}: {baseline if held.baseline_last else ''}{held.updates}"
        f" {'update ' if held.baseline_last else ''}files"
    )
    if held.checked:
        made = f", made {held.modified[:10]}{_ago(held.modified, today)}" if held.modified else ""
        _say(f"newest seen: file {held.seen}{made}; in: file {held.newest}")
        _say(f"last look: {held.checked}{_ago(held.checked, today)}, {held.address}")
    for name, reason in held.refused:
        _say(f"not in: {name}: {reason}")
    if held.unchecked:
        _say(f"{held.unchecked} files came without NLM's checksum")
    for gap in held.gaps:
        _say(f"gap: {gap}")
    if held.is_complete:
        _say("complete: yes, the whole baseline and all updates that were seen")
    elif held.is_whole:
        _say(f"complete: no, a baseline of {held.baseline_last} files is not all of PubMed")
    else:
        _say("complete: no")


def _ago(day: str, today: dt.date) -> str:
    try:
        days = (today - dt.date.fromisoformat(day[:10])).days
    except ValueError:
        return ""
    return f" ({days} day{'' if days == 1 else 's'} ago)" if days > 0 else ""


def _tell_json(found: LibraryStatus, held: Coverage) -> None:
    import msgspec  # noqa: PLC0415

    told = msgspec.to_builtins(found)
    told["coverage"] = msgspec.to_builtins(held)
    told["coverage"] |= {"gaps": held.gaps, "is_complete": held.is_complete}
    _say(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())


def _say(line: str) -> None:
    print(line)  # noqa: T201


@library_app.command("verify")
def verify(
    library: LibraryOption = None,
    against: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many records PubMed counts.")
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask PubMed how many records it counts.")
    ] = False,
) -> int:
    """Count and hash every record again and look each one up in the index."""
    from sceptic.library.ingest import verify as verified  # noqa: PLC0415
    from sceptic.library.succession import coverage_of  # noqa: PLC0415

    chosen = settings(library=library)
    place = library_place(chosen)
    found = verified(place)
    _say(f"{found.records} records, digest {found.digest}")
    for problem in found.problems:
        _say(f"problem: {problem}")
    _tell_files(place)
    for gap in coverage_of(place).gaps:
        _say(f"gap: {gap}")
    against = _pubmed_count(chosen) if online else against
    few = against is not None and _is_too_few(found.records, against)
    return DAMAGED if found.problems else PARTIAL if few else 0


def _pubmed_count(chosen: Settings) -> int:
    """PubMed's own count of all its records; those of books are in no file of NLM's."""
    from sceptic.config import open_client  # noqa: PLC0415
    from sceptic.errors import SourceUnreachableError  # noqa: PLC0415

    client = open_client(chosen)
    try:
        count = client.fetch_count("all[sb] NOT pubmed books[sb]")
    finally:
        client.close()
    if isinstance(count, int):
        return count
    raise SourceUnreachableError(
        f"PubMed does not say how many records it has: {count.reason}", hint="--against N"
    )


def _tell_files(place: Path) -> None:
    from sceptic.library.ingest import status as status_of  # noqa: PLC0415
    from sceptic.library.succession import coverage_of  # noqa: PLC0415

    files = [f for f in status_of(place).files if f.place]
    if files:
        checked = len(files) - coverage_of(place).unchecked
        _say(f"{len(files)} files of NLM, {checked} of them with NLM's checksum")


def _is_too_few(records: int, count: int) -> bool:
    """PubMed counts more than its files hold, by a tenth of a percent; much more is a loss."""
    share = records / count
    _say(f"PubMed counts {count}: {share:.2%} of it are here")
    if share < ENOUGH:
        print(  # noqa: T201
            f"sceptic: {count - records} records are missing\n  hint: sceptic library sync",
            file=sys.stderr,
        )
    return share < ENOUGH
