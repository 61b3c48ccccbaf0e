"""Remarks round a question: "says my mum", "true or false", "any proof?", "waste of money".

They carry no part of the claim. They are taken out only where the text is not read with them.
"""

from __future__ import annotations

import re

from sceptic.language.patterns import later

_WHOSE = r"(?:my|the|our|a|an|some|this|that|her|his|their|one|every|new|top)"
_SAYER = rf"(?:{_WHOSE}\s+)?(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+"
_SAYS = (
    r"(?:says?|said|saying|claims?|claimed|reckons?|reckon|thinks?|warns?|warned|insists?|swears?"
    r"|reports?|reveals?|finds?|found|shows?|suggests?|told\s+me|tells\s+me|asks|argues?)"
)
_TRUE = (
    r"(?:true|false|right|correct|real|legit|rubbish|nonsense|bs|bull|a\s+myth|myth|fact|fiction|hype"
    r"|a\s+scam|scam|marketing|a\s+fad|fad|a\s+con|bollocks|propaganda|old\s+wives['’]?\s+tales?|an\s+old"
    r"\s+wives['’]?\s+tale|placebo|snake\s+oil|war\s+propaganda|quackery|legend|urban\s+myth|just\s+hype"
    r"|gimmick|a\s+gimmick|woo|nonsense|pseudoscience|or\s+what)"
)
_HELPS = r"(?:work|works|help|helps|do|does)"
_EVIDENCE = (
    r"(?:(?:is\s+there\s+)?(?:any|some|proper|real|good|hard|solid|the|actual|what)?\s*(?:proof|evidence|evidance"
    r"|truth|science|studies|research|trials|point|benefit|use|joy|luck|thoughts|ideas|advice|experience"
    r"|experiences|opinions|risks?)(?:\s+(?:of|on|in|to|for|behind|that)\s+(?:it|this|that))?)"
)
_TAILS = (
    rf"{_SAYS}\s+{_SAYER}",
    rf"(?:[,;:–—-]\s*|\s)(?:(?:{_WHOSE})\s+)?(?:[\w'’-]+\s+){{0,2}}?[\w'’-]+\s+{_SAYS}",
    rf"(?:is\s+)?(?:it|this|that)?\s*(?:all\s+|just\s+|really\s+|actually\s+)*{_TRUE}"
    rf"(?:\s*(?:or|,|/)\s*(?:just\s+|is\s+it\s+|a\s+|an\s+)*(?:{_TRUE}|not))*",
    rf"(?:is|are)\s+(?:it|that|this|they|these)\s+(?:really\s+|actually\s+|just\s+)?(?:{_TRUE}|so|proven|worth\s+it"
    r"|a\s+thing|any\s+good|any\s+use|legit|necessary|normal|a\s+good\s+idea)",
    r"(?:or\s+)?(?:is\s+it\s+)?(?:just\s+)?(?:an?\s+|total\s+|complete\s+)*(?:waste\s+of\s+(?:my\s+)?(?:time|money|space)"
    r"|money\s+down\s+the\s+drain|save\s+your\s+money|rip[- ]?off)",
    _EVIDENCE,
    r"(?:which|what)(?:\s+one|['’]s|\s+of\s+them)?\s+(?:is|are|works?|helps?|hurts|would\s+be|do\s+i\s+(?:pick|choose|take"
    r"|get)|should\s+i\s+(?:get|take|use|pick|choose|try)|to\s+(?:choose|buy|get|use|take))"
    r"(?:\s+(?:the\s+)?(?:better|best|safer|safest|stronger|more\s+effective|most\s+effective|less|more|worse"
    r"|quicker|faster|it))?",
    rf"(?:do(?:es)?|did|will|would|can)\s+(?:it|they|that|this|these)\s+(?:really\s+|actually\s+|even\s+|ever\s+)?"
    rf"{_HELPS}(?:\s+(?:anything|owt|much|any\s+good|a\s+thing|at\s+all|something|for\s+it|any))?",
    r"(?:really\s+|actually\s+)?works?",
    r"worth\s+(?:it|a\s+(?:try|go|shot)|trying|the\s+(?:money|cost|price|hype|risk|bother|hassle|faff)"
    r"|[£$€]?\d[\w.,]*(?:\s+\w+)?|buying|paying\s+for|bothering(?:\s+with)?|doing|having|taking)",
    r"(?:yes|yeah|y)\s*(?:or|/)\s*(?:no|n)|or\s+no(?:t)?|true\s*(?:or|/)\s*false|t\s*/\s*f|or\s+nah"
    r"|(?:useless|pointless|rubbish|total\s+con|good|bad|real|legit|effective|worth\s+it|needed|necessary)\s+or\s+not|change\s+my\s+mind"
    r"|(?:trial|trials|study|studies|reviews?|reddit|mumsnet|nhs|nice|uk|usa|forum|question|results|dosage|dose|benefits?|2\d{3})",
    r"how\s+(?:much|many|long|often|soon|does|do|come)\b[^,;?]*|what\s+dos(?:e|age)[^,;?]*|why(?:\s+is\s+that)?",
    r"(?:please|pls|plz|thanks|thx|ta|cheers|lol|haha|help|anyone|anybody|guys|folks|thoughts|hmm+|eh|innit"
    r"|honestly|seriously|really|tho|though|btw|fyi|tbh|imo|asking\s+for\s+a\s+friend|just\s+(?:wondering|curious|asking)"
    r"|long[\s-]?term|short[\s-]?term|at\s+all|both|everyday|every\s+day|nowadays|these\s+days|as\s+well|too|either"
    r"|again|in\s+general|over\s+time|yet|anymore|any\s+more|for\s+(?:good|ever|life)|asap)",
    r"(?:(?:i|we)\s+)?(?:heard|saw|read|seen)(?:\s+(?:it|this|about\s+it))?\s+(?:on|in|from|at|off)\s+[^,;?]+",
    r"(?:until|till)\s+(?:i|we|he|she)\s+[^,;?]+",
    r"(?:i|we|he|she)['’]?(?:m|ve|s|re|d)?\s+(?:keep|keeps|kept|hate|want|wants|need|needs|don['’]?t\s+want|am|is|have|has|had|was"
    r"|can['’]?t|cannot|got|tried|been|worried|thinking|scared|confused|desperate)\b[^,;?]*",
    r"(?:dad|mum|mom|gran|nan|husband|wife|son|daughter|he|she)\s+is\s+\d+",
    r"or\s+(?:is|are|does)\s+(?:it|this|that|they)\s+(?:all\s+|just\s+|only\s+|really\s+|a\s+)*"
    r"[\w’' -]{2,25}",
    r"according\s+to\s+[^,;?]+",
    r"my\s+\w+\s+(?:swears|raves|goes\s+on)\s+(?:by|about)\s+(?:it|this|them)",
)
_TAIL = later(
    r"(?:(?<=\w)[\s]*[,;:–—?!.…=-]+\s*|\s+)(?:and\s+|but\s+|so\s+|or\s+(?=is\b|just\b))?(?:"
    + "|".join(f"(?:{tail})" for tail in _TAILS)
    + r")\s*[?!.…]*\s*$",
    re.IGNORECASE,
)
_HEADS = (
    rf"(?:{_WHOSE}\s+)?(?:[\w'’-]+\s+){{0,3}}?{_SAYS}\s+(?:that\s+|me\s+|i\s+should\s+|to\s+)?"
    r"(?=(?:\w+\s+){2})",
    r"(?:i\s+(?:keep\s+)?(?:hear|heard|read|see|saw|seen)(?:ing)?|i['’]ve\s+(?:heard|read|seen)|i\s+was\s+told|apparently"
    r"|supposedly|people\s+say|they\s+say|word\s+is|rumou?r\s+(?:has\s+it|is))\s*,?\s*(?:that\s+)?",
    r"(?:any(?:one|body)|who)\s+(?:else\s+)?(?:here\s+)?(?:has\s+|ever\s+)?(?:tried|used|using|had\s+(?:any\s+)?(?:luck|success)\s+with"
    r"|know\s+if|know\s+whether|knows\s+if)\s+",
    r"(?:thoughts\s+on|opinions\s+on|experiences?\s+(?:with|of)|has\s+any(?:one|body)\s+(?:ever\s+)?(?:tried|used)"
    r"|what\s+about|how\s+about|what\s+do\s+(?:you|people|we)\s+think\s+(?:of|about)|thinking\s+of\s+(?:trying|using|taking|getting))\s+",
    r"(?:is\s+there\s+(?:any\s+)?(?:point|sense|benefit|harm|value|use)\s+(?:in|to|of)|any\s+(?:point|sense|benefit|use|good)"
    r"\s+(?:in|to|of)|is\s+it\s+worth|worth)\s+(?:me\s+)?(?=\w)",
    r"(?:so|ok|right|well|hi|hello|hey|please|pls|quick\s+question|question|help|serious\s+question|honest\s+question"
    r"|silly\s+question|stupid\s+question|weird\s+question)\b[\s,.:!–—-]+",
)
_HEAD = later("(?:" + "|".join(f"(?:{head})" for head in _HEADS) + ")", re.IGNORECASE)
SHORTEST = 8
"""Characters that must be left: less is no question."""


def without_remarks(line: str) -> str:
    """Return a line without what is only said about it; the line itself if there is nothing."""
    rest = line.strip(" ?!.…")
    while (tail := _TAIL.search(rest)) is not None and tail.start() >= SHORTEST:
        rest = rest[: tail.start()].rstrip(" ,;:–—-?!.…=")
    head = _HEAD.match(rest)
    if head and len(rest) - head.end() >= SHORTEST:
        rest = rest[head.end() :]
    return rest
