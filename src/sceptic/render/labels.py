"""The words printed for our values, and the captions a renderer may print by itself.

A renderer prints labels, captions and what the brief holds; it writes no sentence of its own.
"""

from __future__ import annotations

import re

from sceptic.domain.evidence import Answer, Certainty, Change, Design, Direction, Flag, Stance
from sceptic.domain.record import RetractionState
from sceptic.domain.words import DESIGN_WORDS

ANSWERS = {
    Answer.SUPPORTED: "Supported",
    Answer.CONTRADICTED: "Contradicted",
    Answer.CONFLICTING: "Conflicting",
    Answer.DEPENDS: "Depends",
    Answer.TOO_LITTLE_EVIDENCE: "Too little evidence",
}

CERTAINTIES = {
    Certainty.HIGH: "high",
    Certainty.MODERATE: "moderate",
    Certainty.LOW: "low",
    Certainty.VERY_LOW: "very low",
}

CHANGES = {
    Change.HIGHER: "higher",
    Change.LOWER: "lower",
    Change.NO_DIFFERENCE: "no difference",
    Change.UNCLEAR: "unclear",
}

DESIGNS = {
    **DESIGN_WORDS,
    Design.CONTROLLED_TRIAL: "controlled trial, not randomised",
    Design.OPINION: "opinion",
    Design.UNKNOWN: "not stated",
}

DIRECTIONS = {
    Direction.BETTER: ("↑", "better"),
    Direction.NO_DIFFERENCE: ("=", "no difference"),
    Direction.WORSE: ("↓", "worse"),
    Direction.UNCLEAR: ("?", "unclear"),
}

STANCES = {
    Stance.SUPPORTS: "speaks for",
    Stance.CONTRADICTS: "speaks against",
    Stance.UNCLEAR: "open",
    Stance.NOT_ABOUT: "not about it",
}

FLAGS = {
    Flag.RETRACTED: "retracted",
    Flag.PARTLY_RETRACTED: "partly retracted",
    Flag.CONCERN: "expression of concern",
    Flag.CORRECTED: "corrected",
    Flag.RETRACTION_UNKNOWN: "retraction not checked",
    Flag.NOTICE: "a notice, not a study",
    Flag.PREPRINT: "preprint",
    Flag.ANIMAL_ONLY: "animals only",
    Flag.LABORATORY_ONLY: "laboratory only",
    Flag.UNCONTROLLED: "no comparison group",
    Flag.TINY: "tiny (under 20 people)",
    Flag.SMALL: "small (under 100 people)",
    Flag.NOT_BLINDED: "not blinded",
    Flag.NO_ABSTRACT: "no abstract",
    Flag.OUTSIDE_PUBMED: "not in PubMed",
    Flag.CONFLICT_OF_INTEREST: "conflict of interest",
    Flag.HOPEFUL_CONCLUSION: "conclusion more hopeful than its results",
    Flag.ADVERSE_EVENTS_ONLY: "adverse events only",
    Flag.SURROGATE_OUTCOME: "surrogate outcome",
    Flag.UNVERIFIED: "not seen at its source",
    Flag.DUPLICATE_REPORT: "second report of a study",
    Flag.INCLUDES_RETRACTED: "cites or includes a retracted study",
    Flag.SUPERSEDED: "a later version exists",
    Flag.VOTERS_DISAGREE: "readings disagree",
}

RETRACTIONS = {
    RetractionState.RETRACTED: "retracted",
    RetractionState.PARTLY_RETRACTED: "partly retracted",
    RetractionState.REPLACED: "retracted and replaced",
    RetractionState.CONCERN: "expression of concern",
    RetractionState.CORRECTED: "corrected",
    RetractionState.WITHDRAWN: "withdrawn",
    RetractionState.REINSTATED: "reinstated",
    RetractionState.NONE_KNOWN: "",
    RetractionState.UNKNOWN: "retraction not checked",
}

