"""How fast PubMed files become a searchable, stored library; beside pubmed_parser, in one run.

    python -m bench.ingest                      # a generated baseline file
    python -m bench.ingest --data DIR           # and the real files under DIR/corpus

Both readers feed the same writer: same index, same store. Every leg runs in a fresh process. CPU
seconds are those of all its processes, the peak is that of the one that writes.
Times are what this machine gives while others use it; the ratio is what to compare.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from bench.baseline import write_baseline
from sceptic.domain.record import AbstractPart, Author, MeshHeading, PartialDate, Pmid, Record
from sceptic.library.files import items_of
from sceptic.library.ingest import ingest
from sceptic.library.writer import LibraryWriter

PACKAGES = ("lxml", "tantivy", "zstandard", "isal", "msgspec", "pubmed_parser")
BUDGET = {"records/s": 10_000.0, "reading": 3.5, "peak MB": 2000.0}
ONE = "library, one process"


class Leg(msgspec.Struct):
    """One measured run. Sizes in megabytes, times in seconds."""

    name: str
    records: int
    seconds: float
    cpu: float
    peak: float
    store: float = 0.0
    index: float = 0.0

    @property
    def rate(self) -> float:
        return self.records / self.seconds


def main() -> None:
    options = _options()
    if options.leg:
        print(msgspec.json.encode(_run(options.leg, options.library, options.files)).decode())
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        generated = place / "pubmed26n0001.xml.gz"
        size = write_baseline(generated, options.records)
        print(_header(options.records, size, generated))
        _table("generated baseline file", [generated], place, options.repeat)
        if options.data:
            real = sorted((options.data / "corpus").glob("corpus*.xml.gz"))
            _table("real files (no authors, dates or references)", real, place, options.repeat)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of the real data sets")
    parser.add_argument("--records", type=int, default=30_000, help="of the generated file")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each leg; the best counts")
    parser.add_argument("--leg", help=argparse.SUPPRESS)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _header(records: int, size: int, path: Path) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    packed = path.stat().st_size / 1e6
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}"
        f"\n{packages}\ngenerated: {records} records, {size / 1e6:.0f} MB, {packed:.0f} MB gzipped"
    )


def _table(title: str, files: list[Path], place: Path, repeat: int) -> None:
    print(f"\n{title}")
    names = ("records", "s", "rec/s", "CPU s", "peak MB", "MB stored", "MB index")
    print(f"{'leg':<34}" + "".join(f"{name:>10}" for name in names))
    legs = {}
    for name in ("read only", "read only, pubmed_parser", "library", ONE, "library, pubmed_parser"):
        runs = [_child(name, files, place) for _ in range(repeat)]
        leg = legs[name] = min(runs, key=lambda run: run.seconds)
        sizes = f"{leg.peak:>10.0f}{leg.store:>10.1f}{leg.index:>10.1f}"
        times = f"{leg.seconds:>10.1f}{leg.rate:>10.0f}{leg.cpu:>10.1f}"
        print(f"{name:<34}{leg.records:>10}{times}{sizes}")
    ours, theirs = legs["library"], legs["library, pubmed_parser"]
    mine, peer = legs["read only"], legs["read only, pubmed_parser"]
    print(
        f"ratio to pubmed_parser: library {theirs.seconds / ours.seconds:.2f}"
        f" (CPU {theirs.cpu / ours.cpu:.2f}), reading alone {peer.seconds / mine.seconds:.2f}"
        f" (CPU {peer.cpu / mine.cpu:.2f}); several processes to one"
        f" {legs[ONE].seconds / ours.seconds:.2f}\n"
        f"wanted: {BUDGET['records/s']:.0f} records/s, reading {BUDGET['reading']} times"
        f" pubmed_parser, peak {BUDGET['peak MB']:.0f} MB"
    )


def _child(name: str, files: list[Path], place: Path) -> Leg:
    library = place / "library"
    shutil.rmtree(library, ignore_errors=True)
    command = [sys.executable, "-m", "bench.ingest", "--leg", name, "--library", str(library)]
    done = subprocess.run(
        [*command, *map(str, files)], check=True, stdout=subprocess.PIPE, text=True
    )
    return msgspec.json.decode(done.stdout, type=Leg)


def _run(name: str, library: Path, files: list[Path]) -> Leg:
    started = time.perf_counter()
    match name:
        case "read only":
            count = sum(1 for file in files for _ in items_of(file))
        case "read only, pubmed_parser":
            count = sum(1 for _ in _theirs(files))
        case "library":
            count = ingest(files, library).records
        case "library, one process":
            with mock.patch("sceptic.library.ingest.reading_processes", return_value=0):
                count = ingest(files, library).records
        case _:
            count = 0
            with LibraryWriter(library) as writer:
                for row in _theirs(files):
                    writer.put(_record(row))
                    count += 1
                writer.commit()
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_SELF)
    readers = resource.getrusage(resource.RUSAGE_CHILDREN)
    sizes = {part: _megabytes(library, part) for part in ("records.sqlite3", "index")}
    cpu = sum(used.ru_utime + used.ru_stime for used in (usage, readers))
    peak = usage.ru_maxrss / 1024
    return Leg(name, count, seconds, cpu, peak, sizes["records.sqlite3"], sizes["index"])


def _megabytes(library: Path, part: str) -> float:
    return sum(p.stat().st_size for p in library.rglob("*") if part in str(p)) / 1e6


def _theirs(files: list[Path]) -> Iterator[dict[str, Any]]:
    import pubmed_parser  # noqa: PLC0415 - the peer, only needed here

    for file in files:
        yield from pubmed_parser.parse_medline_xml(str(file))


def _record(row: dict[str, Any]) -> Record:
    """What pubmed_parser's dictionary holds, as a record."""
    year = str(row["pubdate"])[:4]
    headings = [h.partition(":") for h in str(row["mesh_terms"]).split("; ") if h]
    return Record(
        id=f"pmid:{row['pmid']}",
        pmid=Pmid(int(row["pmid"])),
        title=row["title"] or "",
        abstract=(AbstractPart(row["abstract"]),) if row["abstract"] else (),
        authors=tuple(Author(last=name) for name in str(row["authors"]).split(";") if name),
        journal=row["journal"] or "",
        journal_abbreviation=row["medline_ta"] or "",
        doi=row["doi"] or "",
        pmcid=row["pmc"] or "",
        mesh=tuple(MeshHeading(name.strip(), ui) for ui, _, name in headings),
        publication_types=tuple(
            t.partition(":")[2] for t in str(row["publication_types"]).split("; ") if t
        ),
        print_date=PartialDate(int(year)) if year.isdecimal() else None,
    )


if __name__ == "__main__":
    main()
