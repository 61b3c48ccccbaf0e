"""What a record's study is, what it found, what that means for a claim, and the verdict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.correction import INCLUDED, CorrectedField, Correction
from sceptic.domain.record import Citation, Pmid, RetractionState


class Design(StrEnum):
    """Kind of study, strongest first for a question about an effect."""

    COCHRANE_REVIEW = "cochrane_review"
    META_ANALYSIS = "meta_analysis"
    SYSTEMATIC_REVIEW = "systematic_review"
    RANDOMISED_TRIAL = "randomised_trial"
    CONTROLLED_TRIAL = "controlled_trial"
    COHORT = "cohort"
    CASE_CONTROL = "case_control"
    CROSS_SECTIONAL = "cross_sectional"
    UNCONTROLLED = "uncontrolled"
    """Before-after studies, single-arm trials, uncontrolled series: no comparison group."""
    CASE_REPORT = "case_report"
    ANIMAL = "animal"
    LABORATORY = "laboratory"
    GUIDELINE = "guideline"
    NARRATIVE_REVIEW = "narrative_review"
    PROTOCOL = "protocol"
    OPINION = "opinion"
    """Editorials, letters, comments, consensus statements: shown, never counted."""
    UNKNOWN = "unknown"

    @property
    def is_review_of_studies(self) -> bool:
        return self in (Design.COCHRANE_REVIEW, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)

    @property
    def is_controlled(self) -> bool:
        """Has a comparison group (reviews of studies included)."""
        return self.is_review_of_studies or self in (
            Design.RANDOMISED_TRIAL,
            Design.CONTROLLED_TRIAL,
            Design.COHORT,
            Design.CASE_CONTROL,
        )

    @property
    def may_count(self) -> bool:
        """May add weight to a verdict; the rest is shown only (DESIGN 4.6, 4.7)."""
        return self.is_controlled or self in (
            Design.CROSS_SECTIONAL,
            Design.UNCONTROLLED,
            Design.CASE_REPORT,
        )


class Subjects(StrEnum):
    HUMAN = "human"
    ANIMAL = "animal"
    LABORATORY = "laboratory"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """What happened under the intervention, the outcome valued as the patient would.

    After Cochrane Handbook chapter 12 and SWiM (PMID 31948937).
    """

    BETTER = "better"
    NO_DIFFERENCE = "no_difference"
    WORSE = "worse"
    UNCLEAR = "unclear"


class Change(StrEnum):
    """Whether the measured quantity itself was higher or lower, whoever likes it."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_DIFFERENCE = "no_difference"
    UNCLEAR = "unclear"


class Flag(StrEnum):
    """Our caution about a study."""

    RETRACTED = "retracted"
    PARTLY_RETRACTED = "partly_retracted"
    CONCERN = "expression_of_concern"
    CORRECTED = "corrected"
    RETRACTION_UNKNOWN = "retraction_unknown"
    NOTICE = "is_a_notice"
    PREPRINT = "preprint"
    ANIMAL_ONLY = "animal_only"
    LABORATORY_ONLY = "laboratory_only"
    UNCONTROLLED = "uncontrolled"
    TINY = "tiny"
    """Fewer than 20 participants."""
    SMALL = "small"
    """Fewer than 100 participants."""
    NOT_BLINDED = "not_blinded"
    NO_ABSTRACT = "no_abstract"
    OUTSIDE_PUBMED = "outside_pubmed"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    HOPEFUL_CONCLUSION = "hopeful_conclusion"
    """The conclusion is more hopeful than the results it rests on."""
    ADVERSE_EVENTS_ONLY = "adverse_events_only"
    SURROGATE_OUTCOME = "surrogate_outcome"
    UNVERIFIED = "unverified"
    """A fact of this entry was not seen at its source."""
    DUPLICATE_REPORT = "duplicate_report"
    INCLUDES_RETRACTED = "includes_retracted"
    SUPERSEDED = "superseded"
    """A later version of the same review exists."""
    VOTERS_DISAGREE = "voters_disagree"


