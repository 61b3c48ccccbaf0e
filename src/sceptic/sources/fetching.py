"""Small answers of services that want to be asked seldom: paced, tried again, kept on disk.

The cache is one file for each address, beside the day of the answer; what was counted for days
that are over does not change, and an answer is used for ``KEPT_DAYS``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2
import msgspec
import tenacity

from sceptic.errors import SourceAnswerError, SourceMissingError, SourceUnreachableError
from sceptic.sources.pace import Pace

KEPT_DAYS = 7
_LARGEST = 8 * 1024 * 1024
_ATTEMPTS = 3
_PASSING = (429, 500, 502, 503, 504)


class Kept(msgspec.Struct, frozen=True):
    """An answer and the day it came."""

    address: str
    day: dt.date
    data: bytes


class _PassingError(Exception):
    """A failure that may be gone the next time; ``wait`` seconds were asked for."""

    def __init__(self, said: str, wait: float = 0.0) -> None:
        super().__init__(said)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Manners:
    """Who asks (``agent``, with an address to write to), and how seldom."""

    agent: str
    pace: Pace
    first_wait_s: float = 2.0


class Fetcher:
    """GET with manners.

    Args:
        folder: where answers are kept; ``None`` keeps none.
        today: the day that answers are dated with.
        transport: another way than the network, for tests.
    """

    def __init__(
        self,
        manners: Manners,
        today: dt.date,
        folder: Path | None = None,
        *,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self._manners, self._today, self._folder = manners, today, folder
        self._sleep = sleep or time.sleep
        self._http = httpx2.Client(
            transport=transport, headers={"user-agent": manners.agent}, timeout=20.0
        )

    def close(self) -> None:
        self._http.close()

    def fetched(self, address: str) -> Kept:
        """The answer, kept or new.

        Raises:
            SourceUnreachableError: nothing answers, or it is overloaded.
            SourceMissingError: it has nothing there.
            SourceAnswerError: it refuses, or answers more than an answer.
        """
        if (kept := self._kept(address)) is not None:
            return kept
        tries = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(_ATTEMPTS),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_PassingError),
            reraise=True,
            sleep=self._sleep,
        )
        try:
            data = tries(self._asked, address)
        except _PassingError as error:
            raise SourceUnreachableError(f"{_host(address)} does not answer: {error}") from error
        answer = Kept(address, self._today, data)
        self._keep(answer)
        return answer

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _PassingError) else 0.0
        grown: float = self._manners.first_wait_s * 2.0 ** (state.attempt_number - 1)
        return min(60.0, max(asked, grown))

    def _asked(self, address: str) -> bytes:
        self._manners.pace.wait()
        try:
            with self._http.stream("GET", address) as reply:
                data = b""
                for part in reply.iter_bytes():
                    data += part
                    if len(data) > _LARGEST:
                        raise SourceAnswerError(f"{_host(address)} answers too much")
        except httpx2.HTTPError as error:
            raise _PassingError(type(error).__name__) from error
        if reply.status_code in _PASSING:
            after = reply.headers.get("retry-after", "")
            wait = float(after) if after.isdecimal() else 0.0
            self._manners.pace.hold(wait)
            raise _PassingError(f"status {reply.status_code}", wait)
        if reply.status_code == 404:
            raise SourceMissingError(f"{_host(address)} has nothing there")
        if reply.status_code != 200:
            raise SourceAnswerError(f"{_host(address)} refuses: status {reply.status_code}")
        return data

    # --- the cache --------------------------------------------------------------------------

    def _kept(self, address: str) -> Kept | None:
        if self._folder is None:
            return None
        try:
            kept = msgspec.msgpack.decode(self._place(address).read_bytes(), type=Kept)
        except (OSError, msgspec.DecodeError):
            return None
        age = (self._today - kept.day).days
        return kept if kept.address == address and 0 <= age <= KEPT_DAYS else None

    def _keep(self, answer: Kept) -> None:
        """Beside and then in place; a cache that cannot be written is none."""
        if self._folder is None:
            return
        place = self._place(answer.address)
        beside = place.with_suffix(f".{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(msgspec.msgpack.encode(answer))
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)

    def _place(self, address: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(address.encode()).hexdigest()[:32]


def _host(address: str) -> str:
    return httpx2.URL(address).host
