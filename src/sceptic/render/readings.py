"""What a record's own words were read as, with the words that carry the figure marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sceptic.domain.evidence import Evidence, Rationale
from sceptic.render.labels import CAPTIONS
from sceptic.render.sources import cleaned, place


class Reading(NamedTuple):
    """Words of the record under what they were read as.

    ``pieces`` pairs a stretch of the words with whether it is the one that carries the figure.
    """

    caption: str
    pieces: tuple[tuple[str, bool], ...]
    where: str


def readings_of(evidence: Evidence) -> tuple[Reading, ...]:
    """Each stretch of a record's text once, in the order found, conclusion, people, design; one
    that lies inside another is told by that."""
    finding, study = evidence.finding, evidence.study
    effect = finding.effect.rationale if finding and finding.effect else None
    rows = (
        ("words_found", finding.rationale if finding else ()),
        ("words_conclusion", study.conclusion),
        ("words_people", study.participants_rationale),
        ("words_design", study.design_rationale),
    )
    told: list[Rationale] = []
    said = []
    for caption, stretches in rows:
        for each in stretches:
            if each.field == "fact" or not each.text.strip() or _is_told(each, told):
                continue
            told.append(each)
            where = place(each.field, each.start, each.end)
            said.append(Reading(CAPTIONS[caption], tuple(_pieces(each, effect)), where))
    return tuple(said)


def _is_told(words: Rationale, told: list[Rationale]) -> bool:
    return any(
        t.field == words.field and t.start <= words.start and words.end <= t.end for t in told
    )


def _pieces(words: Rationale, marked: Rationale | None) -> Iterator[tuple[str, bool]]:
    """The words in two or three pieces where the marked ones lie inside them, else in one."""
    text = words.text
    is_inside = (
        marked is not None
        and marked.field == words.field
        and words.start <= marked.start < marked.end <= words.end
        and (marked.start, marked.end) != (words.start, words.end)
        and len(text) == words.end - words.start
    )
    if marked is None or not is_inside:
        yield cleaned(text), False
        return
    first, last = marked.start - words.start, marked.end - words.start
    for piece, is_marked in ((text[:first], False), (text[first:last], True), (text[last:], False)):
        if piece:
            yield _within(piece), is_marked


def _within(piece: str) -> str:
    """A cleaned piece of a longer text: the blanks at its ends are kept, as one."""
    lead = " " if piece[:1].isspace() else ""
    tail = " " if len(piece) > 1 and piece[-1:].isspace() else ""
    return f"{lead}{cleaned(piece)}{tail}"


def within(readings: tuple[Reading, ...], room: int) -> tuple[Reading, ...]:
    """As much of the words as there is room for, the marked ones first of all; what is cut short
    ends in an ellipsis.

    Args:
        room: words.
    """
    kept = []
    for reading in readings:
        size = sum(_length(text) for text, _ in reading.pieces)
        if size > room:
            kept.append(reading._replace(pieces=_cut(reading.pieces, room)))
            break
        kept.append(reading)
        room -= size
        if room < _FEWEST:
            break
    return tuple(kept)


_FEWEST = 6
"""Less room than this tells nothing."""


def _cut(pieces: tuple[tuple[str, bool], ...], room: int) -> tuple[tuple[str, bool], ...]:
    marked = next((n for n, (_, is_marked) in enumerate(pieces) if is_marked), None)
    if marked is None:
        return ((first_words(pieces[0][0], room), False),)
    left = max(0, room - _length(pieces[marked][0]))
    before = " ".join(p for p, _ in pieces[:marked]).split()
    ahead = before[len(before) - left :] if left else []
    lead = f"{'… ' if len(ahead) < len(before) else ''}{' '.join(ahead)} ".lstrip()
    rest = " ".join(p for p, _ in pieces[marked + 1 :])
    after = first_words(rest, left - len(ahead)) if rest.strip() else ""
    if rest[:1].isspace() and after[:1] not in ("", " "):
        after = f" {after}"
    said = ((lead, False), pieces[marked], (after, False))
    return tuple((text, is_marked) for text, is_marked in said if text)


def first_words(text: str, room: int) -> str:
    """The text, or so many of its words and an ellipsis."""
    words = text.split()
    if len(words) <= room:
        return text
    return f"{' '.join(words[: max(room, 0)])} …".lstrip()


def _length(text: str) -> int:
    return len(text.split())
