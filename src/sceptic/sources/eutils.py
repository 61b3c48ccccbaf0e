"""The client of NCBI's E-utilities: esearch, efetch and einfo for PubMed.

No method raises for what a network does: each returns its value or a ``Failure`` (see
``eutils_parse``). Limits and manners after NBK25497 and NBK25499: tool, e-mail and key in every
call, POST for long terms and long lists, the pace shared by all processes (``pace``), passing
failures tried again with growing, jittered waits or as ``Retry-After`` asks. The only file that
imports the HTTP library for PubMed.
"""

from __future__ import annotations

import re
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Thread
from typing import NotRequired, TypedDict, TypeVar
from urllib.parse import urlencode

import httpx2
import tenacity

from sceptic.domain.record import Pmid
from sceptic.errors import ConfigError
from sceptic.sources.eutils_parse import (
    Failure,
    Fault,
    Fetched,
    Found,
    Info,
    failure_of_status,
    parse_info,
    parse_records,
    parse_search,
)
from sceptic.sources.pace import Pace

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
TOOL = "sceptic"
CAP = 9_999
"""PubMed names no more hits of a search than these (NBK25499, esearch, retmax)."""

IDS_A_CALL = 200
"""Records fetched at a time; from this number on NCBI asks for POST."""

_HOST = re.compile(r"[\w.:-]+$")
_LONGEST_URL = 1_000
_LARGEST_ANSWER = 256 * 1024 * 1024
_MOST_WAIT = 20.0

_RECORDS = {"db": "pubmed", "retmode": "xml"}

