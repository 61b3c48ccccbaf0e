"""The ten criteria of HealthNewsReview set against an article, each with what shows it.

https://www.healthnewsreview.org/about-us/review-criteria/. Six are read from the text alone; for
evidence, alternatives, availability and novelty, and for harms on record, what the literature
holds is taken as values (``synthesis.known``). A criterion fails by what is missing as often as by
what is said: then it has no passage, or those that come nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sceptic.appraisal.article_sign_words import Sign
from sceptic.appraisal.article_signs import LONGEST_SENTENCE, Signs
from sceptic.appraisal.persuasion_words import SELLING
from sceptic.domain.article import Passage
from sceptic.domain.brief import Source
from sceptic.domain.reading import Criterion, CriterionName, Satisfaction
from sceptic.synthesis.known import Known

MOST_PASSAGES = 4
"""Sentences shown for one criterion."""
TELLS_THE_STUDY = 3
"""Sentences on how a study was done that a release owes; a story tells it shorter."""

FIRST = 8
"""Sentences in which an article says what was found, bylines and all."""

_YES = Satisfaction.SATISFIED
_NO = Satisfaction.NOT_SATISFIED
_NONE = Satisfaction.NOT_APPLICABLE


def criteria_of(
    signs: Signs, known: Known, *, is_about_health: bool = True
) -> tuple[Criterion, ...]:
    """Ten criteria in the order of ``CriterionName``; none applies to a text not about health."""
    if not is_about_health or not signs.sentences:
        why = "The text makes no claim about health."
        return tuple(Criterion(name, _NONE, why) for name in CriterionName)
    return tuple(_JUDGES[name](signs, known) for name in CriterionName)


def _criterion(
    name: CriterionName,
    satisfaction: Satisfaction,
    because: str,
    passages: Sequence[Passage] = (),
    sources: tuple[Source, ...] = (),
) -> Criterion:
    return Criterion(name, satisfaction, because, tuple(passages[:MOST_PASSAGES]), sources)


def _is_habit(signs: Signs) -> bool:
    """The article is about what people do or eat anyway, more than about something sold."""
    if any(SELLING.search(each.text[:LONGEST_SENTENCE]) for each in signs.sentences):
        return False
    return signs.count(Sign.HABIT) > signs.count(Sign.PRODUCT)


def _costs(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.COSTS
    priced = signs.without(Sign.PRICE, Sign.MONEY_ELSEWHERE)
    if priced:
        return _criterion(name, _YES, "It gives a price.", priced)
    if free := signs.at(Sign.FREE):
        return _criterion(name, _YES, "It says that there is nothing to pay.", free)
    if _is_habit(signs):
        return _criterion(name, _NONE, "It is about a habit, not about something that is sold.")
    if talk := signs.any_of(Sign.COST_TALK, Sign.PRICE):
        why = "It speaks of money and does not say what the treatment costs."
        return _criterion(name, _NO, why, talk)
    return _criterion(name, _NO, "It does not say what the treatment costs.")


def _benefits(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.BENEFITS
    if shown := signs.any_of(Sign.BOTH_SIDES, Sign.ABSOLUTE, Sign.ACCURACY):
        return _criterion(name, _YES, "It gives figures that can be set against each other.", shown)
    first = signs.sentences[:FIRST]
    if none := [p for p in signs.at(Sign.NULL_RESULT) if p in first]:
        return _criterion(name, _YES, "It says at once that no benefit was found.", none)
    if relative := signs.at(Sign.RELATIVE):
        why = "It tells by what share something changed, and not from what to what."
        return _criterion(name, _NO, why, relative)
    return _criterion(name, _NO, "It does not say how large the benefit is.")


def _harms(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.HARMS
    named = signs.at(Sign.HARM_WORD, Sign.HARM_NAMED) or signs.at(Sign.HIGHER_RISK, Sign.HARM_NAMED)
    if named:
        return _criterion(name, _YES, "It names harms.", named, known.harm_sources)
    on_record = f" {known.harm_words}" if known.harm_words else ""
    if talk := signs.without(Sign.HARM_WORD, Sign.SAFE_TALK):
        why = "It speaks of harms and names none." + on_record
        return _criterion(name, _NO, why, talk, known.harm_sources)
    if safe := signs.at(Sign.SAFE_TALK):
        why = "It calls the treatment safe and does not say what was looked for." + on_record
        return _criterion(name, _NO, why, safe, known.harm_sources)
    return _criterion(name, _NO, "It does not speak of harms." + on_record, (), known.harm_sources)


def _evidence(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.EVIDENCE
    if known.overstated:
        claims = [claim.passage for claim, _, _ in known.overstated]
        sources = tuple(source for _, _, found in known.overstated for source in found)
        return _criterion(name, _NO, known.overstated[0][1], claims, sources)
    design, limits = signs.at(Sign.DESIGN), signs.at(Sign.LIMIT)
    if limits and len(design) >= (TELLS_THE_STUDY if signs.is_release else 1):
        shown = sorted({*design[:2], *limits[:2]}, key=lambda p: p.start)
        why = "It tells how the study was done, and a limit of it."
        return _criterion(name, _YES, why, shown)
    if limits:
        why = "It voices a doubt and does not tell what kind of study there is."
        return _criterion(name, _NO, why, limits)
    if design:
        why = "It tells how the study was done and names no limit of it."
        return _criterion(name, _NO, why, design)
    return _criterion(name, _NO, "It does not tell what kind of study its claims rest on.")


def _disease_mongering(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.DISEASE_MONGERING
    if normal := signs.at(Sign.NORMAL_AS_ILL):
        why = "It speaks of a common state or a laboratory value as of an illness."
        return _criterion(name, _NO, why, normal)
    fright = signs.at(Sign.FRIGHT)
    if len(fright) >= 2:
        return _criterion(name, _NO, "It makes the condition frightening, over and over.", fright)
    return _criterion(name, _YES, "Nothing in it makes the condition larger than it is.", fright)


def _sources(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.SOURCES
    paid = signs.any_of(Sign.FUNDING, Sign.TIE)
    if signs.is_release:
        if signs.has(Sign.FUNDING):
            return _criterion(name, _YES, "It says who paid for the research.", paid)
        why = "It is a news release and does not say who paid for the research."
        return _criterion(name, _NO, why, paid)
    if outside := _outside(signs):
        return _criterion(name, _YES, "Somebody speaks who had no part in it.", outside)
    if paid:
        why = "It names money or ties, and nobody speaks who had no part in it."
        return _criterion(name, _NO, why, paid)
    why = "Nobody speaks who had no part in it, and no ties are named."
    return _criterion(name, _NO, why)


def _outside(signs: Signs) -> tuple[Passage, ...]:
    """Sentences in which somebody speaks who did not do the study: said so, or introduced apart."""
    return signs.at(Sign.OUTSIDER) or signs.without(Sign.INTRODUCED, Sign.AUTHOR)


def _alternatives(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.ALTERNATIVES
    sources = tuple(source for _, source in known.comparators)
    if shown := signs.any_of(Sign.OTHER_WAY, Sign.NO_OTHER_WAY):
        return _criterion(name, _YES, "It speaks of other ways to the same end.", shown, sources)
    why = "It does not say what else there is."
    if known.comparators:
        names = ", ".join(label for label, _ in known.comparators)
        why += f" Studies have compared the treatment with {names}."
    return _criterion(name, _NO, why, (), sources)


def _availability(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.AVAILABILITY
    if shown := signs.any_of(Sign.TO_BE_HAD, Sign.NOT_YET):
        return _criterion(name, _YES, "It says whether the treatment can be had.", shown)
    if _is_habit(signs):
        return _criterion(name, _NONE, "It is about a habit that is open to everyone.")
    why = "It does not say whether or where the treatment can be had."
    if known.only_animals:
        why += " The studies that were found are of animals or cells."
    return _criterion(name, _NO, why, (), known.only_animals)


def _novelty(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.NOVELTY
    claimed, earlier = signs.at(Sign.NEWNESS), signs.at(Sign.EARLIER_WORK)
    if claimed and known.older is not None:
        words, source = known.older
        return _criterion(name, _NO, f"It calls new what is not: {words}.", claimed, (source,))
    if earlier:
        return _criterion(name, _YES, "It sets what is new beside what was before.", earlier)
    if claimed:
        why = "It calls something new and does not say what was there before."
        return _criterion(name, _NO, why, claimed)
    return _criterion(name, _NO, "It does not say whether this is new.")


def _press_release(signs: Signs, known: Known) -> Criterion:
    name = CriterionName.PRESS_RELEASE
    if signs.is_release:
        form = signs.at(Sign.RELEASE_FORM)
        return _criterion(name, _NONE, "It is itself a news release.", form)
    if own := signs.at(Sign.OWN_REPORTING) or _outside(signs):
        return _criterion(name, _YES, "It shows reporting of its own.", own)
    if released := signs.at(Sign.FROM_RELEASE):
        why = "It quotes a release or a statement, and shows no reporting of its own."
        return _criterion(name, _NO, why, released)
    return _criterion(name, _NO, "It shows no reporting of its own.")


_JUDGES: dict[CriterionName, Callable[[Signs, Known], Criterion]] = {
    CriterionName.COSTS: _costs,
    CriterionName.BENEFITS: _benefits,
    CriterionName.HARMS: _harms,
    CriterionName.EVIDENCE: _evidence,
    CriterionName.DISEASE_MONGERING: _disease_mongering,
    CriterionName.SOURCES: _sources,
    CriterionName.ALTERNATIVES: _alternatives,
    CriterionName.AVAILABILITY: _availability,
    CriterionName.NOVELTY: _novelty,
    CriterionName.PRESS_RELEASE: _press_release,
}
