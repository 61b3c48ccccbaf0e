"""Patterns that are compiled when they are first used: one question needs few of the hundreds."""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Later:
    """Stands for a compiled pattern, and is one from the first call of a method on."""

    def __init__(self, source: str, flags: int) -> None:
        self._key = (source, flags)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._key)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Later) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, which is called at the first use of the pattern.

    Only for patterns of our own: a fault in one shows at that first use.
    """
    return cast("re.Pattern[str]", _Later(source, flags))
