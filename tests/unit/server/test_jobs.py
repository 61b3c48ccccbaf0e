"""The queue, with workers that do what the test says instead of judging."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import cast

import msgspec
import pytest

from sceptic.domain.step import Stage, Step
from sceptic.errors import LibraryUnwritableError, RequestError
from sceptic.library.archive import Archive
from sceptic.server.jobs import MOST_TRIES, Jobs, JobState
from sceptic.server.tasks import Ask, Failed, Made, Stamp
from sceptic.server.workers import Watcher, Workers

STAMP = Stamp(dt.date(2026, 11, 22), "sceptic", "s1", "", "", "", "")
TASK = Ask("Does zinc prevent colds?")
Outcome = Made | Failed | BaseException


def _made(id: str, *, is_partial: bool = False) -> Made:  # noqa: A002
    return Made(id, "brief", "title", "told", "2026-11-22", b"{}", "s1", is_partial)


class Hands:
    """Workers whose outcomes the test sets; ``None`` leaves a task unfinished."""

    count = 1

    def __init__(self, *outcomes: Outcome | None) -> None:
        self.outcomes, self.watcher = list(outcomes), cast("Watcher", None)
        self.begun: list[str] = []

    def opened(self, watcher: Watcher) -> Workers:
        self.watcher = watcher
        return cast("Workers", self)

    def warm(self) -> None: ...
    def close(self) -> None: ...

    def submit(self, job: str, _task: Ask, _stamp: str) -> Future[Made | Failed]:
        self.begun.append(job)
        self.watcher(job, Step(Stage.FOUND, 7))
        done: Future[Made | Failed] = Future()
        match self.outcomes.pop(0):
            case None:
                self.pending = done
            case BaseException() as error:
                done.set_exception(error)
            case outcome:
                done.set_result(outcome)
        return done


def _jobs(archive: Archive, hands: Hands, waiting: int = 5) -> Jobs:
    return Jobs(archive, hands.opened, lambda: STAMP, waiting)


def _run(
    archive: Archive, hands: Hands, script: Callable[[Jobs], object], waiting: int = 5
) -> None:
    async def told() -> None:
        jobs = _jobs(archive, hands, waiting)
        jobs.start()
        try:
            await cast("asyncio.Future[None]", script(jobs))
        finally:
            await jobs.stop()

    asyncio.run(told())


def test_a_job_is_done_and_its_answer_kept(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        job = jobs.submit(TASK)
        told = await jobs.over(job.id, 5)
        assert told == JobState(job.id, "done", (), "sha256:1", None, TASK.question)
        assert jobs.kept(TASK) == "sha256:1"
        assert jobs.kept(Ask("another")) is None

    _run(archive, Hands(_made("sha256:1")), script)
    assert archive.body("sha256:1") == ("brief", b"{}")


def test_steps_are_seen_on_the_way(archive: Archive) -> None:
    hands = Hands(None)

    async def script(jobs: Jobs) -> None:
        job = jobs.submit(TASK)
        async for told in jobs.watched(job.id):
            if told is not None and told.steps:
                assert told.steps == (Step(Stage.FOUND, 7),)
                return

    _run(archive, hands, script)


def test_a_partial_answer_is_kept_but_not_for_the_next_question(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        await jobs.over(jobs.submit(TASK).id, 5)
        assert jobs.kept(TASK) is None

    _run(archive, Hands(_made("sha256:2", is_partial=True)), script)
    assert archive.body("sha256:2") is not None


def test_equal_questions_share_a_job(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        assert jobs.submit(TASK).id == jobs.submit(TASK).id
        assert jobs.waiting == 1

    _run(archive, Hands(None), script)


def test_too_many_questions_are_sent_away(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        for number in range(3):
            jobs.submit(Ask(str(number)))
        with pytest.raises(RequestError) as refused:
            jobs.submit(Ask("one more"))
        assert (refused.value.status, refused.value.retry_after) == (503, 5)

    _run(archive, Hands(None), script, waiting=2)


def test_a_failure_is_told(archive: Archive) -> None:
    failure = Failed("S101", "no claim", "name one", 422)

    async def script(jobs: Jobs) -> None:
        job = jobs.submit(TASK)
        told = await jobs.over(job.id, 5)
        assert told is not None
        assert (told.state, told.error) == ("failed", failure)

    _run(archive, Hands(failure), script)


def test_a_worker_that_dies_is_replaced(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        told = await jobs.over(jobs.submit(TASK).id, 5)
        assert told is not None
        assert told.state == "done"

    _run(archive, Hands(BrokenProcessPool(), _made("sha256:3")), script)


def test_a_job_that_kills_every_worker_is_given_up(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        told = await jobs.over(jobs.submit(TASK).id, 5)
        assert told is not None
        assert told.error is not None
        assert told.error.code == "S001"

    _run(archive, Hands(*[BrokenProcessPool()] * MOST_TRIES), script)


def test_what_a_dead_server_left_is_taken_up(archive: Archive) -> None:
    archive.add_job("left", msgspec.json.encode(TASK))
    archive.start_job("left")

    async def script(jobs: Jobs) -> None:
        told = await jobs.over("left", 5)
        assert told is not None
        assert told.state == "done"

    _run(archive, Hands(_made("sha256:4")), script)


def test_what_was_cut_off_too_often_is_reported(archive: Archive) -> None:
    archive.add_job("left", msgspec.json.encode(TASK))
    for _ in range(MOST_TRIES):
        archive.start_job("left")

    async def script(jobs: Jobs) -> None:
        told = jobs.state("left")
        assert told is not None
        assert told.state == "failed"

    _run(archive, Hands(), script)


def test_a_promise_is_for_one_task(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        first = jobs.submit(TASK, "key")
        assert jobs.submit(TASK, "key").id == first.id
        with pytest.raises(RequestError, match="Idempotency-Key"):
            jobs.submit(Ask("another"), "key")

    _run(archive, Hands(None), script)


def test_a_fault_in_a_worker_ends_the_job_and_is_told(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        told = await jobs.over(jobs.submit(TASK).id, 5)
        assert told is not None
        assert told.error is not None
        assert (told.state, told.error.status) == ("failed", 500)
        assert "secret" not in told.error.title
        assert jobs.waiting == 0

    _run(archive, Hands(ValueError("a secret")), script)


def test_an_archive_that_stops_taking_writes_fails_the_job(archive: Archive) -> None:
    hands = Hands(None)

    async def script(jobs: Jobs) -> None:
        job = jobs.submit(TASK)
        while not hands.begun:
            await asyncio.sleep(0.01)
        archive._db.execute("PRAGMA query_only = 1")  # as on a disk that was made read-only
        hands.pending.set_result(_made("sha256:5"))
        told = await jobs.over(job.id, 5)
        assert told is not None
        assert told.error is not None
        assert (told.state, told.error.status) == ("failed", 503)
        assert jobs.waiting == 0
        with pytest.raises(LibraryUnwritableError):
            jobs.submit(TASK)

    _run(archive, hands, script)


def test_those_who_stop_watching_are_forgotten(archive: Archive) -> None:
    async def script(jobs: Jobs) -> None:
        job = jobs.submit(TASK)
        watchers = [asyncio.create_task(jobs.over(job.id, 60)) for _ in range(50)]
        await asyncio.sleep(0.05)
        for watcher in watchers:
            watcher.cancel()
        assert all(isinstance(r, asyncio.CancelledError)
                   for r in await asyncio.gather(*watchers, return_exceptions=True))  # fmt: skip
        assert jobs.waiting == 1

    _run(archive, Hands(None), script)
