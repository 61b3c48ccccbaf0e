"""``--source``: PubMed asked over a real connection, served from a made-up library."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sceptic.cli import run
from sceptic.domain.record import AbstractPart, MeshHeading, PartialDate, Pmid, Record
from sceptic.eutils_server.app import BASE, app_over
from sceptic.library.memory import MemoryLibrary
from sceptic.library.writer import LibraryWriter

QUESTION = "Does zinc cure a cold?"
TODAY = "2026-11-22"
NOBODY = "http://127.0.0.1:9/entrez/eutils/"


def trial(number: int) -> Record:
    """A made-up trial."""
    return Record(
        id=f"pmid:{number}",
        pmid=Pmid(number),
        in_pubmed=True,
        status="MEDLINE",
        title=f"Zinc lozenges for the common cold: trial {number}",
        abstract=(
            AbstractPart(f"We randomised {number} adults with a common cold.", "METHODS"),
            AbstractPart("Colds were significantly shorter with zinc than placebo.", "RESULTS"),
            AbstractPart("Zinc shortens the common cold.", "CONCLUSIONS"),
        ),
        mesh=(MeshHeading("Common Cold"), MeshHeading("Zinc"), MeshHeading("Humans")),
        publication_types=("Randomized Controlled Trial",),
        journal="Journal of Nothing",
        languages=("eng",),
        print_date=PartialDate(2000 + number % 20),
        entrez_date=PartialDate(2000 + number % 20, 5, 6),
        history=(("pubmed", PartialDate(2000 + number % 20, 5, 6)),),
    )


RECORDS = tuple(trial(n) for n in range(200, 230))


@contextmanager
def served(library: MemoryLibrary) -> Iterator[str]:
    app = app_over(library, today=lambda: dt.date.fromisoformat(TODAY))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}{BASE}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SCEPTIC_EUTILS_RATE", "900")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("NCBI_EMAIL", "NCBI_API_KEY", "SCEPTIC_LIBRARY"):
        monkeypatch.delenv(name, raising=False)


def asked(capfd: pytest.CaptureFixture[str], *flags: str, code: int = 0) -> dict[str, Any]:
    assert run(["ask", QUESTION, "--today", TODAY, "--format", "json", *flags]) == code
    brief: dict[str, Any] = json.loads(capfd.readouterr().out)
    return brief


def point(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SCEPTIC_EUTILS", address)


def judged(brief: dict[str, Any]) -> tuple[object, ...]:
    parts = (brief["verdict"], brief["evidence"], brief["attention"], brief["flow"])
    return (*parts, brief["method"]["query"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same records as a library on this machine."""
    with LibraryWriter(tmp_path / "library", name="mine") as writer:
        for record in RECORDS:
            writer.put(record)
        writer.commit()
    return tmp_path / "library"


