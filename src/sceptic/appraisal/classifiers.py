"""Readers that set a statement against a text by itself, behind one protocol.

They vote beside the rules (``synthesis.second_vote``). What ships is linear: an encoder was
trained and measured, and did not earn its weight (docs/evaluation/readers.md); one that does takes
this place without any other change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sceptic.appraisal.affirmation import affirmation


class Reading(NamedTuple):
    """What a text says of a statement or yes/no question: probabilities, sum about 1."""

    supports: float
    contradicts: float
    unclear: float

    @property
    def lean(self) -> float:
        """From -1, against, to 1, for the statement."""
        return self.supports - self.contradicts


class Classifier(Protocol):
    """Reads pairs of (question, text)."""

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]: ...


class Affirmer:
    """Does the text affirm the question? The linear model of ``affirmation``, with the question
    in the title's place. Figures are rounded, so that equal texts give equal bytes."""

    _PLACES = 4

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """One reading a pair, in their order.

        Raises:
            ModelError: the shipped model is missing or damaged.
        """
        return tuple(
            Reading(*(round(p, self._PLACES) for p in affirmation(text, question)))
            for question, text in pairs
        )
