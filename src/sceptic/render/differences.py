"""A difference between two briefs as text, Markdown, HTML and JSON.

All walk the same chapters, so they say the same things.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from sceptic.domain.difference import (
    DIFFERENCE_FORMAT_VERSION,
    BriefDiff,
    Fate,
    Moved,
    PartMove,
    Side,
    StudyMove,
)
from sceptic.domain.evidence import AppliedRule
from sceptic.errors import InputError
from sceptic.render.labels import ANSWERS, CERTAINTIES
from sceptic.render.markdown import escaped
from sceptic.render.sources import cleaned, web_links
from sceptic.synthesis.wording import plural

_WIDTH = 80
_FATES = {
    Fate.CAME: "Studies that came",
    Fate.WENT: "Studies that went",
    Fate.CHANGED: "Studies that changed",
}
_DO_NOT = {Fate.CAME: "do not", Fate.WENT: "did not"}
_LISTED = 20
"""So many studies that came or went and do not count are named; JSON names all."""
_LONGEST = 600
_STEPS = {1: " (one step up)", -1: " (one step down)", -2: " (two steps down)"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, the lines under it, and where a reader can open what it names."""

    text: str
    under: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    entries: tuple[Entry, ...]


def summary_of(diff: BriefDiff) -> str:
    """What happened to the answer, in a sentence or two."""
    before, after = diff.before, diff.after
    if before.id == after.id:
        return "Both are the same brief."
    if not diff.is_same_claim:
        what = ", ".join(m.what for m in diff.asked if m.what != "question")
        one, other = _verdict(before), _verdict(after)
        answers = f"{one} both times" if one == other else f"{one}, and {other}"
        return (
            f"The briefs answer different questions ({what}): {answers}. What follows compares two "
            "answers, and is no change of one."
        )
    if diff.is_empty:
        return "Nothing differs but the day on which they were made."
    if (before.answer, before.certainty) != (after.answer, after.certainty):
        return f"The answer moved: {_verdict(before)}, now {_verdict(after)}."
    if diff.is_same_answer:
        return f"The answer is the same: {_verdict(after)}."
    return f"The answer is the same: {_verdict(after)}; what it rests on moved."


def _verdict(side: Side) -> str:
    certainty = CERTAINTIES[side.certainty]
    return f"{ANSWERS[side.answer].lower()} ({certainty} certainty)"


def chapters_of(diff: BriefDiff) -> tuple[Chapter, ...]:
    """Everything that differs, the answer first; chapters without content are left out."""
    chapters = [
        Chapter("The two briefs", (_side_entry("Before", diff.before),
                                   _side_entry("After", diff.after))),
        Chapter("What was asked", _entries(diff.asked)),
        Chapter("The answer", (*_entries(diff.verdict),
                               *_rules(diff.rules_gone, diff.rules_new))),
        Chapter("Part by part", tuple(map(_part, diff.parts))),
        Chapter("Records", _entries(diff.flow)),
        *_studies(diff),
        Chapter("Corrected by people", _entries(_not_said_yet(diff))),
        Chapter("How they were made", _entries(diff.made)),
        Chapter("Gaps", _entries(diff.gaps)),
    ]  # fmt: skip
    return tuple(c for c in chapters if c.entries)


def _not_said_yet(diff: BriefDiff) -> tuple[Moved, ...]:
    """Corrections that no study above shows: of one that did not change otherwise."""
    shown = " ".join(
        f"{m.before} {m.after}" for s in diff.studies for m in s.moved if m.what == "corrected"
    )
    return tuple(
        m for m in diff.corrections if (m.after or m.before).partition(": ")[2] not in shown
    )


def _side_entry(name: str, side: Side) -> Entry:
    as_of = f", as of {side.as_of}" if side.as_of else ""
    library = f"{side.library}, {plural(side.records, 'record')}"
    return Entry(
        cleaned(f"{name}: {side.question} {_verdict(side)}"),
        (cleaned(f"made on {side.made}{as_of}; {library}; {side.id or 'without id'}"),),
    )


def _entries(moves: tuple[Moved, ...]) -> tuple[Entry, ...]:
    return tuple(Entry(_move(m)) for m in moves)


def _move(moved: Moved) -> str:
    """``what: before → after``, or that there is, or was, none."""
    before, after = _short(moved.before), _short(moved.after)
    if not before:
        return f"{moved.what}, new: {after}"
    return f"{moved.what}: {before} → {after}" if after else f"{moved.what}, gone: {before}"


