"""A request as its parameters, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

LONGEST_BODY = 4_000_000
"""Bytes of a request's parameters: 10 000 identifiers and a long search fit many times over."""

MOST_FIELDS = 20_000
LONGEST_TERM = 400_000
MOST_IDS = 10_000
"""Identifiers that one request may name, as at NCBI."""


class RefusedError(Exception):
    """What NCBI would answer with an ``ERROR``; ``status`` is the HTTP status it comes under."""

    def __init__(self, message: str, status: int = 200) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of a request. Names are read without regard to case."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, *encoded: bytes) -> Call:
        """From a query string and a form body, in this order.

        Raises:
            RefusedError: too many parameters.

        """
        values: dict[str, tuple[str, ...]] = {}
        for part in encoded:
            for name, value in _pairs(part):
                values[name.lower()] = (*values.get(name.lower(), ()), value)
        return cls(values)

    def text(self, name: str, default: str = "") -> str:
        """The last value given under this name, without blanks around it."""
        found = self.values.get(name.lower(), ())
        return (found[-1].strip() if found else "") or default

    def number(self, name: str, default: int) -> int:
        """A number of zero or more; anything else counts as not given."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) < 12 else default

    @property
    def wants_json(self) -> bool:
        return self.text("retmode").lower() == "json"

    def id_groups(self) -> tuple[tuple[str, ...], ...]:
        """One group for each ``id`` parameter, split at commas and blanks."""
        groups = tuple(
            tuple(value.replace(",", " ").split()) for value in self.values.get("id", ())
        )
        if sum(map(len, groups)) > MOST_IDS:
            raise RefusedError(
                f"Too many UIDs in request. Maximum number of UIDs is {MOST_IDS}.", status=400
            )
        return tuple(group for group in groups if group)

    def ids(self) -> tuple[str, ...]:
        """Every identifier, in the order given."""
        return tuple(one for group in self.id_groups() for one in group)


def _pairs(encoded: bytes) -> Iterable[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS, encoding="utf-8"
        )
    except ValueError as error:
        raise RefusedError("Too many parameters in request", status=400) from error


def pmids(ids: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Numbers that may be PMIDs, each once and in order, and what is none."""
    good: dict[int, None] = {}
    bad: list[str] = []
    for one in ids:
        if one.isdecimal() and len(one) < 12 and int(one) > 0:
            good[int(one)] = None
        else:
            bad.append(one)
    return tuple(good), tuple(bad)
