"""The sentences of a printed text: a date is no end of one."""

from __future__ import annotations

import re

from sceptic.language.text import Span, sentences

_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_LONGEST = len("Sept.")


def printed_sentences(text: str) -> tuple[Span, ...]:
    """Sentences in reading order, dates kept whole: "Aug. 9, 2010 -- Researchers ..."."""
    joined: list[Span] = []
    for span in sentences(text):
        before = joined[-1] if joined else None
        if before and span.text[0].isdigit() and _ends_in_a_month(before, text):
            joined[-1] = Span(before.start, span.end, text[before.start : span.end])
        else:
            joined.append(span)
    return tuple(joined)


def _ends_in_a_month(span: Span, text: str) -> bool:
    return _MONTH.search(text, max(span.start, span.end - _LONGEST), span.end) is not None
