"""Kills an ingest at random moments, resumes it, and compares with an uninterrupted run.

    python -m bench.kills --kills 50 --records 3000

Each try is a fresh library: the ingest of several files (a baseline, revisions, deletions) is
killed with SIGKILL at a random moment, often more than once, then run to its end. The digest of
the records, what ``verify`` says and the hits of ten searches must be those of a run that nobody
disturbed. No process that reads may outlive the one that was killed. Exit 1 if anything differs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.baseline import Generator, write_baseline, write_update
from sceptic.library.collection import DiskLibrary
from sceptic.library.ingest import ingest, status, verify
from sceptic.library.query import parse

CHILD = """
import sys
from pathlib import Path
from sceptic.library import files
files._LARGE = 1 << 20
from sceptic.library.ingest import ingest
print("started", flush=True)
ingest([Path(sys.argv[1])], Path(sys.argv[2]))
print("done", flush=True)
"""
"""Files from 1 MB on are read by several processes, so that these are killed too."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--records", type=int, default=3000, help="in each of the two large files")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(_run(Path(folder), options.kills, options.records, random.Random(options.seed)))


def _run(place: Path, kills: int, records: int, pick: random.Random) -> int:
    files = place / "files"
    files.mkdir()
    write_baseline(files / "pubmed26n0001.xml.gz", records)
    write_baseline(files / "pubmed26n0002.xml.gz", 700, first=records + 1)
    write_update(files / "pubmed26n0003.xml.gz", records, known=records + 700)
    started = time.perf_counter()
    _child(files, place / "whole").wait()
    usual = time.perf_counter() - started
    expected = _content(place / "whole")
    print(f"uninterrupted: {usual:.1f} s, {status(place / 'whole').records} records", flush=True)
    done, wrong, orphans, states = 0, 0, 0, Counter[str]()
    while done < kills:
        lib = place / "killed"
        shutil.rmtree(lib, ignore_errors=True)
        for _ in range(pick.choice((1, 1, 2, 3))):
            orphans += _killed(files, lib, pick.uniform(0, usual))
            done += 1
            states[_state(lib)] += 1
        ingest([files], lib)
        wrong += _content(lib) != expected
        print(f"{done} kills, {wrong} libraries differ, {orphans} processes left", flush=True)
    print(", ".join(f"{state}: {count}" for state, count in sorted(states.items())))
    return int(wrong or orphans)


def _child(files: Path, library: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(files), str(library)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _killed(files: Path, library: Path, after: float) -> int:
    """Kills one ingest; how many of its processes are there five seconds later."""
    run = _child(files, library)
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(after)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 5
    while (left := _session(run.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    return len(left)


def _session(leader: int) -> list[int]:
    """Living processes of a session (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == leader:
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
                found += [int(folder.name)] if state != "Z" else []
        except (OSError, ProcessLookupError):
            continue
    return found


def _state(library: Path) -> str:
    """Where the kill hit."""
    try:
        found = status(library)
    except Exception as error:  # noqa: BLE001 - any state may be found, and is only counted
        return type(error).__name__
    return f"{len(found.files)} files{', index behind' if found.unfinished else ''}"


def _content(library: Path) -> tuple[object, ...]:
    found = verify(library)
    words = Generator().words(6).split()
    queries = ["all[sb]", "humans", "review[pt]", "1:200[pmid]", *(f"{w}[tiab]" for w in words)]
    with DiskLibrary.open(library) as opened:
        hits = [
            frozenset(h.record_id for h in opened.search(parse(q), limit=100_000).hits)
            for q in queries
        ]
    return found.records, found.digest, found.problems, *hits


if __name__ == "__main__":
    main()
