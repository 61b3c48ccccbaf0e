"""A text -> the draft of a claim: the reading of it that names most known things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sceptic.domain.claim import ConceptKind, Relation
from sceptic.language.cues import COMPARES
from sceptic.language.draft import COMPLETE, HALF_KNOWN, HARM_ID, Draft, with_parts
from sceptic.language.grammar import Reading, readings
from sceptic.language.implied import with_cue
from sceptic.language.loose import loose_readings
from sceptic.language.measures import arm_of, measure_of
from sceptic.language.mentions import Mentions, Part, Range
from sceptic.language.objects import PREVENTION, with_object
from sceptic.language.phrases import (
    Object,
    beside,
    intervention_of,
    object_of,
    part_of,
    recast,
    together,
)
from sceptic.language.populations import STATES, SUFFERERS, population_in
from sceptic.language.scope import sounds_medical
from sceptic.language.sides import in_context, sides_of, told_apart

ABOUT_HARM = ("harmful", "harmful to take", "safer than", "more harm than good")

WITHOUT_CONDITION = (
    "loose comparison",
    "loose verb",
    "protects",
    "works",
    "how effective",
    "better than, for what unsaid",
    "as good as, for what unsaid",
)
"""Forms that may leave the condition out where the treatment says it: "Do cough drops work?"."""

UNSAID = ("loose comparison", "versus", "verb versus")
"""Comparisons in which words that name no problem may be anything."""


def best_draft(found: Mentions) -> Draft | None:
    """Return the first complete draft, else the one that names most; None if nothing fits."""
    masked = found.masked
    best: Draft | None = None
    for reading in readings(masked):
        draft = _draft(reading, found, masked)
        if draft and (best is None or draft.score > best.score):
            best = draft
            if reading.form == "comparing" or (
                best.score >= COMPLETE and not _misses(best, masked)
            ):
                return with_cue(best, found)
    if best is None or best.score < HALF_KNOWN:
        pair = _keyword_pair(found, masked)
        if pair and (best is None or pair.score > best.score):
            best = pair
    return with_cue(_loosened(best, found, masked), found)


def _misses(draft: Draft, masked: str) -> bool:
    """Whether a text compares and the draft does not."""
    return "comparison" not in draft.parts and COMPARES.search(masked) is not None


def _loosened(best: Draft | None, found: Mentions, masked: str) -> Draft | None:
    """Look on loosely, where no form names all: what names more wins, a comparison before none."""
    for reading in loose_readings(found, masked):
        draft = _draft(reading, found, masked)
        if draft and (best is None or (_worth(draft) > _worth(best) and not _widens(draft, best))):
            best = draft
    return best


def _widens(other: Draft, draft: Draft) -> bool:
    """Whether a draft has for treatment what another's is narrower than: "stop taking statins"."""
    is_same = "comparison" not in other.parts
    return is_same and other.parts["intervention"].concept.id in (
        draft.parts["intervention"].concept.broader
    )


def _worth(draft: Draft) -> float:
    says_more = "comparison" in draft.parts or bool(draft.verbs)
    return draft.score + (1.0 if says_more else 0.0)


def _draft(reading: Reading, found: Mentions, masked: str) -> Draft | None:
    slots = reading.slots
    if "o" in slots:
        return _open_comparison(reading, found, masked)
    intervention = intervention_of(found, masked, slots["x"])
    if intervention is None:
        return None
    draft = Draft(
        reading.relation,
        reading.effect,
        reading.negated,
        {"intervention": intervention},
        tuple(slots[name] for name in ("v", "w") if name in slots),
    )
    draft = _with_partners(draft, found, beside(found, masked, slots["x"], intervention))
    if "z" in slots:
        draft = _with_sides(draft, found, masked, slots)
    if "y" in slots:
        draft = with_object(draft, found, masked, slots["y"])
    draft = _with_condition_of(draft, found, slots["x"])
    is_about_harm = reading.relation is Relation.IS_SAFE or reading.form in ABOUT_HARM
    harms_someone = reading.relation is Relation.CAUSES and "population" in draft.parts
    if is_about_harm and "y" in slots and not _names_problem(draft):
        draft = _with_partners(draft, found, _companions(found, slots["y"]))
    if is_about_harm and not _names_problem(draft):
        draft = _with_problem_in(draft, found, slots["x"])
    if is_about_harm and "p" in slots and "condition" not in draft.parts:
        draft = _with_suffering(draft, found, slots["p"])
    if is_about_harm or (harms_someone and "condition" not in draft.parts):
        draft = _with_harm(draft, found)
    if reading.form in UNSAID and intervention.concept.is_known:
        draft = _for_what_it_is_made(draft, found)
    draft = _in_context(with_population(_without_group_as_problem(draft, found), found), found)
    draft = _of_the_risk_of(draft, found)
    is_open = reading.form in WITHOUT_CONDITION and intervention.concept.is_known
    if is_open:
        draft = _with_typical_condition(draft, found)
    return draft if "condition" in draft.parts or is_open else None


