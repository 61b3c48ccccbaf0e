"""In whom: populations named in a text, by an age, or in the words of another part."""

from __future__ import annotations

from sceptic.domain.claim import ConceptKind
from sceptic.language.mentions import Mentions, Part, Range, is_led_in, trimmed
from sceptic.language.vocabulary import Mention


def population_in(found: Mentions, taken: tuple[Range, ...]) -> Part | None:
    """Return the population of a text outside the parts already read; the narrowest of several.

    A mother's state stands before her child, unless the child is led in: "safe in pregnancy for
    the baby" is about pregnant women.
    """
    free = [m for m in found.populations if all(stands_apart(found, m, span) for span in taken)]
    if not free:
        return None
    first = free[0]
    states = [m for m in free if m.concept.id in STATES]
    if states and first.concept.id in _CHILD and not is_led_in(found.text, first):
        first = states[0]
    if first.concept.id in _ORIGIN:
        first = next((m for m in free if m.concept.id not in _ORIGIN), first)
    for m in free:
        if m.concept.id != first.concept.id and found.vocabulary.is_a(
            m.concept.id, first.concept.id
        ):
            first = m
    return Part(first.concept, (first.start, first.end))


SUFFERERS = frozenset(("diabetics", "cancer-patients"))
"""Groups that are called by what they suffer from."""

STATES = frozenset(("pregnant-women", "breastfeeding-women", "women-before-conception"))
_ORIGIN = frozenset(
    ("south-asians", "black-people", "black-men", "black-women", "white-people", "hispanic-people")
)
_CHILD = frozenset(("infants", "children"))


def population_of(found: Mentions, span: Range, but: Part | None = None) -> Part | None:
    """Return the first population named in a span, outside the words of another part."""
    for m in found.inside(ConceptKind.POPULATION, span):
        if but is None or stands_apart(found, m, but.span):
            return Part(m.concept, (m.start, m.end))
    return None


def stands_apart(found: Mentions, mention: Mention, span: Range) -> bool:
    """Whether a population lies outside a part's words, or is said in them all the same.

    "falls in older people", "postmenopausal osteoporosis": ``mentions_of`` has left out those
    that are mere parts of a name.
    """
    if mention.end <= span[0] or mention.start >= span[1]:
        return True
    if not (span[0] <= mention.start and mention.end <= span[1]):
        return False
    own = (mention.start, mention.end)
    names = (*found.conditions, *found.interventions, *found.outcomes)
    in_name = any(
        m.start <= mention.start and mention.end <= m.end and (m.start, m.end) != own for m in names
    )
    return in_name or (span[0] < mention.start and is_led_in(found.text, mention))


def without_population(found: Mentions, span: Range) -> Range:
    """Span without a population at its start, and without what follows one inside it."""
    for population in found.inside(ConceptKind.POPULATION, span):
        if population.start <= trimmed(found.text, span)[0]:
            span = (population.end, span[1])
        else:
            return trimmed(found.text, (span[0], population.start))
    return trimmed(found.text, span)
