from __future__ import annotations

import gzip
import http.server
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from sceptic.errors import (
    AddressError,
    SourceAnswerError,
    SourceMissingError,
    SourceUnreachableError,
)
from sceptic.sources.page_client import (
    PageClient,
    PageLimits,
    PublicRoute,
    checked_address,
    is_public,
)

Answer = tuple[int, dict[str, str], bytes]
ALLOW: Answer = (404, {}, b"")


class Site(http.server.ThreadingHTTPServer):
    """A small web: (host, path) -> answer."""

    pages: dict[tuple[str, str], Answer]
    asked: list[tuple[str, str]]


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        host = self.headers["Host"].split(":")[0]
        self.server.asked.append((host, self.path))
        status, headers, body = self.server.pages.get((host, self.path), (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Pages)
    server.pages, server.asked = {}, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class Loopback:
    """The route of the tests: names of the small web lead to its server, others as in earnest."""

    def __init__(self, site: Site) -> None:
        self._port = site.server_address[1]

    def endpoint(self, host: str, port: int) -> tuple[str, int]:
        if host.endswith(".example"):
            return "127.0.0.1", self._port
        return PublicRoute(lambda _: ("127.0.0.1",)).endpoint(host, port)


def client(site: Site, **limits: float) -> PageClient:
    return PageClient("sceptic/1.0", route=Loopback(site), limits=PageLimits(**limits))  # type: ignore[arg-type]


def test_a_page_is_fetched_with_its_type(site: Site) -> None:
    site.pages["news.example", "/a"] = (200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>x")
    with client(site) as pages:
        got = pages.fetch("http://news.example/a#part")
    assert (got.url, got.data, got.content_type) == (
        "http://news.example/a",
        b"<p>x",
        "text/html; charset=utf-8",
    )
    assert site.asked == [("news.example", "/robots.txt"), ("news.example", "/a")]


def test_redirects_are_followed_and_each_host_is_asked_for_its_robots(site: Site) -> None:
    site.pages["news.example", "/a"] = (301, {"Location": "http://www.example/b"}, b"")
    site.pages["www.example", "/b"] = (200, {}, b"here")
    with client(site) as pages:
        assert pages.fetch("http://news.example/a").url == "http://www.example/b"
    assert ("www.example", "/robots.txt") in site.asked


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/secret",
        "http://localhost/",
        "http://10.0.0.8/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://intranet.corp/",
        "http://elsewhere.test/",
        "gopher://news.example/",
        "http://169.254.169.254/latest",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(site: Site, target: str) -> None:
    site.pages["news.example", "/a"] = (302, {"Location": target}, b"")
    with client(site) as pages, pytest.raises(AddressError):
        pages.fetch("http://news.example/a")
    assert [path for _, path in site.asked] == ["/robots.txt", "/a"]


def test_redirects_come_to_an_end(site: Site) -> None:
    site.pages["news.example", "/a"] = (302, {"Location": "/a"}, b"")
    with client(site) as pages, pytest.raises(SourceAnswerError, match="too often"):
        pages.fetch("http://news.example/a")


def test_robots_are_obeyed(site: Site) -> None:
    site.pages["news.example", "/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/*\n")
    site.pages["news.example", "/open"] = (200, {}, b"x")
    with client(site) as pages:
        assert pages.fetch("http://news.example/open").data == b"x"
        with pytest.raises(AddressError, match="robots"):
            pages.fetch("http://news.example/private/a")


def test_a_failing_robots_file_bars_the_page_and_a_refused_one_does_not(site: Site) -> None:
    site.pages["news.example", "/a"] = site.pages["www.example", "/a"] = (200, {}, b"x")
    site.pages["news.example", "/robots.txt"] = (503, {}, b"")
    site.pages["www.example", "/robots.txt"] = (403, {}, b"")
    with client(site) as pages:
        with pytest.raises(AddressError):
            pages.fetch("http://news.example/a")
        assert pages.fetch("http://www.example/a").data == b"x"


def test_size_is_bounded_packed_or_not(site: Site) -> None:
    site.pages["news.example", "/big"] = (200, {}, b"a" * 5000)
    site.pages["news.example", "/bomb"] = (
        200,
        {"Content-Encoding": "gzip"},
        gzip.compress(b"a" * 5_000_000),
    )
    site.pages["news.example", "/packed"] = (
        200,
        {"Content-Encoding": "gzip"},
        gzip.compress(b"ok"),
    )
    with client(site, size=1000) as pages:
        for path in ("big", "bomb"):
            with pytest.raises(SourceAnswerError, match="larger than"):
                pages.fetch(f"http://news.example/{path}")
        assert pages.fetch("http://news.example/packed").data == b"ok"


def test_what_cannot_be_unpacked_is_an_error(site: Site) -> None:
    site.pages["news.example", "/bad"] = (200, {"Content-Encoding": "gzip"}, b"not packed")
    site.pages["news.example", "/br"] = (200, {"Content-Encoding": "br"}, b"x")
    with client(site) as pages:
        for path in ("bad", "br"):
            with pytest.raises(SourceAnswerError):
                pages.fetch(f"http://news.example/{path}")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, SourceMissingError),
        (410, SourceMissingError),
        (403, SourceAnswerError),
        (500, SourceAnswerError),
    ],
)
def test_errors_of_a_server(site: Site, status: int, error: type[Exception]) -> None:
    site.pages["news.example", "/a"] = (status, {}, b"")
    with client(site) as pages, pytest.raises(error):
        pages.fetch("http://news.example/a")


