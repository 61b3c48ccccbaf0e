"""What relation two names imply, where no verb stands between them."""

from __future__ import annotations

from dataclasses import replace

from sceptic.domain.claim import Relation
from sceptic.language.cues import TEST, cued_relation
from sceptic.language.draft import HARM_ID, Draft
from sceptic.language.exposures import FEARED, harms, helps, is_medicine
from sceptic.language.mentions import Mentions


def with_cue(draft: Draft | None, found: Mentions) -> Draft | None:
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


def _and_between(draft: Draft, found: Mentions) -> bool:
    """Whether "and" stands between a thing and a problem: "coffee and anxiety"."""
    condition = draft.parts.get("condition")
    if condition is None:
        return False
    between = found.text[draft.parts["intervention"].span[1] : condition.span[0]]
    return between.strip().lower() in ("and", "&")
