"""Reference managers' files come into a library, and never in place of what PubMed wrote."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from sceptic.appraisal.standing import retraction_of
from sceptic.domain.record import Pmid, Record, RetractionState
from sceptic.library.collection import DiskLibrary
from sceptic.library.files import items_of
from sceptic.library.ingest import ingest, verify
from sceptic.render.records import as_bibtex, as_csl_json, as_csv, as_ris

FROM_PUBMED = "PMID- 99900001\nOWN - NLM\nSTAT- MEDLINE\nTI  - Drops of water.\nAB  - Long.\n"
FROM_PUBMED += "AID - 10.1234/ABC [doi]\nMH  - Alopecia\n"
ROE = Record(id="pmid:99900001", pmid=Pmid(99900001), title="Drops of water.", doi="10.1234/ABC")
OTHER = Record(id="doi:10.1234/other", doi="10.1234/other", title="Drops of oil.")
WRITERS: dict[str, Callable[[Sequence[Record]], str]] = {
    "ris": as_ris,
    "csl": as_csl_json,
    "bib": as_bibtex,
    "csv": as_csv,
    "jsonl": lambda records: "".join(msgspec.json.encode(r).decode() + "\n" for r in records),
}


def titles(library: Path) -> list[str]:
    with DiskLibrary.open(library) as opened:
        return sorted(r.title for r in opened.records(opened.ids))


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_told_by_content_not_by_name(tmp_path: Path, form: str, packed: bool) -> None:
    data = WRITERS[form]([ROE, OTHER]).encode()
    path = tmp_path / "download (3).txt"
    path.write_bytes(gzip.compress(data) if packed else data)
    read = [item for item in items_of(path) if isinstance(item, Record)]
    assert [(r.id, r.title, r.doi) for r in read] == [(r.id, r.title, r.doi) for r in (ROE, OTHER)]


@pytest.mark.parametrize("form", ["ris", "csl", "bib", "csv"])
def test_pubmeds_record_stays(tmp_path: Path, form: str) -> None:
    library = tmp_path / "library"
    (tmp_path / "pubmed.nbib").write_text(FROM_PUBMED)
    nameless = Record(id="doi:10.1234/abc", doi="10.1234/abc", title="DROPS (no PMID)")
    (tmp_path / "manager.x").write_text(WRITERS[form]([ROE, OTHER, nameless]))
    report = ingest([tmp_path / "manager.x", tmp_path / "pubmed.nbib"], library)
    assert [(f.records, f.kept) for f in report.files] == [(3, 0), (1, 0)]
    (tmp_path / "again.x").write_text(WRITERS[form]([ROE, OTHER, nameless]) + "\n")
    (again,) = ingest([tmp_path / "again.x"], library).files
    assert (again.records, again.kept, again.error) == (1, 2, "")
    with DiskLibrary.open(library) as opened:
        (record,) = opened.records(["pmid:99900001"])
        assert record.mesh
        assert not record.is_imported
    assert not verify(library).problems


def test_an_import_takes_the_place_of_an_import(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for number, title in enumerate(("First", "Second")):
        path = tmp_path / f"{number}.ris"
        path.write_text(as_ris([Record(id="pmid:5", pmid=Pmid(5), title=title)]))
        ingest([path], library)
    assert titles(library) == ["Second"]


@pytest.mark.parametrize("before", [2, 1200], ids=["short", "long"])
def test_a_damaged_file_leaves_nothing(tmp_path: Path, before: int) -> None:
    library = tmp_path / "library"
    good = [Record(id=f"pmid:{n}", pmid=Pmid(n), title=f"Drops {n}") for n in range(1, before + 1)]
    (tmp_path / "a.ris").write_text(as_ris([ROE]))
    (tmp_path / "b.ris").write_text(as_ris(good) + "\nTY  - JOUR\nTI  - cut")
    report = ingest([tmp_path], library)
    assert [f.error for f in report.files] == [
        "",
        f"b.ris: record {before + 1}: the file is cut off within it",
    ]
    assert titles(library) == ["Drops of water."]


def test_a_folder_is_searched_for_what_is_surely_references(tmp_path: Path) -> None:
    for name, form in (("a.ris", "ris"), ("b.bib", "bib"), ("c.json", "csl"), ("d.csv", "csv")):
        (tmp_path / name).write_text(WRITERS[form]([ROE]))
    assert [f.name for f in ingest([tmp_path], tmp_path / "library").files] == ["a.ris", "b.bib"]


def test_silence_of_an_import_about_retractions_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text(as_ris([ROE]))
    (record,) = items_of(path)
    assert isinstance(record, Record)
    assert retraction_of(record)[0] is RetractionState.UNKNOWN
