"""Fetches one page for a person, and nothing that the page could trick us into fetching.

An address of the user may lead anywhere, and a page may redirect to anywhere: each host is looked
up once, every address it has must be public, and the connection goes to the address that was
checked, so that a second look-up cannot give another (DNS rebinding). Each redirect is checked
anew, robots.txt is obeyed, size and time are bounded. The only file that imports protego.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import httpx2
import protego

from sceptic.errors import (
    AddressError,
    ScepticError,
    SourceAnswerError,
    SourceMissingError,
    SourceUnreachableError,
)
from sceptic.sources.webpage import MOST_BYTES, MOST_BYTES_OF_PDF

MOST_REDIRECTS = 5
MOST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt that must be read (RFC 9309, 2.5)."""
PORTS = (80, 443)
LONGEST_ADDRESS = 2_000
_REDIRECTS = (301, 302, 303, 307, 308)
_SAVE = "save the page in your browser and read the file"
_NAMES_AT_HOME = (".local", ".localhost", ".internal", ".home.arpa", ".lan", ".corp", ".intranet")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: ``url`` after all redirects, the bytes, and their declared type."""

    url: str
    data: bytes
    content_type: str = ""


class Route(Protocol):
    """Which address a connection goes to."""

    def endpoint(self, host: str, port: int) -> tuple[str, int]:
        """The IP address and port to connect to.

        Raises:
            AddressError: nothing may be fetched from there.
            SourceUnreachableError: the name is not known.
        """
        ...


class PublicRoute:
    """The public internet: whoever is at home behind a firewall is refused.

    Args:
        lookup: a host's IP addresses, as the system's resolver gives them.
    """

    def __init__(self, lookup: Callable[[str], tuple[str, ...]] | None = None) -> None:
        self._lookup = lookup or addresses_of

    def endpoint(self, host: str, port: int) -> tuple[str, int]:
        if port not in PORTS:
            raise AddressError(f"port {port} is not one of the web's", hint="80 or 443")
        name = host.rstrip(".").lower()
        if name == "localhost" or name.endswith(_NAMES_AT_HOME):
            raise _private(host)
        found = self._lookup(host)
        if not found:
            raise SourceUnreachableError(f"{host} is not known", hint="check the address")
        # One private address among several is enough: which one answers is the attacker's choice.
        if not all(is_public(each) for each in found):
            raise _private(host)
        return found[0], port


def _private(host: str) -> AddressError:
    return AddressError(
        f"{host} is not on the public internet: pages of private networks are not fetched",
        hint=_SAVE,
    )


def addresses_of(host: str) -> tuple[str, ...]:
    """Every IP address of a host, none if it is not known."""
    try:
        rows = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(row[4][0]) for row in rows))


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that is given out of IPv6; site-local and other old kinds lie outside."""
_NOT_GIVEN_OUT = tuple(
    ipaddress.ip_network(each) for each in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")
)
"""Of protocols and for documents; some versions of Python call them public."""


def is_public(address: str) -> bool:
    """Whether an IP address is of the public internet, an IPv4 address inside IPv6 included."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _UNICAST:
            return False
    if any(ip in each for each in _NOT_GIVEN_OUT):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _Pinned(httpx2.BaseTransport):
    """Connects to the address that the route gave, whatever the name says by then."""

    def __init__(self, route: Route) -> None:
        self._route = route
        # No connection is used twice: two names may share an address, and the certificate was
        # checked against the first.
        self._inner = httpx2.HTTPTransport(
            retries=0, trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0)
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        address, port = self._route.endpoint(host, port)
        request.url = request.url.copy_with(host=address, port=port)
        # The certificate is checked against the name, not against the address.
        request.extensions = {**request.extensions, "sni_hostname": host}
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


@dataclass(frozen=True, slots=True)
class PageLimits:
    """Seconds and bytes of one fetch, redirects and robots.txt included."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 40.0
    size: int = MOST_BYTES
    size_of_pdf: int = MOST_BYTES_OF_PDF


