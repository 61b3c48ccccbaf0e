"""What all routes of the REST interface share: errors as they are described, pages, cursors."""

from __future__ import annotations

import base64
import re
from typing import Annotated, Any

from fastapi import Query, Request

from sceptic.errors import RequestError
from sceptic.server.desk import Desk
from sceptic.server.forms import Problem
from sceptic.server.problems import MEDIA_TYPE

PROBLEM = {"model": Problem, "content": {MEDIA_TYPE: {}}}
MAY_FAIL: dict[int | str, dict[str, Any]] = {
    status: {**PROBLEM, "description": words}
    for status, words in (
        (400, "a part of the request cannot be read"),
        (401, "a token is wanted"),
        (403, "asked from a page elsewhere"),
        (408, "the request took too long to arrive"),
        (413, "the body is too large"),
        (421, "the server is not called that"),
        (422, "the request cannot be answered as it is"),
        (429, "too many requests from one address"),
        (500, "a fault of the server"),
        (502, "a source failed"),
        (503, "too busy, or the library cannot be used"),
    )
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {**PROBLEM, "description": "not there"}}

PageSize = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=200, description="From `next_cursor`.")]


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def as_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode(" ".join(parts).encode()).decode().rstrip("=")


def place_of(given: str, kind: str) -> tuple[str, str]:
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
