"""A reading as one self-contained page: the article's words, and notes in the margin.

No script, nothing fetched, and a policy that forbids both; whatever the article holds is printed
as text.
"""

from __future__ import annotations

from sceptic.domain.reading import Reading
from sceptic.render.article_outline import outline_of_reading
from sceptic.render.article_words import CAPTIONS
from sceptic.render.html import template


def as_html(reading: Reading) -> str:
    """The page: opens from disk, prints, follows the reader's light or dark."""
    return _filled("article.html.j2", reading)


def body(reading: Reading) -> str:
    """The reading without the page around it; wants `style_sheet` and that of a brief."""
    return _filled("article_body.html.j2", reading)


def style_sheet() -> str:
    """The rules that the body needs beside those of a brief."""
    return template("article.css").render()


def _filled(name: str, reading: Reading) -> str:
    outline = outline_of_reading(reading)
    letters = {m.letter: m for m in outline.marks}
    return template(name).render(o=outline, c=CAPTIONS, marks=letters)
