"""A claim made to stand alone: "it", "the treatment" and what is left out are put in, marked.

The topic of an article is what its title and its first sentences name most; a pronoun goes back to
the subject of the sentence before, "the treatment" to the treatment named last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sceptic.domain.article import Passage, Resolution
from sceptic.language.article_names import is_generic
from sceptic.language.mentions import Mentions
from sceptic.language.treatment_kinds import KINDS
from sceptic.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the article writes it; ``where`` is ``None`` for its title."""

    text: str
    concept: str
    where: Passage | None = None


@dataclass(slots=True)
class Topic:
    """What is being spoken of, as it changes from sentence to sentence."""

    intervention: Named | None = None
    condition: Named | None = None
    subject: Named | None = None
    main_intervention: Named | None = None
    main_condition: Named | None = None
    named: Counter[str] = field(default_factory=Counter)


_NOUN = (
    r"(?:treatment|therapy|drug|medicine|medication|procedure|technique|supplement|remedy|method|pill|injection|vaccine|jab|device|diet"
    r"|approach|product|compound|practice|operation|surgery|intervention|regimen|programme|program|herb|test|exercise)"
)
_THE_TREATMENT = re.compile(
    rf"\b(?:the|this|these|that|such)\s+(?:(?:new|same|type\s+of|form\s+of|kind\s+of|experimental|popular|natural|controversial)\s+){{0,2}}{_NOUN}\b"
    r"(?!\s+(?:of|for|group|arm|called|known|manufacturer|maker|compan|industry|trial|itself|administration|that|which|who))|\bits\s+use\b|\bthe\s+term\b",
    re.IGNORECASE,
)
_THE_CONDITION = re.compile(
    r"\b(?:the|this|that)\s+(?:(?:chronic|painful|common|deadly|debilitating|autoimmune|skin)\s+)?(?:disease|condition|disorder|illness|infection|syndrome|ailment|cancer)\b"
    r"(?!\s+(?:of|called|known))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?P<lead>(?:(?:and|but|so|also|yet|in\s+addition|however)\W+)?)(?P<it>it|they|this|these)\s+"
    r"(?:(?:also|even|often|sometimes|usually|may|might|can|could|will|would|does|do|did|has|have|had|is|are|was|were|been|seems?|appears?|tends?|to"
    r"|be|not|significantly|help|helps|helped|greatly|actually|really|known|used|linked|associated|effective|safe)\s+)*",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"\b(?:Reasons|Causes|Triggers|Risk\s+factors|Symptoms|Treatments|Cures)\b(?!\s+(?:of|for|include\s+of))",
    re.IGNORECASE,
)


def topic_of(title: str, found: Iterable[tuple[int, Mentions]]) -> Topic:
    """What the whole article is about: named in the title, else named most."""
    first: dict[str, dict[str, Named]] = {"intervention": {}, "condition": {}}
    counts: dict[str, Counter[str]] = {"intervention": Counter(), "condition": Counter()}
    for offset, mentions in found:
        for kind, each in (
            ("intervention", mentions.interventions),
            ("condition", mentions.conditions),
        ):
            for m in each:
                if is_generic(mentions.text, m):
                    continue
                words = mentions.text[m.start : m.end]
                where = Passage(offset + m.start, offset + m.end, words) if offset >= 0 else None
                first[kind].setdefault(m.concept.id, Named(words, m.concept.id, where))
                counts[kind][m.concept.id] += 4 if offset < 0 else 1
    topic = Topic(named=counts["intervention"])
    for kind in ("intervention", "condition"):
        if counts[kind]:
            chosen = min(counts[kind], key=lambda c: (-counts[kind][c], list(first[kind]).index(c)))
            setattr(topic, f"main_{kind}", first[kind][chosen])
    return topic


def remember(topic: Topic, found: Mentions, offset: int) -> None:
    """Take the names of a sentence over into the topic of the next."""

    def named(m_start: int, m_end: int, concept: str) -> Named:
        words = found.text[m_start:m_end]
        return Named(words, concept, Passage(offset + m_start, offset + m_end, words))

    real = [m for m in found.interventions if not is_generic(found.text, m)]
    things = sorted((*real, *found.conditions), key=lambda m: m.start)
    if not _SAME_SUBJECT.match(found.text):
        topic.subject = None
    if things and topic.subject is None and not _VERB_BEFORE.search(found.text, 0, things[0].start):
        topic.subject = named(things[0].start, things[0].end, things[0].concept.id)
    if real:
        topic.intervention = named(real[0].start, real[0].end, real[0].concept.id)
    if found.conditions:
        m = found.conditions[0]
        topic.condition = named(m.start, m.end, m.concept.id)


_PEOPLE_DO = re.compile(
    r"\W*they\s+(?:also\s+)?(?:had|have|were|saw|took|found|say|said|did|got|\w+\s+\d)",
    re.IGNORECASE,
)
"""These do people: what they had is not said of the thing spoken of before."""
_SAME_SUBJECT = re.compile(r"\W*(?:it|they|this|these)\s", re.IGNORECASE)
"""A sentence that begins so goes on about what the last one was about."""
_VERB_BEFORE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|may|might|will|would|does|do|did|said|says|causes?"
    r"|caus(?:ed|ing)|found|shows?|showed|but|because)\b",
    re.IGNORECASE,
)
"""What stands after one of these is not what its sentence is about."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence that stands alone and the marks of what was put in."""

    text: str
    resolved: tuple[Resolution, ...] = ()


