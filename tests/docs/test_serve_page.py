"""The Python of the page about E-utilities runs against a server of ours."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pytest

from sceptic.eutils_server.app import app_over
from sceptic.library.memory import MemoryLibrary
from sceptic.sources.medline_text import records_from_nbib
from tests.docs.pages import code_blocks, page
from tests.docs.test_examples import RECORDS
from tests.eutils_samples import TODAY, served

BLOCKS = [b.text for b in code_blocks(page("docs/how-to/serve-eutils.md")) if b.language == "py"]


def test_biopython_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    entrez: Any = pytest.importorskip("Bio.Entrez")
    monkeypatch.setattr(entrez, "_build_request", entrez._build_request)
    monkeypatch.setattr(entrez, "email", None)
    library = MemoryLibrary(records_from_nbib(RECORDS.encode()), name="Moonlight records")
    printed = io.StringIO()
    with served(app_over(library, today=lambda: TODAY)) as address:
        text = BLOCKS[0].replace("http://127.0.0.1:8000/", address)
        with contextlib.redirect_stdout(printed):
            exec(compile(text, "serve-eutils.md", "exec"), {"__name__": "example"})
    lines = printed.getvalue().splitlines()
    assert lines[0].startswith("2 ")
    assert len(lines) == 3
    assert lines[1].startswith("Moonlight baths")


def test_metapub_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    client: Any = pytest.importorskip("metapub.ncbi_client", reason="metapub is not installed")
    monkeypatch.setattr(client.NCBIClient, "BASE_URL", client.NCBIClient.BASE_URL)
    exec(compile(BLOCKS[1], "serve-eutils.md", "exec"), {"__name__": "example"})
    assert client.NCBIClient.BASE_URL == "http://127.0.0.1:8000/entrez/eutils"
