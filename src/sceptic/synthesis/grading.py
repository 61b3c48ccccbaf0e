"""Evidence* -> Verdict: parts, answers, certainty, and every rule that moved them.

Answer and certainty are two axes (DESIGN 4.2). "Too little evidence" is decided before any
counting of votes, and never stands in for "contradicted" or "conflicting".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import (
    Answer,
    AppliedRule,
    Certainty,
    Design,
    Evidence,
    Match,
    Part,
    Stance,
    Verdict,
)
from sceptic.synthesis.aggregator import (
    Aggregators,
    Comparing,
    Sources,
    probability,
    shipped_aggregators,
)
from sceptic.synthesis.certainty import DOUBTS, certainty_of, participants_in
from sceptic.synthesis.comparing import compared
from sceptic.synthesis.kinds import KIND_WORDS, kind_of
from sceptic.synthesis.weighing import HALF, MAY_BE_INCLUDED

YES, NO = 0.65, 0.35
"""Probabilities from which a claim counts as supported or contradicted."""
DISAGREEMENT = 0.25
"""Share of the weight on the smaller side from which studies may count as conflicting."""
_LARGE_TRIAL, _SMALL_BODY, _UNKNOWN_SIZE = 400, 100, 50
_OBSERVATIONAL_RELATIONS = (Relation.CAUSES, Relation.IS_SAFE, Relation.PREDICTS)


@dataclass(frozen=True, slots=True)
class _Decision:
    answer: Answer
    certainty: Certainty
    rules: tuple[AppliedRule, ...]
    probability: float | None


def grade(
    evidence: Sequence[Evidence],
    claim: Claim,
    names: Mapping[str, str],
    *,
    aggregators: Aggregators | None = None,
    sources: Sources = Sources.FOUND,
) -> Verdict:
    """Grade weighed evidence to a verdict.

    Args:
        evidence: weighed; what does not count is used only to name parts that were not tested.
        names: printed name of each variant's concept id.
        aggregators: other coefficients than the shipped ones (for evaluation).
        sources: how the studies were come by.

    Returns:
        A verdict whose ``rules`` list everything that moved it. Order of evidence is irrelevant.
    """
    pooled = [e for e in evidence if e.counted]
    by = _Models(aggregators or shipped_aggregators(), sources)
    overall = _decided(pooled, claim, by)
    parts = _parts(evidence, claim, names, by)
    overall = _no_surer_than_parts(_with_parts(overall, parts, pooled), parts, pooled)
    found = compared(pooled, by.comparing) if claim.relation is Relation.COMPARES else None
    return Verdict(
        answer=overall.answer,
        certainty=overall.certainty,
        parts=parts,
        rules=(*overall.rules, *_beforehand(overall, claim, by)),
        direction=found.direction if found else None,
        probability=overall.probability,
        outside_method=not claim.relation.is_inside_method,
        likelihoods=found.likelihoods.rounded if found else None,
    )


class _Models(NamedTuple):
    """The coefficients that answer, and how the studies were come by."""

    aggregators: Aggregators
    sources: Sources

    @property
    def comparing(self) -> Comparing:
        return self.aggregators.comparing(self.sources)


def _beforehand(overall: _Decision, claim: Claim, by: _Models) -> tuple[AppliedRule, ...]:
    """What kind of question it was taken for and what was taken as likely before any study."""
    if overall.probability is None:
        return ()
    if claim.relation is Relation.COMPARES:
        words = f"an open comparison, of sources that were {_COME_BY[by.sources]}"
        return (AppliedRule("kind of question", words),)
    kind = kind_of(claim)
    prior = by.aggregators.holds.prior(kind)
    words = f"{KIND_WORDS[kind]}; before any study such a claim has probability {prior:.2f}"
    return (AppliedRule("kind of question", words),)


_COME_BY = {Sources.GIVEN: "given", Sources.FOUND: "looked for"}


# --- one body of evidence ---------------------------------------------------------------------


def _decided(counted: Sequence[Evidence], claim: Claim, by: _Models) -> _Decision:
    if claim.relation is Relation.COMPARES:
        return _compared(counted, claim, by)
    shortage = _shortage(counted, claim)
    certainty, rules = certainty_of(counted, claim)
    if shortage is not None:
        return _Decision(Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW, (shortage,), None)
    p = round(probability(counted, kind_of(claim), by.aggregators.holds), 4)
    disagreement = _disagreement(counted)
    if disagreement is not None:
        return _Decision(Answer.CONFLICTING, certainty, (disagreement, *rules), p)
    if certainty is Certainty.VERY_LOW:
        rule = AppliedRule(
            "very low certainty", "after all deductions nothing firm is left: too little to say", 0
        )
        return _Decision(Answer.TOO_LITTLE_EVIDENCE, certainty, (rule, *rules), p)
    if NO < p < YES:
        return _undecided(counted, certainty, rules, p)
    answer = Answer.SUPPORTED if p >= YES else Answer.CONTRADICTED
    return _Decision(answer, certainty, rules, p)


def _undecided(
    counted: Sequence[Evidence], certainty: Certainty, rules: tuple[AppliedRule, ...], p: float
) -> _Decision:
    """A probability in the middle: conflict where both sides have studies, else too little."""
    both = {Stance.SUPPORTS, Stance.CONTRADICTS} <= {
        e.stance for e in counted if e.study.design.is_controlled
    }
    answer = Answer.CONFLICTING if both else Answer.TOO_LITTLE_EVIDENCE
    rule = AppliedRule(
        "undecided",
        "the weight of the studies does not settle it either way",
    )
    certainty = certainty if both else Certainty.VERY_LOW
    return _Decision(answer, certainty, (rule, *rules), p)


def _shortage(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    """Too little to answer: no review, no large trial, no two independent controlled studies."""
    controlled = [e for e in counted if e.study.design.is_controlled]
    if not controlled:
        return AppliedRule("too little evidence", "no controlled study in people counts")
    if any(_is_review_of_several(e) for e in controlled):
        return None
    eligible = [e for e in controlled if _answers_alone_or_together(e, claim)]
    people = sum(e.study.participants or _UNKNOWN_SIZE for e in eligible)
    if any((e.study.participants or 0) >= _LARGE_TRIAL for e in eligible):
        return None
    if len(eligible) >= 2 and people >= _SMALL_BODY:
        return None
    many = (
        f"{len(controlled)} controlled studies" if len(controlled) > 1 else "one controlled study"
    )
    known = sum(e.study.participants or 0 for e in controlled)
    people_text = f" with {known} people" if known else ""
    return AppliedRule(
        "too little evidence",
        f"only {many}{people_text}: not enough to answer",
        0,
        tuple(sorted(e.study.record_id for e in controlled)),
    )


def _is_review_of_several(evidence: Evidence) -> bool:
    """A review that tells how much it rests on: two studies, enough people or a pooled effect."""
    study = evidence.study
    if not study.design.is_review_of_studies:
        return False
    if study.studies is not None:
        return study.studies >= 2
    effect = evidence.finding.effect if evidence.finding else None
    return (
        study.design is not Design.SYSTEMATIC_REVIEW
        or (study.participants or 0) >= _SMALL_BODY
        or (effect is not None and effect.value is not None)
    )


def _answers_alone_or_together(evidence: Evidence, claim: Claim) -> bool:
    design = evidence.study.design
    if claim.relation in _OBSERVATIONAL_RELATIONS:
        return True
    return design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL) or (
        design.is_review_of_studies
    )


def _disagreement(counted: Sequence[Evidence]) -> AppliedRule | None:
    """Studies of the same thing disagree, with something solid on each side."""
    sides = {
        stance: [e for e in counted if e.stance is stance and e.study.design.is_controlled]
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
    }
    weights = {s: sum(e.weight for e in side) for s, side in sides.items()}
    total = sum(weights.values())
    if not total or min(weights.values()) / total < DISAGREEMENT:
        return None
    if not all(_is_solid(side) for side in sides.values()):
        return None
    yes, no = len(sides[Stance.SUPPORTS]), len(sides[Stance.CONTRADICTS])
    return AppliedRule(
        "conflict",
        f"{yes} for and {no} against, with "
        f"{round(100 * min(weights.values()) / total)} % of the weight on the smaller side",
        0,
        tuple(sorted(e.study.record_id for side in sides.values() for e in side)),
    )


def _is_solid(side: Sequence[Evidence]) -> bool:
    """A sound review of several studies, or people enough in more than one study."""
    people = sum(e.study.participants or _UNKNOWN_SIZE for e in side)
    sound = [e for e in side if not DOUBTS.keys() & set(e.study.flags)]
    return (
        any(_is_review_of_several(e) for e in sound)
        or people >= _LARGE_TRIAL
        or (len(side) >= 2 and people >= 2 * _SMALL_BODY)
    )


# --- parts ------------------------------------------------------------------------------------

_SHARED = (Match.SAME, Match.SOME_FORMS)


def _parts(
    evidence: Sequence[Evidence],
    claim: Claim,
    names: Mapping[str, str],
    by: _Models,
) -> tuple[Part, ...]:
    """One part for each intervention variant x condition variant that the studies fall into."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for each in evidence:
        key = _part_key(each)
        if key is not None:
            groups.setdefault(key, []).append(each)
    untested = {key for key, group in groups.items() if not any(e.counted for e in group)}
    kept = {
        key: group for key, group in groups.items()
        if key not in untested or not _is_covered(key, set(groups))
    }  # fmt: skip
    parts = [_part(key, group, claim, names, by) for key, group in sorted(kept.items())]
    if not any(p.studies for p in parts):
        whole = [e for e in evidence if e.counted]
        return (_part(("", ""), whole, claim, names, by),)
    return tuple(sorted(parts, key=lambda p: (-p.studies, -p.certainty.level, p.label)))


