"""A brief as Markdown for pasting: tables and footnotes after GitHub, Pandoc and Obsidian."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sceptic.domain.brief import Brief
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.outline import Chapter, Outline, Run, Sentence, StudyRow, outline_of
from sceptic.render.sources import Reference

_SPECIAL = re.compile(r"([\\`*_\[\]<|~$^]|&(?=#?\w+;))")
_AT_START = re.compile(r"^([-+=#>]|\d+[.)])")
_CODE = str.maketrans({"`": "'"})


def as_markdown(brief: Brief) -> str:
    """The brief in CommonMark with tables and footnotes; a footnote for each source."""
    return page(outline_of(brief))


def page(outline: Outline) -> str:
    """Any outline as Markdown."""
    blocks = [*_top(outline)]
    for chapter in outline.chapters:
        blocks += _chapter(chapter, outline)
    blocks += [f"## {CAPTIONS['sources']}", *(_footnote(r) for r in outline.references)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown prints as it stands."""
    return _AT_START.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], _SPECIAL.sub(r"\\\1", text))


def _top(outline: Outline) -> Iterator[str]:
    yield f"# {escaped(outline.question)}"
    yield " · ".join(f"{escaped(name)}: {escaped(value)}" for name, value in outline.dateline)
    for chapter in outline.first:
        yield from _chapter(chapter, outline)
    verdict = [f"**{escaped(outline.answer_label)}**"]
    if outline.certainty_label:
        label = f"{outline.certainty_label} {outline.circles}"
        verdict.append(f"{CAPTIONS['certainty']}: {label}")
    yield " · ".join((*verdict, *map(escaped, outline.remarks)))
    yield f"**{escaped(outline.headline.text)}**{_notes(outline.headline.refs)}"
    for run in outline.lead:
        yield _run(run)


def _chapter(chapter: Chapter, outline: Outline) -> Iterator[str]:
    yield f"## {escaped(chapter.title)}"
    for run in chapter.runs:
        yield _run(run)
    if chapter.block:
        yield from _BLOCKS[chapter.block](outline)


def _notes(refs: tuple[int, ...]) -> str:
    return "".join(f"[^{ref}]" for ref in refs)


def _line(sentence: Sentence) -> str:
    return escaped(sentence.text) + _notes(sentence.refs)


def _run(run: Run) -> str:
    lines = [_line(sentence) for sentence in run.sentences]
    match run.kind:
        case "paragraph":
            return " ".join(lines)
        case "list" | "question":
            return "\n".join(f"- {line}" for line in lines)
        case "quote":
            return "\n>\n".join(f"> “{escaped(s.text)}”{_notes(s.refs)}" for s in run.sentences)
        case "caveat":
            return "\n>\n".join(f"> **!** {line}" for line in lines)
        case _ if len(lines) > 1:
            return "\n".join(f"- {line}" for line in lines)
        case _:
            return lines[0]


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, right: int = 0) -> str:
    """A table; the last ``right`` columns hold numbers. Cells are Markdown already."""
    marks = ["---"] * (len(names) - right) + ["---:"] * right
    lines = [[CAPTIONS.get(name, escaped(name)) for name in names], marks, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _parts(outline: Outline) -> Iterator[str]:
    rows = [
        (
            escaped(part.label),
            part.answer_label,
            f"{part.certainty_label} {part.circles}",
            number(part.studies),
            part.participants,
        )
        for part in outline.parts
    ]
    names = (outline.part, "answer", "certainty", "studies", "participants")
    yield _table(names, rows, right=2)


def _attention(outline: Outline) -> Iterator[str]:
    years = ", ".join(f"{year}: {number(count)}" for year, count in outline.years if count)
    yield f"{CAPTIONS['by_year']}: {years}"


def _flow(outline: Outline) -> Iterator[str]:
    yield " → ".join(f"**{number(count)}** {name}" for name, count in outline.flow)
    rows = [
        (escaped(step), escaped(reason), number(count))
        for step, reason, count in outline.exclusions
        if count
    ]
    if rows:
        yield _table(("step", "reason", "count"), rows, right=1)


def _studies(outline: Outline) -> Iterator[str]:
    for group in outline.groups:
        yield f"**{escaped(group.title)}** ({len(group.rows)})"
        last = "cautions" if group.counted else "why_not"
        rows = [_study_cells(row, counted=group.counted) for row in group.rows]
        yield _table(("study", "design_n", "found", last), rows)


def _study_cells(row: StudyRow, *, counted: bool) -> tuple[str, ...]:
    who = f"{escaped(row.who)}[^{row.ref}]"
    if row.identifier and row.link:
        who += f" {_link(row.identifier, row.link.address)}"
    found = (f"{row.mark} {row.found}", row.outcome, row.says if counted else "")
    last = row.cautions if counted else (row.why_not, *row.cautions)
    cells = ((row.design, *row.size), found, last)
    return who, *(escaped(", ".join(words for words in cell if words)) for cell in cells)


def _findings(outline: Outline) -> Iterator[str]:
    table = outline.findings
    if table is None:
        return
    has_parts = any(row.part for row in table.rows)
    rows = []
    for row in table.rows:
        notes = f"<sup>{', '.join(map(str, row.notes))}</sup>" if row.notes else ""
        certainty = f"{row.certainty_label} {row.circles}{notes}"
        cells = (row.outcome, row.people, row.relative, row.without, row.with_it)
        first = (escaped(row.part),) if has_parts else ()
        rows.append((*first, *map(escaped, cells), certainty, _line(row.meaning)))
    names = ("outcome", "participants_studies", "relative", "without", "with_it", "certainty",
             "meaning")  # fmt: skip
    yield _table(((outline.part,) if has_parts else ()) + names, rows)
    if table.notes:
        yield f"{CAPTIONS['footnotes']}:"
        yield "\n".join(f"{n}. {_line(note)}" for n, note in enumerate(table.notes, 1))
    for remark in table.remarks:
        yield _line(remark)


def _gaps(outline: Outline) -> Iterator[str]:
    yield "\n".join(
        f"- {escaped(what)}" + (f" ({escaped(why)})" if why else "") for what, why in outline.gaps
    )


def _method(outline: Outline) -> Iterator[str]:
    yield "\n".join(
        f"- {escaped(name)}: "
        + (f"`{value.translate(_CODE)}`" if name == CAPTIONS["query"] else escaped(value))
        for name, value in outline.method
    )


def _link(label: str, address: str) -> str:
    return f"[{escaped(label)}](<{address.replace('<', '%3C').replace('>', '%3E')}>)"


def _footnote(entry: Reference) -> str:
    authors = ", ".join(entry.authors) + (" et al." if entry.more_authors else "")
    words = [w if w.endswith((".", "?", "!")) else f"{w}." for w in (authors, entry.title) if w]
    pieces = [f"**{entry.mark.upper()}**"] if entry.mark else []
    pieces += [escaped(" ".join([*words, entry.detail]).strip())]
    pieces += [_link(link.label, link.address) for link in entry.links]
    pieces += [escaped(entry.facts)] if entry.facts else []
    pieces += [_link(link.label, link.address) for link in entry.seen]
    pieces += [escaped(f"“{q.text}” {q.where}".strip()) for q in entry.quotes]
    return f"[^{entry.number}]: {' '.join(pieces)}"


_BLOCKS: dict[str, Callable[[Outline], Iterator[str]]] = {
    "parts": _parts,
    "attention": _attention,
    "sceptic": _flow,
    "studies": _studies,
    "findings": _findings,
    "gaps": _gaps,
    "method": _method,
}
