"""Questions: is the claim that was read the one that a careful reader takes from the words?

Hand labels in ``evals/questions/``; public questions are joined with their text from the data
folder. Figures are on the half that rules may be written on; ``--held-out`` takes the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from evals.measures import majority, with_interval
from evals.question_labels import (
    FOLDER,
    HELD_OUT,
    RULES,
    Item,
    both_are_right,
    fits,
    head_and_modifiers,
    items_in,
    longest_mentions,
    part_of,
    relation_is_right,
    unknown_ids,
    with_comparisons,
    with_texts,
)
from evals.runner import EvalError, Figure, Request, Result
from sceptic.domain.claim import Claim, Concept
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.safety import safety_lines
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from training import datasets

NAME = "questions"
DECLINED = "declined"
SHOULD_BE_READ = frozenset({"labels", "people", "typos", "items"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and the claim read from it; None where it was declined."""

    item: Item
    claim: Claim | None

    @property
    def said(self) -> str:
        return self.claim.relation.value if self.claim else DECLINED

    @property
    def relation_is_right(self) -> bool:
        return self.claim is not None and relation_is_right(self.item, self.said)

    @property
    def is_right(self) -> bool:
        return self.relation_is_right and both_are_right(self.item, self.claim)


Measure = Callable[[Reading], bool]


def run(request: Request) -> tuple[Result, ...]:
    vocabulary = shipped_vocabulary()
    if request.items is not None:
        items = _checked(items_in(request.items), vocabulary)
        return (_understood("items", "given file, all", items, vocabulary),)
    half = HELD_OUT if request.held_out else RULES
    split = f"half {half}"
    name = "{}/held_out" if request.held_out else "{}"

    def mine(file: str) -> tuple[Item, ...]:
        items = _checked(items_in(FOLDER / f"{file}.jsonl"), vocabulary)
        return tuple(item for item in items if item.half == half)

    public = with_texts(mine("labels_dev"), request.path("questions", "questions_dev.jsonl"))
    people, typos = mine("people"), mine("typos")
    compared = () if request.held_out else (_compared(request, vocabulary),)
    return (
        _understood(name.format("labels"), split, public, vocabulary),
        _understood(name.format("people"), split, people, vocabulary),
        _understood(name.format("typos"), split, typos, vocabulary),
        _safe(name.format("safety"), split, mine("safety"), people),
        _declined(name.format("not_health"), split, mine("not_health"), vocabulary),
        _behaved(name.format("adversarial"), split, mine("adversarial"), vocabulary),
        *compared,
    )


def _checked(items: tuple[Item, ...], vocabulary: Vocabulary) -> tuple[Item, ...]:
    """Labels must name concepts that exist: a renamed id would count as a misreading."""
    unknown = unknown_ids(items, vocabulary)
    if unknown:
        raise EvalError(f"not in the vocabulary: {', '.join(unknown[:5])}")
    return items


def reading_of(item: Item, vocabulary: Vocabulary) -> Reading:
    return Reading(item, _claim(item.text, vocabulary))


def _claim(text: str, vocabulary: Vocabulary) -> Claim | None:
    try:
        return claim_from_question(text, vocabulary)
    except QuestionError:
        return None


def _figure(name: str, readings: Sequence[Reading], is_right: Measure) -> Figure:
    return with_interval(name, [is_right(r) for r in readings], _share)


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _digest(items: Iterable[Item]) -> str:
    return datasets.digest_of(items)


# ---------------------------------------------------------------- understood


def _understood(part: str, split: str, items: Sequence[Item], vocabulary: Vocabulary) -> Result:
    readings = [reading_of(item, vocabulary) for item in items]
    return Result(
        name=f"{NAME}/{part}",
        set=", ".join(sorted({item.set for item in items})),
        split=split,
        n=len(items),
        digest=_digest(items),
        figures=_figures(readings, vocabulary),
        baselines=_baselines(items, vocabulary),
        recalls=_recalls(readings),
        wrong=tuple(r.item.name for r in readings if not r.is_right),
        note="\n".join((confusion(readings), _failures(readings))),
    )


