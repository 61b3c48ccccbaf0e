"""The server as a process: it starts, answers, is killed, and starts again where it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

SURVEY = {"question": "What helps hair loss?"}


@contextmanager
def _server(archive: Path, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = os.environ | {
        "SCEPTIC_ARCHIVE": str(archive),
        "SCEPTIC_LIBRARY": "starter",
        "SCEPTIC_TODAY": "2026-11-22",
        **more,
    }
    command = [sys.executable, "-m", "sceptic", "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stderr is not None
            yield process, process.stderr.readline().strip().rstrip("/")
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(20)
            if process.stderr is not None:
                process.stderr.close()


def _client(address: str, **more: Any) -> httpx2.Client:
    transport = httpx2.HTTPTransport(retries=20)
    return httpx2.Client(base_url=address, transport=transport, timeout=60, **more)


def test_a_job_outlives_the_server_that_began_it(tmp_path: Path) -> None:
    archive = tmp_path / "archive.sqlite3"
    with _server(archive) as (process, address), _client(address) as client:
        asked = client.post("/v1/briefs", json=SURVEY, params={"wait": 0})
        assert asked.status_code == 202
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)
    with sqlite3.connect(archive) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with _server(archive) as (_, address), _client(address) as client:
        job = client.get(f"/v1/jobs/{asked.json()['id']}").json()
        client.get(job["events"])  # ends when the job does
        told = client.get(f"/v1/jobs/{job['id']}").json()
        assert told["state"] == "done"
        assert client.get(told["brief"]).json()["candidates"]


def test_a_token_is_asked_for_when_there_is_one(tmp_path: Path) -> None:
    with _server(tmp_path / "archive.sqlite3", SCEPTIC_TOKEN="open sesame") as (_, address):
        with _client(address) as client:
            assert client.get("/").status_code == 401
        with _client(address, headers={"authorization": "Bearer open sesame"}) as client:
            assert client.get("/").status_code == 200
        with _client(address, auth=("anyone", "open sesame")) as client:
            assert client.get("/v1/library").status_code == 200


def test_an_archive_that_is_none_is_one_clear_line(tmp_path: Path) -> None:
    archive = tmp_path / "archive.sqlite3"
    archive.write_bytes(b"this is no database, and it is long enough to be looked at" * 9)
    with _server(archive) as (process, line):
        assert process.wait(20) == 5
        assert "is no archive of briefs" in line
