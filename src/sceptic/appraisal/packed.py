"""Rows of a model's weights packed into whole numbers, so that rows are added in one step.

With half of what a place holds added to each, no place borrows from the next.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

_BITS, _HALF = 32, 1 << 31
_Key = TypeVar("_Key")


def packed(row: Sequence[int]) -> int:
    """One whole number for a row of weights."""
    return sum(weight << (_BITS * place) for place, weight in enumerate(row))


def added(rows: Mapping[_Key, int], features: Iterable[_Key]) -> int:
    """The packed rows of those features that have one, in one sum."""
    return sum(filter(None, map(rows.get, features)))


def unpacked(total: int, places: int) -> list[int]:
    """The row that a sum of packed rows of so many places stands for."""
    form, middle = _form(places)
    row = form.unpack((total + middle).to_bytes(form.size, "little"))
    return [weight - _HALF for weight in row]


@cache
def _form(places: int) -> tuple[struct.Struct, int]:
    middle = sum(_HALF << (_BITS * place) for place in range(places))
    return struct.Struct(f"<{places}I"), middle
