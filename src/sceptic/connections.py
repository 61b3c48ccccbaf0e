"""How the servers listen: uvicorn, with an end to every wait for a client.

uvicorn gives up a connection that is idle after an answer, and none other: one that never sends
its request, or never takes its answer, it would hold for ever.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0
"""Seconds in which a request's head must be here."""
STALLED_S = 30.0
"""Seconds for which a client may take nothing of its answer."""
MOST_CONNECTIONS = 400
"""Open at the same time; a further one is closed at once."""
LONGEST_HEAD = 32 * 1024
_LOOKED_EVERY_S = 2.0


class Connection(H11Protocol):
    """One connection; looked at every two seconds."""

    head_s, stalled_s, most, every_s = HEAD_S, STALLED_S, MOST_CONNECTIONS, _LOOKED_EVERY_S

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waits_since = self.loop.time()
        self._stalled_since: float | None = None
        self._is_closing = False
        self._next_look = self.loop.call_later(self.every_s, self._look)
        if len(self.connections) > self.most:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._next_look.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._waits_since = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        self._stalled_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        self._stalled_since = None
        super().resume_writing()

    def _look(self) -> None:
        now = self.loop.time()
        stalled = self._stalled_since
        if self._is_closing or (stalled is not None and now - stalled > self.stalled_s):
            self.transport.abort()  # what it did not take yet is lost
            return
        is_waiting = self.cycle is None or self.cycle.response_complete
        if is_waiting and now - self._waits_since > self.head_s:
            self.transport.close()
        # a connection that closes still waits for the client to take what is left
        self._is_closing = self.transport.is_closing()
        self._next_look = self.loop.call_later(
            self.stalled_s if self._is_closing else self.every_s, self._look
        )


def answer_on(app: Any, opened: socket.socket, **options: Any) -> None:
    """Answer until interrupted.

    Args:
        app: the ASGI application.
        opened: a socket that listens.
        options: more of uvicorn's.
    """
    config = uvicorn.Config(
        app,
        http=Connection,
        log_level="warning",
        access_log=False,  # what people ask is for no log
        ws="none",
        server_header=False,
        # an address or a scheme that a client tells of itself is not believed
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        **options,
    )
    uvicorn.Server(config).run(sockets=[opened])
