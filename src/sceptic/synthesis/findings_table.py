"""Brief -> Summary of Findings, after GRADE guidelines 12 (PMID 22609141) and 26 (PMID 31711912).

One row for each outcome of each part, at most seven. A row is never surer than the part it belongs
to. Nothing is left blank: a cell without a figure says why it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sceptic.appraisal.aim import Aim, wanted_aim
from sceptic.domain.brief import Brief, Source, Statement
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import (
    Answer,
    AppliedRule,
    Certainty,
    Direction,
    Evidence,
    Match,
    Part,
)
from sceptic.domain.telling import FindingsRow, FindingsTable
from sceptic.synthesis.certainty import certainty_of, participants_in
from sceptic.synthesis.relative_effect import Relative, relative_of, risks_of
from sceptic.synthesis.section_answer import rule_sentence
from sceptic.synthesis.sourcing import count_source, evidence_sources, method_source
from sceptic.synthesis.wording import (
    comparison_sentence,
    figure,
    finding_sentence,
    is_plural,
    plural,
    sentence_case,
)

MOST_ROWS = 7
"""GRADE's limit."""
_COMPARISONS = 3
"""Comparisons named at the head of the table; each row's footing is in its studies."""
NO_BASELINE = "not computed: no record tells how many have it without"
NO_EFFECT = "not pooled: fewer than two comparable effects"
NO_STUDY = "no controlled study counts"


@dataclass(frozen=True, slots=True)
class _Body:
    """The counted studies of one outcome in one part."""

    part: Part
    outcome: str
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        return sum(e.weight for e in self.evidence)


class _Notes:
    """Footnotes, each text once, numbered in the order of use."""

    def __init__(self, brief: Brief) -> None:
        self._by_id = {e.study.record_id: e for e in brief.evidence}
        self._search = count_source(brief.method, brief.flow.found)
        self._statements: dict[str, Statement] = {}

    def numbers(self, rules: Iterable[AppliedRule]) -> tuple[int, ...]:
        found = []
        for rule in rules:
            text = rule_sentence(rule)
            named = (self._by_id[r] for r in rule.records if r in self._by_id)
            sources = evidence_sources(named) or (self._search,)
            self._statements.setdefault(text, Statement(text, sources))
            found.append(list(self._statements).index(text) + 1)
        return tuple(sorted(set(found)))

    @property
    def all(self) -> tuple[Statement, ...]:
        return tuple(self._statements.values())


def findings_table(brief: Brief) -> FindingsTable:
    """The table of a brief; a part without a study keeps its row, so that nothing goes missing."""
    notes = _Notes(brief)
    bodies = list(_bodies(brief))
    shown = sorted(bodies[:MOST_ROWS], key=lambda b: brief.verdict.parts.index(b.part))
    pico = brief.claim.pico
    return FindingsTable(
        population=f"people {_at_risk_or_ill(brief)} {pico.condition.name}"
        + (f", {pico.population.name}" if pico.population else ""),
        intervention=pico.intervention.name,
        comparison=_comparison(brief),
        rows=tuple(_row(body, brief, notes) for body in shown),
        notes=notes.all,
        remarks=tuple(_remarks(brief, len(bodies) - len(shown))),
    )


def _at_risk_or_ill(brief: Brief) -> str:
    return "at risk of" if wanted_aim(brief.claim) is Aim.PREVENTION else "with"


def _bodies(brief: Brief) -> Iterator[_Body]:
    """The heaviest outcome of each part first, then the others by weight."""
    by_part = [list(_of_part(brief, part)) for part in brief.verdict.parts]
    yield from (bodies[0] for bodies in by_part)
    rest = [body for bodies in by_part for body in bodies[1:]]
    yield from sorted(rest, key=lambda b: (-b.weight, b.part.label, b.outcome))


def _of_part(brief: Brief, part: Part) -> Iterator[_Body]:
    groups: dict[str, list[Evidence]] = {}
    for each in brief.evidence:
        is_here = each.part == part.label or each.study.record_id in part.records
        if each.counted and each.study.design.is_controlled and is_here:
            groups.setdefault(_outcome(each, brief), []).append(each)
    if not groups:
        yield _Body(part, _asked(brief), ())
    bodies = [_Body(part, outcome, tuple(group)) for outcome, group in groups.items()]
    yield from sorted(bodies, key=lambda b: (-b.weight, b.outcome))


