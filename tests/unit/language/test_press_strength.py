from __future__ import annotations

import pytest

from sceptic.domain.article import ClaimStrength
from sceptic.language.press_strength import Told, press_strength_of, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Flu jab may halve heart attack risk", ClaimStrength.CONDITIONAL),
        ("Obesity is a killer in nonsmoking women", ClaimStrength.CAUSAL),
        ("Ginger cures migraine for good", ClaimStrength.CURE),
        ("Ginger does not cure migraine", ClaimStrength.CAUSAL),
        ("Age a big factor in prostate cancer deaths", ClaimStrength.CORRELATIONAL),
        (
            "It is well known that stopping smoking reduces major health risks",
            ClaimStrength.NONE,
        ),
        (
            "Coffee drinkers had fewer strokes, according to a study of the Prevention Trust",
            ClaimStrength.CORRELATIONAL,
        ),
    ],
)
def test_what_the_press_claims(sentence: str, expected: ClaimStrength) -> None:
    assert press_strength_of(sentence) is expected


@pytest.mark.parametrize(
    ("report", "study", "expected"),
    [
        ("Coffee prevents gout.", "Coffee was associated with gout.", (Told.EXAGGERATES, True)),
        ("Coffee prevents gout.", "Coffee may prevent gout.", (Told.EXAGGERATES, False)),
        ("Coffee is linked to gout.", "Coffee reduces gout.", (Told.DOWNPLAYS, True)),
        ("Coffee prevents gout.", "Coffee prevented gout.", (Told.SAME, True)),
    ],
)
def test_how_a_report_stands_to_its_study(
    report: str, study: str, expected: tuple[Told, bool]
) -> None:
    assert told(report, study) == expected
