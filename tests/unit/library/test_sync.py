"""A library kept in step with NLM's tree: order, faults, kills, gaps, a new year."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from sceptic.domain.record import Record
from sceptic.errors import (
    ConfigError,
    LibraryBusyError,
    LibraryUnwritableError,
    SourceAnswerError,
    SourceMissingError,
    SourceUnreachableError,
)
from sceptic.library import ledger as ledger_module
from sceptic.library.collection import DiskLibrary
from sceptic.library.ingest import FileReport, ingest, status, verify
from sceptic.library.ledger import Coverage, ledger_of, write_ledger
from sceptic.library.query import parse
from sceptic.library.succession import coverage_of, next_library, one_sync, work_folder
from sceptic.library.sync import SyncReport, synced
from sceptic.library.sync_plan import FileTree, Wishes, sync_plan
from sceptic.library.writer import LibraryWriter
from sceptic.sources.nlm_client import HttpTree
from sceptic.sources.nlm_files import TreeFile
from sceptic.sources.nlm_folder import FolderTree
from tests.library_samples import article, deletion
from tests.nlm_trees import Server, add_file, cut, listing, make_tree, note_md5, says, times_out

TODAY = "2026-11-22"
UPDATE = "updatefiles/pubmed26n0004.xml.gz"


class Seen:
    """A watcher that remembers."""

    def __init__(self) -> None:
        self.fetched: list[str] = []
        self.done: list[str] = []

    def fetching(self, file: TreeFile, received: int) -> None:
        self.fetched.append(file.name)

    def reading(self, file: TreeFile, records: int) -> None: ...

    def finished(self, file: TreeFile, report: FileReport) -> None:
        self.done.append(report.name)


def go(tree: FileTree, library: Path, **wishes: object) -> SyncReport:
    wish = Wishes(today=TODAY, **wishes)  # type: ignore[arg-type]
    return synced(sync_plan(tree, library, wish), tree, library, wish, Seen())


def over_http(server: Server, **options: float) -> HttpTree:
    return HttpTree(
        "https://example.org/pubmed/",
        transport=server.transport(),
        pause=lambda _: None,
        **options,  # type: ignore[arg-type]
    )


def titles(library: Path) -> dict[str, str]:
    with DiskLibrary.open(library) as opened:
        return {r.id: r.title for r in opened.records(opened.ids)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of ``make_tree``, made once."""
    folder = tmp_path_factory.mktemp("made")
    go(FolderTree(make_tree(folder / "tree")), folder / "lib")
    return folder / "lib"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_tree(tmp_path / "tree")


@pytest.fixture
def full(made: Path, lib: Path, root: Path) -> Path:
    """A library that holds all of ``root``."""
    shutil.copytree(made, lib)
    write_ledger(lib, replace(ledger_of(lib), address=str(root.resolve())))
    return lib


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    return tmp_path / "lib"


