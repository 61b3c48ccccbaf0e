"""PICO-Corpus: the figures of each arm, given the words of the treatments and of the outcome.

An item is a pair of marked figures of one kind, intervention's and control's (percentages, numbers
of people with an event, means), in one sentence with a marked outcome before them. It is right if
both figures are. The sizes of the groups are asked once of each abstract that marks one size for
each arm. Rules were written on two thirds of the abstracts (seed 0) and on half of another set
(``effects``); the last third is for the end (``--held-out``).
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.effects import by_group, f1, ratio
from evals.runner import EvalError, Request, Result
from sceptic.appraisal.arm_results import arm_results
from sceptic.appraisal.arm_values import Asked, number
from sceptic.appraisal.figures import pairs_in
from sceptic.appraisal.numbers import counts_in, lowered
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import sentences
from training import datasets

NAME = "arm_figures"
KINDS = ("bin-percent", "bin-abs", "cont-mean")
_FIELD = {"bin-percent": "percent", "bin-abs": "events", "cont-mean": "mean"}


@dataclass(frozen=True, slots=True)
class Mark:
    kind: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """``kind`` is one of ``KINDS`` or ``size``; ``gold`` the figures of both arms."""

    id: str
    group: str
    kind: str
    asked: Asked
    sentences: tuple[Rationale, ...]
    near: str
    gold: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Read:
    group: str
    item: Item
    said: tuple[float | None, float | None]

    @property
    def counts(self) -> tuple[int, int, int]:
        """(right, said, marked), 0 or 1 each: a pair is right if both figures are."""
        is_said = None not in self.said
        return int(is_said and self.said == self.item.gold), int(is_said), 1


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path("pico_corpus", "pico_corpus_dev.tar.gz")
    try:
        items = list(items_in(path))
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise EvalError(f"{path.name} is no tar.gz of BRAT pairs") from error
    unseen = set(datasets.last_third(sorted({i.group for i in items})))
    part = "unseen" if request.held_out else "written_on"
    if request.items is None:
        items = [i for i in items if (i.group in unseen) == request.held_out]
    read = [Read(i.group, i, _said(i)) for i in items]
    nearest = [Read(i.group, i, _nearest(i)) for i in items if i.kind != "size"]
    pairs = [r for r in read if r.item.kind != "size"]
    return (
        Result(
            name=f"{NAME}/{part if request.items is None else 'items'}",
            set="PICO-Corpus",
            split="two thirds of the abstracts used to write rules"
            if part == "written_on"
            else "third not used to write rules",
            n=len(pairs),
            digest=datasets.file_digest(path),
            figures=(
                by_group("pairs F1", pairs, lambda r: f1([x.counts for x in r])),
                by_group("pairs precision", pairs, lambda r: ratio([x.counts for x in r], 1)),
                by_group("pairs recall", pairs, lambda r: ratio([x.counts for x in r], 2)),
                *(
                    by_group(f"{_FIELD.get(kind, 'group sizes')} F1",
                             [r for r in read if r.item.kind == kind],
                             lambda r: f1([x.counts for x in r]))
                    for kind in (*KINDS, "size")
                ),
            ),
            baselines=(("first two figures after the outcome",
                        round(f1([r.counts for r in nearest]), 4)),),
            wrong=tuple(r.item.id for r in read if not r.counts[0]),
            note="intervals by bootstrap over abstracts",
        ),
    )  # fmt: skip


def _said(item: Item) -> tuple[float | None, float | None]:
    first, second = arm_results(item.asked, item.sentences)
    return _figure(first, item.kind), _figure(second, item.kind)


def _figure(arm: ArmResult, kind: str) -> float | None:
    value = arm.total if kind == "size" else getattr(arm, _FIELD[kind])
    return None if value is None else float(value)


def _nearest(item: Item) -> tuple[float | None, float | None]:
    found = pairs_in(item.near)
    return (found[0].first, found[0].second) if found else (None, None)


def items_in(path: Path) -> Iterator[Item]:
    for key, text, marks in _documents(path):
        yield from _items(key, text, marks)


def _items(key: str, text: str, marks: Sequence[Mark]) -> Iterator[Item]:
    spans = tuple(
        Rationale("abstract", s.start, s.end, text[s.start : s.end]) for s in sentences(text)
    )
    names = {
        kind: tuple(dict.fromkeys(m.text for m in marks if m.kind == kind))
        for kind in ("intervention", "control")
    }
    for kind in KINDS:
        for span in spans:
            inside = [m for m in marks if span.start <= m.start < span.end]
            for n, (outcome, one, two) in enumerate(_pairs(inside, kind)):
                asked = Asked(names["intervention"], names["control"], (outcome.text,),
                              is_counted=kind != "cont-mean")  # fmt: skip
                gold = _value(one.text), _value(two.text)
                near = text[outcome.start : span.end]
                yield Item(f"{key}:{kind}:{span.start}:{n}", key, kind, asked, spans, near, gold)
    sizes = [[m for m in marks if m.kind == f"{arm}-participants"]
             for arm in ("intervention", "control")]  # fmt: skip
    if [len(s) for s in sizes] == [1, 1]:
        asked = Asked(names["intervention"], names["control"], ("size",), is_counted=True)
        gold = _value(sizes[0][0].text), _value(sizes[1][0].text)
        yield Item(f"{key}:size", key, "size", asked, spans, "", gold)


def _pairs(inside: Sequence[Mark], kind: str) -> Iterator[tuple[Mark, Mark, Mark]]:
    """Each marked figure of the intervention with the control's next to it and their outcome."""
    ones = [m for m in inside if m.kind == f"iv-{kind}"]
    twos = [m for m in inside if m.kind == f"cv-{kind}"]
    if len(ones) != len(twos):
        return
    for one, two in zip(ones, twos, strict=True):
        at = min(one.start, two.start)
        before = [m for m in inside if m.kind == "outcome" and m.start < at]
        if before:
            yield before[-1], one, two


def _value(written: str) -> float:
    found = re.search(r"[-−–]?\d+(?:,\d{3})*(?:[.·]\d+)?", written)
    if found:
        return number(found[0].replace(",", ""))
    count = next(counts_in(lowered(written)), None)
    return float(count.value) if count else float("nan")


def _documents(path: Path) -> Iterator[tuple[str, str, list[Mark]]]:
    texts: dict[str, str] = {}
    marks: dict[str, list[Mark]] = {}
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.isfile() else None
            name = Path(member.name)
            if file is None or name.name.startswith("."):
                continue
            written = file.read().decode("utf-8")
            if name.suffix == ".txt":
                texts[name.stem] = written
            elif name.suffix == ".ann":
                marks[name.stem] = list(_marks(written))
    for key in sorted(texts):
        yield key, texts[key], marks.get(key, [])


def _marks(annotation: str) -> Iterator[Mark]:
    found = []
    for line in annotation.splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and len(cells[1].split()) >= 2:
            kind, start = cells[1].split()[:2]
            found.append(Mark(kind, int(start), cells[2]))
    yield from sorted(found, key=lambda m: m.start)
