"""A brief as plain text for a terminal or an e-mail. The only home of rich in this package."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from enum import StrEnum
from itertools import chain
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Answer
from sceptic.domain.survey import Survey
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.outline import Chapter, Outline, Run, Sentence, StudyRow
from sceptic.render.sources import Reference, compact
from sceptic.render.voices import outline_for

_UNWRAPPED = 100_000
_GLUE = "\ue000"
"""Stands for a space that must not break a line while rich wraps; a blank when printed."""
_NO_BREAK = str.maketrans("\u00a0\u202f", _GLUE * 2)
_NARROW = 72
"""Columns under which studies are listed, not tabled."""
_MARKS = {"caveat": "! ", "question": "? ", "list": "- ", "quote": "  ", "remark": "  "}
_BARS = "▁▂▃▄▅▆▇█"
_BARS_ACROSS = 60
_STYLES: dict[Answer | None, str] = {
    Answer.SUPPORTED: "bold green",
    Answer.CONTRADICTED: "bold red",
    Answer.CONFLICTING: "bold yellow",
    Answer.DEPENDS: "bold yellow",
    Answer.TOO_LITTLE_EVIDENCE: "bold magenta",
}


def as_text(
    brief: Brief | Survey, *, width: int | None = 80, color: bool = False, voice: str | None = None
) -> str:
    """The brief for reading in a terminal.

    Args:
        brief: what to print.
        width: columns that no line exceeds (at least 40); ``None`` leaves sentences unwrapped.
        color: with ANSI styles; never the only carrier of a meaning.
        voice: for which reader, by the name of a `Voice`; ``None`` prints the whole brief.

    """
    outline = outline_for(brief, voice)
    return page(outline, width=width, color=color)


def page(outline: Outline, *, width: int | None = 80, color: bool = False) -> str:
    """Any outline for reading in a terminal."""
    outline = _glued(outline)
    columns = _UNWRAPPED if width is None else max(40, width)
    out = io.StringIO()
    # Everything rich would look up in its surroundings is given, so that output never varies.
    console = Console(
        file=out,
        width=columns,
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    chapters = (_chapter(chapter, outline, columns) for chapter in outline.chapters)
    for piece in chain(_top(outline, columns), *chapters, _references(outline)):
        console.print(piece)
    lines = out.getvalue().replace(_GLUE, " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _glued(value: Any) -> Any:
    """The same value with spaces that must not break as glue, which rich does not break at."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return value.translate(_NO_BREAK)
    if isinstance(value, tuple):
        return tuple(_glued(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _glued(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


def _top(outline: Outline, width: int) -> list[RenderableType]:
    verdict = Text()
    verdict.append(outline.answer_label.upper(), _STYLES.get(outline.answer, "bold"))
    if outline.certainty_label:
        verdict.append(f"   {CAPTIONS['certainty']}: {outline.certainty_label} {outline.circles}")
    for remark in outline.remarks:
        verdict.append(f"   {remark}")
    first = [piece for chapter in outline.first for piece in _chapter(chapter, outline, width)]
    return [
        Text(outline.question, "bold"),
        Text(" | ".join(f"{name}: {value}" for name, value in outline.dateline), "dim"),
        *first,
        Text(),
        verdict,
        _line(outline.headline, style="bold"),
        *(_run(run) for run in outline.lead),
    ]


def _chapter(chapter: Chapter, outline: Outline, width: int) -> list[RenderableType]:
    block = _BLOCKS[chapter.block](outline, width) if chapter.block else []
    return [*_title(chapter.title), *(_run(run) for run in chapter.runs), *block]


def _title(title: str) -> list[RenderableType]:
    return [Text(), Text(title.upper(), "bold cyan")]


def _line(sentence: Sentence, style: str = "", *, quoted: bool = False) -> Text:
    text = Text(f"“{sentence.text}”" if quoted else sentence.text, style)
    if sentence.refs:
        text.append(f"{_GLUE}[{compact(sentence.refs)}]", "dim")
    return text


def _run(run: Run) -> RenderableType:
    if run.kind == "paragraph":
        return Text(" ").join(_line(sentence) for sentence in run.sentences)
    quoted = run.kind == "quote"
    mark = _MARKS["list" if run.kind == "remark" and len(run.sentences) > 1 else run.kind]
    return Group(*(_hanging(mark, _line(s, quoted=quoted)) for s in run.sentences))


def _hanging(mark: str, *cells: RenderableType) -> Table:
    """A mark and, beside it, text that wraps under itself."""
    grid = Table.grid(padding=0)
    grid.add_column(width=len(mark), no_wrap=True)
    grid.add_column(overflow="fold")
    for index, cell in enumerate(cells):
        grid.add_row("" if index else mark, cell)
    return grid


def _table(*columns: str, title: str = "", right: tuple[int, ...] = ()) -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        title=title or None,
        title_justify="left",
        title_style="bold",
        header_style="",
        pad_edge=False,
        padding=(0, 1, 0, 0),  # and the box adds a blank between columns
        show_edge=False,
    )
    for index, name in enumerate(columns):
        table.add_column(name, justify="right" if index in right else "left", overflow="fold")
    return table


def _parts(outline: Outline, _width: int) -> list[RenderableType]:
    names = ("answer", "certainty", "studies", "participants")
    table = _table(outline.part, *(CAPTIONS[name] for name in names), right=(3, 4))
    for part in outline.parts:
        table.add_row(
            part.label,
            part.answer_label,
            f"{part.certainty_label} {part.circles}",
            str(part.studies),
            part.participants.translate(_NO_BREAK),
        )
    return [Text(), table]


def _attention(outline: Outline, _width: int) -> list[RenderableType]:
    years = outline.years
    step = -(-len(years) // _BARS_ACROSS)
    sums = [sum(n for _, n in years[i : i + step]) for i in range(0, len(years), step)]
    top = max(sums)
    bars = "".join(" " if n == 0 else _BARS[-(-n * len(_BARS) // top) - 1] for n in sums)
    span = f"{years[0][0]}–{years[-1][0]}" if len(years) > 1 else str(years[0][0])
    caption = f"{CAPTIONS['by_year']}, {span} (most: {max(n for _, n in years)})"
    return [Text(), Text(caption), Text(f"{years[0][0]} |{bars}| {years[-1][0]}")]


def _flow(outline: Outline, _width: int) -> list[RenderableType]:
    line = " > ".join(
        f"{number(count).translate(_NO_BREAK)} {name}" for name, count in outline.flow
    )
    pieces: list[RenderableType] = [Text(), Text(f"{CAPTIONS['flow']}: {line}")]
    pieces += [
        _hanging("  - ", Text(f"{step}: {reason} ({number(count).translate(_NO_BREAK)})"))
        for step, reason, count in outline.exclusions
        if count
    ]
    return pieces


def _studies(outline: Outline, width: int) -> list[RenderableType]:
    pieces: list[RenderableType] = []
    for group in outline.groups:
        last = CAPTIONS["cautions" if group.counted else "why_not"]
        title = f"{group.title} ({len(group.rows)})"
        if width < _NARROW:
            pieces += [Text(), Text(title, "bold")]
            pieces += [
                _hanging(f"[{row.ref}] ", *map(Text, _study_cells(row, counted=group.counted)[1:]))
                for row in group.rows
            ]
            continue
        names = ("number", "study", "design_n", "found")
        table = _table(*(CAPTIONS[name] for name in names), last, title=title, right=(0,))
        table.leading = 1
        shares = _shares(width, len(str(len(outline.references))))
        for column, share in zip(table.columns, shares, strict=True):
            column.width = share
        for row in group.rows:
            table.add_row(*_study_cells(row, counted=group.counted))
        pieces += [Text(), table]
    return pieces


def _shares(width: int, digits: int) -> tuple[int, ...]:
    """Widths of the study table's columns, with two blanks between them."""
    spare = min(width, 120) - 80
    first = (max(2, digits), 18 + spare // 4, 18 + spare // 6, 15 + spare // 6)
    return *first, min(width, 120) - sum(first) - 2 * len(first)


def _study_cells(row: StudyRow, *, counted: bool) -> tuple[str, ...]:
    cautions = ", ".join(row.cautions)
    caption = f"{CAPTIONS['cautions']}: {cautions}" if cautions else ""
    last = (cautions,) if counted else (row.why_not, caption)
    found = (f"{row.mark} {row.found}", row.outcome, row.says if counted else "")
    cells = ((str(row.ref),), (row.who, row.identifier), (row.design, *row.size), found, last)
    return tuple("\n".join(line for line in cell if line) for cell in cells)


def _findings(outline: Outline, _width: int) -> list[RenderableType]:
    """Row by row: eight columns of sentences do not fit a terminal."""
    table = outline.findings
    if table is None:
        return []
    pieces: list[RenderableType] = []
    for row in table.rows:
        marks = f" ({', '.join(map(str, row.notes))})" if row.notes else ""
        title = f"{row.outcome} · {row.part}" if row.part else row.outcome
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, style="dim", width=20)
        grid.add_column(overflow="fold")
        cells = (
            ("participants_studies", row.people),
            ("relative", row.relative),
            *(
                (("without", row.without), ("with_it", row.with_it))
                if row.without != row.with_it
                else (("in_1000", row.without),)
            ),
            ("certainty", f"{row.certainty_label} {row.circles}{marks}"),
        )
        for name, value in cells:
            grid.add_row(CAPTIONS[name], Text(value))
        grid.add_row(CAPTIONS["meaning"], _line(row.meaning))
        pieces += [Text(), Text(title, "bold"), grid]
    if table.notes:
        pieces += [Text(), Text(CAPTIONS["footnotes"], "bold")]
        pieces += [_hanging(f"{n}. ", _line(note)) for n, note in enumerate(table.notes, 1)]
    return [*pieces, *(_line(remark) for remark in table.remarks)]


def _gaps(outline: Outline, _width: int) -> list[RenderableType]:
    return [_hanging("- ", Text(f"{what} ({why})" if why else what)) for what, why in outline.gaps]


def _method(outline: Outline, _width: int) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in outline.method:
        grid.add_row(name, Text(value))
    return [Text(), grid]


def _references(outline: Outline) -> list[RenderableType]:
    if not outline.references:
        return []
    mark = len(f"[{len(outline.references)}] ")
    return [
        *_title(CAPTIONS["sources"]),
        *(_hanging(f"[{r.number}]".ljust(mark), *_reference(r)) for r in outline.references),
    ]


def _reference(entry: Reference) -> list[RenderableType]:
    authors = ", ".join(entry.authors) + (" et al." if entry.more_authors else "")
    ended = [
        part if part.endswith((".", "?", "!")) else f"{part}."
        for part in (authors, entry.title)
        if part
    ]
    line = " ".join([*ended, entry.detail]).strip()
    if entry.mark:
        line = f"[{entry.mark.upper()}] {line}"
    cells: list[RenderableType] = [Text(line)]
    cells += [Text(link.address, "dim") for link in entry.links[:1]]
    hosts = ", ".join(dict.fromkeys(link.label for link in entry.seen))
    if entry.facts or hosts:
        seen = f"{CAPTIONS['at']} {hosts}" if hosts else ""
        cells.append(Text(f"{entry.facts} {seen}".strip(), "dim"))
    return [*cells, *(Text(f"“{q.text}” {q.where}".strip()) for q in entry.quotes)]


_BLOCKS: dict[str, Callable[[Outline, int], list[RenderableType]]] = {
    "parts": _parts,
    "attention": _attention,
    "sceptic": _flow,
    "studies": _studies,
    "findings": _findings,
    "gaps": _gaps,
    "method": _method,
}
