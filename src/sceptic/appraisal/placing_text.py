"""Where a record's study stands to the claim: the PICO gate by the words of title and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sceptic.appraisal.comparators import PASSIVE_COMPARATOR
from sceptic.appraisal.matching import Families, Family
from sceptic.appraisal.placing import Place
from sceptic.domain.evidence import Design, Direction, Finding, Match, Rationale, Study
from sceptic.domain.record import Record

_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|compared (?:with|to)|in comparison (?:with|to)|than)\b", re.IGNORECASE
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


def placed_by_text(study: Study, families: Families, record: Record) -> Place:
    x = _seen(families.intervention, study, record)
    y = _seen(families.condition, study, record)
    finding = study.findings[0] if study.findings else None
    if x is None or y is None:
        missing = Match.OTHER
        return Place(finding, missing if x is None else x.match, missing if y is None else y.match,
                      about=0.0)  # fmt: skip
    z = families.comparison
    about = x.strength * y.strength * _title_factor(record.title, finding, y, families)
    if x.strength < _TESTED or y.strength < _NAMED or _is_setting(record.title, x, families):
        about *= 0.4
    if z is not None and _seen(z, study, record) is None:
        about *= 0.4
    return Place(
        _active_only(finding, study, record), x.match, y.match, x.variant, y.variant, about=about,
        swapped=z is not None and _stands_second(record.title, families.intervention, z),
        only_comparator=z is None and _is_only_comparator(record.title, families.intervention),
        within=_is_within(finding, families.intervention),
        combined=z is None and is_in_combination(record.title, finding, families.intervention),
    )  # fmt: skip


_TESTED, _NAMED = 0.9, 0.85
"""A treatment is tested if title or findings name it; a condition may stand in the headings."""
_SETTING = re.compile(
    r"\b(?:among|undergoing|receiving|treated with|taking|after|during|following|before|"
    r"users? of|(?:patients|people|women|men|children|adults|infants) "
    r"(?:on|with|in))\b[^:;.]{0,40}$",
    re.IGNORECASE,
)


def _active_only(finding: Finding | None, study: Study, record: Record) -> Finding | None:
    """A trial without a word of placebo or an untreated group compared active treatments."""
    if finding is None or finding.comparator or finding.direction is not Direction.NO_DIFFERENCE:
        return finding
    is_trial = study.design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL)
    if not is_trial or PASSIVE_COMPARATOR.search(f"{record.title} {record.abstract_text}"):
        return finding
    return replace(finding, comparator="another active treatment")


def _is_within(finding: Finding | None, intervention: Family) -> bool:
    return finding is not None and all(
        intervention.mentions(side) for side in (finding.intervention, finding.comparator)
    )


_JOINED_AFTER = re.compile(
    r"^(?: tablets?| capsules?)?(?: ?/ ?| plus | ?\+ ?|[- ]?combined with )(?P<other>[a-z]{4,})"
    r"|^ (?:and|with) (?P<mixed>[a-z]{4,})",
    re.IGNORECASE,
)
_JOINED_BEFORE = re.compile(
    r"(?P<other>[a-z]{4,})(?: ?/ ?| plus | ?\+ ?| combined with )(?:[a-z]+ ){0,2}$"
    r"|(?P<mixed>[a-z]{4,}) (?:and|with) (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_MIXTURE = re.compile(r"\b(?:combin\w+|fixed[- ]dose|co-?administ\w+|cocktail)\b", re.IGNORECASE)


def is_in_combination(title: str, finding: Finding | None, intervention: Family) -> bool:
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
    if not partners or re.search(r"\balone\b", title, re.IGNORECASE):
        return False
    other_side = (finding.comparator if finding else "").casefold()
    return not any(p in other_side or title.casefold().count(p) > 1 for p in partners)


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


def _is_setting(title: str, x: _Seen, families: Families) -> bool:
    """Whether the title names the treatment only as what its patients happen to have."""
    mentions = families.intervention.mentions(title)
    return (
        x.strength == 1.0
        and bool(mentions)
        and all(_SETTING.search(title[:start]) for start, _, _ in mentions)
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    match: Match
    variant: str
    strength: float


def _seen(family: Family, study: Study, record: Record) -> _Seen | None:
    """Where a record names a concept: title, headings, conclusion, elsewhere in the abstract."""
    findings_text = " ".join(r.text for r in (*study.conclusion, *_key(study)))
    headings = "; ".join(h.descriptor for h in record.mesh)
    keywords = "; ".join(k.text for k in record.keywords)
    places = (
        (record.title, 1.0), (headings, 0.85), (keywords, 0.85),
        (findings_text, 0.9), (record.abstract_text, 0.45),
    )  # fmt: skip
    best, ids = 0.0, set[str]()
    for text, strength in places:
        mentions = family.mentions(text)
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


def _key(study: Study) -> tuple[Rationale, ...]:
    return (study.key_result,) if study.key_result else ()


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
