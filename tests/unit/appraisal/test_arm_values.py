from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal.arm_values import size_in, values_in


@pytest.mark.parametrize(
    ("text", "events", "total", "percent"),
    [
        ("12/45 (27%)", 12, 45, 27.0),
        ("8 of 44 patients (18.2%)", 8, 44, 18.2),
        ("27% (12/45)", 12, 45, 27.0),
        ("72.0% [n = 72]", 72, None, 72.0),
        ("12 (27%)", 12, None, 27.0),
        ("24.7 percent", None, None, 24.7),
        ("1,234 (12.3%)", 1234, None, 12.3),
        ("3·9% (2·7-5·8)", None, None, 3.9),
    ],
)
def test_shares(text: str, events: int | None, total: int | None, percent: float | None) -> None:
    (value,) = values_in(text)
    assert (value.events, value.total, value.percent) == (events, total, percent)
    assert value.is_share


@pytest.mark.parametrize(
    ("text", "mean", "spread", "spread_is", "interval"),
    [
        ("3.4 ± 1.2", 3.4, 1.2, "", None),
        ("-2.0 (SD 0.4)", -2.0, 0.4, "sd", None),
        ("17.1 (SEM 0.6)", 17.1, 0.6, "se", None),
        ("38.1 (9.5)", 38.1, 9.5, "", None),
        ("−0.7 (−1.0 to −0.4)", -0.7, None, "", (-1.0, -0.4)),
        ("-1.05 (-1.54; -0.56)", -1.05, None, "", (-1.54, -0.56)),
    ],
)
def test_means(
    text: str,
    mean: float,
    spread: float | None,
    spread_is: str,
    interval: tuple[float, float] | None,
) -> None:
    (value,) = values_in(text)
    assert (value.mean, value.spread, value.spread_is, value.interval) == (
        mean, spread, spread_is, interval,
    )  # fmt: skip


def test_what_is_no_result_is_passed_over() -> None:
    values = list(values_in("at 12 weeks 17.0 vs. 13.1 (p < 0.001, Table 2)"))
    assert [v.mean for v in values] == [17.0, 13.1]


def test_a_percentage_is_shared_by_the_figure_before_it() -> None:
    assert [v.percent for v in values_in("35 vs. 19%")] == [35.0, 19.0]


def test_sizes() -> None:
    assert size_in("Control (n = 1,245)") == 1245
    assert size_in("Control") is None


@given(st.text(max_size=80))
def test_every_value_lies_in_its_text(text: str) -> None:
    end = 0
    for value in values_in(text):
        assert end <= value.start < value.end <= len(text)
        end = value.end


def test_an_endless_run_of_figures_is_no_value() -> None:
    endless = "1" * 5_000
    assert values_in(f"{endless}/{endless} fell") == ()
    assert [(v.events, v.total) for v in values_in(f"{endless}/{endless}; 3/20 fell")] == [(3, 20)]
