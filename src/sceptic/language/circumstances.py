"""What stands beside a problem and is none: where and when, and the medicine that brings it."""

from __future__ import annotations

import re

from sceptic.domain.claim import ConceptKind
from sceptic.language.mentions import Mentions, Range
from sceptic.language.vocabulary import Mention

# "radon at home", "glycine before bed": where or when says nothing of what it is
WHERE = re.compile(
    r"(?<!\w)(?:at|in|before|from|around|to)\s+(?:(?:the|my|our|your|an?)\s+)?(?:home|house|apartment|flat|office|work"
    r"|car|bed|bedtime|bedroom|garden|gym|school|classroom|kitchen|town|night|morning)(?!\w)",
    re.IGNORECASE,
)

_KNOWN_CAUSES = frozenset(
    "statins chemotherapy antibiotics radiotherapy opioids antidepressants antipsychotics lithium"
    " corticosteroids ace-inhibitors".split()
)


def cause_before(found: Mentions, span: Range, chosen: Mention) -> Mention | None:
    """The medicine right before a problem that it brings: "statin muscle aches"."""
    return next(
        (
            m
            for m in found.inside(ConceptKind.INTERVENTION, span)
            if found.text[m.end : chosen.start] == " " and m.concept.id in _KNOWN_CAUSES
        ),
        None,
    )
