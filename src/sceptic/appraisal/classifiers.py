"""Readers that set a statement against a text by itself, behind one protocol.

They vote beside the rules (``synthesis.second_vote``). The linear one is here, in plain Python; the
encoder, which needs a library, lives at the edge (``sceptic.readers``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sceptic.appraisal.affirmation import affirmation
from sceptic.domain.evidence import Vote

_PLACES = 4


class Reading(NamedTuple):
    """What a text says of a statement or yes/no question: probabilities, sum about 1."""

    supports: float
    contradicts: float
    unclear: float
    votes: tuple[Vote, ...] = ()
    """What each of several readers said, where this is what they say together."""

    @property
    def chances(self) -> tuple[float, float, float]:
        return self[:3]

    @property
    def lean(self) -> float:
        """From -1, against, to 1, for the statement."""
        return self.supports - self.contradicts


def rounded(chances: Sequence[float]) -> Reading:
    """Three chances as a reading, rounded, so that equal texts give equal bytes."""
    supports, contradicts, unclear = (round(p, _PLACES) for p in chances)
    return Reading(supports, contradicts, unclear)


class Classifier(Protocol):
    """Reads pairs of (question, text)."""

    @property
    def voters(self) -> tuple[str, ...]:
        """Who reads, as a brief names them: ``name``, or ``name (version)``. Who could not be had
        follows as ``no name (reason)``."""
        ...

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]: ...


class Affirmer:
    """Does the text affirm the question? The linear model of ``affirmation``, with the question
    in the title's place."""

    @property
    def voters(self) -> tuple[str, ...]:
        return ("linear reader",)

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """One reading a pair, in their order.

        Raises:
            ModelError: the shipped model is missing or damaged.
        """
        return tuple(rounded(affirmation(text, question)) for question, text in pairs)
