"""The REST interface under ``/v1``. Each route parses, calls one use case and renders."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import RedirectResponse, Response

from sceptic.errors import RequestError
from sceptic.library.archive import Kept
from sceptic.render import FORMATS
from sceptic.render.differences import rendered
from sceptic.server.awaited import Waiting, awaited, job_told
from sceptic.server.described import (
    MAY_FAIL,
    NOT_FOUND,
    PROBLEM,
    Cursor,
    PageSize,
    as_cursor,
    desk_of,
    place_of,
)
from sceptic.server.desk import Desk
from sceptic.server.forms import (
    LONGEST_QUESTION,
    AskForm,
    Card,
    CardPage,
    JobTold,
)
from sceptic.server.jobs import JobState
from sceptic.server.reading_work import KIND
from sceptic.server.results import RESULT_MEDIA_TYPES, Wanted, compared, result_answer

router = APIRouter(prefix="/v1")

_RESULT: dict[str, Any] = {"content": {name: {} for name in RESULT_MEDIA_TYPES}}
_RESULT_ID = "^(sha256:)?[0-9a-f]{64}$"
_DIFFERENCE_TYPES = {
    "json": "application/json",
    "md": FORMATS["md"].media_type,
    "text": FORMATS["text"].media_type,
}

JobId = Annotated[str, Path(pattern="^[0-9a-f]{24}$")]
ResultName = Annotated[
    str,
    Path(
        max_length=100,
        description="The id without `sha256:`; a suffix such as `.html` or `.ris` picks the"
        " format, else `format` or `Accept` does.",
    ),
]


# --- briefs -------------------------------------------------------------------------------------


@router.post(
    "/briefs",
    status_code=201,
    response_class=Response,
    tags=["briefs"],
    summary="Answer a question with a brief",
    responses={
        **MAY_FAIL,
        200: {**_RESULT, "description": "the answer that is held"},
        201: {**_RESULT, "description": "a new answer"},
        202: {"model": JobTold, "description": "it takes longer; follow the job"},
    },
)
async def make_brief(
    request: Request, form: AskForm, waiting: Annotated[Waiting, Depends()]
) -> Response:
    """The same question of the same library has the same answer, and the same address."""
    desk = desk_of(request)

    async def written(result: str, status: int) -> Response:
        return await result_answer(desk, result, Wanted("json"), request.headers, status=status)

    return await awaited(desk, form.task(), waiting, written)


@router.get("/briefs", tags=["briefs"], summary="The latest results", responses=MAY_FAIL)
async def list_briefs(
    request: Request,
    q: Annotated[
        str, Query(max_length=LONGEST_QUESTION, description="Words of the question or answer.")
    ] = "",
    page_size: PageSize = 20,
    cursor: Cursor = None,
) -> CardPage:
    desk = desk_of(request)
    before = int(place_of(cursor, "b")[0]) if cursor else None
    cards = desk.archive.newest(page_size, before, q.strip())
    is_last = len(cards) < page_size
    following = None if is_last else as_cursor("b", str(cards[-1].number))
    return CardPage(items=[_card(c) for c in cards], next_cursor=following)


@router.get(
    "/briefs/{name}",
    response_class=Response,
    tags=["briefs"],
    summary="A result in any format and voice",
    responses={
        **MAY_FAIL,
        **NOT_FOUND,
        200: {**_RESULT, "description": "the result"},
        304: {"description": "as the client has it"},
        406: {**PROBLEM, "description": "not in this format"},
    },
)
async def read_brief(
    request: Request,
    name: ResultName,
    format: Annotated[str | None, Query(max_length=40)] = None,  # noqa: A002 - as the flag
    voice: Annotated[
        Literal["patient", "journalist", "librarian"] | None, Query(alias="for")
    ] = None,
) -> Response:
    result, _, suffix = name.partition(".")
    card = desk_of(request).archive.card(f"sha256:{result}")
    if card is not None and card.kind == KIND:
        return RedirectResponse(f"/v1/articles/{name}", 307)
    wanted = Wanted.of(suffix, format, request.headers.get("accept", ""), voice)
    return await result_answer(desk_of(request), f"sha256:{result}", wanted, request.headers)


@router.get(
    "/compare",
    response_class=Response,
    tags=["briefs"],
    summary="What moved from one brief to another",
    responses={
        **MAY_FAIL,
        **NOT_FOUND,
        200: {"content": {"application/json": {}, "text/markdown": {}, "text/plain": {}},
              "description": "the difference"},
    },
)  # fmt: skip
async def compare(
    request: Request,
    a: Annotated[str, Query(pattern=_RESULT_ID, description="The earlier brief's id.")],
    b: Annotated[str, Query(pattern=_RESULT_ID, description="The later brief's id.")],
    format: Literal["json", "md", "text"] = "json",  # noqa: A002 - as the flag
) -> Response:
    desk = desk_of(request)
    ids = (f"sha256:{one.removeprefix('sha256:')}" for one in (a, b))
    found = await desk.looked_up(compared, desk.archive, *ids)
    return Response(rendered(found, format), media_type=_DIFFERENCE_TYPES[format])


def _card(kept: Kept) -> Card:
    where = "articles" if kept.kind == KIND else "briefs"
    return Card(
        id=kept.id,
        kind=kept.kind,
        title=kept.title,
        told=kept.told,
        made=dt.date.fromisoformat(kept.made),
        url=f"/v1/{where}/{kept.id.removeprefix('sha256:')}",
    )


# --- jobs ---------------------------------------------------------------------------------------


@router.get(
    "/jobs/{job}",
    tags=["jobs"],
    summary="How far a piece of work is",
    responses={**MAY_FAIL, **NOT_FOUND},
)
async def read_job(request: Request, job: JobId) -> JobTold:
    return job_told(_known(desk_of(request), job))


def known_job(request: Request, job: JobId) -> str:
    """Checked before the stream begins: afterwards no error can be told."""
    return _known(desk_of(request), job).id


@router.get(
    "/jobs/{job}/events",
    response_class=EventSourceResponse,
    tags=["jobs"],
    summary="The same as server-sent events, until it is over",
    responses={**MAY_FAIL, **NOT_FOUND},
)
async def watch_job(
    request: Request, job: Annotated[str, Depends(known_job)]
) -> AsyncIterator[ServerSentEvent]:
    """Events are named after the job's state; the data is the job."""
    desk = desk_of(request)
    async for told in desk.jobs.watched(job):
        if told is None:
            yield ServerSentEvent(comment="still at it")
        else:
            yield ServerSentEvent(data=job_told(told).model_dump(mode="json"), event=told.state)


def _known(desk: Desk, job: str) -> JobState:
    told = desk.jobs.state(job)
    if told is None:
        raise RequestError("there is no such job", 404)
    return told
