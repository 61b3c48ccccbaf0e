"""The sentences of a text nearest to a question: what the encoder reads of a conclusion."""

from __future__ import annotations

from sceptic.appraisal.affirmation import title_words
from sceptic.appraisal.cues import words_of
from sceptic.language.text import sentences

MOST = 2
"""Sentences that are read: of 500 conclusions, two were read as rightly as all, in less time
(docs/adr/0018-the-encoder.md)."""


def nearest(question: str, text: str, most: int = MOST) -> str:
    """The sentences that share most content words with the question, in the text's order; of equals
    the later, which tends to conclude. A text of so few is returned as it is."""
    said = [s.text for s in sentences(text)]
    if len(said) <= most:
        return text
    wanted = title_words(question.lower())
    shared = [len(wanted.intersection(words_of(s))) for s in said]
    ranked = sorted(range(len(said)), key=lambda i: (-shared[i], -i))[:most]
    return " ".join(said[i] for i in sorted(ranked))
