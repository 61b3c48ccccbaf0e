"""Which answers can be trusted more? Accuracy of MedEvidence's surest questions, by several orders.

    python -m evals.coverage --data DIR [--json FILE]

The answers are those of ``evals run medevidence``, sources given, cross-fitted by review; only the
order of the questions differs. No order has a fitted coefficient, but one of many is easily found
to be good by luck. So each has its paired difference from the margin, with its interval from
resampling reviews, and the last line chooses the order within four fifths of the reviews and
orders the fifth with it.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evals.measures import RESAMPLES, auc
from evals.medevidence import FILE, Answered, answered_of, read_items
from evals.runner import Request
from sceptic.domain.evidence import Evidence
from sceptic.synthesis.certainty import certainty_of
from training import aggregator, datasets
from training.holds import FOLDS
from training.medevidence import claim_of, evidence_on

SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
HALF = 0.5
SEEDS = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A question with its answer, and the studies that count for it."""

    answered: Answered
    counted: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        return sum(e.weight for e in self.counted)

    @property
    def said(self) -> list[tuple[float, tuple[float, float, float]]]:
        """Weight and (higher, lower, no difference) of each study, as it was read."""
        return [
            (e.weight, e.finding.likelihoods)
            for e in self.counted
            if e.finding is not None and e.finding.likelihoods is not None
        ]


Order = Callable[[Seen], float]


def margin(seen: Seen) -> float:
    """The likeliest answer's lead over the next."""
    return seen.answered.surety


def clearest(seen: Seen) -> float:
    """How sure the reader is of the study that it is surest of."""
    return max((max(says) for _, says in seen.said), default=0.0)


def share(seen: Seen, of_nothing: float = 0.5) -> float:
    """Weighed share of what the studies say most, shrunk where there is little as the aggregator
    shrinks it."""
    total = seen.weight + of_nothing
    return max((sum(w * says[i] for w, says in seen.said) / total for i in range(3)), default=0.0)


def shrunk_weight(seen: Seen) -> float:
    return seen.weight / (seen.weight + 1.0)


def people(seen: Seen) -> float:
    """Participants, up to 2 000, on a scale of logarithms (0 to 1)."""
    n = sum(e.study.participants or 50 for e in seen.counted)
    return min(1.0, math.log1p(n) / math.log(2_000))


def agreement(seen: Seen) -> float:
    """Share of the studies that say most what most of them say; half where one study counts."""
    leading = [max(range(3), key=says.__getitem__) for _, says in seen.said]
    most = max((leading.count(way) for way in range(3)), default=0)
    return most / (len(leading) + 1)


def clear_of_none(seen: Seen) -> float:
    """Share of the weight of studies whose printed interval leaves out no effect."""
    clear = sum(e.weight for e in seen.counted if _is_clear(e))
    return clear / (seen.weight + 1.0)


def _is_clear(evidence: Evidence) -> bool:
    effect = evidence.finding.effect if evidence.finding else None
    if effect is None or effect.low is None or effect.high is None:
        return False
    none = 1.0 if effect.measure in ("RR", "OR", "HR") else 0.0
    return not effect.low <= none <= effect.high


def certainty(seen: Seen) -> float:
    """The brief's certainty, 1 to 4, less than a step parted by the margin."""
    graded, _ = certainty_of(seen.counted, claim_of(seen.answered.item))
    return graded.level + margin(seen)


