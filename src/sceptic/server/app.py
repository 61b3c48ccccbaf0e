"""The server: routes, guard and errors joined over one desk."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sceptic.config import version
from sceptic.errors import RequestError, ScepticError
from sceptic.library.archive import Archive
from sceptic.server import (
    about_pages,
    api,
    article_api,
    article_pages,
    library_api,
    pages,
    result_pages,
)
from sceptic.server.answers import problem
from sceptic.server.desk import Desk, Limits
from sceptic.server.guard import Guard, Rules
from sceptic.server.problems import problem_of
from sceptic.server.tasks import Failed

if TYPE_CHECKING:
    from sceptic.config import Settings


SERVER_ROUTES = ("/healthz", "/readyz")


def app_over(
    settings: Settings,
    archive: Archive,
    *,
    limits: Limits | None = None,
    rules: Rules | None = None,
) -> Guard:
    """The page and the REST interface.

    Args:
        settings: as for ``sceptic ask``; the library is opened when the server starts.
        archive: where results and jobs are kept.
    """
    guarded = rules or Rules()

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        desk = Desk(settings, archive, limits or Limits())
        app.state.desk = desk
        desk.jobs.start()
        try:
            yield
        finally:
            await desk.jobs.stop()
            desk.close()

    app = FastAPI(
        title="Sceptic",
        version=version(),
        summary="Does this treatment do what they say?",
        description="Health claims checked against the medical literature, with sources."
        " Information, not medical advice.",
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        lifespan=opened,
        max_body_size=max(guarded.body, guarded.article),
    )
    for each in (
        api,
        article_api,
        library_api,
        pages,
        article_pages,
        result_pages,
        about_pages,
    ):
        app.include_router(each.router)
    app.add_api_route("/healthz", _alive, methods=["GET"], tags=["server"], summary="It runs")
    app.add_api_route("/readyz", _ready, methods=["GET"], tags=["server"], summary="It can answer")
    app.add_exception_handler(ScepticError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)
    return Guard(app, guarded)


async def _alive() -> dict[str, str]:
    return {"status": "ok"}


async def _ready(request: Request) -> dict[str, object]:
    desk: Desk = request.app.state.desk
    held = await desk.looked_up(desk.bench.library.snapshot)
    return {"status": "ok", "library": held.name, "records": held.records,
            "waiting": desk.jobs.waiting}  # fmt: skip


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScepticError)
    return await _told(request, problem_of(error), problem(error))


async def _told(request: Request, failed: Failed, answer: Response) -> Response:
    """A page for those who look at pages, a problem document for programs."""
    is_page = not request.url.path.startswith("/v1/") and "text/html" in request.headers.get(
        "accept", ""
    )
    if not is_page:
        return answer
    page = await pages.shown(request, "problem", status=failed.status, problem=failed)
    for name in ("retry-after", "allow"):
        if name in answer.headers:
            page.headers[name] = answer.headers[name]
    return page


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    hint = "every address stands at /docs and in /openapi.json" if error.status_code == 404 else ""
    failed = Failed(RequestError.code, str(error.detail), hint, error.status_code)
    answer = problem(failed)
    answer.headers.update(error.headers or {})
    return await _told(request, failed, answer)


_NO_OBJECT = "send a JSON object, with content-type: application/json"


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body")
    if first["type"] == "json_invalid":
        return problem(
            Failed(RequestError.code, f"the body is no JSON (character {where})", "", 422)
        )
    hint = _NO_OBJECT if first["loc"] == ("body",) else ""
    return problem(Failed(RequestError.code, f"{where or 'body'}: {first['msg']}", hint, 422))


async def _fault(_request: Request, error: Exception) -> Response:
    """A bug: what went wrong is for the log, not for the client."""
    name = type(error).__name__
    return problem(Failed(ScepticError.code, f"a fault of the server ({name})", "", 500))


def serve_on(app: Guard, opened: socket.socket) -> None:
    """Answer until interrupted."""
    from sceptic.connections import answer_on  # noqa: PLC0415 - only a server needs it

    answer_on(app, opened)
