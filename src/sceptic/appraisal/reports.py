"""Reports of one investigation among many records, and why they are taken for that. Pure.

Three signs, each enough: the same trial registration or Cochrane review (``Study.group``); the
same first author with most authors in common, the same number of participants and at most two
years between (signs that von Elm E et al. name, JAMA 2004;291:974-80); the
same DOI and an author in common (a cut-off DOI stands in several records).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sceptic.domain.evidence import Study

_YEARS_APART = 2
_FEWEST_PARTICIPANTS = 10
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Reports:
    """Records of one investigation, the earliest first; ``reasons`` say why they are one."""

    record_ids: tuple[str, ...]
    reasons: tuple[str, ...]


def reports_of_one_trial(studies: Iterable[Study]) -> tuple[Reports, ...]:
    """Groups of two or more, in the order of their earliest report."""
    listed = sorted(
        {s.record_id: s for s in studies}.values(), key=lambda s: (s.year or 9999, s.record_id)
    )
    group_of = {s.record_id: at for at, s in enumerate(listed)}
    reasons: dict[int, list[str]] = defaultdict(list)
    for one, other, reason in _pairs(listed):
        kept, gone = sorted((group_of[one.record_id], group_of[other.record_id]))
        for record_id, at in group_of.items():
            if at == gone:
                group_of[record_id] = kept
        if gone != kept:
            reasons[kept] += reasons.pop(gone, [])
        reasons[kept].append(reason)
    return tuple(
        Reports(
            tuple(s.record_id for s in listed if group_of[s.record_id] == at),
            tuple(dict.fromkeys(reasons[at])),
        )
        for at in sorted(reasons)
    )


def _pairs(studies: list[Study]) -> Iterator[tuple[Study, Study, str]]:
    """Neighbours within each sign that they share."""
    by_group, by_doi = defaultdict(list), defaultdict(list)
    by_people: dict[tuple[str, int], list[Study]] = defaultdict(list)
    for study in studies:
        if study.group:
            by_group[study.group].append(study)
        if study.doi:
            by_doi[study.doi.lower()].append(study)
        key = _people(study)
        if key is not None:
            by_people[key].append(study)
    for name, group in by_group.items():
        yield from ((group[0], other, _registered(name)) for other in group[1:])
    for doi, group in by_doi.items():
        same = (other for other in group[1:] if _share_an_author(group[0], other))
        yield from ((group[0], other, f"the same DOI, {doi}") for other in same)
    for (author, number), group in by_people.items():
        why = f"{author} and co-authors, {number} participants in each"
        yield from ((one, two, why) for one, two in combinations(group, 2) if _alike(one, two))


def _share_an_author(one: Study, other: Study) -> bool:
    return bool(set(one.citation.authors) & set(other.citation.authors))


def _registered(group: str) -> str:
    kind, colon, name = group.partition(":")
    if colon and kind == "cochrane":
        return f"versions of the Cochrane review {name}"
    return f"the same registration, {group}"


def _people(study: Study) -> tuple[str, int] | None:
    """First author and number of participants, where they can tell a trial from another."""
    number, authors = study.participants, study.citation.authors
    if study.design.is_review_of_studies or not authors or number is None:
        return None
    return (authors[0], number) if number >= _FEWEST_PARTICIPANTS else None


def _alike(one: Study, other: Study) -> bool:
    if one.year is None or other.year is None or abs(one.year - other.year) > _YEARS_APART:
        return False
    mine, theirs = set(one.citation.authors), set(other.citation.authors)
    fewer = min(len(mine), len(theirs))
    return fewer > 1 and len(mine & theirs) > _SHARED * fewer