def _with_partners(draft: Draft, found: Mentions, others: tuple[Part, ...]) -> Draft:
    """Make two treatments joined by "and" a combination; name the others of a longer list."""
    first = draft.parts["intervention"]
    if not others or not first.concept.is_known:
        return draft
    both = together(found, first, others[0]) if len(others) == 1 else None
    if both is None:
        names = ", ".join(other.concept.name for other in others)
        return replace(draft, notes=(f"also named: {names}; {_EACH}",), others=others)
    note = f"the two together are asked about: {both.concept.name}"
    return replace(with_parts(draft, intervention=both), notes=(note,), others=(first, *others))


def _with_problem_in(draft: Draft, found: Mentions, span: Range) -> Draft:
    """Take the problem from behind the treatment: "safe to exercise with a chest infection"."""
    end = draft.parts["intervention"].span[1]
    problem = next((m for m in found.inside(ConceptKind.CONDITION, span) if m.start >= end), None)
    is_group = problem and any(
        g.start <= problem.start and problem.end <= g.end for g in found.populations
    )
    if problem is None or is_group:
        return draft
    return with_parts(draft, condition=Part(problem.concept, (problem.start, problem.end)))


def _with_suffering(draft: Draft, found: Mentions, span: Range) -> Draft:
    """Take the problem by which a group is called: "is it safe for diabetics to take X"."""
    ill = next(iter(found.inside(ConceptKind.CONDITION, span)), None)
    part = Part(ill.concept, (ill.start, ill.end)) if ill else None
    return with_parts(draft, condition=part) if part and _is_illness(part, found) else draft


def _for_what_it_is_made(draft: Draft, found: Mentions) -> Draft:
    """Take what a treatment is made for where the question's words name no health problem."""
    condition = draft.parts.get("condition")
    named = condition is not None and (condition.concept.is_known or condition.concept.broader)
    own = found.vocabulary.typical_condition(draft.parts["intervention"].concept.id)
    if named or own is None or condition is None:
        return draft
    if sounds_medical(condition.concept, found.vocabulary):
        return draft
    parts = {name: part for name, part in draft.parts.items() if name != "condition"}
    return _with_typical_condition(replace(draft, parts=parts), found)


def _names_problem(draft: Draft) -> bool:
    condition = draft.parts.get("condition")
    concept = condition.concept if condition else None
    return concept is not None and concept.is_known and concept.kind is ConceptKind.CONDITION


def _companions(found: Mentions, span: Range) -> tuple[Part, ...]:
    """Treatments taken at the same time: "Can I take ibuprofen with warfarin?"."""
    named = found.inside(ConceptKind.INTERVENTION, span)
    return tuple(Part(m.concept, (m.start, m.end)) for m in named)


_EACH = "each is asked about on its own"


def _open_comparison(reading: Reading, found: Mentions, masked: str) -> Draft | None:
    """Read "Is O higher or lower when comparing X to Z in P?"."""
    slots = reading.slots
    measure = measure_of(found, masked, slots["o"])
    intervention, _ = arm_of(found, masked, slots["x"])
    comparison, whom = arm_of(found, masked, slots["z"])
    if measure is None or intervention is None or comparison is None:
        return None
    draft = Draft(reading.relation, reading.effect)
    elsewhere = found.inside(ConceptKind.CONDITION, whom)
    named = [Part(m.concept, (m.start, m.end)) for m in elsewhere]
    condition = measure.condition or (named[0] if named else measure.outcome)
    if named and measure.condition is None:
        condition = named[0]
    one, other = told_apart(found, slots, intervention, comparison)
    draft = with_parts(draft, intervention=one, comparison=other, condition=condition,
                  outcome=measure.outcome, population=measure.population)  # fmt: skip
    return with_population(draft, found)


