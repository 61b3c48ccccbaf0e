"""A sentence of an article -> the statements it holds, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.language.text import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement of the article: ``text == article.text[start:end]``."""

    start: int
    end: int
    text: str
    is_heading: bool = False


_CUT = re.compile(r";\s+(?=\S)")
_ONE_OF = re.compile(
    r"\b(?P<what>one\s+of\s+the\s+(?:most|least|leading|biggest|main)\s[^,;.]{4,80}),\s+(?P<who>[a-z][^,;.]{3,60})(?=[,;.]|$)"
)


def _is_heading(span: Span, heads: set[tuple[int, int]], text: str) -> bool:
    if (span.start, span.end) in heads or any(a <= span.start and span.end <= b for a, b in heads):
        return True
    ends = text[span.end : span.end + 1]
    is_line = (span.start == 0 or text[span.start - 1] == "\n") and ends in ("", "\n")
    return (
        is_line
        and len(span.text) < 90
        and span.text[-1:] not in '.!:;"”…'
        and len(span.text.split()) < 14
    )


def pieces_of(span: Span, heads: set[tuple[int, int]], text: str) -> list[Piece]:
    """The statements of a sentence: cut at semicolons where each side is long enough to assert.

    Args:
        span: the sentence, with its place in ``text``.
        heads: where the article's headings stand.
        text: the whole article.
    """
    found: list[Piece] = []
    start = span.start
    for cut in _CUT.finditer(span.text):
        end = span.start + cut.start()
        if end - start > 25 and span.end - (span.start + cut.end()) > 25:
            found.append(Piece(start, end, span.text[start - span.start : end - span.start]))
            start = span.start + cut.end()
    is_heading = _is_heading(span, heads, text)
    found.append(Piece(start, span.end, span.text[start - span.start :], is_heading))
    return [more for piece in found for one in _then(piece) for more in _with_apposition(one)]


_THEN = re.compile(
    r"\b(?:attack|destroy|damag|target|kill|block)\w*\b[^.;]{0,60}?(?P<cut>,?\s+(?=(?:until|so\s+that|which\s+causes|causing)\s))",
    re.IGNORECASE,
)


def _then(piece: Piece) -> list[Piece]:
    """How a thing comes about and how it shows are two: "attacks | until hair falls out"."""
    match = _THEN.search(piece.text)
    if match is None or piece.is_heading or len(piece.text) - match.end("cut") < 25:
        return [piece]
    here, there = piece.start + match.start("cut"), piece.start + match.end("cut")
    text = piece.text
    return [
        Piece(piece.start, here, text[: match.start("cut")]),
        Piece(there, piece.end, text[match.end("cut") :]),
    ]


def _with_apposition(piece: Piece) -> list[Piece]:
    """Two things are said by "a cure for one of the most common causes of hair loss, areata"."""
    match = _ONE_OF.search(piece.text)
    if match is None:
        return [piece]
    start, end = piece.start + match.start(), piece.start + match.end()
    return [piece, Piece(start, end, match.group())]
