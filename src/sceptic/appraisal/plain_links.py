"""Sentences that plainly say that one thing brings about another, or goes with more of it.

Read before any model of quantities: "taking it had a raised risk than non-users" names the exposure
on both sides of "than".
"""

from __future__ import annotations

import re

from sceptic.appraisal.cues import NULL
from sceptic.appraisal.matching import Family

_LINK = re.compile(
    r"\b(?:associations? (?:between|of|with)|associated with|risk factors? for|linked (?:to|with)|"
    r"causes?|cause of|contributes? to|predispos\w+)\b",
    re.IGNORECASE,
)
_RISE = re.compile(
    r"\b(?:increas\w+|higher|elevated|greater|raised|raises|excess|doubl\w+|rise|rose)\b",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:invers\w+|protect\w*|lower\w*|reduc\w+|decreas\w+|less|fewer|declin\w+|fell|prevent\w*)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:than|compared|relative to|versus|vs)\b", re.IGNORECASE)


def states_a_link(text: str) -> bool:
    """Whether a sentence affirms that one thing goes with, or brings about, another."""
    return bool(_LINK.search(text)) and not _is_other_way(text)


def states_a_rise(text: str, exposure: Family) -> bool:
    """Whether a sentence says that there was more of it under the exposure, and nothing less."""
    if not _RISE.search(text) or _is_other_way(text):
        return False
    than = _THAN.search(text)
    mentions = exposure.mentions(text)
    return bool(mentions) and (than is None or mentions[0][0] < than.start())


def _is_other_way(text: str) -> bool:
    return bool(NULL.search(text.lower()) or _FALL.search(text))
