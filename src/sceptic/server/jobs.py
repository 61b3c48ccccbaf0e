"""Work in progress: queued, run, watched, and taken up again after a crash.

A job is written down before it begins. When the server starts it takes up what was left; a job
that was cut off ``MOST_TRIES`` times is given up, so that one that kills its worker cannot do so
for ever. Equal questions that come at the same time share one job.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Literal, cast

import msgspec

from sceptic.domain.step import Step
from sceptic.errors import LibraryError, RequestError, ScepticError, WorkLostError
from sceptic.library.archive import Archive, Kept
from sceptic.server.problems import problem_of
from sceptic.server.tasks import Failed, Made, Stamp, Task, digest_of, key_of, named
from sceptic.server.workers import Workers

_LOG = logging.getLogger(__name__)

MOST_TRIES = 3
RETRY_AFTER_S = 5
_HEARTBEAT_S = 15.0

State = Literal["queued", "running", "done", "failed"]
QUEUED: State = "queued"
RUNNING: State = "running"
DONE: State = "done"
FAILED: State = "failed"


@dataclass(frozen=True, slots=True)
class JobState:
    """A job as it is told: ``steps`` so far, the result's id when done, the error when failed;
    ``question`` is what was asked.
    """

    id: str
    state: State
    steps: tuple[Step, ...] = ()
    result: str | None = None
    error: Failed | None = None
    question: str = ""

    @property
    def is_over(self) -> bool:
        return self.state in (DONE, FAILED)


@dataclass(slots=True)
class _Live:
    """A job of this process; ``changed`` wakes those who watch it."""

    id: str
    task: Task
    key: str | None
    state: State = QUEUED
    steps: list[Step] = field(default_factory=list)
    result: str | None = None
    error: Failed | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def told(self) -> JobState:
        asked = named(self.task)
        return JobState(self.id, self.state, tuple(self.steps), self.result, self.error, asked)

    def wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()


class Jobs:
    """The queue of one server; used from its event loop alone.

    Args:
        stamp: what the answers depend on now; ``None`` where they must not be kept for later
            questions, as with a live source.
        most_waiting: more than so many that wait are refused.
    """

    def __init__(
        self,
        archive: Archive,
        workers: Callable[[Callable[[str, Step], None]], Workers],
        stamp: Callable[[], Stamp | None],
        most_waiting: int,
    ) -> None:
        self._archive, self._stamp, self._most = archive, stamp, most_waiting
        self._workers = workers(self._stepped)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._free = asyncio.Semaphore(self._workers.count)
        self._live: dict[str, _Live] = {}
        self._by_key: dict[str, _Live] = {}
        self._unwritten: dict[str, JobState] = {}  # ends that a full disk did not take
        self._running: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        return len(self._live)

    def start(self) -> None:
        """Start the workers and take up what an earlier server left."""
        self._loop = asyncio.get_running_loop()
        self._workers.warm()
        for row in self._archive.unfinished():
            task = msgspec.json.decode(row.task, type=Task)
            if row.tries >= MOST_TRIES:
                self._archive.end_job(row.id, error=msgspec.json.encode(_given_up(row.tries)))
            else:
                self._begin(_Live(row.id, task, self._key(task)))

    async def stop(self) -> None:
        """End the workers; what is not done is taken up by the next server."""
        for running in self._running:
            running.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._workers.close()

    def kept(self, task: Task) -> str | None:
        """The id of the answer that this question had before, if nothing changed since."""
        key = self._key(task)
        return self._archive.answer_to(key) if key else None

    def submit(self, task: Task, promise: str | None = None) -> JobState:
        """Begin a job, or join the one that makes the same.

        Args:
            promise: an idempotency key: the same key with the same task gives the same job.

        Raises:
            RequestError: too much work waits (503), or the key was used for another task (422).
        """
        if promise is not None and (given := self._archive.promised(promise)):
            if given[0] != digest_of(task):
                raise RequestError("this Idempotency-Key was used for another request", 422)
            if (known := self.state(given[1])) is not None:
                return known
        key = self._key(task)
        live = self._by_key.get(key) if key else None
        if live is None:
            if len(self._live) >= self._most + self._workers.count:
                raise RequestError(
                    "too many questions at once",
                    503,
                    hint=f"ask again in {RETRY_AFTER_S} seconds",
                    retry_after=RETRY_AFTER_S,
                )
            live = _Live(secrets.token_hex(12), task, key)
            self._archive.add_job(live.id, msgspec.json.encode(task))
            self._begin(live)
        if promise is not None:
            self._archive.promise(promise, digest_of(task), live.id)
        return live.told()

    def state(self, id: str) -> JobState | None:  # noqa: A002 - a job's id
        """How a job stands, ``None`` if there is none of this id."""
        if (live := self._live.get(id)) is not None:
            return live.told()
        if (told := self._unwritten.get(id)) is not None:
            return told
        if (row := self._archive.job(id)) is None:
            return None
        error = msgspec.json.decode(row.error, type=Failed) if row.error else None
        asked = named(msgspec.json.decode(row.task, type=Task))
        return JobState(row.id, cast("State", row.state), (), row.result, error, asked)

    async def over(self, id: str, wait_s: float) -> JobState | None:  # noqa: A002
        """The job when it is over, or as it stands after so many seconds."""
        try:
            async with asyncio.timeout(wait_s):
                async for told in self.watched(id):
                    if told is not None and told.is_over:
                        return told
        except TimeoutError:
            pass
        return self.state(id)

    async def watched(self, id: str) -> AsyncIterator[JobState | None]:  # noqa: A002
        """The job's states as they change, the last one when it is over; ``None`` as a sign of
        life in between.
        """
        while (told := self.state(id)) is not None:
            live = self._live.get(id)
            changed = live.changed if live else None
            yield told
            if told.is_over or changed is None:
                return
            while not changed.is_set():
                try:
                    async with asyncio.timeout(_HEARTBEAT_S):
                        await changed.wait()
                except TimeoutError:
                    yield None

    # --- running ----------------------------------------------------------------------------

    def _key(self, task: Task) -> str | None:
        stamp = self._stamp()
        return key_of(task, stamp) if stamp else None

    def _begin(self, live: _Live) -> None:
        self._live[live.id] = live
        if live.key:
            self._by_key[live.key] = live
        running = asyncio.get_running_loop().create_task(self._run(live))
        self._running.add(running)
        running.add_done_callback(self._running.discard)

    async def _run(self, live: _Live) -> None:
        async with self._free:
            live.state = RUNNING
            live.wake()
            try:
                self._archive.start_job(live.id)
                outcome = await self._outcome(live)
            except LibraryError as error:  # the archive cannot be written
                outcome = problem_of(error)
            except Exception as error:  # noqa: BLE001 - a job that fails is told, not lost
                _LOG.exception("job %s", live.id)
                fault = f"a fault of the server ({type(error).__name__})"
                outcome = Failed(ScepticError.code, fault, "", 500)
        self._end(live, outcome)

    async def _outcome(self, live: _Live) -> Made | Failed:
        for tried in range(1, MOST_TRIES + 1):
            stamp = self._stamp()
            corrections = stamp.corrections if stamp else ""
            try:
                made = self._workers.submit(live.id, live.task, corrections)
                return await asyncio.wrap_future(made)
            except BrokenProcessPool:
                live.steps.clear()
                if tried < MOST_TRIES:
                    self._archive.start_job(live.id)
        return _given_up(MOST_TRIES)

    def _end(self, live: _Live, outcome: Made | Failed) -> None:
        if isinstance(outcome, Made):
            outcome = self._kept(live, outcome)
        try:
            if isinstance(outcome, Made):
                live.state, live.result = DONE, outcome.id
                self._archive.end_job(live.id, result=outcome.id)
            else:
                live.state, live.error = FAILED, outcome
                self._archive.end_job(live.id, error=msgspec.json.encode(outcome))
        except LibraryError:
            self._unwritten[live.id] = live.told()
        del self._live[live.id]
        if live.key:
            self._by_key.pop(live.key, None)
        live.wake()

    def _kept(self, live: _Live, made: Made) -> Made | Failed:
        """A partial answer is kept under its id, but a later question is answered anew."""
        stamp = self._stamp()
        is_current = stamp is not None and stamp.snapshot == made.snapshot and not made.is_partial
        key = key_of(live.task, stamp) if stamp is not None and is_current else None
        kept = Kept(0, made.id, made.kind, made.title, made.told, made.made)
        try:
            self._archive.keep(kept, made.body, key)
        except LibraryError as error:
            return problem_of(error)
        return made

    def _stepped(self, job: str, step: Step) -> None:
        """Called in the thread that listens to the workers."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._note, job, step)

    def _note(self, job: str, step: Step) -> None:
        if (live := self._live.get(job)) is not None:
            live.steps.append(step)
            live.wake()


def _given_up(tries: int) -> Failed:
    return problem_of(
        WorkLostError(f"this was tried {tries} times, and each time the work was cut off")
    )