def _short(value: str) -> str:
    """Long queries by their beginning; JSON holds the whole."""
    text = cleaned(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _rules(gone: tuple[AppliedRule, ...], new: tuple[AppliedRule, ...]) -> tuple[Entry, ...]:
    return (
        *(Entry(f"no longer holds: {_rule(rule)}") for rule in gone),
        *(Entry(f"holds now: {_rule(rule)}") for rule in new),
    )


def _rule(rule: AppliedRule) -> str:
    return cleaned(f"{rule.rule}: {rule.because}{_STEPS.get(rule.steps, '')}")


def _part(move: PartMove) -> Entry:
    came = {Fate.CAME: " (new)", Fate.WENT: " (gone)", Fate.CHANGED: ""}[move.fate]
    lines = [entry.text for entry in _rules(move.rules_gone, move.rules_new)]
    if move.fate is Fate.CHANGED:
        values = tuple(map(_move, move.moved))
    else:
        values = ("; ".join(f"{m.what}: {m.after or m.before}" for m in move.moved),)
    return Entry(cleaned(f"{move.label}{came}"), (*values, *lines))


def _studies(diff: BriefDiff) -> Iterator[Chapter]:
    for fate, title in _FATES.items():
        moves = tuple(m for m in diff.studies if m.fate is fate)
        rest = [m for m in moves if not m.counted][_LISTED:] if fate is not Fate.CHANGED else []
        entries = [_study(m) for m in moves if m not in rest]
        if rest:
            more = plural(len(rest), "study", "studies")
            entries.append(Entry(f"and {more} more that {_DO_NOT[fate]} count"))
        yield Chapter(f"{title} ({len(moves)})", tuple(entries))
    if diff.studies and diff.same_studies:
        same = plural(diff.same_studies, "study", "studies")
        yield Chapter("Studies that are the same", (Entry(f"{same} in both, unchanged"),))


def _study(move: StudyMove) -> Entry:
    name = cleaned(f"{move.study} ({move.design}, {move.record_id})")
    if move.fate is Fate.CHANGED:
        return Entry(name, tuple(map(_move, move.moved)), move.address)
    values = {m.what: m.after or m.before for m in move.moved}
    counts = values.pop("counts", "")
    verb = "counts" if move.fate is Fate.CAME else "counted"
    said = verb if counts == "yes" else f"does not count: {counts.removeprefix('no: ')}"
    if values.get("standing") in ("none known", "unknown"):
        del values["standing"]
    shown = ("direction", "what it means", "people", "standing", "corrected")
    rest = "; ".join(f"{what}: {values[what]}" for what in shown if what in values)
    return Entry(f"{name}: {cleaned(said)}", (cleaned(rest),) if rest else (), move.address)


# --- formats --------------------------------------------------------------------------------------


def as_text(diff: BriefDiff, width: int = _WIDTH) -> str:
    """For a terminal; no line exceeds ``width`` where words allow it."""

    def wrapped(text: str, first: str, rest: str) -> str:
        return textwrap.fill(
            text,
            max(40, width),
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=False,
        )

    lines = [wrapped(summary_of(diff), "", "")]
    for chapter in chapters_of(diff):
        lines += ["", chapter.title.upper()]
        for entry in chapter.entries:
            lines.append(wrapped(entry.text, "- ", "  "))
            lines += [wrapped(line, "    ", "    ") for line in entry.under]
    return "\n".join(lines) + "\n"


def as_markdown(diff: BriefDiff) -> str:
    lines = ["# Two briefs compared", "", escaped(summary_of(diff))]
    for chapter in chapters_of(diff):
        lines += ["", f"## {escaped(chapter.title)}", ""]
        for entry in chapter.entries:
            lines.append(f"- {escaped(entry.text)}")
            lines += [f"  - {escaped(line)}" for line in entry.under]
    return "\n".join(lines) + "\n"


_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;"
    "margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}h1{font-size:1.4rem}"
    "h2{font-size:1.1rem;margin-top:2rem}li{margin:.4rem 0}"
)


def html_body(diff: BriefDiff) -> str:
    """What any page shows of it: heading, sentence and chapters."""
    body = [f"<h1>Two briefs compared</h1>\n<p><strong>{_safe(summary_of(diff))}</strong></p>"]
    for chapter in chapters_of(diff):
        items = "\n".join(f"<li>{_item(entry)}</li>" for entry in chapter.entries)
        body.append(f"<section>\n<h2>{_safe(chapter.title)}</h2>\n<ul>\n{items}\n</ul>\n</section>")
    return "\n".join(body)


def as_html(diff: BriefDiff) -> str:
    """One page without scripts and without requests to anywhere."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Two briefs compared: {_safe(diff.after.question)}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + html_body(diff)
        + "\n</main>\n</body>\n</html>\n"
    )


def _item(entry: Entry) -> str:
    text = f'<span dir="auto">{_safe(entry.text)}</span>'
    for link in web_links(entry.address):
        text += f' <a href="{_safe(link.address)}">{_safe(link.label)}</a>'
    under = "".join(f'<li dir="auto">{_safe(line)}</li>' for line in entry.under)
    return f"{text}<ul>{under}</ul>" if under else text


def _safe(text: str) -> str:
    return html.escape(cleaned(text))


def as_json(diff: BriefDiff) -> bytes:
    """UTF-8, stable key order, two blanks of indent; ``summary`` is the sentence on top."""
    shape = {
        "format_version": DIFFERENCE_FORMAT_VERSION,
        "summary": summary_of(diff),
        "is_same_answer": diff.is_same_answer,
        "is_empty": diff.is_empty,
        **msgspec.to_builtins(diff),
    }
    return msgspec.json.format(msgspec.json.encode(shape), indent=2) + b"\n"


FORMATS: MappingProxyType[str, Callable[[BriefDiff], str | bytes]] = MappingProxyType(
    {"text": as_text, "md": as_markdown, "html": as_html, "json": as_json}
)
"""Formats of a difference by the name that ``--format`` takes."""


def rendered(diff: BriefDiff, name: str) -> str | bytes:
    """The difference in the format of this name.

    Raises:
        InputError: it has no such format.

    """
    if name not in FORMATS:
        raise InputError(
            f"a difference cannot be written as {name}", hint=f"choose one of {', '.join(FORMATS)}"
        )
    return FORMATS[name](diff)