def _part_key(evidence: Evidence) -> tuple[str, str] | None:
    """The variant pair a study falls into, ``None`` if it forms no part.

    An indirect study of a sibling treatment in a variant of the condition names a part in which
    the claim's own treatment was not tested.
    """
    study = evidence.study
    if not study.design.is_controlled or evidence.stance is Stance.NOT_ABOUT:
        return None
    if evidence.condition_match not in _SHARED:
        return None
    if evidence.intervention_match in _SHARED:
        return (evidence.intervention_variant, evidence.condition_variant)
    if evidence.intervention_match is Match.SIBLING and evidence.condition_variant:
        return ("", evidence.condition_variant)
    return None


def _is_covered(key: tuple[str, str], all_keys: set[tuple[str, str]]) -> bool:
    """Whether a part without a counted study of its own says nothing beyond the others."""
    x, y = key
    if x and y:
        return False
    return any(
        other != key and (not x or other[0] == x) and (not y or other[1] == y) for other in all_keys
    )


def _part(
    key: tuple[str, str],
    group: Sequence[Evidence],
    claim: Claim,
    names: Mapping[str, str],
    by: _Models,
) -> Part:
    counted = _by_themselves([e for e in group if e.counted])
    decision = _decided(counted, claim, by)
    x_id, y_id = key
    pico = claim.pico
    is_untested = bool(group) and not any(e.intervention_match in _SHARED for e in group)
    x = names[x_id] if x_id else (f"any {pico.intervention.name}" if is_untested
                                  else pico.intervention.name)  # fmt: skip
    y = names[y_id] if y_id else pico.condition.name
    controlled = [e for e in counted if e.study.design.is_controlled]
    return Part(
        label=f"{x} for {y}",
        intervention=x,
        condition=y,
        answer=decision.answer,
        certainty=decision.certainty,
        intervention_ids=(x_id or pico.intervention.id,),
        condition_ids=(y_id or pico.condition.id,),
        rules=decision.rules,
        records=tuple(sorted(e.study.record_id for e in group)),
        studies=len(controlled),
        participants=participants_in(controlled),
        probability=decision.probability,
    )


