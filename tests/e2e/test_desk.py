"""The librarian's desk, as typed: search, history, Ovid strategies, counts, exports."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import rispy

from sceptic.cli import run
from tests.library_samples import article, write


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("desk")
    records = write(folder / "records.xml", *(article(n) for n in range(1, 60)))
    assert run(["library", "add", str(records), "--library", str(folder / "lib")]) == 0
    return str(folder / "lib")


@pytest.fixture
def say(library: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> object:
    def command(*words: str, stdin: str = "", code: int = 0) -> tuple[str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capfd.readouterr()
        place = ["--library", library] if words[0] not in ("history", "translate") else []
        assert run([*words, *place]) == code, capfd.readouterr().err
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return said.out, said.err

    return command


def test_ids_of_a_search_go_into_an_export(say) -> None:  # type: ignore[no-untyped-def]
    ids, _ = say("search", "hair[tiab]", "--ids")
    total, _ = say("search", "hair[tiab]", "--count")
    assert len(ids.split()) == int(total) > 20
    ris, error = say("export", "--format", "ris", stdin=ids)
    assert [e["accession_number"] for e in rispy.loads(ris)] == ids.split()
    assert error == ""
    for name in ("nbib", "csl", "bibtex", "csv", "json", "pmids"):
        written, _ = say("export", "--format", name, stdin=ids)
        assert ids.split()[0] in written
    again, _ = say("export", "--format", "pmids", stdin=ids)
    assert again == ids


def test_unknown_ids_are_told_and_the_rest_is_written(say) -> None:  # type: ignore[no-untyped-def]
    out, error = say("export", "--format", "pmids", stdin="1\n424242\n2\n424242\n", code=4)
    assert out == "1\n2\n"
    assert error.count("424242") == 1
    out, _ = say("export", "--format", "pmids", stdin="424242\n", code=3)
    assert out == ""
    _, error = say("export", "--format", "docx", stdin="1", code=2)
    assert "format cannot be" in error


def test_history_numbers_searches(say, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = str(tmp_path / "review.jsonl")
    _, first = say("search", "hair[ti]", "--count", "--history", file)
    assert first.startswith("#1: ")
    say("search", "loss[ti]", "--count", "--history", file)
    both, _ = say("search", "#1 AND #2", "--count", "--history", file)
    assert both == say("search", "hair[ti] AND loss[ti]", "--count")[0]
    listed, _ = say("history", "--history", file)
    assert [line.split("\t")[0] for line in listed.splitlines()] == ["#1", "#2", "#3"]
    _, error = say("search", "#9", "--history", file, code=2)
    assert "no search #9" in error
    _, error = say("search", "#1", code=2)
    assert "--history" in error
    _, error = say("history", code=2)
    assert "no history file" in error
    say("history", "--history", str(tmp_path / "none.jsonl"), code=3)


def test_an_ovid_strategy(say, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    strategy = tmp_path / "strategy.txt"
    strategy.write_text("\ufeff1. exp Alopecia/\n2. limb$2.tw.\n3. 1 not 2\n", "utf-8")
    pubmed, notes = say("translate", str(strategy))
    assert pubmed == '"Alopecia"[mh] NOT limb*[tiab]\n'
    assert "unlimited" in notes
    found, _ = say("search", "--ovid", str(strategy), "--count")
    assert found == say("search", '"Alopecia"[mh] NOT limb*[tiab]', "--count")[0]
    assert say("translate", "-", stdin="hair.ti.\n")[0] == "hair[ti]\n"
    _, error = say("translate", "-", stdin="1. (hair", code=2)
    assert "line 1" in error
    assert "column" in error
    _, error = say("translate", str(tmp_path / "none"), code=2)
    assert "cannot read" in error
    _, error = say("search", "a", "--ovid", str(strategy), code=2)
    assert "one query is needed" in error


def test_counts(say) -> None:  # type: ignore[no-untyped-def]
    total = int(say("count", "hair")[0])
    for by in ("year", "type", "journal"):
        rows = [line.split("\t") for line in say("count", "hair", "--by", by)[0].splitlines()]
        assert rows
        if by != "year":
            assert sum(int(number) for _, number in rows) >= total
    _, error = say("count", "hair", "--by", "colour", code=2)
    assert "year, type or journal" in error
    assert say("count", "unicorn", code=3)[0] == "0\n"


def test_what_is_read_otherwise_is_always_said(say) -> None:  # type: ignore[no-untyped-def]
    _, error = say("search", "hair or loss", "--count", code=3)
    assert "the operator is OR" in error
    _, error = say("search", "hair[ti] AND unicorn[mh]", "--explain", "--count", code=3)
    assert "no record has: unicorn[mh]" in error


@pytest.mark.parametrize(
    "query",
    [
        "(" * 100_000,
        "(" * 100_000 + "a" + ")" * 100_000,
        "a" + " NOT a" * 30_000,
        "a AND " * 30_000 + "a",
        "a OR b AND " * 20_000 + "a",
        '"' * 99_999,
        "[" * 100_000,
        "a[" + "x" * 900_000 + "]",
        "#" * 100_000,
        "*" * 100_000,
        "x" * 1_000_001,
        "a:" * 300_000 + "[dp]",
        "9" * 500_000 + ":1[pmid]",
    ],
    ids=lambda query: query[:8],
)
def test_enormous_queries_are_refused_in_one_line(say, query: str) -> None:  # type: ignore[no-untyped-def]
    _, error = say("search", "-", "--count", stdin=query, code=2)
    lines = error.strip().splitlines()
    assert len(lines) <= 2
    assert len(lines[0]) < 300


@pytest.mark.parametrize("words", ["search -", "count -", "get -", "export", "duplicates -"])
def test_what_is_not_text_is_refused(say, words: str) -> None:  # type: ignore[no-untyped-def]
    out, error = say(*words.split(), stdin="1\udcff2\n", code=2)
    assert (out, error) == ("", "sceptic: S100: standard input is not UTF-8 text\n")


def test_unknown_ids_are_told_of_duplicates(say) -> None:  # type: ignore[no-untyped-def]
    _, error = say("duplicates", "-", stdin="1\n424242\n", code=3)
    assert error == "sceptic: no record pmid:424242 in this library\n"


def test_an_empty_folder_makes_no_library(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "files").mkdir()
    words = ["library", "add", str(tmp_path / "files"), "--library", str(tmp_path / "lib")]
    assert run(words) == 2
    assert "no file to read" in capfd.readouterr().err
    assert not (tmp_path / "lib").exists()
