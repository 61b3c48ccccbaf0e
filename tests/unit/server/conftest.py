"""One server over the starter facts for all tests of this folder; its worker takes a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sceptic.config import Settings
from sceptic.library.archive import Archive
from sceptic.server.app import app_over
from sceptic.server.desk import Limits
from sceptic.server.guard import Guard, Rules

SETTINGS = Settings(library="starter", today="2026-11-22", corrections="none")
BASE = "http://localhost"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    archive = Archive(tmp_path_factory.mktemp("server") / "archive.sqlite3")
    return app_over(SETTINGS, archive, limits=Limits(workers=1), rules=Rules(rate=1_000_000))


@pytest.fixture(scope="session")
def client(app: Guard) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.sqlite3")
    yield opened
    opened.close()