@dataclass(frozen=True, slots=True)
class Rationale:
    """The words that carry a judgement: ``text == field_text[start:end]``.

    ``field`` is ``title`` or ``abstract`` (``Record.abstract_text``). For a fact table there is no
    text: ``field`` is ``fact`` and ``text`` names the column and its value.
    """

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect size as reported. ``measure`` is RR, OR, HR, MD, SMD, RD, PERCENT ..."""

    measure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: str = ""
    unit: str = ""
    text: str = ""
    rationale: Rationale | None = None
    """Where the effect stands in the record; ``None`` for an effect from a fact table."""


@dataclass(frozen=True, slots=True)
class ArmResult:
    """What one arm of a comparison showed on one outcome, as printed: nothing is worked out.

    A dichotomous outcome has ``events``, ``total`` or ``percent`` (0..100); a continuous one
    ``mean`` with ``spread`` in ``unit``. ``spread_is`` says what was printed: ``sd``, ``se``,
    ``ci`` (half the width of a 95 % interval), ``iqr``, or nothing where the text does not say.
    ``total`` is the size of the arm.
    """

    name: str = ""
    events: int | None = None
    total: int | None = None
    percent: float | None = None
    mean: float | None = None
    spread: float | None = None
    spread_is: str = ""
    unit: str = ""
    rationale: tuple[Rationale, ...] = ()

    @property
    def has_result(self) -> bool:
        return any(v is not None for v in (self.events, self.percent, self.mean))


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact of a table was seen."""

    table: str
    version: str
    addresses: tuple[str, ...]
    seen: dt.date


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison of one outcome: intervention against comparator in a condition.

    ``*_ids`` are concept ids (with parents not expanded); the strings are the words printed.
    ``direction`` values the change as a patient would; ``change`` is the bare quantity.
    """

    direction: Direction
    change: Change = Change.UNCLEAR
    intervention: str = ""
    comparator: str = ""
    condition: str = ""
    outcome: str = ""
    intervention_ids: tuple[str, ...] = ()
    comparator_ids: tuple[str, ...] = ()
    condition_ids: tuple[str, ...] = ()
    outcome_ids: tuple[str, ...] = ()
    effect: Effect | None = None
    rationale: tuple[Rationale, ...] = ()
    is_harm: bool = False
    """The outcome is an adverse effect of the intervention."""
    likelihoods: tuple[float, float, float] | None = None
    """For open comparisons: P(higher), P(lower), P(no difference) as read from the text."""
    arms: tuple[ArmResult, ...] = ()
    """The intervention's arm and the comparator's, where events and people of both were read."""


@dataclass(frozen=True, slots=True)
class Study:
    """The investigation behind a record, as far as the record tells.

    ``participants`` is ``None`` rather than a guess; ``studies`` counts the primary studies of a
    review. ``group`` is equal for reports of the same trial (registry number, or authors, n and
    year) and for versions of the same review.
    """

    record_id: str
    citation: Citation
    design: Design
    subjects: Subjects
    pmid: Pmid | None = None
    doi: str = ""
    address: str = ""
    year: int | None = None
    known_since: dt.date | None = None
    in_pubmed: bool | None = None
    participants: int | None = None
    studies: int | None = None
    blinded: bool | None = None
    placebo: bool | None = None
    registrations: tuple[str, ...] = ()
    group: str = ""
    findings: tuple[Finding, ...] = ()
    conclusion: tuple[Rationale, ...] = ()
    key_result: Rationale | None = None
    design_rationale: tuple[Rationale, ...] = ()
    participants_rationale: tuple[Rationale, ...] = ()
    flags: tuple[Flag, ...] = ()
    retraction: RetractionState = RetractionState.UNKNOWN
    retraction_reason: str = ""
    publication_types: tuple[str, ...] = ()
    harms: tuple[Finding, ...] = ()
    fact_source: FactSource | None = None
    remark: str = ""
    cites_retracted: tuple[Pmid, ...] = ()
    """PMIDs of retracted trials among the references of a review."""

    @property
    def direction(self) -> Direction:
        """Direction of the first finding, which is the main one."""
        return self.findings[0].direction if self.findings else Direction.UNCLEAR


class Stance(StrEnum):
    """What a study means for a claim (DESIGN 4.3); NOT_ABOUT comes first."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    UNCLEAR = "unclear"
    NOT_ABOUT = "not_about"


