"""The History server: sets of records by WebEnv and query key, in memory, forgotten in time."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from sceptic.eutils_server.call import RefusedError
from sceptic.library.index import Order
from sceptic.library.query import Node

LIFETIME = 8 * 3600.0
"""Seconds without use after which an environment is forgotten, as at NCBI."""

MOST_SETS = 2_000
"""Sets of all environments together; the environment that was used least lately goes first."""


@dataclass(slots=True)
class ResultSet:
    """A search or a posted list; ``pmids`` are filled in when first asked for."""

    node: Node
    total: int
    order: Order = Order.NEWEST
    pmids: tuple[int, ...] | None = None


@dataclass(slots=True)
class _Environment:
    used: float
    sets: list[ResultSet] = field(default_factory=list)


class History:
    """Args:
    clock: seconds that only grow, such as ``time.monotonic``.

    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        lifetime: float = LIFETIME,
        most_sets: int = MOST_SETS,
        name: Callable[[], str] = lambda: f"MCID_{secrets.token_hex(12)}",
    ) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._most = most_sets
        self._name = name
        self._environments: OrderedDict[str, _Environment] = OrderedDict()

    def keep(self, one: ResultSet, web_env: str = "") -> tuple[str, int]:
        """Keep a set in a new environment or as one more of ``web_env``.

        Returns:
            The environment and the set's key in it, from 1.

        """
        self._forget()
        if web_env not in self._environments:
            web_env = self._name()
            self._environments[web_env] = _Environment(self._clock())
        environment = self._used(web_env)
        environment.sets.append(one)
        self._make_room(web_env)
        return web_env, len(environment.sets)

    def found(self, web_env: str, key: int) -> ResultSet:
        """The set of this key.

        Raises:
            RefusedError: unknown or forgotten.

        """
        self._forget()
        if web_env in self._environments:
            sets = self._used(web_env).sets
            if 1 <= key <= len(sets):
                return sets[key - 1]
        raise RefusedError(f"Unable to obtain query #{key}")

    def _used(self, web_env: str) -> _Environment:
        environment = self._environments[web_env]
        environment.used = self._clock()
        self._environments.move_to_end(web_env)
        return environment

    def _forget(self) -> None:
        now = self._clock()
        while self._environments:
            oldest = next(iter(self._environments))
            if now - self._environments[oldest].used <= self._lifetime:
                return
            del self._environments[oldest]

    def _make_room(self, keep: str) -> None:
        held = sum(len(e.sets) for e in self._environments.values())
        for name in list(self._environments):
            if held <= self._most or name == keep:
                return
            held -= len(self._environments.pop(name).sets)
