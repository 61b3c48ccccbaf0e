"""The server as a process: it starts, answers, is killed, and starts again where it was."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
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


def test_a_worker_that_is_killed_is_replaced_and_its_job_done(tmp_path: Path) -> None:
    with _server(tmp_path / "archive.sqlite3") as (process, address), _client(address) as client:
        job = client.post("/v1/briefs", json=SURVEY, params={"wait": 0}).json()
        with client.stream("GET", job["events"]) as events:
            for line in events.iter_lines():
                if line.startswith("data:") and json.loads(line[5:])["steps"]:
                    break  # it is at work
        killed = [pid for pid in _children(process.pid) if "spawn_main" in _command(pid)]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        assert killed
        client.get(job["events"])
        told = client.get(f"/v1/jobs/{job['id']}").json()
        assert told["state"] == "done"
        assert client.get(told["brief"]).json()["candidates"]


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def test_two_servers_share_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "archive.sqlite3"
    question = {"question": "Does mesotherapy prevent hair loss?"}
    with _server(archive) as (_, one), _server(archive) as (_, other):
        with _client(one) as client:
            made = client.post("/v1/briefs", json=question, params={"wait": 60})
            assert made.status_code == 201
        with _client(other) as client:
            again = client.post("/v1/briefs", json=question)
            assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
            assert [c["title"] for c in client.get("/v1/briefs").json()["items"]] == [
                question["question"]
            ]


def test_a_crowd_is_refused_politely_and_the_server_lives(tmp_path: Path) -> None:
    async def ask(port: int) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = (await reader.read()).decode()
        writer.close()
        return answer

    async def crowd(port: int) -> list[str]:
        return await asyncio.gather(*(ask(port) for _ in range(300)))

    with _server(tmp_path / "archive.sqlite3") as (_, address), _client(address) as client:
        client.get("/")
        answers = asyncio.run(crowd(int(address.rpartition(":")[2])))
        statuses = Counter(answer.split()[1] for answer in answers)
        assert set(statuses) <= {"200", "503", "429"}
        assert statuses["200"] > 0
        assert all("retry-after" in a for a in answers if a.split()[1] != "200")
        assert client.get("/healthz").status_code == 200
