"""What kind of study a record reports: NLM's publication types, then MeSH, then its own words.

Publication types come first because indexers read the full text; the rules on title and abstract
settle what they leave open (a "Review" that is systematic, a "Clinical Trial" that is randomised).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.appraisal.design_words import COMPARISON, RULES, WEAK_RULES, Rule
from sceptic.appraisal.numbers import holds_one_of, lowered
from sceptic.appraisal.subjects import subjects_of
from sceptic.domain.evidence import Design, Rationale, Subjects
from sceptic.domain.record import Record


@dataclass(frozen=True, slots=True)
class DesignReading:
    """A design with the words that carry it (empty when it came from an index term alone).

    ``basis`` is ``publication type``, ``heading``, ``words`` or ``nothing``.
    """

    design: Design
    basis: str
    rationale: tuple[Rationale, ...] = ()


_TYPES: tuple[tuple[str, Design], ...] = (
    ("Retraction of Publication", Design.OPINION),
    ("Retraction Notice", Design.OPINION),
    ("Published Erratum", Design.OPINION),
    ("Expression of Concern", Design.OPINION),
    ("Clinical Trial Protocol", Design.PROTOCOL),
    ("Network Meta-Analysis", Design.META_ANALYSIS),
    ("Meta-Analysis", Design.META_ANALYSIS),
    ("Systematic Review", Design.SYSTEMATIC_REVIEW),
    ("Randomized Controlled Trial, Veterinary", Design.ANIMAL),
    ("Clinical Trial, Veterinary", Design.ANIMAL),
    ("Randomized Controlled Trial", Design.RANDOMISED_TRIAL),
    ("Pragmatic Clinical Trial", Design.RANDOMISED_TRIAL),
    ("Equivalence Trial", Design.RANDOMISED_TRIAL),
    ("Practice Guideline", Design.GUIDELINE),
    ("Guideline", Design.GUIDELINE),
    ("Consensus Development Conference", Design.OPINION),
    ("Consensus Development Conference, NIH", Design.OPINION),
    ("Consensus Statement", Design.OPINION),
    ("Controlled Clinical Trial", Design.CONTROLLED_TRIAL),
    ("Case Reports", Design.CASE_REPORT),
    ("Editorial", Design.OPINION),
    ("Comment", Design.OPINION),
    ("News", Design.OPINION),
    ("Newspaper Article", Design.OPINION),
    ("Interview", Design.OPINION),
    ("Biography", Design.OPINION),
    ("Personal Narrative", Design.OPINION),
)
_TRIAL_TYPES = frozenset(
    {
        "Clinical Trial",
        "Clinical Trial, Phase I",
        "Clinical Trial, Phase II",
        "Clinical Trial, Phase III",
        "Clinical Trial, Phase IV",
        "Clinical Study",
        "Adaptive Clinical Trial",
    }
)
_HEADINGS: tuple[tuple[str, Design], ...] = (
    ("Case-Control Studies", Design.CASE_CONTROL),
    ("Cross-Sectional Studies", Design.CROSS_SECTIONAL),
    ("Cohort Studies", Design.COHORT),
    ("Longitudinal Studies", Design.COHORT),
    ("Prospective Studies", Design.COHORT),
    ("Follow-Up Studies", Design.COHORT),
    ("Retrospective Studies", Design.COHORT),
)
_RANDOM_HEADINGS = frozenset({"Random Allocation", "Double-Blind Method", "Single-Blind Method"})

_COCHRANE = ("cochrane database", "cochrane db")
_CORRECTION_TITLE = re.compile(
    r"\W*(?:correction|corrigendum|erratum|retraction|expression of concern|retraction note)\b"
    r"(?=\s?(?:to|:|for|\.|$))"
)
_PROTOCOL_TITLE = re.compile(r"\bprotocol\b|\(protocol\)")
_COCHRANE_PROTOCOL = re.compile(
    r"^(?:[\w' ]{0,40}\n)?\s*(?:this is (?:a|the) protocol for a|the objectives (?:are|of this)"
    r"[^.]{0,30} as follows)"
)

# Indexed as the trial itself, but written before its end: "Rationale, design, and baseline ...".
_DESIGN_PAPER = re.compile(
    r"\brationale(?:,| and|, and| &) (?:the )?(?:study |trial )?design\b"
    r"|\bdesign(?:,| and|, and| &) (?:the )?(?:study )?"
    r"(?:rationale|baseline (?:characteristics|data))\b"
)


def design_of(record: Record, subjects: Subjects | None = None) -> DesignReading:
    """Kind of study. Index terms before words; words of the title before those of the abstract."""
    title, abstract = lowered(record.title), lowered(record.abstract_text)
    subjects = subjects_of(record) if subjects is None else subjects
    types = frozenset(record.publication_types)
    by_type = _by_publication_type(record, types, title, abstract)
    if by_type is not None and by_type.design in (
        Design.OPINION,
        Design.PROTOCOL,
        Design.COCHRANE_REVIEW,
        Design.META_ANALYSIS,
        Design.SYSTEMATIC_REVIEW,
        Design.ANIMAL,
    ):
        return by_type
    words = _by_words(record, title, abstract)
    if subjects is Subjects.ANIMAL and not _is_about_studies(words):
        return DesignReading(Design.ANIMAL, "subjects")
    if subjects is Subjects.LABORATORY and not _is_about_studies(words):
        return DesignReading(Design.LABORATORY, "subjects")
    if design_paper := _DESIGN_PAPER.search(title):
        return _read(Design.PROTOCOL, "title", record.title, design_paper)
    if by_type is not None:
        return by_type
    settled = _settled(record, types, words)
    if settled.design is Design.UNKNOWN and subjects is Subjects.HUMAN:
        return _by_words(record, title, abstract, WEAK_RULES) or settled
    if settled.design is Design.COHORT and not COMPARISON.search(f"{title}\n{abstract}"):
        return DesignReading(Design.UNCONTROLLED, settled.basis, settled.rationale)
    return settled


def _is_about_studies(words: DesignReading | None) -> bool:
    return words is not None and words.design in (
        Design.META_ANALYSIS,
        Design.SYSTEMATIC_REVIEW,
        Design.NARRATIVE_REVIEW,
        Design.OPINION,
        Design.GUIDELINE,
        Design.PROTOCOL,
    )


def _by_publication_type(
    record: Record, types: frozenset[str], title: str, abstract: str
) -> DesignReading | None:
    journal = f"{record.journal} {record.journal_abbreviation}".lower()
    if any(name in journal for name in _COCHRANE):
        is_protocol = _PROTOCOL_TITLE.search(title) or _COCHRANE_PROTOCOL.search(abstract)
        design = Design.PROTOCOL if is_protocol else Design.COCHRANE_REVIEW
        return DesignReading(design, "publication type")
    if _CORRECTION_TITLE.match(title):
        return DesignReading(Design.OPINION, "words")
    for name, design in _TYPES:
        if name in types:
            return DesignReading(design, "publication type")
    if "Letter" in types and not record.abstract:
        return DesignReading(Design.OPINION, "publication type")
    return None


def _by_words(
    record: Record, title: str, abstract: str, rules: Sequence[Rule] = RULES
) -> DesignReading | None:
    for rule in rules:
        if holds_one_of(title, rule.gate):
            match = rule.title.search(title)
            if match:
                return _read(rule.design, "title", record.title, match)
        match = next(filter(_is_own, rule.in_abstract(abstract)), None)
        if match:
            return _read(rule.design, "abstract", record.abstract_text, match)
    return None


def _is_own(match: re.Match[str]) -> bool:
    """Whether a design is the record's own, not that of work wished for or done by others."""
    text, (start, end) = match.string, match.span()
    if _OTHERS.match(text, start):
        return False
    is_wished = _WISHED_BEFORE.search(text, max(0, start - 60), start + 3)
    return not (is_wished or _WISHED_AFTER.match(text, end))


