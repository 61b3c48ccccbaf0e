"""Subheadings, their codes and what lies below them."""

from __future__ import annotations

import pytest

from sceptic.library.qualifiers import (
    CODES,
    NAMES,
    narrower_qualifiers,
    narrower_types,
    qualifier_named,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("th", "therapy"),
        ("TH", "therapy"),
        ("Therapy", "therapy"),
        ("prevention and control", "prevention & control"),
        ("prevention  & control", "prevention & control"),
        ("ra", "diagnostic imaging"),
        ("zz", None),
        ("", None),
    ],
)
def test_names_and_codes(text: str, name: str | None) -> None:
    assert qualifier_named(text) == name


def test_families_reach_down_and_hold_known_names() -> None:
    assert "transplantation" in narrower_qualifiers("therapy")
    assert "toxicity" in narrower_qualifiers("therapeutic use")
    assert narrower_qualifiers("nursing") == ()
    for name in NAMES:
        below = narrower_qualifiers(name)
        assert name not in below
        assert set(below) <= NAMES
        assert len(set(below)) == len(below)
    assert all(len(code) == 2 for code in CODES)


def test_types() -> None:
    assert "pragmatic clinical trial" in narrower_types("Clinical Trial")
    assert narrower_types("letter") == ()
