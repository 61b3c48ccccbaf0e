"""Encoder and linear reader as one voter: their chances multiplied.

They err on different conclusions, and together are right more often than either alone
(docs/evaluation/readers.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sceptic.appraisal.classifiers import Classifier, Reading, rounded
from sceptic.appraisal.linear import softmax
from sceptic.domain.evidence import Vote

LEAST = 1e-3
"""Added to the linear reader's chance before it is multiplied, so that it forbids nothing."""
_SMALLEST = 1e-6


class Joint:
    """Two readers as one; each reading keeps what either of them said."""

    def __init__(self, encoder: Classifier, linear: Classifier) -> None:
        self._encoder, self._linear = encoder, linear

    @property
    def voters(self) -> tuple[str, ...]:
        return (*self._linear.voters, *self._encoder.voters)

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        linear, encoder = self._linear.readings(pairs), self._encoder.readings(pairs)
        return tuple(self._together(a, b) for a, b in zip(linear, encoder, strict=True))

    def _together(self, linear: Reading, encoder: Reading) -> Reading:
        votes = (
            Vote(self._linear.voters[0], *linear.chances),
            Vote(self._encoder.voters[0], *encoder.chances),
        )
        return rounded(multiplied(encoder.chances, linear.chances))._replace(votes=votes)


def multiplied(encoder: Sequence[float], linear: Sequence[float]) -> list[float]:
    """Chances of supports, contradicts and unclear, sum 1."""
    logs = [
        math.log(max(a, _SMALLEST)) + math.log(b + LEAST)
        for a, b in zip(encoder, linear, strict=True)
    ]
    return softmax(logs)
