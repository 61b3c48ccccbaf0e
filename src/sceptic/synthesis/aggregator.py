"""Probabilities from weighed evidence: small logistic models, seven coefficients at most.

``holds``: P(a claim holds), with a prior of its own for each kind of question, drawn towards the
common one. ``differs`` and ``enough`` answer an open comparison: P(the outcome differs), P(there is
enough to say); where sources are looked for, neighbours of the question stand among them, so that
their coefficients have seen such sources too. The intercepts are learned, never set
to zero: the literature leans towards "yes" whatever the truth (publication bias).
``training/aggregator.py`` makes the file; ``evals`` measures it.

Every figure but the constant moves one way with a supporting study's weight and the signs of the
coefficients are bounded, so that more support never lowers a probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources

import msgspec

from sceptic.domain.evidence import Change, Evidence, Stance
from sceptic.errors import ModelError
from sceptic.synthesis.kinds import QuestionKind

_LAMBDA = 1.0
_LAMBDA_SHARE = 0.5
_SIZE_UNKNOWN = 50


class Sources(StrEnum):
    """How the studies were come by."""

    GIVEN = "given"
    """Somebody brings them as evidence on the question."""
    FOUND = "found"
    """They were looked for: neighbours of the question stand among them."""


@dataclass(frozen=True, slots=True)
class Aggregator:
    """Coefficients of one model, in the order of its features; the first is the intercept."""

    version: str
    trained_on: str
    n: int
    coefficients: tuple[float, ...]
    digest: str = ""
    """Of the file that it was fitted on."""
    kinds: Mapping[str, float] = field(default_factory=dict)
    """What a kind of question adds to the intercept."""
    little: float = 1.0
    """Weight that pulls the mean of stances towards 0 where there is little evidence."""

    def prior(self, kind: QuestionKind) -> float:
        """P(a claim of this kind holds) before any study."""
        return 1.0 / (1.0 + math.exp(-self.coefficients[0] - self.kinds.get(kind.value, 0.0)))


@dataclass(frozen=True, slots=True)
class Comparing:
    """The two models of an open comparison."""

    differs: Aggregator
    enough: Aggregator


@dataclass(frozen=True, slots=True)
class Aggregators:
    """The models of the file."""

    holds: Aggregator
    given: Comparing
    found: Comparing

    def comparing(self, sources: Sources) -> Comparing:
        return self.given if sources is Sources.GIVEN else self.found


# --- does a claim hold? -----------------------------------------------------------------------


def features(counted: Sequence[Evidence], little: float) -> tuple[float, ...]:
    """``(1, signal, review signal)``.

    Signals lie in -1..1: the weighed mean of stances, shrunk towards 0 where there is little.
    """
    reviews = [e for e in counted if e.study.design.is_review_of_studies]
    return (1.0, _signal(counted, little), _signal(reviews, _LAMBDA))


HOLDS_SIGNS = (0, 1, 1)
"""What sign each coefficient may have: 1 not below 0, -1 not above 0, 0 any."""


def _signal(evidence: Sequence[Evidence], little: float) -> float:
    signed = sum(e.weight * _SIGN[e.stance] for e in evidence)
    return signed / (sum(e.weight for e in evidence) + little)


_SIGN = {Stance.SUPPORTS: 1.0, Stance.CONTRADICTS: -1.0, Stance.UNCLEAR: 0.0, Stance.NOT_ABOUT: 0.0}


def probability(
    counted: Sequence[Evidence],
    kind: QuestionKind = QuestionKind.EFFECT,
    model: Aggregator | None = None,
) -> float:
    """P(the claim holds) given the evidence that counts; the learned prior where there is none."""
    chosen = model or shipped_aggregators().holds
    values = features(counted, chosen.little)
    return logistic((*chosen.coefficients, 1.0), (*values, chosen.kinds.get(kind.value, 0.0)))


def logistic(coefficients: Sequence[float], values: Sequence[float]) -> float:
    z = sum(c * f for c, f in zip(coefficients, values, strict=True))
    return 1.0 / (1.0 + math.exp(-z))


# --- open comparisons -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Of the four answers to an open comparison; the sum is 1."""

    higher: float
    lower: float
    no_difference: float
    too_little: float

    @property
    def differs(self) -> float:
        """P(the outcome differs), given that there is enough to say."""
        known = 1.0 - self.too_little
        return (self.higher + self.lower) / known if known else 0.0

    @property
    def rounded(self) -> tuple[float, float, float, float]:
        """For a verdict: higher, lower, no difference, too little; four decimals."""
        values = (self.higher, self.lower, self.no_difference, self.too_little)
        a, b, c, d = (round(v, 4) for v in values)
        return a, b, c, d

    def best(self, *, forced: bool = False) -> Change | None:
        """The likeliest answer, ties to the more cautious; ``None`` for too little evidence.

        ``forced`` leaves "too little" out of the choice.
        """
        ranked = [
            (self.no_difference, 2, Change.NO_DIFFERENCE),
            (self.higher, 1, Change.HIGHER),
            (self.lower, 0, Change.LOWER),
        ]
        if self.higher == self.lower:
            ranked = ranked[:1]
        probability_, _, change = max(ranked)
        return None if not forced and self.too_little >= probability_ else change