class PageClient:
    """Fetches pages. A context manager; robots.txt of each host is read once.

    Args:
        agent: who asks, such as ``sceptic/1.0``; its first word is what robots.txt is asked for.
        route: which address a connection goes to; the public internet unless a test brings its own.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        agent: str = "sceptic",
        *,
        route: Route | None = None,
        limits: PageLimits = PageLimits(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._agent = agent
        self._clock = clock
        self._robots: dict[str, protego.Protego | bool] = {}
        self._http = httpx2.Client(
            transport=_Pinned(route or PublicRoute()),
            headers={
                "User-Agent": agent,
                "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.1",
                "Accept-Encoding": "gzip, identity",
                "Accept-Language": "en",
            },
            timeout=httpx2.Timeout(limits.read, connect=limits.connect),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> PageClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def fetch(self, url: str) -> Fetched:
        """The page at an address.

        Raises:
            AddressError: no address of the web, a private network, or robots.txt says no.
            SourceMissingError: there is no such page.
            SourceUnreachableError: no answer, or not in time.
            SourceAnswerError: an error, too many redirects, too large, an unknown encoding.
        """
        until = self._clock() + self.limits.total
        address = checked_address(url)
        for _ in range(MOST_REDIRECTS + 1):
            if not self._may_fetch(address, until):
                raise AddressError(
                    f"{urlsplit(address).hostname}: its robots.txt bars programs from this page",
                    hint=_SAVE,
                )
            answer = self._asked(address, until)
            if answer.location is None:
                return Fetched(address, answer.data, answer.content_type)
            address = checked_address(urljoin(address, answer.location))
        raise SourceAnswerError(f"{url} redirects too often", hint=_SAVE)

    # -------------------------------------------------------------------------- one request

    def _asked(self, address: str, until: float, most: int = 0) -> _Answer:
        seconds = until - self._clock()
        with (
            _translated(address),
            _cut_off_after(seconds, address) as trace,
            self._http.stream("GET", address, extensions={"trace": trace}) as response,
        ):
            if response.status_code in _REDIRECTS and response.headers.get("Location"):
                return _Answer(location=response.headers["Location"])
            _check(response.status_code, address)
            kind = response.headers.get("Content-Type", "")
            limit = most or (self.limits.size_of_pdf if "pdf" in kind.lower() else self.limits.size)
            return _Answer(self._body(response, address, limit, until), kind)

    def _body(self, response: httpx2.Response, address: str, limit: int, until: float) -> bytes:
        """The body, unpacked by ourselves: a packed page may unfold to any size."""
        coding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "x-gzip"):
            raise SourceAnswerError(
                f"{address} answers in an encoding that was not asked for ({coding})"
            )
        if (response.headers.get("Content-Length") or "0").isdecimal() and int(
            response.headers.get("Content-Length") or 0
        ) > limit:
            raise _too_large(address, limit)
        unpack = zlib.decompressobj(wbits=31) if "gzip" in coding else None
        parts: list[bytes] = []
        size = 0
        for raw in response.iter_raw(65_536):
            if self._clock() > until:
                raise SourceUnreachableError(f"{address} takes too long", hint=_SAVE)
            part = unpack.decompress(raw, limit - size + 1) if unpack else raw
            size += len(part)
            if size > limit:
                raise _too_large(address, limit)
            parts.append(part)
        return b"".join(parts)

    # -------------------------------------------------------------------------- robots.txt

    def _may_fetch(self, address: str, until: float) -> bool:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(f"{site}/robots.txt", until)
        rules = self._robots[site]
        if isinstance(rules, bool):
            return rules
        return bool(rules.can_fetch(address, self._agent.split("/")[0]))

    def _rules(self, address: str, until: float) -> protego.Protego | bool:
        """What a site's robots.txt says; RFC 9309: none means yes, a failing server means no."""
        here = address
        for _ in range(MOST_REDIRECTS + 1):
            try:
                answer = self._asked(here, until, MOST_ROBOTS)
            except SourceMissingError:
                return True
            except SourceAnswerError as error:
                return error.hint != _BUSY
            if answer.location is None:
                text = answer.data.decode("utf-8", "replace")
                return protego.Protego.parse(text)
            here = checked_address(urljoin(here, answer.location))
        return True


