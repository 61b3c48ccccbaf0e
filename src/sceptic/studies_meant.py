"""The studies that an article means: traced in the library, and set against the article's words.

Article -> StudyClues* -> Record* -> TracedStudy* -> Comparison*
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sceptic.appraisal.press_comparison import comparisons
from sceptic.appraisal.study_clues import study_clues
from sceptic.appraisal.tracing import traced
from sceptic.domain.article import Article, ArticleClaim
from sceptic.domain.evidence import Study
from sceptic.domain.reading import CheckedClaim, Comparison, TracedStudy, Tracing
from sceptic.domain.record import Record
from sceptic.library.tracing import rarity_of, records_meant

if TYPE_CHECKING:
    from sceptic.checks import AskOptions, Workbench


@dataclass(frozen=True, slots=True)
class Meant:
    """The studies traced, and the records and studies of those that were found."""

    studies: tuple[TracedStudy, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    read: Mapping[str, Study] = field(default_factory=dict)
    article: Article | None = None

    def beside(self, checked: CheckedClaim) -> CheckedClaim:
        """The claim with the study that it tells of, and what comparing them shows."""
        claim = checked.claim
        studies = self.of(claim)
        found = [s for s in studies if _is_sure(s)]
        if self.article is None:
            return checked
        told: list[Comparison] = []
        for each in found:
            record_id = each.candidates[0].record_id
            told += comparisons(claim, self.records[record_id], self.read[record_id], self.article)
        return replace(checked, studies=studies, comparisons=tuple(told))

    def of(self, claim: ArticleClaim) -> tuple[TracedStudy, ...]:
        """The studies that a claim may tell of: the one its own sentence speaks of, else the only
        one that the article does."""
        here = tuple(s for s in self.studies if s.mention.overlaps(claim.passage))
        if here:
            return here
        is_about_study = claim.kind.is_checkable or claim.kind.value == "number"
        return self.studies if len(self.studies) == 1 and is_about_study else ()


def studies_meant(article: Article, bench: Workbench, options: AskOptions) -> Meant:
    """Trace every study that the article speaks of.

    Raises:
        LibraryError: the library cannot be searched.
    """
    from sceptic.appraisal.reading import study_from_record  # noqa: PLC0415 - facts need no reader

    told = study_clues(article)
    if not told:
        return Meant()
    library = bench.library
    words = told[0].topic
    # A live source is not asked for every word: they weigh alike.
    is_live = library.snapshot().is_live
    rarity = dict.fromkeys(words, 1.0) if is_live else rarity_of(words, library)
    studies, records = [], {}
    for clues in told:
        found = records_meant(clues, library, rarity, options.as_of)
        study = traced(clues, found, rarity)
        studies.append(study)
        named = {c.record_id for c in study.candidates}
        records.update({r.id: r for r in found if r.id in named})
    facts = {s.record_id: s for s in library.studies(tuple(records))}
    read = {
        i: facts.get(i) or study_from_record(records[i]) for i in _found(studies) if i in records
    }
    return Meant(_once(studies), records, read, article)


_SURE = frozenset(("pmid", "doi", "author", "journal"))


def _is_sure(study: TracedStudy) -> bool:
    """Found by more than its topic and day: only then are words set against words."""
    is_found = study.tracing is Tracing.FOUND
    return is_found and not _SURE.isdisjoint(study.candidates[0].matched)


def _found(studies: Iterable[TracedStudy]) -> Iterable[str]:
    return (s.candidates[0].record_id for s in studies if s.tracing is Tracing.FOUND)


def _once(studies: Iterable[TracedStudy]) -> tuple[TracedStudy, ...]:
    """Two mentions that lead to one record are one study."""
    kept: dict[object, TracedStudy] = {}
    for study in studies:
        is_found = study.tracing is Tracing.FOUND
        key = study.candidates[0].record_id if is_found else study.mention
        kept.setdefault(key, study)
    return tuple(kept.values())
