"""Processes that make briefs: judging is computing, and Python computes on one core a process.

A process that dies takes its task with it; the pool is made anew and the task is tried again by
whoever submitted it.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from sceptic.domain.step import Step
from sceptic.server.tasks import Failed, Made, Read, Task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Lock

    from sceptic.checks import Workbench
    from sceptic.config import Settings

Watcher = Callable[[str, Step], None]
"""Told the job and how far it is; called in a thread of its own."""


@runtime_checkable
class Renewable(Protocol):
    def refresh(self) -> None: ...


class Workers:
    """``count`` processes, each with the library open. Not for use by several threads."""

    def __init__(self, settings: Settings, count: int, watcher: Watcher) -> None:
        self.count = count
        self._settings, self._watcher = settings, watcher
        self._pool: ProcessPoolExecutor | None = None
        self._steps: Connection | None = None

    def warm(self) -> None:
        """Start the processes, so that the first question does not wait for them."""
        for _ in range(self.count):
            self._opened().submit(_ready)

    def submit(self, job: str, task: Task, stamp: str) -> Future[Made | Failed]:
        """Begin a task. ``stamp`` tells the worker when people's corrections changed.

        The future raises ``BrokenProcessPool`` when a process died.
        """
        try:
            return self._opened().submit(_worked, job, task, stamp)
        except BrokenProcessPool:
            self.close()
            return self._opened().submit(_worked, job, task, stamp)

    def close(self) -> None:
        """End the processes; tasks that wait are not begun."""
        pool, self._pool = self._pool, None
        steps, self._steps = self._steps, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        if steps is not None:
            steps.close()  # with the workers gone, who listens hears the end

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            told, self._steps = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(
                self.count,
                context,
                initializer=_open,
                initargs=(self._settings, self._steps, context.Lock()),
            )
            threading.Thread(
                target=_pass_on, args=(told, self._watcher), name="steps", daemon=True
            ).start()
        return self._pool


def _pass_on(steps: Connection, watcher: Watcher) -> None:
    """Listens until all who could speak are gone. Nothing is said to it from this process: a
    worker that was killed in the middle of a word would keep the lock for ever.
    """
    with steps:
        while True:
            try:
                told = steps.recv()
            except (EOFError, OSError):
                return
            watcher(*told)


# --- in the worker's process ------------------------------------------------------------------


@dataclass(slots=True)
class _Place:
    """What a worker holds between two tasks."""

    settings: Settings
    steps: Connection
    lock: Lock
    opened: Workbench | None = None
    stamp: str = ""

    @property
    def bench(self) -> Workbench:
        """Opened when it is first wanted.

        Raises:
            LibraryError: the library cannot be opened; the next task tries again.
        """
        if self.opened is None:
            from sceptic.config import open_parts  # noqa: PLC0415 - in the worker's process alone

            self.opened = open_parts(self.settings)
        return self.opened

    def tell(self, job: str, step: Step) -> None:
        with self.lock:
            self.steps.send((job, step))


_here: _Place | None = None


def _open(settings: Settings, steps: Connection, lock: Lock) -> None:
    global _here  # noqa: PLW0603 - a process has one bench
    _here = _Place(settings, steps, lock)


def _ready() -> bool:
    """Open the library before the first question comes."""
    return _here is not None and bool(_here.bench)


def _worked(job: str, task: Task, stamp: str) -> Made | Failed:
    from sceptic.errors import ScepticError  # noqa: PLC0415 - in the worker's process alone
    from sceptic.server.problems import problem_of  # noqa: PLC0415

    assert _here is not None
    place = _here
    try:
        _renew(place, stamp)
    except ScepticError as error:
        return problem_of(error)
    return made(task, place.bench, place.settings, lambda step: place.tell(job, step))


def _renew(place: _Place, stamp: str) -> None:
    """Take in what changed on disk since the last task."""
    if stamp != place.stamp:
        from sceptic.config import corrections_for  # noqa: PLC0415

        corrections = corrections_for(place.settings, place.bench.library)
        place.opened, place.stamp = replace(place.bench, corrections=corrections), stamp
    library = place.bench.library
    if isinstance(library, Renewable):
        library.refresh()


def made(
    task: Task, bench: Workbench, settings: Settings, progress: Callable[[Step], None]
) -> Made | Failed:
    """Do a task; an error of ours is a result too."""
    if isinstance(task, Read):
        from sceptic.server.reading_work import reading_made  # noqa: PLC0415

        return reading_made(task, bench, settings, progress)
    from sceptic.checks import AskOptions  # noqa: PLC0415
    from sceptic.domain.brief import Brief  # noqa: PLC0415
    from sceptic.errors import ScepticError  # noqa: PLC0415
    from sceptic.render import rendered  # noqa: PLC0415
    from sceptic.render.labels import ANSWERS, CERTAINTIES  # noqa: PLC0415
    from sceptic.server.problems import problem_of  # noqa: PLC0415
    from sceptic.surveys import answer  # noqa: PLC0415

    options = AskOptions(
        today=settings.date,
        as_of=task.as_of,
        human_only=task.human_only or settings.human == "yes",
        no_preprints=task.no_preprints or settings.no_preprints == "yes",
        web_results=task.web_results,
        overrides=dict(task.overrides),
    )
    try:
        given = answer(task.question, bench, options, progress)
        body = rendered(given, "json")
    except ScepticError as error:
        return problem_of(error)
    if isinstance(given, Brief):
        kind, title = "brief", given.claim.question.text
        verdict = given.verdict
        told = f"{ANSWERS[verdict.answer]}, {CERTAINTIES[verdict.certainty]} certainty"
    else:
        kind, title = "survey", given.question.text
        told = f"{len(given.candidates)} treatments"
    told += f", as of {task.as_of}" if task.as_of else ""
    told += ", people only" if task.human_only else ""
    return Made(
        id=given.id,
        kind=kind,
        title=title,
        told=told,
        made=settings.date.isoformat(),
        body=body if isinstance(body, bytes) else body.encode(),
        snapshot=bench.library.snapshot().digest,
        is_partial=given.is_partial,
    )
