"""Bad input: one clear line on stderr, the documented exit code, nothing lost."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sceptic.cli import run

RECORD = (
    b'<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE">'
    b'<PMID Version="1">%d</PMID><Article><Journal><JournalIssue><PubDate><Year>2001</Year>'
    b"</PubDate></JournalIssue><Title>J Made Up</Title></Journal><ArticleTitle>Zinc for warts %d."
    b"</ArticleTitle><Abstract><AbstractText>Zinc did not help 120 people.</AbstractText>"
    b"</Abstract></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)


@pytest.fixture
def library(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    source = tmp_path / "good.xml"
    source.write_bytes(RECORD % (1, 1))
    folder = tmp_path / "library"
    assert run(["library", "add", str(source), "--library", str(folder)]) == 0
    capfd.readouterr()
    return folder


def complaint(capfd: pytest.CaptureFixture[str]) -> str:
    """What was said on stderr: one line, perhaps with a hint, never a traceback."""
    error = capfd.readouterr().err
    assert "Traceback" not in error
    lines = [line for line in error.splitlines() if line.strip()]
    assert 1 <= len(lines) <= 2, error
    assert all(len(line) < 400 for line in lines)
    return error


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "Was ist die Hauptstadt von Frankreich?",
        "¿El ajo baja la presión arterial?",
        "x" * 10_000_000,
        "\u202e\u0000\ufffd\U000e0001",
        "<script>alert(1)</script>",
        "'; DROP TABLE records; --",
        "What time is it?",
    ],
    ids=["empty", "blanks", "german", "spanish", "10MB", "odd", "markup", "sql", "no-claim"],
)
def test_a_question_that_cannot_be_read(question: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", question]) == 2
    assert "S10" in complaint(capfd)


@pytest.mark.parametrize(
    "data",
    [
        b"<PubmedArticleSet><PubmedArticle><MedlineCitation>",
        b"<html><body>Service unavailable</body></html>",
        b"\x00\x01\x02not a file of PubMed",
        gzip.compress(RECORD % (2, 2))[:-20],
        b"",
    ],
    ids=["cut-xml", "html", "binary", "cut-gzip", "empty"],
)
def test_a_bad_file_is_refused_and_the_library_stays_as_it_was(
    data: bytes, library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / ("bad.xml.gz" if data[:2] == b"\x1f\x8b" else "bad.xml")
    bad.write_bytes(data)
    assert run(["library", "add", str(bad), "--library", str(library)]) in (2, 4)
    capfd.readouterr()
    assert run(["library", "verify", "--library", str(library)]) == 0
    assert run(["get", "1", "--library", str(library)]) == 0


def test_one_bad_file_does_not_stop_the_rest(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.xml").write_bytes(b"<PubmedArticleSet><PubmedArticle>")
    (folder / "b.xml").write_bytes(RECORD % (7, 7))
    assert run(["library", "add", str(folder), "--library", str(library)]) == 4
    assert "refused" in capfd.readouterr().out
    assert run(["get", "7", "--library", str(library)]) == 0


def test_a_missing_library(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "Does zinc cure warts?", "--library", str(tmp_path / "none")]) == 5
    assert "S301" in complaint(capfd)


def test_an_unknown_pmid(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["get", "424242", "--library", str(library)]) == 3
    assert "424242" in complaint(capfd)


def test_nothing_found_by_a_search(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "unicorns[ti]", "--library", str(library)]) == 3


def test_a_query_that_cannot_be_parsed(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "(zinc[ti]", "--library", str(library)]) == 2
    assert "column" in complaint(capfd)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Does zinc cure warts?", "--as-of", "yesterday"],
        ["ask", "Does zinc cure warts?", "--format", "docx"],
        ["ask", "Does zinc cure warts?", "--relation", "bewitches"],
        ["ask", "Does zinc cure warts?", "--web-results", "many"],
        ["ask", "Does zinc cure warts?", "--no-such-flag"],
        ["no-such-command"],
        ["show", "no-such-file.json"],
    ],
)
def test_usage_errors_exit_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    complaint(capfd)


def test_a_file_that_is_no_brief(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.json"
    for content in (b"{}", b"not json", b'{"id": 1}', b"\xff\xfe"):
        file.write_bytes(content)
        assert run(["show", str(file)]) == 2
        complaint(capfd)


def test_nothing_is_half_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "folder-that-is-not-there" / "brief.json"
    assert run(["ask", "Does zinc cure warts?", "-f", "json", "-o", str(target)]) == 2
    complaint(capfd)
    assert list(tmp_path.iterdir()) == []


def test_no_studies_is_a_verdict_and_not_an_error(
    library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ask", "Does zinc cure insomnia?", "--library", str(library)]
    assert run([*arguments, "--format", "json"]) == 0
    assert '"too_little_evidence"' in capfd.readouterr().out


def test_batch_is_resumable(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    questions, answers = tmp_path / "q.txt", tmp_path / "a.jsonl"
    questions.write_text("Does zinc cure warts?\n\n¿Qué hora es?\nDoes honey cure cough?\n")
    arguments = ["ask", "--batch", str(questions), "-o", str(answers), "--today", "2026-11-22"]
    assert run(arguments) == 4
    whole = answers.read_bytes()
    assert whole.count(b"\n") == 3
    first, rest = whole.split(b"\n", 1)
    answers.write_bytes(first + b"\n" + rest[:40])
    assert run(arguments) == 4
    assert answers.read_bytes() == whole
    capfd.readouterr()


def test_search_pipes_into_get_in_every_format(
    library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "zinc[ti]", "--ids", "--library", str(library)]) == 0
    ids = capfd.readouterr().out.split()
    assert ids == ["1"]
    for name in ("nbib", "ris", "csl", "bibtex", "csv", "json", "pmids"):
        assert run(["get", *ids, "--format", name, "--library", str(library)]) == 0
        assert "Zinc" in (out := capfd.readouterr().out) or out == "1\n"


def test_explain_says_what_was_searched(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "zinc warts", "--explain", "--count", "--library", str(library)]) == 0
    said = capfd.readouterr()
    assert said.out == "1\n"
    assert "searched:" in said.err