class Match(StrEnum):
    """How a study's intervention or condition relates to the claim's."""

    SAME = "same"
    SOME_FORMS = "some_forms"
    """The study is of a child term: counts for its part, and for the parent as "some forms"."""
    BROADER = "broader"
    """The study is of the parent: indirect, never counted for the child."""
    SIBLING = "sibling"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Vote:
    """What a reader beside the rules makes of a study for a claim: chances, sum about 1."""

    reader: str
    supports: float
    contradicts: float
    unclear: float

    @property
    def stance(self) -> Stance:
        """The likeliest; of equals the first."""
        chances = (self.supports, self.contradicts, self.unclear)
        stances = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.UNCLEAR)
        return stances[chances.index(max(chances))]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One study set against one claim.

    ``weight`` is >= 0 and is 0 exactly when ``counted`` is false, and then ``why_not`` says why.
    ``finding`` is the one that speaks to the claim; ``part`` the label of the Part it falls into.
    ``notes`` name what changed the weight.
    ``about`` in 0..1 says how surely the study tests the claim's own intervention and condition.
    """

    study: Study
    stance: Stance
    finding: Finding | None
    weight: float
    counted: bool
    why_not: str = ""
    about: float = 1.0
    intervention_match: Match = Match.SAME
    condition_match: Match = Match.SAME
    part: str = ""
    shown_as_harm: bool = False
    notes: tuple[str, ...] = ()
    intervention_variant: str = ""
    """Concept id of the claim's child term that was studied; empty for the claim's own."""
    condition_variant: str = ""
    corrections: tuple[Correction, ...] = ()
    """What people overruled here, with what the machine reads."""
    votes: tuple[Vote, ...] = ()
    """What the second voters read where they together lean clearly against the rules; the rules'
    vote is ``stance``. Empty where they agree or read nothing."""

    @property
    def is_included(self) -> bool:
        """A person let it count."""
        return any(
            c.field is CorrectedField.COUNTED and c.value == INCLUDED for c in self.corrections
        )

    def __post_init__(self) -> None:
        if self.counted == bool(self.why_not):
            raise ValueError("a study that does not count says why, one that counts does not")
        if (self.weight > 0) != self.counted:
            raise ValueError("weight is positive exactly when the study counts")


class Answer(StrEnum):
    """The first axis of a verdict (DESIGN 4.2)."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    DEPENDS = "depends"
    TOO_LITTLE_EVIDENCE = "too_little_evidence"


class Certainty(StrEnum):
    """The second axis: GRADE's four words (PMID 21208779)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"

    @property
    def level(self) -> int:
        """4 for high down to 1 for very low."""
        return {"high": 4, "moderate": 3, "low": 2, "very_low": 1}[self.value]

    @classmethod
    def from_level(cls, level: int) -> Certainty:
        by_level = {4: cls.HIGH, 3: cls.MODERATE, 2: cls.LOW, 1: cls.VERY_LOW}
        return by_level[min(4, max(1, level))]


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A named rule that moved the verdict. ``steps`` is the change of certainty, 0 if none.

    ``records`` are the ids of the studies the rule rests on.
    """

    rule: str
    because: str
    steps: int = 0
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The verdict for one intervention variant in one condition variant (DESIGN 4.4)."""

    label: str
    intervention: str
    condition: str
    answer: Answer
    certainty: Certainty
    intervention_ids: tuple[str, ...] = ()
    condition_ids: tuple[str, ...] = ()
    rules: tuple[AppliedRule, ...] = ()
    records: tuple[str, ...] = ()
    studies: int = 0
    participants: int = 0
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a claim.

    ``direction`` is set for comparisons only: the outcome under X against Z.
    ``probability`` is the aggregator's P(claim holds), ``None`` where nothing was weighed.
    """

    answer: Answer
    certainty: Certainty
    parts: tuple[Part, ...] = ()
    rules: tuple[AppliedRule, ...] = ()
    direction: Change | None = None
    probability: float | None = None
    outside_method: bool = False
    likelihoods: tuple[float, float, float, float] | None = None
    """For open comparisons: P(higher), P(lower), P(no difference), P(too little evidence)."""


@dataclass(frozen=True, slots=True)
class AbsoluteDifference:
    """Risk in the first arm less risk in the second, as shares (-1..1), with a 95 % interval.

    ``needed`` is the number needed to treat, or to harm, for one event less or more; ``None``
    where the interval holds zero, since the number is then without bound.
    """

    value: float
    low: float
    high: float
    needed: float | None = None
