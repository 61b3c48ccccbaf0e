"""What stands before every request: who may ask, how often, and what a browser may do with the
answer. docs/security.md says what is promised.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import re
import time
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sceptic.errors import RequestError
from sceptic.server.answers import problem

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN_PATHS = ("/healthz",)
ARTICLE_PATHS = ("/articles", "/v1/articles", "/mcp")
"""Where an article's text is sent."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s:/@\[\]\\]+)(?::[0-9]{1,5})?", re.IGNORECASE)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script and no inline style, nothing from elsewhere."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask. ``hosts`` are the names under which the server is reached, empty for any;
    ``token`` is asked for if there is one; ``rate`` is requests a minute from one address, those
    with a wrong token among them; ``body`` is the bytes of a request's body, ``article`` those of
    one to a path of ``ARTICLE_PATHS``, and ``body_s`` the seconds in which it must be here;
    ``at_once`` requests are answered at the same time, half of them may watch jobs.
    """

    hosts: Sequence[str] = LOOPBACK
    token: str = ""
    rate: int = 600
    body: int = 64 * 1024
    article: int = 1024 * 1024
    body_s: float = 20.0
    at_once: int = 100


class Guard:
    """Checks host, origin, token and rate; adds the headers that keep a page to itself."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self._rules = app, rules
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._rate = RateLimitItemPerMinute(rules.rate)
        self._inside = self._watching = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told: dict[str, str] = {}
        is_head = scope["method"] == "HEAD"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_HEADERS | told).items():
                    headers.setdefault(name, value)
            elif is_head and message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        headers = Headers(scope=scope)
        try:
            told |= self._counted(scope.get("client"))
            self._check(scope["method"], scope["path"], headers)
        except RequestError as error:
            await problem(error)(scope, receive, sent)
            return
        if is_head:  # as GET, without the body
            scope = {**scope, "method": "GET"}
        watches = scope["path"].endswith("/events")
        self._inside += 1
        self._watching += watches
        try:
            await self._passed_on(scope, receive, sent)
        finally:
            self._inside -= 1
            self._watching -= watches

    async def _passed_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application's answer; ours where the body was refused before it began to answer."""
        refused: list[RequestError] = []
        has_begun = False

        async def sent(message: Message) -> None:
            nonlocal has_begun
            if has_begun or not refused:
                has_begun = True
                await send(message)

        try:
            await self.app(scope, self._bounded(receive, scope["path"], refused), sent)
        except Exception:
            if has_begun or not refused:
                raise
        if refused and not has_begun:
            await problem(refused[0])(scope, receive, send)

    def _check(self, method: str, path: str, headers: Headers) -> None:
        is_full = self._inside >= self._rules.at_once
        if is_full or (path.endswith("/events") and 2 * self._watching >= self._rules.at_once):
            raise RequestError("too busy", 503, hint="ask again in 5 seconds", retry_after=5)
        host = headers.get("host", "")
        if self._rules.hosts and _name(host) not in self._rules.hosts:
            # a page elsewhere whose name was pointed at this machine (DNS rebinding)
            raise RequestError("this server is not called that", 421, hint="use its own address")
        if method not in _SAFE and not _is_own(headers, host):
            raise RequestError("a page elsewhere may not ask this server", 403)
        length, most = headers.get("content-length", "0"), self._most(path)
        if not re.fullmatch("[0-9]{1,12}", length) or int(length) > most:
            raise _too_large(most)
        if self._rules.token and path not in _OPEN_PATHS:
            given = _token(headers.get("authorization", ""))
            wanted = self._rules.token.encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, wanted):
                raise RequestError(
                    "this server wants a token", 401, hint="Authorization: Bearer TOKEN"
                )

    def _most(self, path: str) -> int:
        return self._rules.article if path in ARTICLE_PATHS else self._rules.body

    def _bounded(self, receive: Receive, path: str, refused: list[RequestError]) -> Receive:
        """The same request, given up when its body does not come (a slow client holds a place) or
        is longer than it may be, whatever it said of itself; ``refused`` is told why.
        """
        until = time.monotonic() + self._rules.body_s
        most, size, is_whole = self._most(path), 0, False

        async def received() -> Message:
            nonlocal is_whole, size
            if is_whole:
                return await receive()
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    message = await receive()
            except TimeoutError:
                refused.append(RequestError("the request took too long to arrive", 408))
                raise refused[0] from None
            size += len(message.get("body", b""))
            if size > most:
                refused.append(_too_large(most))
                raise refused[0]
            is_whole = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        return received

    def _counted(self, client: tuple[str, int] | None) -> dict[str, str]:
        who = _counted_as(client[0]) if client else ""
        is_in = self._limiter.hit(self._rate, who)
        window = self._limiter.get_window_stats(self._rate, who)
        if not is_in:
            wait = max(1, int(window.reset_time - time.time()) + 1)
            raise RequestError(
                "too many requests from one address",
                429,
                hint=f"ask again in {wait} seconds",
                retry_after=wait,
            )
        return {
            "x-ratelimit-limit": str(self._rules.rate),
            "x-ratelimit-remaining": str(window.remaining),
        }


def _too_large(most: int) -> RequestError:
    return RequestError("the request is too large", 413, hint=f"at most {most} bytes")


def _counted_as(address: str) -> str:
    """Who is counted: of IPv6 the network of a house, for in it one has any number of addresses."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return address
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False))


def _name(host: str) -> str:
    """The host without its port; empty for what is none."""
    found = _HOST.fullmatch(host)
    return found[1].lower() if found else ""


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a request that changes something comes from a page of ours, or from no page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin in (f"http://{host}", f"https://{host}")


def _token(authorization: str) -> bytes:
    """A bearer token, or the password that a browser asks a person for."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip(" ").encode("latin-1")  # as headers are read
    if scheme.lower() == "basic":
        try:
            return b64decode(value, validate=True).partition(b":")[2]
        except (Base64Error, ValueError):
            return b""
    return b""
