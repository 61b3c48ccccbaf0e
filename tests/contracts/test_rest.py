"""The REST interface against its own description: what comes back is always described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from schemathesis.specs.openapi.checks import positive_data_acceptance  # noqa: E402

from sceptic.config import Settings  # noqa: E402
from sceptic.library.archive import Archive  # noqa: E402
from sceptic.server.app import app_over  # noqa: E402
from sceptic.server.desk import Limits  # noqa: E402
from sceptic.server.guard import Guard, Rules  # noqa: E402


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    chosen = Settings(library="starter", today="2026-11-22", corrections="none")
    archive = Archive(Path(tmp_path_factory.mktemp("rest")) / "archive.sqlite3")
    rules = Rules(rate=1_000_000, hosts=())
    guard = app_over(chosen, archive, limits=Limits(workers=1), rules=rules)
    with TestClient(guard):
        yield guard


_TRIED = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def test_what_comes_back_is_described(served: Guard) -> None:
    """Every operation, with what its description allows and with what it does not.

    A well-formed question may still hold no claim: being refused with 422 is no failure.
    """
    schema = schemathesis.openapi.from_asgi("/openapi.json", served)
    tried = []
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.endswith("/events"):
            continue  # a stream; it has tests of its own

        @_TRIED
        @given(case=operation.as_strategy())
        def holds(case: Any) -> None:
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        holds()
        tried.append(operation.label)
    assert "POST /v1/briefs" in tried
