"""The two sides of a comparison: completed where they share a word, and told apart.

"vitamin C or D" is vitamin C or vitamin D, "oral vs topical minoxidil" is oral minoxidil or
topical minoxidil; "early CPAP" and "late CPAP" are two things though one name covers both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.mentions import MODIFIERS, Mentions, Part, Range, trimmed
from sceptic.language.phrases import intervention_of, text_concept
from sceptic.language.text import WORD, normalised_word

TREATMENT = ConceptKind.INTERVENTION

# Words that name a treatment only beside the problem it is made for.
LAY_TREATMENTS: Mapping[tuple[str, str], str] = {
    ("patch", "smoking"): "nicotine patch",
    ("gum", "smoking"): "nicotine gum",
    ("lozenge", "smoking"): "nicotine lozenge",
    ("vape", "smoking"): "e-cigarettes",
    ("jab", "influenza"): "flu vaccine",
    ("shot", "influenza"): "flu vaccine",
    ("jab", "covid-19"): "covid-19 vaccine",
    ("booster", "covid-19"): "covid-19 vaccine",
    ("shot", "covid-19"): "covid-19 vaccine",
    ("sock", "blood-clots"): "compression stockings",
    ("stocking", "blood-clots"): "compression stockings",
    ("drop", "earwax"): "ear drops",
    ("mask", "sleep-apnoea"): "cpap",
    ("net", "malaria"): "mosquito nets",
}


def sides_of(
    found: Mentions, masked: str, slots: Mapping[str, Range]
) -> tuple[Part | None, Part | None]:
    """Return the intervention and what it is compared with; None for a side that names nothing."""
    left, right = slots["x"], slots["z"]
    ones = _ONES.search(found.text, *right)
    if ones:
        other = _of_the_same_head(found, left, (right[0], ones.start()))
        if other:
            return intervention_of(found, masked, left), other
    shared = _sharing(found, left, right)
    if shared:
        return shared
    intervention = intervention_of(found, masked, left)
    comparison = intervention_of(found, masked, right)
    if comparison is not None and not comparison.concept.is_known:
        comparison = _of_known_head(found, left, comparison)
    return told_apart(found, slots, intervention, comparison)


_ONES = re.compile(r"\s+ones?$", re.IGNORECASE)


def _of_the_same_head(found: Mentions, left: Range, qualifier: Range) -> Part | None:
    """Read "honey dressings or silver ones": the last word of the left belongs to both."""
    words, said = _words(found, left), trimmed(found.text, qualifier)
    if not words or said[0] == said[1]:
        return None
    name = f"{found.text[slice(*said)]} {found.text[slice(*words[-1])]}"
    return Part(found.vocabulary.named(name, TREATMENT) or text_concept(name, TREATMENT), said)


def _of_known_head(found: Mentions, left: Range, part: Part) -> Part:
    """Read "electric toothbrush or manual" where the head of the left makes it a known thing."""
    other = _of_the_same_head(found, left, part.span) if part.span[0] < part.span[1] else None
    return other if other is not None and other.concept.is_known else part


def told_apart(
    found: Mentions, slots: Mapping[str, Range], one: Part | None, other: Part | None
) -> tuple[Part | None, Part | None]:
    """Name both sides by their words where one name covers both."""
    if one is None or other is None or one.concept.id != other.concept.id:
        return one, other
    return _of_own_words(found, slots["x"], one), _of_own_words(found, slots["z"], other)


def _of_own_words(found: Mentions, span: Range, part: Part) -> Part:
    whole = trimmed(found.text, span)
    words = found.text[slice(*whole)]
    return Part(text_concept(words, TREATMENT, (part.concept.id,)), whole)


def in_context(parts: Mapping[str, Part], condition: Concept, found: Mentions) -> dict[str, Part]:
    """Take lay words for the treatments that they name beside a condition: patches, to stop
    smoking. Two that fall under one concept stay apart by their names.
    """
    named = {
        name: (concept, said, part.span)
        for name, part in parts.items()
        if (said := _said_for(part, condition, found))
        and (concept := found.vocabulary.named(said, TREATMENT))
    }
    is_one = len(named) > 1 and len({concept.id for concept, _, _ in named.values()}) == 1
    return {
        name: Part(text_concept(said, TREATMENT, (concept.id,)) if is_one else concept, span)
        for name, (concept, said, span) in named.items()
    }


def _said_for(part: Part, condition: Concept, found: Mentions) -> str:
    if part.concept.id == "vaccines":
        names = (f"{name} vaccine" for name in condition.names)
        return next((n for n in names if found.vocabulary.named(n, TREATMENT)), "")
    is_gum = part.concept.id == "chewing-gum"
    words = [
        normalised_word(m.group()) for m in WORD.finditer("gum" if is_gum else part.concept.name)
    ]
    return LAY_TREATMENTS.get((words[-1], condition.id), "") if len(words) == 1 else ""


# ------------------------------------------------------------------------------- a shared word


def _sharing(found: Mentions, left: Range, right: Range) -> tuple[Part, Part] | None:
    """Both sides, where the shorter one leaves out a word of the longer."""
    one, other = _words(found, left), _words(found, right)
    if not one or not other:
        return None
    if len(one) > len(other) and _is_left_over(found, other):
        return _with_head(found, one, other)
    if len(other) > len(one) and _is_left_over(found, one):
        return _with_tail(found, one, other)
    return None


def _words(found: Mentions, span: Range) -> list[Range]:
    whole = trimmed(found.text, span)
    if whole[0] == whole[1]:
        # a side of modifiers alone, or a single letter that is an article elsewhere
        whole = span
    return [m.span() for m in WORD.finditer(found.text, *whole)]


def _is_left_over(found: Mentions, words: list[Range]) -> bool:
    """Whether one or two words name no treatment of their own."""
    span = (words[0][0], words[-1][1])
    if len(words) > 2 or found.inside(TREATMENT, span) or found.inside(ConceptKind.CONDITION, span):
        return False
    return not found.vocabulary.named(found.text[slice(*span)], TREATMENT)


def _with_head(found: Mentions, one: list[Range], other: list[Range]) -> tuple[Part, Part] | None:
    """Read "magnesium citrate or glycinate": the first words of the left belong to both."""
    head = found.text[one[0][0] : one[-len(other)][0]].strip()
    tail = found.text[other[0][0] : other[-1][1]]
    parent = found.vocabulary.named(head, TREATMENT)
    named = found.vocabulary.named(f"{head} {tail}", TREATMENT)
    if not head or (parent is None and named is None):
        return None
    broader = (parent.id,) if parent else ()
    whole = (one[0][0], one[-1][1])
    words = found.text[slice(*whole)]
    left = found.vocabulary.named(words, TREATMENT)
    if left is None or (parent and left.id == parent.id):
        left = text_concept(words, TREATMENT, broader)
    right = named
    if right is None or (parent and right.id == parent.id):
        right = text_concept(f"{head} {tail}", TREATMENT, broader)
    return Part(left, whole), Part(right, (other[0][0], other[-1][1]))


def _with_tail(found: Mentions, one: list[Range], other: list[Range]) -> tuple[Part, Part] | None:
    """Read "oral vs topical minoxidil": the last words of the right belong to both."""
    rest = other[len(one) :]
    span = (rest[0][0], rest[-1][1])
    tail = found.text[slice(*span)]
    parent = found.vocabulary.named(tail, TREATMENT) or found.vocabulary.best(tail, TREATMENT)
    qualifiers = [found.text[slice(*w)] for w in (*one, *other[: len(one)])]
    if parent is None or not all(_qualifies(word) for word in qualifiers):
        return None
    head = found.text[one[0][0] : one[-1][1]]
    whole = (other[0][0], other[-1][1])
    names = (f"{head} {tail}", found.text[slice(*whole)])
    left, right = (
        named
        if (named := found.vocabulary.named(name, TREATMENT)) and named.id != parent.id
        else text_concept(name, TREATMENT, (parent.id,))
        for name in names
    )
    return Part(left, (one[0][0], one[-1][1])), Part(right, whole)


_QUALIFIERS = frozenset(
    "red white green black brown whole skimmed full half young old new short long fast slow weekly"
    " standard intensive electric manual open keyhole inhaled nasal rectal vaginal subcutaneous"
    " intramuscular continuous intermittent single double multiple".split()
)


def _qualifies(word: str) -> bool:
    return normalised_word(word) in MODIFIERS or word.lower() in _QUALIFIERS
