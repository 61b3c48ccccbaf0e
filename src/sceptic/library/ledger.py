"""What a library knows of NLM's files beside what it holds: ``sync.json`` in its folder.

The records and the list of files that were read are in the store and change together. The ledger
adds what was seen at the last look at NLM's tree, so that a gap can be told from completeness. A
lost ledger loses no record: the next sync makes it again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from sceptic.errors import LibraryUnwritableError
from sceptic.library.store import FileNote
from sceptic.sources.nlm_files import Kind, TreeFile

FILE = "sync.json"

WHOLE_BASELINE = 1000
"""A baseline of fewer files is not all of PubMed: NLM's have had more since 2020."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it was fetched; it is in the library if the store knows its ``sha256``."""

    sha256: str
    md5: str
    size: int
    modified: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was seen of NLM's tree, and what became of its files. ``checked`` is a day."""

    address: str = ""
    checked: str = ""
    year: int = 0
    baseline_last: int = 0
    newest: int = 0
    newest_modified: str = ""
    later_year: int = 0
    files: dict[str, Fetched] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def fetched(self, file: TreeFile, sha256: str, md5: str, size: int) -> Ledger:
        noted = Fetched(sha256, md5, size, file.modified)
        return replace(self, files={**self.files, file.name: noted})

    def refusing(self, name: str, reason: str) -> Ledger:
        return replace(self, refused={**self.refused, name: reason})

    def accepting(self, name: str) -> Ledger:
        return replace(self, refused={k: v for k, v in self.refused.items() if k != name})

    def seen(self, address: str, checked: str, files: Iterable[TreeFile]) -> Ledger:
        """After a look at the tree. ``files`` are those of one year."""
        listed = tuple(files)
        last = max(listed, key=lambda f: f.number)
        ends = [f.number for f in listed if f.kind is Kind.BASELINE]
        same_year = last.year == self.year
        return replace(
            self,
            address=address,
            checked=checked,
            year=last.year,
            baseline_last=max(ends, default=self.baseline_last if same_year else 0),
            newest=max(last.number, self.newest if same_year else 0),
            newest_modified=last.modified,
            later_year=0,
        )


def ledger_of(library: Path) -> Ledger:
    """The ledger of a library, a new one where there is none that can be read."""
    try:
        return msgspec.json.decode((library / FILE).read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError):
        return Ledger()


def write_ledger(library: Path, ledger: Ledger) -> None:
    """Whole or not at all.

    Raises:
        LibraryUnwritableError: no permission, or no space.

    """
    part = library / f".{FILE}.part"
    try:
        library.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(msgspec.json.encode(ledger))
            file.flush()
            os.fsync(file.fileno())
        part.replace(library / FILE)
    except OSError as error:
        raise LibraryUnwritableError(
            f"cannot write to {library}: {error.strerror}", hint="is the disk full?"
        ) from error


# --- coverage ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one year's PubMed a library holds. Numbers are those of NLM's files.

    Attributes:
        year: of the snapshot; 0 if no file of NLM was read.
        baseline: files of the baseline that are in.
        baseline_last: the number of the baseline's last file; 0 if not known.
        updates: update files that are in.
        newest: the newest file that is in.
        seen: the newest file that NLM's tree was seen to hold.
        modified: when that file was made, as listed.
        checked: the day of the last look.
        missing: numbers up to the newest that are not in, as (first, last).
        refused: name and reason of each file that could not be had or read.
        unchecked: files that are in without NLM's checksum.
        other_years: further years of which files are in.
        later_year: a newer year that NLM's tree was seen to hold; 0 if none.

    """

    year: int = 0
    baseline: int = 0
    baseline_last: int = 0
    updates: int = 0
    newest: int = 0
    seen: int = 0
    modified: str = ""
    checked: str = ""
    address: str = ""
    missing: tuple[tuple[int, int], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    unchecked: int = 0
    other_years: tuple[int, ...] = ()
    later_year: int = 0

    @property
    def gaps(self) -> tuple[str, ...]:
        """Why files of this year may be missing; none if all are in that were seen."""
        if not self.year:
            return ("no file of NLM is in",)
        said = [
            (self.missing, f"{_files(_count(self.missing))} missing: {as_numbers(self.missing)}"),
            (self.refused, f"{_files(len(self.refused))} not to be had or not readable"),
            (
                not self.baseline_last,
                "nobody knows where the baseline ends: it was not seen listed",
            ),
            (self.other_years, f"files of {', '.join(map(str, self.other_years))} are mixed in"),
            (self.later_year, f"NLM has the files of {self.later_year} by now"),
        ]
        return tuple(text for is_so, text in said if is_so)

    @property
    def is_whole(self) -> bool:
        """Every file of one year, baseline and updates, up to the newest that was seen."""
        return not self.gaps

    @property
    def is_complete(self) -> bool:
        """All of PubMed: then "nothing found" is a finding."""
        return self.is_whole and self.baseline_last >= WHOLE_BASELINE


def as_numbers(ranges: Iterable[tuple[int, int]]) -> str:
    """``3, 7-9``, the first ten."""
    told = [str(a) if a == b else f"{a}-{b}" for a, b in ranges]
    return ", ".join(told[:10]) + (" and more" if len(told) > 10 else "")


def _files(count: int) -> str:
    return f"{count} file is" if count == 1 else f"{count} files are"


def _count(ranges: Iterable[tuple[int, int]]) -> int:
    return sum(last - first + 1 for first, last in ranges)


def coverage(notes: Iterable[FileNote], ledger: Ledger) -> Coverage:
    """Compare what was read with what was seen."""
    taken = tuple(n for n in notes if n.place and not n.error)
    held = current(taken, ledger)
    places = {n.place for n in taken if n.name in held}
    if not places and not ledger.year:
        return Coverage()
    years = sorted({_year(place) for place in places} | ({ledger.year} - {0}))
    year = years[-1]
    numbers = {place % 1_000_000 for place in places if _year(place) == year}
    same = ledger.year == year
    last = ledger.baseline_last if same else 0
    seen = max(ledger.newest if same else 0, max(numbers, default=0))
    checked = {name for name, one in ledger.files.items() if one.md5}
    return Coverage(
        year=year,
        baseline=sum(n <= last for n in numbers),
        baseline_last=last,
        updates=sum(n > last for n in numbers),
        newest=max(numbers, default=0),
        seen=seen,
        modified=ledger.newest_modified if same else "",
        checked=ledger.checked if same else "",
        address=ledger.address,
        missing=_ranges(n for n in range(1, seen + 1) if n not in numbers),
        refused=tuple(sorted(ledger.refused.items())),
        unchecked=len(held - checked),
        other_years=tuple(years[:-1]),
        later_year=ledger.later_year,
    )


def current(notes: Iterable[FileNote], ledger: Ledger) -> set[str]:
    """Names of the files that are in, in the newest version that was fetched."""
    taken = tuple(notes)
    digests = {n.digest for n in taken}
    names = {n.name for n in taken}
    return {n for n in names if n not in ledger.files or ledger.files[n].sha256 in digests}


def _year(place: int) -> int:
    return 2000 + place // 1_000_000


def _ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
