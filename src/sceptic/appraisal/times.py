"""Points of time that a heading or an outcome names, in hours."""

from __future__ import annotations

import re
from functools import lru_cache

_HOURS = {"min": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0, "m": 730.0, "y": 8760.0}
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
_UNIT = (
    r"(?:min(?:ute)?s?\b|h(?:ou)?rs?\b|h\b|d(?:ay)?s?\b|w(?:ee)?ks?\b|w\b|mo(?:nth)?s?\b|"
    r"y(?:ea)?rs?\b|y\b)"
)
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(_WORDS)}"
_TIME = re.compile(
    rf"(?<![\w.])(?:(?P<n>{_NUMBER})(?:st|nd|rd|th)?[\s-]?(?P<u>{_UNIT})"
    rf"|(?P<v>{_UNIT})[\s-]?(?P<k>\d+)(?!\d|\.\d|\s?[/%]))",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def times_in(text: str) -> frozenset[int]:
    """Times in hours, rounded; "12 weeks", "week 12", "Day 7", "24h", "six months"."""
    return frozenset(
        round(_value(m["n"] or m["k"]) * _hours((m["u"] or m["v"]).lower()))
        for m in _TIME.finditer(text)
    )


def _value(written: str) -> float:
    return float(_WORDS.get(written.lower(), 0) or written)


def _hours(unit: str) -> float:
    return _HOURS["min"] if unit.startswith("mi") else _HOURS[unit[0]]
