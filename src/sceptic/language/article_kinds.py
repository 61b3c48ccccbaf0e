"""What kind of thing a sentence of an article says, or why it is no claim: one table of rules.

The rules are tried in order; the first that holds decides. They were written on the seed of the
project and on the development half of the labelled sets, never on their test halves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sceptic.domain.article import ClaimKind, SkipReason
from sceptic.domain.claim import Relation
from sceptic.language import article_words as w
from sceptic.language.article_names import is_generic
from sceptic.language.article_relations import Assertion, has_relation_word
from sceptic.language.mentions import Mentions


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement as it is weighed: ``whole`` as printed, ``core`` less its lead-in, filled."""

    whole: str
    core: str
    found: Mentions
    assertion: Assertion | None
    is_heading: bool = False
    is_quoted: bool = False
    is_named: bool = False
    """It has names of health, if in another sense: "plaque" is of the teeth or of the arteries."""

    @property
    def has_name(self) -> bool:
        found = self.found
        return self.is_named or bool(found.conditions or found.interventions or found.outcomes)

    @property
    def is_medical(self) -> bool:
        return self.has_name or w.MEDICAL.search(self.core) is not None

    @property
    def is_about_health(self) -> bool:
        """Surely about health: a known name in it, or several medical words."""
        words = {word.lower() for word in w.MEDICAL.findall(self.core)}
        named = (*self.found.conditions, *self.found.interventions, *self.found.outcomes)
        known = any(not is_generic(self.found.text, m) for m in named)
        return known or len(words) > 1

    @property
    def is_finite(self) -> bool:
        return w.FINITE.search(self.core) is not None


Outcome = ClaimKind | SkipReason


def _is_personal(s: Sentence) -> bool:
    if w.CAPITAL_I.search(s.core) or w.PERSONAL.search(s.core):
        return s.is_medical
    return False


def _is_outside(s: Sentence) -> bool:
    return w.OUTSIDE.search(s.whole) is not None and (s.assertion is None or _is_weak(s))


def _is_weak(s: Sentence) -> bool:
    """Whether the relation found is no more than a word that stands between two names."""
    return s.assertion is not None and w.HISTORY.search(s.whole) is not None


def _is_view(s: Sentence) -> bool:
    return s.is_medical and w.MY_VIEW.search(s.whole) is not None


def _is_advice(s: Sentence) -> bool:
    if not s.is_medical or w.ADVICE.search(s.core) is None or w.HOW.search(s.core) is not None:
        return False
    return s.assertion is None or w.SHOULD.search(s.core) is not None


def _is_property(s: Sentence) -> bool:
    return bool(s.found.interventions) and w.PROPERTY.search(s.core) is not None


def _is_denial(s: Sentence) -> bool:
    return w.DENIED.search(s.core) is not None and s.has_name


def _is_effect(s: Sentence) -> bool:
    """Whether a thing of medicine is said to do something: its figure is that of an effect."""
    match = w.EFFECT.search(s.core)
    if match is None or not s.has_name:
        return False
    return w.MEDICAL.search(s.core, 0, match.start()) is not None


def _is_everyday(s: Sentence) -> bool:
    """Whether a plain sentence tells how the body does, in words that everybody uses."""
    if w.PRESENT.search(s.core) is None or w.MY_VIEW.search(s.core) is not None:
        return False
    words = {word.lower() for word in w.EVERYDAY.findall(s.core)}
    return len(words) > 1 or (bool(words) and (s.has_name or w.PROPERTY.search(s.core) is not None))


RULES: tuple[tuple[Callable[[Sentence], bool], Outcome], ...] = (
    (lambda s: len(s.core.split()) < 3, SkipReason.NO_ASSERTION),
    (lambda s: w.QUESTIONING.search(s.whole) is not None, SkipReason.QUESTION),
    (lambda s: s.is_heading and s.assertion is None, SkipReason.HEADING),
    (lambda s: w.BOILERPLATE.search(s.whole) is not None, SkipReason.BOILERPLATE),
    (lambda s: not s.is_finite and (s.is_medical or len(s.core) < 40), SkipReason.NO_ASSERTION),
    (_is_outside, ClaimKind.OUTSIDE),
    (lambda s: _is_view(s) and s.assertion is None, ClaimKind.OPINION),
    (_is_personal, ClaimKind.ANECDOTE),
    (lambda s: w.METHOD.search(s.core) is not None and s.assertion is None, SkipReason.METHOD),
    (_is_advice, ClaimKind.ADVICE),
    (lambda s: _is_definition(s) and s.is_medical, ClaimKind.DEFINITION),
    (lambda s: s.assertion is not None and _is_background(s), ClaimKind.BACKGROUND),
    (lambda s: s.assertion is not None, ClaimKind.HEALTH),
    (_is_denial, ClaimKind.HEALTH),
    (lambda s: has_relation_word(s.found) or _is_property(s), ClaimKind.HEALTH),
    (lambda s: w.OPINION.search(s.core) is not None and s.is_medical, ClaimKind.OPINION),
    (lambda s: s.is_medical and w.MONEY.search(s.core) is not None, ClaimKind.NUMBER),
    (lambda s: s.is_about_health and w.BACKGROUND.search(s.core) is not None, ClaimKind.BACKGROUND),
    (lambda s: _is_effect(s) and w.NUMBER.search(s.core) is not None, ClaimKind.HEALTH),
    (lambda s: s.is_medical and w.NUMBER.search(s.core) is not None, ClaimKind.NUMBER),
    (lambda s: s.is_quoted and s.is_medical, ClaimKind.QUOTATION),
    (lambda s: s.has_name and w.PRESENT.search(s.core) is not None, ClaimKind.BACKGROUND),
    (_is_everyday, ClaimKind.BACKGROUND),
    (lambda s: s.has_name, SkipReason.AMBIGUOUS),
    (lambda s: True, SkipReason.NOT_HEALTH),
)
"""(rule, what the sentence is), the first that holds decides; the last always does."""


def _is_definition(s: Sentence) -> bool:
    match = w.DEFINITION.search(s.core)
    return match is not None and match.start() < 80 and w.NOT_DEFINITION.search(s.core) is None


def _is_background(s: Sentence) -> bool:
    """Facts about a condition: what acts is no treatment, and nothing is said to be done."""
    assert s.assertion is not None
    if s.assertion.relation is not Relation.CAUSES:
        return False
    a, b = s.assertion.intervention
    return not any(m.start < b and a < m.end for m in s.found.interventions)


def kind_of(sentence: Sentence) -> Outcome:
    """The kind of claim, or the reason why it is none."""
    return next(outcome for rule, outcome in RULES if rule(sentence))
