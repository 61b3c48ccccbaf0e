"""The words by which a sentence of an article shows what kind of thing it says: tables only."""

from __future__ import annotations

import re


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


BOILERPLATE = re.compile(
    r"\b(?:subscribe|newsletter|unsubscribe|sign\s+up|log\s*in|click\s+here|all\s+rights\s+reserved|copyright|©"
    r"|terms\s+(?:of\s+use|and\s+conditions)|privacy\s+policy|follow\s+us|share\s+this|advertisement|photo(?:graph)?\s+by"
    r"|(?:reporting|editing|writing)\s+by|read\s+more|for\s+more\s+information|more\s+information|media\s+contact"
    r"|(?:press|media)\s+(?:office|enquiries|inquiries)|e-?mail:|tel(?:ephone)?:|visit\s+(?:our|the|www)|www\.|https?://"
    r"|source:|related\s+(?:articles|stories|content)|cookies?\s+(?:policy|settings)|check\s+out\s+this)",
    re.IGNORECASE,
)
OUTSIDE = _words(
    # the press, the web and their counts
    r"google|hits|search\s+results?|websites?|online|internet|social\s+media|viral|media\s+(?:sensation|attention|coverage)"
    r"|headlines?|twitter|facebook|instagram|tiktok|youtube|blogs?|blogger|newspapers?|magazines?|spotlight"
    r"|celebrit(?:y|ies)|results?\s+(?:showing|for)|national\s+library\s+of\s+medicine|pubmed",
    # history and who invented it
    r"(?:was|were)\s+(?:first\s+)?(?:invented|discovered|developed|discussed|introduced|founded|coined|pioneered|named|patented)",
    r"(?:since|in)\s+(?:the\s+)?(?:1[0-9]{3}s?|ancient\s+times)|centur(?:y|ies)|since\s+its\s+\w+",
    # business, law, calendar
    r"shares|stock|investors?|revenue|sales|market(?:ed|ing)?|patents?|lawsuits?|court|profits?|billion-dollar|company\s+plans"
    r"|(?:fda|ema|mhra|nice)\s+(?:approv\w+|clear\w+)|approved\s+by|submitted\s+for\s+approval|licen[cs]ed"
    r"|published\s+(?:in|on|today|online)|presented\s+at|annual\s+meeting|funded\s+by|grants?|conference",
)
MONEY = re.compile(
    r"[$£€]\s?\d|\b(?:USD|GBP|EUR|dollars?|pounds|euros|insurance|price[ds]?|costs?)\b",
    re.IGNORECASE,
)
QUESTIONING = re.compile(r"\?[\"”’')\]]*\s*$")
ADVICE = re.compile(
    r"^\s*(?:[\"“])?(?:ask|talk|speak|consult|see|try|take|avoid|eat|drink|use|keep|make|get|stop|start|consider|check|apply"
    r"|choose|add|limit|remember|be|don['’]?t|do\s+not|never|always|search|look|find|visit|follow|stay|go|learn|discuss|call)\s+"
    r"(?!is\b|are\b|was\b|were\b|of\b)\w+"
    r"|\b(?:should|shouldn['’]t|ought\s+to|had\s+better|must|need(?:s)?\s+to)\b(?!\s+(?:have\s+been|be\s+held))"
    r"|\b(?:is|are)\s+(?:recommended|advised|encouraged|urged|warned)\b|\b(?:we|doctors?|experts?)\s+(?:recommend|advise|urge)"
    r"|\bit\s+is\s+(?:\w+\s+){0,4}?(?:important|vital|essential|crucial|best|wise|advisable|importance)\b"
    r"|\btalk\s+to\s+your\s+doctor|\bconsult\s+(?:a|your)\b|\bwould\s+be\s+wise\b",
    re.IGNORECASE,
)
MY_VIEW = _words(
    r"(?:i|we)\s+(?:really\s+|do\s+|just\s+)?(?:think|believe|feel|suspect|hope|guess|see\s+this|doubt)|in\s+(?:my|our)\s+(?:opinion|view)|for\s+me"
)
OPINION = _words(
    r"i\s+(?:think|believe|feel|suspect|hope|guess|love|like|hate|doubt)|we\s+(?:think|believe|feel|suspect|hope|are\s+(?:excited|thrilled))"
    r"|in\s+(?:my|our)\s+(?:opinion|view)|(?:is|are|was|were)\s+(?:\w+\s+)?(?:amazing|exciting|wonderful|great|terrible|horrible|shocking"
    r"|beautiful|fantastic|remarkable|disappointing|encouraging|thrill\w+|worth|impressive|fascinating|outrageous|silly|ridiculous"
    r"|promising|good\s+news|bad\s+news|a\s+shame)|hopefully|unfortunately|(?:really|pretty)\s+(?:cool|great)|deserves?"
    r"|surpris\w+|milestone|game[- ]chang\w+|groundbreaking|hope(?:s|ful)?\s+(?:that|to)"
)
PERSONAL = re.compile(
    r"\b(?:i|my|me|mine|myself|i['’](?:m|ve|d|ll))\b"
    r"|\b(?:mr|mrs|ms)\.?\s+[A-Z]"
    r"|\b\d{1,3}-year-old\b(?!\s+(?:children|men|women|girls|boys|adults|people|mice|rats))"
    r"|\b(?:she|he)\s+(?:was|is|had|has|lost|stopped|started|began|took|takes|tried|felt|went|got|suffered|underwent|recovered"
    r"|noticed|developed|said\s+(?:she|he)|died|used)\b|\b(?:her|his)\s+(?:hair|symptoms|pain|weight|doctor|diagnosis|illness|own|cancer"
    r"|son|daughter|mother|father|wife|husband|life|treatment|condition)\b|\bthe\s+(?:speaker|presenter|participant)\b",
)
CAPITAL_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll))\b")
DEFINITION = re.compile(
    r"\b(?:is|are)\s+(?:(?:also|often|sometimes|usually|commonly)\s+)?(?:an?|the|one\s+(?:type|form|kind)\s+of|any)\s+"
    r"(?:[\w-]+,?\s+){0,6}?(?:diseases?|conditions?|disorders?|syndromes?|illness(?:es)?|infections?|types?|forms?|kinds?|class"
    r"|hormones?|proteins?|viruses|virus|bacteri\w+|chemicals?|compounds?|nutrients?|vitamins?|minerals?|molecules?|enzymes?"
    r"|plants?|herbs?|spices?|drugs?|devices?|techniques?|procedures?|surger(?:y|ies)|substances?|measures?|state|family|group"
    r"|organs?|tissues?|genes?|cells?|antioxidants?|supplements?|amino\s+acids?|inflammation|cancers?|neurotransmitters?"
    r"|tumou?rs?|antibod(?:y|ies)|practices?|therap(?:y|ies))\b"
    r"|\b(?:refers?\s+to|is\s+defined\s+as|are\s+defined\s+as|is\s+(?:also\s+)?known\s+as|are\s+(?:also\s+)?known\s+as|is\s+called|are\s+called"
    r"|(?:the\s+)?term\s+(?:\w+\s+)?(?:describes|means|refers)|also\s+called|stands\s+for|occurs\s+when|means\s+that)\b",
    re.IGNORECASE,
)
NOT_DEFINITION = _words(
    r"(?:treatment|cure|remedy|therapy|cause|risk\s+factor)s?\s+(?:for|of|against)|safe|effective|low-?risk|better|best"
    r"|most\s+common\s+causes?"
)
BACKGROUND = _words(
    r"(?:is|are|was|were)\s+(?:affected|diagnosed|thought|believed|estimated)\s+(?:by|with|to|every|each|in)|affects?|affecting|suffers?\s+from"
    r"|have\s+(?:been\s+diagnosed|the\s+(?:disease|condition))|common(?:ly|est)?|prevalen\w+|incidence|rare|occurs?|(?:more|most|less|least)\s+likely"
    r"|symptoms?|signs?|leading\s+cause|causes?|reasons?|factors?|risk|account(?:s|ed)?\s+for|runs?\s+in\s+(?:the\s+)?famil\w+|inherited|genetic"
    r"|kills?|deaths?|die[sd]?|percent|per\s?cent|%|one\s+in|million|billion|people|patients|women|men|children|adults"
    r"|contains?|consists?|produces?|made\s+(?:of|from|up)|works?\s+by|involves?|requires?|injected|taken|inserted|implanted|applied|surgery"
    r"|sessions?|doses?|dosage|tablets?|procedure|attacks?|immune|falls?\s+out|plays?\s+a\s+(?:\w+\s+)?role|depends?|varies|varied|response"
    r"|side\s+effects?|complications?|adverse|linked|associated|known\s+to|absorb\w*|levels?|body|brain|blood|heart|cells?"
)
METHOD = re.compile(
    r"\b(?:(?:were|was)\s+(?:\w+\s+)?(?:randomly\s+)?(?:assigned|randomi[sz]ed|recruited|enrolled|surveyed|interviewed|followed|asked|tested|monitored"
    r"|divided|split|dosed|examined|analy[sz]ed|conducted|measured|carried\s+out|collected|compared|given)"
    r"|(?:researchers?|scientists?|team|study|they|we|investigators?|authors?|trial)\s+(?:\w+\s+)?(?:looked\s+at|analy[sz]ed|examined|studied|followed"
    r"|recruited|enrolled|surveyed|compared|measured|used|tested|investigated|collected|reviewed|involved|included|gave|randomly|pooled|tracked|monitored))",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|two-thirds|dozens?|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)
