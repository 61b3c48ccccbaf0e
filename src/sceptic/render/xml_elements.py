"""XML written by hand: elements as strings, every character escaped, none that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile(r"[&<>\r]")
_SPECIAL_IN_QUOTES = re.compile(r'[&<>"\r\n\t]')
_ENTITIES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
    "\r": "&#13;", "\n": "&#10;", "\t": "&#9;",
}  # fmt: skip


def escaped(text: str) -> str:
    """For a text node; what XML 1.0 cannot hold is left out."""
    if text.isalnum():
        return text
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], _FORBIDDEN.sub("", text))


def _quoted(text: str) -> str:
    """An attribute's value in its quotes."""
    if text.isalnum():
        return f'"{text}"'
    clean = _FORBIDDEN.sub("", text)
    return f'"{_SPECIAL_IN_QUOTES.sub(lambda found: _ENTITIES[found[0]], clean)}"'


def element(tag: str, content: str | Iterable[str], /, **attributes: str) -> str:
    """An element around markup that is written already.

    Args:
        tag: the element's name.
        content: markup, or pieces of it.
        attributes: in the order given; an empty one is left out.

    """
    inside = content if isinstance(content, str) else "".join(content)
    named = "".join(f" {k}={_quoted(v)}" for k, v in attributes.items() if v)
    return f"<{tag}{named}>{inside}</{tag}>" if inside else f"<{tag}{named}/>"


def text_element(tag: str, text: str, /, **attributes: str) -> str:
    """An element around plain text, also around none."""
    return element(tag, escaped(text), **attributes)


def given(tag: str, text: str, /, **attributes: str) -> str:
    """The element, or nothing where there is no text."""
    return text_element(tag, text, **attributes) if text else ""


def around(tag: str, pieces: Iterable[str], /, **attributes: str) -> str:
    """An element around pieces, or nothing where there are none."""
    inside = "".join(pieces)
    return element(tag, inside, **attributes) if inside else ""
