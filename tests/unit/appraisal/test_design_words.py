"""Looking around a rule's core finds what looking everywhere finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal.design_words import RULES, Rule

WITH_CORE = [rule for rule in RULES if rule.core]
WORDS = (
    "patients were randomised to zinc. A double-blind , placebo-controlled trial study (a) our "
    "randomly assigned divided into two groups non-randomised quasi-experimental controlled cohort "
    "prospective follow-up data hazard ratio per 1,000 person-years 0.5 . : and women"
).split(" ")


@pytest.mark.parametrize("rule", WITH_CORE, ids=lambda rule: rule.design.value)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
def test_the_core_loses_no_match(rule: Rule, words: list[str]) -> None:
    text = " ".join(words).lower()
    assert rule.abstract
    everywhere = [m.span() for m in rule.abstract.finditer(text)]
    if any(word in text for word in rule.gate):
        assert [m.span() for m in rule.in_abstract(text)] == everywhere
    else:
        assert not any(rule.in_abstract(text))


def test_there_are_rules_with_a_core() -> None:
    assert len(WITH_CORE) >= 3
