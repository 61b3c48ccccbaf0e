"""A brief as schema.org's ClaimReview in JSON-LD, for fact-checkers' pages and archives.

There is no rating where there is too little evidence, and none for an open comparison: nobody can
say how true a question is. Whoever publishes it puts their own name and address in.
"""

from __future__ import annotations

import json
from typing import Any

from sceptic.domain.background import FactCheck
from sceptic.domain.brief import Brief, Source
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, Certainty, Study
from sceptic.domain.reading import CheckedClaim, Reading
from sceptic.render.article_words import CAPTIONS
from sceptic.render.labels import ANSWERS, CERTAINTIES, asks_what_to_do
from sceptic.render.references import studies_of
from sceptic.render.sources import cleaned, study_links
from sceptic.synthesis.wording import claim_in_short, sentence_case

MOST_LETTERS = 75
"""Readers of ClaimReview cut longer claims."""
BEST, WORST = 5, 1
_UNHEDGED = {
    Answer.SUPPORTED: (5, 4),
    Answer.CONTRADICTED: (1, 2),
    Answer.CONFLICTING: (3, 3),
    Answer.DEPENDS: (3, 3),
}
"""Rating under high or moderate certainty, and under low."""


def as_claimreview(brief: Brief) -> str:
    """One ClaimReview; ``isBasedOn`` holds the studies that count."""
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": brief.id,
        "datePublished": brief.method.today.isoformat(),
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": cleaned(brief.method.software)},
        "claimReviewed": claim_in_letters(brief),
        "itemReviewed": {
            "@type": "Claim",
            "name": claim_in_letters(brief),
            "text": _as_asked(brief),
        },
        "reviewBody": cleaned(brief.headline.text),
        "reviewRating": _rating(brief),
        "isBasedOn": [
            _article(e.study) for e in studies_of(brief) if e.counted and study_links(e.study)
        ],
    }
    kept = {key: value for key, value in review.items() if value}
    # it is made to be put into a page, where a title could end the script that it stands in
    return json.dumps(kept, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


_OF_FACTS = {
    Answer.SUPPORTED: 5,
    Answer.CONTRADICTED: 1,
    Answer.CONFLICTING: 3,
    Answer.DEPENDS: 3,
}


def fact_review(checked: CheckedClaim, reading: Reading) -> dict[str, Any]:
    """What a statement of an article that was judged as a background fact comes to; no rating
    where too little states it. ``isBasedOn`` holds the records that state it or deny it."""
    fact = checked.fact
    if fact is None:
        raise ValueError("only a background fact is reviewed so")
    method = reading.method
    name = cleaned(sentence_case(fact.fact.sentence))
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": reading.today.isoformat() if reading.today else "",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": cleaned(method.software)} if method else {},
        "claimReviewed": _in_letters(name),
        "itemReviewed": {"@type": "Claim", "name": _in_letters(name), "text": name},
        "reviewBody": cleaned(f"{fact.headline.text} ({CAPTIONS['as_fact']}; {fact.basis})"),
        "reviewRating": _fact_rating(fact),
        "isBasedOn": [_record(s) for s in dict.fromkeys(fact.sources) if _addresses(s)],
    }
    return {key: value for key, value in review.items() if value}


def _fact_rating(fact: FactCheck) -> dict[str, Any] | None:
    if fact.answer not in _OF_FACTS:
        return None
    return {
        "@type": "Rating",
        "ratingValue": _OF_FACTS[fact.answer],
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": f"{ANSWERS[fact.answer]}, {CAPTIONS['as_fact']}",
        "ratingExplanation": cleaned(fact.headline.text),
    }


def _addresses(source: Source) -> list[str]:
    pubmed = [f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"] if source.pmid else []
    return [*pubmed, *([source.address] if source.address else [])]


def _record(source: Source) -> dict[str, Any]:
    return {
        "@type": "ScholarlyArticle",
        "url": _addresses(source)[0],
        "identifier": f"pmid:{source.pmid}" if source.pmid else source.record_id,
    }


def _as_asked(brief: Brief) -> str:
    """The question; the claim itself where a rating of the question would be advice."""
    question = cleaned(brief.claim.question.text)
    return claim_in_letters(brief) if asks_what_to_do(question) else question


def claim_in_letters(brief: Brief) -> str:
    """The claim as a sentence of at most 75 letters, cut between words."""
    return _in_letters(cleaned(sentence_case(claim_in_short(brief.claim))))


def _in_letters(words: str) -> str:
    if len(words) <= MOST_LETTERS:
        return words
    head = words[: MOST_LETTERS - 1].rsplit(" ", 1)[0]
    return f"{head[: MOST_LETTERS - 1]}…"


def _rating(brief: Brief) -> dict[str, Any] | None:
    verdict = brief.verdict
    is_open = brief.claim.relation is Relation.COMPARES
    if verdict.answer not in _UNHEDGED or verdict.certainty is Certainty.VERY_LOW or is_open:
        return None
    firm, hedged = _UNHEDGED[verdict.answer]
    return {
        "@type": "Rating",
        "ratingValue": firm if verdict.certainty.level >= Certainty.MODERATE.level else hedged,
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": f"{ANSWERS[verdict.answer]}, {CERTAINTIES[verdict.certainty]} certainty",
        "ratingExplanation": cleaned(brief.headline.text),
    }


def _article(study: Study) -> dict[str, Any]:
    links = [link.address for link in study_links(study)]
    year = study.citation.year or study.year
    article: dict[str, Any] = {
        "@type": "ScholarlyArticle",
        "name": cleaned(study.citation.title) or cleaned(study.citation.short),
        "url": links[0],
        "sameAs": links[1:],
        "identifier": f"pmid:{study.pmid}" if study.pmid else "",
        "datePublished": str(year) if year else "",
    }
    return {key: value for key, value in article.items() if value}
