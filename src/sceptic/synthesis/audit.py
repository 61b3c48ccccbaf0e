"""An article and what became of its claims -> its audit: criteria, persuasion, promoters, counts.

Pure: what is not in the values given is not looked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sceptic.appraisal.article_signs import signs_of
from sceptic.appraisal.persuasion import persuasion_in
from sceptic.domain.article import Article, Caveat, CaveatKind
from sceptic.domain.brief import Brief
from sceptic.domain.reading import Audit, CheckedClaim
from sceptic.synthesis.criteria import criteria_of
from sceptic.synthesis.known import known_of
from sceptic.synthesis.promoters import promoters_in
from sceptic.synthesis.quoted_counts import counts_in, recounted

_NOT_HEALTH = frozenset((CaveatKind.NOT_HEALTH, CaveatKind.EMPTY, CaveatKind.NOT_ENGLISH))


def audit_of(
    article: Article,
    checked: Sequence[CheckedClaim] = (),
    caveats: Sequence[Caveat] = (),
    briefs_then: Sequence[Brief] = (),
    today: dt.date | None = None,
) -> Audit:
    """How the piece reports and persuades.

    ``checked`` are its claims with their briefs as of today; ``caveats`` what is known of the
    text after its claims were read; ``briefs_then`` briefs of the same claims as of the article's
    date, by which a count that it gives is made again for that day.
    """
    signs = signs_of(article)
    is_about_health = not any(c.kind in _NOT_HEALTH for c in (*article.caveats, *caveats))
    briefs_now = [c.brief for c in checked if c.brief is not None and c.same_as is None]
    claims = [c.claim for c in checked]
    counts = [
        recounted(count, briefs_then, briefs_now, article.date or today)
        for count in counts_in(article)
    ]
    return Audit(
        criteria=criteria_of(
            signs, known_of(checked, article.date), is_about_health=is_about_health
        ),
        persuasion=persuasion_in(article, signs),
        promoters=promoters_in(article, claims, signs),
        counts=tuple(counts),
    )
