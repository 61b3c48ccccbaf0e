"""The relative effect on one outcome, and what it means for 1000 people.

A review's own summary comes first because it holds the trials; then the pooled effects of
comparable studies; then the study of the greatest weight. Risks after GRADE guidelines 12
(PMID 22609141): the relative effect is applied to the risk without the intervention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sceptic.domain.evidence import ArmResult, Effect, Evidence
from sceptic.synthesis.absolute import absolute_difference
from sceptic.synthesis.pooling import DIFFERENCES, RATIOS
from sceptic.synthesis.summary import comparable, pooled_of


@dataclass(frozen=True, slots=True)
class Relative:
    """An effect with its words; ``low`` and ``high`` are ``None`` where no interval is printed."""

    measure: str
    value: float
    low: float | None
    high: float | None
    words: str
    unit: str = ""

    @property
    def is_ratio(self) -> bool:
        return self.measure in RATIOS

    @property
    def is_difference(self) -> bool:
        return self.measure in DIFFERENCES

    @property
    def difference_words(self) -> str:
        """``a difference of 7.9 hairs (7.14 to 8.66)``"""
        unit = {"SMD": "standard deviations", "RD": "(risk difference)"}.get(
            self.measure, self.unit
        )
        has_interval = self.low is not None and self.high is not None
        interval = f"({self.low:.4g} to {self.high:.4g})" if has_interval else ""
        words = ("a difference of", f"{self.value:.4g}", unit, interval)
        return " ".join(word for word in words if word)


def relative_of(evidence: Sequence[Evidence]) -> Relative | None:
    """The effect to show for studies of one outcome; ``None`` where no study prints one."""
    ranked = sorted(evidence, key=lambda e: (-e.weight, e.study.record_id))
    reviews = [e for e in ranked if e.study.design.is_review_of_studies]
    for each in reviews:
        if found := _printed(each, "as {who} reports"):
            return found
    groups = comparable(evidence)
    if groups:
        result = pooled_of(max(groups, key=len))
        words = f"{result.measure} {result.value:.2f} ({result.low:.2f} to {result.high:.2f})"
        return Relative(
            result.measure, result.value, result.low, result.high,
            f"{words}, {result.studies} studies pooled, random effects",
        )  # fmt: skip
    for each in ranked:
        if found := _printed(each, "{who} alone; not pooled"):
            return found
    return None


def _printed(evidence: Evidence, whose: str) -> Relative | None:
    effect = evidence.finding.effect if evidence.finding else None
    if effect is None or effect.value is None or effect.measure not in RATIOS | DIFFERENCES:
        return None
    words = f"{_figures(effect)}, {whose.format(who=evidence.study.citation.short)}"
    return Relative(
        effect.measure, effect.value, effect.low, effect.high, words, effect.unit
    )  # fmt: skip


def _figures(effect: Effect) -> str:
    unit = f" {effect.unit}" if effect.unit and effect.measure in DIFFERENCES else ""
    has_interval = effect.low is not None and effect.high is not None
    interval = f" ({effect.low:g} to {effect.high:g})" if has_interval else ", no interval printed"
    return f"{effect.measure} {effect.value:g}{unit}{interval}"


def risks_of(
    evidence: Sequence[Evidence], relative: Relative | None
) -> tuple[int, int, int | None, int | None] | None:
    """People in 1000 with the outcome: without, with, and the limits of the latter."""
    arms = [e.finding.arms for e in evidence if e.finding and len(e.finding.arms) == 2]
    bases = [share for pair in arms if (share := share_of(pair[1])) is not None]
    if not bases:
        return None
    if relative is None or not relative.is_ratio:
        return _observed(arms[0]) if len(arms) == 1 else None
    base = median(bases)
    low = None if relative.low is None else _per_1000(_risk(base, relative.measure, relative.low))
    high = (
        None if relative.high is None else _per_1000(_risk(base, relative.measure, relative.high))
    )
    return (
        _per_1000(base), _per_1000(_risk(base, relative.measure, relative.value)), low, high
    )  # fmt: skip


def _observed(arms: tuple[ArmResult, ...]) -> tuple[int, int, int | None, int | None] | None:
    """One study without a printed ratio: its own two shares, the interval after Newcombe."""
    with_it, base = share_of(arms[0]), share_of(arms[1])
    if with_it is None or base is None:
        return None
    difference = absolute_difference(arms[0], arms[1])
    limits = (
        (_per_1000(base + difference.low), _per_1000(base + difference.high))
        if difference
        else (None, None)
    )
    return _per_1000(base), _per_1000(with_it), *limits


def share_of(arm: ArmResult) -> float | None:
    """The share of an arm that had the outcome, as printed or from its events."""
    if arm.events is not None and arm.total:
        return arm.events / arm.total if 0 <= arm.events <= arm.total else None
    return arm.percent / 100 if arm.percent is not None and 0 <= arm.percent <= 100 else None


def _risk(base: float, measure: str, value: float) -> float:
    """Risk under the intervention; odds and hazard ratios after the Cochrane Handbook 15.4.4."""
    if measure == "OR":
        return value * base / (1 - base + value * base) if base < 1 else 1.0
    if measure == "HR":
        return float(1 - (1 - base) ** value)
    return base * value


def _per_1000(share: float) -> int:
    return round(1000 * min(1.0, max(0.0, share)))
