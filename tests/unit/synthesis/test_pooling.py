"""Known answers from published meta-analyses and from statsmodels."""

from __future__ import annotations

import importlib
import math

import pytest

from sceptic.domain.evidence import Effect
from sceptic.synthesis.pooling import (
    Estimate,
    between_variance,
    estimate_of,
    pooled,
    t_quantile,
)

# BCG against tuberculosis, 13 trials (Colditz 1994, PMID 8309034): cases and others, BCG then none.
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)  # fmt: skip
# Aspirin after a heart attack, 7 trials (Fleiss 1993, PMID 8261254): deaths of people, both arms.
ASPIRIN = (
    (49, 615, 67, 624), (44, 758, 64, 771), (102, 832, 126, 850), (32, 317, 38, 309),
    (85, 810, 52, 406), (246, 2267, 219, 2257), (1570, 8587, 1720, 8600),
)  # fmt: skip


def risk_ratio(a: int, b: int, c: int, d: int) -> Estimate:
    n, m = a + b, c + d
    return Estimate(math.log(a / n / (c / m)), math.sqrt(1 / a - 1 / n + 1 / c - 1 / m))


def odds_ratio(a: int, n: int, c: int, m: int) -> Estimate:
    b, d = n - a, m - c
    return Estimate(math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def test_bcg_is_as_published() -> None:
    result = pooled("RR", [risk_ratio(*row) for row in BCG])
    assert result.studies == 13
    assert result.value == pytest.approx(0.49, abs=0.005)  # published: 0.49 (0.34 to 0.70)
    assert result.low < 0.34
    assert result.high > 0.70  # Hartung-Knapp is wider than DerSimonian-Laird
    assert result.q == pytest.approx(152.233, abs=0.001)
    assert result.i2 == pytest.approx(0.9212, abs=0.0001)
    assert result.tau2 == pytest.approx(0.3181, abs=0.0001)  # Paule-Mandel
    assert result.predicted is not None
    assert result.predicted[0] < result.low < result.high < result.predicted[1]


def test_aspirin_has_the_published_heterogeneity() -> None:
    result = pooled("OR", [odds_ratio(*row) for row in ASPIRIN])
    assert result.q == pytest.approx(9.95, abs=0.01)
    assert result.i2 == pytest.approx(0.397, abs=0.001)
    assert result.i2_interval == pytest.approx((0.0, 0.746), abs=0.001)


@pytest.mark.parametrize("rows", [BCG, BCG[:2], BCG[4:7], BCG[7:9]])
def test_agrees_with_statsmodels(rows: tuple[tuple[int, int, int, int], ...]) -> None:
    meta = pytest.importorskip("statsmodels.stats.meta_analysis", reason="statsmodels is absent")
    numpy = importlib.import_module("numpy")
    estimates = [risk_ratio(*row) for row in rows]
    peer = meta.combine_effects(
        numpy.array([e.value for e in estimates]),
        numpy.array([e.error**2 for e in estimates]),
        method_re="iterated",
        use_t=True,
    )  # it stops its iteration at 1e-5
    mine = pooled("MD", estimates)
    assert mine.value == pytest.approx(float(peer.mean_effect_re), abs=1e-5)
    assert mine.tau2 == pytest.approx(float(peer.tau2), abs=1e-5)
    assert mine.q == pytest.approx(float(peer.q), rel=1e-9)
    error = (mine.high - mine.low) / 2 / t_quantile(len(rows) - 1)
    wider = max(float(peer.sd_eff_w_re_hksj), float(peer.sd_eff_w_re))
    assert error == pytest.approx(wider, rel=1e-4)


def test_alike_studies_have_no_variance_between_them() -> None:
    alike = [Estimate(0.10, 0.2), Estimate(0.12, 0.2), Estimate(0.09, 0.1)]
    assert between_variance(alike) == 0.0
    result = pooled("MD", alike)
    assert result.i2 == 0.0
    assert result.tau2 == 0.0


def test_two_studies_predict_nothing() -> None:
    result = pooled("MD", [Estimate(-0.5, 0.1), Estimate(0.1, 0.2)])
    assert result.predicted is None
    assert result.i2_interval is None


def test_one_study_is_no_summary() -> None:
    with pytest.raises(ValueError, match="two estimates"):
        pooled("RR", [Estimate(0.1, 0.1)])


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(1, 12.706), (2, 4.303), (3, 3.182), (10, 2.228), (30, 2.042)]
)
def test_quantiles_of_t_are_those_of_the_tables(freedom: int, quantile: float) -> None:
    assert t_quantile(freedom) == pytest.approx(quantile, abs=0.0006)


def test_an_interval_gives_the_error() -> None:
    estimate = estimate_of(Effect("RR", 0.74, 0.55, 0.99))
    assert estimate is not None
    assert estimate.value == pytest.approx(math.log(0.74))
    assert estimate.error == pytest.approx(0.15, abs=0.002)


@pytest.mark.parametrize(
    "effect",
    [
        Effect("RR", 0.74),
        Effect("PERCENT", 5.0, 1.0, 9.0),
        Effect("RR", 0.74, 0.80, 0.99),
        Effect("RR", 0.74, 0.73, 2.0),
        Effect("OR", 0.5, 0.0, 2.0),
        Effect("RR", 0.74, 0.55, 0.99, text="RR 0.74, 99% CI 0.55 to 0.99"),
    ],
    ids=["no interval", "not pooled", "outside", "lopsided", "zero", "another level"],
)
def test_what_cannot_be_pooled_is_left_out(effect: Effect) -> None:
    assert estimate_of(effect) is None
