"""Words that name a treatment or a problem in a question, and something else in print.

Who types "plaque" means teeth; a newspaper means arteries as often. A name that is part of a longer
proper name ("Salix Pharmaceuticals", "Women's College"), that is written in capitals for something
else ("the PET team") or that stands in quotation marks as a figure of speech is none either.
"""

from __future__ import annotations

import re

from sceptic.language.text import normalised
from sceptic.language.vocabulary import Mention

_UNLESS: dict[str, str] = {
    "epilepsy": r"seizure|epilep|convuls|having\s+fits|fits\s+and",
    "gum-disease": r"dental|teeth|tooth|gums?\b|oral\s+hygiene|periodont|gingiv|mouth",
    "birth-control-pill": r"contracepti|birth[- ]control|pregnan",
    "cold-hands": r"cold|poor\s+circulation|bad\s+circulation|raynaud|hands|feet",
    "digestive-bitters": r"bitters\b",
    "face-masks": r"face|surgical|wear|n95|masks\b|cloth",
    "screen-time": r"screen[- ]time|screens\b|tv|television|phone|tablet|computer",
    "complex-ptsd": r"emotion|psycholog|childhood|ptsd|mental|abuse|traumatic",
    "water-drinking": r"drink|water|thirst|hydrat",
    "physiotherapy": r"physi|exercis|stroke|cardiac|pulmonary",
}
"""Concept -> what must be said in the sentence for an everyday word to mean it.

Its longer names say it themselves.
"""
_BESIDE: dict[str, tuple[str, str]] = {
    "anxiety": ("", r"\s+(?:system|tissue|breakdown)"),
    "hormone-replacement-therapy": (
        r"(?:body['’]s|declin\w+(?:\s+in)?|drop\s+in|loss\s+of|use\s+of|production\s+of|natural)\s+",
        r"[\s-]+(?:receptor|level|production|positive|negative|deficien|sensitiv|the\s+hormone)",
    ),
    "testosterone": (
        r"(?:low|body['’]s|declin\w+(?:\s+in)?|drop\s+in|production\s+of)\s+",
        r"[\s-]+(?:level|production|deficien|drops|declines)",
    ),
    "depression": (
        "",
        r"\s+(?:cardiac|thyroid|tissue|levels?|immune|function|heart|economy|skull)",
    ),
    "insulin": ("", r"[\s-]+(?:resistan|sensitiv|level|production|secret|producing|response)"),
    "blood-flow": (r"\b(?-i:in|of)\s+(?=(?-i:Circulation))", ""),
}
"""Concept -> (what stands before, what stands after) where the word means something else."""
_NEVER = frozenset(("no-treatment",))
"""What an article does not assert anything of: "there are no treatments", "if untreated"."""
_LONG_WORD = re.compile(r"\b[A-Za-z][\w’'-]{3,}")
_NEXT = re.compile(r"[ \t]+(?:&\s+)?[A-Z][a-z][\w’'-]*")
_PREVIOUS = re.compile(r"(?:^|(?P<first>[\s“\"(]))(?P<word>[A-Z][a-z][\w’'-]*)[ \t]+$")
_OF_SOMETHING = re.compile(r"\b(?:School|College|Department|Institute|Faculty|Journal)\s+of\s+$")
_QUOTED_BEFORE = re.compile(r"[\"“‘'](?:[\w-]+\s+)?$")
_QUOTED_AFTER = re.compile(r"(?:\s+[\w-]+)?[\"”’'](?!\w)")
_ENDS = frozenset(".!?:;")


def is_other_sense(text: str, mention: Mention) -> bool:
    """Whether the words of a mention mean something else in a printed sentence."""
    surface = text[mention.start : mention.end]
    if mention.concept.id in _NEVER:
        return True
    if " " not in surface and _lacks_its_words(text, mention):
        return True
    return (
        _is_shouted(text, surface, mention)
        or _is_in_proper_name(text, surface, mention)
        or _is_figure_of_speech(text, mention)
    )


def short_forms(text: str) -> dict[str, str]:
    """Abbreviations that an article explains: "Endometrial Function Test (EFT)" -> EFT."""
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        words = re.findall(r"[A-Za-z][\w’']*", match["words"])[-len(match["short"]) - 1 :]
        initials = [word[0].upper() for word in words]
        size = len(match["short"])
        if "".join(initials[-size:]) == match["short"].upper():
            found.setdefault(match["short"], " ".join(words[-size:]))
    return found


_EXPLAINED = re.compile(
    r"(?<![\w’'-])(?P<words>(?:[\w’'-]+ ){0,7}[\w’'-]+[ -])\((?P<short>[A-Z]{2,6})s?[®™]?\)"
)
"""Words end at a space alone: were a hyphen an end too, a ruled line could be cut endlessly."""


def is_explained_otherwise(surface: str, mention: Mention, forms: dict[str, str]) -> bool:
    """Whether the article says that these capitals are short for something else."""
    words = forms.get(surface.removesuffix("s"))
    if words is None:
        return False
    return normalised(words) not in {normalised(name) for name in mention.concept.names}


def _lacks_its_words(text: str, mention: Mention) -> bool:
    needed = _UNLESS.get(mention.concept.id)
    if needed is not None:
        around = text[: mention.start] + "_" + text[mention.end :]
        own = text[mention.start : mention.end]
        return not re.search(needed, around, re.IGNORECASE) and not re.search(
            needed, own, re.IGNORECASE
        )
    before, after = _BESIDE.get(mention.concept.id, ("", ""))
    return bool(
        (before and re.search(rf"\b(?:{before})$", text[: mention.start], re.IGNORECASE))
        or (after and re.match(after, text[mention.end :], re.IGNORECASE))
    )


def _is_shouted(text: str, surface: str, mention: Mention) -> bool:
    """An everyday word in capitals amid small letters: "the PET team"."""
    if not (surface.isupper() and 2 < len(surface) < 6) or text.isupper():
        return False
    named = {name.removesuffix("s") for name in mention.concept.names}
    small = surface.lower().removesuffix("s")
    return small in named and surface.removesuffix("S") not in named


def _is_in_proper_name(text: str, surface: str, mention: Mention) -> bool:
    """Part of a longer run of capitalised words in a sentence that has small ones."""
    words = surface.split()
    if not all(w[:1].isupper() for w in words) or is_title_case(text):
        return False
    if _NEXT.match(text, mention.end) and not _follows(text, mention):
        return True
    if _OF_SOMETHING.search(text, 0, mention.start):
        return True
    before = _PREVIOUS.search(text, 0, mention.start)
    if before is None or before["first"] is None:
        return False  # the word before begins the sentence: any word has a capital there
    start = text[: before.start("word")].rstrip()
    return bool(start) and start[-1] not in _ENDS


def _follows(text: str, mention: Mention) -> bool:
    """Whether a new word of its own follows: "Prozac Tuesday" is none, "Vitamin D Council" is."""
    return re.match(r"\s+(?:I|[A-Z]+\d*)\b(?!\w)", text[mention.end :]) is not None


def is_title_case(text: str) -> bool:
    """Whether most long words have a capital: a headline."""
    long = _LONG_WORD.findall(text)
    return bool(long) and sum(w[0].isupper() for w in long) > 0.6 * len(long)


def _is_figure_of_speech(text: str, mention: Mention) -> bool:
    """A treatment in inverted commas alone: the "brain pacemaker" is no pacemaker."""
    if mention.concept.kind.value != "intervention":
        return False
    return bool(
        _QUOTED_BEFORE.search(text, max(0, mention.start - 20), mention.start)
        and _QUOTED_AFTER.match(text, mention.end)
    )
