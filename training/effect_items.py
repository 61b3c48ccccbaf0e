"""The numeric results of 120 trials (Yun et al. 2024, arXiv 2405.01686) with texts."""

from __future__ import annotations

import json
import math
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from sceptic.appraisal.arm_values import ArmPair, Asked
from sceptic.appraisal.table_lines import Table
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import sentences

ANSWERS, TEXTS = "annotated_rct_dataset.json", "xml_md.tar.gz"
_WRITTEN = {
    "events": "events", "total": "group_size", "mean": "mean", "sd": "standard_deviation",
}  # fmt: skip
Numbers = Mapping[str, float]
"""Field -> value; a missing field is missing."""


@dataclass(frozen=True, slots=True)
class Text:
    """A trial's text: its sentences and its tables; ``abstract`` counts the first sentences."""

    sentences: tuple[Rationale, ...]
    abstract: int
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    article: str
    asked: Asked
    gold: tuple[Mapping[str, str], Mapping[str, str]]


def pairs_right(item: Item, said: Sequence[Numbers]) -> tuple[int, int, int]:
    """(right, said, marked) over the pairs of both arms: events of how many, mean and deviation."""
    names = ("events", "total") if item.asked.is_counted else ("mean", "sd")
    right = told = marked = 0
    for gold, mine in zip(item.gold, said, strict=True):
        is_marked, is_said = all(n in gold for n in names), all(n in mine for n in names)
        marked, told = marked + is_marked, told + is_said
        right += is_marked and is_said and all(is_equal(n, gold[n], mine[n]) for n in names)
    return right, told, marked


def is_right(item: Item, said: Sequence[ArmResult]) -> bool:
    """Whether both arms' events or means are the marked ones, where they are marked; events may be
    worked out from a percentage with the marked size, since sizes are read elsewhere."""
    name = "events" if item.asked.is_counted else "mean"
    marked = [(g, arm) for g, arm in zip(item.gold, said, strict=True) if name in g]
    return bool(marked) and all(_is_said(name, g, arm) for g, arm in marked)


def _is_said(name: str, gold: Mapping[str, str], arm: ArmResult) -> bool:
    sized = arm
    if "total" in gold and arm.events is None:
        sized = replace(arm, total=int(float(gold["total"].replace(",", ""))))
    value = numbers_of(sized, name == "events").get(name)
    return value is not None and is_equal(name, gold[name], value)


def is_equal(name: str, written: str, value: float) -> bool:
    """The same number; a standard deviation once rounded to the places that were written, since
    it is often worked out from a standard error or an interval."""
    gold = float(written.replace(",", ""))
    if name != "sd":
        return abs(gold - value) < 1e-9
    return bool(abs(gold - value) <= 0.5 * 10 ** -len(written.partition(".")[2]) + 1e-9)


def numbers_of(arm: ArmResult, is_counted: bool) -> dict[str, float]:
    """An arm in the set's fields: events from a percentage where none were printed, standard
    deviations from standard errors and intervals (Cochrane Handbook 6.5.2.2)."""
    found: dict[str, float | None] = {"total": arm.total}
    if is_counted:
        events: float | None = arm.events
        if events is None and arm.percent is not None and arm.total:
            events = float(math.floor(arm.percent * arm.total / 100 + 0.5))
        found["events"] = events
    else:
        found |= {"mean": arm.mean, "sd": standard_deviation(arm)}
    return {k: float(v) for k, v in found.items() if v is not None}


def said_of(item: Item, pair: ArmPair) -> tuple[Numbers, Numbers]:
    """Both arms in the set's fields."""
    first, second = (numbers_of(arm, bool(item.asked.is_counted)) for arm in pair)
    return first, second


def standard_deviation(arm: ArmResult) -> float | None:
    if arm.spread is None or arm.spread_is in ("", "sd"):
        return arm.spread
    if not arm.total or arm.spread_is == "iqr":
        return None
    error = arm.spread if arm.spread_is == "se" else arm.spread / 1.96
    return error * math.sqrt(arm.total)


