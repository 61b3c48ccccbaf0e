"""The Summary of Findings of a brief: as cells for pages, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sceptic.domain.brief import Brief, Statement
from sceptic.domain.telling import FindingsRow, FindingsTable
from sceptic.render.labels import CAPTIONS, CERTAINTIES, circles, number
from sceptic.render.sources import cleaned
from sceptic.render.table import cell
from sceptic.synthesis.findings_table import findings_table

if TYPE_CHECKING:
    from sceptic.render.outline import Sentence

FINDINGS_FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class FindingsCells:
    """One row as printed; ``part`` is empty where there is only one part."""

    part: str
    outcome: str
    people: str
    relative: str
    without: str
    with_it: str
    certainty_label: str
    circles: str
    notes: tuple[int, ...]
    meaning: Sentence


@dataclass(frozen=True, slots=True)
class FindingsBlock:
    """The table with its footnotes, which are numbered from 1, and what it leaves out."""

    rows: tuple[FindingsCells, ...]
    notes: tuple[Sentence, ...]
    remarks: tuple[Sentence, ...]


def findings_block(brief: Brief, sentence: Callable[[Statement], Sentence]) -> FindingsBlock | None:
    """The table for a page; ``None`` where no study counts, so that each row would say nothing."""
    table = findings_table(brief)
    if not any(row.records for row in table.rows):
        return None
    several = len({row.part for row in table.rows}) > 1
    return FindingsBlock(
        rows=tuple(_cells(row, sentence, several=several) for row in table.rows),
        notes=tuple(map(sentence, table.notes)),
        remarks=tuple(map(sentence, table.remarks)),
    )


def _cells(
    row: FindingsRow, sentence: Callable[[Statement], Sentence], *, several: bool
) -> FindingsCells:
    return FindingsCells(
        part=cleaned(row.part) if several else "",
        outcome=cleaned(row.outcome),
        people=cleaned(f"{people_of(row)} ({row.studies})"),
        relative=cleaned(row.relative),
        without=cleaned(row.without),
        with_it=cleaned(row.with_it),
        certainty_label=CERTAINTIES[row.certainty],
        circles=circles(row.certainty),
        notes=row.notes,
        meaning=sentence(row.meaning),
    )


def people_of(row: FindingsRow) -> str:
    """How many people, or that no record tells it."""
    return number(row.people) if row.people or not row.records else CAPTIONS["not_stated"]


# --- CSV and JSON -----------------------------------------------------------------------------


def as_findings_csv(brief: Brief) -> str:
    """One row for each outcome, RFC 4180; footnotes stand as words in the last column."""
    table = findings_table(brief)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for row in table.rows:
        writer.writerow([cell(column(table, row)) for column in _COLUMNS.values()])
    return out.getvalue()


def _risk(position: int) -> Callable[[FindingsTable, FindingsRow], object]:
    return lambda _, row: row.risks[position] if row.risks else None


_COLUMNS: dict[str, Callable[[FindingsTable, FindingsRow], object]] = {
    "population": lambda table, _: table.population,
    "intervention": lambda table, _: table.intervention,
    "comparison": lambda table, _: table.comparison,
    "part": lambda _, row: row.part,
    "outcome": lambda _, row: row.outcome,
    "participants": lambda _, row: row.people or None,
    "studies": lambda _, row: row.studies,
    "measure": lambda _, row: row.measure,
    "effect": lambda _, row: row.value,
    "effect_low": lambda _, row: row.low,
    "effect_high": lambda _, row: row.high,
    "effect_text": lambda _, row: row.relative,
    "without_per_1000": _risk(0),
    "with_per_1000": _risk(1),
    "with_low": _risk(2),
    "with_high": _risk(3),
    "without_text": lambda _, row: row.without,
    "with_text": lambda _, row: row.with_it,
    "certainty": lambda _, row: row.certainty.value,
    "meaning": lambda _, row: row.meaning.text,
    "records": lambda _, row: "; ".join(row.records),
    "footnotes": lambda table, row: " ".join(f"{n}. {table.notes[n - 1].text}" for n in row.notes),
}


def as_findings_json(brief: Brief) -> str:
    """The whole table; fields without a value are left out."""
    table = findings_table(brief)
    shape = {
        "format_version": FINDINGS_FORMAT_VERSION,
        "brief": brief.id,
        "question": cleaned(brief.claim.question.text),
        "population": table.population,
        "intervention": table.intervention,
        "comparison": table.comparison,
        "rows": [_row_value(row) for row in table.rows],
        "footnotes": [
            {"number": n, "text": s.text, "records": _records(s)}
            for n, s in enumerate(table.notes, 1)
        ],
        "remarks": [s.text for s in table.remarks],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _row_value(row: FindingsRow) -> dict[str, Any]:
    value: dict[str, Any] = {
        "part": row.part,
        "outcome": row.outcome,
        "participants": row.people or None,
        "studies": row.studies,
        "relative_effect": {
            "text": row.relative, "measure": row.measure or None, "value": row.value,
            "low": row.low, "high": row.high,
        },
        "per_1000": {
            "without_text": row.without, "with_text": row.with_it,
            **(dict(zip(("without", "with", "with_low", "with_high"), row.risks, strict=True))
               if row.risks else {}),
        },
        "certainty": row.certainty.value,
        "footnotes": list(row.notes),
        "meaning": row.meaning.text,
        "records": list(row.records),
    }  # fmt: skip
    for name in ("relative_effect", "per_1000"):
        value[name] = {key: each for key, each in value[name].items() if each is not None}
    return {key: each for key, each in value.items() if each is not None}


def _records(statement: Statement) -> list[str]:
    return list(dict.fromkeys(s.record_id for s in statement.sources if s.record_id))
