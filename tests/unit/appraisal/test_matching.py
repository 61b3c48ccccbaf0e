"""Names of a concept in a text: grouped by their letters, found as if tried one by one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sceptic.appraisal.matching import _GAP, _pattern, family_of
from sceptic.language.vocabulary import shipped_vocabulary

NAMES = (
    "hair loss",
    "baldness",
    "AGA",
    "male pattern hair loss",
    "Éclat",
    "5-alpha deficiency",
    "hair",
)


def one_by_one(names: tuple[str, ...], text: str) -> list[str]:
    """The longest name that fits at each place, tried without any grouping."""
    found, at = [], 0
    while at < len(text):
        fits = (
            re.compile(rf"(?<!\w){_GAP.pattern.join(map(re.escape, _GAP.split(name)))}"
                       + ("s?" if name == "AGA" else "(?:s|es)?") + r"(?!\w)",
                       0 if name == "AGA" else re.IGNORECASE).match(text, at)
            for name in sorted(names, key=lambda n: (-len(n), n))
        )  # fmt: skip
        match = next(filter(None, fits), None)
        if match:
            found.append(match[0])
        at = match.end() if match else at + 1
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Hair-loss and BALDNESS; male  pattern hair losses",
        "AGA is not aga, AGAs are; saga is none",
        "éclat, ÉCLATS and eclat",
        "5-alpha deficiency, 5 alpha deficiencies, 15-alpha deficiency",
        "hairs hairy hair/loss chair",
        "",
    ],
)
def test_names_are_found_as_if_tried_one_by_one(text: str) -> None:
    assert [m[0] for m in _pattern(NAMES).finditer(text)] == one_by_one(NAMES, text)


def test_a_concept_without_a_letter_to_its_name_is_found_nowhere() -> None:
    assert not _pattern(["-", "/ "]).findall("a - b / c")


def test_a_mention_tells_the_concept_that_was_named() -> None:
    vocabulary = shipped_vocabulary()
    family = family_of(vocabulary.concept("hair-loss"), vocabulary)
    text = "Alopecia areata differs from baldness."
    assert next((text[a:b], one) for a, b, one in family.mentions(text)) == (
        "Alopecia areata",
        "alopecia-areata",
    )


def test_a_family_with_short_forms_of_its_own_remembers_its_own_mentions() -> None:
    vocabulary = shipped_vocabulary()
    family = family_of(vocabulary.concept("vitamin-d"), vocabulary)
    text = "Vitamin D (VD) was given; XVD was not, and VD was measured."
    plain = family.mentions(text)
    local = replace(family, local=(("VD", family.concept.id),))
    assert len(local.mentions(text)) == len(plain) + 2
    assert family.mentions(text) == plain
    for number in range(200):
        assert not family.mentions(f"text {number}")
    assert family.mentions(text) == plain