def _figures(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[Figure, ...]:
    figures = [
        _figure("relation", readings, lambda r: r.relation_is_right),
        _figure("both concepts", readings, lambda r: both_are_right(r.item, r.claim)),
        _figure("both concepts, lenient", readings, _lenient),
        _figure("relation and both concepts", readings, lambda r: r.is_right),
    ]
    for part in ("intervention", "condition", "comparison", "population", "outcome"):
        asked = [r for r in readings if r.item.accepted(part)]
        if asked:
            figures.append(_figure(part, asked, partial(_part_is_right, part)))
    for part in ("comparison", "population"):
        free = [r for r in readings if not r.item.accepted(part)]
        if free:
            figures.append(_figure(f"no {part} invented", free, partial(_is_absent, part)))
    denied = [r for r in readings if r.item.negated]
    if denied:
        figures.append(_figure("negation found", denied, _polarity_is_right))
    figures.append(
        _figure("no negation invented", [r for r in readings if not r.item.negated], _no_denial)
    )
    figures.append(_figure("read, not declined", readings, lambda r: r.claim is not None))
    if any(r.item.meant for r in readings):
        alike = partial(_as_when_spelt_right, vocabulary)
        figures.append(_figure("read as when spelt right", readings, alike))
    return tuple(figures)


def _lenient(reading: Reading) -> bool:
    return both_are_right(reading.item, reading.claim, lenient=True)


def _part_is_right(part: str, reading: Reading) -> bool:
    return fits(reading.item.accepted(part), part_of(reading.claim, part))


def _is_absent(part: str, reading: Reading) -> bool:
    return part_of(reading.claim, part) is None


def _polarity_is_right(reading: Reading) -> bool:
    return reading.claim is not None and reading.claim.negated


def _no_denial(reading: Reading) -> bool:
    return reading.claim is None or not reading.claim.negated


def _as_when_spelt_right(vocabulary: Vocabulary, reading: Reading) -> bool:
    meant = _claim(reading.item.meant, vocabulary)
    if meant is None or reading.claim is None:
        return False
    return all(
        (one.id if one else "") == (other.id if other else "")
        for one, other in (
            (part_of(meant, part), part_of(reading.claim, part))
            for part in ("intervention", "condition")
        )
    )


def _baselines(items: Sequence[Item], vocabulary: Vocabulary) -> tuple[tuple[str, float], ...]:
    commonest = majority([item.relation for item in items])
    hits = sum(relation_is_right(item, commonest) for item in items)
    both = sum(_found_by_length(item, vocabulary) for item in items)
    n = max(1, len(items))
    return (
        (f'relation, always "{commonest}"', round(hits / n, 4)),
        ("both concepts, longest mentions about the verb", round(both / n, 4)),
    )


def _found_by_length(item: Item, vocabulary: Vocabulary) -> bool:
    found: tuple[Concept | None, ...] = longest_mentions(item.text, vocabulary)
    return all(
        not accepted or fits(accepted, said)
        for accepted, said in zip((item.intervention, item.condition), found, strict=True)
    )


def _recalls(readings: Sequence[Reading]) -> tuple[tuple[str, float, int], ...]:
    golds = Counter(r.item.relation for r in readings)
    right = Counter(r.item.relation for r in readings if r.relation_is_right)
    return tuple((gold, round(right[gold] / n, 4), n) for gold, n in sorted(golds.items()))


def confusion(readings: Sequence[Reading]) -> str:
    """Relation in the label (rows) against relation read (columns), as text.

    What counts as right stands in the row's own column, so that only errors leave the diagonal.
    """
    cells = Counter(
        (r.item.relation, r.item.relation if r.relation_is_right else r.said) for r in readings
    )
    rows = sorted({gold for gold, _ in cells})
    columns = [*sorted({said for _, said in cells} - {DECLINED}), DECLINED]
    width = max(map(len, (*rows, *columns)), default=0) + 2
    lines = ["label \\ read".ljust(width) + "".join(c.rjust(width) for c in columns)]
    lines += [
        row.ljust(width) + "".join(str(cells[row, column]).rjust(width) for column in columns)
        for row in rows
    ]
    return "\n".join(lines)


def _failures(readings: Sequence[Reading]) -> str:
    """One line for each question read wrongly: what the label has and what was read."""
    return "\n".join(_failure(r) for r in readings if not r.is_right)


def _failure(reading: Reading, parts: Sequence[str] = ("intervention", "condition")) -> str:
    item = reading.item
    if reading.claim is None:
        return f"{item.name}: declined"
    said = []
    if not reading.relation_is_right:
        said.append(f"relation {reading.said}, not {item.relation}")
    for part in parts:
        if item.accepted(part) and not _part_is_right(part, reading):
            concept = part_of(reading.claim, part)
            gold = " or ".join(item.accepted(part))
            said.append(f"{part} {concept.id if concept else 'none'}, not {gold}")
    return f"{item.name}: {'; '.join(said)}"


# ---------------------------------------------------------------- comparisons

SIDES = ("intervention", "comparison", "outcome")


def _compared(request: Request, vocabulary: Vocabulary) -> Result:
    """The three parts of open comparisons: "Is O higher, lower or the same with X than with Z?"."""
    labels = _checked(items_in(FOLDER / "medevidence.jsonl"), vocabulary)
    path = request.path("medevidence", "medevidence_dev.jsonl")
    readings = [reading_of(item, vocabulary) for item in with_comparisons(labels, path)]
    figures = tuple(_figure(part, readings, partial(_part_is_right, part)) for part in SIDES)
    wrong = [r for r in readings if not _sides_are_right(r)]
    return Result(
        name=f"{NAME}/medevidence",
        set="MedEvidence",
        split="62 of dev, drawn with seed 0",
        n=len(readings),
        digest=_digest(r.item for r in readings),
        figures=(_figure("all three parts", readings, _sides_are_right), *figures),
        wrong=tuple(r.item.name for r in wrong),
        note="\n".join(_failure(r, SIDES) for r in wrong),
    )


def _sides_are_right(reading: Reading) -> bool:
    return all(_part_is_right(part, reading) for part in SIDES)


# ---------------------------------------------------------------- behaviour

_NEED_NO_LINE = frozenset(
    "adults older-people women men postmenopausal-women cancer-patients".split()
)
"""Populations whose questions need no line."""


def _safe(part: str, split: str, items: Sequence[Item], people: Sequence[Item]) -> Result:
    readings = [Reading(item, None) for item in items]
    quiet = [
        Reading(item, None)
        for item in people
        if not item.kind and item.relation != "is_safe" and set(item.population) <= _NEED_NO_LINE
    ]
    return _behaviour(
        part,
        split,
        readings,
        (
            _figure("line of the right kind", readings, _has_its_line),
            _figure("any line", readings, lambda r: bool(safety_lines(r.item.text))),
            _figure("no line without need", quiet, lambda r: not safety_lines(r.item.text)),
        ),
        _has_its_line,
    )


def _has_its_line(reading: Reading) -> bool:
    return reading.item.kind in {line.id for line in safety_lines(reading.item.text)}


def _declined(part: str, split: str, items: Sequence[Item], vocabulary: Vocabulary) -> Result:
    readings = [reading_of(item, vocabulary) for item in items]
    figures = (_figure("declined", readings, _was_declined),)
    return _behaviour(part, split, readings, figures, _was_declined)


def _was_declined(reading: Reading) -> bool:
    return reading.claim is None


def _behaved(part: str, split: str, items: Sequence[Item], vocabulary: Vocabulary) -> Result:
    readings = [reading_of(item, vocabulary) for item in items]
    figures = (_figure("behaved as expected", readings, behaved),)
    return _behaviour(part, split, readings, figures, behaved)


def behaved(reading: Reading) -> bool:
    """Whether a question was declined or understood as its row expects.

    ``either``: declined is as good as understood, only a misreading is wrong. ``open``: the
    treatment is left open, so no intervention may be made up.
    """
    item, claim = reading.item, reading.claim
    if item.expected == "declined":
        return claim is None
    if item.expected == "open":
        return claim is None or not head_and_modifiers(claim.pico.intervention.name)
    if claim is None:
        return item.expected == "either"
    return reading.is_right


def _behaviour(
    part: str,
    split: str,
    readings: Sequence[Reading],
    figures: tuple[Figure, ...],
    is_right: Measure,
) -> Result:
    items = [r.item for r in readings]
    wrong = tuple(r.item.name for r in readings if not is_right(r))
    return Result(
        name=f"{NAME}/{part}",
        set=", ".join(sorted({item.set for item in items})),
        split=split,
        n=len(items),
        digest=_digest(items),
        figures=figures,
        wrong=wrong,
        note=f"wrong: {', '.join(wrong) or 'none'}",
    )
