"""Over HTTP: GET and POST alike, limits, and nothing but the nine addresses."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from sceptic.eutils_server.app import BASE, RENEWED_AFTER, UTILITIES, app_over
from sceptic.eutils_server.call import LONGEST_BODY, Call, RefusedError
from sceptic.library.collection import DiskLibrary
from sceptic.library.memory import MemoryLibrary
from sceptic.library.writer import LibraryWriter
from tests.eutils_samples import RECORDS, TODAY, served


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with served() as address:
        yield urlsplit(address).netloc


def ask(host: str, path: str, body: bytes | None = None, method: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(host, timeout=20)
    headers = {"content-type": "application/x-www-form-urlencoded"} if body is not None else {}
    connection.request(method or ("GET" if body is None else "POST"), path, body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, response.headers.get("content-type", ""), text


def test_get_and_post_say_the_same(host: str) -> None:
    form = urlencode({"db": "pubmed", "term": "zinc", "retmode": "json", "retmax": "2"})
    got = ask(host, f"{BASE}esearch.fcgi?{form}")
    assert got == ask(host, f"{BASE}esearch.fcgi", form.encode())
    assert got[:2] == (200, "application/json; charset=UTF-8")
    assert json.loads(got[2])["esearchresult"]["idlist"] == ["103", "102"]
    split = ask(host, f"{BASE}esearch.fcgi?db=pubmed&retmode=json", b"term=zinc&retmax=2")
    assert split == got


@pytest.mark.parametrize("name", list(UTILITIES))
def test_every_utility_answers(host: str, name: str) -> None:
    status, kind, _ = ask(host, f"{BASE}{name}?db=pubmed&id=101&term=zinc&bdata=a|")
    assert status == 200
    assert kind.startswith(("text/xml", "text/plain"))


@pytest.mark.parametrize(
    "path",
    [
        "/", BASE, f"{BASE}nosuch.fcgi", f"{BASE}../../etc/passwd", f"{BASE}%2e%2e/esearch.fcgi",
        "/entrez/eutils/esearch.fcgi/x",
    ],
)  # fmt: skip
def test_nothing_else_is_there(host: str, path: str) -> None:
    assert ask(host, path)[0] == 404


def test_other_methods_are_refused(host: str) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert ask(host, f"{BASE}esearch.fcgi", b"", method)[0] == 405


def test_a_body_beyond_the_limit_is_refused(host: str) -> None:
    status, _, text = ask(host, f"{BASE}esearch.fcgi", b"term=" + b"x" * LONGEST_BODY)
    assert (status, text) == (413, "Request Entity Too Large\n")


def test_a_term_beyond_the_limit_is_refused(host: str) -> None:
    body = urlencode({"term": "x " * 250_000, "retmode": "json"}).encode()
    status, _, text = ask(host, f"{BASE}esearch.fcgi", body)
    assert status == 400
    assert "too long" in text


def test_so_many_parameters_and_no_more() -> None:
    with pytest.raises(RefusedError):
        Call.of(b"&".join(b"id=1" for _ in range(20_001)))


def test_names_do_not_mind_case_and_the_last_value_counts() -> None:
    asked = Call.of(b"WebEnv=a&webenv=b&RETMAX=7&retstart=-1&term=%ff+x")
    assert asked.text("WebEnv") == "b"
    assert asked.number("retmax", 20) == 7
    assert asked.number("retstart", 0) == 0
    assert asked.text("term").endswith(" x")


def test_bytes_that_are_no_text_do_no_harm(host: str) -> None:
    for junk in (b"\xff\xfe\x00", b"term=%00%ff%3Cscript%3E", b"=&=&&&", b"term=\xc3\x28"):
        status, _, text = ask(host, f"{BASE}esearch.fcgi", junk)
        assert status == 200
        assert "<script>" not in text


def test_the_address_is_this_machine_alone_unless_said() -> None:
    from inspect import signature  # noqa: PLC0415

    from sceptic.cli.serve import serve  # noqa: PLC0415

    assert signature(serve).parameters["host"].default == "127.0.0.1"


def test_an_application_needs_no_network_to_be_made() -> None:
    app = app_over(MemoryLibrary(RECORDS), today=lambda: TODAY)
    assert {route.path for route in app.routes} == {  # type: ignore[attr-defined]
        BASE + name for name in UTILITIES
    }


def test_records_added_meanwhile_are_shown_in_time(tmp_path: Path) -> None:
    now = [0.0]
    with LibraryWriter(tmp_path) as writer:
        writer.put(RECORDS[1])
        writer.commit()
    library = DiskLibrary.open(tmp_path)
    app = app_over(library, today=lambda: TODAY, clock=lambda: now[0])
    count = f"{BASE}esearch.fcgi?term=zinc&rettype=count&retmode=json"
    with served(app) as address:
        host = urlsplit(address).netloc
        assert '"count": "1"' in ask(host, count)[2]
        with LibraryWriter(tmp_path) as writer:
            writer.put(RECORDS[2])
            writer.commit()
        now[0] = RENEWED_AFTER
        assert '"count": "2"' in ask(host, count)[2]
    library.close()


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path, name="small") as writer:
        writer.put(RECORDS[1])
        writer.commit()
    command = [sys.executable, "-m", "sceptic", "serve", "--eutils", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--library", str(tmp_path)], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("small, 1 records: http://127.0.0.1:")
        address = urlsplit(line.rsplit(" ", 1)[1].strip())
        status, _, text = ask(address.netloc, f"{address.path}einfo.fcgi")
        assert (status, "pubmed" in text) == (200, True)
        process.terminate()
        assert process.wait(timeout=30) == -signal.SIGTERM
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
