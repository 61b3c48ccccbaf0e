"""What the encoder answered to items it had not seen: the column beside rules and linear readers.

``python -m training.stance`` writes the file; the encoder itself does not ship. An eval that is
given other items has no such column.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from evals.measures import Pair

JOINED = 3
"""Places after an answer to a question, that of encoder and linear reader together."""
ANSWERS = Path(__file__).resolve().parent / "encoder_answers.json"


class _Kept(msgspec.Struct):
    answers: dict[str, dict[str, list[str | int]]]


@cache
def _kept() -> dict[str, dict[str, list[str | int]]]:
    return msgspec.json.decode(ANSWERS.read_bytes(), type=_Kept).answers


def answered(name: str, items: Sequence[tuple[str, str]], place: int = 0) -> list[Pair]:
    """(gold, answer) of the items ``(id, gold)`` that the encoder was asked; of a partly known
    list nothing."""
    known = _kept().get(name, {})
    if any(item not in known for item, _ in items):
        return []
    return [(gold, str(known[item][place])) for item, gold in items]


def items(name: str) -> tuple[str, ...]:
    """The items of a set that the encoder was asked."""
    return tuple(_kept().get(name, {}))


def telling(name: str, item: str) -> list[int]:
    """The sentences that the encoder finds most telling, the first first."""
    return [int(place) for place in _kept().get(name, {}).get(item, [])[1:]]
