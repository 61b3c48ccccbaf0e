"""The web application: addresses, parameters in, answers out. The only module here with HTTP."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, runtime_checkable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sceptic.errors import ConfigError, ScepticError
from sceptic.eutils_server import fetch, info, link, match, post, search, summary
from sceptic.eutils_server.answers import TEXT, Answer
from sceptic.eutils_server.call import LONGEST_BODY, Call, RefusedError
from sceptic.eutils_server.desk import CAP, Desk
from sceptic.eutils_server.history import History
from sceptic.library.collection import Library

BASE = "/entrez/eutils/"
MOST_AT_ONCE = 64
"""Requests under way; a further one gets HTTP 503."""

RENEWED_AFTER = 60.0
"""Seconds after which records that were added meanwhile are shown."""

Utility = Callable[[Call, Desk], Answer]

UTILITIES: dict[str, Utility] = {
    "esearch.fcgi": search.answer,
    "efetch.fcgi": fetch.answer,
    "esummary.fcgi": summary.answer,
    "epost.fcgi": post.answer,
    "elink.fcgi": link.answer,
    "einfo.fcgi": info.answer,
    "ecitmatch.cgi": match.answer,
    "espell.fcgi": info.spell,
}


@runtime_checkable
class Renewable(Protocol):
    """A library that can show what a writer has committed since it was opened."""

    def refresh(self) -> None: ...


class _Worker:
    """The one thread that uses the library. It looks for new records from time to time."""

    def __init__(self, desk: Desk, clock: Callable[[], float]) -> None:
        self._desk = desk
        self._clock = clock
        self._renewed = clock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="library")

    async def answer(self, utility: Utility, call: Call) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._answered, utility, call)

    def _answered(self, utility: Utility, call: Call) -> Answer:
        library = self._desk.library
        now = self._clock()
        if now - self._renewed >= RENEWED_AFTER and isinstance(library, Renewable):
            library.refresh()
            self._renewed = now
        return utility(call, self._desk)


def app_over(
    library: Library,
    *,
    today: Callable[[], dt.date],
    cap: int = CAP,
    clock: Callable[[], float] = time.monotonic,
) -> Starlette:
    """The E-utilities over an open library.

    Args:
        library: searched by one thread at a time.
        today: the day on which relative dates end.
        cap: how many records of one search can be reached.
        clock: seconds that only grow; the history forgets by it.

    """
    worker = _Worker(Desk(library, History(clock), today, cap), clock)
    routes = [
        Route(BASE + name, _endpoint(utility, worker), methods=["GET", "POST"])
        for name, utility in UTILITIES.items()
    ]
    return Starlette(routes=routes)


def _endpoint(utility: Utility, worker: _Worker) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        try:
            body = await _body(request)
            answer = await worker.answer(utility, Call.of(request.url.query.encode(), body))
        except RefusedError as error:
            answer = Answer(f"{error.message}\n", TEXT, error.status)
        except ScepticError as error:
            answer = Answer(f"{error.message}\n", TEXT, 500)
        return _response(answer)

    return endpoint


async def _body(request: Request) -> bytes:
    """A form's body, read up to the limit.

    Raises:
        RefusedError: it is longer.

    """
    parts, size = [], 0
    if request.method == "POST":
        async for part in request.stream():
            size += len(part)
            if size > LONGEST_BODY:
                raise RefusedError("Request Entity Too Large", status=413)
            parts.append(part)
    return b"".join(parts)


def _response(answer: Answer) -> Response:
    media_type = f"{answer.media_type}; charset=UTF-8"
    return Response(
        answer.body.encode("utf-8", "replace"), answer.status, {"content-type": media_type}
    )


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; port 0 takes any that is free.

    Raises:
        ConfigError: the address is in use or is none of this machine's.

    """
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol is named, or asyncio would not send small answers at once
    opened = socket.socket(kind, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(MOST_AT_ONCE)
    except OSError as error:
        opened.close()
        why = error.strerror or str(error)
        raise ConfigError(f"cannot listen on {host}:{port}: {why}") from error
    return opened


def serve_on(app: Starlette, opened: socket.socket) -> None:
    """Answer until interrupted; more than ``MOST_AT_ONCE`` requests at a time are sent away."""
    from sceptic.connections import answer_on  # noqa: PLC0415 - only a server needs it

    answer_on(app, opened, lifespan="off", limit_concurrency=MOST_AT_ONCE)
