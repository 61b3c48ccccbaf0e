"""An article's sentence set against the study that it means: strength, subjects, figures. Pure.

Only what can be shown from both texts is said, and both are quoted. How strongly a sentence claims
is read by the rules of ``press_strength`` and ``strength``, which are right less often than not on
close calls: a difference is told only where the two stand on either side of the line between going
together and causing, and the study's design is one that cannot show a cause, or where the study's
words hold a doubt that the article leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sceptic.appraisal.affirmation import STOPWORDS
from sceptic.appraisal.article_sign_words import PATTERNS, Sign
from sceptic.domain.article import Article, ArticleClaim, ClaimKind, ClaimStrength
from sceptic.domain.evidence import Design, Effect, Rationale, Study, Subjects
from sceptic.domain.reading import Comparison, ComparisonKind
from sceptic.domain.record import Record, RetractionState
from sceptic.domain.words import DESIGN_WORDS
from sceptic.language import article_words as w
from sceptic.language.press_strength import CURE, Told, told
from sceptic.language.strength import Strength, strength_of

_CANNOT_SHOW_CAUSE = frozenset(
    (Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL, Design.UNCONTROLLED,
     Design.CASE_REPORT)
)  # fmt: skip
_WITHDRAWN = frozenset(
    (RetractionState.RETRACTED, RetractionState.PARTLY_RETRACTED, RetractionState.WITHDRAWN)
)
_PER_CENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per\s?cent|percent)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:(?:study|trial|survey|analysis|data)\s+(?:of|on|from|involving)\s+"
    r"(?:more\s+than\s+|almost\s+|nearly\s+|over\s+|about\s+|some\s+)?|(?P<loose>more\s+than|almost|nearly|over|about|around|some)\s+)?"
    r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\s+(?:[\w-]+\s+){0,3}"
    r"(?:people|patients|men|women|children|adults|participants|volunteers|subjects)\b",
    re.IGNORECASE,
)
_STUDY_SIZE = re.compile(
    r"\b(?:study|trial|survey|studied|recruited|enrolled|randomi[sz]ed|followed|tested|volunteers"
    r"|participants)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{4,}")
_SHARED_WORDS = 2
_SIZE_TOLERANCE = 0.03
_ROUNDED_TOLERANCE = 0.15
_RATIOS = ("RR", "OR", "HR", "IRR")


def comparisons(
    claim: ArticleClaim, record: Record, study: Study, article: Article
) -> tuple[Comparison, ...]:
    """What a claim tells otherwise than its study, and what it tells alike."""
    if claim.kind not in (ClaimKind.HEALTH, ClaimKind.NUMBER, ClaimKind.BACKGROUND):
        return ()
    found = [
        *_standing(claim, study),
        *_subjects(claim, record, study, article),
        *_strength(claim, study),
        *_figures(claim, record, study),
        *_size(claim, study),
        *_relative(claim, study, article),
    ]
    return tuple(found)


def _told(
    kind: ComparisonKind, words: str, claim: ArticleClaim, study: Study, rationale: Rationale | None
) -> Comparison:
    return Comparison(kind, words, claim.passage, study.record_id, rationale)


def _standing(claim: ArticleClaim, study: Study) -> Iterator[Comparison]:
    if study.retraction in _WITHDRAWN:
        words = "The study that the article reports was retracted."
        yield _told(ComparisonKind.RETRACTED, words, claim, study, None)


def _subjects(
    claim: ArticleClaim, record: Record, study: Study, article: Article
) -> Iterator[Comparison]:
    if study.subjects not in (Subjects.ANIMAL, Subjects.LABORATORY) or claim.in_animals:
        return
    if claim.kind is not ClaimKind.HEALTH or w.ANIMALS.search(f"{article.title} {article.text}"):
        return
    where = "animals" if study.subjects is Subjects.ANIMAL else "cells or molecules"
    words = f"The study is of {where}; the article does not say so."
    title = Rationale("title", 0, len(record.title), record.title)
    yield _told(ComparisonKind.ANIMALS_AS_PEOPLE, words, claim, study, title)


def _strength(claim: ArticleClaim, study: Study) -> Iterator[Comparison]:
    if claim.kind is not ClaimKind.HEALTH or claim.is_denied or claim.strength.level == 0:
        return
    nearest = _nearest(claim.text, study)
    if nearest is None:
        return
    said, is_sure = told(claim.text, nearest.text)
    found = strength_of(nearest.text)
    is_causal = claim.strength in (ClaimStrength.CAUSAL, ClaimStrength.CURE)
    if said is Told.EXAGGERATES and is_sure and study.design in _CANNOT_SHOW_CAUSE:
        words = (
            f"The article tells a cause; the study is a {DESIGN_WORDS.get(study.design, 'study')}"
            " and says that the two go together."
        )
        yield _told(ComparisonKind.CORRELATION_AS_CAUSE, words, claim, study, nearest)
    elif said is Told.EXAGGERATES and is_causal and found is Strength.CONDITIONAL:
        words = "The study voices a doubt that the article leaves out."
        yield _told(ComparisonKind.STRONGER, words, claim, study, nearest)
    elif claim.strength is ClaimStrength.CURE and not CURE.search(nearest.text):
        words = "The article speaks of a cure, the study does not."
        yield _told(ComparisonKind.STRONGER, words, claim, study, nearest)
    elif said is Told.SAME:
        words = "The article claims as strongly as the study does."
        yield _told(ComparisonKind.AS_STRONG, words, claim, study, nearest)
    elif said is Told.DOWNPLAYS and is_sure:
        words = "The article claims less than the study does."
        yield _told(ComparisonKind.WEAKER, words, claim, study, nearest)


def _nearest(text: str, study: Study) -> Rationale | None:
    """The sentence of the study's conclusion, or its key result, that shares most words."""
    ours = _content(text)
    said = [*study.conclusion, *([study.key_result] if study.key_result else [])]
    scored = [
        (len(ours & _content(r.text)), -i, r) for i, r in enumerate(said) if r.field != "fact"
    ]
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best is not None and best[0] >= _SHARED_WORDS else None


