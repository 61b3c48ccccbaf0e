from __future__ import annotations

import pytest

from sceptic.appraisal.arm_headings import comparison_of
from sceptic.appraisal.arm_sentences import named_in_place, pairs_of, same_in_both
from sceptic.appraisal.arms import arms_of
from sceptic.appraisal.outcome_words import vocabulary_of


@pytest.mark.parametrize(
    "text",
    [
        "Nausea was seen in 5.1% (4/79), 3.6% (3/83) and 5.0% (4/80) in the placebo, 30 mg and "
        "60 mg groups, respectively.",
        "Nausea was seen in 5.1% of the placebo group, 3.6% of the 30 mg group and 5.0% of the "
        "60 mg group.",
    ],
)
def test_of_three_figures_each_goes_to_the_name_in_its_place(text: str) -> None:
    first, second = ("citral 60 mg",), ("placebo",)
    comparison = comparison_of(first, second, arms_of(first, second, text), vocabulary_of([], {}))
    ((one, two),) = named_in_place(text, comparison)
    assert (one.percent, two.percent) == (5.0, 5.1)


def test_one_figure_for_both_arms() -> None:
    ((one, two),) = same_in_both("The mean change was -0.1% in each group (P = 0.8).")
    assert one == two
    assert one.percent == -0.1


def test_a_text_without_an_end_gives_a_bounded_number_of_pairs() -> None:
    assert len(pairs_of("5% vs 4%, " * 10_000)) == 100
    comparison = comparison_of(("a",), ("b",), arms_of(("a",), ("b",), ""), vocabulary_of([], {}))
    assert named_in_place("4%, 7% and 9%, " * 5_000, comparison) == []
