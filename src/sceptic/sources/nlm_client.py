"""Fetches NLM's files: one connection, who we are in every request, patience, nothing twice.

What was cut off is taken up where it broke off, a file counts as fetched when its checksum is
NLM's, and a server that asks for time gets it. The only file of the file tree that imports httpx2.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx2
import tenacity

from sceptic.errors import (
    LibraryUnwritableError,
    SourceAnswerError,
    SourceError,
    SourceMissingError,
    SourceUnreachableError,
)
from sceptic.sources.nlm_files import (
    ADDRESS,
    KINDS,
    TreeFile,
    files_from_listing,
    in_order,
    md5_from_text,
)

_ATTEMPTS = 6
_LONGEST_WAIT = 120.0
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_MISSING = (404, 410)
_LARGEST_PAGE = 16 << 20

_T = TypeVar("_T")

Received = Callable[[int], None]
"""Called with the bytes of the file that are here by now."""


class _PassingError(Exception):
    """Worth another try; ``wait`` seconds are what the server asked for."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class HttpTree:
    """NLM's tree over HTTP. A context manager; one connection at a time.

    Args:
        address: the folder that holds ``baseline`` and ``updatefiles``.
        agent: who asks, such as ``sceptic/1.0 (mailto:name@example.org)``.
        seconds: how long to wait for an answer, and for each piece of it.
        attempts: tries of one request before it counts as failed.
        pause: how to wait between them.
        transport: another way to send requests, for tests.

    """

    def __init__(
        self,
        address: str = ADDRESS,
        *,
        agent: str = "sceptic",
        seconds: float = 60.0,
        attempts: int = _ATTEMPTS,
        pause: Callable[[float], None] = time.sleep,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self.address = address.rstrip("/") + "/"
        self.is_local = False
        self._attempts = attempts
        self._pause = pause
        self._client = httpx2.Client(
            headers={"User-Agent": agent, "Accept-Encoding": "identity"},
            timeout=httpx2.Timeout(seconds, connect=min(seconds, 20.0)),
            limits=httpx2.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=True,
            transport=transport,
        )

    def __enter__(self) -> HttpTree:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def check(self) -> None:
        """Whether the address answers.

        Raises:
            SourceError: it does not, or with an error.

        """

        def asked() -> None:
            with _translated(self.address):
                answer = self._client.head(self.address)
            _check(answer, self.address)

        self._retried(asked)

    def files(self) -> tuple[TreeFile, ...]:
        """Every file of the tree in NLM's order.

        Raises:
            SourceError: the listing cannot be had, or is none.

        """
        found: list[TreeFile] = []
        for folder, kind in KINDS.items():
            page = self._retried(lambda folder=folder: self._text(f"{folder}/"))  # type: ignore[misc]
            found += files_from_listing(page, kind)
        return in_order(found)

    def size(self, file: TreeFile) -> int:
        """Bytes of a file whose size the listing does not say; 0 if the server does not either."""

        def asked() -> int:
            with _translated(file.path):
                answer = self._client.head(self.address + file.path)
            _check(answer, file.path)
            return int(answer.headers.get("Content-Length") or 0)

        return self._retried(asked)

    def md5(self, file: TreeFile) -> str:
        """NLM's checksum of the file, empty if NLM gives none.

        Raises:
            SourceError: it cannot be had or is of another file.

        """
        try:
            text = self._retried(lambda: self._text(f"{file.path}.md5"))
        except SourceMissingError:
            return ""
        return md5_from_text(text, file.name)

    def fetch(self, file: TreeFile, folder: Path, received: Received = lambda _: None) -> Path:
        """The file in a local folder, whole and with NLM's checksum; its ``.md5`` beside it.

        A part that a former run left is taken up. A wrong checksum is tried once more from the
        start.

        Raises:
            SourceMissingError: it is gone.
            SourceAnswerError: it is damaged on the server, too.
            SourceUnreachableError: the server does not answer.
            LibraryUnwritableError: it cannot be written here.

        """
        whole, part = folder / file.name, folder / f"{file.name}.part"
        md5 = self.md5(file)
        with _on_disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            note = folder / f"{file.name}.md5"
            note.unlink(missing_ok=True)
            if md5 and whole.is_file() and _md5_of(whole) == md5:
                received(whole.stat().st_size)
            else:
                self._fetch_whole(file, part, md5, received)
                part.replace(whole)
            if md5:
                note.write_text(f"MD5 ({file.name}) = {md5}\n", "ascii")
        return whole

    def _fetch_whole(self, file: TreeFile, part: Path, md5: str, received: Received) -> None:
        for _ in range(2):
            self._retried(lambda: self._continue(file, part, received))
            if not md5 or _md5_of(part) == md5:
                return
            part.unlink()
        raise SourceAnswerError(
            f"{file.name} does not have its checksum, fetched twice", hint="sync again later"
        )

    def _continue(self, file: TreeFile, part: Path, received: Received) -> None:
        """What is missing of the part, or all of it where the server cannot do that."""
        here = part.stat().st_size if part.exists() else 0
        asked = {"Range": f"bytes={here}-"} if here else {}
        address = self.address + file.path
        with _translated(file.path), self._client.stream("GET", address, headers=asked) as answer:
            if answer.status_code == 416:
                self._settle_range(answer, part, here)
                return
            _check(answer, file.path)
            is_rest = answer.status_code == 206 and _start(answer) == here
            if here and not is_rest and answer.status_code == 206:
                part.unlink()
                raise _PassingError("the server sent another part than the one asked for")
            here = here if is_rest else 0
            with part.open("ab" if is_rest else "wb") as out:
                for block in answer.iter_raw():
                    out.write(block)
                    here += len(block)
                    received(here)

    def _settle_range(self, answer: httpx2.Response, part: Path, here: int) -> None:
        """The part is as long as the file, which its checksum will tell, or it is of another."""
        stated = answer.headers.get("Content-Range", "").rpartition("/")[2]
        if stated.isdecimal() and int(stated) != here:
            part.unlink()
            raise _PassingError("the part here is of another file")

    def _text(self, path: str) -> str:
        with (
            _translated(path),
            self._client.stream("GET", self.address + path) as answer,
        ):
            _check(answer, path)
            data = b""
            for block in answer.iter_bytes():
                data += block
                if len(data) > _LARGEST_PAGE:
                    raise SourceAnswerError(f"{path or 'the address'} is no listing: too long")
        return data.decode("utf-8", "replace")

    def _retried(self, work: Callable[[], _T]) -> _T:
        tries = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._attempts),
            wait=_wait,
            retry=tenacity.retry_if_exception_type(_PassingError),
            sleep=self._pause,
            reraise=True,
        )
        try:
            return tries(work)
        except _PassingError as error:
            raise SourceUnreachableError(
                f"{self.address} does not answer: {error.why} ({self._attempts} tries)",
                hint="what was read is kept: run the same command again later",
            ) from error