def _content(text: str) -> frozenset[str]:
    return frozenset(x[:7] for x in _WORD.findall(text.lower()) if x not in STOPWORDS)


def _figures(claim: ArticleClaim, record: Record, study: Study) -> Iterator[Comparison]:
    """Per cents of the article that the abstract gives too, or that its ratio amounts to."""
    ours = [float(m[1]) for m in _PER_CENT.finditer(claim.text)]
    if not ours or not record.abstract_text:
        return
    theirs = [(float(m[1]), m) for m in _PER_CENT.finditer(record.abstract_text)]
    effect = next((f.effect for f in study.findings if f.effect), None)
    for value in ours:
        match = next((m for v, m in theirs if abs(v - value) <= _rounding(value)), None)
        if match is not None:
            at = Rationale("abstract", match.start(), match.end(), match.group())
            words = f"The figure of {value:g} per cent stands in the abstract."
            yield _told(ComparisonKind.NUMBER_AGREES, words, claim, study, at)
        elif (share := _as_share(effect)) is not None and PATTERNS[Sign.RELATIVE].search(
            claim.text
        ):
            assert effect is not None
            if abs(share - value) <= 1.0:
                words = (
                    f"The study's {effect.measure} of {effect.value:g} amounts to {share:.0f}"
                    " per cent."
                )
                yield _told(ComparisonKind.NUMBER_AGREES, words, claim, study, effect.rationale)
            elif len(ours) == 1 and not theirs:
                words = (
                    f"The article says {value:g} per cent; the study's {effect.measure} of "
                    f"{effect.value:g} amounts to {share:.0f} per cent."
                )
                yield _told(ComparisonKind.NUMBER_DIFFERS, words, claim, study, effect.rationale)


def _rounding(value: float) -> float:
    """An article rounds to whole per cents."""
    return 0.5 if value == int(value) else 0.05


def _as_share(effect: Effect | None) -> float | None:
    """Per cent by which a ratio lies from one."""
    if effect is None or effect.value is None or effect.measure not in _RATIOS:
        return None
    return abs(1 - effect.value) * 100


def _size(claim: ArticleClaim, study: Study) -> Iterator[Comparison]:
    """The number of people, where the sentence gives it as that of the study."""
    if study.participants is None or not _STUDY_SIZE.search(claim.text):
        return
    match = _PEOPLE.search(claim.text)
    if match is None:
        return
    said = int(match["n"].replace(",", ""))
    off = abs(said - study.participants) / max(said, study.participants)
    at = study.participants_rationale[0] if study.participants_rationale else None
    if off <= (_ROUNDED_TOLERANCE if match["loose"] or said % 100 == 0 else _SIZE_TOLERANCE):
        words = f"The study is of {study.participants} people, as the article says."
        yield _told(ComparisonKind.NUMBER_AGREES, words, claim, study, at)
    elif at is not None and not study.design.is_review_of_studies:
        words = f"The article says {said} people; the study's abstract {study.participants}."
        yield _told(ComparisonKind.NUMBER_DIFFERS, words, claim, study, at)


def _relative(claim: ArticleClaim, study: Study, article: Article) -> Iterator[Comparison]:
    """A share by which something changed, where the study tells from what to what."""
    if not PATTERNS[Sign.RELATIVE].search(claim.text):
        return
    if any(PATTERNS[s].search(article.text) for s in (Sign.BOTH_SIDES, Sign.ABSOLUTE)):
        return
    arms = next((f.arms for f in study.findings if len(f.arms) == 2), None)
    if arms is None:
        return
    shares = [_share(a.percent, a.events, a.total) for a in arms]
    if len(shares) == 2 and shares[0] is not None and shares[1] is not None:
        words = (
            "The article tells by what share something changed, not from what to what: in the study"
            f" {shares[1]:.1f} per cent without and {shares[0]:.1f} per cent with it."
        )
        at = arms[0].rationale[0] if arms[0].rationale else None
        yield _told(ComparisonKind.RELATIVE_WITHOUT_ABSOLUTE, words, claim, study, at)


def _share(percent: float | None, events: int | None, total: int | None) -> float | None:
    if percent is not None:
        return percent
    return 100 * events / total if events is not None and total else None
