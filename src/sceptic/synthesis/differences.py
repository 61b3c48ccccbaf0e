"""(Brief, Brief) -> BriefDiff: what was asked, which studies came, went or changed, what moved."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sceptic.domain.brief import Brief, Method
from sceptic.domain.claim import Concept
from sceptic.domain.difference import BriefDiff, Fate, Moved, PartMove, Side, StudyMove
from sceptic.domain.evidence import AppliedRule, Change, Direction, Evidence, Part
from sceptic.domain.words import DESIGN_WORDS, STANCE_WORDS, correction_words, vote_words
from sceptic.synthesis.wording import figure

_Reading = tuple[tuple[str, str], ...]


def differences(before: Brief, after: Brief) -> BriefDiff:
    """How a brief differs from an earlier one; weights alone, which hang on each other, are left
    out, and so is the day on which a brief was made.
    """
    studies = tuple(_studies(before, after))
    ids = {e.study.record_id for e in before.evidence}
    changed = sum(s.fate is Fate.CHANGED for s in studies)
    both = sum(e.study.record_id in ids for e in after.evidence)
    old_rules, new_rules = before.verdict.rules, after.verdict.rules
    asked = tuple(_moved(_asked(before), _asked(after)))
    return BriefDiff(
        before=_side(before),
        after=_side(after),
        is_same_claim=_claim_key(before) == _claim_key(after),
        asked=asked,
        made=tuple(_moved(_made(before.method), _made(after.method))),
        verdict=tuple(_moved(_verdict(before), _verdict(after))),
        rules_gone=_without(old_rules, new_rules),
        rules_new=_without(new_rules, old_rules),
        parts=tuple(_parts(before.verdict.parts, after.verdict.parts)),
        flow=tuple(_moved(_flow(before), _flow(after))),
        studies=studies,
        corrections=tuple(_moved(_corrections(before), _corrections(after))),
        gaps=tuple(_moved(_gaps(before), _gaps(after))),
        same_studies=both - changed,
    )


def _side(brief: Brief) -> Side:
    method, verdict = brief.method, brief.verdict
    return Side(
        id=brief.id,
        question=brief.claim.question.text,
        library=method.library.name,
        records=method.library.records,
        made=method.today,
        as_of=method.as_of,
        answer=verdict.answer,
        certainty=verdict.certainty,
        headline=brief.headline.text,
    )


def _moved(before: _Reading, after: _Reading) -> Iterable[Moved]:
    """Values that differ, by name, in the order of the first."""
    old, new = dict(before), dict(after)
    for what in dict.fromkeys(chain(old, new)):
        if old.get(what, "") != new.get(what, ""):
            yield Moved(what, old.get(what, ""), new.get(what, ""))


def _claim_key(brief: Brief) -> tuple[object, ...]:
    claim, pico = brief.claim, brief.claim.pico
    sides = (pico.intervention, pico.condition, pico.comparison, pico.outcome, pico.population)
    return (claim.relation, claim.negated, *(side.id if side else "" for side in sides))


def _asked(brief: Brief) -> _Reading:
    claim, pico = brief.claim, brief.claim.pico
    verb = f"{'not ' if claim.negated else ''}{_words(claim.relation.value)}"
    return (
        ("question", claim.question.text),
        ("what it does", verb),
        ("treatment or cause", pico.intervention.name),
        ("health problem", pico.condition.name),
        ("compared with", _name(pico.comparison)),
        ("outcome", _name(pico.outcome)),
        ("people", _name(pico.population)),
    )


def _name(concept: Concept | None) -> str:
    return concept.name if concept else ""


def _made(method: Method) -> _Reading:
    library = method.library
    return (
        ("library", library.name),
        ("records in the library", figure(library.records)),
        ("newest record", str(library.newest or "")),
        ("content of the library", library.digest),
        ("as of", str(method.as_of or "")),
        ("query", method.query),
        ("looser searches", "; ".join(method.relaxations)),
        ("checked against", "; ".join(method.lists)),
        ("studies read by", "; ".join(method.readers)),
        ("made by", method.software),
        ("settings", method.settings_digest),
        ("models", method.models_digest),
        ("vocabulary", method.rules_digest),
    )


def _verdict(brief: Brief) -> _Reading:
    verdict = brief.verdict
    return (
        ("answer", _words(verdict.answer.value)),
        ("certainty", _words(verdict.certainty.value)),
        ("direction", _words(verdict.direction.value) if verdict.direction else ""),
        ("headline", brief.headline.text),
    )


def _flow(brief: Brief) -> _Reading:
    flow = brief.flow
    steps = {"found": flow.found, "screened": flow.screened, "read": flow.appraised}
    return (
        *((f"records {name}", figure(count)) for name, count in steps.items()),
        ("studies that count", figure(flow.used)),
    )


def _words(value: str) -> str:
    return value.replace("_", " ")


def _without(
    rules: tuple[AppliedRule, ...], others: tuple[AppliedRule, ...]
) -> tuple[AppliedRule, ...]:
    """Rules that are not among the others, whatever studies they rest on."""
    said = {(r.rule, r.because, r.steps) for r in others}
    return tuple(r for r in rules if (r.rule, r.because, r.steps) not in said)


# --- parts ----------------------------------------------------------------------------------------


def _parts(before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterable[PartMove]:
    old, new = {_part_key(p): p for p in before}, {_part_key(p): p for p in after}
    for key in dict.fromkeys(chain(new, old)):
        earlier, later = old.get(key), new.get(key)
        part = later or earlier
        assert part is not None
        gone = _without(earlier.rules, later.rules if later else ()) if earlier else ()
        come = _without(later.rules, earlier.rules if earlier else ()) if later else ()
        moved = tuple(_moved(_part_reading(earlier), _part_reading(later)))
        if moved or gone or come:
            yield PartMove(part.label, _fate(earlier, later), moved, gone, come)


def _part_key(part: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return part.intervention_ids, part.condition_ids


def _part_reading(part: Part | None) -> _Reading:
    if part is None:
        return ()
    return (
        ("answer", _words(part.answer.value)),
        ("certainty", _words(part.certainty.value)),
        ("controlled studies", figure(part.studies)),
        ("people", figure(part.participants)),
    )


def _fate(before: object, after: object) -> Fate:
    if before is None:
        return Fate.CAME
    return Fate.WENT if after is None else Fate.CHANGED


# --- studies --------------------------------------------------------------------------------------


def _studies(before: Brief, after: Brief) -> Iterable[StudyMove]:
    """Those that came, went, changed; what counts first, then by record."""
    old = {e.study.record_id: e for e in before.evidence}
    new = {e.study.record_id: e for e in after.evidence}
    moves = [_study_move(old.get(i), new.get(i)) for i in dict.fromkeys(chain(new, old))]
    order = list(Fate)
    return sorted(
        (m for m in moves if m is not None),
        key=lambda m: (order.index(m.fate), not _matters(m), m.record_id),
    )


def _matters(move: StudyMove) -> bool:
    """It counts, or did before."""
    return move.counted or any(m.what == "counts" and m.before == "yes" for m in move.moved)


def _study_move(before: Evidence | None, after: Evidence | None) -> StudyMove | None:
    moved = tuple(_moved(_reading(before), _reading(after)))
    if not moved:
        return None
    shown = after or before
    assert shown is not None
    study = shown.study
    return StudyMove(
        fate=_fate(before, after),
        record_id=study.record_id,
        study=study.citation.short,
        design=DESIGN_WORDS[study.design],
        counted=shown.counted,
        moved=moved,
        address=study.address,
    )


def _reading(evidence: Evidence | None) -> _Reading:
    """Everything of a study that a reader of the brief sees."""
    if evidence is None:
        return ()
    study, finding = evidence.study, evidence.finding
    direction = finding.direction if finding else Direction.UNCLEAR
    change = finding.change if finding else Change.UNCLEAR
    effect = finding.effect.text if finding and finding.effect else ""
    rows = (
        ("counts", "yes" if evidence.counted else f"no: {evidence.why_not}"),
        ("design", DESIGN_WORDS[study.design]),
        ("people", _number(study.participants)),
        ("studies in it", _number(study.studies)),
        ("direction", _words(direction.value)),
        ("quantity", _words(change.value)),
        ("result", effect),
        ("what it means", STANCE_WORDS[evidence.stance]),
        ("standing", _words(study.retraction.value)),
        ("notice", study.retraction_reason),
        ("cautions", ", ".join(_words(flag.value) for flag in study.flags)),
        ("part", evidence.part),
        ("votes", vote_words(evidence)),
        ("corrected", "; ".join(map(correction_words, evidence.corrections))),
    )
    return tuple((what, value) for what, value in rows if value)


def _number(value: int | None) -> str:
    return "" if value is None else figure(value)


# --- corrections and gaps -------------------------------------------------------------------------


def _corrections(brief: Brief) -> _Reading:
    return tuple(
        (c.id, f"{c.study or c.record_id}: {correction_words(c)}") for c in brief.method.corrections
    )


def _gaps(brief: Brief) -> _Reading:
    """Several gaps of one code stand under one name."""
    found: dict[str, list[str]] = {}
    for gap in brief.gaps:
        found.setdefault(gap.code, []).append(gap.what)
    return tuple((code, "; ".join(what)) for code, what in found.items())
