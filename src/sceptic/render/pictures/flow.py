"""Found, screened, read and counted, with reasons: the flow diagram of PRISMA 2020 (33782057)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sceptic.domain.brief import Brief, Exclusion
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.pictures.drawing import WIDTH, Drawing, lines
from sceptic.render.sources import cleaned

_STEPS = ("found", "screened", "appraised", "used")
_WIDE = 170.0
_SIDE = _WIDE + 26
_SIDE_WIDE = WIDTH - _SIDE
_PAD, _LINE, _GAP = 9.0, 14.0, 16.0
_COUNT = 20.0
"""Room for the number of records before a reason."""


class Box(NamedTuple):
    """One step: its caption and count, and what was left out before the next one."""

    caption: str
    records: int
    left_out: int
    reasons: tuple[tuple[str, int], ...]


def boxes(brief: Brief) -> tuple[Box, ...]:
    """The four steps. A reason stands beside the step at which records were left out."""
    counts = [getattr(brief.flow, step) for step in _STEPS]
    after = [*counts[1:], counts[-1]]
    placed: dict[int, list[tuple[str, int]]] = {0: [], 1: [], 2: []}
    for exclusion in brief.flow.exclusions:
        if exclusion.count:
            words = (cleaned(exclusion.reason), exclusion.count)
            placed[_step_of(exclusion)].append(words)
    return tuple(
        Box(
            CAPTIONS[f"prisma_{step}"],
            count,
            count - left,
            tuple(sorted(placed.get(index, ()), key=lambda pair: (-pair[1], pair[0]))),
        )
        for index, (step, count, left) in enumerate(zip(_STEPS, counts, after, strict=True))
    )


def flow(brief: Brief) -> str:
    """The diagram as SVG; empty where nothing was searched."""
    if not brief.flow.found:
        return ""
    found = boxes(brief)
    drawing = Drawing("flow", CAPTIONS["prisma"], _description(found))
    y = 1.0
    for index, box in enumerate(found):
        height = _draw_step(drawing, box, y, is_last=index == len(found) - 1)
        y += height
    return drawing.svg(y + 1)


def table(brief: Brief) -> tuple[tuple[str, ...], ...]:
    """A head, then each step with its count and each reason with the number left out."""
    if not brief.flow.found:
        return ()
    rows = [(CAPTIONS["step"], CAPTIONS["reason"], CAPTIONS["count"])]
    for box in boxes(brief):
        rows.append((box.caption, "", number(box.records)))
        rows += [(CAPTIONS["left_out"], reason, number(n)) for reason, n in box.reasons]
    return tuple(rows)


def _step_of(exclusion: Exclusion) -> int:
    step = exclusion.step.lower()
    if step.startswith("screen"):
        return 1
    return 0 if step.startswith(("rank", "search", "found", "identif")) else 2


def _draw_step(drawing: Drawing, box: Box, y: float, *, is_last: bool) -> float:
    """Draws a step with its side box; the height that it took, the arrow included."""
    own = lines(box.caption, _WIDE - 2 * _PAD)
    height = 2 * _PAD + _LINE * (len(own) + 1) - 4
    kind = "box last" if is_last else "box"
    drawing.shape("rect", kind, x=0.5, y=y, width=_WIDE, height=height, rx=3)
    for index, words in enumerate(own):
        drawing.text(words, _PAD, y + _PAD + 10 + _LINE * index)
    count = f"{CAPTIONS['n']} = {number(box.records)}"
    drawing.text(count, _PAD, y + _PAD + 10 + _LINE * len(own), "strong")
    if is_last:
        return height
    side = _draw_side(drawing, box, y, y + height / 2)
    taken = max(height, side) + _GAP
    middle = _WIDE / 2
    drawing.path("arrow", (middle, y + height), (middle, y + taken - 1))
    _draw_head(drawing, (middle, y + taken - 1), down=True)
    return taken


def _draw_side(drawing: Drawing, box: Box, y: float, arrow_y: float) -> float:
    """What was left out, and why; its height, 0 where nothing was."""
    if not box.left_out and not box.reasons:
        return 0.0
    drawn = [(word, number(n) if first else "") for reason, n in box.reasons
             for first, word in _numbered(reason)]  # fmt: skip
    height = 2 * _PAD + 13.5 * (len(drawn) + 1) - 4
    drawing.shape("rect", "box side", x=_SIDE, y=y, width=_SIDE_WIDE - 0.5, height=height, rx=3)
    whole = f"{CAPTIONS['left_out']} ({CAPTIONS['n']} = {number(box.left_out)})"
    drawing.text(whole, _SIDE + _PAD, y + _PAD + 9, "strong small")
    for index, (words, count) in enumerate(drawn, 1):
        below = y + _PAD + 9 + 13.5 * index
        if count:
            drawing.text(count, _SIDE + _PAD + _COUNT, below, "small strong", "end")
        drawing.text(words, _SIDE + _PAD + _COUNT + 6, below, "small")
    drawing.path("arrow", (_WIDE, arrow_y), (_SIDE - 1, arrow_y))
    _draw_head(drawing, (_SIDE - 1, arrow_y), down=False)
    return height


def _numbered(reason: str) -> Iterator[tuple[bool, str]]:
    """The lines of a reason, each with whether it is the first."""
    for index, words in enumerate(lines(reason, _SIDE_WIDE - 2 * _PAD - _COUNT - 6, 11)):
        yield index == 0, words


def _draw_head(drawing: Drawing, tip: tuple[float, float], *, down: bool) -> None:
    x, y = tip
    ends = ((x - 4, y - 6), (x + 4, y - 6)) if down else ((x - 6, y - 4), (x - 6, y + 4))
    drawing.path("head", tip, *ends, closed=True)


def _description(found: tuple[Box, ...]) -> str:
    said = []
    for box in found:
        said.append(f"{box.caption}: {box.records}")
        said += [f"{CAPTIONS['left_out']}: {reason} ({n})" for reason, n in box.reasons]
    return "; ".join(said)