def _by_themselves(group: Sequence[Evidence]) -> list[Evidence]:
    """A part's studies as what they are there. A review that stands in another part does not
    include them: what they lost for being older than a review is given back."""
    own = [_as_itself(e) for e in group]
    if any(e.study.design.is_review_of_studies for e in own):
        return own
    return [
        replace(e, weight=round(e.weight / HALF, 4)) if MAY_BE_INCLUDED in e.notes else e
        for e in own
    ]


def _as_itself(evidence: Evidence) -> Evidence:
    """Within its own part a variant is the thing itself, not "some forms" of it."""
    return replace(evidence, intervention_match=Match.SAME, condition_match=Match.SAME)


def _with_parts(overall: _Decision, parts: Sequence[Part], pooled: Sequence[Evidence]) -> _Decision:
    """The headline is "depends" where parts differ and no study of the claim as a whole decides."""
    if len(parts) < 2:
        return overall
    firm = [p for p in parts if p.answer is not Answer.TOO_LITTLE_EVIDENCE]
    as_a_whole = any(
        e.intervention_match is Match.SAME and e.condition_match is Match.SAME
        and e.study.design.is_controlled
        for e in pooled
    )  # fmt: skip
    opposed = {Answer.SUPPORTED, Answer.CONTRADICTED} <= {p.answer for p in firm}
    silent = [
        p for p in parts
        if p.answer is Answer.TOO_LITTLE_EVIDENCE and not _has_controlled_support(p, pooled)
    ]  # fmt: skip
    if not opposed and (as_a_whole or not firm or not silent):
        return overall
    return _depends(parts, overall.probability)