CAPTIONS = {
    "answer": "Answer",
    "certainty": "Certainty",
    "direction": "Outcome",
    "outside_method": "outside the method",
    "as_of": "As of",
    "asked": "Asked",
    "made": "Made on",
    "library": "Library",
    "parts": "Part by part",
    "survey": "Survey",
    "lists": "Checked against",
    "not_stated": "not stated",
    "treatment": "Treatment",
    "treatments_table": "Answer for each treatment",
    "judged": "treatments judged",
    "judged_one": "treatment judged",
    "judged_none": "Nothing to judge",
    "parts_table": "Answer for each part",
    "part": "Part",
    "studies": "Studies",
    "number": "#",
    "study": "Study",
    "participants": "People",
    "design": "Design",
    "design_n": "Design, n",
    "n": "n",
    "review_studies": "studies",
    "found": "Found",
    "harm": "harm",
    "rationale": "In its words",
    "contents": "Contents",
    "brief": "Brief",
    "back": "Back to the text",
    "numbers": "Numbers",
    "cautions": "Cautions",
    "why_not": "Why it does not count",
    "counted": "Studies that count",
    "counted_other": "Other studies that count",
    "not_counted": "Shown, but not counted",
    "attention": "Attention",
    "readers": "Studies read by",
    "rephrased": "Rephrased by a language model",
    "by_year": "Publications per year",
    "year": "Year",
    "records": "Records",
    "sceptic": "Records and reasons",
    "flow": "Records",
    "flow_found": "found",
    "flow_screened": "screened",
    "flow_appraised": "appraised",
    "flow_used": "used",
    "exclusions": "Left out",
    "step": "Step",
    "reason": "Reason",
    "count": "Records",
    "rules": "Rules that moved the verdict",
    "rule": "Rule",
    "because": "Because",
    "steps": "Certainty",
    "patient": "for patients",
    "journalist": "for journalists",
    "librarian": "for librarians",
    "findings": "Summary of findings",
    "participants_studies": "People (studies)",
    "relative": "Relative effect",
    "without": "Without it, in 1000",
    "with_it": "With it, in 1000",
    "in_1000": "In 1000 people",
    "meaning": "What it means",
    "footnotes": "Footnotes",
    "gaps": "Gaps",
    "method": "Method",
    "query": "Query",
    "query_of_method": "Query as under Method",
    "relaxations": "Relaxed",
    "software": "Made by",
    "digests": "Digests",
    "sources": "Sources",
    "id": "Brief",
    "user": "As given by the user",
    "corrections": "Corrected by people",
    "correction": "Correction",
    "count_source": "Count of",
    "facts": "Facts",
    "seen": "seen",
    "at": "at",
    "abstract": "abstract",
    "title": "title",
    "starter": "starter facts, not PubMed",
    "complete": "complete PubMed",
    "selection": "a selection of PubMed",
    "live": "asked over the network",
    "live_in_part": "asked over the network, not in full",
    "source_says": "PubMed says",
    "skip": "Skip to the answer",
    "source_of": "Source",
    "sources_of": "Sources",
    "in_list": "in the list of sources",
    "more": "more",
    "of": "of",
    "as_table": "As a table",
    "sentences": "In sentences",
    "effect": "Effect",
    "outcome": "Outcome",
    "measure": "Measure",
    "counting": "Counts",
    "checked": "What was checked",
    "words_cut": "a page this long quotes only the studies that count, and briefly; the JSON "
    "format has every word",
    "words_found": "Found",
    "words_conclusion": "Conclusion",
    "words_people": "People",
    "words_design": "Design",
    "measured": "Attention by year, and the literature of those years",
    "measured_trials": "Randomised trials",
    "measured_articles": "articles naming both",
    "timeline": "Publications per year, and the studies that were read",
    "harvest": "What the studies found, by design",
    "forest": "Effects with their 95 % intervals",
    "prisma": "From the search to the studies that count",
    "prisma_found": "Records identified",
    "prisma_screened": "Records screened",
    "prisma_appraised": "Reports assessed",
    "prisma_used": "Studies that count",
    "left_out": "Left out",
    "tier_reviews": "Reviews of studies",
    "tier_randomised": "Randomised trials",
    "tier_controlled": "Other controlled studies",
    "tier_uncontrolled": "No comparison group",
    "tier_animals": "Animals, laboratory",
    "tier_other": "Other records",
    "lane_other": "Other records",
    "lane_retracted": "Retracted",
    "key_counts": "counts",
    "key_not": "does not",
    "key_open": "does not count",
    "key_retracted": "retracted",
    "key_share": "Studies that count, of those read",
    "lower": "lower",
    "higher": "higher",
    "narrowest": "narrowest intervals",
    "pooled": "Taken together",
    "measure_RR": "Risk ratio (RR)",
    "measure_OR": "Odds ratio (OR)",
    "measure_HR": "Hazard ratio (HR)",
    "measure_MD": "Mean difference (MD)",
    "measure_SMD": "Standardised mean difference (SMD)",
    "measure_RD": "Risk difference (RD)",
}
"""Captions by their place. None is a sentence."""


def circles(certainty: Certainty) -> str:
    """GRADE's four circles: ``●●○○`` for low."""
    return "●" * certainty.level + "○" * (4 - certainty.level)


def number(value: int) -> str:
    """``8857`` and, with narrow no-break spaces, ``11 306``."""
    return f"{value:,}".replace(",", "\u202f") if value >= 10_000 else str(value)


def cautions(flags: tuple[Flag, ...], state: RetractionState, reason: str) -> tuple[str, ...]:
    """Flags in words, worst first, and the state of retraction where no flag says it."""
    order = list(FLAGS)
    words = [FLAGS[flag] for flag in sorted(set(flags), key=order.index)]
    label = RETRACTIONS[state]
    if label and label not in words:
        words.insert(0, label)
    if label and reason:
        words[words.index(label)] = f"{label}: {reason}"
    return tuple(words)


_ASKS_WHAT_TO_DO = re.compile(r"\s*(?:should|shall|must|ought)\b", re.IGNORECASE)


def asks_what_to_do(question: str) -> bool:
    """Whether a bare yes or no to the question would be advice."""
    return _ASKS_WHAT_TO_DO.match(question) is not None
