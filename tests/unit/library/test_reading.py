"""Several processes read a large file: the same library as one process makes, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from sceptic.errors import FileFormatError
from sceptic.library import files, ingest, reading
from sceptic.library.prepared import Prepared
from sceptic.library.store import Store
from sceptic.sources.medline import Deletion, records_from_xml
from tests.library_samples import article, as_file, deletion, write


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that counts as large, in chunks of some ten records, a deletion among them."""
    monkeypatch.setattr(files, "_LARGE", 0)
    monkeypatch.setattr("sceptic.sources.xml_chunks._CHUNK", 16_000)
    monkeypatch.setattr("sceptic.library.files._BLOCK", 4_000)
    parts = [article(n) for n in range(1, 1600)]
    return write(tmp_path / "pubmed26n0002.xml.gz", *parts[:1300], deletion(7), *parts[1300:])


def made_with(processes: int, library: Path, *paths: Path) -> ingest.IngestReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest, "reading_processes", lambda: processes)
        return ingest.ingest(paths, library)


def test_the_same_library_however_many_processes_read(many: Path, tmp_path: Path) -> None:
    reports = [made_with(n, tmp_path / f"lib{n}", many) for n in (0, 2)]
    assert [r.files[0] for r in reports] == [ingest.FileReport(many.name, 1599, 1)] * 2
    alone, together = (ingest.verify(tmp_path / f"lib{n}") for n in (0, 2))
    assert alone == together
    assert (alone.records, alone.problems) == (1598, ())


def test_a_bad_record_is_the_same_error_and_leaves_nothing(many: Path, tmp_path: Path) -> None:
    good = [article(n) for n in range(1, 1600)]
    wrong = "<PubmedArticle><MedlineCitation><PMID>x</PMID></MedlineCitation></PubmedArticle>"
    bad = write(tmp_path / "pubmed26n0001.xml", *good[:1400], wrong, *good[1400:])
    reports = [made_with(n, tmp_path / f"lib{n}", bad, many) for n in (0, 2)]
    assert reports[0] == reports[1]
    refused, taken = reports[1].files
    assert refused.error == "pubmed26n0001.xml: a PMID that is no number: 'x'"
    assert taken.records == 1599
    found = [ingest.verify(tmp_path / f"lib{n}") for n in (0, 2)]
    assert found[0] == found[1]
    assert found[0].problems == ()


def test_broken_xml_names_the_record_before_it(many: Path, tmp_path: Path) -> None:
    text = as_file(*(article(n) for n in range(1, 1600))).decode()
    bad = tmp_path / "bad.xml"
    bad.write_text(text.replace('<PMID Version="1">1500<', '<PMID Version="1">1500<<'))
    errors = [made_with(n, tmp_path / f"lib{n}", bad).files[0].error for n in (0, 2)]
    assert errors[0] == errors[1]
    assert errors[0].startswith("bad.xml: broken XML after PMID 14")


def chunks() -> Iterator[bytes]:
    for start in count(1, 5):
        if start > 60:
            return
        yield as_file(*(article(n) for n in range(start, start + 5)), deletion(start))


def test_a_process_that_dies_is_replaced_by_this_one() -> None:
    readers = reading.Readers(b"", 2)
    try:
        found = []
        for item in readers.items(chunks()):
            found.append(item)
            if len(found) == 8:
                for process in readers._processes:
                    process.kill()
    finally:
        readers.close()
    ids = [item.key if isinstance(item, Prepared) else -item.pmid for item in found]
    expected = [i for chunk in chunks() for i in _ids(chunk)]
    assert ids == expected


def _ids(chunk: bytes) -> Iterator[int]:
    for item in records_from_xml(chunk):
        assert item.pmid is not None
        yield -item.pmid if isinstance(item, Deletion) else item.pmid


def test_what_it_packs_the_store_unpacks(tmp_path: Path, many: Path) -> None:
    made_with(2, tmp_path / "lib", many)
    store = Store(tmp_path / "lib")
    assert store.dictionary
    assert len(store.records([1, 800, 1599])) == 3
    store.close()


def test_an_error_in_a_chunk_is_raised_here() -> None:
    readers = reading.Readers(b"", 1)
    try:
        with pytest.raises(FileFormatError, match="broken XML after PMID 1:"):
            list(readers.items(iter([as_file(article(1)), b"<PubmedArticleSet><a>"])))
    finally:
        readers.close()


ORPHANS = """
import time
from sceptic.library.reading import Readers
readers = Readers(b"", 2)
print(*(p.pid for p in readers._processes), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_no_process_outlives_one_that_is_killed() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert run.stdout is not None
    pids = run.stdout.readline().split()
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 20
    while any(_lives(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(_lives(pid) for pid in pids)


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_core_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert reading.reading_processes() == 0
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert reading.reading_processes() == 2
