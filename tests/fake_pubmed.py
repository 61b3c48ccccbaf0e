"""A made-up PubMed behind E-utilities, in this process, and every way in which it may fail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import httpx2

from sceptic.domain.record import Record
from sceptic.library.index import Order
from sceptic.library.memory import MemoryLibrary
from sceptic.library.query import parse
from sceptic.sources.eutils import Account, Eutils, Limits
from sceptic.sources.medline import records_from_xml
from sceptic.sources.pace import Pace
from tests.library_samples import article, as_file

ADDRESS = "http://pubmed.test/entrez/eutils/"

FAULTS = (
    *("429", "429 in 200", "backend", "cut", "timeout", "html", "refused", "gzip", "empty"),
    *("503", "short", "no count", "redirect", "number", "closed"),
)
"""What may come instead of an answer; ``short`` is an answer that leaves something out."""


class Clock:
    """Seconds that pass only by sleeping."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class FakePubmed:
    """Answers esearch, efetch and einfo from XML records; ``cap`` is PubMed's 9,999."""

    articles: dict[int, str]
    cap: int = 9_999
    calls: list[tuple[str, dict[str, str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        items = records_from_xml(as_file(*self.articles.values()))
        self.records = tuple(item for item in items if isinstance(item, Record))
        self.library = MemoryLibrary(self.records)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        text = request.content.decode() if request.method == "POST" else request.url.query.decode()
        given = {key: values[0] for key, values in parse_qs(text).items()}
        name = request.url.path.rsplit("/", 1)[1]
        self.calls.append((name, given, request.method))
        answer = {
            "esearch.fcgi": self._search,
            "efetch.fcgi": self._fetch,
            "einfo.fcgi": self._info,
        }
        return httpx2.Response(200, content=answer[name](given))

    def _search(self, given: dict[str, str]) -> bytes:
        start, most = int(given.get("retstart", 0)), int(given.get("retmax", 20))
        if start >= self.cap:
            said = (
                f"Search Backend failed: Exception: 'retstart' cannot be larger than {self.cap - 1}"
            )
            return json.dumps({"esearchresult": {"ERROR": said}}).encode()
        order = Order.PUBLISHED if given.get("sort") == "pub_date" else Order.RELEVANCE
        hits = self.library.search(parse(given["term"]), limit=self.cap, order=order)
        ids = [hit.record_id.removeprefix("pmid:") for hit in hits.hits]
        result = {
            "count": str(hits.total),
            "retmax": str(most),
            "retstart": str(start),
            "idlist": ids[start : start + most],
            "querytranslation": f"({given['term']})",
            "errorlist": {"phrasesnotfound": [], "fieldsnotfound": []},
        }
        return json.dumps({"header": {"type": "esearch"}, "esearchresult": result}).encode()

    def _fetch(self, given: dict[str, str]) -> bytes:
        asked = [int(one) for one in given["id"].split(",")]
        return as_file(*(self.articles[one] for one in asked if one in self.articles))

    def _info(self, _given: dict[str, str]) -> bytes:
        about = {
            "dbname": "pubmed",
            "count": str(len(self.records)),
            "lastupdate": "2026/11/21 03:02",
        }
        return json.dumps({"einforesult": {"dbinfo": [about]}}).encode()


def made_up(count: int, cap: int = 9_999) -> FakePubmed:
    return FakePubmed({n: article(n) for n in range(100, 100 + count)}, cap)


class Faulty:
    """Passes requests on, but for those whose turn in ``schedule`` names a fault.

    When the schedule is used up, ``then`` holds for every further request.
    """

    def __init__(
        self,
        inner: Callable[[httpx2.Request], httpx2.Response],
        schedule: Sequence[str],
        then: str = "",
    ) -> None:
        self._inner = inner
        self._turns: Iterator[str] = iter(schedule)
        self._then = then
        self.injected: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        fault = next(self._turns, self._then)
        response = self._inner(request)
        if not fault:
            return response
        self.injected.append(fault)
        return _faulty(fault, response, request)


def _faulty(fault: str, response: httpx2.Response, request: httpx2.Request) -> httpx2.Response:
    raised: dict[str, Callable[[], Exception]] = {
        "timeout": lambda: httpx2.ReadTimeout("slow", request=request),
        "refused": lambda: httpx2.ConnectError("refused", request=request),
        "closed": lambda: httpx2.RemoteProtocolError("closed", request=request),
    }
    if fault in raised:
        raise raised[fault]()
    body = response.content
    limit = b'{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"}'
    said = b'{"esearchresult":{"ERROR":"Search Backend failed: Status: 500"}}'
    answers: dict[str, Callable[[], httpx2.Response]] = {
        "429": lambda: httpx2.Response(429, content=limit, headers={"Retry-After": "2"}),
        "429 in 200": lambda: httpx2.Response(200, content=limit),
        "backend": lambda: httpx2.Response(200, content=said),
        "cut": lambda: httpx2.Response(200, content=body[: len(body) * 2 // 3]),
        "html": lambda: httpx2.Response(200, content=b"<!DOCTYPE html><html>Sorry</html>"),
        "gzip": lambda: httpx2.Response(
            200, content=_Raw(body), headers={"Content-Encoding": "gzip"}
        ),
        "empty": lambda: httpx2.Response(200, content=b""),
        "503": lambda: httpx2.Response(503, content=b"busy"),
        "short": lambda: httpx2.Response(200, content=_shortened(body)),
        "no count": lambda: httpx2.Response(200, content=b'{"esearchresult":{"idlist":["1"]}}'),
        "redirect": lambda: httpx2.Response(302, headers={"Location": "http://login.test/"}),
        "number": lambda: httpx2.Response(200, content=b"502"),
    }
    return answers[fault]()


class _Raw(httpx2.SyncByteStream):
    """Bytes as they go over the wire."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


def _shortened(body: bytes) -> bytes:
    """A whole answer that leaves out its last hit or record."""
    if body.startswith(b"{"):
        value = json.loads(body)
        del value.get("esearchresult", {}).get("idlist", [])[-1:]
        return json.dumps(value).encode()
    head, found, tail = body.rpartition(b"<PubmedArticle>")
    return head + tail[tail.index(b"</PubmedArticle>") + 16 :] if found else body


def client_of(
    answer: Callable[[httpx2.Request], httpx2.Response],
    *,
    account: Account | None = None,
    limits: Limits | None = None,
    clock: Clock | None = None,
) -> Eutils:
    """The client on this answerer; its time passes only by sleeping."""
    timer = clock or Clock()
    return Eutils(
        ADDRESS,
        account or Account("me@example.org"),
        pace=Pace(0.35, clock=timer, sleep=timer.sleep),
        limits=limits or Limits(),
        transport=httpx2.MockTransport(answer),
        clock=timer,
        sleep=timer.sleep,
    )
