"""The claims of an article as a table, and as ClaimReviews, one for each claim that was asked."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from sceptic.domain.reading import CheckedClaim, Reading
from sceptic.render.claimreview import as_claimreview as review_of
from sceptic.render.claimreview import fact_review
from sceptic.render.sources import cleaned, web_links
from sceptic.render.table import cell

_COLUMNS = (
    "number", "start", "end", "text", "kind", "strength", "speaker", "quoted", "denied",
    "asked_as", "verdict", "certainty", "headline", "why_not", "same_as", "studies_counted",
    "studies_meant", "comparisons", "brief", "judged_as", "basis",
)  # fmt: skip


def as_csv(reading: Reading) -> str:
    """One row for each claim, with a header (RFC 4180, UTF-8)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for number, checked in enumerate(reading.claims, start=1):
        row = _row(number, checked)
        writer.writerow([cell(row[name]) for name in _COLUMNS])
    return out.getvalue()


def _row(number: int, checked: CheckedClaim) -> dict[str, object]:
    claim, brief, fact = checked.claim, checked.brief, checked.fact
    answer, headline = checked.answer, checked.headline
    found = [s.candidates[0].record_id for s in checked.studies if s.candidates]
    return {
        "number": number,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind.value,
        "strength": claim.strength.value,
        "speaker": claim.speaker.name if claim.speaker else "",
        "quoted": claim.is_quoted,
        "denied": claim.is_denied,
        "asked_as": brief.claim.sentence if brief else fact.fact.sentence if fact else "",
        "verdict": answer.value if answer else "",
        "certainty": brief.verdict.certainty.value if brief else "",
        "headline": headline.text if headline else "",
        "why_not": checked.why_not,
        "same_as": None if checked.same_as is None else checked.same_as + 1,
        "studies_counted": brief.flow.used if brief else None,
        "studies_meant": " ".join(found),
        "comparisons": " ".join(c.kind.value for c in checked.comparisons),
        "brief": brief.id if brief else "",
        "judged_as": "background fact" if fact else "studies" if brief else "",
        "basis": fact.basis if fact else "",
    }


def as_claimreview(reading: Reading) -> str:
    """A JSON array of ClaimReviews: each question once, none that the article itself doubts."""
    asked = [c for c in reading.claims if c.answer is not None and c.same_as is None]
    reviews = [_review(c, reading) for c in asked if not c.claim.is_denied]
    # it is made to be put into a page, where a title could end the script that it stands in
    return json.dumps(reviews, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def _review(checked: CheckedClaim, reading: Reading) -> dict[str, Any]:
    article, claim = reading.article, checked.claim
    review: dict[str, Any] = (
        json.loads(review_of(checked.brief))
        if checked.brief is not None
        else fact_review(checked, reading)
    )
    item = review["itemReviewed"]
    item["text"] = cleaned(claim.text)
    appearance: dict[str, Any] = {"@type": "Article", "headline": cleaned(article.title)}
    links = web_links(article.url)
    if links:
        appearance["url"] = links[0].address
    if article.date is not None:
        appearance["datePublished"] = item["datePublished"] = article.date.isoformat()
    item["appearance"] = appearance
    if claim.speaker is not None:
        item["author"] = {"@type": "Person", "name": cleaned(claim.speaker.name)}
    elif article.site:
        item["author"] = {"@type": "Organization", "name": cleaned(article.site)}
    return review
