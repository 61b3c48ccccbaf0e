from __future__ import annotations

import pytest

from sceptic.appraisal.effects import effect_in


@pytest.mark.parametrize(
    ("text", "measure", "value", "low", "high", "p_value"),
    [
        ("(HR 0.91 [95% CI, 0.84-0.99]; P=0.026)", "HR", 0.91, 0.84, 0.99, "=0.026"),
        ("risk ratio: 0.87, 95% confidence interval (CI): 0.65-1.15.", "RR", 0.87, 0.65, 1.15, ""),
        ("a mean difference of 0.03 (S.D 0.13) (95% C.I [-0.23, 0.29])", "MD", 0.03, -0.23, 0.29,
         ""),
        ("(hazard ratio for death, 1.24; 95% CI, 0.90 to 1.72)", "HR", 1.24, 0.9, 1.72, ""),
        ("Hazard ratio (95% CI) = 6.1 (2.1-17.2), P = 0.0003", "HR", 6.1, 2.1, 17.2, "=0.0003"),
        ("68% hazard ratio (HR) 0.93 (0.77–1.14), P=0.5", "HR", 0.93, 0.77, 1.14, "=0.5"),
        ("birth at home (OR-1.67, 95% CI; 1.28-2.19)", "OR", 1.67, 1.28, 2.19, ""),
        ("(OR = 1.19, P = 1.5 x 10(-11))", "OR", 1.19, None, None, "=1.5e-11"),
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