@pytest.fixture
def small_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three files may be a whole baseline here."""
    monkeypatch.setattr(ledger_module, "WHOLE_BASELINE", 3)


def check_content(library: Path) -> None:
    """What the changes of ``make_tree`` leave."""
    found = titles(library)
    assert len(found) == 29
    assert found["pmid:2"].endswith(" revised")
    assert found["pmid:3"].endswith(" second version")
    assert found["pmid:5"].endswith(" back again")
    assert not {"pmid:6", "pmid:7"} & set(found)
    assert verify(library).problems == ()


# ------------------------------------------------------------------ from a folder and over HTTP


def test_baseline_then_updates_from_a_folder(root: Path, lib: Path) -> None:
    report = go(FolderTree(root), lib)
    assert [f.name[8:13] for f in report.files] == ["n0001", "n0002", "n0003", "n0004", "n0005"]
    check_content(lib)
    assert status(lib).name == "PubMed"
    assert not list(work_folder(lib).glob("pubmed*"))


def test_over_http_it_is_the_same_library(root: Path, lib: Path, made: Path) -> None:
    with over_http(Server(root)) as tree:
        report = go(tree, lib)
    assert report.refused == ()
    check_content(lib)
    assert status(lib).digest == status(made).digest
    assert not list(work_folder(lib).glob("pubmed*")), "what was fetched is deleted"


def test_files_side_by_side_are_read_but_prove_no_completeness(
    root: Path, lib: Path, tmp_path: Path, small_is_whole: None
) -> None:
    flat = tmp_path / "flat"
    flat.mkdir()
    for path in root.rglob("pubmed*"):
        shutil.copy(path, flat)
    go(FolderTree(flat), lib)
    check_content(lib)
    assert any("baseline ends" in gap for gap in coverage_of(lib).gaps)
    go(FolderTree(root), lib)
    assert coverage_of(lib).is_complete, "a look at the tree tells where the baseline ends"


def test_again_does_nothing_and_asks_for_the_listing_alone(root: Path, lib: Path) -> None:
    server = Server(root)
    with over_http(server) as tree:
        go(tree, lib)
        before = status(lib).digest
        server.asked.clear()
        assert go(tree, lib).files == ()
    assert [path for _, path, _ in server.asked] == ["baseline/", "updatefiles/"]
    assert status(lib).digest == before


def test_new_updates_are_fetched_alone(root: Path, lib: Path) -> None:
    server = Server(root)
    with over_http(server) as tree:
        go(tree, lib)
        name = "pubmed26n0006.xml.gz"
        add_file(root / "updatefiles", name, article(7, note=" returned"), deletion(1))
        server.asked.clear()
        (report,) = go(tree, lib).files
    assert (report.name, report.records, report.deleted) == (name, 1, 1)
    assert server.fetched(".xml.gz") == 1
    assert titles(lib)["pmid:7"].endswith(" returned")
    assert "pmid:1" not in titles(lib)


def test_a_file_that_nlm_made_anew_is_read_anew(root: Path, full: Path, lib: Path) -> None:
    tree = FolderTree(root)
    path = add_file(root / "updatefiles", "pubmed26n0005.xml.gz", article(8, note=" mended"))
    os.utime(path, (1_800_000_000, 1_800_000_000))
    (report,) = go(tree, lib).files
    assert report.name == "pubmed26n0005.xml.gz"
    assert titles(lib)["pmid:8"].endswith(" mended")
    os.utime(path, (1_900_000_000, 1_900_000_000))
    assert go(tree, lib).files == (), "touched, but the same"


def test_a_library_made_by_hand_is_taken_on(root: Path, lib: Path) -> None:
    ingest([root / "baseline"], lib)
    assert [f.name[8:13] for f in go(FolderTree(root), lib).files] == ["n0004", "n0005"]
    check_content(lib)


# ------------------------------------------------------------------ wishes


def test_the_plan_says_what_it_takes_and_writes_nothing(root: Path, lib: Path) -> None:
    tree = FolderTree(root)
    plan = sync_plan(tree, lib, Wishes(TODAY))
    assert (plan.year, len(plan.files), plan.held, plan.fresh) == (2026, 5, 0, False)
    assert plan.size == sum(p.stat().st_size for p in root.rglob("*.gz"))
    assert plan.needed > plan.size
    assert plan.fits
    assert not lib.exists()
    assert not work_folder(lib).exists()
    go(tree, lib)
    plan = sync_plan(tree, lib, Wishes(TODAY))
    assert (plan.files, plan.held, plan.size) == ((), 5, 0)


def test_sizes_that_no_listing_says_are_asked_for(root: Path, lib: Path) -> None:
    server = Server(root)
    names = "".join(f'<a href="{p.name}">x</a>' for p in (root / "baseline").iterdir())
    server.faults["baseline/"] = [says(200, f"<title>Directory listing for /</title>{names}")]
    with over_http(server) as tree:
        plan = sync_plan(tree, lib, Wishes(TODAY))
    assert [method for method, _, _ in server.asked].count("HEAD") == 3
    sizes = [p.stat().st_size for p in (root / "baseline").glob("*.gz")]
    assert plan.files[0].size == sum(sizes) // 3


def test_a_disk_too_small_is_refused_before_anything_is_fetched(
    root: Path, lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(root)._replace(free=5000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    server = Server(root)
    with over_http(server) as tree:
        with pytest.raises(LibraryUnwritableError, match="are needed"):
            go(tree, lib)
        assert server.fetched(".gz") == 0
        assert go(tree, lib, force=True).refused == ()


def test_a_few_files_at_a_time(root: Path, lib: Path) -> None:
    tree = FolderTree(root)
    for expected in (["n0001", "n0002"], ["n0003", "n0004"], ["n0005"], []):
        assert [f.name[8:13] for f in go(tree, lib, limit=2).files] == expected
    check_content(lib)


def test_updates_alone(root: Path, lib: Path) -> None:
    report = go(FolderTree(root), lib, updates_only=True)
    assert [f.name[8:13] for f in report.files] == ["n0004", "n0005"]
    assert coverage_of(lib).missing == ((1, 3),)


def test_files_can_be_kept_and_serve_as_a_tree(root: Path, lib: Path, tmp_path: Path) -> None:
    server = Server(root)
    with over_http(server) as tree:
        go(tree, lib, keep=tmp_path / "kept")
        fetched = server.fetched(".xml.gz")
        shutil.rmtree(lib)
        go(tree, lib, keep=tmp_path / "kept")
    assert server.fetched(".xml.gz") == fetched == 5, "what is kept is not fetched again"
    kept = FolderTree(tmp_path / "kept").files()
    assert [(f.name, f.kind) for f in kept] == [(f.name, f.kind) for f in FolderTree(root).files()]
    assert all(FolderTree(tmp_path / "kept").md5(f) for f in kept)


def test_files_of_a_folder_stay_where_they_are(root: Path, lib: Path) -> None:
    before = sorted(root.rglob("*"))
    go(FolderTree(root), lib)
    assert sorted(root.rglob("*")) == before


# ------------------------------------------------------------------ faults


def damaged_and_mended(root: Path) -> bytes:
    """The second file is no XML, though its checksum is right; returns what it was."""
    path = root / "baseline" / "pubmed26n0002.xml.gz"
    good = path.read_bytes()
    path.write_bytes(good[:200])
    note_md5(path)
    return good


def test_one_bad_file_never_stops_the_rest_and_is_tried_again(
    root: Path, lib: Path, small_is_whole: None
) -> None:
    good = damaged_and_mended(root)
    with over_http(Server(root)) as tree:
        report = go(tree, lib)
        (refused,) = report.refused
        assert refused.name == "pubmed26n0002.xml.gz"
        assert len(report.files) == 5
        held = coverage_of(lib)
        assert (held.missing, held.refused[0][0]) == (((2, 2),), "pubmed26n0002.xml.gz")
        assert not held.is_complete
        assert len(titles(lib)) == 19
        assert [f.name for f in go(tree, lib).refused] == ["pubmed26n0002.xml.gz"]
        path = root / "baseline" / "pubmed26n0002.xml.gz"
        path.write_bytes(good)
        note_md5(path)
        assert [f.records for f in go(tree, lib).files] == [10]
    check_content(lib)
    assert coverage_of(lib).is_complete


def test_a_late_baseline_file_overwrites_no_update(root: Path, lib: Path) -> None:
    """The first file comes last: what updates have changed or deleted stays so."""
    first = root / "baseline" / "pubmed26n0001.xml.gz"
    aside = first.rename(root / "aside")
    assert any("1 file is missing: 1" in gap for gap in go(FolderTree(root), lib).coverage.gaps)
    aside.rename(first)
    go(FolderTree(root), lib)
    check_content(lib)


def test_what_was_left_of_a_withdrawn_file_is_tidied_away(root: Path, full: Path) -> None:
    left = work_folder(full) / "pubmed26n0099.xml.gz.part"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"part")
    go(FolderTree(root), full)
    assert not left.exists()


@pytest.mark.parametrize("times", [1, 2])
def test_a_wrong_checksum(times: int, root: Path, lib: Path) -> None:
    server = Server(root, {UPDATE: [says(200, "nothing of the kind")] * times})
    with over_http(server) as tree:
        report = go(tree, lib)
        assert len(report.refused) == times - 1
        if report.refused:
            assert "checksum" in report.refused[0].error
            go(tree, lib)
    check_content(lib)


def test_cut_busy_slow_and_cut_again(root: Path, lib: Path) -> None:
    server = Server(root, {
        UPDATE: [cut(300), says(500), times_out, cut(200)],
        "baseline/pubmed26n0001.xml.gz.md5": [times_out, cut(10)],
        "updatefiles/": [says(503)],
    })  # fmt: skip
    with over_http(server) as tree:
        assert go(tree, lib).refused == ()
    check_content(lib)


def test_a_file_that_vanishes_after_the_listing(root: Path, lib: Path) -> None:
    server = Server(root, {UPDATE: [says(404), says(404)]})
    with over_http(server) as tree:
        (refused,) = go(tree, lib).refused
        assert "not on the server" in refused.error
        assert len(go(tree, lib).refused) == 1
        assert go(tree, lib).refused == ()
    check_content(lib)


def test_a_server_that_goes_away_ends_the_run(root: Path, lib: Path) -> None:
    names = [p.relative_to(root).as_posix() for p in sorted(root.rglob("*.md5"))]
    server = Server(root, {name: [times_out] * 50 for name in names[1:]})
    with over_http(server, attempts=2) as tree:
        report = go(tree, lib)
        assert "could not be fetched" in report.stopped
        assert len(report.files) == 4, "one that came, three that did not, none after"
        assert len(titles(lib)) == 10
        server.faults.clear()
        go(tree, lib)
    check_content(lib)


def test_a_tree_that_cannot_be_seen(root: Path, lib: Path, tmp_path: Path) -> None:
    away = Server(root, {"baseline/": [says(200, "<p>Maintenance</p>"), *[times_out] * 9]})
    with over_http(away, attempts=2) as tree:
        with pytest.raises(SourceAnswerError, match="not a directory listing"):
            go(tree, lib)
        with pytest.raises(SourceUnreachableError):
            go(tree, lib)
    with pytest.raises(SourceMissingError, match="no folder"):
        go(FolderTree(tmp_path / "nowhere"), lib)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceAnswerError, match="no PubMed files"):
        go(FolderTree(tmp_path / "empty"), lib)
    assert not lib.exists()


def test_one_sync_at_a_time(root: Path, lib: Path) -> None:
    with one_sync(lib), pytest.raises(LibraryBusyError, match="another sync"):
        go(FolderTree(root), lib)
    go(FolderTree(root), lib)


def test_a_full_disk_while_fetching_is_one_clear_error(
    root: Path, lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with over_http(Server(root)) as tree:
        go(tree, lib, limit=1)
        with monkeypatch.context() as patch:

            def full(*_: object) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr("pathlib.Path.replace", full)
            with pytest.raises(LibraryUnwritableError, match="No space left"):
                go(tree, lib)
        assert len(titles(lib)) == 10
        go(tree, lib)
    check_content(lib)


# ------------------------------------------------------------------ what is missing


def test_coverage_tells_gaps_from_completeness(root: Path, lib: Path, small_is_whole: None) -> None:
    tree = FolderTree(root)
    assert coverage_of(lib) == Coverage()
    go(tree, lib, limit=2)
    held = coverage_of(lib)
    assert (held.year, held.baseline, held.baseline_last, held.updates) == (2026, 2, 3, 0)
    assert (held.newest, held.seen, held.missing) == (2, 5, ((3, 5),))
    assert not held.is_complete
    with DiskLibrary.open(lib) as opened:
        assert not opened.snapshot().is_complete
    go(tree, lib)
    held = coverage_of(lib)
    assert (held.gaps, held.is_complete, held.checked) == ((), True, TODAY)
    with DiskLibrary.open(lib) as opened:
        assert opened.snapshot().is_complete, "nothing found is a finding now"


def test_a_new_file_that_was_seen_and_not_read_is_a_gap_at_once(
    root: Path, full: Path, lib: Path, small_is_whole: None
) -> None:
    tree = FolderTree(root)
    path = add_file(root / "updatefiles", "pubmed26n0006.xml.gz", article(50))
    path.write_bytes(b"cut")
    report = go(tree, lib)
    assert "checksum" in report.refused[0].error
    assert report.coverage.missing == ((6, 6),)
    with DiskLibrary.open(lib) as opened:
        assert not opened.snapshot().is_complete


def test_a_number_that_nlm_never_listed_is_a_gap(
    root: Path, lib: Path, small_is_whole: None
) -> None:
    add_file(root / "updatefiles", "pubmed26n0008.xml.gz", article(50))
    report = go(FolderTree(root), lib)
    assert report.refused == ()
    assert report.coverage.gaps == ("2 files are missing: 6-7",)
    assert not report.coverage.is_complete


def test_a_few_files_are_never_all_of_pubmed(full: Path, lib: Path) -> None:
    assert coverage_of(lib).is_whole
    assert not coverage_of(lib).is_complete
    with DiskLibrary.open(lib) as opened:
        assert not opened.snapshot().is_complete


def test_a_lost_or_damaged_ledger_loses_no_record(root: Path, full: Path, lib: Path) -> None:
    (lib / "sync.json").write_text('{"year": "nonsense"')
    assert coverage_of(lib).unchecked == 5
    assert go(FolderTree(root), lib).files == ()
    check_content(lib)


# ------------------------------------------------------------------ a new year


def next_year(root: Path) -> Path:
    """The tree of 2027: PMID 4 has gone without a word, 11 records more, no updates yet."""
    shutil.rmtree(root)
    for number in (1, 2, 3, 4):
        pmids = [p for p in range(number * 10 - 9, number * 10 + 1) if p != 4]
        add_file(root / "baseline", f"pubmed27n{number:04}.xml.gz", *map(article, pmids))
    (root / "updatefiles").mkdir()
    return root


def test_a_new_year_is_a_new_library(
    root: Path, full: Path, lib: Path, small_is_whole: None
) -> None:
    (lib / "mesh.sqlite3").write_bytes(b"headings")
    tree = FolderTree(next_year(root))
    plan = sync_plan(tree, lib, Wishes(TODAY))
    assert (plan.year, plan.fresh, len(plan.files)) == (2027, True, 4)
    report = go(tree, lib, limit=2)
    assert not report.switched
    assert "stays in use" in report.waiting
    assert len(titles(lib)) == 29, "the old library is the one in use"
    assert coverage_of(next_library(lib)).baseline == 2
    assert coverage_of(lib).gaps == ("NLM has the files of 2027 by now",)
    with DiskLibrary.open(lib) as reader:
        report = go(tree, lib)
        assert reader.records(["pmid:4"]), "who has the old one open reads on"
    assert report.switched
    assert report.coverage.is_complete
    assert set(titles(lib)) == {f"pmid:{p}" for p in range(1, 41) if p != 4}
    assert (lib / "mesh.sqlite3").read_bytes() == b"headings"
    assert verify(lib).problems == ()
    assert sorted(p.name for p in work_folder(lib).iterdir()) == ["lock"]
    assert go(tree, lib).files == ()


def test_the_old_year_can_be_kept(root: Path, full: Path, lib: Path) -> None:
    report = go(FolderTree(next_year(root)), lib, keep_old=True)
    assert report.kept == lib.with_name("lib-2026")
    assert len(titles(lib.with_name("lib-2026"))) == 29


def test_records_from_elsewhere_go_along(root: Path, full: Path, lib: Path) -> None:
    with LibraryWriter(lib) as writer:
        writer.put(Record(id="doi:10.1234/nothing", title="Not in PubMed."))
        writer.commit()
    assert len(titles(lib)) == 30
    assert go(FolderTree(next_year(root)), lib).switched
    assert titles(lib)["doi:10.1234/nothing"] == "Not in PubMed."


def test_a_new_year_with_a_gap_waits(root: Path, full: Path, lib: Path) -> None:
    tree = FolderTree(next_year(root))
    (root / "baseline" / "pubmed27n0002.xml.gz").write_bytes(b"cut")
    report = go(tree, lib)
    assert (report.switched, len(report.refused)) == (False, 1)
    assert coverage_of(lib).year == 2026
    assert go(tree, lib, force=True).switched
    assert coverage_of(lib).missing == ((2, 2),)


def test_a_baseline_that_is_still_being_put_there_waits(root: Path, full: Path, lib: Path) -> None:
    next_year(root)
    for number in (2, 3, 4):
        (root / "baseline" / f"pubmed27n{number:04}.xml.gz").unlink()
    report = go(FolderTree(root), lib)
    assert "fewer files" in report.waiting
    assert coverage_of(lib).year == 2026


def test_years_are_never_mixed(root: Path, full: Path, lib: Path, tmp_path: Path) -> None:
    old = make_tree(tmp_path / "old", 25, records=11)
    with pytest.raises(ConfigError, match="of 2025, the library is of 2026"):
        go(FolderTree(old), lib)
    with pytest.raises(ConfigError, match="updates are of 2027"):
        go(FolderTree(next_year(root)), lib, updates_only=True)
    ingest([old / "baseline"], lib)
    assert coverage_of(lib).other_years == (2025,)
    assert not coverage_of(lib).is_whole


def test_updates_of_last_year_beside_a_new_baseline_are_left(root: Path, lib: Path) -> None:
    add_file(root / "updatefiles", "pubmed25n1700.xml.gz", article(99, note=" of last year"))
    go(FolderTree(root), lib)
    check_content(lib)


def test_a_switch_cut_off_between_its_steps_is_carried_on(
    root: Path, full: Path, lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two folders cannot be exchanged in one step, and everywhere after it."""
    tree = FolderTree(next_year(root))

    def killed(path: Path, **_: object) -> None:
        if path.exists():
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sceptic.library.succession._exchanged", lambda *_: False)
        patch.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            go(tree, lib)
    assert coverage_of(lib).year == 2027
    lib.rename(next_library(lib))  # as if killed between the two renames
    assert not lib.exists()
    assert go(tree, lib).files == ()
    assert coverage_of(lib).year == 2027
    assert sorted(p.name for p in work_folder(lib).iterdir()) == ["lock"]


