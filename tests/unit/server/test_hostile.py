"""What people send who mean harm, and what goes wrong with the disk while the server runs."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from sceptic.config import Settings
from sceptic.library.archive import Archive, Kept
from sceptic.library.ingest import ingest
from sceptic.server import desk
from sceptic.server.app import app_over
from sceptic.server.desk import Limits
from sceptic.server.guard import Rules
from sceptic.server.results import Wanted, _as_file
from tests.library_samples import article, write
from tests.unit.server.conftest import BASE

HTML = {"accept": "text/html"}
NASTY = "<script>alert(1)</script>\u202e'\""


# --- requests ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"abc", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: nope\r", 422),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="question"; filename="../q"\r\n\r\nx\r\n'
            b"--x--\r\n",
            400,
        ),
        (
            "multipart/form-data; boundary=x",
            b"".join(b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n'
                     for _ in range(50)) + b"--x--\r\n",
            400,
        ),
        ("application/x-www-form-urlencoded", b"&".join([b"a=b"] * 5000), 400),
        ("text/plain", b"question=x", 422),
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_refused(
    client: TestClient, kind: str, body: bytes, status: int
) -> None:
    answer = client.post("/ask", content=body, headers={"content-type": kind} | HTML)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("body", [b"[" * 60_000, b'{"question": "\\ud800"}', b"\xff\xfe", b""])
def test_json_that_is_none_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/briefs", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/ask", "/v1/briefs"])
def test_a_body_without_an_end_is_cut_off(client: TestClient, path: str) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"a" * 16_384

    kind = "application/json" if path.startswith("/v1") else "application/x-www-form-urlencoded"
    answer = client.post(path, content=parts(), headers={"content-type": kind})
    assert answer.status_code in (400, 413)  # what reads JSON calls every such end 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/1/..%2f..%2fapp.py", "/static/%2e%2e/web.py", "/b/..%2f..%2fetc", "/b/%00",
        "/jobs/x%0d%0aSet-Cookie:a=b", "/v1/records/..%2f..%2fx", "/v1/records/%00",
        "/v1/jobs/000000000000000000000000/events", f"/v1/briefs/{'0' * 64}.html",
    ],
)  # fmt: skip
def test_addresses_name_no_files_and_make_no_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "cursor", ["", "%00", "b 1", "s 1 abc", "b 99999999999999999999", "b -1", "b 1' OR 1=1"]
)
def test_a_cursor_is_ours_or_refused(client: TestClient, cursor: str) -> None:
    given = base64.urlsafe_b64encode(cursor.encode()).decode()
    for path in ("/v1/briefs", "/v1/search?q=hair"):
        answer = client.get(path, params={"cursor": given, "q": "hair"})
        is_plain = path == "/v1/briefs" and cursor in ("", "b 1")
        assert answer.status_code == (200 if is_plain or not cursor else 422), cursor
    assert client.get("/results", params={"cursor": cursor}).status_code == 200


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE results; --", "\u0000", NASTY])
def test_words_that_are_looked_for_are_words(client: TestClient, words: str) -> None:
    answer = client.get("/results", params={"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert client.get("/v1/briefs", params={"q": words}).json()["items"] == []


@pytest.mark.parametrize("question", ["Does zinc\r\nX: y prevent colds?", "Hilft Zink? Ä\u202e\"'"])
def test_a_question_makes_no_header(question: str) -> None:
    kept = Kept(1, "sha256:0", "brief", question, "told", "2026-01-01")
    header = _as_file(kept, Wanted("ris", "patient", is_file=True))
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for path in ("/", "/v1/library", "/robots.txt", "/favicon.ico"):
        seen, head = client.get(path), client.head(path)
        assert head.status_code == seen.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == seen.headers["content-type"]
    assert "Disallow: /" in client.get("/robots.txt").text


# --- the disk ------------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Ten records, one of them with markup in its title."""
    files = tmp_path / "files"
    files.mkdir()
    records = [article(1, note=" <script>alert(1)</script> hostile")]
    write(files / "pubmed26n0001.xml.gz", *records, *(article(n) for n in range(2, 11)))
    ingest([files], tmp_path / "library", name="ten")
    return tmp_path / "library"


@pytest.fixture
def over_disk(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    monkeypatch.setattr(desk, "RENEWED_AFTER_S", 0.0)
    chosen = Settings(library=str(library), today="2026-11-22", corrections="none")
    archive = Archive(tmp_path / "archive.sqlite3")
    app = app_over(chosen, archive, limits=Limits(workers=1), rules=Rules(rate=1_000_000))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as opened:
        yield opened


def test_a_title_is_never_markup(over_disk: TestClient) -> None:
    text = over_disk.get("/library", params={"q": "hostile"}).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text


def test_what_is_read_in_while_serving_is_found(
    over_disk: TestClient, library: Path, tmp_path: Path
) -> None:
    before = over_disk.get("/v1/library").json()
    more = tmp_path / "more"
    more.mkdir()
    write(more / "pubmed26n0002.xml.gz", article(11, note=" newcomer"))
    ingest([more], library, name="ten")
    after = over_disk.get("/v1/library").json()
    assert (before["records"], after["records"]) == (10, 11)
    assert after["files"]["year"] == 2026
    assert over_disk.get("/v1/search", params={"q": "newcomer"}).json()["total"] == 1
    assert "Baseline files" in over_disk.get("/library").text


def test_a_library_that_goes_away_is_told(over_disk: TestClient, library: Path) -> None:
    assert over_disk.get("/v1/search", params={"q": "hair"}).status_code == 200
    shutil.rmtree(library)
    answer = over_disk.get("/v1/search", params={"q": "hair OR loss"})
    assert answer.status_code == 503
    assert answer.json()["code"].startswith("S3")
    page = over_disk.get("/library", params={"q": "hair"}, headers=HTML)
    assert page.status_code == 503
    assert page.headers["content-type"].startswith("text/html")
    asked = over_disk.post("/v1/briefs", json={"question": "Does minoxidil help hair loss?"})
    assert asked.status_code == 503, asked.text
    assert over_disk.get("/healthz").status_code == 200


def test_results_are_read_and_no_more_made_when_the_disk_is_read_only(
    tmp_path: Path, over_disk: TestClient
) -> None:
    archive: Archive = over_disk.app.app.state.desk.archive  # type: ignore[attr-defined]
    archive._db.execute("PRAGMA query_only = 1")
    assert over_disk.get("/results").status_code == 200
    answer = over_disk.post("/ask", data={"question": "Does zinc help hair loss?"}, headers=HTML)
    assert answer.status_code == 503
    assert "cannot write" in answer.text
    answer = over_disk.post("/v1/briefs", json={"question": "Does zinc help hair loss?"})
    assert msgspec.json.decode(answer.content)["code"].startswith("S3")
