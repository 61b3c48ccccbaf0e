"""What a study says of the claim's treatment: its finding read from the sentences that speak of it.

A conclusion may also tell of other arms, or name the treatment only as what another was measured
against. Where the title does not name the treatment, only sentences that do can carry a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sceptic.appraisal.comparators import PASSIVE_COMPARATOR, equals_another
from sceptic.appraisal.findings import change_words, direction_of, stating
from sceptic.appraisal.matching import Families, Family
from sceptic.appraisal.mention_places import is_background, is_listed, is_only_compared_with
from sceptic.appraisal.own_outcome import tells_of
from sceptic.appraisal.plain_effects import is_beside_the_point, mended, plainly
from sceptic.domain.evidence import Direction, Finding, Rationale, Study

_OTHER_ARMS = re.compile(
    r"\bbetween (?!(?:the |these |either |both |all )?(?:\w+ )?(?:groups?|arms?|two|three|"
    r"treatments?|baseline)\b)[\w-]+(?: [\w-]+){0,2} and \w+",
    re.IGNORECASE,
)


def speaks_of(text: str, family: Family, *, as_cause: bool = False) -> bool:
    """Whether a sentence names the treatment as something that did or did not do something."""
    return any(
        not is_background(text, m, as_cause=as_cause) and not is_listed(text, m)
        for m in family.mentions(text)
    )


def never_acts(study: Study, family: Family) -> bool:
    """Whether the conclusion names the treatment, and only as what was there anyway."""
    named = [r.text for r in study.conclusion if family.mentions(r.text)]
    return bool(named) and all(
        is_background(t, m) and not _ARM.match(t[m[1] :]) for t in named for m in family.mentions(t)
    )


_ARM = re.compile(r"^[\s-]treated\b", re.IGNORECASE)
"""A conclusion's "X-treated patients" are an arm."""


def is_only_comparator(study: Study, family: Family) -> bool:
    """Whether the conclusion names the treatment, and only as what another is measured against."""
    named = [r.text for r in study.conclusion if family.mentions(r.text)]
    return bool(named) and all(is_only_compared_with(text, family) for text in named)


def finding_in_own_words(finding: Finding, study: Study, families: Families) -> Finding:
    """The finding by the sentences of the conclusion that are on the claim's treatment, and of
    those by the ones that tell how the condition did, if they say something.

    Where the title names it, sentences on other arms alone are left out; where it does not, those
    that do not name it.
    """
    said = _to_the_point(study.conclusion)
    narrowed = _on_condition(said, families)
    read = _read_of(finding, narrowed, study, families)
    if read.direction is Direction.UNCLEAR and len(narrowed) < len(said):
        return _read_of(finding, said, study, families)
    return read


def _read_of(
    finding: Finding, said: Sequence[Rationale], study: Study, families: Families
) -> Finding:
    family = families.intervention
    others = _other_arms(study.citation.title, family)
    own = [r for r in said if speaks_of(r.text, family) and not _is_aside(r.text, family, others)]
    if not own and said and all(_is_aside(r.text, family, others) for r in said):
        return replace(finding, direction=Direction.UNCLEAR)
    if not own:
        return _plainly_read(finding, said, families, study.placebo)
    if family.mentions(study.citation.title):
        own = [r for r in said if not _is_aside(r.text, family, others)]
    if len(own) == len(study.conclusion):
        return _plainly_read(finding, own, families, study.placebo)
    return _plainly_read(_read_again(finding, own, study), own, families, study.placebo)


def _plainly_read(
    finding: Finding, said: Sequence[Rationale], families: Families, has_placebo: bool | None
) -> Finding:
    """The finding as plain words leave it; equals of an active treatment stay as they are, unless
    there was a placebo too.
    """
    if not has_placebo and any(equals_another(r.text) for r in said):
        return finding
    told = plainly([r.text for r in said], families.intervention, families.condition)
    direction = mended(finding.direction, told)
    return finding if direction is finding.direction else replace(finding, direction=direction)


def _on_condition(said: Sequence[Rationale], families: Families) -> tuple[Rationale, ...]:
    """The sentences that tell how the condition did and name the treatment, where some do."""
    named = [r for r in said if speaks_of(r.text, families.intervention)]
    on_it = [r for r in named if tells_of(r.text, families)]
    if not on_it or len(on_it) == len(named):
        return tuple(said)
    aside = [r for r in named if r not in on_it]
    return tuple(r for r in said if r not in aside)


def _to_the_point(said: Sequence[Rationale]) -> tuple[Rationale, ...]:
    return tuple(r for r in said if not is_beside_the_point(r.text)) or tuple(said)


def _is_aside(text: str, family: Family, others: re.Pattern[str] | None) -> bool:
    """Whether a sentence tells of other arms, or of the treatment only as their measure."""
    if family.mentions(text):
        is_there_anyway = all(is_background(text, m) for m in family.mentions(text))
        return is_there_anyway or is_only_compared_with(text, family)
    if _OTHER_ARMS.search(text):
        return True
    if _BOTH_ARMS.search(text):
        return True
    named = others.search(text) if others else None
    return named is not None and not _THAN.search(text[: named.start()])


_THAN = re.compile(r"\b(?:than|compared (?:with|to)|versus|over)\b", re.IGNORECASE)
_ITEM = r"[\w-]{4,}(?: [\w-]{4,})?"
_LIST = re.compile(
    rf"(?<![\w-])(?:{_ITEM}, ){{0,40}}{_ITEM},? "
    rf"(?:and|or|versus|vs\.?|compared (?:with|to)) {_ITEM}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",? (?:and|or|versus|vs\.?|compared (?:with|to)) |, ", re.IGNORECASE)


_BOTH_ARMS = re.compile(r"\bcombin(?:ation|ed) (?:therapy|treatment)\b", re.IGNORECASE)
_COMPARED_WITH = re.compile(
    r"\bcompar\w+ [^:;.]{0,40}?\bof (?P<one>[^:;.]{3,60}?) with (?P<other>[\w-]{4,})", re.IGNORECASE
)


def _other_arms(title: str, family: Family) -> re.Pattern[str] | None:
    """A pattern of the other treatments in the title's list of arms: "X, Y and Z"."""
    compared = _COMPARED_WITH.search(title)
    if compared and family.mentions(compared["one"]):
        other = compared["other"]
        if not (family.mentions(other) or PASSIVE_COMPARATOR.search(other)):
            return re.compile(rf"\b{re.escape(other)}", re.IGNORECASE)
    for found in _LIST.finditer(title):
        items = _BETWEEN.split(found[0])
        own = [i for i in items if family.mentions(i)]
        if len(own) == 1 and family.mentions(own[0])[0][1] - family.mentions(own[0])[0][0] > 3:
            words = [i.split()[-1 if i is items[0] else 0] for i in items if i is not own[0]]
            names = [re.escape(w) for w in words if not PASSIVE_COMPARATOR.search(w)]
            return re.compile(rf"\b(?:{'|'.join(names)})", re.IGNORECASE) if names else None
    return None


def _read_again(finding: Finding, own: Sequence[Rationale], study: Study) -> Finding:
    key = (study.key_result,) if study.key_result else ()
    direction, carrier = direction_of(stating(own, ()), study.citation.title)
    return replace(
        finding,
        direction=direction,
        change=change_words(carrier.text),
        rationale=(carrier, *(k for k in key if k != carrier)),
    )
