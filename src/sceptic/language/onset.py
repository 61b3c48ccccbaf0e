"""Conditions that begin with an event, so that to stop one is to prevent it."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from sceptic.domain.claim import Concept


class _Onset(msgspec.Struct, frozen=True):
    what: str
    version: str
    concepts: tuple[str, ...]


@cache
def onset_concepts() -> frozenset[str]:
    text = resources.files("sceptic.data").joinpath("onset.json").read_bytes()
    return frozenset(msgspec.json.decode(text, type=_Onset).concepts)


def begins_with_event(condition: Concept) -> bool:
    """Whether a condition or a class it belongs to is one that one gets: flu, a stroke."""
    listed = onset_concepts()
    return condition.id in listed or any(parent in listed for parent in condition.broader)
