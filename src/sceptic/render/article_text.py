"""A reading as plain text for a terminal or an e-mail, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sceptic.domain.reading import Reading, Satisfaction
from sceptic.render.article_outline import Mark, Note, ReadingOutline, outline_of_reading
from sceptic.render.article_words import CAPTIONS
from sceptic.render.markdown import escaped
from sceptic.render.outline import Sentence
from sceptic.render.sources import Reference, compact
from sceptic.synthesis.wording import sentence_case

_WIDTH = 80
_DETAIL = 120
"""Letters of what stands behind a title: a query may fill pages, and the JSON holds it whole."""
_MARK = {Satisfaction.SATISFIED: "+", Satisfaction.NOT_SATISFIED: "-"}


def as_text(reading: Reading, *, width: int = _WIDTH) -> str:
    """The reading in lines of at most ``width`` columns (at least 40)."""
    outline = outline_of_reading(reading)
    columns = max(40, width)
    lines: list[str] = []
    for indent, mark, text in _lines(outline):
        if not text:
            lines.append("")
            continue
        first = " " * indent + mark
        rest = " " * (indent + len(mark))
        lines += textwrap.wrap(
            text, columns, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    return "\n".join(lines).strip("\n") + "\n"


_Line = tuple[int, str, str]


def _lines(o: ReadingOutline) -> Iterator[_Line]:
    yield 0, "", o.title
    yield 0, "", " | ".join(f"{name}: {value}" for name, value in o.dateline)
    for text in o.caveats:
        yield 0, "! ", text
    yield 0, "", ""
    yield 0, "", _said(o.headline)
    for sentence in o.summary:
        yield 0, "! " if sentence.role == "caveat" else "- ", _said(sentence)
    yield from _notes(o)
    if o.studies:
        yield from _title(CAPTIONS["studies"])
        for study in o.studies:
            yield 0, "- ", f"“{study.mention}” {_said(study.says)}"
    yield from _title(CAPTIONS["criteria"])
    for row in o.criteria:
        mark = _MARK.get(row.satisfaction, "o")
        yield 0, f"{mark} ", f"{row.name}: {row.label}. {_said(row.because)}"
    yield from _marks(o)
    yield from _counts(o)
    yield from _title(CAPTIONS["method"])
    yield 0, "", _said(o.limits)
    for what, why in o.gaps:
        yield 0, "! ", f"{what}: {why}"
    yield from _title(CAPTIONS["sources"])
    for reference in o.references:
        yield 0, f"[{reference.number}] ", reference_line(reference)


def _notes(o: ReadingOutline) -> Iterator[_Line]:
    put = [n for n in o.notes if _is_put(n)]
    if put:
        yield from _title(CAPTIONS["claims"])
    for note in put:
        yield from _note(note)
    rest = _grouped((n for n in o.notes if not _is_put(n)), lambda n: n.why_not)
    if rest:
        yield from _title(CAPTIONS["not_put"])
    for why, notes in rest.items():
        yield 0, "", f"{sentence_case(why)}:"
        for note in notes:
            yield 2, f"{note.number}. ", f"“{note.words}” ({note.kind})"


def _marks(o: ReadingOutline) -> Iterator[_Line]:
    if o.marks:
        yield from _title(CAPTIONS["persuasion"])
        for label, marks in _grouped(o.marks, lambda m: m.label).items():
            yield 0, "", f"{sentence_case(label)}. {marks[0].explanation}"
            for each in marks:
                yield 2, f"{each.letter}. ", f"“{each.words}”"


def _is_put(note: Note) -> bool:
    """Whether there is more to say of a statement than why it was not asked."""
    return bool(note.says or note.same_as or note.compared)


_T = TypeVar("_T", Note, Mark)


def _grouped(items: Iterable[_T], by: Callable[[_T], str]) -> dict[str, list[_T]]:
    """In the order in which each group first comes."""
    groups: dict[str, list[_T]] = {}
    for item in items:
        groups.setdefault(by(item), []).append(item)
    return groups


def _title(caption: str) -> Iterator[_Line]:
    yield 0, "", ""
    yield 0, "", caption.upper()


def _note(note: Note) -> Iterator[_Line]:
    yield 0, "", ""
    certainty = f" ({CAPTIONS['certainty'].lower()}: {note.certainty_label} {note.circles})"
    plain = f" ({note.basis or note.kind})"
    label = note.label.upper() + (certainty if note.certainty_label else plain)
    mark = f"{note.number}. "
    yield 0, mark, f"“{note.words}”"
    indent = len(mark)
    if note.same_as:
        yield indent, "", f"{label}. {CAPTIONS['as_in']} {note.same_as}."
        return
    yield indent, "", f"{label}. {_said(note.says) if note.says else note.why_not}"
    for caption, sentence in note.compared:
        yield indent, "! ", f"{caption}: {_said(sentence)}"
    if note.question:
        yield indent, "", f"{CAPTIONS['asked_as']}: {note.question}"


def _counts(o: ReadingOutline) -> Iterator[_Line]:
    if o.counts:
        yield from _title(CAPTIONS["counts"])
        for row in o.counts:
            again = "; ".join(f"{CAPTIONS['counted_again'].lower()}: {n}" for n, _ in row.recounts)
            yield 0, "- ", f"“{row.words}” {row.of}" + (f"; {again}" if again else "")
    if o.promoters:
        yield from _title(CAPTIONS["promoters"])
        for name, kind, words in o.promoters:
            yield 0, "- ", f"{name} ({kind}): “{words}”"


def _said(sentence: Sentence) -> str:
    return sentence.text + (f"\u00a0[{compact(sentence.refs)}]" if sentence.refs else "")


def reference_line(reference: Reference) -> str:
    authors = ", ".join(reference.authors)
    if reference.authors_left:
        authors += f", + {reference.authors_left}"
    title = reference.title if reference.title[-1:] in ".?!" else f"{reference.title}."
    quotes = "" if reference.authors or reference.links else " ".join(
        f"“{q.text}”" for q in reference.quotes
    )  # fmt: skip
    detail = textwrap.shorten(reference.detail, _DETAIL, placeholder=" …")
    parts = [f"{authors}." if authors else "", title, detail, quotes]
    parts += [link.address for link in reference.links[:1]]
    mark = [f"({reference.mark.upper()})"] if reference.mark else []
    return " ".join(p for p in (*mark, *parts) if p)


# --- Markdown ---------------------------------------------------------------------------------


def as_markdown(reading: Reading) -> str:
    """The reading in CommonMark with tables; whatever comes from outside is escaped."""
    o = outline_of_reading(reading)
    lines = [f"# {escaped(o.title)}", ""]
    lines += [" · ".join(f"{name}: {escaped(value)}" for name, value in o.dateline), ""]
    lines += [f"> **{escaped(text)}**\n" for text in o.caveats]
    lines += [f"**{_marked(o.headline)}**", ""]
    lines += [f"- {_marked(s)}" for s in o.summary]
    lines += ["", f"## {CAPTIONS['claims']}", ""]
    for note in o.notes:
        lines += _note_lines(note) if _is_put(note) else []
    rest = _grouped((n for n in o.notes if not _is_put(n)), lambda n: n.why_not)
    if rest:
        lines += [f"## {CAPTIONS['not_put']}", ""]
    for why, notes in rest.items():
        lines += [f"{escaped(sentence_case(why))}:", ""]
        lines += [f"{n.number}. “{escaped(n.words)}” ({n.kind})" for n in notes]
        lines.append("")
    if o.studies:
        lines += [f"## {CAPTIONS['studies']}", ""]
        for study in o.studies:
            lines += [f"- “{escaped(study.mention)}” {_marked(study.says)}"]
        lines.append("")
    lines += [f"## {CAPTIONS['criteria']}", ""]
    head = (CAPTIONS["criterion"], CAPTIONS["result"], CAPTIONS["because"])
    lines += [f"| {' | '.join(head)} |", "| --- | --- | --- |"]
    lines += [f"| {row.name} | {row.label} | {_marked(row.because)} |" for row in o.criteria]
    if o.marks:
        lines += ["", f"## {CAPTIONS['persuasion']}", ""]
        for label, marks in _grouped(o.marks, lambda m: m.label).items():
            lines.append(f"- **{sentence_case(label)}**. {escaped(marks[0].explanation)}")
            lines += [f"  - “{escaped(m.words)}”" for m in marks]
    lines += [_plain_counts(o), f"## {CAPTIONS['method']}", "", _marked(o.limits), ""]
    lines += [f"- {escaped(what)}: {escaped(why)}" for what, why in o.gaps]
    lines += ["", f"## {CAPTIONS['sources']}", ""]
    lines += [f"{r.number}. {_reference(r)}" for r in o.references]
    return "\n".join(lines).rstrip() + "\n"


def _note_lines(note: Note) -> list[str]:
    certainty = f", {CAPTIONS['certainty'].lower()} {note.certainty_label} {note.circles}"
    plain = escaped(note.basis) or note.kind
    label = f"**{note.label}**" + (certainty if note.certainty_label else f", {plain}")
    lines = [f"{note.number}. “{escaped(note.words)}”  "]
    if note.same_as:
        return [*lines, f"   {label}. {CAPTIONS['as_in']} {note.same_as}.", ""]
    said = _marked(note.says) if note.says else escaped(note.why_not)
    lines.append(f"   {label}. {said}")
    lines += [f"   - **{caption}**: {_marked(s)}" for caption, s in note.compared]
    return [*lines, ""]


def _plain_counts(o: ReadingOutline) -> str:
    lines = [""]
    if o.counts:
        lines += [f"## {CAPTIONS['counts']}", ""]
        for row in o.counts:
            again = "; ".join(f"{CAPTIONS['counted_again'].lower()}: {n}" for n, _ in row.recounts)
            lines.append(
                f"- “{escaped(row.words)}” {escaped(row.of)}" + (f"; {again}" if again else "")
            )
        lines.append("")
    if o.promoters:
        lines += [f"## {CAPTIONS['promoters']}", ""]
        lines += [f"- **{escaped(n)}** ({k}): “{escaped(w)}”" for n, k, w in o.promoters]
        lines.append("")
    return "\n".join(lines)


def _marked(sentence: Sentence) -> str:
    refs = f" \\[{compact(sentence.refs)}\\]" if sentence.refs else ""
    return escaped(sentence.text) + refs


def _reference(reference: Reference) -> str:
    links = " ".join(f"[{li.label}](<{li.address}>)" for li in reference.links)
    quotes = " ".join(f"“{escaped(q.text)}”" for q in reference.quotes) if not links else ""
    authors = f"{escaped(', '.join(reference.authors))}. " if reference.authors else ""
    detail = textwrap.shorten(reference.detail, _DETAIL, placeholder=" …")
    return f"{authors}{escaped(reference.title)} {escaped(detail)} {quotes}{links}".strip()
