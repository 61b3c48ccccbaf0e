from __future__ import annotations

import dataclasses

from sceptic.domain.evidence import Evidence, Rationale
from sceptic.render.readings import Reading, readings_of, within
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


def said(readings: tuple[Reading, ...]) -> list[str]:
    return ["".join(text for text, _ in reading.pieces) for reading in readings]


def test_words_for_which_there_is_no_room_are_left_out() -> None:
    pair = (
        Reading("Found", (("one two three four five six seven eight", False),), ""),
        Reading("People", (("nine ten eleven twelve", False),), ""),
    )
    assert within(pair, 100) == pair
    assert said(within(pair, 3)) == ["one two three …"]
    assert said(within(pair, 9)) == ["one two three four five six seven eight"]
    assert said(within(pair, 16)) == said(pair)


def test_the_marked_figure_is_never_cut() -> None:
    reading = Reading("Found", (("a b c d e ", False), ("RR 0.5", True), (" f g h i", False)), "")
    (short,) = within((reading,), 4)
    assert short.pieces == (("… d e ", False), ("RR 0.5", True), (" …", False))
    assert within((reading,), 1)[0].pieces[1] == ("RR 0.5", True)
