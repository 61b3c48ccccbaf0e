"""Articles over the REST interface: reading one is a job, its reading is had in any format."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from sceptic.config import version
from sceptic.domain.reading import Reading
from sceptic.errors import RequestError
from sceptic.render.article import READING_FORMATS, rendered
from sceptic.render.article_json import reading_from_json
from sceptic.server.api import ResultName
from sceptic.server.awaited import Waiting, awaited
from sceptic.server.described import MAY_FAIL, NOT_FOUND, PROBLEM, desk_of
from sceptic.server.desk import Desk
from sceptic.server.forms import JobTold
from sceptic.server.reading_work import KIND
from sceptic.server.results import STANDALONE_POLICY
from sceptic.server.tasks import Read

router = APIRouter(prefix="/v1")

LONGEST_TEXT = 60_000
"""Letters of a pasted article."""
_TYPES = tuple(dict.fromkeys(f.media_type for f in READING_FORMATS.values()))
_READING: dict[str, Any] = {"content": {name: {} for name in _TYPES}}


class ReadForm(BaseModel):
    """An article: its text, or the address of its page."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    url: Annotated[str, Field(max_length=2_000, examples=["https://example.org/article"])] = ""
    as_of: Annotated[
        dt.date | None, Field(description="Only what was known by this day.", strict=False)
    ] = None
    human_only: Annotated[bool, Field(description="Leave out animal and lab studies.")] = False
    no_preprints: Annotated[bool, Field(description="Leave out preprints.")] = False

    def task(self) -> Read:
        return Read(self.text, self.url.strip(), self.as_of, self.human_only, self.no_preprints)


@router.post(
    "/articles",
    status_code=201,
    response_class=Response,
    tags=["articles"],
    summary="Read an article: its claims checked, its studies traced, the piece audited",
    responses={
        **MAY_FAIL,
        200: {**_READING, "description": "the reading that is held"},
        201: {**_READING, "description": "a new reading"},
        202: {"model": JobTold, "description": "it takes longer; follow the job"},
    },
)
async def make_reading(
    request: Request, form: ReadForm, waiting: Annotated[Waiting, Depends()]
) -> Response:
    """A page is fetched from the public internet alone, after its robots.txt."""
    desk, task = desk_of(request), form.task()
    if bool(task.text.strip()) == bool(task.url):
        raise RequestError("give the article's text or its address", 422, hint="one of the two")

    async def written(result: str, status: int) -> Response:
        return await reading_answer(desk, result, "json", status=status)

    return await awaited(desk, task, waiting, written)


@router.get(
    "/articles/{name}",
    response_class=Response,
    tags=["articles"],
    summary="A reading in any format",
    responses={
        **MAY_FAIL,
        **NOT_FOUND,
        200: {**_READING, "description": "the reading"},
        406: {**PROBLEM, "description": "not in this format"},
    },
)
async def read_reading(
    request: Request,
    name: ResultName,
    format: Annotated[str | None, Query(max_length=40)] = None,  # noqa: A002 - as the flag
) -> Response:
    result, _, suffix = name.partition(".")
    by_suffix = {f.extension: n for n, f in READING_FORMATS.items()}
    wanted = by_suffix.get(f".{suffix}", suffix) if suffix else format or "json"
    if wanted not in READING_FORMATS:
        raise RequestError(
            "a reading is not to be had in this format",
            406,
            hint=f"one of {', '.join(READING_FORMATS)}",
        )
    return await reading_answer(desk_of(request), f"sha256:{result}", wanted)


async def reading_answer(
    desk: Desk,
    id: str,  # noqa: A002 - a result's id
    wanted: str,
    status: int = 200,
) -> Response:
    """The reading as a response.

    Raises:
        RequestError: there is no such reading.
    """
    name = id.removeprefix("sha256:")
    headers = {"etag": f'"{name}.{wanted}.{version()}"', "cache-control": "no-cache"}
    headers["location" if status == 201 else "content-location"] = f"/v1/articles/{name}"
    body = await desk.looked_up(_written, desk, id, wanted)
    if wanted == "html":
        headers["content-security-policy"] = STANDALONE_POLICY
    return Response(body, status, headers, READING_FORMATS[wanted].media_type)


def _written(desk: Desk, id: str, wanted: str) -> str | bytes:  # noqa: A002
    if wanted == "json":
        return _held(desk, id)
    return rendered(reading_of(desk, id), wanted)


def reading_of(desk: Desk, id: str) -> Reading:  # noqa: A002 - a result's id
    """A reading that is held.

    Raises:
        RequestError: there is none of this id.
    """
    return reading_from_json(_held(desk, id))


def _held(desk: Desk, id: str) -> bytes:  # noqa: A002
    held = desk.archive.body(id)
    if held is None or held[0] != KIND:
        raise RequestError("there is no reading of this id", 404, hint="read the article again")
    return held[1]
