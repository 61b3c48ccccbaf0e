"""A library that takes another's place: built beside it, then switched in one step.

Beside the library ``NAME`` lies the folder ``NAME.sync``: ``lock`` (one sync at a time), files on
their way, and, once a year, ``next``, the library of the new year while it is built. The switch
exchanges two folders in one step of the file system where it can (Linux); elsewhere two renames
follow each other, and a switch that was cut off between them is carried on by the next sync.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from sceptic.domain.record import Record
from sceptic.errors import LibraryBusyError, LibraryError, LibraryUnwritableError
from sceptic.library.codec import decoded
from sceptic.library.ledger import FILE as LEDGER
from sceptic.library.ledger import Coverage, coverage, ledger_of
from sceptic.library.store import FILE as RECORDS
from sceptic.library.store import Store
from sceptic.library.writer import INDEX, LOCK, LibraryWriter

_OWN = (LEDGER, LOCK, INDEX)
_AT_FDCWD, _EXCHANGE = -100, 2


def work_folder(library: Path) -> Path:
    """The folder beside the library where a sync works."""
    return library.with_name(f"{library.name}.sync")


def next_library(library: Path) -> Path:
    """Where the library of the new year is built."""
    return work_folder(library) / "next"


def coverage_of(library: Path) -> Coverage:
    """What a library holds of PubMed; nothing if there is none that can be read."""
    if not (library / RECORDS).is_file():
        return Coverage()
    try:
        store = Store(library)
    except LibraryError:
        return Coverage()
    notes = store.files()
    store.close()
    return coverage(notes, ledger_of(library))


@contextmanager
def one_sync(library: Path) -> Iterator[Path]:
    """The work folder, for one sync at a time; a switch that was cut off is carried on first.

    Raises:
        LibraryBusyError: another sync is at work.
        LibraryUnwritableError: the folder cannot be made.

    """
    work = work_folder(library)
    lock = filelock.FileLock(work / "lock", timeout=0)
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise LibraryBusyError(
            f"another sync of {library} is at work", hint="wait for it to end"
        ) from error
    except OSError as error:
        raise LibraryUnwritableError(f"cannot write to {work}: {error.strerror}") from error
    try:
        _carry_on(library)
        yield work
    finally:
        lock.release()


def _carry_on(library: Path) -> None:
    """After a kill in the middle of a switch: the new library in, the old one away."""
    fresh, old = next_library(library), work_folder(library) / "old"
    if not library.exists() and old.is_dir():
        (fresh if fresh.is_dir() else old).rename(library)
    newer, here = coverage_of(fresh).year, coverage_of(library).year
    if fresh.is_dir() and newer and newer < here:
        fresh.rename(old)
    shutil.rmtree(old, ignore_errors=True)


def switch(library: Path, *, keep_old: bool) -> Path | None:
    """Puts the new library in the place of the old one, which is removed or kept.

    Readers that have the old one open go on reading it.

    Returns:
        Where the old one is kept, ``None`` if it is removed.

    Raises:
        LibraryUnwritableError: the folders cannot be renamed.

    """
    fresh, old = next_library(library), work_folder(library) / "old"
    year = coverage_of(library).year
    kept = library.with_name(f"{library.name}-{year}") if keep_old else None
    try:
        if not _exchanged(fresh, library):
            library.rename(old)
            fresh.rename(library)
        else:
            fresh.rename(old)
        if kept is not None:
            old.rename(kept)
    except OSError as error:
        raise LibraryUnwritableError(
            f"cannot switch {library}: {error.strerror}", hint="sync again"
        ) from error
    shutil.rmtree(old, ignore_errors=True)
    return kept


def _exchanged(one: Path, other: Path) -> bool:
    """Two folders change places in one step; false where the system cannot do that."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0)


def carry_over(library: Path, fresh: Path) -> int:
    """What is not NLM's files goes along: MeSH and other files beside, records outside PubMed.

    Returns:
        How many records went along.

    """
    for path in library.iterdir():
        mine = path.name in _OWN or path.name.startswith((RECORDS, "."))
        if path.is_file() and not mine and not (fresh / path.name).exists():
            shutil.copy2(path, fresh / path.name)
    records = tuple(_outside_pubmed(library))
    if records:
        with LibraryWriter(fresh) as writer:
            for record in records:
                writer.put(record)
            writer.commit()
    return len(records)


def _outside_pubmed(library: Path) -> Iterator[Record]:
    """Records without a PMID have negative keys, which come first."""
    store = Store(library)
    for row in store.all_rows():
        if row.key >= 0:
            break
        yield decoded(store.unpacked(row.data))
    store.close()
