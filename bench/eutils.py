"""How fast the E-utilities of a library answer, beside the same work in this process.

    python -m bench.eutils --library FOLDER
    python -m bench.eutils --library FOLDER --queries 200 --clients 4

The server runs in a process of its own; requests go over kept-open connections. Queries are pairs
of words from titles of the library. The last column compares with what the answer is made of: the
search alone, or the records alone. No test or CI step fails on a time.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sceptic.eutils_server.app import BASE
from sceptic.library.collection import DiskLibrary
from sceptic.library.explain import mapped_for
from sceptic.library.index import Order
from sceptic.library.query import parse
from sceptic.library.words import STOP_WORDS, words_of

_PAGES = (20, 200)


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of each call; ``beside`` is the row it is compared with."""

    kind: str
    times: tuple[float, ...]
    beside: Row | None = None
    clients: int = 1

    def __str__(self) -> str:
        ordered = sorted(self.times)
        p50 = statistics.median(ordered)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        rate = 1000 * self.clients / statistics.fmean(ordered)
        ratio = f"{p50 / statistics.median(self.beside.times):6.2f}" if self.beside else "     -"
        return f"{self.kind:<44} {p50:9.2f} {p99:9.2f} {rate:9.0f} {ratio}"


def timed(calls: Sequence[Callable[[], object]], clients: int = 1) -> tuple[float, ...]:
    """Milliseconds of each call after one round to warm up."""
    for call in calls[:5]:
        call()

    def one(call: Callable[[], object]) -> float:
        start = time.perf_counter()
        call()
        return 1000 * (time.perf_counter() - start)

    if clients == 1:
        return tuple(map(one, calls))
    with ThreadPoolExecutor(clients) as pool:
        return tuple(pool.map(one, calls))


def queries_of(library: DiskLibrary, count: int) -> list[str]:
    """Two words of a title each, the same for the same library."""
    pick = random.Random(0)
    ids = list(library.ids)
    queries: list[str] = []
    while len(queries) < count:
        for record in library.records(pick.choices(ids, k=count)):
            words = sorted({w for w in words_of(record.title) if len(w) > 4} - STOP_WORDS)
            if len(words) > 1:
                queries.append(" AND ".join(pick.sample(words, 2)))
    return queries[:count]


@contextmanager
def server_over(library: Path) -> Iterator[str]:
    """Host and port of ``sceptic serve --eutils`` in a process of its own."""
    command = [sys.executable, "-m", "sceptic", "serve", "--eutils", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--library", str(library)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        address = urlsplit(line.rsplit(" ", 1)[-1].strip()).netloc
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


class Client:
    """A connection of each thread, kept open; one that the server has closed is opened again."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._own = threading.local()

    def ask(self, utility: str, **values: str) -> bytes:
        form = urlencode({"db": "pubmed", **values})
        try:
            return self._asked(utility, form)
        except (ConnectionError, http.client.HTTPException):
            del self._own.connection
            return self._asked(utility, form)

    def _asked(self, utility: str, form: str) -> bytes:
        if not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPConnection(self._address, timeout=60)
            self._own.connection.connect()
            self._own.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._own.connection.request("POST", BASE + utility, form)
        response = self._own.connection.getresponse()
        body: bytes = response.read()
        assert response.status == 200, (response.status, body[:200])
        return body


def rows_of(library: DiskLibrary, address: str, count: int, clients: int) -> Iterator[Row]:
    client = Client(address)
    yield from _searches(library, client, queries_of(library, count), clients)
    ids = [str(pmid) for record_id in library.ids if (pmid := record_id.partition(":")[2])]
    pick = random.Random(1)
    for size in _PAGES:
        pages = [pick.choices(ids, k=size) for _ in range(max(20, count // 4))]
        yield from _records(library, client, pages, size)
    some = pick.choices(ids, k=max(20, count // 8))
    asked = [
        partial(client.ask, "elink.fcgi", dbfrom="pubmed", id=i, linkname="pubmed_pubmed")
        for i in some
    ]
    yield Row("elink, alike by words", timed(asked))


def _searches(
    library: DiskLibrary, client: Client, queries: Sequence[str], clients: int
) -> Iterator[Row]:
    nodes = [mapped_for(parse(q), library).node for q in queries]
    for order, sort in ((Order.NEWEST, ""), (Order.RELEVANCE, "relevance")):
        inside = [partial(library.search, node, limit=20, order=order) for node in nodes]
        alone = Row(f"search alone, {order.value}", timed(inside))
        yield alone
        asked = [partial(client.ask, "esearch.fcgi", term=q, sort=sort) for q in queries]
        yield Row(f"esearch, {order.value}", timed(asked), alone)
        yield Row(f"esearch, {clients} clients", timed(asked, clients), alone, clients)


def _records(
    library: DiskLibrary, client: Client, pages: Sequence[list[str]], size: int
) -> Iterator[Row]:
    inside = [partial(library.records, [f"pmid:{i}" for i in page]) for page in pages]
    alone = Row(f"{size} records alone", timed(inside))
    yield alone
    for kind in ("xml", "medline", "abstract"):
        fetch = partial(client.ask, "efetch.fcgi", rettype=kind, retmode="text")
        asked = [partial(fetch, id=",".join(page)) for page in pages]
        yield Row(f"efetch of {size}, {kind}", timed(asked), alone)
    summary = partial(client.ask, "esummary.fcgi", retmode="json")
    asked = [partial(summary, id=",".join(page)) for page in pages]
    yield Row(f"esummary of {size}, json", timed(asked), alone)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    with DiskLibrary.open(options.library) as library, server_over(options.library) as address:
        records = library.snapshot().records
        print(f"{records} records, {os.cpu_count()} cores, Python {platform.python_version()}")
        print(f"{'':<44} {'p50 ms':>9} {'p99 ms':>9} {'each s':>9}  ratio")
        for row in rows_of(library, address, options.queries, options.clients):
            print(row, flush=True)


if __name__ == "__main__":
    main()