_backoff = tenacity.wait_exponential_jitter(initial=1, max=60, jitter=2)


def _wait(state: tenacity.RetryCallState) -> float:
    """Longer each time, with jitter; as long as the server asks where it does."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _PassingError) else 0.0
    return max(float(_backoff(state)), min(asked, _LONGEST_WAIT))


def _check(answer: httpx2.Response, path: str) -> None:
    status = answer.status_code
    if status in _BUSY:
        raise _PassingError(f"status {status} for {path}", _retry_after(answer))
    if status in _MISSING:
        raise SourceMissingError(
            f"{path} is not on the server", hint="it may have been there a moment ago: sync again"
        )
    if status not in (200, 206):
        raise SourceAnswerError(
            f"the server refused {path}: status {status}", hint="is the address right?"
        )


def _retry_after(answer: httpx2.Response) -> float:
    """Seconds; a date in this header is answered by our own waiting time."""
    given = answer.headers.get("Retry-After", "").strip()
    return float(given) if given.isdecimal() else 0.0


def _start(answer: httpx2.Response) -> int:
    given = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(given) if given.strip().isdecimal() else -1


@contextmanager
def _translated(path: str) -> Iterator[None]:
    """httpx2's errors as ours: what may pass is worth another try."""
    try:
        yield
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.TooManyRedirects) as error:
        raise SourceError(
            f"the address cannot be used: {error}", hint="an https address, or a folder"
        ) from error
    except httpx2.DecodingError as error:
        raise SourceAnswerError(f"{path}: the answer cannot be unpacked") from error
    except httpx2.TransportError as error:
        raise _PassingError(f"{path}: {str(error) or type(error).__name__}") from error


@contextmanager
def _on_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryUnwritableError(
            f"cannot write to {folder}: {error.strerror or error}", hint="is the disk full?"
        ) from error


def _md5_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
