"""How often a service may be asked, kept to by all processes of this user together.

NCBI allows 3 requests a second for an address, 10 with a key (NBK25497), whatever number of
programs sends them. A small file holds the moment of the next free slot; who wants to send takes
the slot under a lock and waits for it outside the lock. Slots are evenly spaced, a little wider
than the limit, as Biopython and EDirect do it (0.37 s, and 0.11 s with a key), since packets are
underway for times that differ.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import filelock

_LOCK_WAIT = 5.0
_FURTHEST = 300.0
"""A next slot further away than this was written by a clock that was set back: it is ignored."""


class Pace:
    """Slots for requests, ``interval`` seconds apart.

    Args:
        interval: seconds between two requests; 0 for no limit.
        file: where the next slot is kept; ``None`` keeps the pace of this process alone. So does
            a place that cannot be written.
        clock: seconds since the epoch, the same in all processes.
    """

    def __init__(
        self,
        interval: float,
        file: Path | None = None,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = interval
        self._file = file
        self._clock = clock
        self._sleep = sleep
        self._own = Lock()
        self._next = 0.0

    def wait(self, longest: float | None = None) -> bool:
        """Wait for the next slot and take it; false if it is further than ``longest`` seconds."""
        if self.interval <= 0:
            return True
        wait = self._take(longest)
        if wait is None:
            return False
        if wait > 0:
            self._sleep(wait)
        return True

    def hold(self, seconds: float) -> None:
        """Let nobody send for so long: the service asked for it."""
        if self.interval <= 0 or seconds <= 0:
            return
        with self._own, self._locked():
            self._write(max(self._read(), self._clock() + min(seconds, _FURTHEST)))

    def _take(self, longest: float | None) -> float | None:
        with self._own, self._locked():
            now = self._clock()
            slot = max(now, self._read())
            if longest is not None and slot - now > longest:
                return None
            self._write(slot + self.interval)
            return slot - now

    def _locked(self) -> _Held:
        return _Held(self._file)

    def _read(self) -> float:
        kept = self._next
        if self._file is not None:
            with contextlib.suppress(OSError, ValueError):
                kept = max(kept, float(self._file.read_text("ascii")))
        return kept if kept - self._clock() < _FURTHEST + self.interval else 0.0

    def _write(self, slot: float) -> None:
        self._next = slot
        if self._file is None:
            return
        try:
            self._file.write_text(f"{slot:.6f}", "ascii")
        except OSError:
            self._file = None


class _Held:
    """The lock beside the file; where none can be had, this process paces itself alone."""

    def __init__(self, file: Path | None) -> None:
        self._lock: filelock.BaseFileLock | None = None
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        self._lock = filelock.FileLock(f"{file}.lock", timeout=_LOCK_WAIT)

    def __enter__(self) -> None:
        if self._lock is None:
            return
        try:
            self._lock.acquire()
        except (OSError, filelock.Timeout):
            self._lock = None

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.release()
