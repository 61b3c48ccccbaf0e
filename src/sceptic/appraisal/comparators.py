"""Against what was it tested: nothing, or another active treatment?"""

from __future__ import annotations

import re

from sceptic.domain.evidence import Direction, Finding
from sceptic.language.patterns import later

PASSIVE_COMPARATOR = later(
    r"\b(?:placebo|sham|saline|vehicle|no (?:\w+ )?(?:treatment|intervention|therapy|drug|"
    r"supplement\w*|medication|exercise|vaccin\w+|prophyla\w+|screening|surgery|antibiotics?)|"
    r"untreated|unvaccinated|usual care|standard care|standard of care|routine care|"
    r"wait\w*[ -]list|waiting|controls|control (?:\w+ )?(?:groups?|arms?|conditions?|subjects?|"
    r"patients|periods?|diets?|interventions?|treatments?|eyes?|sides?|women|men|children|"
    r"participants|phase)|(?:versus|vs\.?|with|and|or|than|to|a|the|matched) control(?! of)|"
    r"none|nothing|dummy)\b|^(?:with )?no\b",
    re.IGNORECASE,
)
_MORE_OF_THE_SAME = later(
    r"\b(?:standard|conventional|usual|routine|alone|without|not (?:receiving|taking|using)|"
    r"non-?users?|expectant|observation|advice|never|untreated|baseline|expected|control)\b",
    re.IGNORECASE,
)
_EQUALITY = later(
    r"\b(?:as (?:\w+ )?(?:effective|efficacious|good|safe|potent|useful|beneficial|successful|"
    r"well)(?:ly)?(?:,? (?:and|but) (?:\w+ ){1,3}?(?:tolerated|safe|effective))? as"
    r"|equivalen\w+(?: \w+){0,2}? (?:to|with)"
    r"|(?:comparable|equal|similar)(?: \w+){0,4}? (?:to|with)"
    r"|(?:not?|nor|neither)(?: \w+){0,5}? (?:superior|inferior|better|worse|(?:more|less) \w+|"
    r"advantages?|superiority)(?: \w+){0,3}? (?:to|than|over|compared with)"
    r"|(?:not?|nor|neither)(?: \w+){0,4}? differen\w+(?: [\w-]+){0,5}? (?:between|from|to|than)"
    r"|non-?inferior\w* to) (?P<other>[^,;.]{3,80})",
    re.IGNORECASE,
)
_BOTH = later(
    r"\b(?:equally (?:effective|efficacious|efficient|good|well|potent|beneficial)|"
    r"equal (?:efficacy|"
    r"effectiveness)|(?:both|all|two|three) [^,;.]{3,80}\b(?:effective|efficacious))\b",
    re.IGNORECASE,
)
_UNNAMED = later(
    r"^(?:(?:the|these|those|either|both|all|each|any|two|three|study|treatment|intervention|"
    r"experimental|active|patient|groups?|arms?|baseline|of|in) ?)*$|^(?:the |these )?(?:\w+ )?"
    r"(?:groups?|arms?)\b",
    re.IGNORECASE,
)


def is_equal_to_active(finding: Finding) -> bool:
    """No difference from another active treatment says nothing about working or not."""
    if finding.direction is not Direction.NO_DIFFERENCE:
        return False
    if finding.comparator and not PASSIVE_COMPARATOR.search(finding.comparator):
        return True
    carrier = finding.rationale[0] if finding.rationale else None
    return carrier is not None and carrier.field != "fact" and equals_another(carrier.text)


def equals_another(text: str) -> bool:
    """Whether a sentence calls a treatment the equal of another one, not of doing nothing."""
    if PASSIVE_COMPARATOR.search(text):
        return any(_is_active(m["other"]) for m in _EQUALITY.finditer(text))
    return bool(_BOTH.search(text)) or any(_is_active(m["other"]) for m in _EQUALITY.finditer(text))


def _is_active(other: str) -> bool:
    passive = PASSIVE_COMPARATOR.search(other) or _MORE_OF_THE_SAME.search(other)
    return not passive and not _UNNAMED.search(other)
