"""A table of results as lines: each row of figures with the words that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ANY_CASE = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid, spanned cells repeated. ``headers`` rows come first, all of one width."""

    caption: str
    headers: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str = ""

    @property
    def turned(self) -> Table:
        """Columns as rows."""
        columns = list(zip(*self.headers, *self.rows, strict=True))
        return Table(self.caption, tuple(columns[:1]), tuple(columns[1:]), self.foot)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures: the words of its own cells, and of the rows that head it.

    ``over`` holds, for each column, what a row inside the table says of the columns below it
    ("n = 76" under "At 12 months").
    """

    at: int
    label: str
    section: str
    over: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table read: its lines, and the columns that hold figures."""

    table: Table
    headers: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    columns: tuple[int, ...]

    def leaf(self, column: int) -> str:
        """The lowest heading of a column."""
        return next((row[column] for row in reversed(self.headers) if row[column]), "")

    def heading(self, column: int, line: Line | None = None) -> str:
        """The headings of a column from above, with those inside the table."""
        rows = [row[column] for row in self.headers]
        rows += [line.over[column]] if line else []
        return " ".join(dict.fromkeys(cell for cell in rows if cell))


def grid_of(table: Table) -> Grid:
    headers, body = _parted(table)
    columns = _columns_of_figures(body)
    return Grid(table, headers, tuple(_lines(body, columns)), columns)


def _parted(
    table: Table,
) -> tuple[tuple[tuple[str, ...], ...], list[tuple[int, tuple[str, ...]]]]:
    """Headings and body; first rows without label and figures are headings."""
    rows = list(enumerate(table.rows))
    headers = list(table.headers)
    while len(rows) > 1 and not rows[0][1][0] and not any(map(is_figure, rows[0][1])):
        headers.append(rows.pop(0)[1])
    return tuple(headers), rows


_ALNUM = re.compile(r"\d|[^\W_]{3}")


def _columns_of_figures(body: list[tuple[int, tuple[str, ...]]]) -> tuple[int, ...]:
    """Columns after the first of which a third of the filled cells are figures."""
    width = len(body[0][1]) if body else 0
    found = []
    for column in range(1, width):
        filled = [r[column] for _, r in body if _ALNUM.search(r[column]) and len(set(r)) > 1]
        if filled and 3 * sum(map(is_figure, filled)) >= len(filled):
            found.append(column)
    return tuple(found)


_SIZE = re.compile(r"\(?\b[nN]\s?[=:]\s?[\d,]+\)?")
_FIGURE = re.compile(r"[\s<>=≥≤~≈(±*†+−–-]*[.·]?\d")


def is_figure(cell: str) -> bool:
    """A cell that holds a result, not words with a number in them nor a size alone."""
    if not _FIGURE.match(cell) or not _SIZE.sub("", cell).strip(" ()"):
        return False
    letters = sum(c.isalpha() for c in _STATISTICS.sub("", cell))
    return letters <= sum(c.isdigit() for c in cell)


_STATISTICS = re.compile(
    r"\b(?:95|CI|SD|SEM?|IQR|to|of|mean|median|range|confidence|interval|patients)\b", _ANY_CASE
)


def _lines(body: list[tuple[int, tuple[str, ...]]], columns: tuple[int, ...]) -> Iterator[Line]:
    first = columns[0] if columns else 1
    top = sub = ""
    over: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    was_head = False
    for at, row in body:
        over = over or ("",) * len(row)
        if not any(is_figure(row[c]) for c in columns):
            words = next((c for c in row if c), "")
            if not words:
                continue
            if len(set(row)) == 1:
                top, sub, over = words, "", ("",) * len(row)
            else:
                sub = f"{sub} {row[0]}" if was_head and sub else row[0] or sub
                heads = tuple(c if i else "" for i, c in enumerate(row))
                over = heads if any(heads) and len(set(heads)) > 2 else over
            above, was_head = (), True
            continue
        labels = _filled(row[:first], above)
        yield Line(at, " ".join(dict.fromkeys(c for c in labels if c)), f"{top} {sub}".strip(),
                   over, row)  # fmt: skip
        above, was_head = labels, False


def _filled(labels: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """Empty cells before the first word of a row take what stands over them."""
    if not above:
        return labels
    filled = []
    is_open = True
    for own, over in zip(labels, above, strict=True):
        is_open = is_open and not own
        filled.append(over if is_open else own)
    return tuple(filled)


_EXPLAINED = re.compile(r"\b([A-Z][\w-]{0,7}[A-Za-z\d])\s?[=:,–-]\s?([A-Za-z][^;:.,=]{3,80})")
_BARE = re.compile(r"(?:^|[,;.] ?)([A-Z][A-Za-z\d-]{1,7}) ([a-z][a-z -]{6,60})(?=[,;.]|$)")


def explained(foot: str) -> str:
    """Abbreviations of a table's foot as a text introduces them: "certolizumab (CZP)"."""
    found = [(m[1], m[2]) for m in _EXPLAINED.finditer(foot)]
    found += [(m[1], m[2]) for m in _BARE.finditer(foot) if m[1].upper()[:2] == m[1][:2]]
    return "; ".join(f"{long.strip()} ({short})" for short, long in found)