ANIMALS = _words(
    r"mice|mouse|rats?|rodents?|monkeys?|primates?|zebrafish|fruit\s+flies|worms?|rabbits?|pigs?|piglets?|hamsters?|dogs?|sheep|animals?|in\s+vitro"
    r"|petri|test[- ]tubes?|cell\s+(?:cultures?|lines?)"
    r"|cells?\s+in\s+(?:the\s+lab|a\s+dish)|laboratory\s+(?:tests|cells|studies)"
)
DENIED = _words(
    r"no\s+(?:\w+\s+){0,2}?(?:evidence|proof|studies|research|trials?)|(?:lack|absence)\s+of\s+(?:\w+\s+)?evidence|myths?|debunked|unproven|discredited"
    r"|not\s+(?:been\s+)?(?:proven|shown|supported)|never\s+(?:been\s+)?(?:proven|shown|tested)|false(?:ly)?\s+claim\w*|misconception|misleading"
    r"|little\s+evidence|insufficient\s+evidence|(?:mixed|conflicting|inconclusive)\s+(?:results|findings|evidence)"
)
MEDICAL = _words(
    r"diseases?|disorders?|syndromes?|cancers?|tumou?rs?|infections?|patients?|symptoms?|drugs?|medicines?|medications?|treatments?|therap(?:y|ies)|surg\w+"
    r"|doctors?|physicians?|clinical|trials?|health|healthy|medical|hospital|vaccin\w+|immune|hair|skin|blood|heart|brain|liver|kidneys?|lungs?|bones?|muscles?"
    r"|diet|nutri\w+|vitamins?|minerals?|peptides?|injected|injections?|needle|scalp|follicles?|hormones?|pain|sleep|weight|obes\w+|diabet\w+|pregnan\w+|death|die[sd]?"
    r"|cells?|genes?|protein|risks?|side\s+effects|procedure|supplements?|exercise|smok\w+|alcohol|mental|depress\w+|anxiety|stress|virus\w*|bacteria\w*|antibiot\w+"
    r"|fertility|sperm|births?|babies|allerg\w+|asthma|eczema|arthritis|dementia|alzheimer\w*|autis\w+|strokes?|cardi\w+|eye|eyes|vision|hearing|teeth|dental|gut|stomach"
    r"|bowel|inflammat\w+|toxi\w+|chronic|disab\w+|injur\w+|illness\w*|conditions?|remed(?:y|ies)|dose\w*|pills?|herb\w*|homeopath\w+|acupuncture"
)
EVERYDAY = _words(
    r"hydrat\w+|dehydrat\w+|absorption|eat|eats|eating|foods?|meals?|calori\w+|metabol\w+|energy|fatigue"
    r"|digest\w+|body|hunger|hungry|appetite|sweat\w*|breath\w*|urin\w+|fasting|sugars?|fib(?:er|re)|fats?"
    r"|calming|relax\w*|hygiene|pimples?|acne|nutrients?|saliva|sunscreen|tired\w*|physical(?:ly)?"
)
"""Everyday words of health, which no vocabulary of illness holds: two of them, or one of how the
body does, make a sentence about health."""
EFFECT = _words(
    r"leads?\s+to|led\s+to|results?\s+in|resulted\s+in|cures?|cured|prevents?|prevented|reduces?|reduced|improves?"
    r"|improved|causes?|caused|cuts?|lowers?|lowered|raises?|raised|increases?|increased|protects?|treats?|relieves?"
)
FINITE = _words(
    r"is|are|was|were|has|have|had|does|do|did|can|could|may|might|will|would|must|should|be|been"
    r"|[a-z]{3,}(?:ed|es|s)|found|fell|rose|led|went|saw|gave|took|got|made|cut|hit|put|let|set|said|says|show|cause|help|need|seem|appear|work|use|reduce|improve|prevent|treat|increase"
    r"|affect|lower|contain|suffer|die|live|get|make|take|lead|occur|include|play|lose|develop|protect|boost|come|grow|keep|provide|want"
)
HISTORY = _words(
    r"(?:has|have)\s+(?:used|tried|turned|been\s+used)|first\s+(?:used|discussed|described)|since|touted\s+(?:online|by)|you[’']ll\s+find|search"
)
HOW = _words(
    r"must\s+be\s+(?:held|placed|taken|applied|injected|kept|repeated)|procedure|sessions?"
)
SHOULD = _words(r"should|must|ought\s+to|need\s+to|talk\s+to\s+your|ask\s+your|consult")
PRESENT = _words(
    r"is|are|has|have|can|may|might|could|will|does|do|contains?|provides?|offers?|seems?|appears?|tends?|remains?|becom(?:e|es|ing)"
    r"|feeds?|eat|comes?|makes?|gives?|gets?|shows?|means?"
)
PROPERTY = _words(
    r"beneficial|important|key|healthy|unhealthy|anti-?\w{4,}|antioxidants?|properties|effective|good|great|best|calming|drows\w+|toxic|poison\w*"
    r"|dangerous|safe|harmful|essential|vital|benefits?|helpful|useful|soothing|nutritious|powerful"
)
LEFT_OPEN = re.compile(
    r"\b(?:works?|worked|effective|(?:increased|higher|lower|reduced|greater|raised)\s+risk"
    r"|helps?|helped|successful)\W*$",
    re.IGNORECASE,
)
"""How a sentence ends that leaves out the problem it speaks of."""
