"""What is missing, and what to ask."""

from __future__ import annotations

from tests.briefs import brief_on


def said(question: str, section: str) -> list[str]:
    found = brief_on(question).section(section)
    return [s.text for s in found.statements] if found else []


def test_what_is_to_be_prevented_nobody_has_yet() -> None:
    (trial,) = said("Do statins prevent heart attacks?", "settle")
    assert "400 people at risk of heart attack, registered" in trial
    asked = said("Do statins prevent heart attacks?", "ask")
    assert asked[0].endswith("in people at risk of heart attack like me?")


def test_baldness_is_had_while_it_is_prevented() -> None:
    assert "400 people with alopecia areata" in said("Does mesotherapy prevent hair loss?",
                                                     "settle")[0]  # fmt: skip


def test_a_question_on_safety_asks_about_harm() -> None:
    asked = said("Is turmeric safe?", "ask")
    assert (
        asked[0] == "How many people out of 100 come to harm with turmeric, and how many without?"
    )
    assert not any("help" in each for each in asked)
