"""Made-up trees of NLM's files, in a folder and served over HTTP, with faults on demand."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.library_samples import article, as_file, deletion

Fault = Callable[[httpx2.Request, bytes], httpx2.Response | None]


def add_file(folder: Path, name: str, *parts: str) -> Path:
    """A file of the tree with its .md5, as NLM makes them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(gzip.compress(as_file(*parts), 1, mtime=0))
    note_md5(path)
    return path


def note_md5(path: Path) -> None:
    digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    path.with_name(f"{path.name}.md5").write_text(f"MD5 ({path.name}) = {digest}\n")


def make_tree(root: Path, year: int = 26, *, records: int = 10) -> Path:
    """Three baseline files of ``records`` records each, two updates with every kind of change."""
    baseline, updates = root / "baseline", root / "updatefiles"
    for number in (1, 2, 3):
        first = (number - 1) * records + 1
        pmids = range(first, first + records)
        add_file(baseline, f"pubmed{year}n{number:04}.xml.gz", *(article(p) for p in pmids))
    add_file(
        updates,
        f"pubmed{year}n0004.xml.gz",
        article(2, note=" revised"),
        article(3, version=2, note=" second version"),
        article(3 * records + 1),
        deletion(5, 6),
    )
    add_file(
        updates,
        f"pubmed{year}n0005.xml.gz",
        article(3, version=1, note=" late first version"),
        article(5, note=" back again"),
        deletion(7),
    )
    return root


@dataclass
class Server:
    """Serves a folder as NLM's server does; ``faults`` answers first where it has an answer.

    ``asked`` keeps every request as (method, path, Range).
    """

    root: Path
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path.removeprefix("/pubmed/")
        self.asked.append((request.method, path, request.headers.get("Range", "")))
        self.agents.add(request.headers["User-Agent"])
        place = self.root / path
        data = listing(place).encode() if place.is_dir() else b""
        if place.is_file():
            data = place.read_bytes()
        waiting = self.faults.get(path) or []
        if waiting:
            given = waiting.pop(0)(request, data)
            if given is not None:
                return given
        if not place.exists():
            return sent(404, b"<html>404 Not Found</html>")
        return ranged(request, data)

    def fetched(self, name: str) -> int:
        """How often a file was asked for."""
        return sum(path.endswith(name) for method, path, _ in self.asked if method == "GET")


class _Stream(httpx2.SyncByteStream):
    """A body that comes in pieces, and may break off after ``cut`` bytes."""

    def __init__(self, data: bytes, cut: int | None = None) -> None:
        self._data = data
        self._cut = cut

    def __iter__(self) -> Iterator[bytes]:
        yield self._data if self._cut is None else self._data[: self._cut]
        if self._cut is not None:
            raise httpx2.RemoteProtocolError("peer closed connection")


def sent(
    status: int, data: bytes, headers: dict[str, str] | None = None, cut: int | None = None
) -> httpx2.Response:
    length = {"Content-Length": str(len(data))}
    return httpx2.Response(status, headers=length | (headers or {}), stream=_Stream(data, cut))


def ranged(request: httpx2.Request, data: bytes, cut: int | None = None) -> httpx2.Response:
    given = request.headers.get("Range")
    if not given:
        return sent(200, data, cut=cut)
    start = int(given.removeprefix("bytes=").rstrip("-"))
    if start >= len(data):
        return sent(416, b"", {"Content-Range": f"bytes */{len(data)}"})
    span = f"bytes {start}-{len(data) - 1}/{len(data)}"
    return sent(206, data[start:], {"Content-Range": span}, cut=cut)


def listing(folder: Path) -> str:
    """A directory page in the form of Apache's, as NLM's server writes it."""
    rows = [
        f'<a href="{p.name}">{p.name}</a>    2026-01-{min(28, i + 1):02} 14:11  '
        f"{max(1, p.stat().st_size // 1024)}K  "
        for i, p in enumerate(sorted(folder.iterdir()))
    ]
    head = '<pre>Name   Last modified   Size  <hr><a href="/pubmed/">Parent Directory</a>   -   '
    return "\n".join(
        ["<html><head><title>Index of /pubmed</title></head><body>", head, *rows, "</pre></html>"]
    )


def says(status: int, text: str = "", **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request, _data: sent(status, text.encode(), named)


def cut(at: int) -> Fault:
    """The connection breaks after so many bytes."""
    return lambda request, data: ranged(request, data, cut=at)


def times_out(_request: httpx2.Request, _data: bytes) -> httpx2.Response:
    raise httpx2.ReadTimeout("timed out")