_BUSY = "the server fails; try again later"


@dataclass(frozen=True, slots=True)
class _Answer:
    data: bytes = field(default=b"", repr=False)
    content_type: str = ""
    location: str | None = None


def checked_address(url: str) -> str:
    """An address of the web as it will be asked.

    Raises:
        AddressError: another scheme, a name and password in it, no host, or far too long.
    """
    clean = url.strip()
    try:
        parts = urlsplit(clean)
        host = parts.hostname if parts.port != 0 else None
    except ValueError as error:
        raise AddressError(f"{clean[:80]!r} is no address", hint="https://...") from error
    if parts.scheme not in ("http", "https") or not host:
        raise AddressError(f"{clean[:80]!r} is no address of the web", hint="https://...")
    if parts.username is not None or parts.password is not None:
        raise AddressError("an address with a name and password in it is not fetched", hint=_SAVE)
    if len(clean) > LONGEST_ADDRESS or any(c.isspace() or ord(c) < 32 for c in clean):
        raise AddressError("this address is too long or holds spaces", hint="copy it once more")
    return clean.split("#")[0]


def _check(status: int, address: str) -> None:
    if status in (404, 410):
        raise SourceMissingError(f"there is no page at {address}", hint="check the address")
    if status >= 500 or status == 429:
        raise SourceAnswerError(f"{address} answers with error {status}", hint=_BUSY)
    if status >= 400:
        raise SourceAnswerError(f"{address} refuses the page (error {status})", hint=_SAVE)
    if status >= 300:
        raise SourceAnswerError(f"{address} answers with {status} and no page", hint=_SAVE)


def _too_large(address: str, limit: int) -> SourceAnswerError:
    return SourceAnswerError(
        f"{address} is larger than {limit // 2**20} MB: that is no article", hint=_SAVE
    )


class _Cut:
    """Ends connections at a time: a server that sends a byte now and then is in time for ever."""

    def __init__(self) -> None:
        self.is_done = False
        self._sockets: list[socket.socket] = []

    def trace(self, event: str, told: dict[str, Any]) -> None:
        """Told by the client what it does (its extension ``trace``)."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            opened = told["return_value"].get_extra_info("socket")
            self._sockets.append(opened)
            if self.is_done:
                self.now()

    def now(self) -> None:
        self.is_done = True
        for each in self._sockets:
            with suppress(OSError):  # closed by now, or within TLS
                socket.socket.shutdown(each, socket.SHUT_RDWR)


@contextmanager
def _cut_off_after(seconds: float, address: str) -> Iterator[Callable[..., None]]:
    """A trace for requests that end after so many seconds, wherever they are."""
    cut = _Cut()
    timer = threading.Timer(max(0.0, seconds), cut.now)
    timer.daemon = True
    timer.start()
    try:
        yield cut.trace
    except httpx2.HTTPError:
        if not cut.is_done:
            raise
    finally:
        timer.cancel()
    if cut.is_done:  # what came may be a part
        raise SourceUnreachableError(f"{address} takes too long", hint=_SAVE)


@contextmanager
def _translated(address: str) -> Iterator[None]:
    try:
        yield
    except ScepticError:
        raise
    except httpx2.TimeoutException as error:
        raise SourceUnreachableError(f"{address} does not answer in time", hint=_SAVE) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise SourceUnreachableError(
            f"{address} cannot be reached: {str(error)[:120] or type(error).__name__}", hint=_SAVE
        ) from error
    except (zlib.error, UnicodeError, ValueError) as error:
        raise SourceAnswerError(
            f"{address} sends a page that cannot be unpacked", hint=_SAVE
        ) from error
