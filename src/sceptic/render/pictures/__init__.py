"""The pictures of a brief, each a pure function of it, with the table that says the same."""

from __future__ import annotations

from typing import NamedTuple

from sceptic.domain.brief import Brief
from sceptic.render.labels import CAPTIONS
from sceptic.render.pictures import flow, forest, harvest, measured, timeline


class Picture(NamedTuple):
    """``svg`` is markup and stands alone; ``table`` is a head and rows of the same content."""

    name: str
    title: str
    svg: str
    table: tuple[tuple[str, ...], ...]


def pictures_of(brief: Brief) -> dict[str, Picture]:
    """The pictures that the brief has material for, by name."""
    drawn = (
        ("timeline", timeline.timeline(brief), timeline.table),
        ("measured", measured.measured(brief), measured.table),
        ("harvest", harvest.harvest(brief), harvest.table),
        ("forest", forest.forest(brief), forest.table),
        ("flow", flow.flow(brief), flow.table),
    )
    captions = {"flow": "prisma"}
    return {
        name: Picture(name, CAPTIONS[captions.get(name, name)], svg, table(brief))
        for name, svg, table in drawn
        if svg
    }
