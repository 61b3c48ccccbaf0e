"""Direction of what authors conclude, effects, harms, parts of a title."""

from __future__ import annotations

import pytest

from sceptic.appraisal.cues import sentence_signals
from sceptic.appraisal.effects import effect_in
from sceptic.appraisal.findings import change_words, direction_scores, title_parts
from sceptic.domain.evidence import Change, Direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Zorbium significantly reduced pain and improved quality of life.", Direction.BETTER),
        ("Zorbium is effective and safe for acne.", Direction.BETTER),
        ("Zorbium did not improve survival.", Direction.NO_DIFFERENCE),
        (
            "There was no significant difference between zorbium and placebo.",
            Direction.NO_DIFFERENCE,
        ),
        ("We found no evidence that zorbium prevents colds.", Direction.NO_DIFFERENCE),
        ("Zorbium increased mortality and should be avoided.", Direction.WORSE),
        ("There is insufficient evidence to draw conclusions on zorbium.", Direction.UNCLEAR),
        ("", Direction.UNCLEAR),
    ],
)
def test_directions(text: str, direction: Direction) -> None:
    scores = direction_scores(text, "Zorbium for acne")
    assert scores.direction is direction
    assert sum(scores) == pytest.approx(1)


def test_a_negated_verb_is_no_effect() -> None:
    signals = sentence_signals("Zorbium did not reduce the risk of infection.")
    assert signals.null == 1
    assert signals.better == 0
    assert signals.worse == 0


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        ("Mortality was lower with zorbium.", 1, 0),
        ("Zorbium increased the risk of bleeding.", 0, 1),
        ("Zorbium increased weight loss.", 1, 0),
        ("Zorbium reduced survival.", 0, 1),
    ],
)
def test_value_for_the_patient(text: str, better: int, worse: int) -> None:
    signals = sentence_signals(text)
    assert (signals.better, signals.worse) == (better, worse)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Hair density was higher.", Change.HIGHER),
        ("Pain was reduced.", Change.LOWER),
        ("Pain did not differ.", Change.NO_DIFFERENCE),
        ("Zorbium was given.", Change.UNCLEAR),
    ],
)
def test_bare_change(text: str, change: Change) -> None:
    assert change_words(text) is change


@pytest.mark.parametrize(
    ("text", "measure", "value", "low", "high", "p"),
    [
        ("RR 0.86, 95% CI 0.71 to 1.04", "RR", 0.86, 0.71, 1.04, ""),
        ("(odds ratio [OR] 1.52; 95% CI, 1.10-2.08; P=.01)", "OR", 1.52, 1.10, 2.08, "=.01"),
        ("hazard ratio 0·75 (95% CI 0·60–0·93), p=0·009", "HR", 0.75, 0.60, 0.93, "=0.009"),
        ("mean difference -1.7 (95% CI -2.96 to -0.45)", "MD", -1.7, -2.96, -0.45, ""),
        ("12% versus 30%, p < 0.001", "PERCENT", -18.0, None, None, "<0.001"),
        ("it fell (p < 0.05)", "P", None, None, None, "<0.05"),
    ],
)
def test_effects(
    text: str, measure: str, value: float | None, low: float | None, high: float | None, p: str
) -> None:
    effect = effect_in(text)
    assert effect is not None
    assert (effect.measure, effect.value, effect.low, effect.high) == (measure, value, low, high)
    assert effect.p_value == p


def test_no_effect_without_figures() -> None:
    assert effect_in("Zorbium was given to patients.") is None


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Effect of zorbium on lesion count in acne.", ("zorbium", "", "acne", "lesion count")),
        ("Zorbium versus placebo for acne.", ("Zorbium", "placebo", "acne", "")),
        ("Zorbium for the treatment of acne: a trial.", ("Zorbium", "", "acne", "")),
        ("Acne.", ("", "", "", "")),
    ],
)
def test_title_parts(title: str, parts: tuple[str, ...]) -> None:
    assert title_parts(title) == parts


def test_with_or_without_a_disease_is_no_comparison() -> None:
    parts = title_parts("Zorbium in the treatment of flu patients with or without diabetes")
    assert parts.comparator == ""


def test_a_clause_on_the_people_denies_no_effect() -> None:
    text = "The drops are effective, also an option for those who cannot tolerate more."
    assert direction_scores(text).direction is Direction.BETTER
