"""Responses that more than one route gives."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from sceptic.errors import RequestError, ScepticError
from sceptic.server.problems import MEDIA_TYPE, document_of, problem_of
from sceptic.server.tasks import Failed


def problem(error: ScepticError | Failed) -> Response:
    """An error as a problem document, with what the client should do next in its headers."""
    failed = error if isinstance(error, Failed) else problem_of(error)
    headers = {}
    if isinstance(error, RequestError) and error.retry_after is not None:
        headers["retry-after"] = str(error.retry_after)
    if failed.status == 401:
        headers["www-authenticate"] = 'Basic realm="sceptic", charset="UTF-8"'
    return json_answer(document_of(failed), failed.status, headers, MEDIA_TYPE)


def json_answer(
    value: Any,
    status: int = 200,
    headers: dict[str, str] | None = None,
    media_type: str = "application/json",
) -> Response:
    return Response(msgspec.json.encode(value), status, headers, media_type)
