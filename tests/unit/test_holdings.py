from __future__ import annotations

import datetime as dt
from pathlib import Path

from sceptic.holdings import coverage_in, coverage_rows
from sceptic.library.collection import DiskLibrary
from sceptic.library.ingest import ingest
from sceptic.library.ledger import Coverage
from sceptic.library.starter import starter_library
from tests.library_samples import article, write

TODAY = dt.date(2026, 11, 22)


def test_a_library_that_was_not_made_from_nlms_files_tells_none() -> None:
    assert coverage_in(starter_library()) is None


def test_nlms_files_are_counted(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    write(files / "pubmed26n0001.xml.gz", article(1))
    ingest([files], tmp_path / "library", name="one")
    with DiskLibrary.open(tmp_path / "library") as opened:
        held = coverage_in(opened)
    assert held is not None
    assert dict(coverage_rows(held, TODAY))["PubMed of the year"] == "2026"
    assert held.gaps


def test_what_is_missing_is_told_with_the_day_of_the_last_look() -> None:
    held = Coverage(
        year=2026, baseline=1200, baseline_last=1274, updates=3, newest=1280, seen=1281,
        checked="2026-11-20", missing=((7, 9), (1279, 1279)), unchecked=2,
    )  # fmt: skip
    rows = dict(coverage_rows(held, TODAY))
    assert rows["Baseline files"] == "1200 of 1274"
    assert rows["Newest file that NLM has"] == "1281 (looked on 2026-11-20, 2 days ago)"
    assert rows["Files that are missing"] == "7-9, 1279"
    assert rows["Files without NLM's checksum"] == "2"