ORDERS: dict[str, Order] = {
    "margin": margin,
    "clearest study": clearest,
    "share of the leading direction": share,
    "weight of the studies": shrunk_weight,
    "number of studies": lambda s: float(len(s.counted)),
    "people": people,
    "agreement of the studies": agreement,
    "interval clear of no effect": clear_of_none,
    "certainty, then margin": certainty,
    "margin + clearest": lambda s: margin(s) + clearest(s),
    "margin + share": lambda s: margin(s) + share(s),
    "margin + weight": lambda s: margin(s) + shrunk_weight(s),
    "margin + people": lambda s: margin(s) + people(s),
    "margin + clearest + weight": lambda s: margin(s) + clearest(s) + shrunk_weight(s),
    "margin + agreement": lambda s: margin(s) + agreement(s),
    "margin + agreement + people": lambda s: margin(s) + agreement(s) + people(s),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """Accuracy at each of ``SHARES`` of the questions; ``gain`` over the margin at a half."""

    order: str
    accuracy: tuple[float, ...]
    auc: float
    gain: tuple[float, float, float]


def at(seen: Sequence[Seen], scores: Sequence[float], kept: float) -> float:
    """Accuracy on a share of the questions, those of the highest scores; ties keep their order."""
    best = sorted(range(len(seen)), key=lambda i: -scores[i])[: max(1, round(kept * len(seen)))]
    return sum(seen[i].answered.is_right for i in best) / len(best)


def concordance(seen: Seen) -> float:
    """What no program can know: the share of the sources that say what the review says."""
    return seen.answered.item.concordance


def curve_of(name: str, seen: Sequence[Seen], order: Order | None = None) -> Curve:
    scores = [(order or ORDERS[name])(s) for s in seen]
    return Curve(
        order=name,
        accuracy=tuple(round(at(seen, scores, kept), 3) for kept in SHARES),
        auc=round(auc([(s.answered.is_right, x) for s, x in zip(seen, scores, strict=True)]), 3),
        gain=gain_over_margin(seen, scores),
    )


def gain_over_margin(
    seen: Sequence[Seen], scores: Sequence[float], seed: int = 0
) -> tuple[float, float, float]:
    """Difference in accuracy at half coverage, with its 95 % interval over reviews."""
    usual = [margin(s) for s in seen]

    def gained(places: Sequence[int]) -> float:
        drawn = [seen[i] for i in places]
        ours = at(drawn, [scores[i] for i in places], HALF)
        return ours - at(drawn, [usual[i] for i in places], HALF)

    groups: dict[str, list[int]] = {}
    for i, each in enumerate(seen):
        groups.setdefault(each.answered.item.review, []).append(i)
    rng = random.Random(seed)
    clusters = list(groups.values())
    values = sorted(
        gained([i for cluster in rng.choices(clusters, k=len(clusters)) for i in cluster])
        for _ in range(RESAMPLES)
    )
    low, high = values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
    return (round(gained(range(len(seen))), 3), round(low, 3), round(high, 3))


def nested(seen: Sequence[Seen]) -> float:
    """Accuracy at half coverage where each fifth of the reviews is ordered by what was best on
    the other four (mean accuracy over ``SHARES``); mean of ten divisions."""
    table = {name: [order(s) for s in seen] for name, order in ORDERS.items()}
    reviews = {s.answered.item.review for s in seen}
    reached = []
    for seed in range(SEEDS):
        scores = [0.0] * len(seen)
        for part in datasets.folds(reviews, FOLDS, seed):
            outside = [i for i, s in enumerate(seen) if s.answered.item.review not in part]
            heights = {name: _height(seen, scored, outside) for name, scored in table.items()}
            best = max(heights, key=heights.__getitem__)
            known = [table[best][i] for i in outside]
            middle, spread = statistics.fmean(known), statistics.pstdev(known) or 1.0
            for i in set(range(len(seen))) - set(outside):
                scores[i] = (table[best][i] - middle) / spread
        reached.append(at(seen, scores, HALF))
    return round(statistics.fmean(reached), 3)


def _height(seen: Sequence[Seen], scores: Sequence[float], places: Sequence[int]) -> float:
    drawn, known = [seen[i] for i in places], [scores[i] for i in places]
    return statistics.fmean(at(drawn, known, kept) for kept in SHARES)


def lines_of(title: str, curves: Sequence[Curve], chosen: float) -> Iterator[str]:
    """Markdown."""
    yield f"### {title}"
    yield ""
    yield (
        "| order | " + " | ".join(f"{100 * s:.0f} %" for s in SHARES) + " | AUC | over the margin |"
    )
    yield "|---" * (len(SHARES) + 3) + "|"
    for curve in curves:
        figures = " | ".join(f"{a:.3f}" for a in curve.accuracy)
        gain = "{:+.3f} ({:+.3f} to {:+.3f})".format(*curve.gain)
        yield f"| {curve.order} | {figures} | {curve.auc:.3f} | {gain} |"
    yield f"\nChosen within the folds, at 50 %: {chosen:.3f}\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="evals.coverage", description=__doc__)
    home = os.environ.get("SCEPTIC_DATA")
    parser.add_argument("--data", type=Path, default=Path(home) if home else None)
    parser.add_argument("--json", type=Path, help="write the curves there")
    options = parser.parse_args()
    items = read_items(Request(data=options.data).path(*FILE))
    read = [(item, evidence_on(item)) for item in items]
    counted = {item.id: tuple(e for e in evidence if e.counted) for item, evidence in read}
    made = {}
    for name, answers in zip(
        ("three answers", "four answers"),
        answered_of(read, aggregator.cross_fitted(read)),
        strict=True,
    ):
        seen = [Seen(a, counted[a.item.id]) for a in answers]
        curves = [curve_of(order, seen) for order in ORDERS]
        bound = curve_of("what the sources say agrees with the review", seen, concordance)
        made[name] = ([*curves, bound], nested(seen))
        print("\n".join(lines_of(f"{name}, n = {len(seen)}", *made[name])))
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")


if __name__ == "__main__":
    main()
