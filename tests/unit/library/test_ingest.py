"""Files into a library: later replaces, bad files are reported, nothing is lost by a kill."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sceptic.errors import (
    FileFormatError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryMissingError,
    LibraryUnwritableError,
    LibraryVersionError,
)
from sceptic.library.collection import DiskLibrary
from sceptic.library.files import digest_of, files_of, items_of, place_of
from sceptic.library.ingest import Step, ingest, status, verify
from sceptic.library.query import parse
from sceptic.library.store import FILE
from sceptic.library.writer import LibraryWriter, rebuilt
from tests.library_samples import article, as_file, deletion, write


def titles(library: Path) -> dict[str, str]:
    with DiskLibrary.open(library) as opened:
        return {r.id: r.title for r in opened.records(opened.ids)}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with one baseline file of ten records."""
    folder = tmp_path / "files"
    folder.mkdir()
    write(folder / "pubmed26n0001.xml.gz", *(article(n) for n in range(1, 11)))
    return folder


def test_files_become_a_library(base: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    report = ingest([base], tmp_path / "lib", name="ten", progress=steps.append)
    assert (report.records, report.deleted, report.refused) == (10, 0, ())
    assert steps[-1] == Step("pubmed26n0001.xml.gz", 1, 1, 10)
    state = status(tmp_path / "lib")
    assert (state.name, state.records, state.unfinished) == ("ten", 10, False)
    assert [f.name for f in state.files] == ["pubmed26n0001.xml.gz"]
    assert state.size > 0
    found = verify(tmp_path / "lib")
    assert (found.records, found.digest, found.problems) == (10, state.digest, ())


def test_the_same_command_again_changes_nothing(base: Path, tmp_path: Path) -> None:
    ingest([base], tmp_path / "lib")
    before = status(tmp_path / "lib")
    (again,) = ingest([base], tmp_path / "lib").files
    assert (again.already, again.records) == (True, 0)
    assert status(tmp_path / "lib").digest == before.digest


def test_updates_replace_delete_and_bring_back(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    write(
        base / "pubmed26n0002.xml.gz",
        article(3, note=" revised"),
        article(5, note=" once"),
        article(5, note=" twice"),
        article(11),
        deletion(7, 99),
    )
    report = ingest([base], lib)
    assert (report.records, report.deleted) == (14, 2)
    found = titles(lib)
    assert len(found) == 10
    assert found["pmid:3"].endswith(" revised")
    assert found["pmid:5"].endswith(" twice")
    assert "pmid:7" not in found
    with DiskLibrary.open(lib) as opened:
        assert opened.count(parse("revised[ti]")) == 1
        assert opened.count(parse("once[ti]")) == 0
        assert opened.count(parse("7[pmid]")) == 0
    write(base / "pubmed26n0003.xml.gz", article(7, note=" back"))
    ingest([base], lib)
    assert titles(lib)["pmid:7"].endswith(" back")
    assert verify(lib).problems == ()


def test_the_order_of_nlms_files_decides_not_the_order_of_reading(tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    late = write(tmp_path / "pubmed26n0009.xml", article(1, note=" new"), deletion(2))
    early = write(tmp_path / "pubmed26n0001.xml", article(1, note=" old"), article(2))
    ingest([late], lib)
    ingest([early], lib)
    assert list(titles(lib)) == ["pmid:1"]
    assert titles(lib)["pmid:1"].endswith(" new")


def test_the_highest_version_of_a_record_stays(tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    path = write(
        tmp_path / "a.xml", article(1, version=2, note=" two"), article(1, version=1, note=" one")
    )
    ingest([path], lib)
    assert titles(lib)["pmid:1"].endswith(" two")


def test_a_higher_version_stays_in_whatever_order_files_come(tmp_path: Path) -> None:
    early = write(tmp_path / "pubmed26n0004.xml", article(1, version=2, note=" two"))
    late = write(tmp_path / "pubmed26n0005.xml", article(1, version=1, note=" one"))
    for name, order in (("a", (early, late)), ("b", (late, early))):
        for path in order:
            ingest([path], tmp_path / name)
        assert titles(tmp_path / name)["pmid:1"].endswith(" two")
    assert status(tmp_path / "a").digest == status(tmp_path / "b").digest


def test_a_bad_file_is_reported_and_leaves_nothing_behind(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    whole = gzip.compress(as_file(*(article(n) for n in range(100, 1400))), 1)
    (base / "a-cut.xml.gz").write_bytes(whole[: len(whole) // 2])
    (base / "b-broken.xml").write_bytes(as_file(article(200), "<PubmedArticle>", article(201)))
    (base / "c-page.xml").write_bytes(b"<html>429 Too Many Requests</html>")
    (base / "d-empty.xml").write_bytes(b"")
    (base / "e-damaged.xml.gz").write_bytes(whole[:200] + b"\0" * 50 + whole[250:])
    late = [article(n, note=" late") for n in range(1, 1300)] + ["</nonsense>"]
    write(base / "f-late-fault.xml", *late)
    write(base / "z-good.xml", article(50))
    report = ingest([base], lib)
    assert {f.name[0] for f in report.refused} == {"a", "b", "c", "d", "e", "f"}
    for refused in report.refused:
        assert refused.name in refused.error or refused.error
        assert "\n" not in refused.error
    assert set(titles(lib)) == {f"pmid:{n}" for n in (*range(1, 11), 50)}
    with DiskLibrary.open(lib) as opened:
        assert opened.count(parse("late[ti]")) == 0
    assert verify(lib).problems == ()


def test_a_missing_file_is_reported(base: Path, tmp_path: Path) -> None:
    report = ingest([tmp_path / "nowhere.xml", base], tmp_path / "lib")
    assert [f.name for f in report.refused] == ["nowhere.xml"]
    assert report.records == 10


def test_md5_beside_a_file_is_checked(base: Path) -> None:
    path = base / "pubmed26n0001.xml.gz"
    right = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    note = base / "pubmed26n0001.xml.gz.md5"
    note.write_text(f"MD5 (pubmed26n0001.xml.gz) = {right}\n")
    assert len(digest_of(path)) == 64
    note.write_text(f"MD5 (pubmed26n0001.xml.gz) = {'0' * 32}\n")
    with pytest.raises(FileFormatError, match="is not the file"):
        digest_of(path)


def test_nbib_and_xml_side_by_side_by_content_not_by_name(tmp_path: Path) -> None:
    text = tmp_path / "export.txt"
    text.write_text("PMID- 77\nTI  - Saved from a search page.\n")
    xml = write(tmp_path / "records.nbib", article(78))
    ingest([text, xml], tmp_path / "lib")
    assert titles(tmp_path / "lib")["pmid:77"] == "Saved from a search page."
    assert len(titles(tmp_path / "lib")) == 2


def test_files_are_found_in_nlms_order(tmp_path: Path) -> None:
    for name in ("pubmed26n1335.xml.gz", "pubmed25n0007.xml", "notes.txt", "b.nbib", "a.xml"):
        (tmp_path / name).write_bytes(b"")
    assert [p.name for p in files_of([tmp_path])] == [
        "pubmed25n0007.xml",
        "pubmed26n1335.xml.gz",
        "a.xml",
        "b.nbib",
    ]
    assert place_of("x__pubmed26n1335.xml.gz") == 26_001_335
    assert place_of("other.xml") == 0


def test_real_files_of_every_age_are_read(data_dir: Path, tmp_path: Path) -> None:
    folder = data_dir / "pubmed_xml" / "original_files"
    report = ingest([folder], tmp_path / "lib")
    assert len(report.files) > 55
    assert [f.error for f in report.refused] == [
        "SEEDtk+ncbi.utils__b0856b92__pubmed.xml: this is not PubMed XML: it begins with"
        " '<RAW_DATA>'"
    ]
    assert verify(tmp_path / "lib").problems == ()
    assert sum(1 for _ in items_of(next(folder.glob("*pubmed26n1335*")))) == 36


# ------------------------------------------------------------------ libraries that cannot be used


def test_no_library_an_empty_one_another_format(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError, match="no library"):
        DiskLibrary.open(tmp_path)
    with LibraryWriter(tmp_path / "empty") as writer:
        writer.commit()
    with pytest.raises(LibraryMissingError, match="empty"):
        DiskLibrary.open(tmp_path / "empty")
    ingest([write(tmp_path / "a.xml", article(1))], tmp_path / "lib")
    db = sqlite3.connect(tmp_path / "lib" / FILE)
    db.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    db.commit()
    db.close()
    with pytest.raises(LibraryVersionError, match="format 99"):
        DiskLibrary.open(tmp_path / "lib")


def test_a_damaged_library_is_said_to_be_so(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    ingest([base], lib)
    db = sqlite3.connect(lib / FILE)
    db.execute("DELETE FROM records WHERE key = 4")
    db.commit()
    db.close()
    problems = verify(lib).problems
    assert any("digest differs" in p for p in problems)
    assert any("the index holds 10 records" in p for p in problems)
    (lib / FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises((LibraryDamagedError, LibraryMissingError)):
        DiskLibrary.open(lib)


def test_the_index_can_be_made_again(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    ingest([base], lib)
    for file in (lib / "index").iterdir():
        file.unlink()
    with pytest.raises((LibraryDamagedError, LibraryMissingError)):
        DiskLibrary.open(lib)
    with LibraryWriter(lib) as writer:
        writer.rebuild_index()
    assert verify(lib).problems == ()


def test_one_writer_at_a_time_and_readers_meanwhile(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    ingest([base], lib)
    with LibraryWriter(lib):
        with pytest.raises(LibraryBusyError, match="another process"):
            ingest([base], lib)
        assert len(titles(lib)) == 10
    ingest([base], lib)


def test_a_reader_sees_the_state_it_opened_until_it_refreshes(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    ingest([base], lib)
    with DiskLibrary.open(lib) as reader:
        ingest([write(tmp_path / "more.xml", *(article(n) for n in range(20, 30)))], lib)
        assert reader.count(parse("all[sb]")) == 10
        reader.refresh()
        assert reader.count(parse("all[sb]")) == 20


def test_a_place_that_cannot_be_written(base: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryUnwritableError, match="cannot write"):
        ingest([base], tmp_path / "file" / "lib")


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from sceptic.errors import LibraryUnwritableError
from sceptic.library.ingest import ingest
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    ingest([Path(sys.argv[1])], Path(sys.argv[2]))
except LibraryUnwritableError as error:
    print("unwritable:", error.message)
"""


def test_a_full_disk_is_one_clear_line_and_no_damage(base: Path, tmp_path: Path) -> None:
    """No file may grow beyond 300 kB, as on a full disk."""
    lib = tmp_path / "lib"
    ingest([base], lib)
    write(tmp_path / "big.xml", *(article(n) for n in range(1000, 4000)))
    run = _child(FULL_DISK, tmp_path / "big.xml", lib)
    output, _ = run.communicate(timeout=60)
    assert output.startswith("unwritable:")
    assert output.count("\n") == 1
    assert len(titles(lib)) == 10
    ingest([tmp_path / "big.xml"], lib)
    assert len(titles(lib)) == 3010
    assert verify(lib).problems == ()


KILLED = """
import sys
from pathlib import Path
from sceptic.library.ingest import ingest
print("started", flush=True)
ingest([Path(sys.argv[1])], Path(sys.argv[2]))
"""


def _child(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )


def test_kill_9_at_any_moment_and_the_same_command_again(base: Path, tmp_path: Path) -> None:
    """The result is that of an uninterrupted run, down to what every search finds."""
    write(base / "pubmed26n0002.xml.gz", *(article(n) for n in range(1, 2500)))
    write(base / "pubmed26n0003.xml.gz", *(article(n, note=" x") for n in range(500, 900)))
    write(base / "pubmed26n0004.xml.gz", *(article(n) for n in range(3000, 5000)), deletion(1, 2))
    started = time.perf_counter()
    ingest([base], tmp_path / "whole")
    usual = time.perf_counter() - started
    pick = random.Random(9)
    lib = tmp_path / "killed"
    for _ in range(6):
        run = _child(KILLED, base, lib)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(pick.uniform(0, usual))
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
    ingest([base], lib)
    assert verify(lib).problems == ()
    assert verify(lib).digest == verify(tmp_path / "whole").digest
    with DiskLibrary.open(lib) as one, DiskLibrary.open(tmp_path / "whole") as other:
        for query in ("all[sb]", "hair loss", "x[ti]", "alopecia[mh] NOT drug[tiab]", "1[pmid]"):
            ours, theirs = (each.search(parse(query), limit=9000) for each in (one, other))
            assert {h.record_id for h in ours.hits} == {h.record_id for h in theirs.hits}


def test_a_write_killed_between_store_and_index_is_carried_on(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The narrowest moment: the store has committed, the index has not."""
    lib = tmp_path / "lib"

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sceptic.library.engine.IndexWriter.commit", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest([base], lib)
    assert status(lib).unfinished
    assert any("cut off" in p for p in verify(lib).problems)
    (report,) = ingest([base], lib).files
    assert report.already
    assert verify(lib).problems == ()
    assert not status(lib).unfinished


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """A file of 20 000 records does not sit in memory."""
    path = write(tmp_path / "many.xml.gz", *(article(n) for n in range(20_000)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in items_of(path)) == 20_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 80_000


def _revised(text: str, day: int) -> str:
    date = f"<DateRevised><Year>2020</Year><Month>5</Month><Day>{day}</Day></DateRevised>"
    return text.replace("</PMID>", f"</PMID>{date}", 1)


@pytest.mark.parametrize("at_once", [True, False], ids=["one command", "two commands"])
def test_files_from_elsewhere_replace_only_what_they_revise(tmp_path: Path, at_once: bool) -> None:
    lib = tmp_path / "lib"
    nlm = write(
        tmp_path / "pubmed26n0001.xml.gz",
        *(_revised(article(n, note=" whole"), 5) for n in (1, 2, 3)),
        article(4, note=" whole"),
    )
    other = write(
        tmp_path / "zinc.xml",
        article(1, note=" bare"),
        _revised(article(2, note=" same day"), 5),
        _revised(article(3, note=" later"), 6),
        article(4, note=" bare"),
        article(5, note=" only here"),
    )
    report = [ingest(paths, lib) for paths in ([[nlm, other]] if at_once else [[nlm], [other]])]
    by_name = {file.name: file for one in report for file in one.files}
    assert (by_name[other.name].records, by_name[other.name].kept) == (2, 3)
    ends = {key: title.split()[-1] for key, title in titles(lib).items()}
    assert ends == {
        **{f"pmid:{n}": "whole" for n in (1, 2, 4)},
        "pmid:3": "later",
        "pmid:5": "here",
    }
    assert verify(lib).problems == ()


def _swap(path: Path, data: bytes) -> None:
    """Another file under this name: whoever has the old one mapped keeps it."""
    fresh = path.with_suffix(".fresh")
    fresh.write_bytes(data)
    fresh.replace(path)


def test_status_and_verify_tell_of_an_index_that_is_damaged(base: Path, tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    ingest([base], lib)
    words = next((lib / "index").glob("*.idx"))
    data = words.read_bytes()
    _swap(words, data[:20] + bytes([data[20] ^ 255]) + data[21:])
    (problem,) = verify(lib).problems
    assert words.name in problem
    assert "library rebuild" in problem
    _swap(words, data)
    assert verify(lib).problems == ()
    _swap(words, b"")
    assert words.name in verify(lib).problems[0]
    shutil.rmtree(lib / "index")
    assert "library rebuild" in status(lib).problem
    assert rebuilt(lib) == 10
    assert (status(lib).problem, verify(lib).problems) == ("", ())


def test_a_refused_file_is_named_once(tmp_path: Path) -> None:
    page = tmp_path / "pubmed26n0001.xml"
    page.write_text("<html></html>")
    (one,) = ingest([page], tmp_path / "lib").files
    assert one.name not in one.reason
    assert one.reason in one.error