def test_time_is_bounded(site: Site) -> None:
    site.pages["news.example", "/a"] = (200, {}, b"x")
    ticks = iter(range(0, 10_000, 30))
    pages = PageClient(
        "sceptic/1.0", route=Loopback(site), limits=PageLimits(total=20), clock=lambda: next(ticks)
    )
    with pages, pytest.raises(SourceUnreachableError, match="too long"):
        pages.fetch("http://news.example/a")


def test_a_name_is_looked_up_once_and_the_checked_address_is_used() -> None:
    answers = iter([("93.184.215.14",), ("127.0.0.1",)])
    route = PublicRoute(lambda _: next(answers))
    assert route.endpoint("rebinding.test", 80) == ("93.184.215.14", 80)
    with pytest.raises(AddressError):
        route.endpoint("rebinding.test", 80)


def refused(lookup: Callable[[str], tuple[str, ...]], host: str = "x.test", port: int = 80) -> None:
    with pytest.raises(AddressError):
        PublicRoute(lookup).endpoint(host, port)


def test_one_private_address_among_several_is_enough() -> None:
    refused(lambda _: ("93.184.215.14", "10.0.0.1"))
    refused(lambda _: ("93.184.215.14",), port=22)
    refused(lambda _: ("93.184.215.14",), host="printer.local")
    with pytest.raises(SourceUnreachableError):
        PublicRoute(lambda _: ()).endpoint("unknown.test", 80)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fec0::1",
        "3fff::1",
        "64:ff9b:1::a00:1",
        "::127.0.0.1",
        "5f00::1",
        "192.0.0.8",
        "192.88.99.1",
        "2001:0:7f00:1::1",
        "not an address",
        "",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.org/a",
        "javascript:alert(1)",
        "http://",
        "//x.org",
        "x.org",
        "http://a:b@x.org/",
        "http://x.org/ a",
        "http://x.org:99999/",
        "http://[::1",
        "http://x.org/" + "a" * 3000,
        "http://x.org/\n\nHost: y",
        "",
    ],
)
def test_what_is_no_address_of_the_web(url: str) -> None:
    with pytest.raises(AddressError):
        checked_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://0/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[fe80::1%25eth0]/",
        "http://good.example@127.0.0.1/",
        "http://127.0.0.1\\@good.example/",
        "http://good.example:80@127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://localhost./",
        "http://LOCALHOST/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/",
        "http://127.0.0.1\u3002/",
        "http://metadata.google.internal/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/_HELO",
        "http://x.org/\r\nHost: y",
    ],
)
def test_no_spelling_of_a_private_address_is_fetched(url: str) -> None:
    """With the system's own resolver, which knows all of these without asking anybody."""
    with PageClient() as client, pytest.raises((AddressError, SourceUnreachableError)):
        client.fetch(url)


def drip(first: bytes, more: bytes) -> tuple[socket.socket, threading.Event]:
    """A server that sends a few bytes now and then, for ever."""
    opened, ended = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def answer(client: socket.socket) -> None:
        with client:
            try:
                client.recv(65_536)
                client.sendall(first)
                while not ended.wait(0.02):
                    client.sendall(more)
            except OSError:
                pass

    def serve() -> None:
        while not ended.is_set():
            try:
                client, _ = opened.accept()
            except OSError:
                return
            answer(client)

    threading.Thread(target=serve, daemon=True).start()
    return opened, ended


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"a"),
        (b"HTTP/1.1 200 OK\r\n\r\n<p>", b"a"),
    ],
)
def test_a_server_that_drips_is_cut_off(first: bytes, more: bytes) -> None:
    opened, ended = drip(first, more)

    class Here:
        def endpoint(self, host: str, port: int) -> tuple[str, int]:
            place: tuple[str, int] = opened.getsockname()
            return place

    try:
        limits = PageLimits(total=0.3)
        with (
            PageClient(route=Here(), limits=limits) as client,
            pytest.raises(SourceUnreachableError, match="takes too long"),
        ):
            client.fetch("http://slow.test/")
    finally:
        ended.set()
        opened.close()