def items_in(path: Path) -> list[Item]:
    return [_item(row) for row in json.loads(path.read_text("utf-8-sig"))]


def _item(row: Mapping[str, object]) -> Item:
    def arm(side: str) -> dict[str, str]:
        values = {n: str(row[f"{side}_{w}"]).strip() for n, w in _WRITTEN.items()}
        return {n: v for n, v in values.items() if v}

    return Item(
        id=str(row["id"]),
        article=str(row["pmcid"]),
        asked=Asked(
            (str(row["intervention"]),),
            (str(row["comparator"]),),
            (str(row["outcome"]),),
            is_counted=row["outcome_type"] == "binary",
        ),
        gold=(arm("intervention"), arm("comparator")),
    )


def texts_in(path: Path) -> dict[str, Text]:
    """Article -> its text, from the XML with attributes (spans of cells)."""
    found = {}
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            if not member.name.startswith("abstract_and_results_xml_files/PMC"):
                continue
            file = archive.extractfile(member)
            if file is not None:
                key = Path(member.name).stem.removeprefix("PMC")
                found[key] = text_from(file.read())
    return found


def text_from(xml: bytes) -> Text:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(b"<text>" + xml.split(b"?>", 1)[-1] + b"</text>", parser)
    tables = tuple(t for wrap in root.iter("table-wrap") for t in _tables(wrap))
    prose: list[tuple[bool, str]] = []
    for paragraph in root.iter("p", "title"):
        above = [str(a.tag) for a in paragraph.iterancestors()]
        if not {"table-wrap", "fig", "td", "th"} & set(above):
            prose.append(("abstract" in above, _words(paragraph)))
    found: list[Rationale] = []
    in_abstract = 0
    at = 0
    for is_abstract, text in sorted(prose, key=lambda p: not p[0]):
        for span in sentences(text):
            found.append(
                Rationale(
                    "abstract" if is_abstract else "text",
                    at + span.start,
                    at + span.end,
                    text[span.start : span.end],
                )
            )
            in_abstract += is_abstract
        at += len(text) + 1
    return Text(tuple(found), in_abstract, tables)


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(t) for t in element.itertext()).split())


def _tables(wrap: etree._Element) -> Iterator[Table]:
    caption = " ".join(_words(e) for e in wrap.iter("label", "caption"))
    foot = " ".join(_words(e) for e in wrap.iter("table-wrap-foot"))
    for table in wrap.iter("table"):
        heads = _grid([r for h in table.iter("thead") for r in h.iter("tr")])
        bodies = _grid([r for r in table.iter("tr") if _parent(r) != "thead"])
        if not heads and bodies:
            heads, bodies = bodies[:1], bodies[1:]
        width = max((len(r) for r in (*heads, *bodies)), default=0)
        if width > 1 and bodies:
            yield Table(
                caption,
                tuple(tuple(r + [""] * (width - len(r))) for r in heads),
                tuple(tuple(r + [""] * (width - len(r))) for r in bodies),
                foot,
            )


def _parent(row: etree._Element) -> str:
    above = row.getparent()
    return str(above.tag) if above is not None else ""


def _grid(rows: Sequence[etree._Element]) -> list[list[str]]:
    """Rows of text with spanned cells repeated."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for i, row in enumerate(rows):
        column = 0
        for cell in row.iter("td", "th"):
            while column in grid[i]:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            text = _words(cell)
            for k in range(min(down, len(rows) - i)):
                for j in range(across):
                    grid[i + k][column + j] = text
            column += across
    width = max((max(r, default=-1) for r in grid), default=-1) + 1
    return [[r.get(j, "") for j in range(width)] for r in grid]


def _span(cell: etree._Element, name: str) -> int:
    written = str(cell.get(name) or "1")
    return max(1, min(60, int(written))) if written.isdigit() else 1
