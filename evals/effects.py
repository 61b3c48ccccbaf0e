"""Numbers of each arm: events of how many, mean with its standard deviation.

``effects``: 699 comparisons of outcomes over 120 trials (``effect_extraction``), each with the text
given (abstract, results and their tables). A *pair* is what a meta-analysis takes of one arm:
(events, size of the arm) of a counted outcome, (mean, standard deviation) of a measured one. It is
right if both figures are the annotators'; F1 is micro over the arms of all comparisons. Beside it
stand the single figures (eight fields, F1) and, as the makers of the set count (arXiv 2405.01686),
comparisons of which every field is exactly right, empty where theirs is. Articles are split into
halves (seed 0): rules were written on one, the other is for the end (``--held-out``).
"""

from __future__ import annotations

import json
import math
import random
import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from lxml import etree

from evals.measures import RESAMPLES
from evals.runner import EvalError, Figure, Request, Result
from sceptic.appraisal.arm_results import arm_results
from sceptic.appraisal.arm_values import Asked
from sceptic.appraisal.result_tables import Table
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import sentences
from training import datasets

NAME = "effects"
FIELDS = ("events", "total", "mean", "sd")
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comparison answered: what is right of what was marked and of what was said."""

    item: Item
    said: tuple[Numbers, Numbers]

    @property
    def group(self) -> str:
        return self.item.article

    def pairs(self) -> tuple[int, int, int]:
        """(right, said, marked) over the pairs of both arms."""
        names = ("events", "total") if self.item.asked.is_counted else ("mean", "sd")
        right = said = marked = 0
        for gold, mine in zip(self.item.gold, self.said, strict=True):
            is_marked, is_said = all(n in gold for n in names), all(n in mine for n in names)
            marked, said = marked + is_marked, said + is_said
            right += is_marked and is_said and all(is_equal(n, gold[n], mine[n]) for n in names)
        return right, said, marked

    def figures(self) -> tuple[int, int, int]:
        right = said = marked = 0
        for gold, mine in zip(self.item.gold, self.said, strict=True):
            marked, said = marked + len(gold), said + len(mine)
            right += sum(n in mine and is_equal(n, gold[n], mine[n]) for n in gold)
        return right, said, marked

    def sizes(self) -> tuple[int, int, int]:
        right = said = marked = 0
        for gold, mine in zip(self.item.gold, self.said, strict=True):
            marked, said = marked + ("total" in gold), said + ("total" in mine)
            right += (
                "total" in gold
                and "total" in mine
                and is_equal("total", gold["total"], mine["total"])
            )
        return right, said, marked

    def is_exact(self) -> bool:
        right, said, marked = self.figures()
        return right == said == marked


def is_equal(name: str, written: str, value: float) -> bool:
    """The same number; a standard deviation once rounded to the places that were written, since
    it is often worked out from a standard error or an interval."""
    gold = float(written.replace(",", ""))
    if name != "sd":
        return abs(gold - value) < 1e-9
    return bool(abs(gold - value) <= 0.5 * 10 ** -len(written.partition(".")[2]) + 1e-9)


def run(request: Request) -> tuple[Result, ...]:
    folder = request.path("effect_extraction")
    try:
        items = items_in(folder / "annotated_rct_dataset.json")
        texts = texts_in(folder / "xml_md.tar.gz")
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise EvalError("effect_extraction is not the set as published") from error
    written, unseen = datasets.halves(sorted({i.article for i in items}))
    chosen = set(unseen if request.held_out else written)
    part = "held_out" if request.held_out else "written_on"
    mine = [i for i in items if i.article in chosen]
    digest = datasets.file_digest(folder / "annotated_rct_dataset.json")
    outcomes = [answered(i, texts[i.article]) for i in mine]
    from_abstract = [answered(i, abstract_of(texts[i.article])) for i in mine]
    return (
        Result(
            name=f"{NAME}/{part}",
            set="numeric results of 120 trials (Yun et al. 2024)",
            split=f"half of the articles, seed 0, {part.replace('_', ' ')}",
            n=len(mine),
            digest=digest,
            figures=(
                by_group("pairs F1", outcomes, lambda o: f1([x.pairs() for x in o])),
                by_group("pairs precision", outcomes, lambda o: ratio([x.pairs() for x in o], 1)),
                by_group("pairs recall", outcomes, lambda o: ratio([x.pairs() for x in o], 2)),
                by_group("figures F1", outcomes, lambda o: f1([x.figures() for x in o])),
                by_group("group sizes F1", outcomes, lambda o: f1([x.sizes() for x in o])),
                by_group("comparisons exact", outcomes, exact),
                by_group("pairs F1, counted", _of(outcomes, True), _pairs_f1),
                by_group("pairs F1, measured", _of(outcomes, False), _pairs_f1),
                by_group("pairs F1, abstract alone", from_abstract, _pairs_f1),
            ),
            baselines=(("nothing said: comparisons exact", round(exact(
                [Outcome(i, ({}, {})) for i in mine]), 4)),),
            wrong=tuple(o.item.id for o in outcomes if not o.is_exact()),
            note=f"{len(chosen)} articles; intervals by bootstrap over articles",
        ),
    )  # fmt: skip


def _of(outcomes: Sequence[Outcome], is_counted: bool) -> list[Outcome]:
    return [o for o in outcomes if o.item.asked.is_counted is is_counted]


def _pairs_f1(outcomes: Sequence[Outcome]) -> float:
    return f1([o.pairs() for o in outcomes])


def answered(item: Item, text: Text) -> Outcome:
    first, second = arm_results(item.asked, text.sentences, text.tables)
    is_counted = bool(item.asked.is_counted)
    return Outcome(item, (numbers_of(first, is_counted), numbers_of(second, is_counted)))


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


def standard_deviation(arm: ArmResult) -> float | None:
    if arm.spread is None or arm.spread_is in ("", "sd"):
        return arm.spread
    if not arm.total or arm.spread_is == "iqr":
        return None
    error = arm.spread if arm.spread_is == "se" else arm.spread / 1.96
    return error * math.sqrt(arm.total)


# --- figures --------------------------------------------------------------------------------------


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    right, said, marked = (sum(c[i] for c in counts) for i in range(3))
    return 2 * right / (said + marked) if said + marked else 0.0


def ratio(counts: Sequence[tuple[int, int, int]], by: int) -> float:
    whole = sum(c[by] for c in counts)
    return sum(c[0] for c in counts) / whole if whole else 0.0


def exact(outcomes: Sequence[Outcome]) -> float:
    return sum(o.is_exact() for o in outcomes) / len(outcomes) if outcomes else 0.0


class Grouped(Protocol):
    """Anything answered that belongs to an article."""

    @property
    def group(self) -> str: ...


G = TypeVar("G", bound=Grouped)


def by_group(name: str, items: Sequence[G], measure: Callable[[Sequence[G]], float]) -> Figure:
    """A figure with its 95 % percentile interval, bootstrapped over articles."""
    groups: dict[str, list[G]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    order = sorted(groups)
    rng = random.Random(0)
    values = sorted(
        measure([i for key in rng.choices(order, k=len(order)) for i in groups[key]])
        for _ in range(RESAMPLES if order else 0)
    ) or [0.0]
    low, high = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
    return Figure(name, round(measure(items), 4), round(low, 4), round(high, 4), len(items))


# --- the set --------------------------------------------------------------------------------------


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


def abstract_of(text: Text) -> Text:
    return Text(text.sentences[: text.abstract], text.abstract, ())


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
                Rationale("text", at + span.start, at + span.end, text[span.start : span.end])
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
