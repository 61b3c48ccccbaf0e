"""Comparable effects -> a random-effects summary with its heterogeneity; never the verdict itself.

Inverse-variance weights, between-study variance after Paule and Mandel, interval after Hartung and
Knapp (Sidik, Jonkman) with the factor never below one, prediction interval after Higgins,
Thompson and Spiegelhalter (PMID 19381330), I-squared with the test-based interval of Higgins and
Thompson (PMID 12111919). See Cochrane Handbook 10.10 and IntHout et al. (PMID 24548571). Why it is
written here and not taken from a library: docs/adr/0013-pooling.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from sceptic.domain.evidence import Effect

RATIOS = frozenset(("RR", "OR", "HR"))
"""Pooled as logarithms."""
DIFFERENCES = frozenset(("MD", "SMD", "RD"))
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One study's effect on the scale it is pooled on, with its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """A summary on the scale of the measure (ratios are not logarithms), ``low`` and ``high`` its
    95 % interval. ``tau2`` is on the pooled scale, ``i2`` a share of 0..1 with its interval,
    ``None`` for two studies. ``predicted`` is where a new study's effect lies; ``None`` for less
    than three."""

    measure: str
    studies: int
    value: float
    low: float
    high: float
    tau2: float
    q: float
    i2: float
    i2_interval: tuple[float, float] | None = None
    predicted: tuple[float, float] | None = None


def estimate_of(effect: Effect) -> Estimate | None:
    """The effect with the standard error that its 95 % interval implies.

    ``None`` where the measure is not pooled, there is no interval, or value and interval do not
    go together (a misreading, or an interval of another level).
    """
    if effect.measure not in RATIOS | DIFFERENCES or _has_other_level(effect.text):
        return None
    numbers = (effect.value, effect.low, effect.high)
    if any(n is None or not math.isfinite(n) for n in numbers):
        return None
    value, low, high = (float(n) for n in numbers if n is not None)
    if effect.measure in RATIOS:
        if min(value, low, high) <= 0:
            return None
        value, low, high = math.log(value), math.log(low), math.log(high)
    if not low < value < high:
        return None
    lean = abs(value - (low + high) / 2) / (high - low)
    return Estimate(value, (high - low) / (2 * _Z)) if lean <= _LEAN else None


_LEAN = 0.15
"""How far from the middle of its interval a value may lie, as a share of the width: rounding."""


def _has_other_level(text: str) -> bool:
    plain = text.replace(" ", "")
    return "90%" in plain or "99%" in plain


def pooled(measure: str, estimates: Sequence[Estimate]) -> Pooled:
    """The random-effects summary.

    Raises:
        ValueError: fewer than two estimates, or an error that is not positive.

    """
    if len(estimates) < 2 or any(e.error <= 0 for e in estimates):
        raise ValueError("at least two estimates with a positive error")
    tau2 = between_variance(estimates)
    mean, weights = _mean(estimates, tau2)
    freedom = len(estimates) - 1
    scatter = _scatter(estimates, mean, tau2) / freedom
    error = math.sqrt(max(1.0, scatter) / sum(weights))
    reach = t_quantile(freedom) * error
    fixed, _ = _mean(estimates, 0.0)
    q = _scatter(estimates, fixed, 0.0)
    back = math.exp if measure in RATIOS else float
    predicted = None
    if freedom > 1:
        wide = t_quantile(freedom - 1) * math.sqrt(tau2 + 1 / sum(weights))
        predicted = (back(mean - wide), back(mean + wide))
    return Pooled(
        measure=measure,
        studies=len(estimates),
        value=back(mean),
        low=back(mean - reach),
        high=back(mean + reach),
        tau2=tau2,
        q=q,
        i2=max(0.0, (q - freedom) / q) if q else 0.0,
        i2_interval=_i2_interval(q, freedom),
        predicted=predicted,
    )


def between_variance(estimates: Sequence[Estimate]) -> float:
    """tau-squared of Paule and Mandel: where the weighted scatter equals its freedom, else 0."""
    freedom = len(estimates) - 1

    def excess(tau2: float) -> float:
        mean, _ = _mean(estimates, tau2)
        return _scatter(estimates, mean, tau2) - freedom

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, max(e.error for e in estimates) ** 2
    while excess(high) > 0:
        high *= 2
    return _root(excess, low, high)


def _mean(estimates: Sequence[Estimate], tau2: float) -> tuple[float, list[float]]:
    weights = [1 / (e.error**2 + tau2) for e in estimates]
    return sum(w * e.value for w, e in zip(weights, estimates, strict=True)) / sum(weights), weights


def _scatter(estimates: Sequence[Estimate], mean: float, tau2: float) -> float:
    return sum((e.value - mean) ** 2 / (e.error**2 + tau2) for e in estimates)


def _i2_interval(q: float, freedom: int) -> tuple[float, float] | None:
    """Test-based interval of I-squared over ln H; needs three studies."""
    if freedom < 2:
        return None
    if q > freedom + 1:
        error = (
            0.5
            * (math.log(q) - math.log(freedom))
            / (math.sqrt(2 * q) - math.sqrt(2 * freedom - 1))
        )
    else:
        error = math.sqrt(1 / (2 * (freedom - 1)) * (1 - 1 / (3 * (freedom - 1) ** 2)))
    h = math.log(max(1.0, math.sqrt(q / freedom)))
    return _share(h - _Z * error), _share(h + _Z * error)


def _share(log_h: float) -> float:
    h2 = math.exp(2 * log_h)
    return max(0.0, (h2 - 1) / h2)


# --- Student's t ----------------------------------------------------------------------------------


def t_quantile(freedom: int, share: float = 0.95) -> float:
    """The two-sided quantile of Student's t: ``t_quantile(10)`` is 2.228."""
    high = 2.0
    while _within(high, freedom) < share:
        high *= 2
    return _root(lambda t: share - _within(t, freedom), 0.0, high)


def _within(t: float, freedom: int) -> float:
    """P(-t < T < t) by the finite series of Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(freedom))
    cos, sin = math.cos(angle), math.sin(angle)
    is_odd = freedom % 2
    term = cos if is_odd else 1.0
    total = 0.0 if freedom == 1 else term
    for i in range(3 if is_odd else 2, freedom - 1, 2):
        term *= cos * cos * (i - 1) / i
        total += term
    return 2 / math.pi * (angle + sin * total) if is_odd else sin * total


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function crosses zero, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2
