"""A text -> the draft of a claim: the reading of it that names most known things.

A draft holds parts with the words they came from; ``language.claims`` makes the claim of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sceptic.domain.claim import Concept, ConceptKind, Relation
from sceptic.language.cues import COMPARES, TEST, cued_relation
from sceptic.language.effects import stops, valued
from sceptic.language.exposures import FEARED, harms, helps, is_medicine
from sceptic.language.grammar import Reading, readings
from sceptic.language.loose import loose_readings
from sceptic.language.onset import begins_with_event
from sceptic.language.measures import arm_of, measure_of
from sceptic.language.mentions import Mentions, Part, Range, trimmed
from sceptic.language.phrases import (
    Object,
    beside,
    intervention_of,
    object_of,
    part_of,
    recast,
    straddling,
    together,
)
from sceptic.language.populations import population_in, without_population
from sceptic.language.scope import sounds_medical
from sceptic.language.sides import in_context, sides_of, told_apart
from sceptic.language.text import normalised
from sceptic.language.verbs import Effect, leading_verb, verb_of

HARM_ID = "adverse-events"
"""The outcome that "Is X safe?" is about when no other is named."""

COMPLETE = 8
"""Score of a draft that names a known intervention and a known condition: no need to look on."""

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

HALF_KNOWN = 2.0
"""Below this score a sentence is no better than its keywords."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: parts by name, each with the words it came from."""

    relation: Relation
    effect: Effect = Effect.GOOD
    negated: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict)
    verbs: tuple[Range, ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[Part, ...] = ()
    """Treatments and conditions beside the first, or the two of a combination."""

    @property
    def score(self) -> float:
        """How much of the claim is known: condition and intervention weigh most."""
        weights = {"intervention": 4, "condition": 4, "comparison": 2, "outcome": 1}
        return sum(
            weight * _known(self.parts[name].concept)
            for name, weight in weights.items()
            if name in self.parts
        )


def _known(concept: Concept) -> float:
    """A combination is as known as its two parts, a narrower thing half as known."""
    is_both = " and " in concept.name and len(concept.broader) > 1
    return 1.0 if concept.is_known or is_both else 0.5 if concept.broader else 0.0


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
                return _with_cue(best, found)
    if best is None or best.score < HALF_KNOWN:
        pair = _keyword_pair(found, masked)
        if pair and (best is None or pair.score > best.score):
            best = pair
    return _with_cue(_loosened(best, found, masked), found)


def _misses(draft: Draft, masked: str) -> bool:
    """Whether a text compares and the draft does not."""
    return "comparison" not in draft.parts and COMPARES.search(masked) is not None


def _loosened(best: Draft | None, found: Mentions, masked: str) -> Draft | None:
    """Look on loosely, where no form names all: what names more wins, a comparison before none."""
    for reading in loose_readings(found, masked):
        draft = _draft(reading, found, masked)
        if draft and (best is None or _worth(draft) > _worth(best)):
            best = draft
    return best


def _worth(draft: Draft) -> float:
    says_more = "comparison" in draft.parts or bool(draft.verbs)
    return draft.score + (1.0 if says_more else 0.0)


def _with_cue(draft: Draft | None, found: Mentions) -> Draft | None:
    """Take the relation from a word beside the parts, where no verb tells it."""
    if draft is None or draft.verbs or draft.relation is not Relation.HELPS:
        return draft
    beside_parts = list(found.text)
    for part in draft.parts.values():
        if part.concept.is_known:
            beside_parts[slice(*part.span)] = " " * (part.span[1] - part.span[0])
    relation = cued_relation("".join(beside_parts))
    treatment = draft.parts["intervention"].concept
    if relation is None and TEST.search(treatment.name):
        relation = Relation.DIAGNOSES
    if relation is None and _and_between(draft, found) and not helps(treatment, found.vocabulary):
        relation = Relation.CAUSES
    if relation is None and harms(draft.parts["intervention"].concept, found.vocabulary):
        relation = Relation.CAUSES
    if relation is None and _is_side_effect(draft, found):
        relation = Relation.CAUSES
    if relation is None and _is_jab_against_else(draft, found):
        relation = Relation.CAUSES
    return replace(draft, relation=relation) if relation else draft


def _is_side_effect(draft: Draft, found: Mentions) -> bool:
    """Whether a medicine is named beside what it is not made for and people fear of medicines."""
    treatment, condition = draft.parts["intervention"].concept, draft.parts.get("condition")
    if condition is None or condition.concept.id not in FEARED or not treatment.is_known:
        return False
    if helps(treatment, found.vocabulary) or not is_medicine(treatment):
        return False
    own = found.vocabulary.typical_condition(treatment.id)
    return own is None or own.id != condition.concept.id


def _is_jab_against_else(draft: Draft, found: Mentions) -> bool:
    """Whether a vaccine is named beside an illness that it is not made for: a harm is meant."""
    treatment, condition = draft.parts["intervention"].concept, draft.parts.get("condition")
    if condition is None or "vaccines" not in treatment.broader or not condition.concept.is_known:
        return False
    own = found.vocabulary.typical_condition(treatment.id)
    return own is not None and condition.concept.id not in (own.id, HARM_ID)


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
    if is_about_harm or (harms_someone and "condition" not in draft.parts):
        draft = _with_harm(draft, found)
    if reading.form in UNSAID and intervention.concept.is_known:
        draft = _for_what_it_is_made(draft, found)
    draft = _in_context(with_population(_without_group_as_problem(draft, found), found), found)
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
    return replace(_with(draft, intervention=both), notes=(note,), others=(first, *others))


def _with_problem_in(draft: Draft, found: Mentions, span: Range) -> Draft:
    """Take the problem from behind the treatment: "safe to exercise with a chest infection"."""
    end = draft.parts["intervention"].span[1]
    problem = next((m for m in found.inside(ConceptKind.CONDITION, span) if m.start >= end), None)
    is_group = problem and any(
        g.start <= problem.start and problem.end <= g.end for g in found.populations
    )
    if problem is None or is_group:
        return draft
    return _with(draft, condition=Part(problem.concept, (problem.start, problem.end)))


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
    draft = _with(draft, intervention=one, comparison=other, condition=condition,
                  outcome=measure.outcome, population=measure.population)  # fmt: skip
    return with_population(draft, found)


def _with(draft: Draft, **parts: Part | None) -> Draft:
    return replace(draft, parts={**draft.parts, **{k: p for k, p in parts.items() if p}})


def _with_sides(draft: Draft, found: Mentions, masked: str, slots: Mapping[str, Range]) -> Draft:
    intervention, comparison = sides_of(found, masked, slots)
    return _with(draft, intervention=intervention, comparison=comparison)


def with_object(draft: Draft, found: Mentions, masked: str, span: Range) -> Draft:
    """Read the words after the verb: further verbs ("help to prevent"), then the object."""
    start, verbs = span[0], list(draft.verbs)
    relation, effect = draft.relation, draft.effect
    compares = "comparison" in draft.parts
    is_associated = any(_ASSOCIATED.fullmatch(masked, *verb) for verb in verbs)
    while True:
        skipped = _FILLER.match(masked, start)
        verb = leading_verb(masked, skipped.end() if skipped else start)
        if verb is None or verb[1] >= span[1]:
            break
        row = verb_of(masked[slice(*verb)])
        is_open = relation in (Relation.HELPS, Relation.TREATS) or is_associated
        if is_open or not (draft.verbs or compares):
            relation, effect = row.relation, row.effect
        is_associated = bool(_ASSOCIATED.fullmatch(masked, *verb))
        verbs.append(verb)
        start = verb[1]
    noun = _PREVENTION.search(masked, start, span[1])
    if noun and relation in (Relation.HELPS, Relation.TREATS):
        relation, span = Relation.PREVENTS, (span[0], noun.start())
        verbs.append(noun.span("v"))
    risk = _RISK.search(found.text, start, span[1])
    if risk and effect in (Effect.UP, Effect.DOWN):
        relation = Relation.PREVENTS if effect is Effect.DOWN else Relation.CAUSES
        span = (span[0], risk.start())
        verbs.append(risk.span("v"))
    first = next((m for m in found.conditions if m.start >= start and m.end <= span[1]), None)
    is_event = effect is Effect.DOWN and first is not None and begins_with_event(first.concept)
    in_whom = is_event or relation in (Relation.PREVENTS, Relation.CAUSES)
    thing = object_of(found, masked, (start, span[1]), in_whom=in_whom)
    whole = straddling(found, start)
    thing = _damaged(found, masked, verbs, (start, span[1]), thing)
    if whole and not (thing.condition and thing.condition.concept.is_known):
        thing = object_of(found, masked, (whole[0], span[1]))
    notes = draft.notes
    if thing.others:
        names = ", ".join(other.concept.name for other in thing.others)
        notes += (f"also named: {names}; ask about each on its own",)
    if is_associated and valued(Effect.DOWN, thing.outcome or thing.condition, found) is _CAUSES:
        relation, effect = Relation.HELPS, Effect.UP
    if relation in (Relation.HELPS, Relation.COMPARES) and effect in (Effect.UP, Effect.DOWN):
        relation = valued(effect, thing.outcome or thing.condition, found)
    is_fewer = is_event and thing.condition is not None and first is not None and (
        thing.condition.concept.id == first.concept.id and _CUTS.fullmatch(found.text, *verbs[-1])
    )  # fmt: skip
    if is_fewer or stops(found, verbs, relation, thing.condition):
        relation = Relation.PREVENTS
    draft = replace(draft, relation=relation, effect=effect, verbs=tuple(verbs), notes=notes,
                    others=(*draft.others, *thing.others))  # fmt: skip
    return _with(
        draft, condition=thing.condition, outcome=thing.outcome, population=thing.population
    )


_CAUSES = Relation.CAUSES
# "cuts heart attacks", but not "reduces a fever"
_CUTS = re.compile(r"(?:cut|slash|reduc|lower|halv)\w*(?:\s+down)?", re.IGNORECASE)
_DAMAGING = re.compile(
    r"(?:damag|harm|hurt|ruin|wreck|destroy|kill|rot|weaken|mess|screw|fry|fries|knacker|bad|terrible|awful|dangerous)\w*.*",
    re.IGNORECASE,
)


def _damaged(
    found: Mentions, masked: str, verbs: list[Range], span: Range, thing: Object
) -> Object:
    """Read harm to a part of the body: "ruins your kidneys" is kidney damage."""
    is_known = thing.condition is not None and thing.condition.concept.is_known
    if is_known or not verbs or not _DAMAGING.fullmatch(masked, *verbs[-1]):
        return thing
    whole = without_population(found, trimmed(found.text, span))
    words = found.text[slice(*whole)]
    if not words or len(words.split()) > MOST_WORDS_OF_A_BODY_PART:
        return thing
    for name in (f"{words} damage", f"{normalised(words)} damage"):
        named = found.vocabulary.named(name, ConceptKind.CONDITION)
        if named:
            return replace(thing, condition=Part(named, whole))
    return thing


MOST_WORDS_OF_A_BODY_PART = 2
# What goes with a thing may be good or bad: "linked to longevity", "associated with a lower risk"
_ASSOCIATED = re.compile(
    r"(?:linked|link|connected|tied|related|associated)(?:\s+(?:to|with))?", re.IGNORECASE
)
# "effective for HIV prevention"
_PREVENTION = re.compile(r"\s+(?P<v>prevention|prophylaxis)\s*$", re.IGNORECASE)
# "lowers cancer risk"
_RISK = re.compile(
    r"\s+(?P<v>risks?|incidence)(?:\s+by\s+(?:(?:up\s+to|over|more\s+than|almost|nearly|about|as\s+much\s+as"
    r"|a|an|one|two)[\s-]+)*(?:half|third|thirds|quarter|fifth|[\d.,]+\s*(?:%|per\s?cent|percent)?))?"
    r"(?=\s*$|\s+(?:in|for|among|amongst)\s)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\s*(?:(?:\d+\s*(?:%|per\s?cent)|people|patients|you|me|us|an?|to|with|in|or|and|their|the|smokers|women|men|children"
    r"|adults|becoming|getting|catching|developing|having|contracting|someone|who\s+want\s+to|effectively|safely|better)\s+)+",
    re.IGNORECASE,
)


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
    return _with(draft, **in_context(sides, condition.concept, found))


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
            return _with(draft, condition=part, outcome=outcome or condition)
    return draft


def with_population(draft: Draft, found: Mentions) -> Draft:
    """Add the population that is named outside the other parts, or by an age."""
    taken = tuple(p.span for name, p in draft.parts.items() if name != "population")
    return _with(draft, population=population_in(found, taken))


def _with_harm(draft: Draft, found: Mentions) -> Draft:
    """Let "Is X safe (in pregnancy)?" be about any harm."""
    condition = draft.parts.get("condition")
    is_group = condition and any(
        m.start <= condition.span[0] and condition.span[1] <= m.end for m in found.populations
    )
    is_condition = condition and condition.concept.kind is ConceptKind.CONDITION
    if condition and condition.concept.is_known and is_condition and not is_group:
        return draft
    parts = {name: part for name, part in draft.parts.items() if name != "condition"}
    harm = found.vocabulary.concept(HARM_ID) if HARM_ID in found.vocabulary else None
    if harm is None:
        return draft
    return replace(draft, parts={**parts, "condition": Part(harm, (0, 0))})


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
    return _with(draft, condition=Part(concept, (0, 0)))


def _with_condition_in_name(draft: Draft, found: Mentions) -> Draft:
    """Add the condition that stands in the words of a treatment: "bunion correctors"."""
    span = draft.parts["intervention"].span
    named = found.vocabulary.find(found.text[slice(*span)], ConceptKind.CONDITION, any_case=True)
    if not named:
        return draft
    inside = (span[0] + named[0].start, span[0] + named[0].end)
    return _with(draft, condition=Part(named[0].concept, inside))


def _and_between(draft: Draft, found: Mentions) -> bool:
    """Whether "and" stands between a thing and a problem: "coffee and anxiety"."""
    condition = draft.parts.get("condition")
    if condition is None:
        return False
    between = found.text[draft.parts["intervention"].span[1] : condition.span[0]]
    return between.strip().lower() in ("and", "&")


def _keyword_pair(found: Mentions, masked: str) -> Draft | None:
    """Read words without a verb: "splinting carpal tunnel syndrome"."""
    noun = _PREVENTION.search(masked)
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
    draft = _with(Draft(relation), intervention=intervention, condition=thing.condition,
                  outcome=thing.outcome)  # fmt: skip
    draft = _without_group_as_problem(_with_rival(draft, found), found)
    return with_population(draft, found)


def _with_rival(draft: Draft, found: Mentions) -> Draft:
    """Read "naproxen vs ibuprofen period pain"."""
    end = draft.parts["intervention"].span[1]
    sign = re.compile(r"\s+(?:versus|vs\.?)\s+", re.IGNORECASE).match(found.text, end)
    rival = next((m for m in found.interventions if sign and m.start == sign.end()), None)
    if rival is None:
        return draft
    thing = object_of(found, found.masked, (rival.end, len(found.text)))
    draft = replace(draft, relation=Relation.BETTER_THAN)
    return _with(draft, comparison=Part(rival.concept, (rival.start, rival.end)),
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