def test_a_kill_right_after_the_exchange_is_carried_on(
    root: Path, full: Path, lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = FolderTree(next_year(root))
    renamed = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if target.name == "old":
            raise KeyboardInterrupt
        return renamed(self, target)

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.rename", killed)
        with pytest.raises(KeyboardInterrupt):
            go(tree, lib)
    assert lib.exists(), "at no moment there is no library"
    assert go(tree, lib).files == ()
    assert coverage_of(lib).year == 2027
    assert sorted(p.name for p in work_folder(lib).iterdir()) == ["lock"]


# ------------------------------------------------------------------ kill -9


def serve(httpserver: HTTPServer, root: Path) -> str:
    """The folder over real HTTP, in small pieces, as a slow line gives them."""

    def answer(request: Request) -> Response:
        place = root / request.path.removeprefix("/pubmed/")
        if place.is_dir():
            return Response(listing(place), mimetype="text/html")
        data = place.read_bytes()
        start = int((request.headers.get("Range") or "bytes=0-")[6:].rstrip("-"))
        headers = {"Content-Length": str(len(data) - start)}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"

        def pieces() -> object:
            for at in range(start, len(data), 20_000):
                time.sleep(0.002)
                yield data[at : at + 20_000]

        return Response(pieces(), 206 if start else 200, headers, direct_passthrough=True)  # type: ignore[arg-type]

    httpserver.expect_request(re.compile(r"^/pubmed/.*")).respond_with_handler(answer)
    return httpserver.url_for("/pubmed/")


def killed_sync(address: str, lib: Path, after: float) -> int:
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "NO_PROXY": "*"}
    run = subprocess.Popen(
        [sys.executable, "-m", "sceptic", "library", "sync", "--from", address, "--library", lib],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        run.wait(after)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGKILL)
        run.wait()
    return run.returncode


