"""Effects of the counted studies taken together, where they are comparable; else why not.

Comparable: the same measure, the same outcome and the same comparison, each known and not guessed;
one estimate of a trial, reviews left out because they hold the trials.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sceptic.appraisal.outcomes import nearness, outcome_of
from sceptic.domain.brief import Statement
from sceptic.domain.evidence import Evidence, Finding
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.pooling import RATIOS, Estimate, Pooled, estimate_of, pooled
from sceptic.synthesis.sourcing import evidence_source
from sceptic.synthesis.wording import plural


class Measured(NamedTuple):
    """A study with an effect that may be pooled and what it is an effect of."""

    evidence: Evidence
    finding: Finding
    estimate: Estimate


def summaries(given: Ingredients) -> list[Statement]:
    """A sentence for each pooled group, or one that says why nothing is pooled; nothing where
    fewer than two studies give an effect with its interval."""
    measured = _measured(given.counted)
    if len(measured) < 2:
        return []
    if groups := comparable(given.counted):
        return [_pooled_statement(group) for group in groups]
    return [
        Statement(
            f"The effects of these {plural(len(measured), 'study', 'studies')} are not pooled: "
            f"{_why_not(measured)}.",
            tuple(evidence_source(m.evidence) for m in measured),
            role="remark",
        )
    ]


def comparable(counted: Sequence[Evidence]) -> list[list[Measured]]:
    """Groups of two or more single studies that share measure, outcome, comparison and part."""
    groups: dict[tuple[str, ...], list[Measured]] = {}
    for each in _measured(counted):
        key = _comparison(each)
        if all(key):
            groups.setdefault(key, []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def pooled_of(group: Sequence[Measured]) -> Pooled:
    """The summary of one comparable group."""
    effect = group[0].finding.effect
    return pooled(effect.measure if effect else "", [m.estimate for m in group])


def _measured(counted: Sequence[Evidence]) -> list[Measured]:
    found: dict[str, Measured] = {}
    for evidence in counted:
        finding = evidence.finding
        if finding is None or finding.effect is None:
            continue
        if evidence.study.design.is_review_of_studies:
            continue
        estimate = estimate_of(finding.effect)
        if estimate is not None and _is_of_outcome(finding):
            key = evidence.study.group or evidence.study.record_id
            found.setdefault(key, Measured(evidence, finding, estimate))
    return list(found.values())


_SPOKEN = 0.6
"""Share of the outcome's words that the sentence of an effect must hold."""


def _is_of_outcome(finding: Finding) -> bool:
    """Whether the sentence that prints the effect speaks of the finding's outcome."""
    place = finding.effect.rationale if finding.effect else None
    if place is None or not finding.outcome:
        return True
    around = [
        r.text for r in finding.rationale
        if r.field == place.field and r.start <= place.start and place.end <= r.end
    ]  # fmt: skip
    wanted = outcome_of((finding.outcome,))
    return any(nearness(text, wanted).share >= _SPOKEN for text in around)


def _comparison(each: Measured) -> tuple[str, ...]:
    """Measure, outcome, what it was compared with, part; an empty word is not known."""
    finding = each.finding
    return (
        finding.effect.measure if finding.effect else "",
        _named(finding.outcome_ids, finding.outcome),
        _named(finding.comparator_ids, finding.comparator)
        or ("placebo" if each.evidence.study.placebo else ""),
        each.evidence.part or "-",
    )


def _named(ids: tuple[str, ...], words: str) -> str:
    return " ".join(sorted(ids)) or " ".join(words.lower().split())


_REASONS = (
    "different measures",
    "different outcomes",
    "different comparisons",
    "different forms of the treatment or the condition",
)
_UNKNOWN = ("", "not every outcome is named", "not every comparison is named", "")


def _why_not(measured: Sequence[Measured]) -> str:
    keys = [_comparison(m) for m in measured]
    for i, reason in enumerate(_REASONS):
        values = {key[i] for key in keys}
        if "" in values:
            return _UNKNOWN[i]
        if len(values) == len(keys):
            return reason
    return "no two share measure, outcome and comparison"


def _pooled_statement(group: Sequence[Measured]) -> Statement:
    finding = group[0].finding
    result = pooled_of(group)
    against = _comparison(group[0])[2] if not finding.comparator else finding.comparator
    return Statement(
        f"Taken together, {plural(result.studies, 'study', 'studies')} give {_figures(result)} "
        f"for {finding.outcome} against {against}; {_heterogeneity(result)}. "
        "This is a summary of what the abstracts print, not the verdict.",
        tuple(evidence_source(m.evidence) for m in group),
        role="remark",
    )


def _figures(result: Pooled) -> str:
    return (
        f"{result.measure} {_number(result.value)} "
        f"({_number(result.low)} to {_number(result.high)}, random effects)"
    )


def _heterogeneity(result: Pooled) -> str:
    words = f"I² {100 * result.i2:.0f} %"
    if result.i2_interval:
        low, high = result.i2_interval
        words += f" ({100 * low:.0f} to {100 * high:.0f} %)"
    scale = "log scale" if result.measure in RATIOS else "same scale"
    words += f", tau² {_number(result.tau2)} ({scale})"
    if result.predicted:
        low, high = result.predicted
        words += f", a new study may find {_number(low)} to {_number(high)}"
    return words


def _number(value: float) -> str:
    """Two figures after the point, or three significant ones for large numbers."""
    return f"{value:.2f}" if abs(value) < 100 else f"{value:.0f}"
