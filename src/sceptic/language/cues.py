"""Words that tell a relation wherever they stand: "montelukast nightmares side effect".

They are asked where no verb stands between a treatment and a health problem.
"""

from __future__ import annotations

import re

from sceptic.domain.claim import Relation

_LESS = (
    r"(?:low(?:er)?s?|lowering|less(?:er)?|reduc\w+|cut\w*|slash\w*|halv\w+|fewer|smaller"
    r"|decreas\w+|drops?)"
)
_TABLE: tuple[tuple[Relation, str], ...] = (
    (Relation.PREVENTS,
     r"\bprevent\w*|\bprophyla\w+|\bprotect\w*|\bavoid(?:ing|s|ance)?\b|\bward\w*\s+off|\bkeep\w*\s+\w+\s+away"
     rf"|\b{_LESS}\s+(?:\w+[\s_'’-]+){{0,4}}?(?:risks?|chances?|odds|rates?)\b|\bless\s+likely|\brisks?\s+(?:is\s+)?(?:lower|reduc\w+|cut|halved)"
     r"|\bso\s+(?:i|you|he|she|they|we)\s+(?:do\s*n['’]?t|wo\s*n['’]?t)\s+(?:get|catch)"),
    (Relation.DIAGNOSES,
     r"\bdetect\w*|\bdiagnos\w*|\bscreen(?:s|ing)?\s+for|\baccura\w+|\breliab\w+|\bspots?\b(?=\s+(?:a|an|the|early)\b)"
     r"|\bpick(?:s|ed)?\s+up\b|\brule\s+out|\bshow(?:s)?\s+up|\bcatch(?:es)?\b.*\bearly|\bfind\s+out\s+if|\btell\s+if"),
    (Relation.IS_SAFE,
     r"\bsafe(?:ly|ty)?\b|\bok(?:ay|ey)?\b|\bal(?:l\s+)?right\b|\ballowed\b|\bharmless\b|\bis\s+it\s+(?:dangerous|harmful|bad|risky)\b"
     r"|\bmix(?:ing|ed)?\b.*\b(?:with|and)\b|\binteract\w*"),
    (Relation.CAUSES,
     r"\bcaus\w+|\bside[\s_-]?effects?\b|\brisks?\b|\blink(?:ed|s)?\b|\bconnection\b|\btrigger\w*|\bdanger\w*"
     r"|\bharm(?:s|ful|ing)?\b|\bdamag\w+|\bworse(?:n\w*)?\b|\bbad\s+for\b|\btoxic\w*|\bpoison\w*|\bruin\w*|\bwreck\w*|\brebound\b"
     r"|\bgiv(?:e|es|ing|en)\s+(?:you|me|us|him|her|them|people|kids|children|teens|teenagers|babies)\b|\baddict\w*|\bflare\w*\s+up"
     r"|\bmore\s+likely\b|\bdue\s+to\b|\bbecause\s+of\b|\bblam\w+|\bto\s+blame\b|\b(?:raise|increase|boost|up|higher)\w*\s+(?:\w+\s+){0,3}risk"),
)  # fmt: skip
_CUES = tuple((relation, re.compile(pattern, re.IGNORECASE)) for relation, pattern in _TABLE)


# What is done to find an illness: "smell test for Parkinson's".
TEST = re.compile(
    r"\b(?:tests?|testing|scans?|swabs?|biops(?:y|ies)|x-?rays?|mri|ultrasounds?|mammograms?|test\s+kits?)$",
    re.IGNORECASE,
)


def cued_relation(text: str) -> Relation | None:
    """Return the relation of the first row of the table that a text holds a word of."""
    return next((relation for relation, cue in _CUES if cue.search(text)), None)


COMPARES = re.compile(
    r"\s+(?:versus|vs\.?|v\.?|verses|beats?"
    r"|or(?:\s+(?:should|shall|do|can|could)\s+(?:i|we)\s+(?:just\s+)?(?:need|take|use|try|get|have|go\s+for"
    r"|stick\s+(?:with|to)|sw(?:ap|itch)\s+to)(?:\s+(?:the|a|an|my))?)?|instead\s+of|rather\s+than|in\s+place\s+of|compared\s+(?:to|with)"
    r"|(?:(?:be|is|are|do|does|works?|any|much|(?P<not>no|not|never)|really|a\s+lot|actually|far|even)\s+)*(?:better|worse|safer|stronger|healthier"
    r"|gentler|quicker|faster|cheaper|more\s+\w+|less\s+\w+|superior|inferior|preferable)\s+(?:\w+\s+)?(?:than|then|to)"
    r"|(?:(?:be|is|are|just|works?|do|does)\s+)*as\s+(?:good|effective|bad|safe|well|strong|healthy|harmful|dangerous)\s+(?:as|for\s+\w+\s+as))\s+",
    re.IGNORECASE,
)
CHOICE = re.compile(
    r"\b(?:which|better|best|prefer|choose|versus|vs\.?|should\s+i|shall\s+i)\b", re.IGNORECASE
)
