"""The servers' connections, over real sockets of this machine: an end to every wait."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sceptic import connections
from sceptic.connections import LONGEST_HEAD, Connection
from sceptic.server.guard import Guard, Rules

HEAD_S = 0.3


class Impatient(Connection):
    head_s, stalled_s, most, every_s = HEAD_S, 0.3, 5, 0.05


async def _who(request: Request) -> Response:
    assert request.client is not None
    return PlainTextResponse(f"{request.client.host} {request.url.scheme}")


async def _much(_request: Request) -> Response:
    return StreamingResponse(b"x" * 1_000_000 for _ in range(30))


async def _body(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


APP = Starlette(
    routes=[Route("/", _who), Route("/much", _much), Route("/body", _body, methods=["POST"])]
)


@contextmanager
def serving(app: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """The address at which `answer_on` answers, with a server that the test can end."""
    servers: list[uvicorn.Server] = []
    start = uvicorn.Server.run

    def run(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        servers.append(self)
        start(self, sockets)

    monkeypatch.setattr(uvicorn.Server, "run", run)
    monkeypatch.setattr(connections, "Connection", Impatient)
    opened = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=connections.answer_on, args=(app, opened))
    thread.start()
    try:
        yield opened.getsockname()
    finally:
        servers[0].should_exit = True
        thread.join()
        opened.close()


def told(place: tuple[str, int], sent: bytes, wait_s: float = 5.0) -> bytes:
    """What the server says until it closes the connection."""
    with socket.create_connection(place, timeout=wait_s) as client:
        client.sendall(sent)
        parts = []
        try:
            while part := client.recv(65_536):
                parts.append(part)
        except ConnectionResetError:
            pass
        return b"".join(parts)


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: 1\r\n"]
)
def test_a_request_that_never_comes_is_given_up(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(APP, monkeypatch) as place:
        began = time.monotonic()
        assert told(place, sent) == b""
        assert time.monotonic() - began >= HEAD_S


def test_a_second_request_that_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    first = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with serving(APP, monkeypatch) as place:
        said = told(place, first + b"GET / HTTP/1.1\r\nHos")
    assert said.endswith(b"127.0.0.1 http")


def test_an_answer_that_nobody_takes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Guard(APP, Rules(at_once=1)), monkeypatch) as place:
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(place)
        slow.sendall(b"GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")
        slow.recv(10)
        ask = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        assert b" 503 " in told(place, ask)
        time.sleep(1.0)
        assert b" 200 " in told(place, ask)
        slow.close()


def test_there_is_a_last_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(APP, monkeypatch) as place:
        held = [socket.create_connection(place, timeout=5) for _ in range(5)]
        time.sleep(0.05)
        began = time.monotonic()
        assert told(place, b"") == b""
        assert time.monotonic() - began < HEAD_S
        for each in held:
            each.close()


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_an_address_that_a_client_tells_of_itself_is_not_believed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = (
        f"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{name}: 8.8.8.8\r\n"
        "X-Forwarded-Proto: https\r\n\r\n"
    )
    with serving(APP, monkeypatch) as place:
        assert told(place, ask.encode()).endswith(b"127.0.0.1 http")


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost:80@evil.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: localhost:\r\n\r\n", b"421"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"405"),
        (b"CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"40"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: GET\r\n"
         b"Content-Length: 0\r\n\r\n", b"405"),
        (b"POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n"
         b"\r\n", b"4"),
        (b"POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
         b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b""),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"a: b\r\n" * LONGEST_HEAD, b"4"),
        (b"GET /" + b"a" * 2 * LONGEST_HEAD + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"4"),
    ],
)  # fmt: skip
def test_odd_requests_are_refused(
    ask: bytes, status: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Guard(APP, Rules()), monkeypatch) as place:
        said = told(place, ask)
    assert said.startswith(b"HTTP/1.1 " + status)
    assert b" 5" not in said.partition(b"\r\n")[0][:12]


def test_a_body_is_bounded_whether_or_not_it_says_its_length() -> None:
    """Behind any application, such as the one of the assistants' tools."""
    sent: list[dict[str, object]] = []

    async def ask() -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

        async def send(message: object) -> None:
            assert isinstance(message, dict)
            sent.append(message)

        scope = {
            "type": "http", "method": "POST", "path": "/body", "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")],
            "client": ("127.0.0.1", 1), "http_version": "1.1", "root_path": "",
        }  # fmt: skip
        await Guard(APP, Rules(body=5000))(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 413
