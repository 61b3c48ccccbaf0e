"""One outcome under two arms, read from made-up abstracts."""

from __future__ import annotations

import pytest

from sceptic.appraisal.arms import arms_of, share_named
from sceptic.appraisal.comparison import Comparison, comparison_features, comparison_of, mirrored
from sceptic.appraisal.outcomes import nearness, outcome_of
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import RoleSentence


def said(*texts: str, role: Role = Role.RESULTS) -> tuple[RoleSentence, ...]:
    out, at = [], 0
    for text in texts:
        out.append(RoleSentence(role, at, at + len(text), text, True))
        at += len(text) + 1
    return tuple(out)


def read(*texts: str, outcome: str, x: str = "purple tea", z: str = "placebo") -> Comparison:
    return comparison_of("", said(*texts), outcome=(outcome,), intervention=(x,), comparator=(z,))


def best(found: Comparison) -> str:
    values = {
        "higher": found.higher,
        "lower": found.lower,
        "no difference": found.no_difference,
    }
    return max(values, key=values.__getitem__)


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("Pain was significantly lower with purple tea than with placebo (P<0.01).", "pain",
         "lower"),
        ("Pain was significantly lower with placebo than with purple tea (P<0.01).", "pain",
         "higher"),
        ("Sleep time was significantly longer in the purple tea group than in the placebo group "
         "(P=0.002).", "sleep time", "higher"),
        ("There was no significant difference in pain between the groups (P=0.4).", "pain",
         "no difference"),
        ("Cysts formed in 5.9% with purple tea and 0.9% with placebo (P=0.06).", "cyst formation",
         "no difference"),
        ("Deaths occurred in 4% with purple tea vs 9% with placebo (RR 0.44, 95% CI 0.2 to 0.8; "
         "P=0.01).", "mortality", "lower"),
        ("Fewer infections occurred with purple tea than with placebo (hazard ratio 0.5, 95% CI "
         "0.3-0.8).", "infections", "lower"),
    ],
)  # fmt: skip
def test_directions(text: str, outcome: str, expected: str) -> None:
    assert best(read(text, outcome=outcome)) == expected


def test_each_outcome_is_read_from_its_own_sentence() -> None:
    texts = (
        "Nausea was significantly more common with purple tea than with placebo (P<0.001).",
        "Pain was significantly lower with purple tea than with placebo (P<0.001).",
    )
    assert best(read(*texts, outcome="nausea")) == "higher"
    found = read(*texts, outcome="pain")
    assert best(found) == "lower"
    assert found.rationale is not None
    assert found.rationale.text == texts[1]


def test_an_outcome_that_is_not_mentioned() -> None:
    found = read("Pain was lower with purple tea than with placebo.", outcome="bone density")
    assert found.spoken_of < 0.25
    assert found.rationale is None


def test_probabilities_sum_to_one() -> None:
    found = read("Nothing was seen.", outcome="pain")
    assert found.higher + found.lower + found.no_difference == pytest.approx(1, abs=1e-5)


def test_no_sentences() -> None:
    found = comparison_of("", (), outcome=("pain",), intervention=("tea",), comparator=())
    assert found.rationale is None


def test_mirrored_twice_is_the_same_and_keeps_what_has_no_sign() -> None:
    features, _, _ = comparison_features(
        "Purple tea lowers pain",
        said("Pain was significantly lower with purple tea (P<0.01)."),
        outcome=("pain",),
        intervention=("purple tea",),
        comparator=("placebo",),
    )
    assert mirrored(mirrored(features)) == features
    assert mirrored(features) != features
    assert mirrored(["s0 significant", "near 4"]) == ["s0 significant", "near 4"]


def test_arms_know_abbreviations_group_letters_and_controls() -> None:
    text = (
        "Children drank purple leaf tea (PLT) or nothing. "
        "Mothers in group A received purple tea and those in group B water."
    )
    arms = arms_of(("purple leaf tea",), ("water",), text)
    assert [arm for _, arm in arms.mentions("PLT helped more than in controls.")] == [1, 2]
    assert [arm for _, arm in arms.mentions("It was 5 in group B and 3 in group A.")] == [2, 1]


def test_a_passive_first_arm_takes_the_words_for_controls() -> None:
    arms = arms_of(("no drain",), ("drain",), "")
    assert {arm for _, arm in arms.mentions("controls")} == {1}


def test_share_named() -> None:
    assert share_named(("purple tea",), "Purple teas were drunk") == pytest.approx(1.0)
    assert share_named(("purple tea",), "green coffee") == 0.0
    assert share_named((), "anything") == 0.0


def test_survival_and_death_are_opposites() -> None:
    assert nearness("Mortality was 4%.", outcome_of(("survival",))).inverted
    assert not nearness("Survival was 96%.", outcome_of(("survival",))).inverted
    ventilation = outcome_of(("duration of ventilation",))
    assert nearness("They had more ventilator-free days.", ventilation).inverted


def test_an_abbreviation_and_a_compound_are_the_same_outcome() -> None:
    outcome = outcome_of(("severe post-partum haemorrhage (PPH)",))
    assert nearness("PPH was seen in 4%.", outcome).share == pytest.approx(1.0)
    assert nearness("Postpartum haemorrhage was seen in 4%.", outcome).share > 0.9
    assert nearness("Fever was seen in 4%.", outcome).share == 0.0


@pytest.mark.parametrize(
    ("name", "value"), [("risk of falls", -1), ("quality of life", 1), ("urinary calcium", 0)]
)
def test_value_of_an_outcome(name: str, value: int) -> None:
    assert outcome_of((name,)).value == value