def test_live_judges_as_the_same_records_on_this_machine(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with served(MemoryLibrary(RECORDS)) as address:
        point(monkeypatch, address)
        live = asked(capfd, "--source", "live")
    assert judged(live) == judged(asked(capfd, "--library", str(folder)))
    assert live["gaps"] == []
    assert len(live["evidence"]) == 30
    method = live["method"]
    assert method["library"]["is_live"]
    assert method["library"]["is_complete"]
    assert method["library"]["records"] == 30
    assert method["query"] in {search["query"] for search in method["searches"]}
    assert {search["date"] for search in method["searches"]} == {TODAY}
    assert all(search["translation"] for search in method["searches"])
    point(monkeypatch, address)  # nobody is there any more: the day's answers are kept
    assert asked(capfd, "--source", "live") == live


def test_auto_adds_what_the_library_lacks(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    more = tuple(trial(n) for n in range(215, 240))
    with served(MemoryLibrary(more)) as address:
        point(monkeypatch, address)
        both = asked(capfd, "--source", "auto", "--library", str(folder))
    assert both["method"]["library"]["name"] == "mine and PubMed"
    assert len(both["evidence"]) == 40
    assert both["gaps"] == []
    alone = asked(capfd, "--library", str(folder))
    assert len(alone["evidence"]) == 40, "what was fetched stays in the library"


def test_auto_without_a_network_is_the_library_and_a_gap(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    point(monkeypatch, NOBODY)
    auto = asked(capfd, "--source", "auto", "--library", str(folder), code=4)
    alone = asked(capfd, "--library", str(folder))
    assert judged(auto) == judged(alone)
    assert [gap["code"] for gap in auto["gaps"]] == ["G302", "G401"]
    starter = asked(capfd, "--source", "auto", code=4)
    assert judged(starter) == judged(asked(capfd))
    assert [gap["code"] for gap in starter["gaps"]] == ["G301", "G401"]


def test_live_without_a_network_never_says_that_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    point(monkeypatch, NOBODY)
    brief = asked(capfd, "--source", "live", code=4)
    assert [gap["code"] for gap in brief["gaps"]] == ["G401"]
    said = json.dumps(brief)
    assert "cut short, which says nothing about what exists" in brief["headline"]["text"]
    assert "holds no study" not in said
    assert "holds no record" not in said
    assert run(["ask", QUESTION, "--today", TODAY, "--source", "live"]) == 4
    assert "could not be searched in full" in capfd.readouterr().out


def test_nothing_in_a_whole_pubmed_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    other = Record(id="pmid:1", pmid=Pmid(1), title="Bees")
    with served(MemoryLibrary([other])) as address:
        point(monkeypatch, address)
        brief = asked(capfd, "--source", "live")
    assert brief["gaps"] == []
    assert brief["flow"]["found"] == 0
    assert "PubMed holds no record" in json.dumps(brief)
    assert "not complete" not in json.dumps(brief["sections"])


def test_the_default_and_offline_ask_nobody(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    point(monkeypatch, NOBODY)
    plain = asked(capfd)
    assert asked(capfd, "--source", "library") == plain
    monkeypatch.setenv("SCEPTIC_SOURCE", "live")
    assert asked(capfd, "--offline") == plain
    assert run(["ask", QUESTION, "--offline", "--source", "live"]) == 2
    assert run(["ask", QUESTION, "--source", "web"]) == 2
    monkeypatch.setenv("SCEPTIC_EUTILS", "nowhere")
    assert run(["ask", QUESTION]) == 2
    monkeypatch.setenv("SCEPTIC_EUTILS_RATE", "never")
    assert run(["ask", QUESTION]) == 2


def test_as_of_a_day_the_same_studies_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    day = ["--as-of", "2009-12-31"]
    with served(MemoryLibrary(RECORDS)) as address:
        point(monkeypatch, address)
        live = asked(capfd, "--source", "live", *day)
    alone = asked(capfd, "--library", str(folder), *day)
    assert live["evidence"] == alone["evidence"] != []
    assert live["verdict"] == alone["verdict"]
    assert [gap["code"] for gap in live["gaps"]] == ["G408"]
    assert all("2009/12/31" in search["query"] for search in live["method"]["searches"])
    assert run(["ask", QUESTION, "--today", TODAY, "--source", "live", *day]) == 0
    said = " ".join(capfd.readouterr().out.split())
    assert "PubMed 20 found on 2026-11-22; read as: (" in said


def test_search_asks_pubmed_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with served(MemoryLibrary(RECORDS)) as address:
        point(monkeypatch, address)
        flags = ["--source", "live", "--explain"]
        assert run(["search", "zinc AND cold[tiab]", "--ids", *flags]) == 0
        said = capfd.readouterr()
        assert set(said.out.split()) == {str(r.pmid) for r in RECORDS}
        assert "PubMed searched: " in said.err
        assert run(["search", "bees[tiab]", "--source", "live"]) == 3
    point(monkeypatch, NOBODY)
    assert run(["search", "wasps[tiab]", "--source", "live"]) == 4
    assert "gap G401" in capfd.readouterr().err


def test_a_survey_over_the_network_tells_what_failed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    question = ["ask", "What helps against a cold?", "--today", TODAY, "--format", "json"]
    with served(MemoryLibrary(RECORDS)) as address:
        point(monkeypatch, address)
        assert run([*question, "--source", "live"]) == 0
        live = json.loads(capfd.readouterr().out)
    assert live["gaps"] == []
    assert live["candidates"]
    point(monkeypatch, NOBODY)
    assert run([*question, "--source", "auto", "--library", str(folder)]) == 4
    auto = json.loads(capfd.readouterr().out)
    assert "G401" in [gap["code"] for gap in auto["gaps"]]
    assert [c["intervention"] for c in auto["candidates"]] == [
        c["intervention"] for c in live["candidates"]
    ]


def test_a_batch_keeps_the_gaps_of_each_question_apart_and_can_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    questions, output = tmp_path / "questions.txt", tmp_path / "out.jsonl"
    flags = ["--today", TODAY, "--source", "live", "--output", str(output)]
    with served(MemoryLibrary(RECORDS)) as address:
        point(monkeypatch, address)
        for asked_so_far in (QUESTION, f"{QUESTION}\nDoes zinc prevent a cold?\n"):
            questions.write_text(asked_so_far)
            assert run(["ask", "--batch", str(questions), *flags]) == 0
    lines = [json.loads(line) for line in output.read_text().splitlines()]
    assert len(lines) == 2
    assert [len(line["evidence"]) for line in lines] == [30, 30]
