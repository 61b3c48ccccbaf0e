"""The four pictures: what they show is what the brief holds, at every size."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from sceptic.domain.brief import Attention, Brief, Exclusion, Flow
from sceptic.domain.evidence import Design, Direction, Effect
from sceptic.render.pictures import flow, forest, harvest, pictures_of, timeline
from sceptic.render.pictures.drawing import WIDTH, cut, letters, lines
from tests import samples
from tests.browser.samples import measured_brief

Draw = Callable[[Brief], str]
DRAWN: dict[str, Draw] = {
    "timeline": timeline.timeline,
    "harvest": harvest.harvest,
    "forest": forest.forest,
    "flow": flow.flow,
}
BRIEFS = {
    "two": samples.two_study_brief(),
    "many": samples.many_study_brief(20),
    "measured": measured_brief(200),
    "hostile": samples.hostile_brief(),
}


def shapes(svg: str, tag: str, kind: str) -> list[ElementTree.Element]:
    """Elements of a tag whose class begins with a word."""
    tree = ElementTree.fromstring(svg)
    return [e for e in tree.iter(tag) if f" {e.get('class', '')} ".startswith(f" {kind} ")]


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_well_formed_and_tells_itself_in_words(name: str, brief: str) -> None:
    svg = DRAWN[name](BRIEFS[brief])
    if not svg:
        assert name not in pictures_of(BRIEFS[brief])
        return
    tree = ElementTree.fromstring(svg)
    assert tree.get("role") == "img"
    title, description = tree[0], tree[1]
    assert tree.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert description.text
    assert svg == DRAWN[name](BRIEFS[brief])


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_drawn_outside_the_picture(name: str, brief: str) -> None:
    svg = DRAWN[name](BRIEFS[brief])
    if not svg:
        return
    tree = ElementTree.fromstring(svg)
    _, _, width, height = map(float, str(tree.get("viewBox")).split())
    for rect in tree.iter("rect"):
        x, y, wide, tall = (float(str(rect.get(k))) for k in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + wide <= width + 0.1
        assert y + tall <= height + 0.1
    for circle in tree.iter("circle"):
        assert 0 < float(str(circle.get("cx"))) <= width
        assert float(str(circle.get("cy"))) + float(str(circle.get("r"))) <= height
    for text in tree.iter("text"):
        assert 0 <= float(str(text.get("x"))) <= width
        assert 0 < float(str(text.get("y"))) <= height


def test_an_empty_brief_has_no_picture() -> None:
    value = dataclasses.replace(samples.empty_brief(), flow=Flow(0, 0, 0, 0))
    assert pictures_of(value) == {}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_has_a_table_of_one_width(name: str) -> None:
    table = pictures_of(BRIEFS["measured"])[name].table
    assert len(table) > 1
    assert {len(row) for row in table} == {len(table[0])}


# --- harvest plot -----------------------------------------------------------------------------


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_study_is_one_bar_filled_where_it_counts(brief: str) -> None:
    value = BRIEFS[brief]
    bars = shapes(harvest.harvest(value), "rect", "bar")
    counted, other = 1 + 4, 2  # what the key draws
    assert sum("open" not in str(b.get("class")) for b in bars) - counted == value.flow.used
    assert len(bars) - counted - other == len(value.evidence)


def test_each_design_stands_in_one_row() -> None:
    placed = [design for _, designs in harvest.TIERS for design in designs]
    assert sorted(placed) == sorted(Design)
    assert set(harvest.COLUMNS) == set(Direction)


@pytest.mark.parametrize(
    ("people", "height"), [(None, 5.0), (0, 9.0), (99, 9.0), (100, 16.0), (999, 16.0), (1000, 24.0)]
)
def test_a_bar_is_as_tall_as_its_people(people: int | None, height: float) -> None:
    study = samples.study(1, participants=people)
    assert harvest.bar_height(samples.evidence(study)) == height


def test_retracted_studies_are_crossed_out() -> None:
    crosses = shapes(harvest.harvest(samples.two_study_brief()), "path", "cross")
    assert len(crosses) == 1 + 1  # one of them in the key


# --- timeline ---------------------------------------------------------------------------------


def test_columns_are_as_tall_as_their_counts() -> None:
    years = ((1999, 2), (2001, 4))
    brief = dataclasses.replace(samples.empty_brief(), attention=Attention(years, 6))
    columns = shapes(timeline.timeline(brief), "rect", "column")
    first, second = (float(str(c.get("height"))) for c in columns)
    assert second == pytest.approx(2 * first)
    assert timeline.table(brief)[1:] == (("1999", "2"), ("2001", "4"))


def test_the_area_of_a_dot_grows_with_its_count() -> None:
    assert timeline.radius(4, 30) == pytest.approx(2 * timeline.radius(1, 30))
    assert timeline.radius(10_000, 30) == 10.0


def test_labels_leave_room_for_each_other() -> None:
    for length in (1, 2, 3, 7, 12, 30, 75, 200):
        step = min(30.0, 300 / length)
        years = sorted(timeline.labelled(1824, 1823 + length, step))
        assert years
        assert all((b - a) * step >= 30 for a, b in pairwise(years)), (length, years)


# --- forest plot ------------------------------------------------------------------------------


def with_effects(*effects: Effect) -> Brief:
    shown = []
    for n, effect in enumerate(effects):
        finding = dataclasses.replace(samples.study(n).findings[0], effect=effect)
        shown.append(samples.evidence(samples.study(n, findings=(finding,))))
    return samples.brief_of(tuple(shown))


def test_an_interval_spans_its_limits_on_the_axis() -> None:
    brief = with_effects(Effect("RR", 0.5, 0.25, 1.0), Effect("RR", 2.0, 1.0, 4.0))
    first, second = shapes(forest.forest(brief), "line", "interval")
    ends = [float(str(line.get(k))) for line in (first, second) for k in ("x1", "x2")]
    # On a logarithmic axis 0.25 to 1 is as long as 1 to 4.
    assert ends[1] == pytest.approx(ends[2], abs=0.2)
    assert ends[1] - ends[0] == pytest.approx(ends[3] - ends[2], abs=0.2)


@pytest.mark.parametrize(
    "effect",
    [
        Effect("RR", 0.5),
        Effect("PERCENT", 12.0, 8.0, 16.0),
        Effect("RR", 0.5, 0.0, 1.0),
        Effect("MD", 5.0, 1.0, 2.0),
        Effect("MD", 1.0, 1.0, 1.0),
        Effect("OR", float("nan"), 1.0, 2.0),
    ],
)
def test_what_is_no_effect_with_an_interval_is_not_drawn(effect: Effect) -> None:
    assert forest.forest(with_effects(effect)) == ""


def test_measures_and_units_have_panels_of_their_own() -> None:
    brief = with_effects(
        Effect("MD", 1.0, 0.5, 1.5, unit="kg"),
        Effect("MD", 1.0, 0.5, 1.5, unit="mm"),
        Effect("RR", 1.0, 0.5, 1.5),
    )
    titles = [panel.title for panel in forest.panels(brief)]
    assert titles == ["Mean difference (MD), kg", "Mean difference (MD), mm", "Risk ratio (RR)"]


def test_a_diamond_stands_only_where_the_brief_states_a_summary() -> None:
    effects = Effect("RR", 0.7, 0.5, 0.98), Effect("RR", 0.8, 0.6, 1.07)
    plain = with_effects(*effects)
    alike = tuple(
        dataclasses.replace(e, study=dataclasses.replace(e.study, design=Design.RANDOMISED_TRIAL))
        for e in plain.evidence
    )
    without = samples.brief_of(alike)
    assert shapes(forest.forest(without), "path", "diamond") == []
    from tests.browser.samples import with_summaries  # noqa: PLC0415 - beside its use

    stated = with_summaries(without)
    assert len(shapes(forest.forest(stated), "path", "diamond")) == 1
    assert [len(panel.pools) for panel in forest.panels(stated)] == [1]


def test_of_very_many_effects_the_table_has_all() -> None:
    brief = measured_brief(200)
    drawn = shapes(forest.forest(brief), "line", "interval")
    assert len(drawn) <= 2 * forest.MOST_ROWS
    rows = pictures_of(brief)["forest"].table
    assert len(rows) - 1 >= sum(len(panel.rows) for panel in forest.panels(brief)) >= 190


@pytest.mark.parametrize("is_ratio", [True, False])
@pytest.mark.parametrize("values", [(0.9, 1.1), (0.001, 5000.0), (0.5, 0.6, 0.7), (2.0, 3.0)])
def test_an_axis_names_values_inside_it(values: tuple[float, ...], is_ratio: bool) -> None:
    axis = forest.scale(values, is_ratio=is_ratio)
    assert 2 <= len(axis.ticks) <= 8
    places = [axis.place(tick) for tick in axis.ticks]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= WIDTH


# --- flow -------------------------------------------------------------------------------------


def test_the_flow_shows_each_count_and_each_reason_once() -> None:
    brief = dataclasses.replace(
        samples.many_study_brief(20),
        flow=Flow(
            9000, 120, 20, 3,
            (
                Exclusion("ranking", "ranked below", 8880),
                Exclusion("screening", "another treatment", 100),
                Exclusion("appraisal", "animal study", 16),
                Exclusion("appraisal", "opinion", 1),
            ),
        ),
    )  # fmt: skip
    words = [t.text or "" for t in ElementTree.fromstring(flow.flow(brief)).iter("text")]
    for number in ("n = 9000", "n = 120", "n = 20", "n = 3", "8880", "100", "16", "1"):
        assert words.count(number) == 1, number
    boxes = flow.boxes(brief)
    assert [box.left_out for box in boxes] == [8880, 100, 17, 0]
    assert all(box.left_out == sum(n for _, n in box.reasons) for box in boxes)


# --- words ------------------------------------------------------------------------------------


def test_words_are_cut_and_broken_to_their_room() -> None:
    assert cut("short", 100) == "short"
    assert len(cut("a very long name indeed " * 9, 60)) <= letters(60)
    assert all(len(line) <= letters(60) for line in lines("words of many " * 5 + "x" * 99, 60))
    assert re.sub(r"\s+", " ", " ".join(lines("one two  three", 40))) == "one two three"