def _asked(brief: Brief) -> str:
    return (brief.claim.pico.outcome or brief.claim.pico.condition).name


def _outcome(evidence: Evidence, brief: Brief) -> str:
    return (evidence.finding.outcome if evidence.finding else "") or _asked(brief)


def _row(body: _Body, brief: Brief, notes: _Notes) -> FindingsRow:
    certainty, rules = _certainty(body, brief)
    relative = relative_of(body.evidence)
    risks = risks_of(body.evidence, relative)
    without, with_it = _absolute(body, relative, risks)
    people = participants_in(body.evidence)
    return FindingsRow(
        part=body.part.label,
        outcome=body.outcome,
        people=people,
        studies=_studies(body.evidence),
        relative=relative.words if relative else (NO_EFFECT if body.evidence else NO_STUDY),
        without=without,
        with_it=with_it,
        certainty=certainty,
        notes=notes.numbers(rules),
        meaning=_meaning(body, certainty, relative, brief),
        measure=relative.measure if relative else "",
        value=relative.value if relative else None,
        low=relative.low if relative else None,
        high=relative.high if relative else None,
        risks=risks,
        records=tuple(e.study.record_id for e in body.evidence),
    )


def _certainty(body: _Body, brief: Brief) -> tuple[Certainty, tuple[AppliedRule, ...]]:
    """GRADE's word for this outcome, never above its part's, with the rules that moved it."""
    part = body.part
    of_part = tuple(r for r in part.rules if r.steps)
    if not body.evidence or part.answer is Answer.TOO_LITTLE_EVIDENCE:
        return part.certainty, of_part or part.rules[:1]
    as_itself = [
        replace(e, intervention_match=Match.SAME, condition_match=Match.SAME)
        for e in body.evidence
    ]  # fmt: skip
    own, rules = certainty_of(as_itself, brief.claim)
    moved = tuple(r for r in rules if r.steps)
    if own.level <= part.certainty.level:
        return own, moved
    named = {r.rule for r in moved}
    return part.certainty, (*moved, *(r for r in of_part if r.rule not in named))


def _studies(evidence: Sequence[Evidence]) -> str:
    """``2 reviews, the largest of 50 studies, and 3 single studies``"""
    reviews = [e.study for e in evidence if e.study.design.is_review_of_studies]
    singles = len(evidence) - len(reviews)
    held = max((s.studies or 0 for s in reviews), default=0)
    words = []
    if reviews:
        of = " of " if len(reviews) == 1 else ", the largest of "
        holds = f"{of}{plural(held, 'study', 'studies')}" if held else ""
        words.append(plural(len(reviews), "review") + holds)
    if singles:
        words.append(plural(singles, "single study", "single studies"))
    joined = ", and " if held and len(reviews) > 1 else " and "
    return joined.join(words) or "0 studies"


def _comparison(brief: Brief) -> str:
    """What it was asked about, else what the counted studies compared with, heaviest first."""
    if brief.claim.pico.comparison is not None:
        return brief.claim.pico.comparison.name
    counted = sorted((e for e in brief.evidence if e.counted), key=lambda e: -e.weight)
    named = dict.fromkeys(e.finding.comparator for e in counted if e.finding)
    found = [name for name in named if name][:_COMPARISONS]
    return ", ".join(found) or "not named by the records"


def _absolute(
    body: _Body,
    relative: Relative | None,
    risks: tuple[int, int, int | None, int | None] | None,
) -> tuple[str, str]:
    """Cells "without" and "with", or why they hold no figure."""
    if risks is not None:
        base, with_it, low, high = risks
        interval = f" ({low} to {high})" if low is not None and high is not None else ""
        return f"{base} in 1000", f"{with_it} in 1000{interval}"
    if not body.evidence:
        return NO_STUDY, NO_STUDY
    if relative is not None and relative.is_difference:
        words = f"{relative.difference_words}, not a share of people"
        return words, words
    return NO_BASELINE, NO_BASELINE


# --- what it means ----------------------------------------------------------------------------

_GRADED: dict[Certainty, str] = {
    Certainty.HIGH: "{x} {verb} {outcome}",
    Certainty.MODERATE: "{x} probably {verb} {outcome}",
    Certainty.LOW: "{x} may {base} {outcome}",
}


