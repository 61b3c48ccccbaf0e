"""``sceptic read`` as people run it: formats, exit codes, a batch taken up again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sceptic.cli import run
from tests.article_samples import PRESS

COMMON = ["--library", "starter", "--today", "2026-11-22", "--corrections", "none"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "a.txt").write_text(PRESS)
    (place / "b.html").write_text("<html><body><p>Zinc cures colds.</p></body></html>")
    (place / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (place / "notes.docx").write_bytes(b"PK\x03\x04")
    return place


def test_an_article_is_read_in_any_format(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert run(["read", str(folder / "a.txt"), "-f", "html", "-o", str(out), *COMMON]) == 0
    assert "Needles against baldness" in out.read_text()


def test_text_goes_to_standard_output(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["read", str(folder / "a.txt"), *COMMON]) == 0
    assert b"Needles against baldness" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "no such file"],
        ["read", "http://127.0.0.1/"],
        ["read", "{folder}/a.txt", "-f", "docx"],
        ["read", "{folder}/notes.docx"],
        ["read", "{folder}/c.pdf"],
        ["read", "--batch", "no such list"],
        ["read", "{folder}/a.txt", "--as-of", "2031-01-01"],
    ],
)
def test_bad_input_is_one_line_and_two(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    given = [a.format(folder=folder) for a in arguments]
    assert run([*given, *COMMON]) == 2
    said = capsys.readouterr().err
    assert said.startswith("sceptic: ")
    assert "Traceback" not in said


def test_a_batch_has_a_line_for_each_article(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ["read", "--batch", str(folder), "-o", str(out), *COMMON]
    assert run(arguments) == 4
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [Path(line["article"]).name for line in lines] == ["a.txt", "b.html", "c.pdf"]
    assert lines[0]["answers"]
    assert lines[2]["error"]["code"]


def test_a_batch_cut_short_is_taken_up(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ["read", "--batch", str(folder), "-o", str(out), *COMMON]
    run(arguments)
    whole = out.read_bytes()
    first = whole.split(b"\n")[0] + b"\n"
    out.write_bytes(first + whole.split(b"\n")[1][:40])
    assert run(arguments) == 4
    assert out.read_bytes() == whole


def test_a_batch_of_another_run_is_left_as_it_is(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(["read", "--batch", str(folder), "-o", str(out), *COMMON])
    before = out.read_bytes()
    other = ["read", "--batch", str(folder), "-o", str(out), *COMMON, "--as-of", "2010-01-01"]
    assert run(other) == 2
    assert out.read_bytes() == before


def test_a_list_names_its_articles(folder: Path, tmp_path: Path) -> None:
    listed, out = tmp_path / "list.txt", tmp_path / "out.jsonl"
    listed.write_text(f"{folder / 'a.txt'}\n\n{folder / 'a.txt'}\n{folder / 'gone.txt'}\n")
    assert run(["read", "--batch", str(listed), "-o", str(out), *COMMON]) == 4
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [("error" in line) for line in lines] == [False, True]


def test_a_saved_reading_is_shown_again(folder: Path, tmp_path: Path) -> None:
    saved, note = tmp_path / "reading.json", tmp_path / "note.txt"
    assert run(["read", str(folder / "a.txt"), "-f", "json", "-o", str(saved), *COMMON]) == 0
    assert run(["show", str(saved), "-f", "note", "-o", str(note)]) == 0
    assert note.read_text().startswith("Dear editor,")
