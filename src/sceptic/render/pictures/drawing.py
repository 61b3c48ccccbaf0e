"""Inline SVG: elements with rounded numbers, escaped text, a title and a description.

Colours are classes that the page's style sheet fills from its variables, so that a picture follows
light, dark and print. Texts are set in 12 units on a width of 400: read on a phone of 360 px too.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

WIDTH = 400.0
"""Units across; every picture has this width, so that letters have one size."""
_LETTER = 0.53
"""Mean width of a letter as a share of its size, for room that text needs: no font is known."""


class Drawing:
    """One picture under way. ``name`` begins its ids and is its class."""

    def __init__(self, name: str, title: str, description: str) -> None:
        ids = {"title": f"{name}-title", "desc": f"{name}-text"}
        labelled = " ".join(ids.values())
        attributes = {"class": f"picture {name}", "role": "img", "aria-labelledby": labelled}
        self._root = Element("svg", attributes)
        for tag, words in (("title", title), ("desc", description)):
            SubElement(self._root, tag, {"id": ids[tag]}).text = words

    def shape(self, tag: str, kind: str, tip: str = "", **numbers: float) -> None:
        """A ``rect``, ``line`` or ``circle``; ``tip`` is shown where a pointer rests."""
        attributes = {name: plain(value) for name, value in numbers.items()}
        made = SubElement(self._root, tag, {"class": kind, **attributes})
        if tip:
            SubElement(made, "title").text = tip

    def path(self, kind: str, *points: tuple[float, float], closed: bool = False) -> None:
        steps = " L".join(f"{plain(x)} {plain(y)}" for x, y in points)
        SubElement(self._root, "path", {"class": kind, "d": f"M{steps}{'Z' if closed else ''}"})

    def text(self, words: str, x: float, y: float, kind: str = "", anchor: str = "start") -> None:
        attributes = {"x": plain(x), "y": plain(y)}
        if kind:
            attributes["class"] = kind
        if anchor != "start":
            attributes["text-anchor"] = anchor
        SubElement(self._root, "text", attributes).text = words

    def svg(self, height: float) -> str:
        """The finished picture, ``height`` units tall."""
        self._root.set("viewBox", f"0 0 {plain(WIDTH)} {plain(height)}")
        return tostring(self._root, encoding="unicode")


def plain(number: float) -> str:
    """At most one figure after the point, none where it would be 0."""
    return f"{number:.1f}".removesuffix(".0")


def letters(width: float, size: float = 12.0) -> int:
    """How many letters fit into a width."""
    return max(1, int(width / (size * _LETTER)))


def cut(words: str, width: float, size: float = 12.0) -> str:
    """Words that fit into a width, with an ellipsis where some are left out."""
    room = letters(width, size)
    return words if len(words) <= room else words[: room - 1].rstrip(" ,.") + "…"


def lines(words: str, width: float, size: float = 12.0) -> tuple[str, ...]:
    """Words broken into lines of a width; a word longer than a line is cut."""
    found: list[str] = []
    for word in words.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and len(joined) <= letters(width, size):
            found[-1] = joined
        else:
            found.append(cut(word, width, size))
    return tuple(found)