_OTHERS = re.compile(
    r"[.:\s]*(?:one|another|recent|previous|earlier|several|a (?:recent|previous|single)|results "
    r"(?:of|from) an?)\s"
)
_WISHED_BEFORE = re.compile(
    r"\b(?:should|must|needs? to|could|ought to) be [^.]{0,40}$"
    r"|\b(?:await\w*|require\w*|calls? for|in need of|warrants?|justif\w+|need(?:ed|s)? (?:for )?)"
    r" ?(?:an?|\s)*$"
)
_WISHED_AFTER = re.compile(
    r"[^.]{0,30}?\b(?:is|are|seems?|would be|will be) (?:now |clearly |therefore |still )?"
    r"(?:needed|warranted|required|necessary|justified|indicated|desirable|awaited)"
)


def _read(design: Design, field: str, text: str, match: re.Match[str]) -> DesignReading:
    start, end = match.span()
    return DesignReading(design, "words", (Rationale(field, start, end, text[start:end]),))


def _settled(record: Record, types: frozenset[str], words: DesignReading | None) -> DesignReading:
    """Weaker index terms and words together."""
    if types & _TRIAL_TYPES:
        return _trial(record, words)
    if "Review" in types or "Historical Article" in types:
        if words is not None and words.design.is_review_of_studies:
            return words
        return DesignReading(Design.NARRATIVE_REVIEW, "publication type")
    if words is not None and words.design is not Design.UNCONTROLLED:
        return words
    headings = {h.descriptor.lstrip("*") for h in record.mesh}
    if words is None:
        for name, design in _HEADINGS:
            if name in headings:
                return DesignReading(design, "heading")
    if headings & _RANDOM_HEADINGS:
        return DesignReading(Design.RANDOMISED_TRIAL, "heading")
    if words is not None:
        return words
    if "Observational Study" in types:
        return DesignReading(Design.COHORT, "publication type")
    if not record.abstract and ("Letter" in types or not record.title):
        return DesignReading(Design.OPINION, "publication type")
    return DesignReading(Design.UNKNOWN, "nothing")


def _trial(record: Record, words: DesignReading | None) -> DesignReading:
    """A "Clinical Trial" is randomised or controlled only if its words or headings say so."""
    if words is not None and words.design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL):
        return words
    if {h.descriptor.lstrip("*") for h in record.mesh} & _RANDOM_HEADINGS:
        return DesignReading(Design.RANDOMISED_TRIAL, "heading")
    if words is not None and words.design is Design.UNCONTROLLED:
        return words
    return DesignReading(Design.UNCONTROLLED, "publication type")