def _shares(counted: Sequence[Evidence]) -> tuple[float, float, float, float]:
    """``(higher, lower, no difference, clearest)``: weighed means of what the studies say, shrunk
    towards 0 where there is little, and the clearest direction of a single study."""
    said = [(e.weight, _said(e)) for e in counted]
    total = sum(w for w, _ in said) + _LAMBDA_SHARE
    means = [sum(w * s[i] for w, s in said) / total for i in range(3)]
    clearest = max((abs(s[0] - s[1]) for _, s in said), default=0.0)
    return means[0], means[1], means[2], clearest


def _said(evidence: Evidence) -> tuple[float, float, float]:
    """What a study says, from its text or its facts; without a direction: "no different"."""
    finding = evidence.finding
    if finding is not None and finding.likelihoods is not None:
        return finding.likelihoods
    change = finding.change if finding is not None else Change.UNCLEAR
    return _FACTS.get(change, _FACTS[Change.NO_DIFFERENCE])


_FACTS = {
    Change.HIGHER: (0.95, 0.0, 0.05),
    Change.LOWER: (0.0, 0.95, 0.05),
    Change.NO_DIFFERENCE: (0.05, 0.05, 0.9),
}
"""A change known from a fact table is nearly sure."""


def difference_features(counted: Sequence[Evidence]) -> tuple[float, ...]:
    """``(1, share of no difference, clearest direction, something was found)``."""
    _, _, null, clearest = _shares(counted)
    return (1.0, null, clearest, float(bool(counted)))


DIFFERS_SIGNS = (0, -1, 1, 0)


def amount_features(counted: Sequence[Evidence]) -> tuple[float, ...]:
    """``(1, log of the number of people)``; 50 where a study does not say."""
    people = sum(e.study.participants or _SIZE_UNKNOWN for e in counted)
    return (1.0, math.log1p(people) / 5)


ENOUGH_SIGNS = (0, 1)


def likelihoods(counted: Sequence[Evidence], models: Comparing | None = None) -> Likelihoods:
    """The four answers to an open comparison, given the evidence that counts; without ``models``
    those that ship for sources that were looked for."""
    chosen = models or shipped_aggregators().found
    enough = logistic(chosen.enough.coefficients, amount_features(counted))
    differs = logistic(chosen.differs.coefficients, difference_features(counted))
    higher, lower, _, _ = _shares(counted)
    up = higher / (higher + lower) if higher + lower else 0.5
    return Likelihoods(
        higher=enough * differs * up,
        lower=enough * differs * (1 - up),
        no_difference=enough * (1 - differs),
        too_little=1 - enough,
    )


# --- the file ---------------------------------------------------------------------------------


@cache
def shipped_aggregators() -> Aggregators:
    """The models that come with the package.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        text = resources.files("sceptic.data.models").joinpath("aggregator.json").read_bytes()
        return msgspec.json.decode(text, type=Aggregators)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(
            f"the aggregator's model file cannot be read: {error}",
            hint="install the package again",
            code="S501",
        ) from error