def _meaning(
    body: _Body, certainty: Certainty, relative: Relative | None, brief: Brief
) -> Statement:
    sources = evidence_sources(body.evidence) or _part_sources(body.part, brief)
    text = _meaning_words(body, certainty, relative, brief)
    return Statement(text, (*sources, method_source("grade-wording")))


def _part_sources(part: Part, brief: Brief) -> tuple[Source, ...]:
    named = [e for e in brief.evidence if e.study.record_id in part.records]
    return evidence_sources(named) or (count_source(brief.method, brief.flow.found),)


def _meaning_words(
    body: _Body, certainty: Certainty, relative: Relative | None, brief: Brief
) -> str:
    claim, part = brief.claim, body.part
    if claim.relation is Relation.COMPARES:
        return comparison_sentence(claim, brief.verdict)
    if not body.evidence or part.answer is Answer.TOO_LITTLE_EVIDENCE:
        return finding_sentence(claim, part.answer, certainty, part.intervention, part.condition)
    if not claim.relation.is_helping:
        return finding_sentence(claim, part.answer, certainty, part.intervention, part.condition)
    if certainty is Certainty.VERY_LOW:
        return (
            f"The evidence is very uncertain about the effect of {part.intervention} on "
            f"{body.outcome}."
        )
    direction = _leading(body.evidence)
    if direction is None and not _no_better(body.evidence):
        return f"Studies disagree on what {part.intervention} {_does(part)} to {body.outcome}."
    verb, base = _verbs(direction, relative, body)
    words = _GRADED[certainty].format(
        x=part.intervention,
        verb=base if is_plural(part.intervention) else verb,
        base=base,
        outcome=body.outcome,
    )
    return f"{sentence_case(words)}."


def _does(part: Part) -> str:
    return "do" if is_plural(part.intervention) else "does"


def _leading(evidence: Sequence[Evidence]) -> Direction | None:
    """The direction with three quarters of the weight, ``None`` where they are at odds."""
    weights: dict[Direction, float] = {}
    for each in evidence:
        if each.finding is not None and each.finding.direction is not Direction.UNCLEAR:
            way = each.finding.direction
            weights[way] = weights.get(way, 0.0) + each.weight
    if not weights:
        return None
    best = max(weights, key=lambda w: (weights[w], w))
    return best if weights[best] >= 0.75 * sum(weights.values()) else None


def _no_better(evidence: Sequence[Evidence]) -> bool:
    """Whether "no difference" and "worse" together hold three quarters of the weight."""
    known = [e for e in evidence if e.finding and e.finding.direction is not Direction.UNCLEAR]
    against = [e for e in known if e.finding and e.finding.direction is not Direction.BETTER]
    return sum(e.weight for e in against) >= 0.75 * sum(e.weight for e in known) > 0


def _verbs(direction: Direction | None, relative: Relative | None, body: _Body) -> tuple[str, str]:
    """Third person and base form: GRADE's "reduces" only where a ratio says which way."""
    if direction is Direction.NO_DIFFERENCE:
        return "makes little or no difference to", "make little or no difference to"
    if relative is not None and relative.is_ratio and relative.value not in (None, 1.0):
        is_less = (relative.value or 0) < 1
        return ("reduces", "reduce") if is_less else ("increases", "increase")
    against = next((e.finding.comparator for e in body.evidence if e.finding), "")
    than = f"than {against or 'the comparison'} "
    if direction is None:
        return f"does no better {than}on", f"do no better {than}on"
    word = "better" if direction is Direction.BETTER else "worse"
    return f"does {word} {than}on", f"do {word} {than}on"


def _remarks(brief: Brief, left_out: int) -> Iterator[Statement]:
    table = method_source("findings-table")
    if left_out:
        yield Statement(
            f"{sentence_case(plural(left_out, 'further outcome'))} "
            f"{'is' if left_out == 1 else 'are'} not shown: a table holds at most {MOST_ROWS}.",
            (table,),
            role="remark",
        )
    harms = [e for e in brief.evidence if e.shown_as_harm]
    if harms:
        yield Statement(
            f"Harms are told apart and not graded: {figure(len(harms))} "
            f"{'record names' if len(harms) == 1 else 'records name'} one.",
            evidence_sources(harms),
            role="remark",
        )


__all__ = ["MOST_ROWS", "NO_BASELINE", "NO_EFFECT", "NO_STUDY", "findings_table"]
