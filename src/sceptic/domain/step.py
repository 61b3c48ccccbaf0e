"""How far a check has come, for those who watch it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a check in their order."""

    FOUND = "found"
    """Records that the search finds."""
    SCREENED = "screened"
    """Records that were fetched and looked at."""
    READ = "read"
    """Studies that were read against the claim."""
    GRADED = "graded"
    """Studies that count."""
    JUDGED = "judged"
    """Treatments of a survey, or claims of an article, that have their answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """``done`` of ``total``; ``total`` is 0 where the stage has no known end."""

    stage: Stage
    done: int
    total: int = 0


Progress = Callable[[Step], None]
