"""Words of persuasion that persuade nobody: in plain use, in the name of a thing, or refused.

They were found by reading what was marked in articles that served to write the rules.
"""

from __future__ import annotations

from sceptic.appraisal.article_sign_words import one_of

PLAIN = one_of(
    "natural healing process", "not risk.free",
    r"state.of.the.art (?:ct|mri|scan\w*|imaging|tests?|methods?)",
    "innovative,? (?:evidence.based|research)",
    "new era of (?:caution|restraint|concern|regulation)",
    "for (?:his|her|their) pioneering (?:research|work|studies)",
    "novel (?:treatment|therapy) since",
    "world['’]s first (?:[\\w-]+ ){0,4}(?:conference|patients?|person|m[ae]n|wom[ae]n"
    "|bab(?:y|ies))",
    "(?:royal )?(?:prince(?:ss)?|duchess) (?:\\w+ ){1,3}?(?:hospital|university|edward island"
    "|institute|clinic)",
    "time.(?:tested|honou?red) (?:wait|watch)", "divided on the (?:\\w+ )?causes?",
    "innovative (?:\\w+ )?teams?", "confusing and alarming",
    "guaranteed? (?:that )?(?:all|the|each|every) (?:samples?|patients?|data|groups?)",
    "landmark (?:points?|book|paper|[\\w’'-]+ health initiative)",
    "almost undoubtedly", "undoubtedly (?:less|more) than",
    "(?:could|may|might) (?:\\w+ ){0,4}eliminate the (?:threat|risk|need)",
    "(?:vary|var(?:ies|ied)|differ\\w*|increased|rose|rising|grown|fallen|dropped)"
    " dramatically",
    "dramatic(?:ally)? (?:from|across|between|over the|trends?|differences?)",
    "remarkabl[ey] (?:year|time|coincidence|similar|consistent|stable|little)",
    "striking(?:ly)? (?:and|out|as|a|the|his|her|differences?|similar\\w*)",
    "tremendous(?:ly)? (?:low|high|volume|cost|discomfort|pain|amount|addition|burden"
    "|strain)",
    "alarming(?:ly)? (?:trends?|rates?|increase)",
    "deadly (?:disease|form|cases?|cancer|condition|virus|infection)",
)  # fmt: skip
"""Words of hype in plain use: a trend, a difference, the name of a study. They are not counted."""
DENIED = one_of(
    r"(?:no|not|isn['’]t|aren['’]t|wasn['’]t|never|without|hardly|neither|nor|nothing"
    r"|don['’]t) (?:\w+ ){0,3}?"
    r"(?:miracles?|miraculous|magic|magical|cures?|breakthroughs?|guarantee[ds]?|revolutionary"
    r"|game.changer"
    "|dramatic(?:ally)?|silver bullet|amazing|proven|safe|work(?:s|ed)? for)",
    "myths?", "so-called", "debunk(?:s|ed|ing)?", "too good to be true", "beware", "overhyped",
    "dramatic (?:shifts?|weight loss|swings?|mood|arts?|rise|increase in (?:cases|deaths))",
    "no (?:guarantee|miracle|magic)", "magic mushrooms?",
    r"(?:not|isn['’]t|aren['’]t) (?:totally|completely|entirely|perfectly|absolutely)"
    " (?:safe|harmless|effective)",
    "not all (?:doctors|experts|scientists|specialists|physicians)",
    r"should(?:n['’]t| not) expect",
    "(?:hop(?:e|es|ing)|long(?:s|ing)) for (?:a|the) (?:\\w+ )?(?:breakthrough|miracle|magic\\w*)",
    "criticized by", "criticised by", "regardless of whether people say", "claims about",
    "(?:search|looking|race|hope) for (?:a|the) cure",
    "no (?:known )?cure", "cure rate", "far from", r"not (?:\w+ ){0,3}?without",
    "breakthrough (?:therapy )?(?:designation|status|pain|bleeding|infections?)",
    "(?:wrong|false|misleading|mistaken?|irresponsible) to", r"behaviou?rs? (?:\w+ )?dramatically",
    "(?:remarkable|dramatic|striking) shifts?",
)  # fmt: skip
"""Words by which a sentence refuses what it names, or means another thing by it."""
