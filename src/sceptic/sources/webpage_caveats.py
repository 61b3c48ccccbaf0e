"""Does what was read look like an article, and like all of it? Said, never decided for the user."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sceptic.domain.article import Caveat, CaveatKind

FEW_WORDS = 60
"""Fewer words than these are a teaser, a banner or a notice rather than an article."""

_PAYWALL = re.compile(
    r"(?:subscribe|sign\s+in|register|log\s*in|join|pay)\s+(?:now\s+)?to\s+(?:continue|keep|read|unlock|access|view)"
    r"|to\s+(?:continue|keep)\s+reading|already\s+a\s+(?:subscriber|member)|(?:for|to)\s+subscribers\s+only"
    r"|subscribers?[- ]only"
    r"|this\s+(?:article|content|story)\s+is\s+(?:for|available\s+to|reserved\s+for)\s+(?:\w+\s+)?(?:subscribers|members)"
    r"|you\s+have\s+reached\s+your\s+(?:\w+\s+)?limit|free\s+articles?\s+(?:left|remaining)|start\s+your\s+free\s+trial",
    re.IGNORECASE,
)
_PAYWALL_MARKUP = re.compile(
    r"isAccessibleForFree[\"']?\s*:\s*[\"']?false|class=[\"'][^\"']{0,200}\b(?:paywall|tp-modal|piano-|subscriber-only|premium-content)",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bcookies?\b|\bconsent\b|\bour\s+(?:\d+\s+)?partners\b|\bpersonal\s+data\b|\bprivacy\s+(?:policy|settings|choices)\b"
    r"|\baccept\s+all\b|\blegitimate\s+interest\b|\bunique\s+identifiers\b",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(
    r"(?:enable|requires?|turn\s+on|need)\s+java\s?script|java\s?script\s+(?:is\s+)?(?:disabled|required|must)",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"<div\s+id=[\"'](?:root|app|__next|___gatsby)[\"']\s*>\s*</div>", re.IGNORECASE
)
_NO_ARTICLE = re.compile(
    r"\b(?:404|page\s+(?:not|could\s+not\s+be)\s+found|access\s+denied|forbidden|are\s+you\s+a\s+robot|captcha"
    r"|unusual\s+traffic|verify\s+you\s+are\s+(?:a\s+)?human|checking\s+your\s+browser|service\s+unavailable|bad\s+gateway)\b",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\b(?:read|continue|view)\s+(?:more|reading|full\s+(?:story|article)))\W*$",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget)\s+(?:\w+\s+){0,3}?(?:previous|prior|above|earlier|preceding|your)\b[^.\n]{0,40}?(?:instructions?|prompts?|text|rules|above)?"
    r"|\b(?:system\s+prompt|you\s+are\s+(?:now\s+)?(?:an?\s+)?(?:ai|language\s+model|assistant|chatgpt))\b",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    "the of and to in a is that for it with as was on are be this by from or at an have not".split()
)


def caveats_of(
    text: str, markup: str = "", linked: float = 0.0, around: str = ""
) -> Iterator[Caveat]:
    """What to know of a text read from a page. ``around`` is all of the page's text."""
    words = text.split()
    if not words:
        yield Caveat(CaveatKind.EMPTY, "No text was found to read.")
    yield from _gates(text, words, markup, around)
    is_short = len(words) < FEW_WORDS
    if is_short and (linked > 0.6 or _NO_ARTICLE.search(text or around[:2000])):
        yield Caveat(
            CaveatKind.NOT_AN_ARTICLE,
            "This looks like a list, an error page or a form, not like an article.",
        )
    if words and (is_short or _BROKEN_OFF.search(text[-200:])):
        yield Caveat(
            CaveatKind.INCOMPLETE,
            "The text is very short or breaks off: it may not be all of the article.",
        )
    if len(words) >= 30 and not _is_english(text, words):
        yield Caveat(
            CaveatKind.NOT_ENGLISH, "This text is not in English, the only language that is read."
        )
    if _ORDERS.search(text):
        yield Caveat(
            CaveatKind.INSTRUCTIONS,
            "The text gives orders to programs that read it; it was read like any other text.",
        )


def _gates(text: str, words: list[str], markup: str, around: str) -> Iterator[Caveat]:
    """What stands between a reader and the article."""
    is_walled = _PAYWALL.search(text[-1500:]) or (len(words) < 250 and _PAYWALL.search(around))
    if is_walled or (len(words) < 400 and _PAYWALL_MARKUP.search(markup)):
        yield Caveat(
            CaveatKind.PAYWALL,
            "The page asks readers to subscribe: what was read may be a part of the article.",
        )
    signs = len({m.lower() for m in _COOKIES.findall(text)})
    if len(words) < 400 and signs >= 3:
        yield Caveat(
            CaveatKind.COOKIE_BANNER,
            "What was read looks like a cookie banner, not like the article.",
        )
    if len(words) < FEW_WORDS and (_SCRIPTS.search(markup) or _SHELL.search(markup)):
        yield Caveat(
            CaveatKind.NEEDS_SCRIPTS,
            "The page shows its text only by running scripts, which are never run here: "
            "save its text to a file.",
        )


def _is_english(text: str, words: list[str]) -> bool:
    letters = [c for c in text[:5000] if c.isalpha()]
    foreign = sum(ord(c) > 0x24F for c in letters)
    if letters and foreign / len(letters) > 0.3:
        return False
    sample = words[:600]
    return sum(w.lower().strip(".,;:!?\"'()") in _ENGLISH for w in sample) / len(sample) > 0.12
