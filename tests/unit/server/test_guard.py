from __future__ import annotations

from base64 import b64encode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

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
