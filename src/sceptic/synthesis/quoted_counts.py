"""Counts that an article gives of search results, quoted, and the literature counted again.

"Search the National Library of Medicine and you'll find two results" is a count of the literature
and can be made again; "263 000 results on Google" cannot: a search engine's figure is an estimate
that nobody can date (Funahashi and Yamana, ICWE 2010 Workshops), and is only quoted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from sceptic.appraisal.article_signs import LONGEST_SENTENCE, read_sentences
from sceptic.domain.article import Article
from sceptic.domain.brief import Brief, Source
from sceptic.domain.claim import Concept
from sceptic.domain.reading import QuotedCount
from sceptic.language.text import normalised
from sceptic.synthesis.sourcing import count_source

_NUMBERS = {
    "no": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "a hundred": 100,
    "a thousand": 1_000, "a million": 1_000_000,
}  # fmt: skip
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_COUNT = re.compile(
    r"\b(?P<number>\d{1,3}(?:[,. \u00a0\u202f]\d{3})+|\d+(?:\.\d+)?|"
    + "|".join(_NUMBERS)
    + r")\s*(?P<scale>thousand|million|billion)?\s+(?:(?:search|google|scientific|published"
    r"|medical|web"
    r"|online|relevant|different|pubmed)\s+){0,2}(?:results?|hits|entries|records|papers"
    r"|articles|pages"
    r"|web\s?sites|posts|videos|views|mentions|followers|searches|publications|references"
    r"|citations)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?P<literature>(?:(?:the\s+)?(?:US\s+|U\.S\.\s+)?National\s+Library\s+of\s+Medicine|PubMed|"
    r"MEDLINE|Cochrane(?:\s+Library)?|Embase|Scopus|Web\s+of\s+Science|(?:the\s+)?(?:medical"
    r"|scientific)"
    r"\s+(?:literature|databases?|journals?)))\b"
    r"|\b(?P<web>Google(?!\s+Scholar)|Bing|YouTube|Instagram|TikTok|Facebook|Twitter|Amazon"
    r"|the\s+(?:web|internet)"
    r"|search\s+engines?|hashtag|online|internet)\b",
    re.IGNORECASE,
)
_TOPIC_AFTER = re.compile(
    r"\s+(?:for|on|about|showing|mentioning|containing|with|of"
    r"|that\s+mention)\s+(?P<topic>[^.;:?!]{3,80})",
    re.IGNORECASE,
)
_TOPIC_BEFORE = re.compile(
    r"\b(?:for|search(?:ing|ed)?|type|typing|enter(?:ing)?)\s+(?P<topic>[^.;:?!]{3,80}?)\s*"
    r"(?:,|\band\s+you|\bgives?|\bfinds?|\bturns?|\breturns?|\bbrings?|\byields?|\bon\b|\bin\b"
    r"|\binto\b)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:those|these|the\s+same|both)\b|\bit\b|\bthem\b", re.IGNORECASE)
MOST_COUNTS = 20


def counts_in(article: Article) -> tuple[QuotedCount, ...]:
    """Counts of search results that an article gives, in reading order.

    ``of`` says what was counted and where, "hair loss and mesotherapy in PubMed"; counts of
    patients, studies reviewed and the like are left alone.
    """
    found: list[QuotedCount] = []
    topic = ""
    for sentence in read_sentences(article):
        place = _PLACE.search(sentence.text[:LONGEST_SENTENCE])
        match = _COUNT.search(sentence.text[:LONGEST_SENTENCE])
        if place is None or match is None:
            continue
        topic = _topic(sentence.text, match, topic)
        words = article.passage(sentence.start + match.start(), sentence.start + match.end())
        where = " ".join(place.group().split())
        found.append(QuotedCount(words, _value(match), f"{topic} in {where}" if topic else where))
    return tuple(found[:MOST_COUNTS])


def is_of_literature(count: QuotedCount) -> bool:
    """The count is of a medical library and can be made again."""
    place = _PLACE.search(count.of)
    return place is not None and place["literature"] is not None


def recounted(
    count: QuotedCount,
    briefs_then: Sequence[Brief],
    briefs_now: Sequence[Brief],
    date: dt.date | None,
) -> QuotedCount:
    """The count with the literature counted as of ``date`` and as of today, as sources.

    Without a brief as of that date, records are taken by their year of publication, to the end of
    its year, and the query says so. Unchanged where no brief is of what was counted.
    """
    if not is_of_literature(count):
        return count
    now = _brief_of(count.of, briefs_now)
    then = _brief_of(count.of, briefs_then)
    sources: list[Source] = []
    if then is not None:
        sources.append(count_source(then.method, then.attention.records))
    elif now is not None and date is not None and date.year < now.method.today.year:
        so_far = sum(n for year, n in now.attention.by_year if year <= date.year)
        words = f"published to the end of {date.year}"
        sources.append(count_source(now.method, so_far, words))
    if now is not None:
        sources.append(count_source(now.method, now.attention.records))
    return replace(count, recounts=tuple(sources))


def _value(match: re.Match[str]) -> int:
    words = match["number"].lower()
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    if words in _NUMBERS:
        return _NUMBERS[words] * scale
    if re.fullmatch(r"\d{1,3}(?:[,. \u00a0\u202f]\d{3})+", words):
        return int(re.sub(r"\D", "", words)) * scale
    return round(float(words) * scale)


def _topic(sentence: str, match: re.Match[str], before: str) -> str:
    """What was searched for; that of the sentence before for "those two keywords"."""
    after = _TOPIC_AFTER.match(sentence, match.end())
    found = after or _TOPIC_BEFORE.search(sentence[: match.start()])
    if found is None:
        return before
    topic = " ".join(found["topic"].split()).strip(" ,\"“”'‘’")
    if _AGAIN.search(topic) or _PLACE.search(topic):
        return before
    return topic


def _brief_of(words: str, briefs: Sequence[Brief]) -> Brief | None:
    """The brief on what was counted: the words name its treatment, and best its condition."""
    counted = f" {normalised(words)} "
    best: tuple[int, Brief] | None = None
    for brief in briefs:
        pico = brief.claim.pico
        if not _is_named(pico.intervention, counted):
            continue
        score = 2 if _is_named(pico.condition, counted) else 1
        if best is None or score > best[0]:
            best = (score, brief)
    return best[1] if best is not None else None


def _is_named(concept: Concept, counted: str) -> bool:
    return any(f" {normalised(name)} " in counted for name in (concept.name, *concept.names))
