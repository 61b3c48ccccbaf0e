"""One server for all tests of the site: the starter facts, and some results made up before."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import uvicorn

from sceptic.config import Settings
from sceptic.domain.brief import Brief
from sceptic.library.archive import Archive, Kept
from sceptic.render import rendered
from sceptic.render.json import with_id
from sceptic.server.app import app_over
from sceptic.server.desk import Limits
from sceptic.server.guard import Rules
from tests.browser.samples import BRIEFS

SETTINGS = Settings(library="starter", today="2026-11-22", corrections="none")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Its address, while it answers."""
    archive = Archive(folder / "archive.sqlite3")
    for brief in BRIEFS.values():
        _keep(archive, with_id(brief))
    app = app_over(SETTINGS, archive, limits=Limits(workers=1), rules=Rules(rate=1_000_000))
    with socket.create_server(("127.0.0.1", 0)) as opened:
        config = uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=2)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]})
        thread.start()
        until = monotonic() + 60
        while not running.started and monotonic() < until:
            sleep(0.02)
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join(30)


def place_of(name: str) -> str:
    """The path of a result made up before."""
    return f"/b/{with_id(BRIEFS[name]).id.removeprefix('sha256:')}"


def _keep(archive: Archive, brief: Brief) -> None:
    body = rendered(brief, "json")
    kept = Kept(0, brief.id, "brief", brief.claim.question.text, "made up", "2026-01-01")
    archive.keep(kept, body if isinstance(body, bytes) else body.encode(), None)
