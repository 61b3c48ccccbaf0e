"""The REST interface under ``/v1``. Each route parses, calls one use case and renders."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from sceptic.checks import gaps_of
from sceptic.errors import RequestError, UnknownRecordError
from sceptic.library.archive import Kept
from sceptic.library.index import Order
from sceptic.searches import Listed, listed, page
from sceptic.server.answers import json_answer, problem
from sceptic.server.desk import Desk
from sceptic.server.forms import (
    AskForm,
    Card,
    CardPage,
    JobTold,
    LibraryTold,
    Problem,
    RecordTold,
    SearchPage,
    StepTold,
)
from sceptic.server.jobs import DONE, JobState
from sceptic.server.problems import MEDIA_TYPE, document_of
from sceptic.server.results import RESULT_MEDIA_TYPES, Wanted, result_answer

router = APIRouter(prefix="/v1")

LONGEST_WAIT_S = 60.0

_PROBLEM = {"model": Problem, "content": {MEDIA_TYPE: {}}}
_RESULT: dict[str, Any] = {"content": {name: {} for name in RESULT_MEDIA_TYPES}}
_MAY_FAIL: dict[int | str, dict[str, Any]] = {
    status: {**_PROBLEM, "description": words}
    for status, words in (
        (400, "a part of the request cannot be read"),
        (401, "a token is wanted"),
        (403, "asked from a page elsewhere"),
        (413, "the body is too large"),
        (421, "the server is not called that"),
        (422, "the request cannot be answered as it is"),
        (429, "too many requests from one address"),
        (500, "a fault of the server"),
        (502, "a source failed"),
        (503, "too busy, or the library cannot be used"),
    )
}
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {**_PROBLEM, "description": "not there"}}

PageSize = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=200, description="From `next_cursor`.")]
JobId = Annotated[str, Path(pattern="^[0-9a-f]{24}$")]
ResultName = Annotated[
    str,
    Path(
        max_length=100,
        description="The id without `sha256:`; a suffix such as `.html` or `.ris` picks the"
        " format, else `format` or `Accept` does.",
    ),
]


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


# --- briefs -------------------------------------------------------------------------------------


@router.post(
    "/briefs",
    status_code=201,
    response_class=Response,
    tags=["briefs"],
    summary="Answer a question with a brief",
    responses={
        **_MAY_FAIL,
        200: {**_RESULT, "description": "the answer that is held"},
        201: {**_RESULT, "description": "a new answer"},
        202: {"model": JobTold, "description": "it takes longer; follow the job"},
    },
)
async def make_brief(
    request: Request,
    form: AskForm,
    wait: Annotated[
        float, Query(ge=0, le=LONGEST_WAIT_S, description="Seconds to wait for the answer.")
    ] = 20.0,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    prefer: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """The same question of the same library has the same answer, and the same address."""
    desk, task = desk_of(request), form.task()
    held = desk.jobs.kept(task) if idempotency_key is None else None
    if held is not None:
        return await result_answer(desk, held, Wanted("json"), request.headers, status=200)
    job = desk.jobs.submit(task, idempotency_key)
    seconds = 0.0 if prefer and "respond-async" in prefer else wait
    told = await desk.jobs.over(job.id, seconds) or job
    if told.error is not None:
        return problem(told.error)
    if told.state == DONE and told.result:
        return await result_answer(desk, told.result, Wanted("json"), request.headers, status=201)
    return json_answer(
        msgspec.to_builtins(_job(told).model_dump()), 202, {"location": f"/v1/jobs/{told.id}"}
    )


@router.get("/briefs", tags=["briefs"], summary="The latest results", responses=_MAY_FAIL)
async def list_briefs(
    request: Request, page_size: PageSize = 20, cursor: Cursor = None
) -> CardPage:
    desk = desk_of(request)
    before = int(_cursor(cursor, "b")[0]) if cursor else None
    cards = desk.archive.newest(page_size, before)
    is_last = len(cards) < page_size
    following = None if is_last else _as_cursor("b", str(cards[-1].number))
    return CardPage(items=[_card(c) for c in cards], next_cursor=following)


@router.get(
    "/briefs/{name}",
    response_class=Response,
    tags=["briefs"],
    summary="A result in any format and voice",
    responses={
        **_MAY_FAIL,
        **_NOT_FOUND,
        200: {**_RESULT, "description": "the result"},
        304: {"description": "as the client has it"},
        406: {**_PROBLEM, "description": "not in this format"},
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
    wanted = Wanted.of(suffix, format, request.headers.get("accept", ""), voice)
    return await result_answer(desk_of(request), f"sha256:{result}", wanted, request.headers)


def _card(kept: Kept) -> Card:
    return Card(
        id=kept.id,
        kind=kept.kind,
        title=kept.title,
        told=kept.told,
        made=dt.date.fromisoformat(kept.made),
        url=f"/v1/briefs/{kept.id.removeprefix('sha256:')}",
    )


# --- jobs ---------------------------------------------------------------------------------------


@router.get(
    "/jobs/{job}",
    tags=["jobs"],
    summary="How far a piece of work is",
    responses={**_MAY_FAIL, **_NOT_FOUND},
)
async def read_job(request: Request, job: JobId) -> JobTold:
    return _job(_known(desk_of(request), job))


@router.get(
    "/jobs/{job}/events",
    response_class=EventSourceResponse,
    tags=["jobs"],
    summary="The same as server-sent events, until it is over",
    responses={**_MAY_FAIL, **_NOT_FOUND},
)
async def watch_job(request: Request, job: JobId) -> AsyncIterator[ServerSentEvent]:
    """Events are named after the job's state; the data is the job."""
    desk = desk_of(request)
    _known(desk, job)
    async for told in desk.jobs.watched(job):
        if told is None:
            yield ServerSentEvent(comment="still at it")
        else:
            yield ServerSentEvent(data=_job(told).model_dump(mode="json"), event=told.state)


