"""A brief as one self-contained HTML page. The only home of Jinja2 in this package.

The page asks nothing of the network, runs no script, and its policy forbids both.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from sceptic.domain.brief import Brief
from sceptic.render import chart
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.outline import Outline, outline_of
from sceptic.render.sources import runs


def as_html(brief: Brief) -> str:
    """The page: opens from disk, prints, follows the reader's light or dark."""
    return page(outline_of(brief))


def page(outline: Outline) -> str:
    """Any outline as a page."""
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            o=outline,
            captions=CAPTIONS,
            chart=chart,
            bars=chart.bars(outline.years) if outline.years else (),
            shorts={r.number: r.short for r in outline.references},
            first_use=_first_use(),
        )
    )


class _first_use:  # noqa: N801  # reads as a test in the template
    """True the first time a source is cited: there its "back" link leads."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def __call__(self, ref: int) -> bool:
        is_first = ref not in self._seen
        self._seen.add(ref)
        return is_first


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["number"] = number
    environment.filters["runs"] = runs
    return environment


def _template(name: str) -> str:
    return files("sceptic").joinpath("templates", name).read_text("utf-8")
