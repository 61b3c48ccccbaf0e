"""Corrections by people, kept as JSON lines in a file beside the library.

Each line is a correction or the undoing of one; nothing is ever taken out, so that the file shows
who decided what and when. It is written whole, under a lock, and put in place in one step.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout

from sceptic.domain.correction import Correction
from sceptic.errors import (
    CorrectionError,
    FileFormatError,
    LibraryBusyError,
    LibraryUnwritableError,
)

FILE = "corrections.jsonl"
FORMAT = 1
_WAIT_S = 10.0


class Undoing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A correction taken back; ``by`` is empty where nobody said who."""

    id: str
    date: dt.date
    by: str = ""


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    format: int
    correction: Correction | None = None
    undone: Undoing | None = None


def with_id(correction: Correction) -> Correction:
    """The correction under the first digits of the hash of what it says."""
    said = [str(getattr(correction, f.name)) for f in fields(Correction) if f.name != "id"]
    return replace(correction, id=hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:8])


def corrections_in(path: Path) -> tuple[Correction, ...]:
    """The corrections in force, oldest first: neither undone nor replaced by a later one.

    Raises:
        FileFormatError: the file is none of ours, or of a later format.

    """
    found: dict[str, Correction] = {}
    holds: dict[tuple[str, str, str], str] = {}
    for line in _lines(path):
        if line.undone is not None:
            found.pop(line.undone.id, None)
        elif line.correction is not None:
            found.pop(holds.get(line.correction.place, ""), None)
            found[line.correction.id] = line.correction
            holds[line.correction.place] = line.correction.id
    return tuple(found.values())


def keep(path: Path, corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Write corrections down; writers wait for one another. One that is in force stays as it is.

    Returns:
        Those that these took the place of.

    Raises:
        FileFormatError: the file holds something else.
        LibraryBusyError: another process writes for too long.
        LibraryUnwritableError: it cannot be written.

    """
    replaced: list[Correction] = []

    def more(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
        in_force = corrections_in(path)
        known = {c.id for c in in_force}
        new = [c for c in corrections if c.id not in known]
        places = {c.place for c in new}
        replaced.extend(c for c in in_force if c.place in places)
        return tuple(_Line(FORMAT, correction=c) for c in new)

    _written(path, more)
    return tuple(replaced)


def undo(path: Path, correction_id: str, date: dt.date, by: str = "") -> Correction:
    """Take a correction back; what it replaced stays replaced.

    Raises:
        CorrectionError: none in force has this id.
        FileFormatError: the file holds something else.
        LibraryBusyError: another process writes for too long.
        LibraryUnwritableError: it cannot be written.

    """
    gone: list[Correction] = []

    def more(_lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
        gone.extend(c for c in corrections_in(path) if c.id == correction_id)
        if not gone:
            raise CorrectionError(
                f"no correction in force has the id {correction_id}",
                hint="sceptic correct --list shows them all",
            )
        return (_Line(FORMAT, undone=Undoing(correction_id, date, by)),)

    _written(path, more)
    return gone[0]


def _lines(path: Path) -> tuple[_Line, ...]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise FileFormatError(f"cannot read {path}: {error.strerror}") from error
    return tuple(_line(n, line, path) for n, line in enumerate(data.splitlines(), 1) if line)


def _line(number: int, line: bytes, path: Path) -> _Line:
    hint = "mend the line, or name another file with --corrections"
    try:
        given: Any = msgspec.json.decode(line)
        version = given.get("format") if isinstance(given, dict) else None
        if isinstance(version, int) and version > FORMAT:
            raise FileFormatError(
                f"{path}, line {number}: written by a later version of sceptic (format {version})",
                hint="use that version, or name another file with --corrections",
            )
        read = msgspec.convert(given, _Line)
    except (msgspec.DecodeError, UnicodeDecodeError, CorrectionError) as error:
        raise FileFormatError(
            f"{path}, line {number}: no correction of ours: {error}", hint=hint
        ) from error
    if (read.correction is None) == (read.undone is None):
        raise FileFormatError(f"{path}, line {number}: no correction of ours", hint=hint)
    return read


def _written(path: Path, more: Callable[[tuple[_Line, ...]], tuple[_Line, ...]]) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=_WAIT_S):
            lines = _lines(path)
            new = more(lines)
            if not new:
                return
            with part.open("wb") as file:
                file.write(b"".join(msgspec.json.encode(each) + b"\n" for each in (*lines, *new)))
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                part.chmod(path.stat().st_mode & 0o777)  # whom its owner keeps out stays out
            part.replace(path)
    except Timeout as error:
        raise LibraryBusyError(
            f"another process is writing to {path}", hint="try again in a moment"
        ) from error
    except OSError as error:
        raise LibraryUnwritableError(
            f"cannot write {path}: {error.strerror}", hint="--corrections FILE names another place"
        ) from error