def _known(desk: Desk, job: str) -> JobState:
    told = desk.jobs.state(job)
    if told is None:
        raise RequestError("there is no such job", 404)
    return told


def _job(told: JobState) -> JobTold:
    return JobTold(
        id=told.id,
        state=told.state,
        steps=[StepTold(stage=s.stage.value, done=s.done, total=s.total) for s in told.steps],
        events=f"/v1/jobs/{told.id}/events",
        brief=f"/v1/briefs/{told.result.removeprefix('sha256:')}" if told.result else None,
        problem=Problem.model_validate(document_of(told.error)) if told.error else None,
    )


# --- the library --------------------------------------------------------------------------------


@router.get("/search", tags=["library"], summary="Search the records", responses=_MAY_FAIL)
async def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=20_000, description="PubMed's language.")],
    sort: Literal["relevance", "newest", "published"] = "relevance",
    as_of: dt.date | None = None,
    page_size: PageSize = 20,
    cursor: Cursor = None,
) -> SearchPage:
    """A cursor belongs to one state of the library; when that changed, begin again."""
    desk = desk_of(request)
    snapshot = desk.bench.library.snapshot().digest[:16]
    start = 0
    if cursor:
        place, digest = _cursor(cursor, "s")
        if digest != snapshot:
            raise RequestError("the library changed since this cursor", 422, hint="begin again")
        start = int(place)
    found = await desk.looked_up(
        page,
        desk.bench,
        q,
        today=desk.settings.date,
        until=as_of,
        order=Order(sort),
        start=start,
        size=page_size,
    )
    following = None if found.following is None else _as_cursor("s", str(found.following), snapshot)
    return SearchPage(
        total=found.total,
        searched=found.searched,
        notes=list(found.notes),
        snapshot=snapshot,
        items=[_record(r) for r in found.records],
        next_cursor=following,
    )


@router.get(
    "/records/{id:path}",
    tags=["library"],
    summary="A record with all its fields",
    responses={**_MAY_FAIL, **_NOT_FOUND},
)
async def read_record(
    request: Request,
    id: Annotated[str, Path(max_length=300, description="A PMID or a record's id.")],  # noqa: A002
) -> RecordTold:
    desk = desk_of(request)
    wanted = f"pmid:{id}" if re.fullmatch(r"[0-9]{1,10}", id) else id
    found = await desk.looked_up(listed, desk.bench, (wanted,))
    if not found:
        raise UnknownRecordError(f"no record {wanted} in this library")
    return _record(found[0], whole=True)


@router.get("/library", tags=["library"], summary="What answers are made from", responses=_MAY_FAIL)
async def read_library(request: Request) -> LibraryTold:
    desk = desk_of(request)
    held = await desk.looked_up(desk.bench.library.snapshot)
    gaps = await desk.looked_up(gaps_of, desk.bench.library)
    return LibraryTold(
        name=held.name,
        records=held.records,
        newest=held.newest,
        digest=held.digest,
        is_starter=held.is_starter,
        is_complete=held.is_complete,
        is_live=held.is_live,
        gaps=[f"{gap.code}: {gap.what} ({gap.why})" for gap in gaps],
    )


def _record(one: Listed, *, whole: bool = False) -> RecordTold:
    record = one.record
    told = msgspec.to_builtins(record) if whole else {}
    told |= {
        "id": record.id,
        "pmid": record.pmid,
        "title": record.title,
        "year": record.year,
        "citation": record.citation.short,
        "retraction": one.retraction.value,
        "url": f"/v1/records/{quote(str(record.pmid or record.id), safe='/:')}",
    }
    return RecordTold.model_validate(told)


# --- cursors ------------------------------------------------------------------------------------


def _as_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode(" ".join(parts).encode()).decode().rstrip("=")


def _cursor(given: str, kind: str) -> tuple[str, str]:
    """Number and rest of a cursor of ours.

    Raises:
        RequestError: it is none.
    """
    try:
        text = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode("ascii")
    except ValueError:
        text = ""
    match = re.fullmatch(r"([a-z]) ([0-9]{1,18})(?: ([0-9a-f]+))?", text)
    if match is None or match[1] != kind:
        raise RequestError("this is no cursor of ours", 422, hint="take `next_cursor`")
    return match[2], match[3] or ""
