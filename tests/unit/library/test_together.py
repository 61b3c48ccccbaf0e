"""Several at once: readers while another process writes, two writers, a rebuild under readers."""

from __future__ import annotations

import multiprocessing as mp
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from sceptic.errors import LibraryBusyError
from sceptic.library.collection import DiskLibrary
from sceptic.library.query import parse
from sceptic.library.writer import INDEX, LibraryWriter, rebuilt
from sceptic.sources.medline import records_from_xml
from tests.library_samples import article, as_file

STEP, STEPS = 25, 5
EVERYTHING = parse("all[sb]")


def put(writer: LibraryWriter, first: int, count: int) -> None:
    for record in records_from_xml(as_file(*(article(n) for n in range(first, first + count)))):
        writer.put(record)  # type: ignore[arg-type]
    writer.commit()


def filled(path: Path, count: int = STEP) -> Path:
    with LibraryWriter(path) as writer:
        put(writer, 1, count)
    return path


def write_in_steps(path: Path, go: Event) -> None:
    with LibraryWriter(path) as writer:
        go.wait()
        for step in range(1, STEPS + 1):
            put(writer, 1 + step * STEP, STEP)


def test_a_reader_sees_whole_writes_while_another_process_writes(tmp_path: Path) -> None:
    path = filled(tmp_path / "lib")
    context = mp.get_context("spawn")
    go = context.Event()
    other = context.Process(target=write_in_steps, args=(path, go))
    other.start()
    seen: set[int] = set()
    with DiskLibrary.open(path) as reader:
        go.set()
        while other.is_alive() or len(seen) < 2:
            reader.refresh()
            hits = reader.search(EVERYTHING, limit=1000)
            seen.add(hits.total)
            ids = [hit.record_id for hit in hits.hits]
            assert hits.total == len(ids)
            assert len(reader.records(ids)) == hits.total
            if not other.is_alive() and hits.total == STEP * (STEPS + 1):
                break
        other.join()
        reader.refresh()  # the last write may have come after the last look
        seen.add(reader.count(EVERYTHING))
    assert other.exitcode == 0
    assert all(total % STEP == 0 for total in seen)
    assert max(seen) == STEP * (STEPS + 1)


def hold(path: Path, ready: Event, done: Event) -> None:
    with LibraryWriter(path):
        ready.set()
        done.wait(30)


def test_a_second_writer_is_refused_and_does_no_harm(tmp_path: Path) -> None:
    path = filled(tmp_path / "lib")
    context = mp.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(path, ready, done))
    other.start()
    assert ready.wait(30)
    with pytest.raises(LibraryBusyError, match="another process"), LibraryWriter(path):
        pass
    with pytest.raises(LibraryBusyError, match="another process"):
        rebuilt(path)
    done.set()
    other.join()
    with LibraryWriter(path) as writer:
        put(writer, 1 + STEP, STEP)
    with DiskLibrary.open(path) as reader:
        assert reader.count(EVERYTHING) == 2 * STEP


def test_searches_in_threads_while_the_index_is_made_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "lib", 200)
    stop = threading.Event()
    counts: set[int] = set()
    faults: list[Exception] = []

    def search() -> None:
        try:
            with DiskLibrary.open(path) as reader:
                while not stop.is_set():
                    counts.add(reader.search(EVERYTHING, limit=10).total)
        except Exception as error:  # noqa: BLE001 - what a thread meets must reach the test
            faults.append(error)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    told: list[int] = []
    for _ in range(3):
        assert rebuilt(path, told.append) == 200
        time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert counts == {200}
    assert told == [200] * 3
    assert sorted(p.name for p in path.iterdir() if p.is_dir()) == [INDEX]


def test_a_rebuild_that_was_cut_off_leaves_the_old_index(tmp_path: Path) -> None:
    path = filled(tmp_path / "lib")

    class CutError(Exception):
        pass

    def cut(_: int) -> None:
        raise CutError

    with pytest.raises(CutError):
        rebuilt(path, cut)
    with DiskLibrary.open(path) as reader:
        assert reader.count(EVERYTHING) == STEP
    assert rebuilt(path) == STEP
    assert not (path / f"{INDEX}.new").exists()
