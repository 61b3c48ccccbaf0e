"""Whether a name tells what was tried, what was there anyway, who was studied or what came."""

from __future__ import annotations

import pytest

from sceptic.appraisal.matching import Family, family_of
from sceptic.appraisal.mention_places import (
    is_background,
    is_listed,
    is_of_people,
    is_only_compared_with,
    is_what_people_had,
    names_as_outcome,
)
from sceptic.appraisal.plain_links import states_a_link, states_a_rise
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.vocabulary import Vocabulary

VOCABULARY = Vocabulary.of(
    (
        Concept("drops", "drops", ConceptKind.INTERVENTION, ("drops", "drop")),
        Concept("zinc", "zinc", ConceptKind.INTERVENTION, ("zinc",)),
        Concept("jab", "glare vaccine", ConceptKind.INTERVENTION, ("glare vaccine",)),
        Concept("keto", "keto", ConceptKind.INTERVENTION, ("keto",)),
        Concept("glare", "glare", ConceptKind.CONDITION, ("glare",)),
    )
)


def family(of: str) -> Family:
    return family_of(VOCABULARY.concept(of), VOCABULARY)


DROPS, GLARE = family("drops"), family("glare")


@pytest.mark.parametrize(
    "title",
    [
        "A balm improves sight when added to drops",
        "Addition of a balm to high-dose drops for glare",
        "A balm in glare inadequately controlled on drops",
        "A balm for people intolerant to drops",
        "A lamp augments the effectiveness of drops",
        "Change from drops: switching from drops to a balm",
        "A balm for drops-induced itching",
        "Eye strain in drop users",
        "A balm in combination with drops for glare",
        "A balm as add-on drops therapy",
    ],
)
def test_what_was_there_anyway_was_not_tested(title: str) -> None:
    mentions = DROPS.mentions(title)
    assert mentions
    assert is_background(title, mentions[-1])


@pytest.mark.parametrize(
    "title",
    [
        "Drops added to a balm for glare",
        "Switching from a balm to drops",
        "Drops for glare: a trial",
        "Treatment of glare with drops",
    ],
)
def test_what_was_tried_is_no_background(title: str) -> None:
    assert not any(is_background(title, m) for m in DROPS.mentions(title))


def test_an_exposure_is_named_by_those_exposed() -> None:
    title = "Glare in users of drops"
    (mention,) = DROPS.mentions(title)
    assert is_what_people_had(title, mention)
    assert not is_what_people_had(title, mention, as_cause=True)
    remedy = "A balm prevents glare in users of drops"
    (mention,) = DROPS.mentions(remedy)
    assert is_what_people_had(remedy, mention, as_cause=True)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Adjusted for age, sex, drops and smoking, the lamp helped.", True),
        ("People try much, such as lamps and drops.", True),
        ("Care including drops was better than none.", False),
        ("Drops reduced glare after adjustment for age.", False),
    ],
)
def test_lists_and_adjustments(text: str, listed: bool) -> None:
    (mention,) = DROPS.mentions(text)
    assert is_listed(text, mention) is listed


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("The balm was more effective than drops.", True),
        ("The balm was as safe as low-dose drops.", True),
        ("Compared with placebo, drops were of use.", False),
        ("Drops were more effective than the balm.", False),
        ("Glare was worse with placebo than with drops.", False),
    ],
)
def test_named_only_as_the_measure_of_another(text: str, only: bool) -> None:
    assert is_only_compared_with(text, DROPS) is only


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The lamp in patients with severe glare", True),
        ("The lamp in glare patients", True),
        ("The lamp in severe glare", True),
        ("Women with a history of glare", True),
        ("The lamp reduces glare in older patients", False),
        ("Patients under the lamp had more glare", False),
        ("A change in glare", False),
    ],
)
def test_who_was_studied(text: str, people: bool) -> None:
    (mention,) = GLARE.mentions(text)
    assert is_of_people(text, mention) is people


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Drops raised the risk of glare in men.", True),
        ("Glare occurred in ten of them.", True),
        ("Insulin rose in patients with glare.", False),
        ("Adjusted for age and glare, survival was longer.", False),
        ("Secondary outcomes were redness, glare and itching.", False),
        ("The rate of glare recurrence stayed as it was.", False),
        ("Men were seen at home and " * 200 + "had a raised risk of glare.", True),
    ],
)
def test_what_came_of_it(text: str, outcome: bool) -> None:
    assert names_as_outcome(text, GLARE) is outcome


def test_a_title_joins_cause_and_outcome() -> None:
    assert names_as_outcome("Drops and glare", GLARE, is_title=True)
    assert not names_as_outcome("Drops and glare", GLARE)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("There was an association between drops and glare.", True),
        ("Drops were associated with a lower risk of glare.", False),
        ("No association between drops and glare was found.", False),
    ],
)
def test_a_link_that_is_stated(text: str, linked: bool) -> None:
    assert states_a_link(text) is linked


@pytest.mark.parametrize(
    ("text", "rose"),
    [
        ("Those on drops had an increased risk of glare than non-users of drops.", True),
        ("Glare was higher under drops, compared with placebo.", True),
        ("Glare was higher under the balm than under drops.", False),
        ("Drops raised sight and lowered the risk of glare.", False),
        ("Drops did not increase the risk of glare.", False),
    ],
)
def test_a_rise_under_the_exposure(text: str, rose: bool) -> None:
    assert states_a_rise(text, DROPS) is rose


@pytest.mark.parametrize(
    "text",
    ["Exercise tolerance in glare", "Fasting insulin in glare", "Caution should be exercised."],
)
def test_a_measure_or_a_turn_of_phrase_is_no_treatment(text: str) -> None:
    names = ("exercise", "exercised", "fasting")
    moves = Concept("moves", "exercise", ConceptKind.INTERVENTION, names)
    assert not family_of(moves, Vocabulary.of((moves,))).mentions(text)


@pytest.mark.parametrize(
    "title",
    ["Zinc channel blockade in glare", "Losartan zinc in glare", "Zinc levels in glare"],
)
def test_a_mineral_within_another_name_is_none(title: str) -> None:
    assert not family("zinc").mentions(title)


def test_a_treatment_within_another_thing() -> None:
    jab = family("jab")
    assert jab.is_part_of_another("Glare vaccine acceptance among nurses")
    assert not jab.is_part_of_another("The glare vaccine among nurses")
    assert not jab.is_part_of_another("Acceptance among nurses")


def test_a_place_in_a_molecule_is_no_diet() -> None:
    assert not family("keto").mentions("Urinary 6-keto-PGF fell")
    assert family("keto").mentions("A keto diet")