def test_kill_9_at_any_moment_and_again_is_the_uninterrupted_library(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    root = make_tree(tmp_path / "tree", records=700)
    address = serve(httpserver, root)
    started = time.perf_counter()
    assert killed_sync(address, tmp_path / "whole", 120) == 0
    usual = time.perf_counter() - started
    pick = random.Random(4)
    lib = tmp_path / "lib"
    kills = sum(killed_sync(address, lib, pick.uniform(0.3, usual)) < 0 for _ in range(4))
    assert kills
    assert killed_sync(address, lib, 120) == 0
    assert verify(lib).problems == ()
    assert status(lib).digest == status(tmp_path / "whole").digest
    assert coverage_of(lib) == coverage_of(tmp_path / "whole")
    assert not list(work_folder(lib).glob("pubmed*"))
    with DiskLibrary.open(lib) as one, DiskLibrary.open(tmp_path / "whole") as other:
        for query in ("all[sb]", "hair loss", "alopecia[mh] NOT drug[tiab]", "5[pmid]"):
            assert one.count(parse(query)) == other.count(parse(query))


def test_real_files_in_nlms_layout(data_dir: Path, lib: Path, tmp_path: Path) -> None:
    """A real baseline file, the real update after it, with its real deletions."""
    root = tmp_path / "tree"
    for folder, name in (("baseline", "pubmed26n1334.xml.gz"),
                         ("updatefiles", "pubmed26n1335.xml.gz")):  # fmt: skip
        (found,) = (data_dir / "pubmed_xml" / "original_files").glob(f"*{name}")
        (root / folder).mkdir(parents=True)
        note_md5(Path(shutil.copyfile(found, root / folder / name)))
    report = go(FolderTree(root), lib)
    assert [(f.records, f.deleted > 0) for f in report.files] == [(30, False), (30, True)]
    assert report.coverage.gaps == ("1333 files are missing: 1-1333",)
    assert verify(lib).problems == ()


def test_real_files_as_updates(data_dir: Path, lib: Path, tmp_path: Path) -> None:
    """Untouched files after one another; the one that is no PubMed XML stops none."""
    root = tmp_path / "tree" / "updatefiles"
    root.mkdir(parents=True)
    folder = data_dir / "pubmed_xml" / "original_files"
    found = [*sorted(folder.glob("SEEDtk*")), *sorted(folder.glob("*pubmed2*"))]
    for number, path in enumerate(found, 1):
        suffix = ".xml.gz" if path.name.endswith(".gz") else ".xml"
        shutil.copyfile(path, root / f"pubmed26n{number:04}{suffix}")
    report = go(FolderTree(root.parent), lib)
    assert len(report.files) == len(found) > 10
    assert len(report.refused) == 1
    assert verify(lib).problems == ()


def test_no_thread_is_left_behind(root: Path, lib: Path) -> None:
    go(FolderTree(root), lib)
    assert [t.name for t in threading.enumerate() if "_fetch_all" in t.name] == []
