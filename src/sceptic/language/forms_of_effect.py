"""Forms of effect: how well X works, a treatment for Y, X prevents Y, X does nothing for Y."""

from __future__ import annotations

from sceptic.domain.claim import Relation
from sceptic.language.form import Form
from sceptic.language.verbs import Effect

_TREATS, _HELPS = Relation.TREATS, Relation.HELPS
_SAFE, _CAUSES = Relation.IS_SAFE, Relation.CAUSES
_BAD = Effect.BAD

EFFECTS: tuple[Form, ...] = (
    # How effective is X for Y? Is X an effective treatment for Y? Can X be used to treat Y?
    Form(
        "how accurate",
        "accurate reliable sensitive good",
        r"how\s+(?:accurate|reliable|sensitive|good)\s+(?:is|are)\s+(?P<x>.+?)\s+(?:for|in|at)\s+"
        r"(?:(?:detecting|finding|diagnosing)\s+)?(?P<y>.+)",
        Relation.DIAGNOSES,
    ),
    Form(
        "how well",
        "how",
        r"how\s+(?:well|<useful>)\s+(?:does|do|is|are|can)\s+(?P<x>.+?)\s+"
        r"(?:(?:work|be|help|perform|protect)\s+)?<for>\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "what does X do",
        "what",
        r"what\s+(?:does|do|can|is|are)\s+(?P<x>.+?)\s+(?:do|good)\s+(?:for|against|about)\s+(?P<y>.+)",
        _HELPS,
    ),
    Form(
        "effect of",
        "effect effects impact influence benefit benefits role",
        r"(?:(?:what|is|are|what's)\s+)?(?:is\s+|are\s+|there\s+)?(?:the\s+|an\s+|any\s+|a\s+)?"
        r"(?:effects?|impact|influence|benefits?|role)\s+of\s+(?P<x>.+?)\s+(?:on|in|for)\s+(?P<y>.+)",
        _HELPS,
    ),
    Form(
        "link between",
        "between",
        r"(?:<aux>\s+)?(?:there\s+(?:is\s+|was\s+)?)?(?P<not>no\s+)?<link>\s+between\s+(?P<x>.+?)\s+and\s+(?P<y>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "evidence that",
        "evidence role place proof benefit support value point",
        r"(?:<aux>\s+there\s+)<evidence>\s+(?:that|for(?:\s+the\s+use\s+of)?|of|in)\s+(?P<x>.+?)\s+"
        r"(?:for|in|against|helps?|treats?|prevents?|works?\s+for)\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "passive",
        "by with using through to",
        r"(?:<aux>\s+)(?P<y>.+?)\s+(?:(?:be|been|get)\s+)?<participle>\s+"
        r"(?:by|with|using|through|to)\s+(?P<x>.+)",
    ),
    Form(
        "prevention of Y with X",
        "prevention prophylaxis preventing",
        r"(?:the\s+)?(?:prevention|prophylaxis|preventing)(?:\s+of)?\s+(?P<y>.+?)\s+"
        r"(?:with|by|using|through)\s+(?P<x>.+)",
        Relation.PREVENTS,
    ),
    Form(
        "treatment of Y with X",
        "treatment management treating managing",
        r"(?:the\s+)?(?:treatment|management|treating|managing)(?:\s+of)?\s+(?P<y>.+?)\s+"
        r"(?:with|by|using|through)\s+(?P<x>.+)",
        _TREATS,
    ),
    Form(
        "what X does to Y",
        "what",
        r"what\s+(?:does|do|can|will)\s+(?P<x>.+?)\s+do\s+to\s+(?P<y>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "due to",
        "due down",
        r"<aux>\s+(?P<y>.+?)\s+(?:be\s+)?(?P<v>due|down)\s+to\s+(?P<x>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "Y gets better with X",
        "better improve improves clear away ease eases",
        r"(?:<aux>\s+)?(?P<y>.+?)\s+(?P<v>(?:get|gets|feel|feels)[\s_]+better|improves?|clears?\s+up|goe?s?\s+away"
        r"|eases?)\s+(?:if\s+<one>\s+(?:take|eat|drink|use|have)|with|by|from|after)\s+(?P<x>.+)",
        _HELPS,
    ),
    Form(
        "Y gets worse with X",
        "worse worsen worsens flare",
        r"(?:<aux>\s+)?(?P<y>.+?)\s+(?P<v>(?:get|gets|feel|feels)\s+worse|worsens?|flares?\s+up)\s+"
        r"(?:if\s+<one>\s+(?:take|eat|drink|use|have)|with|by|from|after)\s+(?P<x>.+)",
        _CAUSES,
        effect=_BAD,
    ),
    Form(
        "used to",
        "use used taken given considered prescribed recommended advised applied offered indicated"
        " approved add added utilised utilized tested tried studied evaluated investigated",
        r"(?:<aux>\s+)(?P<x>.+?)\s+<adverbs>(?:be(?:en)?\s+)?<used>\s+(?:as\s+<remedy>\s+)?"
        r"(?:(?:effectively|safely|successfully)\s+)?<for>\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "effective for",
        "",
        r"(?:<aux>\s+)(?P<x>.+?)\s+<adverbs>(?:be\s+)?<useful>\s+(?:and\s+safe\s+)?<for>\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "a treatment for",
        "treatment treatments cure cures remedy remedies solution therapy therapies option options"
        " relief medicine medication alternative drug drugs intervention aid help prevention"
        " prophylaxis answer method way strategy approach tool",
        r"(?:<aux>\s+)(?P<x>.+?)\s+(?:really\s+)?(?:be\s+)?<remedy>\s+"
        r"(?:for|of|against|to|in|with|from)\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "helps if you have",
        "if when",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:really\s+)?(?:helps?|works?|(?:is|are|be)\s+(?:any\s+)?good)\s+"
        r"(?:if|when)\s+(?:you|i|we|someone|people|they|one)\s+(?:(?:have|has|had|have\s+got|get|suffer"
        r"\s+from|are\s+suffering\s+from)\s+)?(?P<y>.+)",
        _HELPS,
    ),
    Form(
        "who needs X for Y",
        "need needs get",
        r"(?:do|does|should|must)\s+(?P<p>.+?)\s+(?:(?:really|actually)\s+)?(?:needs?(?:\s+to\s+(?:take|have"
        r"|get|use))?|get|have)\s+(?P<x>.+?)\s+(?:for|against|to(?=\s+<verbs>\s))\s+(?P<y>.+)",
        _TREATS,
    ),
    Form(
        "X for Y does not work",
        "work works",
        r"(?!<aux>\s)(?P<x>.+?)\s+(?:for|against)\s+(?P<y>(?:(?!\b(?:when|if|but)\b).)+?)\s+"
        r"(?P<not>(?:do|does|did)(?:\s*n['’]?t|\s+not)|never)\s+works?",
        _TREATS,
    ),
    Form(
        "does X for Y work",
        "work works worked working",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:for|against|in)\s+(?P<y>.+?)\s+(?:really\s+|actually\s+)?"
        r"work(?:s|ed|ing)?",
        _TREATS,
    ),
    Form(
        "so that I do not get",
        "so",
        r"(?:should|can|could)\s+(?:i|you|we|people)\s+(?:take|use|have|eat|drink|give)\s+(?P<x>.+?)\s+so\s+"
        r"(?:that\s+)?(?:i|you|we|they)\s+(?:do\s*n['’]?t|do\s+not|wo\s*n['’]?t)\s+(?:get|have|catch)\s+"
        r"(?P<y>.+)",
        Relation.PREVENTS,
    ),
    Form(
        "should I stop",
        "stop quit avoid skip off",
        r"should\s+(?:i|we|you|people|one|(?P<p>.+?))\s+(?P<x>(?:stop|quit|avoid|skip|come\s+off|go\s+off"
        r"|give\s+up)\s+.+)",
        _SAFE,
    ),
    Form(
        "should I take",
        "should",
        r"(?!.*\b(?:stop|quit|avoid|skip)\b)"
        r"should\s+(?:i|we|you|people|everyone|(?P<p>.+?))\s+(?:be\s+)?(?:tak(?:e|ing)|us(?:e|ing)"
        r"|eat(?:ing)?|drink(?:ing)?|hav(?:e|ing)|get(?:ting)?|giv(?:en?|ing)|wear(?:ing)?|do(?:ing)?"
        r"|advised\s+to\s+take)\s+(?P<x>.+?)(?:\s+(?:for|against|to)\s+(?P<y>.+))?",
        _SAFE,
    ),
    Form(
        "statement useless",
        "useless pointless ineffective worthless no waste",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:(?:is|are|was|were)\s+)?(?:useless|pointless|ineffective"
        r"|worthless|a\s+waste\s+of\s+(?:time|money)|(?:of\s+)?no\s+"
        r"(?:good|use|help|benefit|value))\s+(?:for|in|against|at)\s+(?P<y>.+)",
        _TREATS,
        negated=True,
    ),
    Form(
        "statement effective",
        "is are was were",
        r"(?!<aux>\s)(?P<x>.+?)\s+(?:is|are|was|were)\s+(?P<not>not\s+)?(?:an?\s+)?<adverbs>"
        r"(?:<useful>|<remedy>)\s+<for>\s+(?P<y>.+)",
        _TREATS,
    ),
    # Does X work? What it works for must be plain
    Form(
        "works",
        "work works effective useful helpful worthwhile worth good benefit beneficial",
        r"(?:how\s+(?:well|effective|good|useful)\s+)?<aux>\s+(?P<x>.+?)\s+(?:really\s+|actually\s+)?"
        r"(?:work|<useful>|have\s+any\s+benefits?)(?:\s+(?:in|for|on|if|when|while)\s+"
        r"(?:<one>(?:\s+(?:am|is|are)|['’](?:m|re|s))\s+)?(?P<y>.+))?",
        _TREATS,
    ),
    Form(
        "protects",
        "protect protects protecting",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:to\s+|(?:does|do|will|can)\s+(?:it|they)\s+)?"
        r"(?P<v>protects?|protecting)(?:\s+(?P<p>(?:(?!against\b|from\b)[^\s,]+\s*)+))?",
        Relation.PREVENTS,
    ),
    Form(
        "how effective",
        "how",
        r"how\s+(?:well|effective|good|useful|helpful)\s+(?:is|are|do|does)\s+(?P<x>.+?)(?:\s+work)?",
        _TREATS,
    ),
    # Does X prevent Y? X does not treat Y; X cures Y
    Form(
        "keep off",
        "away off",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:<negation>\s+)?(?:help\s+)?(?P<v>(?:keep|ward|stave|fend|scare|fight)(?:s|ing)?)\s+"
        r"(?P<y>.+?)\s+(?P<w>away|off)",
        Relation.PREVENTS,
    ),
    # Is your risk of stroke lower if you drink green tea? Do you get fewer colds with zinc?
    Form(
        "risk lower if",
        "lower reduced less smaller fewer",
        r"(?:is|are|do|does|will|would|can)\s+(?:(?:your|the|my|our|their)\s+(?:risks?|chances?|odds)\s+of\s+"
        r"(?:(?:getting|having|developing|catching)\s+)?(?P<y>.+?)\s+(?P<v>lower|reduced|less|smaller)"
        r"|<one>\s+(?:get|have|catch|suffer)\s+(?P<w>fewer|less)\s+(?P<y2>.+?))\s+"
        r"(?:if|when|with|by|from|after|on)\s+(?:<one>(?:['’]re)?\s+)?(?P<x>.+)",
        Relation.PREVENTS,
    ),
    Form(
        "risk higher if",
        "higher increased greater more raised bigger",
        r"(?:is|are|do|does|will|would|can)\s+(?:(?:your|the|my|our|their)\s+(?:risks?|chances?|odds)\s+of\s+"
        r"(?:(?:getting|having|developing|catching)\s+)?(?P<y>.+?)\s+(?P<v>higher|increased|greater|raised|bigger)"
        r"|<one>\s+(?:get|have|catch|suffer)\s+(?P<w>more)\s+(?P<y2>.+?))\s+"
        r"(?:if|when|with|by|from|after|on)\s+(?:<one>(?:['’]re)?\s+)?(?P<x>.+)",
        Relation.CAUSES,
        effect=_BAD,
    ),
    Form(
        "bring down",
        "down bay control",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?P<v>bring|keep|get|push)(?:s|ing)?\s+(?P<y>.+?)\s+(?:down|at\s+bay"
        r"|under\s+control)(?:\s+(?:in|for)\s+(?P<p>.+))?",
        _TREATS,
    ),
    Form(
        "has no effect on",
        "no",
        r"(?P<x>.+?)\s+(?:has|have|had|shows?|showed)\s+no\s+(?:\w+\s+)?(?:effects?|impact|benefits?)\s+"
        r"(?:on|in|for|against)\s+(?P<y>.+)",
        _HELPS,
        negated=True,
    ),
    Form(
        "does nothing for",
        "nothing",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:do|does|did|has\s+done)\s+(?:absolutely\s+)?nothing\s+"
        r"(?:for|against|to\s+(?:help|treat|prevent|ease|cure))\s+(?P<y>.+)",
        _HELPS,
        negated=True,
    ),
    Form(
        "stop Y working",
        "working effective useless",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:<negation>\s+|(?:may|can|could|will)\s+)?<adverbs>"
        r"(?P<v>stop|make|render)(?:s|ped|ping)?\s+(?P<y>.+?)\s+(?:from\s+)?"
        r"(?P<w>working|less\s+effective|useless)(?:\s+properly)?",
        Relation.CAUSES,
        effect=_BAD,
    ),
    Form(
        "into remission",
        "remission",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?P<v>(?:put|send|get|bring|push)(?:s|t?ing)?)\s+(?P<y>.+?)\s+"
        r"(?P<w>(?:in)?to\s+remission)",
        _TREATS,
    ),
    Form(
        "make worse",
        "worse likely heavier weaker",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:<negation>\s+|(?:can|may|will|does)\s+)?<adverbs>"
        r"(?P<v>mak(?:e|es|ing)|made)\s+(?:an?\s+)?(?P<y>.+?)\s+"
        r"(?P<w>worse|more\s+likely|heavier|weaker)(?:\s+(?:in|for|over|during|with)\s+.+)?",
        Relation.CAUSES,
        effect=_BAD,
    ),
    Form(
        "make go away",
        "away disappear vanish better clear shorter milder worse",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?P<v>mak(?:e|es|ing))\s+(?P<y>.+?)\s+(?:go\s+away|disappear"
        r"|vanish|better|clear(?:\s+up)?|shorter|milder|less\s+\w+)(?:\s+(?:any\s+)?(?:faster|sooner"
        r"|quicker|more\s+quickly))?",
        _TREATS,
    ),
    Form(
        "stop Y coming back",
        "back return returning recurring happening starting forming",
        r"(?:<aux>\s+)?(?P<x>.+?)\s+(?:<negation>\s+|(?:may|can|could|will)\s+)?(?:helps?\s+)?"
        r"(?:to\s+)?(?P<v>(?:stop|keep|prevent)(?:s|ping|ing)?)\s+(?P<y>.+?)\s+(?:from\s+)?"
        r"(?P<w>coming\s+back|returning|recurring|happening|starting|forming)(?:\s+again)?",
        Relation.PREVENTS,
    ),
    Form(
        "to stop",
        "stop",
        r"(?!<aux>\s)(?P<x>.+?)\s+to\s+(?P<v>stop)\s+(?P<y>.+)",
        Relation.PREVENTS,
    ),
    Form(
        "no evidence for",
        "evidence proof",
        r"(?:there\s+is\s+|there's\s+)?no\s+(?:good\s+|clear\s+)?(?:evidence|proof)\s+"
        r"(?:for|of|to\s+support|in\s+favou?r\s+of|supports)\s+(?:the\s+use\s+of\s+|using\s+)?"
        r"(?P<x>.+?)\s+(?:for|in|against|working\s+for|helping|curing|treating)\s+(?P<y>.+)",
        _TREATS,
        negated=True,
    ),
    Form(
        "question verb",
        "",
        r"(?:<aux>\s+)(?P<x>.+?)\s+(?:(?P<not>not|never)\s+)?<adverbs><verb>\s+(?P<y>.+)",
    ),
    Form(
        "statement not",
        "not never cannot cant dont doesnt fail fails failed don't doesn't can't won't didn't isn't"
        " aren't don’t doesn’t can’t won’t didn’t isn’t aren’t",
        r"(?!<aux>\s)(?P<x>.+?)\s+(?:<negation>|(?P<bare>not))\s+<adverbs><verb>\s+(?P<y>.+)",
    ),
    Form(
        "statement verb",
        "",
        r"(?!<aux>\s)(?P<x>.+?)\s+(?:(?:may|might|can|could|will|would|does|do|is|are|has|have)\s+)?"
        r"<adverbs><verb>\s+(?P<y>.+)",
    ),
    # Turmeric for bad knees
    Form(
        "question for",
        "for against",
        r"(?:<aux>\s+)(?P<x>.+?)\s+(?:work\s+)?(?:for|against)\s+(?P<y>.+)",
        _HELPS,
    ),
    Form("X for Y", "for against", r"(?!<aux>\s)(?P<x>.+?)\s+(?:for|against)\s+(?P<y>.+)", _HELPS),
)
