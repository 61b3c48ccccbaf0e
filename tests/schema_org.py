"""What schema.org 29.3 allows of the types that our ClaimReview uses (schema.org/ClaimReview).

For each type its properties, those of its parents included, with the types of value that each may
have. Only what we write is listed: a property that is not here is refused, which is stricter than
schema.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

TEXT, URL, DATE, NUMBER = "Text", "URL", "Date", "Number"
_THING = {"name": {TEXT}, "alternateName": {TEXT}, "identifier": {TEXT, URL}, "url": {URL},
          "sameAs": {URL}}  # fmt: skip
_CREATIVE_WORK = {
    **_THING,
    "author": {"Organization", "Person"},
    "datePublished": {DATE},
    "inLanguage": {TEXT},
    "isBasedOn": {"ScholarlyArticle", "CreativeWork", URL},
    "text": {TEXT},
}
TYPES: dict[str, dict[str, set[str]]] = {
    "ClaimReview": {
        **_CREATIVE_WORK,
        "claimReviewed": {TEXT},
        "itemReviewed": {"Claim", "CreativeWork"},
        "reviewBody": {TEXT},
        "reviewRating": {"Rating"},
    },
    "Claim": {**_CREATIVE_WORK, "appearance": {"CreativeWork"},
              "firstAppearance": {"CreativeWork"}},
    "Rating": {**_THING, "ratingValue": {NUMBER, TEXT}, "bestRating": {NUMBER, TEXT},
               "worstRating": {NUMBER, TEXT}, "ratingExplanation": {TEXT}},
    "Organization": _THING,
    "ScholarlyArticle": _CREATIVE_WORK,
}  # fmt: skip


def faults(node: dict[str, Any], path: str = "$") -> Iterator[str]:
    """What of a JSON-LD node schema.org does not define."""
    kind = node.get("@type", "")
    if kind not in TYPES:
        yield f"{path}: no type {kind!r}"
        return
    for name, given in node.items():
        if name in ("@type", "@context"):
            continue
        allowed = TYPES[kind].get(name)
        if allowed is None:
            yield f"{path}: {kind} has no {name}"
            continue
        for value in given if isinstance(given, list) else [given]:
            here = f"{path}.{name}"
            if isinstance(value, dict):
                if value.get("@type") not in allowed:
                    yield f"{here}: not a {value.get('@type')}"
                yield from faults(value, here)
            elif not any(_is_a(value, each) for each in allowed):
                yield f"{here}: {value!r} is none of {sorted(allowed)}"


def _is_a(value: object, kind: str) -> bool:
    match kind:
        case "Text":
            return isinstance(value, str) and bool(value.strip())
        case "URL":
            return isinstance(value, str) and bool(
                urlsplit(value).scheme and urlsplit(value).netloc
            )
        case "Date":
            return isinstance(value, str) and value[:4].isdigit() and len(value) in (4, 7, 10)
        case "Number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return False
