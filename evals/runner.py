"""The registry of evals, what they return, and the floors they may not fall below.

An eval is a module with ``NAME`` and ``run(request) -> tuple[Result, ...]``. To add one, write the
module and name it in ``EVALS``.
"""

from __future__ import annotations

import importlib
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

import msgspec

from sceptic.errors import LibraryError
from sceptic.library.collection import DiskLibrary

EVALS: dict[str, str] = {
    "pubmedqa": "evals.pubmedqa",
    "participants": "evals.participants",
    "claim_sentence": "evals.claim_sentence",
    "roles": "evals.roles",
    "effects": "evals.effects",
    "arm_figures": "evals.arm_figures",
    "design": "evals.design",
    "trial_filter": "evals.trial_filter",
    "change": "evals.change",
    "strength": "evals.strength",
    "article_strength": "evals.article_strength",
    "exaggeration": "evals.exaggeration",
    "claim_detection": "evals.claim_detection",
    "seed_article": "evals.seed_article",
    "background_facts": "evals.background_facts",
    "tracing": "evals.tracing",
    "labels8": "evals.labels8",
    "scifact": "evals.scifact",
    "healthver": "evals.healthver",
    "bioasq": "evals.bioasq",
    "second_vote": "evals.second_vote",
    "medevidence": "evals.medevidence",
    "medevidence-retrieved": "evals.medevidence_retrieved",
    "yes_no": "evals.yes_no",
    "retrieval": "evals.retrieval",
    "ranking": "evals.ranking",
    "criteria": "evals.criteria",
    "questions": "evals.questions",
    "votes": "evals.votes",
    "faithful": "evals.faithful",
}
"""Name on the command line -> module."""
NEED_A_LIBRARY = frozenset(
    {"medevidence-retrieved", "retrieval", "ranking", "tracing", "votes", "yes_no"}
)
"""Left out of ``all`` where no library is given."""

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SLACK = 0.005
"""A floor is what was reached less this, for rounding in the last place of cross-fitted models."""


@dataclass(frozen=True, slots=True)
class Request:
    """``data`` is the folder of the sets; ``items`` replaces an eval's own items by a file;
    ``library`` is the library that an eval of retrieval searches; ``held_out`` asks for the half
    that no rule was written on, where an eval keeps one."""

    data: Path | None = None
    items: Path | None = None
    library: Path | None = None
    held_out: bool = False

    def path(self, *parts: str) -> Path:
        """Where an eval's own items lie.

        Raises:
            EvalError: no folder was given, or the set is not in it.

        """
        if self.data is None:
            raise EvalError("no data folder: give --data DIR or set SCEPTIC_DATA")
        path = self.data.joinpath(*parts)
        if not path.exists():
            raise EvalError(f"the data folder has no {'/'.join(parts)}")
        return path


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % bootstrap interval and the items it rests on."""

    name: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Result:
    """What one eval found on one set.

    ``digest`` names the items; ``wrong`` the ids of those answered wrongly; ``recalls`` is
    (class, recall, n); ``baselines`` (name, value) in the unit of the first figure.
    """

    name: str
    set: str
    split: str
    n: int
    digest: str
    figures: tuple[Figure, ...]
    baselines: tuple[tuple[str, float], ...] = ()
    recalls: tuple[tuple[str, float, int], ...] = ()
    wrong: tuple[str, ...] = ()
    note: str = ""


class Eval(Protocol):
    NAME: str

    def run(self, request: Request) -> tuple[Result, ...]: ...


class EvalError(Exception):
    """An eval cannot run: no data, unknown name, unreadable items."""


def library_of(request: Request) -> DiskLibrary:
    """The library that an evaluation searches.

    Raises:
        EvalError: none is given, or it cannot be opened.

    """
    if request.library is None:
        raise EvalError("no library to search: give --library DIR")
    try:
        return DiskLibrary.open(request.library)
    except LibraryError as error:
        raise EvalError(str(error)) from error


def eval_named(name: str) -> Eval:
    if name not in EVALS:
        raise EvalError(f"no eval named {name!r}; there are {', '.join(sorted(EVALS))}")
    return cast("Eval", importlib.import_module(EVALS[name]))


# ---------------------------------------------------------------- floors


class Floor(msgspec.Struct, frozen=True):
    """The least a figure may be on the items with this digest; ``wrong`` lets flips be shown."""

    digest: str
    figures: dict[str, float]
    wrong: list[str] = msgspec.field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """A result set against its floor."""

    below: list[str] = field(default_factory=list)
    newly_wrong: list[str] = field(default_factory=list)
    newly_right: list[str] = field(default_factory=list)
    pinned: bool = False


def floors_in(path: Path = FLOORS) -> dict[str, Floor]:
    if not path.exists():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Floor])


def compared(result: Result, floors: dict[str, Floor]) -> Comparison:
    """Figures below their floor and items that flipped; nothing is pinned for other items."""
    floor = floors.get(result.name)
    if floor is None or floor.digest != result.digest:
        return Comparison()
    known, now = set(floor.wrong), set(result.wrong)
    below = [
        f"{result.name}: {f.name} is {f.value:.4f}, its floor {floor.figures[f.name]:.4f}"
        for f in result.figures
        if f.name in floor.figures and f.value < floor.figures[f.name]
    ]
    return Comparison(below, sorted(now - known), sorted(known - now), pinned=True)


def updated(
    floors: dict[str, Floor], results: list[Result], *, allow_regression: bool = False
) -> dict[str, Floor]:
    """Floors after these results.

    Raises:
        EvalError: a floor would sink and ``allow_regression`` is false.

    """
    out = dict(floors)
    for result in results:
        fresh = {f.name: math.floor((f.value - SLACK) * 1e4) / 1e4 for f in result.figures}
        before = floors.get(result.name)
        if before is not None and before.digest == result.digest:
            sunk = [n for n, v in fresh.items() if v < before.figures.get(n, -1.0)]
            if sunk and not allow_regression:
                names = ", ".join(sunk)
                raise EvalError(
                    f"{result.name}: the floor of {names} would sink; --allow-regression to insist"
                )
        out[result.name] = Floor(result.digest, fresh, list(result.wrong))
    return dict(sorted(out.items()))


def written(floors: dict[str, Floor], path: Path = FLOORS) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n")
