from __future__ import annotations

import pytest

from sceptic.appraisal.arm_results import arm_results, arms_in
from sceptic.appraisal.arm_values import Asked
from sceptic.appraisal.effects import effect_of
from sceptic.appraisal.table_lines import Table
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import sentences


def read(text: str) -> tuple[Rationale, ...]:
    return tuple(
        Rationale("abstract", s.start, s.end, text[s.start : s.end]) for s in sentences(text)
    )


def asked(outcome: str, *, is_counted: bool, control: str = "placebo") -> Asked:
    return Asked(("metformin",), (control,), (outcome,), is_counted)


@pytest.mark.parametrize(
    "text",
    [
        "Relapse occurred in 12 of 45 patients with metformin and 20 of 44 with placebo.",
        "Relapse was rarer with metformin than with placebo (12/45 vs 20/44, P = 0.04).",
        "Compared with placebo, metformin lowered relapse (12/45 versus 20/44).",
        "In the placebo group 20 of 44 had a relapse, in the metformin group 12 of 45.",
    ],
)
def test_events_go_to_their_arms(text: str) -> None:
    first, second = arm_results(asked("relapse", is_counted=True), read(text))
    assert (first.events, first.total, second.events, second.total) == (12, 45, 20, 44)


def test_each_value_stands_where_it_says() -> None:
    text = "Sleep improved. Relapse occurred in 27% on metformin and in 45% on placebo."
    for arm in arm_results(asked("relapse", is_counted=True), read(text)):
        (place,) = arm.rationale
        assert text[place.start : place.end] == place.text
        assert f"{arm.percent:.0f}%" == place.text


def test_means_take_the_spread_that_the_text_states_once() -> None:
    text = (
        "Values are means ± SEM. Patients were given metformin (n = 30) or placebo (n = 31). "
        "Body weight was 71.2 ± 1.4 kg with metformin and 75.0 ± 1.6 kg with placebo."
    )
    first, second = arm_results(asked("body weight", is_counted=False), read(text))
    assert (first.mean, first.spread, first.spread_is, first.total) == (71.2, 1.4, "se", 30)
    assert (second.mean, second.spread, second.spread_is, second.total) == (75.0, 1.6, "se", 31)


def test_nobody_in_either_arm() -> None:
    text = "Thirty patients received metformin and 31 placebo. No deaths occurred."
    first, second = arm_results(asked("deaths", is_counted=True), read(text))
    assert (first.events, second.events) == (0, 0)


def test_nothing_is_made_up() -> None:
    text = "Metformin and placebo did not differ in relapse (P = 0.4)."
    assert arm_results(asked("relapse", is_counted=True), read(text)) == (ArmResult(), ArmResult())


TABLE = Table(
    caption="Table 2. Outcomes at 12 weeks, mean ± SD or n (%)",
    headers=(("Outcome", "Placebo (n = 44)", "Metformin (n = 45)", "P"),),
    rows=(
        ("Body weight at baseline (kg)", "80.1 ± 9.0", "80.3 ± 8.7", "0.9"),
        ("Body weight (kg)", "75.0 ± 8.9", "71.2 ± 8.1", "0.03"),
        ("Adverse events", "Adverse events", "Adverse events", "Adverse events"),
        ("Nausea", "4 (9)", "11 (24)", "0.05"),
    ),
)


@pytest.mark.parametrize("table", [TABLE, TABLE.turned], ids=["upright", "turned"])
def test_tables(table: Table) -> None:
    first, second = arm_results(asked("body weight", is_counted=False), (), (table,))
    assert (first.mean, first.spread, first.spread_is) == (71.2, 8.1, "sd")
    assert (second.mean, second.spread) == (75.0, 8.9)
    first, second = arm_results(asked("nausea", is_counted=True), (), (table,))
    assert (first.events, first.percent) == (11, 24.0)
    assert (second.events, second.percent) == (4, 9.0)


def test_a_table_gives_the_sizes() -> None:
    first, second = arm_results(asked("nausea", is_counted=True), (), (TABLE,))
    assert (first.total, second.total) == (45, 44)


def test_arms_of_a_finding_need_both_names_events_and_people() -> None:
    (whole,) = read("Relapse was seen in 12/45 with metformin and 20/44 with placebo.")
    first, second = arms_in(whole, ("metformin",), ("placebo",))
    assert (first.events, second.events) == (12, 20)
    for text in (
        "Relapse was seen in 27% with metformin and 45% with placebo.",
        "Relapse was seen in 12/45 with metformin and in 20/44.",
    ):
        (sentence,) = read(text)
        assert arms_in(sentence, ("metformin",), ("placebo",)) == ()


def test_an_effect_stands_where_it_says() -> None:
    text = "Of all, 30 fell ill. The risk ratio was 0.74 (95% CI 0.55 to 0.99; P = 0.04)."
    effect = effect_of(read(text)[1])
    assert effect is not None
    assert effect.rationale is not None
    assert text[effect.rationale.start : effect.rationale.end] == effect.text
