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
from sceptic.render.outline import Outline, Sentence, outline_of
from sceptic.render.pictures import Picture, pictures_of
from sceptic.render.readings import first_words, within
from sceptic.render.sources import compact

_SHOWN = 5
"""Sources that one sentence shows at once; the list at the end has all."""
_MARKER_ROOM = 20
_MARKED = 4
"""Numbers that stand behind a sentence with more sources than fit there."""
_RECORD_WORDS = 2_000
"""Words of records that a page quotes behind its studies, in all; the JSON has every word."""
_LEAST_OF_ONE = 25
_MANY = 60
"""Of more studies than this only those that count are quoted in the table."""
_SHEET_WORDS = 50
"""Words of one quotation in a sheet; the list of sources has it whole."""
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
    cited, sheets = _Cited(), _Sheets()
    rows = [(row.ref, group.counted) for group in outline.groups for row in group.rows]
    is_long = len(rows) > _MANY
    quoted = {ref for ref, is_counted in rows if is_counted or not is_long}
    room = max(_LEAST_OF_ONE, _RECORD_WORDS // max(len(quoted), 1))
    return {
        "o": outline,
        "captions": CAPTIONS,
        "pictures": pictures,
        "asks": _NO_QUESTIONS,
        "references": {r.number: r for r in outline.references},
        "shown": _SHOWN,
        "is_long": is_long,
        "in_room": lambda row: within(row.readings, room) if row.ref in quoted else (),
        "sheet_of": sheets.of,
        "folded": sheets.folded,
        "fresh": cited.fresh,
        "cited_before": cited,
    }


def _marker(refs: tuple[int, ...]) -> str:
    """The numbers behind a sentence; of a long row the first, and how many more."""
    whole = compact(refs)
    if len(whole) <= _MARKER_ROOM:
        return whole
    return f"{compact(refs[:_MARKED])} + {len(refs) - _MARKED}"


class _Sheets:
    """One sheet of sources for all sentences with the same sources and words.

    In a closed fold nothing opens: what stands there has a sheet of its own.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[object, ...], str] = {}
        self._numbers = count(1)
        self._is_folded = False

    def of(self, sentence: Sentence) -> tuple[str, bool]:
        """The sheet's id, and whether it is to be printed here."""
        key = (sentence.refs, sentence.words)
        known = None if self._is_folded else self._ids.get(key)
        if known is not None:
            return known, False
        new = f"cite-{next(self._numbers)}"
        if not self._is_folded:
            self._ids[key] = new
        return new, True

    def folded(self, is_folded: bool) -> str:
        self._is_folded = is_folded
        return ""


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
    environment.filters["short"] = lambda text: first_words(text, _SHEET_WORDS)
    return environment


def _template(name: str) -> str:
    return files("sceptic").joinpath("templates", name).read_text("utf-8")
