from __future__ import annotations

import asyncio
from base64 import b64encode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from sceptic.server.guard import POLICY, Guard, Rules


async def _told(_request: Request) -> Response:
    return PlainTextResponse("in")


def _client(rules: Rules, base: str = "http://localhost") -> TestClient:
    paths = [Route(path, _told, methods=["GET", "POST"]) for path in ("/", "/healthz")]
    app = Starlette(routes=paths)
    return TestClient(Guard(app, rules), base_url=base)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "[::1]:80"])
def test_its_own_names_are_answered(host: str) -> None:
    assert _client(Rules()).get("/", headers={"host": host}).text == "in"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io"])
def test_another_name_is_refused(host: str) -> None:
    assert _client(Rules()).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://localhost"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_page_elsewhere_may_not_ask(headers: dict[str, str], status: int) -> None:
    client = _client(Rules())
    assert client.post("/", headers=headers).status_code == status
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("Bearer open sesame", 200),
        ("Basic " + b64encode(b"anyone:open sesame").decode(), 200),
        ("Bearer shut", 401),
        ("Bearer \u00e4".encode().decode("latin-1"), 401),
        ("Basic !!!", 401),
        ("", 401),
    ],
)
def test_a_token_is_asked_for(authorization: str, status: int) -> None:
    client = _client(Rules(token="open sesame"))
    sent = {b"authorization": authorization.encode("latin-1")}
    answer = client.get("/", headers=sent)
    assert answer.status_code == status
    assert client.get("/healthz").status_code == 200


def test_too_many_requests_are_told_when_to_come_back() -> None:
    client = _client(Rules(rate=3))
    answers = [client.get("/") for _ in range(5)]
    assert [a.status_code for a in answers].count(429) >= 1
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[0].headers["x-ratelimit-limit"] == "3"


def test_every_answer_keeps_the_page_to_itself() -> None:
    for answer in (_client(Rules()).get("/"), _client(Rules()).get("/", headers={"host": "x"})):
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY


def test_a_body_that_does_not_come_is_given_up() -> None:
    answers = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await PlainTextResponse("in")(scope, receive, send)

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def sent(message: Message) -> None:
        answers.append(message)

    headers = [(b"host", b"localhost"), (b"content-length", b"9")]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    asyncio.run(Guard(app, Rules(body_s=0.05))(scope, never, sent))
    assert answers[0]["status"] == 408


def test_those_who_watch_jobs_take_no_more_than_half_the_places() -> None:
    rules, statuses = Rules(at_once=4), []

    async def script() -> None:
        guard = Guard(_waiting, rules)
        first = [asyncio.create_task(_asked(guard, "/v1/jobs/1/events")) for _ in range(3)]
        await asyncio.sleep(0.02)
        statuses.append(await _asked(guard, "/healthz"))
        done, left = await asyncio.wait(first, timeout=0.05)
        statuses.extend(task.result() for task in done)
        for task in left:
            task.cancel()

    asyncio.run(script())
    assert statuses == [200, 503]


async def _waiting(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("in")(scope, receive, send)
    if scope["path"].endswith("/events"):
        await asyncio.sleep(60)


async def _asked(guard: Guard, path: str) -> int:
    statuses: list[int] = []

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"host", b"localhost")]}
    await guard(scope, nothing, sent)
    return statuses[0]
