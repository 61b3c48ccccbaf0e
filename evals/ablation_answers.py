"""Answers of a variant to each case, and what they are worth beside the whole program's."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evals.ablation_variants import Reader, Variant
from evals.measures import RESAMPLES, auc, macro_f1, recall_of
from evals.medevidence import Answered, answered_of
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Change, Evidence, Stance
from sceptic.domain.record import Record
from sceptic.synthesis.aggregator import Aggregator, Comparing, likelihoods, probability
from sceptic.synthesis.kinds import kind_of
from training import aggregator
from training.holds import Judged
from training.medevidence import ANSWERS, Item

BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what was found for it; ``group`` is resampled as a whole."""

    id: str
    group: str
    truth: str
    claim: Claim
    records: tuple[Record, ...]
    """What the program reads of it."""
    ranked: tuple[Record, ...] = ()
    """One ranking, best first."""
    found: int = 0
    """Records that name every part of the claim."""
    own: frozenset[str] = frozenset()
    """Ids of the records that the question or its truth was made from."""
    item: Item | None = None

    def seen(self, variant: Variant) -> tuple[Record, ...]:
        chosen = self.ranked[: variant.depth] if variant.depth else self.records
        return chosen if variant.own else tuple(r for r in chosen if r.id not in self.own)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: what was said, and how probable each answer was."""

    group: str
    truth: str
    said: str
    probabilities: dict[str, float]

    @property
    def is_right(self) -> bool:
        return self.truth == self.said


Read = list[tuple[Item, tuple[Evidence, ...]]]


def read_of(cases: Sequence[Case], variant: Variant, reader: Reader) -> Read:
    return [
        (c.item, reader.read(c.claim, c.seen(variant), variant))
        for c in cases
        if c.item is not None
    ]


# --- open comparisons -------------------------------------------------------------------------


def comparison_answers(
    read: Read, variant: Variant, fitted_on: Read | None = None
) -> tuple[list[Said], list[Said]]:
    """Three answers and four; coefficients are fitted under the variant and have never seen the
    question's review."""
    if not variant.calibrated:
        four = [_voted(item, evidence, forced=False) for item, evidence in read]
        three = [_voted(i, e, forced=True) for i, e in read if i.answer in ANSWERS[:3]]
        return three, four
    made = aggregator.cross_fitted(fitted_on or read)
    models = made if variant.prior else lambda review: without_lean(made(review))
    answered = answered_of(read, models, overrides=variant.overrides)
    return _said(answered[0]), _said(answered[1])


def without_lean(models: Comparing) -> Comparing:
    return replace(models, differs=_level(models.differs, (0, 3)))


def _level(model: Aggregator, places: tuple[int, ...] = (0,)) -> Aggregator:
    """The model without its lean: the coefficients of what is always so are 0."""
    kept = (0.0 if i in places else c for i, c in enumerate(model.coefficients))
    return replace(model, coefficients=tuple(kept), kinds={})


def _said(answered: Sequence[Answered]) -> list[Said]:
    return [Said(a.item.review, a.item.answer, a.said, a.probabilities) for a in answered]


def _voted(item: Item, evidence: Sequence[Evidence], *, forced: bool) -> Said:
    """One study, one vote; ties and silence say the more cautious answer."""
    votes = dict.fromkeys(ANSWERS[:3] if forced else ANSWERS, 0.0)
    for each in evidence:
        change = each.finding.change if each.counted and each.finding else Change.UNCLEAR
        if change is not Change.UNCLEAR:
            votes[change.value.replace("_", " ")] += 1.0
    silent = "no difference" if forced else ANSWERS[3]
    if not sum(votes.values()):
        votes[silent] = 1.0
    total = sum(votes.values())
    top = max(votes.values())
    tied = [word for word, n in votes.items() if n == top]
    said = tied[0] if len(tied) == 1 else "no difference"
    return Said(item.review, item.answer, said, {w: n / total for w, n in votes.items()})


# --- yes or no --------------------------------------------------------------------------------


Holds = Callable[[str], Aggregator]
"""For each question a model that has not seen it."""


