"""Where what a live source gave is kept: the records in a library folder, the searches beside them.

``fetched.jsonl`` has a line for each search and for each lot of records, with its date, in the
order in which they came: it dates every record fetched, tells what was searched and found, and
lets the same question of the same day be answered without asking again. It is only added to.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from sceptic.domain.record import Pmid, Record
from sceptic.errors import LibraryBusyError, LibraryError
from sceptic.library.writer import LibraryWriter
from sceptic.sources.eutils_parse import Found, Info

FILE = "fetched.jsonl"
_BUSY_TRIES = 10
_BUSY_WAIT = 0.5


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the file. ``date`` stands first, so that a day's lines are found unread."""

    date: dt.date
    kind: Literal["search", "info", "records"]
    address: str
    query: str = ""
    limit: int = 0
    total: int = 0
    ids: tuple[int, ...] = ()
    """Hits in the source's order, or the records that were fetched."""
    translation: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    updated: dt.date | None = None


def lines_of(folder: Path, day: dt.date | None = None) -> Iterator[Line]:
    """The lines of a folder, of one day or all; a line cut off by an interruption is left out."""
    start = f'{{"date":"{day.isoformat()}"'.encode() if day else b"{"
    decoder = msgspec.json.Decoder(Line)
    try:
        with (folder / FILE).open("rb") as file:
            for line in file:
                if line.startswith(start) and line.endswith(b"}\n"):
                    try:
                        yield decoder.decode(line)
                    except msgspec.MsgspecError:
                        continue
    except OSError:
        return


class Shelf:
    """A library folder that takes what one source gives.

    Args:
        folder: made when the first record comes.
        address: of the source; what another one answered is not used.
        today: the date put on what comes.
        name: what the library is called if it is made now.
    """

    def __init__(self, folder: Path, address: str, today: dt.date, *, name: str = "") -> None:
        self.folder = folder
        self.address = address
        self.today = today
        self._name = name
        self._searches: dict[str, Line] = {}
        self._info: Line | None = None
        self._fetched: set[int] = set()
        for line in lines_of(folder, today):
            if line.address == address:
                self._take(line)

    def answer(self, query: str, limit: int) -> Found | None:
        """What the source answered to this query today, if it was asked for as many."""
        line = self._searches.get(query)
        if line is None or (line.limit < limit and len(line.ids) < line.total):
            return None
        ids = tuple(Pmid(one) for one in line.ids[:limit])
        return Found(line.total, ids, line.translation, line.messages)

    def remember(self, query: str, limit: int, found: Found) -> None:
        """Keep an answer for the day."""
        self._write(
            Line(
                date=self.today,
                kind="search",
                address=self.address,
                query=query,
                limit=limit,
                total=found.total,
                ids=found.ids,
                translation=found.translation,
                messages=found.messages,
            )
        )

    def info(self) -> Info | None:
        """What the source said of itself today."""
        return Info(self._info.total, self._info.updated) if self._info else None

    def remember_info(self, info: Info) -> None:
        self._write(
            Line(self.today, "info", self.address, total=info.records, updated=info.updated)
        )

    def records(self, pmids: Iterable[Pmid]) -> dict[Pmid, Record]:
        """Those of the records that were fetched today; none where the folder cannot be read."""
        wanted = [f"pmid:{one}" for one in pmids if one in self._fetched]
        if not wanted:
            return {}
        from sceptic.library.collection import DiskLibrary  # noqa: PLC0415 - loads the engine

        try:
            with DiskLibrary.open(self.folder) as library:
                found = library.records(wanted)
        except LibraryError:
            return {}
        return {record.pmid: record for record in found if record.pmid is not None}

    def keep(self, records: Iterable[Record]) -> None:
        """Put records into the library and note their date.

        Raises:
            LibraryError: the folder cannot be written, or somebody else is writing for long.
        """
        taken = tuple(records)
        if not taken:
            return
        with self._writer() as writer:
            for record in taken:
                writer.put(record)
            writer.commit()
        pmids = tuple(int(record.pmid) for record in taken if record.pmid is not None)
        self._write(Line(self.today, "records", self.address, ids=pmids))

    def _writer(self) -> LibraryWriter:
        for _ in range(_BUSY_TRIES):
            try:
                return LibraryWriter(self.folder, name=self._name)
            except LibraryBusyError:
                time.sleep(_BUSY_WAIT)
        return LibraryWriter(self.folder, name=self._name)

    def _take(self, line: Line) -> None:
        if line.kind == "search":
            self._searches[line.query] = line
        elif line.kind == "info":
            self._info = line
        else:
            self._fetched.update(line.ids)

    def _write(self, line: Line) -> None:
        """Add a line in one piece: several processes may write at once."""
        self._take(line)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = os.open(self.folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(file, msgspec.json.encode(line) + b"\n")
            finally:
                os.close(file)
        except OSError as error:
            raise LibraryError(f"cannot write to {self.folder}: {error.strerror}") from error