def _with_sides(draft: Draft, found: Mentions, masked: str, slots: Mapping[str, Range]) -> Draft:
    intervention, comparison = sides_of(found, masked, slots)
    return with_parts(draft, intervention=intervention, comparison=comparison)


def _without_group_as_problem(draft: Draft, found: Mentions) -> Draft:
    """Read "shingles vaccine for over 70s" and "flu jab when pregnant": the people are no problem
    where the treatment is made for one.
    """
    condition, treatment = draft.parts.get("condition"), draft.parts["intervention"].concept
    group = condition and next((m for m in found.populations if m.start <= condition.span[0]
                                and condition.span[1] <= m.end), None)  # fmt: skip
    if group is None or draft.relation not in (Relation.HELPS, Relation.TREATS, Relation.PREVENTS):
        return draft
    if found.vocabulary.typical_condition(treatment.id) is None:
        return draft
    parts = {name: part for name, part in draft.parts.items() if name != "condition"}
    return _with_typical_condition(replace(draft, parts=parts), found)


def _in_context(draft: Draft, found: Mentions) -> Draft:
    """Take lay words for what they name beside the condition: patches, to stop smoking."""
    condition = draft.parts.get("condition")
    if condition is None:
        return draft
    sides = {n: draft.parts[n] for n in ("intervention", "comparison") if n in draft.parts}
    return with_parts(draft, **in_context(sides, condition.concept, found))


def _with_condition_of(draft: Draft, found: Mentions, span: Range) -> Draft:
    """Take the condition from beside the intervention: "screening lung cancer reduces deaths"."""
    condition = draft.parts.get("condition")
    outcome = part_of(found, condition.span, ConceptKind.OUTCOME) if condition else None
    if condition is None or (condition.concept.kind is ConceptKind.CONDITION and not outcome):
        return draft
    taken = draft.parts["intervention"].span
    for m in found.inside(ConceptKind.CONDITION, span):
        if m.end <= taken[0] or m.start >= taken[1]:
            part = Part(m.concept, (m.start, m.end))
            return with_parts(draft, condition=part, outcome=outcome or condition)
    return draft


def with_population(draft: Draft, found: Mentions) -> Draft:
    """Add the population that is named outside the other parts, or by an age."""
    taken = tuple(p.span for name, p in draft.parts.items() if name != "population")
    return with_parts(draft, population=population_in(found, taken))


def _with_harm(draft: Draft, found: Mentions) -> Draft:
    """Let "Is X safe (in pregnancy)?" be about any harm."""
    condition = draft.parts.get("condition")
    is_group = condition and any(
        m.start <= condition.span[0] and condition.span[1] <= m.end for m in found.populations
    )
    is_condition = condition and condition.concept.kind is ConceptKind.CONDITION
    is_illness = condition and _is_illness(condition, found)
    if condition and condition.concept.is_known and is_condition and (not is_group or is_illness):
        return draft
    parts = {name: part for name, part in draft.parts.items() if name != "condition"}
    harm = found.vocabulary.concept(HARM_ID) if HARM_ID in found.vocabulary else None
    if harm is None:
        return draft
    return replace(draft, parts={**parts, "condition": Part(harm, (0, 0))})


def _is_illness(part: Part, found: Mentions) -> bool:
    """Whether a group is named by what it suffers from: "safe for diabetics" is about diabetes."""
    own = part.concept.id
    if own not in found.vocabulary or found.vocabulary.concept(own).kind is ConceptKind.POPULATION:
        return False
    return any(m.concept.id in SUFFERERS and m.start <= part.span[0] and part.span[1] <= m.end
               for m in found.populations)  # fmt: skip


def _with_typical_condition(draft: Draft, found: Mentions) -> Draft:
    """Add the condition that a treatment is made for, where the question leaves it out."""
    if "condition" in draft.parts:
        return draft
    concept = found.vocabulary.typical_condition(draft.parts["intervention"].concept.id)
    if concept is None:
        return _with_condition_in_name(draft, found)
    note = f"taken to be about {concept.name}, which the question does not name"
    names = draft.parts["intervention"].concept.names
    relation = Relation.PREVENTS if any("vaccin" in n for n in names) else draft.relation
    draft = replace(draft, relation=relation, notes=(*draft.notes, note))
    return with_parts(draft, condition=Part(concept, (0, 0)))