def judged_of(cases: Sequence[Case], variant: Variant, reader: Reader) -> list[Judged]:
    """Rows to fit on, under the variant; open comparisons have models of their own."""
    read = [
        (case, [e for e in reader.read(case.claim, case.seen(variant), variant) if e.counted])
        for case in cases
        if case.claim.relation is not Relation.COMPARES
    ]
    asked = [case.group for case, counted in read if counted]
    return [
        Judged(
            group=case.group,
            kind=kind_of(case.claim),
            truth=case.truth == "yes",
            counted=tuple(counted),
            vote=1 / asked.count(case.group),
            is_of_article=True,
        )
        for case, counted in read
        if counted
    ]


def yes_no_answers(
    cases: Sequence[Case], variant: Variant, reader: Reader, holds: Holds, comparing: Comparing
) -> list[Said]:
    """Yes where the claim probably holds, or the outcome probably differs in an open comparison."""
    said = []
    for case in cases:
        evidence = reader.read(case.claim, case.seen(variant), variant)
        counted = [e for e in evidence if e.counted]
        if not variant.calibrated:
            p = share_of_votes(counted)
        elif case.claim.relation is Relation.COMPARES:
            p = likelihoods(
                counted, comparing if variant.prior else without_lean(comparing)
            ).differs
        else:
            model = holds(case.group)
            model = model if variant.prior else _level(model)
            p = probability(counted, kind_of(case.claim), model)
        word = "yes" if p >= 0.5 else "no"
        said.append(Said(case.group, case.truth, word, {"yes": p, "no": 1 - p}))
    return said


def share_of_votes(counted: Sequence[Evidence]) -> float:
    """Of the votes, those for the claim; one study, one vote. A tie or silence says no."""
    votes = [e.stance for e in counted if e.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)]
    yes = votes.count(Stance.SUPPORTS)
    return yes / len(votes) if votes and 2 * yes != len(votes) else 0.49


# --- what they are worth ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; ``gain`` is the paired difference from the whole program's accuracy,
    with its 95 % interval from resampling groups."""

    name: str
    n: int
    accuracy: float
    gain: tuple[float, float, float]
    macro_f1: float
    recall_of_no: float
    brier: float
    ece: float
    auc: float | None = None


def row_of(name: str, said: Sequence[Said], whole: Sequence[Said], no: str) -> Row:
    pairs = [(s.truth, s.said) for s in said]
    ranked = [(s.truth == "yes", s.probabilities["yes"]) for s in said if "yes" in s.probabilities]
    return Row(
        name=name,
        n=len(said),
        accuracy=_mean([s.is_right for s in said]),
        gain=paired_gain(said, whole),
        macro_f1=round(macro_f1(pairs), 3),
        recall_of_no=round(recall_of(no)(pairs), 3),
        brier=brier(said),
        ece=calibration_error(said),
        auc=round(auc(ranked), 3) if ranked else None,
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3) if values else 0.0


def paired_gain(
    said: Sequence[Said], whole: Sequence[Said], seed: int = 0
) -> tuple[float, float, float]:
    """Difference in accuracy and its 95 % percentile interval, the same resamples for both."""
    sums: dict[str, tuple[int, int]] = {}
    for a, b in zip(said, whole, strict=True):
        gained, n = sums.get(a.group, (0, 0))
        sums[a.group] = (gained + a.is_right - b.is_right, n + 1)
    groups = list(sums.values())
    if not groups:
        return (0.0, 0.0, 0.0)
    rng = random.Random(seed)
    drawn = (rng.choices(groups, k=len(groups)) for _ in range(RESAMPLES))
    values = sorted(_ratio(each) for each in drawn)
    low, high = values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
    return (round(_ratio(groups), 3), round(low, 3), round(high, 3))


def _ratio(groups: Sequence[tuple[int, int]]) -> float:
    return sum(gained for gained, _ in groups) / sum(n for _, n in groups)


def brier(said: Sequence[Said]) -> float:
    """Mean of half the squared distance to the truth: 0 best, 1 worst."""
    total = sum((p - (s.truth == word)) ** 2 for s in said for word, p in s.probabilities.items())
    return round(total / (2 * len(said)), 3) if said else 0.0


def calibration_error(said: Sequence[Said]) -> float:
    """Expected calibration error of the likeliest answer, ten equal bins."""
    bins: dict[int, list[Said]] = {}
    for each in said:
        top = max(each.probabilities.values())
        bins.setdefault(min(BINS - 1, int(BINS * top)), []).append(each)
    gaps = (
        abs(sum(max(s.probabilities.values()) for s in b) - sum(s.is_right for s in b))
        for b in bins.values()
    )
    return round(sum(gaps) / len(said), 3) if said else 0.0
