"""A brief handed over, as typed: told for a reader, exported, archived, shown again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
import rispy

from sceptic.cli import run
from sceptic.domain.telling import Voice
from sceptic.render import FORMATS

QUESTION = "Does mesotherapy prevent hair loss?"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("saved") / "brief.json"
    assert run(["ask", QUESTION, "--today", "2026-01-02", "-f", "json", "-o", str(file)]) == 0
    return str(file)


def _shown(saved: str, tmp_path: Path, *flags: str) -> bytes:
    file = tmp_path / "out"
    assert run(["show", saved, *flags, "-o", str(file)]) == 0
    return file.read_bytes()


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
def test_a_saved_brief_is_written_in_every_format(name: str, saved: str, tmp_path: Path) -> None:
    assert _shown(saved, tmp_path, "-f", name) == _shown(saved, tmp_path, "-f", name)


@pytest.mark.parametrize("voice", [v.value for v in Voice])
def test_asked_and_shown_a_voice_says_the_same(voice: str, saved: str, tmp_path: Path) -> None:
    asked = tmp_path / "asked.md"
    flags = ["--for", voice, "-f", "md"]
    assert run(["ask", QUESTION, "--today", "2026-01-02", *flags, "-o", str(asked)]) == 0
    assert asked.read_bytes() == _shown(saved, tmp_path, *flags)


def test_the_archive_holds_what_each_format_gives(saved: str, tmp_path: Path) -> None:
    data = _shown(saved, tmp_path, "-f", "zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files["brief.json"] == Path(saved).read_bytes()
    pairs = {
        "references.ris": "ris", "references.bib": "bibtex", "studies.csv": "csv",
        "studies.json": "studies", "findings.csv": "findings-csv", "findings.json": "findings",
        "claimreview.json": "claimreview", "prisma.csv": "prisma", "prisma-s.txt": "prisma-s",
    }  # fmt: skip
    for file, name in pairs.items():
        assert files[file] == _shown(saved, tmp_path, "-f", name), file
    assert files["for-patient.md"] == _shown(saved, tmp_path, "-f", "md", "--for", "patient")


def test_every_export_names_the_same_studies(saved: str, tmp_path: Path) -> None:
    ids = {e["id"] for e in json.loads(Path(saved).read_bytes())["evidence"]}
    table = _shown(saved, tmp_path, "-f", "csv").decode()
    assert {row["id"] for row in csv.DictReader(io.StringIO(table, newline=""))} == ids
    studies = json.loads(_shown(saved, tmp_path, "-f", "studies"))["studies"]
    assert {s["id"] for s in studies} == ids
    assert {item["id"] for item in json.loads(_shown(saved, tmp_path, "-f", "csl"))} == ids
    assert len(rispy.loads(_shown(saved, tmp_path, "-f", "ris").decode())) == len(ids)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", "What helps against colds?", "--for", "patient"], "a survey has one voice"),
        (["ask", QUESTION, "--for", "doctor"], "nobody is called 'doctor'"),
        (["ask", QUESTION, "--for", "patient", "-f", "ris"], "same for every reader"),
        (["ask", "--batch", "questions.txt", "--for", "patient"], "--batch writes whole briefs"),
    ],
)
def test_what_has_no_voice_is_said_in_one_line(
    words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    out, err = capfd.readouterr()
    assert not out
    assert said in err
    assert "hint:" in err
