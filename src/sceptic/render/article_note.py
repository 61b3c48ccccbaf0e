"""What a reader sends on: a correction note to an editor, and a paragraph to copy. Plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from sceptic.domain.brief import SourceKind, Statement
from sceptic.domain.evidence import Study
from sceptic.domain.reading import Reading
from sceptic.render.article_text import reference_line
from sceptic.render.article_words import CAPTIONS
from sceptic.render.sources import Numbering, cleaned, compact
from sceptic.synthesis.reading_words import (
    Point,
    caveat_of,
    greeting_of,
    missing_for_editor,
    nothing_to_correct,
    paragraph_of,
    points_for_editor,
    questions_for_editor,
)

_WIDTH = 76


def as_note(reading: Reading) -> str:
    """A note to an editor: each statement quoted, what the literature says to it, the sources."""
    numbering = Numbering("", _studies(reading))
    lines = [cleaned(s) for s in greeting_of(reading)]
    lines.append("")
    points, asked = points_for_editor(reading), questions_for_editor(reading)
    if not (points or asked):
        lines += [nothing_to_correct(reading).text, ""]
    start = 1
    for caption, those in (("speaks_against", points), ("too_little", asked)):
        if those:
            lines += [CAPTIONS[caption], ""]
            lines += _points(those, start, numbering)
            start += len(those)
    missing = missing_for_editor(reading)
    if missing:
        lines += [f"{CAPTIONS['missing']}:", ""]
        lines += ["- " + _cited(s, numbering) for s in missing]
        lines.append("")
    lines += [caveat_of(reading).text, ""]
    return _page(lines, numbering)


def _points(points: tuple[Point, ...], start: int, numbering: Numbering) -> list[str]:
    lines = []
    for number, (words, asked, said) in enumerate(points, start):
        lines += [f"{number}. {CAPTIONS['article_says']}: “{cleaned(words)}”", ""]
        lines += ["   " + _cited(s, numbering) for s in said]
        lines += [f"   ({CAPTIONS['asked_as'].lower()}: {cleaned(asked)})"] if asked else []
        lines.append("")
    return lines


def as_paragraph(reading: Reading) -> str:
    """One paragraph with its caveat, and the sources under it."""
    numbering = Numbering("", _studies(reading))
    text = " ".join(_cited(s, numbering) for s in paragraph_of(reading))
    return _page([text, ""], numbering)


def _studies(reading: Reading) -> Iterable[Study]:
    return (e.study for c in reading.claims if c.brief is not None for e in c.brief.evidence)


def _cited(statement: Statement, numbering: Numbering) -> str:
    """The sentence with the numbers of its sources; the article itself is not listed."""
    sources = [s for s in statement.sources if s.kind is not SourceKind.USER]
    numbers = numbering.numbers(sources)
    return cleaned(statement.text) + (f" [{compact(numbers)}]" if numbers else "")


def _page(lines: list[str], numbering: Numbering) -> str:
    references = numbering.references()
    if references:
        lines = [*lines, f"{CAPTIONS['sources']}:", ""]
        lines += [f"[{r.number}] {reference_line(r)}" for r in references]
    wrapped = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        wrapped += textwrap.wrap(
            line, _WIDTH, initial_indent="", subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False, drop_whitespace=True,
        ) or [""]  # fmt: skip
    return "\n".join(wrapped).strip("\n") + "\n"
