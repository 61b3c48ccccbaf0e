from __future__ import annotations

import dataclasses

from sceptic.domain.evidence import Evidence, Rationale
from sceptic.render.readings import readings_of
from tests import samples

ABSTRACT = "We gave 48 people a bath. Hair grew by MD 1.5 hairs (95% CI 1 to 2). Baths work."


def words(text: str) -> Rationale:
    start = ABSTRACT.index(text)
    return Rationale("abstract", start, start + len(text), text)


def evidence(*, effect: str = "", **of_study: object) -> Evidence:
    (finding, *_) = samples.study(1).findings
    found = dataclasses.replace(
        finding,
        rationale=(words("Hair grew by MD 1.5 hairs (95% CI 1 to 2)."),),
        effect=dataclasses.replace(finding.effect, rationale=words(effect))  # type: ignore[type-var]
        if effect
        else None,
    )
    values = {"conclusion": (), "findings": (found,), **of_study}
    return samples.evidence(samples.study(1, **values))


def test_the_figure_is_marked_and_the_words_stay_whole() -> None:
    (reading,) = readings_of(evidence(effect="MD 1.5 hairs (95% CI 1 to 2)"))
    assert reading.caption == "Found"
    assert reading.pieces == (
        ("Hair grew by ", False),
        ("MD 1.5 hairs (95% CI 1 to 2)", True),
        (".", False),
    )
    assert reading.where == "abstract 26–68"


def test_a_figure_from_elsewhere_marks_nothing() -> None:
    (reading,) = readings_of(evidence(effect="48 people"))
    assert reading.pieces == (("Hair grew by MD 1.5 hairs (95% CI 1 to 2).", False),)


def test_what_lies_inside_another_is_told_once() -> None:
    found = readings_of(
        evidence(
            conclusion=(words("Hair grew by MD 1.5 hairs"), words("Baths work.")),
            participants_rationale=(words("48 people"),),
            design_rationale=(Rationale("fact", 0, 9, "design: RCT"),),
        )
    )
    assert [(r.caption, r.pieces[0][0]) for r in found] == [
        ("Found", "Hair grew by MD 1.5 hairs (95% CI 1 to 2)."),
        ("Conclusion", "Baths work."),
        ("People", "48 people"),
    ]
