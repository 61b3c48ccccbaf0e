"""Where a record's study stands to the claim: the PICO gate by the words of title and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sceptic.appraisal.arms_told import (
    compares_forms,
    is_given_with_another,
    is_measured_against,
)
from sceptic.appraisal.comparators import PASSIVE_COMPARATOR
from sceptic.appraisal.head_to_head import compared_with
from sceptic.appraisal.matching import Families, Family
from sceptic.appraisal.mention_places import is_background, is_what_people_had
from sceptic.appraisal.own_words import (
    finding_in_own_words,
    is_only_comparator,
    never_acts,
    speaks_of,
)
from sceptic.appraisal.placing import Place
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Design, Direction, Finding, Match, Study
from sceptic.domain.record import Record

_VERSUS = re.compile(
    r"\b(?:versus|vs?\.?|compared (?:with|to)|in comparison (?:with|to)|than)\b", re.IGNORECASE
)


def may_be_placed(families: Families, record: Record) -> bool:
    """Whether a record with an abstract names both concepts where `placed_by_text` looks.

    Cheap, so that most records need not be read: where it says no, the study is not about the
    claim. A short form that the text introduces stands there with its long form.
    """
    if not any(families.intervention.mentions(t) for t in (record.title, record.abstract_text)):
        return False
    headings = "; ".join(h.descriptor for h in record.mesh)
    keywords = "; ".join(k.text for k in record.keywords)
    places = (record.title, headings, keywords, record.abstract_text)
    return any(families.condition.mentions(text) for text in places)


def placed_by_text(
    study: Study, families: Families, record: Record, relation: Relation = Relation.HELPS
) -> Place:
    """The place of a study by title, headings, findings and abstract."""
    as_cause = relation is Relation.CAUSES
    title, treatment = record.title, families.intervention
    x = _seen_tested(treatment, study, record, as_cause=as_cause)
    y = _seen(families.condition, study, record)
    finding = study.findings[0] if study.findings else None
    if x is None or y is None:
        missing = Match.OTHER
        return Place(finding, missing if x is None else x.match, missing if y is None else y.match,
                      about=0.0)  # fmt: skip
    z = families.comparison
    about = x.strength * y.strength * _title_factor(title, finding, y, families)
    is_there_anyway = not as_cause and never_acts(study, treatment)
    is_setting = is_there_anyway or _is_setting(title, x, families, as_cause)
    is_setting = is_setting or (not as_cause and _in_passing(study, record, x, treatment))
    if x.strength < _TESTED or y.strength < _NAMED or is_setting:
        about *= 0.4
    if z is not None and not _is_named(z, study, record):
        about *= 0.4
    is_contest = z is not None and relation is Relation.BETTER_THAN
    if finding is not None and z is not None and is_contest:
        finding = compared_with(finding, study, treatment, z)
    elif finding is not None and not as_cause:
        finding = finding_in_own_words(finding, study, families)
    return Place(
        _active_only(finding, study, record), x.match, y.match, x.variant, y.variant, about=about,
        swapped=z is not None and not is_contest and _stands_second(title, treatment, z),
        only_comparator=z is None and (
            _is_only_comparator(title, treatment) or is_measured_against(title, treatment)
            or is_only_comparator(study, treatment)
        ),
        within=_is_within(finding, treatment, record) or (
            not is_contest and compares_forms(study, treatment, record.abstract_text)
        ),
        combined=(
            is_in_combination(title, finding, treatment)
            or is_given_with_another(study, treatment)
        ) if z is None else (
            is_in_combination(title, finding, treatment, beside=z)
            or is_in_combination(title, finding, z, beside=treatment)
        ),
    )  # fmt: skip


def _in_passing(study: Study, record: Record, x: _Seen, treatment: Family) -> bool:
    """Whether a study names the treatment in no title and hardly in its abstract; a review of
    several may.
    """
    if x.strength != _TESTED or study.design.is_review_of_studies:
        return False
    return len(treatment.mentions(record.abstract_text)) < _OFTEN


_OFTEN = 3
_TESTED, _NAMED = 0.9, 0.85
"""A treatment is tested if title or findings name it; a condition may stand in the headings."""


def _active_only(finding: Finding | None, study: Study, record: Record) -> Finding | None:
    """A trial without a word of placebo or an untreated group compared active treatments."""
    if finding is None or finding.comparator or finding.direction is not Direction.NO_DIFFERENCE:
        return finding
    is_trial = study.design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL)
    if not is_trial or PASSIVE_COMPARATOR.search(f"{record.title} {record.abstract_text}"):
        return finding
    return replace(finding, comparator="another active treatment")


_REGIMENS = re.compile(
    r"\b(?:two|three|four|different|various|optimal|optimum) (?:[\w-]+ ){0,3}(?:doses?|dosages?|"
    r"regimens?|schedules?|strengths?|durations?|formulations?|concentrations?)\b",
    re.IGNORECASE,
)


def _is_within(finding: Finding | None, intervention: Family, record: Record) -> bool:
    if finding is None:
        return False
    if all(intervention.mentions(side) for side in (finding.intervention, finding.comparator)):
        return True
    text = f"{record.title} {record.abstract_text}"
    return bool(_REGIMENS.search(record.title)) and not PASSIVE_COMPARATOR.search(text)


_JOINED_AFTER = re.compile(
    r"^(?: tablets?| capsules?)?(?: ?/ ?| plus | ?\+ ?|[- ]?combined with )(?P<other>[a-z]{4,})"
    r"|^ (?:and|with) (?P<mixed>[a-z]{4,})",
    re.IGNORECASE,
)
_JOINED_BEFORE = re.compile(
    r"(?P<other>[a-z]{4,})(?: ?/ ?| plus | ?\+ ?| combined with )(?:[a-z-]+ ){0,2}$"
    r"|(?P<mixed>[a-z]{4,})(?: (?:and|with) (?:[a-z-]+ ){0,2}|-)$",
    re.IGNORECASE,
)
_MIXTURE = re.compile(
    r"\b(?:combin\w+|additive effects?|chemotherapy (?:with|using)|fixed[- ]dose|co-?administ\w+|"
    r"cocktail)\b",
    re.IGNORECASE,
)


def is_in_combination(
    title: str, finding: Finding | None, intervention: Family, *, beside: Family | None = None
) -> bool:
    """Whether the title gives the treatment together with another: "tramadol/paracetamol".

    "And" joins two treatments only where the title speaks of a combination. A treatment added to
    what both arms get is tested by itself: its partner stands on the other side, or is "alone".
    """
    partners = set()
    is_mixture = _MIXTURE.search(title) is not None
    for start, end, _ in intervention.mentions(title):
        for match in (_JOINED_AFTER.match(title[end:]), _JOINED_BEFORE.search(title[:start])):
            if match and (match["other"] or is_mixture):
                partners.add((match["other"] or match["mixed"]).casefold())
    if beside is not None:
        partners = {p for p in partners if not beside.mentions(p)}
    if not partners or re.search(r"\balone\b", title, re.IGNORECASE):
        return False
    other_side = (finding.comparator if finding else "").casefold()
    words = re.findall(r"[a-z]+", title.casefold())
    return not any(
        p not in _NOT_NAMES and (p in other_side or words.count(p) > 1) for p in partners
    )


_NOT_NAMES = frozenset({"dose", "doses", "treatment", "therapy", "given", "used", "tablets"})
_MEANS = re.compile(r"\b(?:with|using|by|via|through)\b[^:;.]{0,40}$", re.IGNORECASE)


def _title_factor(title: str, finding: Finding | None, y: _Seen, families: Families) -> float:
    """Less where the title names another treatment as the one tested, or another condition."""
    factor = 1.0
    if finding is None:
        return factor
    sides = f"{finding.intervention} | {finding.comparator}"
    if finding.intervention and not families.intervention.mentions(sides):
        mentions = families.intervention.mentions(title)
        is_means = any(_MEANS.search(title[:start]) for start, _, _ in mentions)
        factor *= 1.0 if is_means else 0.4
    if finding.condition and y.strength < 1.0:
        factor *= 0.6
    return factor


def _is_setting(title: str, x: _Seen, families: Families, as_cause: bool) -> bool:
    """Whether the title names the treatment only as what its patients happen to have, as what
    another was added to, or within the name of another thing."""
    mentions = families.intervention.mentions(title)
    if not mentions:
        return families.intervention.is_part_of_another(title)
    return x.strength == 1.0 and all(
        is_background(title, m, as_cause=as_cause)
        or is_what_people_had(title, m, as_cause=as_cause)
        for m in mentions
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    match: Match
    variant: str
    strength: float


def _seen(family: Family, study: Study, record: Record) -> _Seen | None:
    """Where a record names a concept: title, headings, conclusion, elsewhere in the abstract."""
    headings = "; ".join(h.descriptor for h in record.mesh)
    keywords = "; ".join(k.text for k in record.keywords)
    places = (
        (record.title, 1.0), (headings, 0.85), (keywords, 0.85),
        (" ".join(_findings_of(study)), 0.9), (record.abstract_text, 0.45),
    )  # fmt: skip
    best, ids = 0.0, set[str]()
    for text, strength in places:
        mentions = [m for m in family.mentions(text) if not _LACKS.search(text[: m[0]])]
        if mentions and strength > best:
            best, ids = strength, {m[2] for m in mentions}
        elif mentions and strength == best:
            ids |= {m[2] for m in mentions}
    if not best:
        return None
    variants = {family.variant_of(i) for i in ids}
    if variants == {""} or len(variants) > 1:
        return _Seen(Match.SAME, "", best)
    return _Seen(Match.SOME_FORMS, variants.pop(), best)


_LACKS = re.compile(
    r"\b(?:without|free (?:of|from)|absence of|no(?:t have| evidence of| history of))"
    r"(?: (?:an?|any|apparent|known|overt|clinical|established|prior|previous))? $",
    re.IGNORECASE,
)
"""People without a condition are not those who have it."""


def _seen_tested(family: Family, study: Study, record: Record, *, as_cause: bool) -> _Seen | None:
    """As `_seen`; findings that name the treatment as one of a list do not tell that it was
    tested."""
    seen = _seen(family, study, record)
    if seen is None or seen.strength != _TESTED:
        return seen
    told = tuple(r.text for r in study.conclusion)
    if as_cause or not told or study.design.is_review_of_studies:
        told = _findings_of(study)
    if any(speaks_of(text, family, as_cause=as_cause) for text in told):
        return seen
    return replace(seen, strength=_MENTIONED)


_MENTIONED = 0.45


def _is_named(family: Family, study: Study, record: Record) -> bool:
    """Whether title or findings name a treatment."""
    return any(family.mentions(text) for text in (record.title, *_findings_of(study)))


def _findings_of(study: Study) -> tuple[str, ...]:
    key = (study.key_result,) if study.key_result else ()
    return tuple(r.text for r in (*study.conclusion, *key))


def _is_only_comparator(title: str, intervention: Family) -> bool:
    """Whether the title names the intervention only after "versus": it is what others are
    measured against."""
    versus = _VERSUS.search(title)
    if not versus:
        return False
    mentions = intervention.mentions(title)
    return bool(mentions) and all(start > versus.start() for start, _, _ in mentions)


def _stands_second(title: str, intervention: Family, comparison: Family) -> bool:
    """Whether the title names the claim's comparison first and its intervention second."""
    x, z = intervention.mentions(title), comparison.mentions(title)
    return bool(x and z) and bool(_VERSUS.search(title)) and z[0][0] < x[0][0]