def standing_alone(sentence: str, found: Mentions, topic: Topic) -> Standing:
    """The sentence with its pronouns and its ellipses filled from what stands before it."""
    standing = Standing(sentence)
    treatment = _meant(topic)
    condition = topic.condition or topic.main_condition
    if (
        not found.interventions
        and treatment is not None
        and _is_known(treatment, topic)
        and _can_be(treatment, sentence, found.vocabulary)
    ):
        standing = _replaced(standing, _THE_TREATMENT, treatment)
    if not found.conditions and condition is not None:
        standing = _replaced(standing, _THE_CONDITION, condition)
    reasons = _REASONS.match(standing.text)
    if reasons and condition is not None:
        standing = _put_in(
            standing, reasons.end(), reasons.end(), f" for {condition.text}", condition.where
        )
    return standing


_OFTEN = 3
"""Times that an article names a treatment (four for its title) before "the treatment" is it, unless
the sentence before is about it."""


def _is_known(treatment: Named, topic: Topic) -> bool:
    is_subject = topic.subject is not None and topic.subject.concept == treatment.concept
    return is_subject or topic.named[treatment.concept] >= _OFTEN


def _can_be(treatment: Named, sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether "the drug", "the test" may be what is put in its place: a scan is no drug."""
    match = _THE_TREATMENT.search(sentence)
    noun = match.group().lower().split()[-1] if match else ""
    if _DRUG.fullmatch(noun) and treatment.concept in vocabulary:
        kind = next((k for k in KINDS if k.id == "medicines"), None)
        return kind is None or kind.admits(vocabulary.concept(treatment.concept), vocabulary)
    wanted = next((names for nouns, names in _KINDS if nouns.fullmatch(noun)), None)
    return wanted is None or wanted.search(f"{treatment.text} {treatment.concept}") is not None


_DRUG = re.compile(r"drug|medicine|medication|pill", re.IGNORECASE)
_KINDS = tuple(
    (re.compile(nouns), re.compile(names, re.IGNORECASE))
    for nouns, names in (
        ("vaccine|jab", r"vaccin|jab|shot|immuni|bcg|mmr"),
        (
            "test",
            r"test|scan|screen|imag|mri|x-ray|mammogra|scopy|tomograph|blood|assay|biops|ultrasound",
        ),
        ("diet", r"diet|eating|fasting|food|keto|vegan|carb"),
        ("exercise", r"exerc|train|walk|yoga|tai|run|swim|pilates|danc|activity|workout|stretch"),
        (
            "surgery|operation",
            r"surg|ect?omy|plast|bypass|transplant|replacement|implant|incision|stent",
        ),
    )
)
"""A noun -> what the name of a treatment holds that may be called so."""


def with_pronoun(standing: Standing, topic: Topic) -> tuple[Standing, Resolution] | None:
    """The sentence with "it" at its start put back to the subject of the sentence before.

    The caller keeps it only where what was put in is what the sentence asserts something of:
    "it is clear that" speaks of nothing.
    """
    pronoun = _PRONOUN.match(standing.text)
    if pronoun is None or topic.subject is None or standing.resolved:
        return None
    if _PEOPLE_DO.match(standing.text):
        return None
    begin, end = pronoun.span("it")
    filled = _put_in(standing, begin, end, topic.subject.text, topic.subject.where)
    return filled, filled.resolved[0]


def with_condition(standing: Standing, condition: Named) -> Standing:
    """The sentence with the health problem that it leaves out: "It works" -> "... for eczema"."""
    end = len(standing.text.rstrip(" .!"))
    return _put_in(standing, end, end, f" for {condition.text}", condition.where)


def in_condition(standing: Standing, condition: Named) -> Standing:
    """The sentence led in by the health problem that it speaks of: "In eczema: the skin ..."."""
    return _put_in(standing, 0, 0, f"In {condition.text}: ", condition.where)


def _meant(topic: Topic) -> Named | None:
    """The treatment meant: the article's own, unless another is spoken of as much."""
    last, main = topic.intervention, topic.main_intervention
    if last is None or main is None:
        return last or main
    return last if 2 * topic.named[last.concept] > topic.named[main.concept] else main


def _replaced(standing: Standing, pattern: re.Pattern[str], named: Named) -> Standing:
    match = pattern.search(standing.text)
    if match is None:
        return standing
    return _put_in(standing, match.start(), match.end(), named.text, named.where)


def _put_in(
    standing: Standing, start: int, end: int, words: str, where: Passage | None
) -> Standing:
    old = standing.text
    if start == 0 and old[:1].isupper():
        words = words[:1].upper() + words[1:]
    shift = len(words) - (end - start)
    moved = tuple(
        Resolution(r.start + shift, r.end + shift, r.text, r.replaces, r.source)
        if r.start >= end
        else r
        for r in standing.resolved
    )
    mark = Resolution(start, start + len(words), words, old[start:end], where)
    text = old[:start] + words + old[end:]
    return Standing(text, tuple(sorted((*moved, mark), key=lambda r: r.start)))
