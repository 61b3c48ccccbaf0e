from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest
import rispy
from pybtex.database import parse_string

from sceptic.domain.brief import Brief
from sceptic.render.archive import HASHES, as_zip
from sceptic.render.json import brief_from_json, is_intact
from tests import samples
from tests.briefs import brief_on, hostile_brief

BRIEF = brief_on("Does mesotherapy prevent hair loss?")


def _files(brief: Brief) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(as_zip(brief))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "brief", [BRIEF, samples.empty_brief(), hostile_brief()], ids=["usual", "empty", "hard"]
)
def test_the_same_brief_gives_the_same_bytes(brief: Brief) -> None:
    first, second = as_zip(brief), as_zip(brief)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())


def test_every_file_has_its_hash() -> None:
    files = _files(BRIEF)
    listed = dict(line.split("  ")[::-1] for line in files[HASHES].decode().splitlines())
    assert set(listed) == set(files) - {HASHES}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_the_brief_in_it_is_the_brief() -> None:
    brief = brief_from_json(_files(BRIEF)["brief.json"])
    assert brief == BRIEF
    assert is_intact(brief)


@pytest.mark.parametrize("brief", [BRIEF, hostile_brief()], ids=["usual", "hard"])
def test_independent_readers_find_every_study(brief: Brief) -> None:
    files = _files(brief)
    count = len(brief.evidence)
    assert len(rispy.loads(files["references.ris"].decode())) == count
    assert len(parse_string(files["references.bib"].decode(), "bibtex").entries) == count
    assert len(json.loads(files["references.csl.json"])) == count
    rows = list(csv.DictReader(io.StringIO(files["studies.csv"].decode(), newline="")))
    assert len(rows) == count
    studies = json.loads(files["studies.json"])["studies"]
    assert [s["id"] for s in studies] == [e.study.record_id for e in brief.evidence]
    assert list(studies[0]) == list(rows[0])
    findings = list(csv.DictReader(io.StringIO(files["findings.csv"].decode(), newline="")))
    assert len(findings) == len(json.loads(files["findings.json"])["rows"])


def test_each_voice_is_there() -> None:
    files = _files(BRIEF)
    for voice in ("patient", "journalist", "librarian"):
        assert BRIEF.claim.question.text in files[f"for-{voice}.md"].decode()


def test_hostile_words_come_through_whole() -> None:
    brief = hostile_brief()
    files, citation = _files(brief), brief.evidence[0].study.citation
    assert json.loads(files["studies.json"])["studies"][0]["title"] == citation.title
    (row,) = csv.DictReader(io.StringIO(files["studies.csv"].decode(), newline=""))
    assert row["title"] == citation.title
    assert row["authors"].count(";") == len(citation.authors) - 1
    (entry,) = rispy.loads(files["references.ris"].decode())
    assert len(entry["authors"]) == len(citation.authors) == 400
    assert entry["title"] == citation.title
    (item,) = json.loads(files["references.csl.json"])
    assert item["title"] == citation.title
    page = files["brief.html"].decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    for name in ("brief.md", "for-patient.md", "for-librarian.md"):
        assert "\n<script>" not in files[name].decode()


def test_a_cell_that_a_spreadsheet_would_run_is_quoted() -> None:
    brief = hostile_brief()
    rows = list(csv.reader(io.StringIO(_files(brief)["findings.csv"].decode(), newline="")))
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in "=+@" and cell]
