"""A brief as one self-contained HTML page. The only home of Jinja2 in this package.

The page asks nothing of the network, runs no script, and its policy forbids both. Its body is a
template of its own, which any other page can show with `body`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import count
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from sceptic.domain.brief import Brief
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.outline import Outline, outline_of
from sceptic.render.pictures import Picture, pictures_of
from sceptic.render.sources import compact

_SHOWN = 8
"""Sources that one sentence shows at once; the list at the end has all."""
_MARKER_ROOM = 20
_MARKED = 4
"""Numbers that stand behind a sentence with more sources than fit there."""
_NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})
_NO_QUESTIONS: Mapping[str, str] = MappingProxyType({})


def as_html(brief: Brief) -> str:
    """The page: opens from disk, prints, follows the reader's light or dark."""
    return page(outline_of(brief), pictures_of(brief))


def page(outline: Outline, pictures: Mapping[str, Picture] = _NO_PICTURES) -> str:
    """Any outline as a page."""
    return _environment().get_template("brief.html.j2").render(_context(outline, pictures))


def body(
    outline: Outline,
    pictures: Mapping[str, Picture] = _NO_PICTURES,
    asks: Mapping[str, str] = _NO_QUESTIONS,
) -> str:
    """Any outline without the page around it; it wants the rules of `style_sheet`.

    Args:
        asks: the question that asks about a part by itself, by the part's label; a page that can
            be asked makes each a button.

    Its ids are those of the page (``answer``, ``study-3``, ``source-3``), so one document holds
    one brief.
    """
    context = _context(outline, pictures) | {"asks": asks}
    return _environment().get_template("brief_body.html.j2").render(context)


def template(name: str) -> Template:
    """A template of ours by its name, for the pages around a brief."""
    return _environment().get_template(name)


def style_sheet() -> str:
    """The rules that the body needs, without any address."""
    return _template("brief.css")


def _context(outline: Outline, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    ids = (f"cite-{n}" for n in count(1))
    cited = _Cited()
    return {
        "o": outline,
        "captions": CAPTIONS,
        "pictures": pictures,
        "asks": _NO_QUESTIONS,
        "references": {r.number: r for r in outline.references},
        "shown": _SHOWN,
        "cluster": lambda: next(ids),
        "fresh": cited.fresh,
        "cited_before": cited,
    }


def _marker(refs: tuple[int, ...]) -> str:
    """The numbers behind a sentence; of a long row the first, and how many more."""
    whole = compact(refs)
    if len(whole) <= _MARKER_ROOM:
        return whole
    return f"{compact(refs[:_MARKED])} + {len(refs) - _MARKED}"


class _Cited:
    """The sources cited so far: the "back" link of each leads to its first use."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def fresh(self, refs: tuple[int, ...]) -> tuple[int, ...]:
        """Those that are cited for the first time."""
        new = tuple(n for n in refs if n not in self._seen)
        self._seen.update(new)
        return new

    def __contains__(self, ref: int) -> bool:
        return ref in self._seen


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
    environment.filters["compact"] = compact
    environment.filters["marker"] = _marker
    return environment


def _template(name: str) -> str:
    return files("sceptic").joinpath("templates", name).read_text("utf-8")
