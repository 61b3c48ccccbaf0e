from __future__ import annotations

import pytest

from sceptic.appraisal.effects import effect_in


@pytest.mark.parametrize(
    ("text", "measure", "value", "low", "high", "p_value"),
    [
        ("(HR 0.72 [95% CI, 0.61-0.88]; P=0.013)", "HR", 0.72, 0.61, 0.88, "=0.013"),
        ("risk ratio: 0.83, 95% confidence interval (CI): 0.59-1.23.", "RR", 0.83, 0.59, 1.23, ""),
        ("a mean difference of 0.07 (S.D 0.21) (95% C.I [-0.34, 0.48])", "MD", 0.07, -0.34, 0.48,
         ""),
        ("(hazard ratio for death, 1.24; 95% CI, 0.90 to 1.72)", "HR", 1.24, 0.9, 1.72, ""),
        ("Hazard ratio (95% CI) = 6.1 (2.1-17.2), P = 0.0003", "HR", 6.1, 2.1, 17.2, "=0.0003"),
        ("68% hazard ratio (HR) 0.82 (0.59–1.31), P=0.4", "HR", 0.82, 0.59, 1.31, "=0.4"),
        ("life in a tent (OR-1.52, 95% CI; 1.13-2.41)", "OR", 1.52, 1.13, 2.41, ""),
        ("(OR = 1.34, P = 2.5 x 10(-12))", "OR", 1.34, None, None, "=2.5e-12"),
        ("more were well (50% vs 40%, RR 1.31 CI 1.02-1.56)", "RR", 1.31, 1.02, 1.56, ""),
        ("odds ratio for 2 mg of it vs placebo 0·47, 95% CI 0·31-0·72", "OR", 0.47, 0.31, 0.72, ""),
        ("a hazard ratio (95% confidence interval [CI]) for A of 1.20 (0.58-1.93)", "HR", 1.2, 0.58,
         1.93, ""),
        ("they slept longer (mean difference, 0.4 hours; 95% CI, 0.1 to 0.7)", "MD", 0.4, 0.1, 0.7,
         ""),
        ("(HR = 0.48, p = 2.3e-4)", "HR", 0.48, None, None, "=2.3e-4"),
    ],
)  # fmt: skip
def test_an_effect_with_its_interval(
    text: str, measure: str, value: float, low: float | None, high: float | None, p_value: str
) -> None:
    effect = effect_in(text)
    assert effect is not None
    assert (effect.measure, effect.value) == (measure, value)
    assert (effect.low, effect.high, effect.p_value) == (low, high, p_value)


def test_each_effect_keeps_its_own_p_value() -> None:
    text = "perineural invasion (P=0.034; HR, 1.97; 95% CI: 1.29-3.86), high CEA (P=0.020; HR, 2.4)"
    effect = effect_in(text)
    assert effect is not None
    assert effect.p_value == "=0.034"


def test_brackets_that_do_not_hold_the_value_are_no_interval() -> None:
    effect = effect_in("the odds ratio was 0.8 (3.4-5.6 months)")
    assert effect is not None
    assert (effect.value, effect.low, effect.high) == (0.8, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "no between-group difference in the frequency of rashes (7 and 4, respectively)",
        "the margin for a mean difference in time to sleep was defined as 8 more minutes",
        "no significant between-group difference in sleep at 90 days",
        "patients walked farther after surgery (OR, 7.7 days)",
    ],
)
def test_a_figure_of_something_else_is_no_effect(text: str) -> None:
    assert effect_in(text) is None


@pytest.mark.parametrize("p_value", ["=1.0", "=1.00", "=1"])
def test_a_p_value_of_one_is_read(p_value: str) -> None:
    effect = effect_in(f"pain did not differ (P{p_value})")
    assert effect is not None
    assert effect.p_value == p_value


def test_a_text_of_digits_is_read_in_linear_time() -> None:
    assert effect_in("P = " + "1" * 20_000) is None
