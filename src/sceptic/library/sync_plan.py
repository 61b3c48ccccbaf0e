"""What a sync would do: the files NLM has and the library has not, and the room they need."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sceptic.errors import ConfigError, SourceAnswerError
from sceptic.library.ledger import Ledger, current, ledger_of
from sceptic.library.store import FILE as RECORDS
from sceptic.library.store import Store
from sceptic.library.succession import coverage_of, next_library
from sceptic.sources.nlm_files import Kind, TreeFile

BYTES_PER_BYTE = 2.1
"""Bytes of library for each byte of gzipped XML, before a library can say it of itself. Measured:
2.0 on 4 610 full records (8.4 MB), 2.4 on 83 279 short ones (48 MB)."""

_ENOUGH_TO_TELL = 50_000_000


class FileTree(Protocol):
    """Where NLM's files come from: its server, a mirror, a folder on this machine."""

    address: str
    is_local: bool

    def files(self) -> tuple[TreeFile, ...]:
        """Every file, in NLM's order."""

    def size(self, file: TreeFile) -> int:
        """Bytes of a file whose size the listing does not say."""

    def md5(self, file: TreeFile) -> str:
        """NLM's checksum, empty if there is none."""

    def fetch(self, file: TreeFile, folder: Path, received: Callable[[int], None]) -> Path:
        """The file on this machine with its checksum found right, in ``folder`` or elsewhere."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user may ask of a sync.

    Args:
        today: the day noted as that of the look at the tree.
        limit: at most so many files in this run; 0 for all.
        updates_only: leave the baseline out.
        keep: keep the fetched files in this folder, laid out as NLM's tree.
        force: also where the disk looks too small, or the new year's library has gaps.
        keep_old: keep the library of the old year beside the new one.
        name: what briefs call the library.

    """

    today: str
    limit: int = 0
    updates_only: bool = False
    keep: Path | None = None
    force: bool = False
    keep_old: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What a sync would do. ``size`` in bytes as listed; ``needed`` and ``free`` on the disk.

    ``have`` is the year of the library, ``fresh`` says that this year's is built beside it.
    """

    address: str
    year: int
    files: tuple[TreeFile, ...]
    later: int
    held: int
    size: int
    needed: int
    free: int
    listed: tuple[TreeFile, ...]
    have: int
    fresh: bool

    @property
    def fits(self) -> bool:
        return self.needed <= self.free


def sync_plan(tree: FileTree, library: Path, wishes: Wishes) -> SyncPlan:
    """Look at the tree and at the library; nothing is fetched or written.

    Raises:
        SourceError: the tree cannot be seen or holds no file of PubMed.
        ConfigError: the tree is older than the library, or its updates are of another year.
        LibraryVersionError, LibraryDamagedError: the library cannot be used.

    """
    library = library.resolve()
    every = tree.files()
    if not every:
        raise SourceAnswerError(
            f"there are no PubMed files at {tree.address}",
            hint="the folder that holds baseline and updatefiles, or the files themselves",
        )
    year = max(f.year for f in [f for f in every if f.kind is Kind.BASELINE] or every)
    listed = tuple(f for f in every if f.year == year)
    have = coverage_of(library).year
    _check_years(year, have, wishes)
    fresh = bool(have) and year > have
    target = next_library(library) if fresh else library
    wanted = _wanted(tree, target, listed, wishes)
    files = wanted[: wishes.limit] if wishes.limit else wanted
    size, sized = _sizes(tree, files)
    return SyncPlan(
        address=tree.address,
        year=year,
        files=sized,
        later=len(wanted) - len(files),
        held=len(listed) - len(wanted),
        size=size,
        needed=_needed(sized, size, library, wishes, is_local=tree.is_local),
        free=shutil.disk_usage(_existing(library)).free,
        listed=listed,
        have=have,
        fresh=fresh,
    )


def _check_years(year: int, have: int, wishes: Wishes) -> None:
    if year < have:
        raise ConfigError(
            f"these files are of {year}, the library is of {have}",
            hint="name another library with --library",
        )
    if have and year > have and wishes.updates_only:
        raise ConfigError(
            f"these updates are of {year}, the library is of {have}",
            hint="a new year needs its baseline: leave --updates-only out",
        )


def _wanted(
    tree: FileTree, target: Path, listed: tuple[TreeFile, ...], wishes: Wishes
) -> tuple[TreeFile, ...]:
    """The files that are not in, or that NLM has made anew since."""
    ledger = ledger_of(target)
    held: set[str] = set()
    places: set[int] = set()
    if (target / RECORDS).is_file():
        store = Store(target)
        notes = [n for n in store.files() if n.place and not n.error]
        store.close()
        held = current(notes, ledger)
        places = {n.place for n in notes if n.name in held}
    wanted = []
    for file in listed:
        if wishes.updates_only and file.kind is Kind.BASELINE:
            continue
        if file.place not in places or _is_new(tree, file, ledger):
            wanted.append(file)
    return tuple(wanted)


def _is_new(tree: FileTree, file: TreeFile, ledger: Ledger) -> bool:
    """Another date at the same address and another checksum."""
    noted = ledger.files.get(file.name)
    if noted is None or not noted.md5 or ledger.address != tree.address:
        return False
    return noted.modified != file.modified and tree.md5(file) not in (noted.md5, "")


def _sizes(tree: FileTree, files: tuple[TreeFile, ...]) -> tuple[int, tuple[TreeFile, ...]]:
    """The sum, and the files each with a size. Where no listing says it, a few are asked for."""
    silent = [f for f in files if f.size is None]
    if silent:
        step = max(1, len(silent) // 20)
        some = [tree.size(f) for f in silent[::step]]
        mean = sum(some) // len(some)
        files = tuple(f if f.size is not None else replace(f, size=mean) for f in files)
    return sum(f.size or 0 for f in files), files


def _needed(
    files: tuple[TreeFile, ...], size: int, library: Path, wishes: Wishes, *, is_local: bool
) -> int:
    """Bytes on the disk: the files on their way or kept, and what the library grows by."""
    largest = max((f.size or 0 for f in files), default=0)
    fetched = 0 if is_local else size if wishes.keep else min(size, 3 * largest)
    return fetched + int(size * _growth(library))


def _growth(library: Path) -> float:
    """Bytes of library for a byte of file, as this library has shown, or as measured."""
    read = sum(f.size for f in ledger_of(library).files.values())
    if read < _ENOUGH_TO_TELL:
        return BYTES_PER_BYTE
    return max(1.0, sum(p.stat().st_size for p in library.rglob("*") if p.is_file()) / read)


def _existing(path: Path) -> Path:
    found = path.resolve()
    while not found.exists():
        found = found.parent
    return found
