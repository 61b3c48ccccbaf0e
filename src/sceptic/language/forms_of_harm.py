"""Forms of harm and safety: is X safe, can I take X while Y, can you get Y from X."""

from __future__ import annotations

from sceptic.domain.claim import Relation
from sceptic.language.form import Form
from sceptic.language.verbs import Effect

_SAFE, _CAUSES, _TREATS = Relation.IS_SAFE, Relation.CAUSES, Relation.TREATS
_BAD = Effect.BAD

HARMS: tuple[Form, ...] = (
    # Does a slow metabolism come from dieting?
    Form(
        "Y comes from X",
        "come comes comes",
        r"(?:<aux>\s+)?(?P<y>.+?)\s+(?P<v>comes?)\s+from\s+(?P<x>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "too much X and Y",
        "much many",
        r"(?P<x>too\s+(?:much|many)\s+\S+)\s+(?:and\s+|for\s+)?(?!is\b|are\b|can\b|may\b)(?P<y>[^,]+)",
        _CAUSES,
        effect=_BAD,
    ),
    # Can I mix X and Y?
    Form(
        "mix X and Y",
        "mix mixing combine combining",
        r"(?:(?:can|could|may|should|is\s+it\s+<safe>\s+to)\s+)?(?:(?:i|you|we|one|people)\s+)?"
        r"(?:safely\s+)?(?:mix|combine|mixing|combining)\s+(?P<x>.+?)\s+(?:and|with)\s+(?P<y>.+)",
        _SAFE,
    ),
    # Is X safe in pregnancy?
    Form(
        "safe to take",
        "safe harmless ok okay right alright",
        r"(?:is|are)\s+it\s+<safe>\s+(?:for\s+(?P<p>.+?)\s+)?to\s+(?P<x>.+)",
        _SAFE,
    ),
    Form(
        "addicted to",
        "addicted become_addicted hooked overdose od",
        r"(?:can|could|do|will|would|may|is\s+it\s+possible\s+to)\s+(?:(?:you|i|we|people|one)\s+)?"
        r"(?:(?:really\s+)?(?:become|get|be)\s+)?(?P<y>(?:become[_\s])?addicted|hooked|overdose|od)\s+(?:to|on)\s+(?P<x>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "dehydrates",
        "dehydrate dehydrates",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:<negation>\s+|(?:can|may|will|does)\s+)?<adverbs>"
        r"(?P<y>dehydrates?)(?:\s+(?:you|me|us|people|(?:the|your)\s+body))?",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "get Y from X",
        "from",
        r"(?:can|could|do|will|would|may)\s+(?:you|i|we|people|one|(?P<p>.+?))\s+(?:get|catch|develop)\s+"
        r"(?P<y>.+?)\s+(?:from|by)\s+(?P<x>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "X and Y link",
        "link links connection association",
        r"(?:<aux>\s+)?(?:(?:the|a|any)\s+)?(?P<x>.+?)\s*(?:\s+and\s+|\s+|\s*[-–/]\s*)(?P<y>\S+?)\s+"
        r"(?:risks?\s+)?(?:links?|connection|association)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "X side effects",
        "effects",
        r"(?!<aux>\s)(?P<x>.+?)\s+(?:side[-_ ]?effects|adverse[-_ ]effects)",
        _SAFE,
    ),
    Form(
        "X and Y, a link",
        "link connection association relationship",
        r"(?P<x>.+?)\s+and\s+(?P<y>.+?)\s*[:,;–-]\s*(?:(?:is|are)\s+there|what['’]?s|what\s+is)\s+"
        r"(?:the\s+)?<link>",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "X and Y risk",
        "risk risks",
        r"(?!<aux>\s)(?P<x>.+?)\s+and\s+(?:(?P<y>.+?)[\s_]risks?|(?:the\s+)?risks?\s+of\s+(?P<y2>.+))",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "people who X are spared Y",
        "who",
        r"(?:do|does|can|will|would|are|is)\s+(?P<p>[^,]+?)\s+(?P<x>who[\s_].+?)\s+(?P<v>less\s+likely\s+to\s+"
        r"(?:get|develop|catch|have|suffer(?:\s+from)?)|(?:get|have|catch|suffer)\s+(?:fewer|less))\s+(?P<y>.+)",
        Relation.PREVENTS,
    ),
    Form(
        "people who X get Y",
        "who",
        r"(?:can|could|do|does|will|would|may|are)\s+(?P<p>[^,]+?)\s+(?P<x>who[\s_].+?)\s+(?:more\s+likely\s+to"
        r"\s+)?(?:get|develop|catch)\s+(?:more\s+)?(?P<y>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "can you treat Y with X",
        "with by using",
        r"(?:can|could|do|should)\s+(?:you|i|we|people|one)\s+(?:really\s+)?<verb>\s+(?P<y>.+?)\s+"
        r"(?:with|by|using|through)\s+(?P<x>.+)",
    ),
    Form(
        "can I use X for Y",
        "can could may should",
        r"(?:can|could|may|should)\s+(?:i|you|we|one|people|(?P<p>.+?))\s+(?:safely\s+)?(?:use|take"
        r"|try|drink|eat|give)\s+(?P<x>.+?)\s+(?:for|against|to(?=\s+<verbs>\s))\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "can I take",
        "can could may",
        r"(?:can|could|may)\s+(?:i|you|we|one|people|(?P<p>.+?))\s+(?:safely\s+)?(?:take|use|have"
        r"|eat|drink|get|be\s+given)\s+(?P<x>.+?)(?:\s+<while>\s+(?P<y>.+))?",
        _SAFE,
    ),
    Form(
        "harmful to take",
        "dangerous harmful unsafe toxic risky bad",
        r"(?:is|are)\s+it\s+(?:<harmful>|bad)\s+(?:for\s+(?P<p>.+?)\s+)?to\s+(?P<x>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "safe",
        "safe harmless ok okay right alright tolerated",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:is|are|be)\s+)?(?:(?P<not>not|never)\s+)?<safe>"
        r"(?:\s+(?:to\s+(?:use|take|drink|eat|give)\s+)?<while>\s+(?P<y>.+))?",
        _SAFE,
    ),
    Form(
        "side effects of",
        "effects risks dangers harms risk danger",
        r"(?:(?:what\s+are|what['’]?s|are\s+there|what\s+is|does|do)\s+(?:the\s+|any\s+)?"
        r"(?:long[- ]term\s+)?(?:side[-_ ]?effects?|risks?|dangers?|harms?|adverse[-_ ]effects?)"
        r"|(?:the\s+)?(?:(?:long[- ]term|common|serious|bad)\s+)?"
        r"(?:side[-_ ]?effects?|adverse[-_ ]effects?|dangers|harms))"
        r"\s+(?:of|from|with)\s+(?P<x>.+)",
        _SAFE,
    ),
    Form(
        "good for you",
        "healthy good",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:is|are|be)\s+)?(?:(?P<not>not|never)\s+)?"
        r"(?:healthy|good\s+for\s+(?:you|us|me|health|your\s+health))",
        _SAFE,
    ),
    Form(
        "more harm than good",
        "harm",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:do|does|cause|causes)\s+(?:more\s+)?harm(?:\s+than\s+good)?"
        r"(?:\s+<while>\s+(?P<y>.+))?",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "carcinogenic",
        "carcinogenic addictive dehydrating fattening constipating",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:is|are|be)\s+)?(?:(?P<not>not|never)\s+)?"
        r"(?P<y>carcinogenic|addictive|dehydrating|fattening|constipating)(?:\s+(?:if|when|after|for)\s+.+)?",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "how safe",
        "how",
        r"how\s+(?:safe|<harmful>)\s+(?:is|are)\s+(?P<x>.+?)(?:\s+<while>\s+(?P<y>.+))?",
        _SAFE,
    ),
    Form(
        "harmful",
        "dangerous harmful unsafe toxic risky bad poisonous hazardous unhealthy",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:is|are|be)\s+)?(?:(?P<not>not|never)\s+)?<harmful>"
        r"(?:\s+<while>\s+(?P<y>.+))?",
        _CAUSES,
        effect=_BAD,
    ),
)
