"""What the routes of a server share: the library, the archive and the queue of jobs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sceptic.config import (
    corrections_digest,
    open_parts,
)
from sceptic.errors import LibraryError
from sceptic.library.archive import Archive
from sceptic.server.jobs import Jobs
from sceptic.server.tasks import Stamp
from sceptic.server.workers import Renewable, Watcher, Workers

if TYPE_CHECKING:
    from sceptic.checks import Workbench
    from sceptic.config import Settings
    from sceptic.domain.brief import LibrarySnapshot

RENEWED_AFTER_S = 5.0

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a server takes: ``workers`` processes, ``waiting`` questions in the queue."""

    workers: int = 2
    waiting: int = 40


class Desk:
    """Opened once for each server, in its event loop."""

    def __init__(self, settings: Settings, archive: Archive, limits: Limits) -> None:
        self.settings, self.archive, self.limits = settings, archive, limits
        self.bench: Workbench = open_parts(settings)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._renewed = time.monotonic()
        self._stamped: tuple[float, Stamp | None] = (0.0, None)

        def workers(watcher: Watcher) -> Workers:
            return Workers(settings, limits.workers, watcher)

        self.jobs = Jobs(archive, workers, self.stamp, limits.waiting)

    async def looked_up(self, look: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Ask the library in the one thread that may; a library that grew is read anew."""

        def look_up() -> _T:
            self._renew()
            return look(*args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, look_up)

    async def snapshot(self) -> LibrarySnapshot | None:
        """Which library this is; ``None`` when it cannot be read, so that a page can say so."""
        try:
            return await self.looked_up(self.bench.library.snapshot)
        except LibraryError:
            return None

    def stamp(self) -> Stamp | None:
        """What answers depend on now; none with a live source, whose answers are made anew."""
        if self.settings.source != "library":
            return None
        now = time.monotonic()
        if self._stamped[1] is None or now - self._stamped[0] > 1.0:
            self._stamped = (now, self._stamp())
        return self._stamped[1]

    def close(self) -> None:
        self._thread.shutdown(cancel_futures=True)
        self.archive.close()

    def _stamp(self) -> Stamp:
        bench = self.bench
        return Stamp(
            today=self.settings.date,
            software=bench.software,
            snapshot=bench.library.snapshot().digest,
            settings=bench.settings_digest,
            models=" ".join((bench.models_digest, *(bench.reader.voters if bench.reader else ()))),
            rules=bench.rules_digest,
            corrections=corrections_digest(self.settings, bench.library),
            attention=self.settings.attention,
        )

    def _renew(self) -> None:
        library, now = self.bench.library, time.monotonic()
        if now - self._renewed >= RENEWED_AFTER_S and isinstance(library, Renewable):
            library.refresh()
            self._renewed = now
