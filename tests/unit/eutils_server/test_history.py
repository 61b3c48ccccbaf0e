from __future__ import annotations

import pytest

from sceptic.eutils_server.call import RefusedError
from sceptic.eutils_server.history import History, ResultSet
from sceptic.library.query import Term


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def one() -> ResultSet:
    return ResultSet(Term("x"), 1)


def test_sets_are_numbered_within_their_environment() -> None:
    history = History(Clock())
    env, key = history.keep(one())
    assert key == 1
    kept = one()
    assert history.keep(kept, env) == (env, 2)
    assert history.found(env, 2) is kept
    other, first = history.keep(one(), "MCID_unknown")
    assert (other != env, first) == (True, 1)
    assert env.startswith("MCID_")


def test_an_environment_is_forgotten_when_it_is_not_used() -> None:
    clock = Clock()
    history = History(clock, lifetime=10)
    used, _ = history.keep(one())
    idle, _ = history.keep(one())
    clock.now = 9
    history.found(used, 1)
    clock.now = 12
    assert history.found(used, 1)
    with pytest.raises(RefusedError, match="Unable to obtain query #1"):
        history.found(idle, 1)


def test_there_is_room_for_so_many_sets_and_no_more() -> None:
    history = History(Clock(), most_sets=3)
    first, _ = history.keep(one())
    second, _ = history.keep(one())
    history.keep(one(), second)
    history.found(first, 1)
    third, _ = history.keep(one())
    assert history.found(first, 1)
    assert history.found(third, 1)
    with pytest.raises(RefusedError):
        history.found(second, 1)
    for _ in range(5):
        history.keep(one(), third)
    assert history.found(third, 6)
