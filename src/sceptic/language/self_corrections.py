"""Who corrects himself while asking: "vitamin c, no I mean d, for colds"."""

from __future__ import annotations

import re

from sceptic.domain.claim import ConceptKind
from sceptic.language.text import WORD
from sceptic.language.vocabulary import Vocabulary

_MARK = re.compile(
    r"\s*(?:[,.;:(–—-]+\s*|\s+)(?:(?:no|nope|oops|oh|er|erm|um|uh|well|actually|wait|hang\s+on|hold\s+on"
    r"|sorry|scratch\s+that|strike\s+that|correction)[,.!\s-]+)*"
    r"(?:i\s+(?:mean|meant)(?:\s+to\s+say)?|i['’]m\s+thinking\s+of|make\s+that|or\s+rather|that\s+is\s+to\s+say"
    r"|(?:no\s+)?sorry,?|scratch\s+that|strike\s+that|correction|no\s+wait|wait,?\s+no|oops)[,:.\s]+",
    re.IGNORECASE,
)


def as_corrected(line: str, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Return the line with what its writer took back left out, and a note for each time.

    Taken back is the name that stands before the mark; of a name of several words only the last
    one, where the new word makes a name with the rest ("vitamin c, I mean d").
    """
    notes: list[str] = []
    while (mark := _MARK.search(line)) is not None:
        before, after = line[: mark.start()], line[mark.end() :]
        first = WORD.search(after)
        kept = _kept(before, after, vocabulary) if first else None
        if kept is None or first is None:
            return line, tuple(notes)
        dropped = before[len(kept) :].strip()
        notes.append(f"{dropped!r} was taken back by the question itself")
        after = re.sub(r"^([^,;()]{1,40}?)[,;)]\s*", r"\1 ", after)
        line = f"{kept.rstrip()} {after}".strip()
    return line, tuple(notes)


def _kept(before: str, after: str, vocabulary: Vocabulary) -> str | None:
    """Return the words before the mark that still stand; None where no name ends there."""
    words = list(WORD.finditer(before))
    if not words:
        return None
    new = WORD.search(after)
    for kind in (ConceptKind.INTERVENTION, ConceptKind.CONDITION, ConceptKind.POPULATION):
        for mention in vocabulary.find(before, kind, any_case=True):
            if mention.end != words[-1].end():
                continue
            rest = before[mention.start : words[-1].start()].strip()
            if rest and new and vocabulary.named(f"{rest} {new.group()}", kind):
                return before[: words[-1].start()]
            return before[: mention.start]
    return before[: words[-1].start()]
