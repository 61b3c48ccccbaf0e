"""Press text: an Article, what it claims, and what was passed over.

Every offset counts characters of ``Article.text``; ``text[start:end]`` is the passage.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.background import BackgroundFact
from sceptic.domain.claim import Claim


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article: ``text == article.text[start:end]``."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError("a passage's offsets enclose its text")

    def overlaps(self, other: Passage) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the running text: the words that carry it and where it leads."""

    words: Passage
    url: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to say something. ``role`` is what the article calls them ("study author")."""

    name: str
    role: str = ""
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; ``speaker`` is ``None`` where the article does not tell."""

    words: Passage
    speaker: Speaker | None = None


class ArticleFormat(StrEnum):
    """In which form the article came."""

    HTML = "html"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    PDF = "pdf"


class CaveatKind(StrEnum):
    """Why what was read may not be the article, or not all of it."""

    EMPTY = "empty"
    """No text was found at all."""
    INCOMPLETE = "incomplete"
    """The text breaks off, or is far shorter than an article."""
    PAYWALL = "paywall"
    COOKIE_BANNER = "cookie_banner"
    NOT_AN_ARTICLE = "not_an_article"
    """A list of links, a search page, an error page, a log-in form."""
    NEEDS_SCRIPTS = "needs_scripts"
    """The page shows its text only after running its scripts, which are never run here."""
    NOT_ENGLISH = "not_english"
    NOT_HEALTH = "not_health"
    NO_CLAIMS = "no_claims"
    ENCODING_GUESSED = "encoding_guessed"
    CUT = "cut"
    """Longer than what is read of one article; the rest was not read."""
    SCANNED = "scanned"
    """Pages of a PDF that hold pictures of text and no text."""
    INSTRUCTIONS = "instructions"
    """The text addresses programs that read it ("ignore the above"); it was read as any text."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """One thing to know about what was read; ``text`` says it to the reader in a sentence."""

    kind: CaveatKind
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """Press text as it was read, never a Record.

    ``text`` holds paragraphs parted by blank lines, the title not among them unless the source
    has it in its running text. ``sha256`` is that of the ``size`` bytes that were read, of which
    a copy may be kept. ``date`` is the day that the article itself gives. ``headings`` are
    passages of ``text`` that head a section.
    """

    text: str
    sha256: str
    size: int
    format: ArticleFormat
    title: str = ""
    byline: str = ""
    date: dt.date | None = None
    site: str = ""
    url: str = ""
    headings: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    def passage(self, start: int, end: int) -> Passage:
        return Passage(start, end, self.text[start:end])

    def has(self, kind: CaveatKind) -> bool:
        return any(c.kind is kind for c in self.caveats)


class ClaimKind(StrEnum):
    """What sort of thing a sentence of an article asserts."""

    HEALTH = "health"
    """What a treatment, exposure or habit does to health: the literature can decide it."""
    BACKGROUND = "background"
    """A fact about a condition or a treatment: who gets it, how common it is, how it is done."""
    DEFINITION = "definition"
    """What something is: "alopecia is an autoimmune disease"."""
    NUMBER = "number"
    """A figure that stands for itself: counts, prices, shares of people."""
    QUOTATION = "quotation"
    """Somebody's words, in which no claim of another kind was told apart."""
    ANECDOTE = "anecdote"
    """What happened to one person."""
    OPINION = "opinion"
    ADVICE = "advice"
    OUTSIDE = "outside"
    """No medical library can decide it: history, press, hit counts, business."""

    @property
    def is_checkable(self) -> bool:
        """The medical literature may decide it."""
        return self in (ClaimKind.HEALTH, ClaimKind.BACKGROUND, ClaimKind.DEFINITION)


class ClaimStrength(StrEnum):
    """How strongly an article claims, weakest first: the steps of Yu, Li and Wang (EMNLP 2019;
    https://aclanthology.org/D19-1473), and a cure above them."""

    NONE = "none"
    CORRELATIONAL = "correlational"
    CONDITIONAL = "conditional"
    CAUSAL = "causal"
    CURE = "cure"

    @property
    def level(self) -> int:
        """0 for none up to 4 for a cure."""
        return list(ClaimStrength).index(self)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Words of a standalone sentence that the sentence itself does not have.

    ``standalone[start:end] == text`` is what was put in, in place of ``replaces`` (empty where
    words were added). ``source`` is where the article names it, ``None`` for its title.
    """

    start: int
    end: int
    text: str
    replaces: str
    source: Passage | None = None


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """One thing that an article asserts.

    ``article.text[start:end] == text``. ``standalone`` says the same so that it makes sense
    alone; ``resolved`` marks every word in it that came from elsewhere. ``claim`` is what can be
    asked of the literature, with its relation, intervention, condition and population; ``None``
    where none was told apart, and ``why_no_claim`` then says why. ``speaker`` is who the article
    says says it. ``question`` is the sentence that ``claim`` was read from.
    """

    start: int
    end: int
    text: str
    kind: ClaimKind
    standalone: str
    strength: ClaimStrength = ClaimStrength.NONE
    resolved: tuple[Resolution, ...] = ()
    claim: Claim | None = None
    why_no_claim: str = ""
    speaker: Speaker | None = None
    is_quoted: bool = False
    """The claim stands between quotation marks."""
    is_denied: bool = False
    """The article itself does not vouch for it: "it is a myth that", "there is no evidence"."""
    in_animals: bool = False
    """The sentence speaks of animals or cells."""
    fact: BackgroundFact | None = None
    """What it tells of a condition or procedure, for records to state or deny; ``claim`` is then
    asked only where too little states it."""

    @property
    def passage(self) -> Passage:
        return Passage(self.start, self.end, self.text)

    @property
    def is_background(self) -> bool:
        """A fact for records to state; what a treatment does is for studies to say."""
        is_of_studies = self.kind is ClaimKind.HEALTH and self.claim is not None
        return self.fact is not None and not is_of_studies

    @property
    def is_checkable(self) -> bool:
        return self.kind.is_checkable and (self.claim is not None or self.fact is not None)


class SkipReason(StrEnum):
    """Why a sentence is no claim."""

    HEADING = "heading"
    QUESTION = "question"
    NOT_HEALTH = "not_health"
    """It asserts something, and nothing about health."""
    NO_ASSERTION = "no_assertion"
    """A greeting, an order to the reader, a fragment without a verb."""
    METHOD = "method"
    """How a study was done, without what it found."""
    AMBIGUOUS = "ambiguous"
    """What it speaks of cannot be told, here or from what stands before."""
    BOILERPLATE = "boilerplate"
    """Contact lines, subscriptions, copyright."""
    REPEATED = "repeated"
    """Says again what an earlier sentence says."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that was read and passed over; ``why`` says it to the reader."""

    start: int
    end: int
    text: str
    reason: SkipReason
    why: str


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """What an article claims and what was passed over, both in reading order.

    Every sentence of the article lies in one or the other.
    """

    claims: tuple[ArticleClaim, ...]
    skipped: tuple[Skipped, ...]
    caveats: tuple[Caveat, ...] = ()
    """What is known only after its claims were read: not about health, no claims."""