Value = TypeVar("Value", Found, Fetched, Info)


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks. NCBI writes to ``email`` before it blocks an address; the key is never printed."""

    email: str = ""
    api_key: str = ""
    tool: str = TOOL

    @property
    def interval(self) -> float:
        """Seconds between two requests that keep to NCBI's limit: 3 a second, 10 with a key."""
        return 0.11 if self.api_key else 0.37


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often a request is tried, in seconds and times."""

    connect: float = 10.0
    read: float = 30.0
    total: float = 90.0
    """For everything between two calls of ``begin``."""
    attempts: int = 4
    first_wait: float = 1.0
    cap: int = CAP


class Eutils:
    """PubMed behind an E-utilities address.

    Args:
        base: the folder of ``esearch.fcgi`` and its like.
        transport: another way than the network, for tests.
        clock, sleep: seconds that only go forward, and how to wait.

    Raises:
        ConfigError: the address is none of the web.
    """

    def __init__(
        self,
        base: str = NCBI,
        account: Account = Account(),
        *,
        pace: Pace | None = None,
        limits: Limits = Limits(),
        transport: httpx2.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base = base if base.endswith("/") else f"{base}/"
        self.limits = limits
        self._account = account
        self._pace = pace or Pace(account.interval)
        self._clock = clock
        self._sleep = sleep
        if not _is_address(self.base):
            raise ConfigError(
                f"{base!r} is no address of E-utilities", hint=f"the default is {NCBI}"
            )
        self._http = httpx2.Client(
            transport=transport,
            headers={"User-Agent": f"{account.tool} (E-utilities client)"},
        )
        weakref.finalize(self, self._http.close)
        self._end = clock() + limits.total

    @property
    def cap(self) -> int:
        """Hits of one search that the service names."""
        return self.limits.cap

    def begin(self) -> None:
        """Give the following requests, all together, the total time again."""
        self._end = self._clock() + self.limits.total

    def close(self) -> None:
        self._http.close()

    # -------------------------------------------------------------- what can be asked

    def fetch_search(
        self,
        term: str,
        *,
        limit: int,
        start: int = 0,
        sort: str = "relevance",
        history: bool = False,
        within: float | None = None,
    ) -> Found | Failure:
        """The first ``limit`` hits from ``start`` on, in PubMed's own order of relevance.

        Args:
            sort: ``relevance`` (named, since the service's own order is by date), ``pub_date``,
                ``Author`` or ``JournalName``.
            history: also keep the result at the service (``web_env`` and ``query_key``).
            within: one try only, of at most so many seconds.
        """
        given = {
            "db": "pubmed",
            "term": term,
            "retmode": "json",
            "retmax": str(min(limit, self.limits.cap)),
            "retstart": str(start),
            "sort": sort,
            "usehistory": "y" if history else "",
        }

        def read(body: bytes) -> Found | Failure:
            return parse_search(body, limit=limit, start=start, cap=self.limits.cap)

        return self._answer("esearch.fcgi", given, read, within)

    def fetch_count(self, term: str) -> int | Failure:
        """How many records match."""
        found = self.fetch_search(term, limit=0)
        return found if isinstance(found, Failure) else found.total

    def fetch_info(self, within: float | None = None) -> Info | Failure:
        """How many records PubMed holds and when it was updated."""
        given = {"db": "pubmed", "retmode": "json"}
        return self._answer("einfo.fcgi", given, parse_info, within)

    def fetch_records(self, pmids: Iterable[Pmid]) -> Fetched | Failure:
        """Records in the order asked for; those that did not come are asked for once more.

        What came before a failure is kept: the rest is then ``missing``. Only where nothing came
        at all the result is the failure.
        """
        asked = tuple(dict.fromkeys(pmids))
        came: list[Fetched] = []
        for part in _parts(asked, IDS_A_CALL):
            fetched = self._records(part)
            if isinstance(fetched, Failure):
                if not any(each.records for each in came):
                    return fetched
                break
            came.append(fetched)
        records = {r.pmid: r for each in came for r in each.records}
        return Fetched(
            tuple(records[one] for one in asked if one in records),
            tuple(one for one in asked if one not in records),
        )

    def fetch_kept(self, found: Found, *, start: int, count: int) -> Fetched | Failure:
        """Records of a search kept at the service, of which the identifiers are known."""
        given = {
            **_RECORDS,
            "WebEnv": found.web_env,
            "query_key": found.query_key,
            "retstart": str(start),
            "retmax": str(count),
        }
        asked = found.ids[start : start + count]
        return self._answer("efetch.fcgi", given, lambda body: parse_records(body, asked))

    def _records(self, asked: tuple[Pmid, ...]) -> Fetched | Failure:
        first = self._efetch(asked)
        if isinstance(first, Failure) or not first.missing:
            return first
        again = self._efetch(first.missing)
        if isinstance(again, Failure):
            return first
        return Fetched((*first.records, *again.records), again.missing)

    def _efetch(self, asked: tuple[Pmid, ...]) -> Fetched | Failure:
        given = {**_RECORDS, "id": ",".join(map(str, asked))}
        return self._answer("efetch.fcgi", given, lambda body: parse_records(body, asked))

    # -------------------------------------------------------------- how it is asked

    def _answer(
        self,
        name: str,
        given: Mapping[str, str],
        read: Callable[[bytes], Value | Failure],
        within: float | None = None,
    ) -> Value | Failure:
        """One answer, however many tries it takes; the last try's result if none succeeds."""
        if within is not None:
            return self._once(name, given, read, within)
        tries = tenacity.Retrying(
            retry=tenacity.retry_if_result(_may_get_better),
            stop=self._stops,
            wait=self._wait,
            sleep=self._sleep,
            retry_error_callback=_last_result,
        )
        result: Value | Failure = tries(self._tried, name, given, read)
        return result

    def _once(
        self,
        name: str,
        given: Mapping[str, str],
        read: Callable[[bytes], Value | Failure],
        within: float,
    ) -> Value | Failure:
        """One try that ends in time whatever the network does: looking up a name has no timeout."""
        results: list[Value | Failure] = []
        asking = Thread(
            target=lambda: results.append(self._tried(name, given, read, within)), daemon=True
        )
        asking.start()
        asking.join(within)
        return results[0] if results else Failure(Fault.TIMEOUT, "it did not answer in time")

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Seconds before the next try: growing and jittered, at least what the service asks."""
        growing = tenacity.wait_random_exponential(self.limits.first_wait, max=_MOST_WAIT)(state)
        asked = _asked_wait(state)
        return asked + growing / 4 if asked else growing

    def _stops(self, state: tenacity.RetryCallState) -> bool:
        """Out of time or tries; who cannot be reached at all gets one more try only."""
        result = state.outcome.result() if state.outcome else None
        is_nobody = isinstance(result, Failure) and result.fault is Fault.UNREACHABLE
        most = min(2, self.limits.attempts) if is_nobody else self.limits.attempts
        is_too_late = self._clock() + (_asked_wait(state) or 0.0) >= self._end
        return state.attempt_number >= most or is_too_late

    def _tried(
        self,
        name: str,
        given: Mapping[str, str],
        read: Callable[[bytes], Value | Failure],
        within: float | None = None,
    ) -> Value | Failure:
        if not self._pace.wait(max(0.0, self._end - self._clock())):
            return Failure(Fault.TIMEOUT, "no time was left to ask")
        end = min(self._end, self._clock() + within) if within is not None else self._end
        body = self._body(name, given, end)
        result = body if isinstance(body, Failure) else read(body)
        if isinstance(result, Failure) and result.fault is Fault.BUSY:
            self._pace.hold(min(result.wait or self._pace.interval, _MOST_WAIT))
        return result

    def _body(self, name: str, given: Mapping[str, str], end: float) -> bytes | Failure:
        """The whole answer before ``end``, or why there is none. Never raises for the network."""
        left = end - self._clock()
        if left <= 0:
            return Failure(Fault.TIMEOUT, "no time was left to ask")
        timeout = httpx2.Timeout(
            min(self.limits.read, left), connect=min(self.limits.connect, left)
        )
        try:
            with self._http.stream(**self._request(name, given), timeout=timeout) as response:
                body = b"".join(self._blocks(response, end))
                status = response.status_code
                retry_after = response.headers.get("Retry-After", "")
        except (httpx2.TimeoutException, TimeoutError):
            return Failure(Fault.TIMEOUT, "it did not answer in time", passing=True)
        except (httpx2.ConnectError, httpx2.ProxyError):
            return Failure(Fault.UNREACHABLE, "it could not be reached", passing=True)
        except (httpx2.RequestError, httpx2.InvalidURL, httpx2.StreamError):
            return Failure(Fault.UNREADABLE, "the answer was cut off or damaged", passing=True)
        except _TooLargeError:
            return Failure(Fault.UNREADABLE, "the answer was larger than any of PubMed's")
        return failure_of_status(status, body, retry_after) or body

    def _blocks(self, response: httpx2.Response, end: float) -> Iterator[bytes]:
        size = 0
        for block in response.iter_bytes():
            size += len(block)
            if size > _LARGEST_ANSWER:
                raise _TooLargeError
            if self._clock() > end:
                raise TimeoutError
            yield block

    def _request(self, name: str, given: Mapping[str, str]) -> _Request:
        who = {
            "tool": self._account.tool,
            "email": self._account.email,
            "api_key": self._account.api_key,
        }
        filled = {key: value for key, value in ({**given, **who}).items() if value}
        ids = given.get("id", "").count(",") + 1
        query = urlencode(filled)
        if len(query) > _LONGEST_URL or ids >= IDS_A_CALL:
            return {"method": "POST", "url": self.base + name, "data": filled}
        return {"method": "GET", "url": f"{self.base}{name}?{query}"}


class _Request(TypedDict):
    method: str
    url: str
    data: NotRequired[Mapping[str, str]]


class _TooLargeError(Exception):
    pass


def _is_address(text: str) -> bool:
    try:
        address = httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError):
        return False
    return address.scheme in ("http", "https") and bool(_HOST.match(address.host))


def _may_get_better(result: object) -> bool:
    if isinstance(result, Failure):
        return result.passing
    return isinstance(result, Found) and result.short > 0


def _last_result(state: tenacity.RetryCallState) -> Found | Fetched | Info | Failure:
    assert state.outcome is not None
    result: Found | Fetched | Info | Failure = state.outcome.result()
    return result


def _asked_wait(state: tenacity.RetryCallState) -> float | None:
    result = state.outcome.result() if state.outcome else None
    return result.wait if isinstance(result, Failure) else None


def _parts(ids: tuple[Pmid, ...], size: int) -> Iterator[tuple[Pmid, ...]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
