"""What docs/security.md promises, tried from the outside as somebody hostile would."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from sceptic.library.archive import Archive, Kept
from sceptic.server.guard import Guard, Rules

EVIL = "<script>alert(1)</script>\x1b]0;x\x07\u202e\"' onload=x {{7*7}}"


async def _told(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def _client(rules: Rules, address: str = "testclient") -> TestClient:
    paths = ("/", "/healthz", "/articles", "/mcp")
    app = Starlette(routes=[Route(path, _told, methods=["GET", "POST"]) for path in paths])
    return TestClient(Guard(app, rules), base_url="http://localhost", client=(address, 1))


# --- reading an address ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]:80/",
        "http://2130706433/",
        "http://[::ffff:169.254.169.254]/latest",
        "http://good@127.0.0.1/",
        "http://localhost:8000/healthz",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
        "http://x.org/\r\nHost: y",
    ],
)
def test_an_address_at_home_is_read_by_neither_door(client: TestClient, url: str) -> None:
    answer = client.post("/v1/articles", json={"url": url})
    assert answer.status_code == 422, answer.text
    page = client.post("/articles", data={"url": url}, headers={"accept": "text/html"})
    assert page.status_code == 422
    assert "root:" not in page.text


# --- what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "[" * 60_000,
        '{"a":' * 10_000,
        '{"question": ' + "1" * 60_000 + "}",
        '{"question": "x", "web_results": ' + "9" * 5000 + "}",
        '{"question": "\\ud800"}',
        '{"question": "x", "overrides": {"condition": "\\udfff"}}',
        '{"question": NaN}',
        "\x00",
        "",
    ],
)
def test_broken_json_is_a_problem_and_no_fault(client: TestClient, body: str) -> None:
    sent = {"content-type": "application/json"}
    answer = client.post("/v1/briefs", content=body, headers=sent)
    assert answer.status_code in (400, 422)
    assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize(
    "query",
    [
        "(" * 9_000,
        "(" * 5_000 + "zinc" + ")" * 5_000,
        "NOT " * 4_000 + "zinc",
        "a* OR " * 3_000 + "b*",
        '"' * 9_001,
        "zinc[" * 3_000,
        "\x00\x1b[2J",
        "1:9999999999[dp]",
    ],
)
def test_a_hostile_query_is_no_fault(client: TestClient, query: str) -> None:
    assert client.get("/v1/search", params={"q": query}).status_code < 500


@pytest.mark.parametrize("place", ["s 999999999999999999 0", "b 999999999999999999", "b -1", "b 0"])
def test_a_forged_cursor_is_no_fault(client: TestClient, place: str) -> None:
    from sceptic.server.described import as_cursor  # noqa: PLC0415

    snapshot = client.get("/v1/search", params={"q": "zinc"}).json()["snapshot"]
    cursor = as_cursor(*place.removesuffix("0").split(), *([snapshot] if place[0] == "s" else ()))
    for path in ("/v1/search", "/v1/briefs"):
        answer = client.get(path, params={"q": "zinc", "cursor": cursor})
        assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/v1/briefs/..%2f..%2fetc%2fpasswd",
        "/v1/articles/../../etc/passwd",
        "/v1/records/..%2f..%2fetc%2fpasswd",
        "/b/%00",
        "/jobs/%0d%0aSet-Cookie:%20a=b",
        "/%2f/evil.example",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code in (307, 404, 422)
    assert "set-cookie" not in answer.headers
    assert answer.headers.get("location", "http://localhost/").startswith("http://localhost/")


# --- words of others ----------------------------------------------------------------------------


def test_words_of_others_are_shown_and_never_run(client: TestClient) -> None:
    evil = quote(EVIL)
    for path in ("/", "/results", f"/results?q={evil}", f"/?question={evil}", f"/{evil}"):
        page = client.get(path, headers={"accept": "text/html"})
        assert "<script>alert" not in page.text
    for path in ("/ask", "/articles"):
        data = {"question": EVIL, "text": EVIL}
        page = client.post(path, data=data, headers={"accept": "text/html"})
        assert "<script>alert" not in page.text


def test_a_problem_tells_no_secret(client: TestClient) -> None:
    sent = {"authorization": "Bearer open sesame", "accept": "text/html"}
    page = client.get("/nowhere", headers=sent)
    assert page.status_code == 404
    assert "sesame" not in page.text
    assert "Traceback" not in page.text


@pytest.mark.parametrize("key", ["x" * 201, "x" * 20_000])
def test_an_endless_key_is_refused(client: TestClient, key: str) -> None:
    answer = client.post("/v1/briefs", json={"question": "zinc?"}, headers={"idempotency-key": key})
    assert answer.status_code == 422


def test_a_form_of_endless_parts_is_refused(client: TestClient) -> None:
    parts = {f"a{n}": "" for n in range(5_000)}
    assert client.post("/ask", data=parts).status_code in (400, 413, 422)
    files = [("f", (f"{n}.txt", b"")) for n in range(50)]
    assert client.post("/ask", files=files).status_code in (400, 413, 422)


# --- who may ask ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost", 200),
        ("https://localhost", 200),
        ("null", 403),
        ("", 403),
        ("http://localhost.evil.example", 403),
        ("http://localhost@evil.example", 403),
        ("file://localhost", 403),
        ("http://localhost:81", 403),
    ],
)
def test_an_origin_must_be_ours_to_the_letter(origin: str, status: int) -> None:
    for path in ("/", "/mcp"):
        answer = _client(Rules()).post(path, headers={"origin": origin})
        assert answer.status_code == status
        assert "access-control-allow-origin" not in answer.headers


def test_no_origin_is_own_where_no_host_is_told() -> None:
    sent = {"origin": "null", "host": ""}
    assert _client(Rules(hosts=())).post("/", headers=sent).status_code == 403


@pytest.mark.parametrize(
    "host",
    ["localhost:@evil.example", "localhost:80:80", "localhost/", "[::1", "a\\localhost", "@"],
)
def test_what_is_no_host_is_refused(host: str) -> None:
    assert _client(Rules()).get("/", headers={"host": host}).status_code == 421


def test_a_token_is_not_taken_from_an_address() -> None:
    client = _client(Rules(token="open"))
    for path in ("/?token=open", "/?access_token=open", "/?authorization=Bearer%20open"):
        assert client.get(path).status_code == 401


def test_a_token_may_hold_any_letters() -> None:
    client = _client(Rules(token="Zauberwört à"))
    sent = {b"authorization": "Bearer Zauberwört à".encode()}
    assert client.get("/", headers=sent).status_code == 200


def test_tokens_cannot_be_tried_without_end() -> None:
    client = _client(Rules(token="open", rate=5))
    tried = [client.get("/", headers={"authorization": f"Bearer {n}"}) for n in range(12)]
    assert [t.status_code for t in tried].count(401) <= 6
    assert tried[-1].status_code == 429


def test_a_house_with_many_addresses_is_counted_as_one() -> None:
    guard = Guard(Starlette(routes=[Route("/", _told)]), Rules(rate=5))
    statuses = []
    for n in range(12):
        client = TestClient(guard, base_url="http://localhost", client=(f"2001:db8::{n:x}", 1))
        statuses.append(client.get("/").status_code)
    assert 429 in statuses
    other = TestClient(guard, base_url="http://localhost", client=("2001:db8:0:1::1", 1))
    assert other.get("/").status_code == 200


def test_only_an_article_may_be_long() -> None:
    client = _client(Rules(body=1_000, article=5_000))
    for path, most in (("/", 1_000), ("/articles", 5_000), ("/mcp", 5_000)):
        assert client.post(path, content=b"x" * most).status_code == 200
        assert client.post(path, content=b"x" * (most + 1)).status_code == 413
        assert client.post(path, content=iter([b"x" * most, b"x"])).status_code == 413


# --- the file of results ------------------------------------------------------------------------


def test_what_people_asked_is_for_nobody_else_on_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "new" / "archive.sqlite3"
    archive = Archive(path)
    archive.keep(Kept(0, "sha256:1", "brief", "q", "a", "2026-11-22"), b"{}", None)
    modes = {p.name: p.stat().st_mode & 0o077 for p in (path.parent, *path.parent.iterdir())}
    archive.close()
    assert set(modes.values()) == {0}, json.dumps(modes)