def _with_condition_in_name(draft: Draft, found: Mentions) -> Draft:
    """Add the condition that stands in the words of a treatment: "bunion correctors"."""
    span = draft.parts["intervention"].span
    named = found.vocabulary.find(found.text[slice(*span)], ConceptKind.CONDITION, any_case=True)
    if not named:
        return draft
    inside = (span[0] + named[0].start, span[0] + named[0].end)
    return with_parts(draft, condition=Part(named[0].concept, inside))


def _keyword_pair(found: Mentions, masked: str) -> Draft | None:
    """Read words without a verb: "splinting carpal tunnel syndrome"."""
    noun = PREVENTION.search(masked)
    end = noun.start() if noun else len(found.text)
    first = min(found.interventions, key=lambda m: m.start, default=None)
    if first:
        intervention = part_of(found, (0, first.end), ConceptKind.INTERVENTION)
        thing = _keyword_object(found, masked, (first.end, end))
        if thing.condition is None:
            thing = _keyword_object(found, masked, (0, first.start))
            intervention = Part(first.concept, (first.start, first.end))
    else:
        condition = min(found.conditions, key=lambda m: m.start, default=None)
        start = condition.start if condition else 0
        intervention = intervention_of(found, masked, (0, start)) if start else None
        thing = _keyword_object(found, masked, (start, end))
    if intervention is None or thing.condition is None:
        return None
    relation = Relation.PREVENTS if noun else Relation.HELPS
    own = found.vocabulary.typical_condition(intervention.concept.id)
    if thing.condition.concept.id in STATES and own is None:
        asked = with_parts(Draft(Relation.IS_SAFE), intervention=intervention)
        return with_population(_with_harm(asked, found), found)
    said = thing.outcome.span if thing.outcome else None
    if any((m.start, m.end) == said for m in found.populations):
        thing = replace(thing, outcome=None)
    draft = with_parts(Draft(relation), intervention=intervention, condition=thing.condition,
                  outcome=thing.outcome)  # fmt: skip
    draft = _without_group_as_problem(_with_rival(draft, found), found)
    return with_population(_of_the_risk_of(draft, found), found)


def _of_the_risk_of(draft: Draft, found: Mentions) -> Draft:
    """Take "stroke risk" for the stroke."""
    part = draft.parts.get("condition")
    if part is None or part.concept.kind is not ConceptKind.OUTCOME:
        return draft
    what = part.concept.name.removesuffix(" risk")
    named = what != part.concept.name and found.vocabulary.named(what, ConceptKind.CONDITION)
    return with_parts(draft, condition=replace(part, concept=named)) if named else draft


def _with_rival(draft: Draft, found: Mentions) -> Draft:
    """Read "naproxen vs ibuprofen period pain"."""
    end = draft.parts["intervention"].span[1]
    sign = re.compile(r"\s+(?:versus|vs\.?)\s+", re.IGNORECASE).match(found.text, end)
    rival = next((m for m in found.interventions if sign and m.start == sign.end()), None)
    if rival is None:
        return draft
    thing = object_of(found, found.masked, (rival.end, len(found.text)))
    draft = replace(draft, relation=Relation.BETTER_THAN)
    return with_parts(draft, comparison=Part(rival.concept, (rival.start, rival.end)),
                 condition=thing.condition, outcome=thing.outcome)  # fmt: skip


def _keyword_object(found: Mentions, masked: str, span: Range) -> Object:
    """Read "endometriosis pain" without prepositions: a condition, then its outcome."""
    conditions = found.inside(ConceptKind.CONDITION, span)
    if len(conditions) < 2 or len({m.concept.id for m in conditions}) < 2:
        thing = object_of(found, masked, span)
        if thing.condition is None and thing.population:
            group = thing.population
            named = recast(group.concept, ConceptKind.CONDITION)
            return replace(thing, condition=Part(named, group.span))
        return thing
    parts = [Part(m.concept, (m.start, m.end)) for m in conditions]
    twins = [part_of(found, p.span, ConceptKind.OUTCOME) for p in parts]
    main = next((p for p, twin in zip(parts, twins, strict=True) if twin is None), parts[0])
    outcome = next((t for p, t in zip(parts, twins, strict=True) if t and p is not main), None)
    return Object(main, outcome)
