"""Forms of comparisons: X better than Z, X or Z, is O higher under X than under Z."""

from __future__ import annotations

from sceptic.domain.claim import Relation
from sceptic.language.form import Form
from sceptic.language.verbs import Effect

_COMPARES, _BETTER = Relation.COMPARES, Relation.BETTER_THAN
_OPEN = Effect.OPEN

COMPARISONS: tuple[Form, ...] = (
    # Is O higher, lower, or the same when comparing X to Z?
    Form(
        "comparing",
        "comparing",
        r"(?:<aux>\s+)?(?P<o>.+?)\s+<same>,?\s+(?:when\s+|if\s+)?comparing\s+(?P<xz>.+)",
        _COMPARES,
        effect=_OPEN,
    ),
    Form(
        "higher with",
        "higher lower different longer shorter greater same more less increased reduced",
        r"<aux>\s+(?P<o>.+?)\s+<same>\s+(?:with|under|after|on|in)\s+(?P<x>.+?)\s+"
        r"(?:than|or|compared)\s+(?:(?:with|to|under|after|on|in)\s+)?(?P<z>.+)",
        _COMPARES,
        effect=_OPEN,
    ),
    # Is X better than Z for Y? X versus Z in Y
    Form(
        "X or Z better for",
        "or",
        r"(?:<aux>\s+|would\s+)?(?P<x>.+?)\s+or\s+(?P<z>.+?)\s*[,:;-]?\s+(?:which\s+(?:one\s+)?)?"
        r"(?:(?:be|is|are|works?|helps?)\s+)?(?:the\s+)?(?:better|best|(?:more|most)\s+(?:effective"
        r"|useful|helpful|beneficial))\s+(?:for|against|in|at|to(?=\s+[a-z]+[\s_]))\s+(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "difference between",
        "difference compare comparing comparison",
        r"(?:(?:what(?:['’]s|\s+is)\s+|is\s+there\s+)?(?:the\s+|a\s+|any\s+)?differences?\s+between"
        r"|compare|comparing|(?:a\s+|the\s+)?comparison\s+(?:of|between))\s+(?P<x>.+?)\s+"
        r"(?:and|with|to|versus|vs\.?|or)\s+(?P<z>.+?)\s+(?:for|in|against|on)\s+(?P<y>.+)",
        _COMPARES,
        effect=_OPEN,
    ),
    Form(
        "take X or Z",
        "or than versus vs over",
        r"(?:should|can|could|shall|would|is\s+it\s+better)\s+(?:(?:i|you|we|one|people)\s+)?(?:to\s+)?"
        r"(?:be\s+)?(?:tak(?:e|ing)|us(?:e|ing)|try|eat|drink|have|choose|get|give)\s+(?P<x>.+?)\s+"
        r"(?:or|rather\s+than|versus|vs\.?|over)\s+(?P<z>.+?)\s+(?:for|against|to(?=\s+[a-z]+[\s_]))\s+(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "beats",
        "beat beats outperform outperforms trumps surpass surpasses over preferable preferred",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:beats?|outperforms?|trumps?|surpass(?:es)?|(?:is|are|be)\s+"
        r"(?:preferable|preferred)\s+(?:to|over)|over(?=\s+[a-z]))\s+(?P<z>.+?)\s+(?:for|in|at|when"
        r"|against|to(?=\s+[a-z]+[\s_]))\s+(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "better than",
        "than superior",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:be|works?|is|are|do)\s+)?<than><better>\s+"
        r"(?:than|to)\s+(?P<z>.+?)\s+(?:for|in|at|against|when|with|to(?=\s+[a-z]+[\s_]))\s+"
        r"(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "better than, for what unsaid",
        "than superior",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:be|works?|is|are|do)\s+)?<than><better>\s+"
        r"(?:than|to)\s+(?P<z>.+)",
        _BETTER,
    ),
    Form(
        "worse than",
        "than inferior",
        r"(?:<aux>\s+)?(?P<z>.+?)\s+(?:(?:be|works?|is|are)\s+)?<worse>\s+(?:than|to)\s+(?P<x>.+?)"
        r"\s+(?:for|in|at|against|with)\s+(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "verb better than",
        "than",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+<verb>\s+(?P<y>.+?)\s+(?:better|faster|more(?:\s+\w+)?)\s+"
        r"than\s+(?P<z>.+)",
        _BETTER,
    ),
    Form(
        "as good as",
        "as",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:work|be|is|are)\s+)?as\s+(?:good|effective|well|safe)\s+"
        r"as\s+(?P<z>.+?)\s+(?:for|in|at|against|with)\s+(?P<y>.+)",
        _COMPARES,
        effect=_OPEN,
    ),
    Form(
        "as good as, for what unsaid",
        "as",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:work|be|is|are)\s+)?as\s+(?:good|effective|well|safe)\s+"
        r"as\s+(?P<z>.+)",
        _COMPARES,
        effect=_OPEN,
    ),
    Form(
        "which is better",
        "better best effective",
        r"(?:which|what)(?:['’]s)?\s+(?:(?:one|drug|treatment|of\s+these)\s+)?(?:(?:is|are|works?|helps?"
        r"|would\s+be|do(?:es)?)\s+)?(?:the\s+)?(?:better|best|more\s+effective)\s+(?:for|against|in"
        r"|at|to(?=\s+[a-z]+[\s_]))\s+(?P<y>.+?)\s*[,:;?-]\s*(?P<x>.+?)\s+or\s+(?P<z>.+)",
        _BETTER,
    ),
    Form(
        "verb versus",
        "versus vs than instead",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:versus|vs\.?|rather\s+than|instead\s+of)\s+(?P<z>.+?)\s+"
        r"(?:(?:for|in|to)\s+)?<verb>\s+(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "versus",
        "versus vs compared than instead or",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+<versus>\s+(?P<z>.+?)\s+(?:for|in|against|to\s+treat)\s+(?P<y>.+)",
        _BETTER,
    ),
    Form(
        "as well as",
        "as",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+<verb>\s+(?P<y>.+?)\s+as\s+(?:well|much|effectively|good|fast)"
        r"\s+as\s+(?P<z>.+)",
        _COMPARES,
        effect=_OPEN,
    ),
    Form(
        "safer than",
        "than",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:is|are|be)\s+)?(?:any\s+|much\s+)?(?:safer|healthier"
        r"|less\s+(?:harmful|dangerous|toxic|risky|bad))\s+(?:for\s+you\s+)?than\s+(?P<z>.+?)"
        r"(?:\s+(?:if|when|for|in)\s+(?:<one>\s+(?:have|has|had|get|suffer\s+from)\s+)?(?P<y>.+))?",
        _BETTER,
    ),
)
