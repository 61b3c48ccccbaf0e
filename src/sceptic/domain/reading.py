"""What a whole article comes to: its claims checked, its studies traced, the piece audited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.article import Article, ArticleClaim, Caveat, Passage, Skipped, Speaker
from sceptic.domain.background import FactCheck
from sceptic.domain.brief import Brief, Gap, Method, Source, Statement
from sceptic.domain.evidence import Answer, Rationale
from sceptic.domain.record import Pmid

READING_FORMAT_VERSION = 1
"""Version of the published form of a reading."""


class CriterionName(StrEnum):
    """The ten criteria of HealthNewsReview (https://www.healthnewsreview.org/about-us/
    review-criteria/), in their order."""

    COSTS = "costs"
    BENEFITS = "benefits"
    HARMS = "harms"
    EVIDENCE = "evidence"
    DISEASE_MONGERING = "disease_mongering"
    SOURCES = "sources"
    """Independent sources, and conflicts of interest told."""
    ALTERNATIVES = "alternatives"
    AVAILABILITY = "availability"
    NOVELTY = "novelty"
    PRESS_RELEASE = "press_release"
    """The piece does not rely on a news release alone."""


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion set against the article: the passages that show it, and what the library
    adds. ``because`` is a sentence for the reader."""

    name: CriterionName
    satisfaction: Satisfaction
    because: str
    passages: tuple[Passage, ...] = ()
    sources: tuple[Source, ...] = ()


class PersuasionKind(StrEnum):
    """How a passage persuades without evidence."""

    NATURE = "appeal_to_nature"
    CELEBRITY = "celebrity"
    NOVELTY = "novelty"
    TRADITION = "tradition"
    TESTIMONIAL = "testimonial"
    AUTHORITY = "authority"
    """ "Doctors say": experts without their evidence."""
    CERTAINTY = "certainty"
    """ "100 % safe": harm or doubt ruled out."""
    MIRACLE = "miracle_words"
    FALSE_BALANCE = "false_balance"
    UNDISCLOSED_SELLER = "undisclosed_seller"
    NO_PRICE = "no_price"
    POPULARITY = "popularity"
    FEAR = "fear"
    RELATIVE_RISK = "relative_risk_alone"


@dataclass(frozen=True, slots=True)
class Persuasion:
    """A passage that persuades, what is wrong with that in plain words, and where it is taught.

    ``reference`` names the key concept of Informed Health Choices, ``address`` its page.
    """

    start: int
    end: int
    text: str
    kind: PersuasionKind
    explanation: str
    reference: str
    address: str = ""


class Tracing(StrEnum):
    """What came of the search for a study that the article means."""

    FOUND = "found"
    SEVERAL = "several"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be the study meant. ``score`` in 0..1; ``matched`` names the clues that
    fit it (``journal``, ``author``, ``year``, ``number``, ``doi``, ``pmid``, ``topic``)."""

    record_id: str
    citation: str
    score: float
    pmid: Pmid | None = None
    doi: str = ""
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TracedStudy:
    """A study that the article speaks of, and the records it may be, likeliest first.

    ``clues`` are (kind, words of the article). ``because`` says why one, several or none.
    """

    mention: Passage
    tracing: Tracing
    candidates: tuple[Candidate, ...] = ()
    clues: tuple[tuple[str, str], ...] = ()
    because: str = ""


class ComparisonKind(StrEnum):
    """In what an article differs from the study that it means."""

    CORRELATION_AS_CAUSE = "correlation_as_cause"
    ANIMALS_AS_PEOPLE = "animals_as_people"
    RELATIVE_WITHOUT_ABSOLUTE = "relative_without_absolute"
    NUMBER_DIFFERS = "number_differs"
    NUMBER_AGREES = "number_agrees"
    STRONGER = "stronger"
    """Stronger than the study says in another way: a doubt left out, a cure made of help."""
    WEAKER = "weaker"
    AS_STRONG = "as_strong"
    OTHER_CONDITION = "other_condition"
    OTHER_INTERVENTION = "other_intervention"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One finding of setting an article's words against a study's: both are quoted."""

    kind: ComparisonKind
    explanation: str
    article: Passage
    record_id: str
    study: Rationale | None = None

    @property
    def is_fault(self) -> bool:
        return self.kind not in (
            ComparisonKind.NUMBER_AGREES,
            ComparisonKind.AS_STRONG,
            ComparisonKind.WEAKER,
        )


@dataclass(frozen=True, slots=True)
class Promoter:
    """Who promotes the treatment in the article."""

    speaker: Speaker
    kind: str
    """``person``, ``profession``, ``firm``, ``celebrity`` or ``group``."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class QuotedCount:
    """A count that the article gives, quoted as what it said, and the count made again.

    ``recounts`` are sources of kind COUNT: one as of the article's date, one as of today.
    """

    words: Passage
    count: int
    of: str
    recounts: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """How the piece reports and persuades."""

    criteria: tuple[Criterion, ...]
    persuasion: tuple[Persuasion, ...] = ()
    promoters: tuple[Promoter, ...] = ()
    counts: tuple[QuotedCount, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of the article and the brief that answers it; ``why_not`` where none does.

    ``same_as`` is the index of an earlier checked claim that asks the same: its brief serves.
    ``fact`` answers a background fact in place of a brief.
    """

    claim: ArticleClaim
    brief: Brief | None = None
    why_not: str = ""
    studies: tuple[TracedStudy, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    same_as: int | None = None
    fact: FactCheck | None = None

    @property
    def answer(self) -> Answer | None:
        """What was answered, by a brief or as a background fact; ``None`` where nothing was."""
        if self.fact is not None:
            return self.fact.answer
        return self.brief.verdict.answer if self.brief is not None else None

    @property
    def headline(self) -> Statement | None:
        """The answer in a sentence."""
        if self.fact is not None:
            return self.fact.headline
        return self.brief.headline if self.brief is not None else None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read to the end. ``id`` is the hash of its content, the article's words among
    it; ``method`` is that of the briefs."""

    id: str
    format_version: int
    article: Article
    claims: tuple[CheckedClaim, ...]
    skipped: tuple[Skipped, ...]
    audit: Audit
    studies: tuple[TracedStudy, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    gaps: tuple[Gap, ...] = ()
    method: Method | None = None
    today: dt.date | None = None

    @property
    def is_partial(self) -> bool:
        return any(g.is_failure for g in self.gaps)
