"""A task that a client waits for: its result if it is done in time, else the job to follow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Header, Query
from starlette.responses import Response

from sceptic.server.answers import json_answer, problem
from sceptic.server.desk import Desk
from sceptic.server.forms import JobTold, Problem, StepTold
from sceptic.server.jobs import DONE, JobState
from sceptic.server.problems import document_of
from sceptic.server.tasks import Task

LONGEST_WAIT_S = 60.0

Written = Callable[[str, int], Awaitable[Response]]
"""A result's id and the status to a response."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a client waits: seconds, or not at all with ``Prefer: respond-async``."""

    wait: Annotated[
        float, Query(ge=0, le=LONGEST_WAIT_S, description="Seconds to wait for the result.")
    ] = 20.0
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None
    prefer: Annotated[str | None, Header(max_length=200)] = None

    @property
    def seconds(self) -> float:
        return 0.0 if self.prefer and "respond-async" in self.prefer else self.wait


async def awaited(desk: Desk, task: Task, waiting: Waiting, written: Written) -> Response:
    """The result that is held (200), a new one (201), or the job that makes it (202).

    Raises:
        RequestError: too much work waits, or the idempotency key was used for another task.
    """
    held = desk.jobs.kept(task) if waiting.idempotency_key is None else None
    if held is not None:
        return await written(held, 200)
    job = desk.jobs.submit(task, waiting.idempotency_key)
    told = await desk.jobs.over(job.id, waiting.seconds) or job
    if told.error is not None:
        return problem(told.error)
    if told.state == DONE and told.result:
        return await written(told.result, 201)
    return json_answer(
        job_told(told).model_dump(mode="json"), 202, {"location": f"/v1/jobs/{told.id}"}
    )


def job_told(told: JobState) -> JobTold:
    return JobTold(
        id=told.id,
        state=told.state,
        steps=[StepTold(stage=s.stage.value, done=s.done, total=s.total) for s in told.steps],
        events=f"/v1/jobs/{told.id}/events",
        brief=f"/v1/briefs/{told.result.removeprefix('sha256:')}" if told.result else None,
        problem=Problem.model_validate(document_of(told.error)) if told.error else None,
    )
