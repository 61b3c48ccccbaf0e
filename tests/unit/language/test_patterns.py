"""A pattern compiled later is the pattern compiled now."""

from __future__ import annotations

import re

import pytest

from sceptic.language.patterns import later


@pytest.mark.parametrize("text", ["", "Fell and rose", "fell; FELL", "rose"])
def test_it_finds_what_a_compiled_pattern_finds(text: str) -> None:
    source = r"\b(?P<how>fell|rose)\b"
    lazy, now = later(source, re.IGNORECASE), re.compile(source, re.IGNORECASE)
    assert [m.groupdict() for m in lazy.finditer(text)] == [
        m.groupdict() for m in now.finditer(text)
    ]
    for method in ("search", "match", "fullmatch"):
        found, known = getattr(lazy, method)(text), getattr(now, method)(text)
        assert (found and found.span()) == (known and known.span())
    assert lazy.findall(text) == now.findall(text)
    assert lazy.split(text) == now.split(text)
    assert lazy.sub("x", text) == now.sub("x", text)
    assert (lazy.pattern, lazy.flags, lazy.groups) == (now.pattern, now.flags, now.groups)


def test_equal_sources_are_equal() -> None:
    assert later("a") == later("a")
    assert hash(later("a")) == hash(later("a"))
    assert later("a") != later("a", re.IGNORECASE)
    assert later("a") != re.compile("a")


def test_a_fault_shows_at_the_first_use() -> None:
    faulty = later("(")
    with pytest.raises(re.error):
        faulty.search("a")
