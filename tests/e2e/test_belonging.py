"""``sceptic similar``, ``sceptic duplicates`` and ``sceptic serve`` as a user calls them."""

from __future__ import annotations

import io
import json
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from sceptic.cli import run
from sceptic.domain.record import AbstractPart, Databank, Pmid, Record
from sceptic.library.writer import LibraryWriter
from tests.eutils_samples import FULL, RECORDS

LATER = replace(
    FULL, id="pmid:120", pmid=Pmid(120), title="Zinc for colds: two years later", doi="10.1/later",
    abstract=(AbstractPart("Zinc lozenges and colds. NCT00000101."),),
    databanks=(Databank("ClinicalTrials.gov", ("NCT00000101",)),),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("belonging")
    with LibraryWriter(path, name="small") as writer:
        for record in (*RECORDS, LATER):
            writer.put(record)
        writer.commit()
    return str(path)


def test_similar_lists_the_nearest_records(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["similar", "102", "--library", library, "--ids"]) == 0
    ids = capsys.readouterr().out.split()
    assert set(ids) >= {"101", "103"}
    assert "102" not in ids
    assert run(["similar", "pmid:102", "--library", library, "--limit", "1"]) == 0
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert line.split("\t")[0] == ids[0]
    assert run(["similar", "102", "--library", library, "--json", "--as-of", "2019-12-31"]) == 0
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert {r["id"] for r in rows} <= {"101", "110", "120"}
    assert all(r["score"] > 0 for r in rows)


def test_similar_to_what_is_not_there(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["similar", "999", "--library", library]) == 3
    assert "no record pmid:999" in capsys.readouterr().err
    assert run(["similar", "105", "--library", library]) == 3


def test_duplicates_name_the_reason(
    library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["duplicates", "zinc", "--library", library]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0].startswith("the same registration, NCT00000101")
    assert [line.split("\t")[0] for line in text.splitlines()[1:]] == ["101", "120"]
    monkeypatch.setattr("sys.stdin", io.StringIO("101\n120\n102\n"))
    assert run(["duplicates", "-", "--library", library, "--json"]) == 0
    (group,) = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [r["id"] for r in group["records"]] == ["101", "120"]
    assert run(["duplicates", "hair", "--library", library]) == 3


def test_comparing_fewer_than_were_found_is_said(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["duplicates", "zinc", "--library", library, "--limit", "2"])
    assert "the first 2 of 4 records were compared" in capsys.readouterr().err


def test_other_machines_need_a_token(
    library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCEPTIC_TOKEN", raising=False)
    assert run(["serve", "--host", "0.0.0.0", "--library", library]) == 2
    assert "set SCEPTIC_TOKEN, or say --open" in capsys.readouterr().err


def test_a_port_in_use_is_one_clear_line(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["serve", "--eutils", "--library", library, "--port", port]) == 2
    assert f"cannot listen on 127.0.0.1:{port}" in capsys.readouterr().err


def test_serving_a_library_that_is_not_there(tmp_path: Path) -> None:
    assert run(["serve", "--eutils", "--library", str(tmp_path / "none")]) == 5


def test_records_outside_pubmed_have_neighbours_too(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        for name, title in (("a", "zinc colds"), ("b", "zinc colds again"), ("c", "hair")):
            writer.put(Record(id=f"doi:10.1/{name}", title=title))
        writer.commit()
    assert run(["similar", "doi:10.1/a", "--library", str(tmp_path)]) == 0
