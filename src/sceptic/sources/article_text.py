"""The running text of an article, built block by block with its headings and links placed.

Every reader of a format puts its blocks in here, so that offsets mean the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from sceptic.domain.article import Link, Passage

MOST_CHARACTERS = 200_000
"""Characters kept of one article: a long book chapter. The rest is not read, which is said."""

# Marks that turn the direction of text or hide in it: nothing is lost by leaving them out.
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")


def cleaned(text: str) -> str:
    """The text in composed form, without control characters and marks that nobody sees."""
    text = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n")
    )
    text = _CONTROL.sub(" ", _HIDDEN.sub("", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


@dataclass(slots=True)
class ArticleText:
    """Blocks of text as they come; ``text`` is what was built so far."""

    _blocks: list[str] = field(default_factory=list)
    _length: int = 0
    headings: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    is_cut: bool = False

    def add(
        self, pieces: list[tuple[str, str]], *, is_heading: bool = False, is_line: bool = False
    ) -> None:
        """Add one block: pieces of text with the address each leads to, or an empty one.

        ``is_line`` keeps the block close to the one before it: an item of a list.
        """
        if self._length >= MOST_CHARACTERS:
            self.is_cut = True
            return
        between = ("\n" if is_line else "\n\n") if self._blocks else ""
        at = self._length + len(between)
        block, links = _joined(pieces)
        if not block:
            return
        if at + len(block) > MOST_CHARACTERS:
            self.is_cut = True
            block = block[: max(0, MOST_CHARACTERS - at)].rstrip()
        self._blocks += [between, block]
        self._length = at + len(block)
        if is_heading:
            self.headings.append((at, self._length))
        self.links += [(at + a, at + b, url) for a, b, url in links if at + b <= self._length]

    @property
    def text(self) -> str:
        return "".join(self._blocks)

    def placed_headings(self) -> tuple[Passage, ...]:
        text = self.text
        return tuple(Passage(a, b, text[a:b]) for a, b in self.headings)

    def placed_links(self) -> tuple[Link, ...]:
        text = self.text
        return tuple(Link(Passage(a, b, text[a:b]), url) for a, b, url in self.links)


def _joined(pieces: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """One block with single spaces; where its links stand in it."""
    out = ""
    links = []
    for raw, url in pieces:
        words = _SPACES.sub(" ", cleaned(raw).replace("\n", " "))
        if not out or out.endswith(" "):
            words = words.lstrip(" ")
        start = len(out)
        out += words
        if url and words.strip():
            inner = start + len(words) - len(words.lstrip())
            links.append((inner, start + len(words.rstrip()), url))
    # An accent at the seam of two pieces may compose: the whole is brought to form once more.
    whole = unicodedata.normalize("NFC", out)
    stripped = whole.rstrip()
    if len(whole) != len(out):
        return stripped, []
    return stripped, [(a, min(b, len(stripped)), url) for a, b, url in links if a < len(stripped)]