def _depends(parts: Sequence[Part], probability: float | None) -> _Decision:
    """Parts differ: as sure as the least sure part that has an answer."""
    firm = [p for p in parts if p.answer is not Answer.TOO_LITTLE_EVIDENCE]
    rule = AppliedRule(
        "parts differ",
        "; ".join(f"{p.label}: {p.answer.value.replace('_', ' ')}" for p in parts),
        0,
        tuple(sorted({r for p in parts for r in p.records})),
    )
    certainty = Certainty.from_level(min((p.certainty.level for p in firm), default=1))
    return _Decision(Answer.DEPENDS, certainty, (rule,), probability)


_FIRM = (Answer.SUPPORTED, Answer.CONTRADICTED)


def _no_surer_than_parts(
    overall: _Decision, parts: Sequence[Part], pooled: Sequence[Evidence]
) -> _Decision:
    """Studies of different things add up to no more than the best of them is known.

    Studies that a person let in stand outside all parts; then the whole is more than its parts.
    """
    beyond = [e for e in pooled if e.study.design.is_controlled and _part_key(e) is None]
    if len(parts) < 2 or beyond or overall.answer not in (*_FIRM, Answer.CONFLICTING):
        return overall
    is_conflict = overall.answer is Answer.CONFLICTING
    agreeing = [p for p in parts if is_conflict or p.answer is overall.answer]
    if not agreeing:
        return _without_answering_part(overall, parts)
    best = max(p.certainty.level for p in agreeing)
    if overall.certainty.level <= best:
        return overall
    rule = AppliedRule(
        "no surer than its parts",
        "none of them is surer by itself",
        best - overall.certainty.level,
        tuple(sorted({r for p in agreeing for r in p.records})),
    )
    return replace(overall, certainty=Certainty.from_level(best), rules=(*overall.rules, rule))


def _without_answering_part(overall: _Decision, parts: Sequence[Part]) -> _Decision:
    """The whole leans one way and no part does: it depends, or nobody can say."""
    if any(p.answer in _FIRM for p in parts):
        return _depends(parts, overall.probability)
    rule = AppliedRule(
        "too little evidence",
        "the studies are of different things, and too few of each to answer",
        0,
        tuple(sorted({r for p in parts for r in p.records})),
    )
    return _Decision(Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW, (rule,), overall.probability)


def _has_controlled_support(part: Part, pooled: Sequence[Evidence]) -> bool:
    return any(
        e.study.record_id in part.records
        and e.stance is Stance.SUPPORTS
        and e.study.design.is_controlled
        for e in pooled
    )


# --- open comparisons -------------------------------------------------------------------------


def _compared(counted: Sequence[Evidence], claim: Claim, by: _Models) -> _Decision:
    """Whether there is enough and which way it goes is one question here (``comparing``)."""
    found = compared(counted, by.comparing)
    if found.answer is Answer.TOO_LITTLE_EVIDENCE:
        return _Decision(found.answer, Certainty.VERY_LOW, (found.rule,), None)
    certainty, rules = certainty_of(counted, claim)
    p = round(found.likelihoods.differs, 4)
    return _Decision(found.answer, certainty, (found.rule, *rules), p)
