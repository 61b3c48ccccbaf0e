"""The words by which a sentence of an article shows a sign: tables only.

Patterns are written with plain spaces, each of which stands for any white space.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Sign(StrEnum):
    """What a sentence of an article shows."""

    PRICE = "price"
    FREE = "free"
    """It costs nothing."""
    COST_TALK = "cost_talk"
    """Costs or insurers are spoken of."""
    MONEY_ELSEWHERE = "money_elsewhere"
    """Money that is not the reader's: burden of a disease, sales, grants."""
    PRODUCT = "product"
    """Something one buys, takes or undergoes."""
    HABIT = "habit"
    """Something people do or eat anyway."""
    BOTH_SIDES = "both_sides"
    """A figure for one group beside a figure for another."""
    ABSOLUTE = "absolute"
    ACCURACY = "accuracy"
    """Of a test: sensitivity, specificity."""
    NULL_RESULT = "null_result"
    RELATIVE = "relative"
    """A figure that needs another to mean anything: "30 % less", "twice as likely"."""
    HARM_WORD = "harm_word"
    HARM_NAMED = "harm_named"
    HIGHER_RISK = "higher_risk"
    SAFE_TALK = "safe_talk"
    DESIGN = "design"
    LIMIT = "limit"
    STUDY = "study"
    FRIGHT = "fright"
    NORMAL_AS_ILL = "normal_as_ill"
    OUTSIDER = "outsider"
    """Somebody without part in the study, product or cause."""
    INTRODUCED = "introduced"
    """A person speaks who is introduced by name and place."""
    AUTHOR = "author"
    """Who did the study."""
    TIE = "tie"
    FUNDING = "funding"
    OTHER_WAY = "other_way"
    NO_OTHER_WAY = "no_other_way"
    TO_BE_HAD = "to_be_had"
    NOT_YET = "not_yet"
    EARLIER_WORK = "earlier_work"
    NEWNESS = "newness"
    FROM_RELEASE = "from_release"
    OWN_REPORTING = "own_reporting"
    RELEASE_FORM = "release_form"
    """The marks of a news release: its end sign, its wire, its contact lines."""


def one_of(*alternatives: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Whole words: any of the alternatives, in which a space stands for any white space."""
    joined = "|".join(map(_spaced, alternatives))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", flags)


def part_of(*alternatives: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Any of the alternatives, wherever it stands."""
    joined = "|".join(map(_spaced, alternatives))
    return re.compile(f"(?:{joined})", flags)


def _spaced(pattern: str) -> str:
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


_PER_CENT = r"\d[\d.,]*\s?(?:%|percent|per cent)"
_THING = (
    r"(?:treatments?|therap\w+|drugs?|medications?|medicines?|options?|methods?|approach\w*|care"
    r"|tests?|techniques?|practices?|surgery|procedures?|interventions?|devices?|vaccines?|pills?"
    r"|injections?|regimens?|screening|scans?|chemotherapy|antibiotics|diets?|guidelines?)"
)
_UNIT = (
    r"(?:%|percent|per cent|months?|days?|weeks?|years?|hours?|minutes?|points?|kg|kilograms?"
    r"|pounds|mm|millimeters?|patients?|people|women|men|cases|deaths|children)"
)
_AGAINST = r"(?<!\w)(?:compared|versus|vs\.?|than|while|whereas|against|but only|fell|rose|dropped)"
_UP_TO = (
    r"(?:up to |about |nearly |almost |more than |as much as |an? |around |roughly |some |\d+ to )*"
)
_PART = rf"(?:{_PER_CENT}|half|(?:one-|a )?third|(?:one-|a )?quarter|two-thirds)"
_STUDIES = r"(?:stud(?:y|ies)|research|work|trials?|findings|evidence|reports?|analys[ei]s|data)"

PATTERNS: dict[Sign, re.Pattern[str]] = {
    Sign.PRICE: part_of(
        r"[$£€]\s?\d(?![\d,.]*\s?(?:million|billion|trillion|m\b|bn\b))[\d,.]*",
        r"\b\d[\d,.]*\s?(?:dollars|euros|USD|GBP|EUR|pounds (?:a|per|each|for))\b",
    ),
    Sign.FREE: one_of(
        "free of charge", "freely available", "free to (?:all|use|download)",
        "at no (?:extra )?cost",
        "free app", "costs? (?:almost )?nothing", "need to (?:buy|invest) (?:in )?(?:anything|new)",
        "don['’]t need to (?:buy|invest|pay)",
    ),
    Sign.COST_TALK: one_of(
        "costs?", "costing", "costly", "price[ds]?", "pricing", "(?:in)?expensive", "affordable",
        "low-cost", "cheap(?:er|ly)?", "cost-effective", "insur(?:ance|ers?|ed)", "medicare",
        "medicaid", r"reimburs\w+", r"co-?pay\w*", "out-of-pocket",
    ),
    Sign.MONEY_ELSEWHERE: one_of(
        "sales", "revenue", "market", "grants?", "funding", "funded", "budget", "econom(?:y|ic)",
        "invest(?:ment|ors?|ed)", "shares", r"donat\w+", "award(?:ed)?", "society", "societal",
        "burden", "lost productivity", "fund", "profits?", "fined?", "lawsuits?",
        r"(?:health ?care|health|medical|annual|hospital|national|total) (?:costs?|spending"
        r"|expen\w+)",
        "at (?:the|any) (?:cost|expense) of",
    ),
    Sign.PRODUCT: one_of(
        "drugs?", "medications?", "medicines?", "devices?", "tests?", "surger(?:y|ies)",
        "operations?",
        r"vaccin\w+", "pills?", "tablets?", "supplements?", "implants?", "scans?", "mri",
        r"mammogra\w+", "therap(?:y|ies)", "treatments?", "procedures?", "screening", r"inject\w+",
        "infusions?", "creams?", "gels?", "apps?", "clinics?", "inhalers?", "antibiotics?",
        "chemotherapy", "statins?", "radiation", "transplants?", "catheters?", "acupuncture",
        "massage", "program(?:me)?s?", "technique", "technology", "sensors?", "biomarkers?",
        "capsules?", "extracts?", "fish oils?", "multivitamins?", "formula",
        "bottles?", "patented", "brands?", "products?",
    ),
    Sign.HABIT: one_of(
        "diets?", "dietary", "foods?", "eat(?:s|en|ing)?", "intake", "consumption",
        "consum(?:ed?|ing)", "sleep(?:ing)?", r"exercis\w+", "walk(?:ing)?", "coffee", "tea",
        "wine",
        "alcohol", "drink(?:s|ing)?", "fruits?", "vegetables", "nuts", "fish(?! oils?)",
        "chocolate", "milk",
        "meat", r"breastfeed\w*", r"smok\w+", "bmi", "body mass", "weight", "physical activity",
        "sitting", "saunas?", "gardening", "pets?", "friends", "marriage", "yoga", "breakfast",
        "eggs",
        "fasting", "salt", "sugar",
    ),
    Sign.BOTH_SIDES: part_of(
        rf"\d[\d,.]*\s?-?{_UNIT}?.{{0,140}}?{_AGAINST}.{{0,110}}?\b\d[\d,.]*\s?-?{_UNIT}",
        rf"\d[\d,.]*\s?{_UNIT}.{{0,100}}?in the (?:control|placebo|other|comparison|untreated)"
        rf"\b.{{0,60}}?\d|{_PER_CENT}.{{0,60}}\band \d[\d.]*.{{0,60}}\brespectively",
        r"\bfrom (?:an? \w+ of )?\d[\d.,]*\s?\w* to \d|\b\d+/\d+\b.{0,60}\b\d+/\d+\b",
        rf"{_PER_CENT}.{{0,60}}, {_PER_CENT},? and {_PER_CENT}",
    ),
    Sign.ABSOLUTE: one_of(
        r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten) (?:out of|of|in) "
        r"(?:every |the )?\d[\d,]*",
        "absolute (?:risk|difference|reduction|benefit)", "percentage points?",
        r"(?:per|for every|out of every) (?:100|1,?000|10,?000|100,?000|million)",
        "nnt", "number needed to treat",
        r"\d+ (?:fewer|more|additional|extra) (?:\w+ ){0,3}(?:per|for every|in every) \d+",
    ),
    Sign.ACCURACY: one_of(r"(?:sensitivity|specificity)(?= .{0,60}\d)",
    rf"{_PER_CENT} (?:sensitivity|specificity)",
        r"accura(?:cy|te).{0,40}\d+(?= ?(?:%|percent|per cent))"),
    Sign.NULL_RESULT: one_of(
        r"no (?:statistically |significant |real |apparent |clear )*(?:differences?|benefits?"
        r"|effects?"
        "|improvements?|advantage|reductions?|impact|association)",
        r"(?:did|does|do)(?: not|n['’]t) (?:\w+ly )?(?:improve|reduce|differ|prevent|help|lower"
        r"|work"
        "|extend|increase|affect|slow|benefit|lead to)",
        "(?:do|does)(?: not|n['’]t) (?:appear|seem) to",
        "provided (?:no|any) (?:benefit|protection)",
        "as (?:effective|safe|good) as", "not (?:effective|more effective|better)",
        "nothing (?:much )?works", "fail(?:s|ed) to",
    ),
    Sign.RELATIVE: one_of(
        rf"{_PART}(?: \w+){{0,2}}? (?:lower|higher|less|more|fewer|reduction|reduced|increased?"
        rf"|decreased?"
        "|drop|decline|greater|better|improvement|smaller|risk)",
        rf"(?:reduc|cut|lower|increas|decreas|slow|rais|boost|shr[iau]nk|halv|dropp|declin|improv)"
        rf"\w*[^.]{{0,60}}? by {_UP_TO}{_PART}",
        rf"(?:risk|odds|chances?|likelihood)[^.]{{0,60}}? by (?:\w+ ){{0,3}}?{_PART}",
        r"(?:twice|half|\w+ times|\d+ times|\w+-fold|\d+-?fold) (?:as (?:likely|effective|many"
        r"|much)"
        "|more|less|the risk|higher|lower|greater|increase|better)",
        rf"(?:reduction|decrease|drop|decline|increase|improvement) of {_UP_TO}(?:\d+ to )?{_PART}",
        "doubl(?:e[ds]?|ing) (?:the|their|your|her|his) (?:risk|chances?|odds)",
    ),
    Sign.HARM_WORD: one_of(
        r"side.effects?", r"adverse", "complications?", r"toxicit\w+", "harms?", "harmful",
        "drawbacks?", "downsides?", r"overdos\w+", r"contraindicat\w+", "boxed warning",
        "dangerous", "poorly tolerated", "can cause", "never be given",
        r"false.positives?", r"over-?diagnos\w+", "dropped out", "made .{0,20}sick",
        r"unnecessary (?:biops\w+|surgery|treatment|procedures?)",
    ),
    Sign.HARM_NAMED: one_of(
        "nausea", "headaches?", r"vomit\w*", r"diarrh\w+", "fatigue", r"dizz\w+", "rash(?:es)?",
        "bleed(?:ing|s)?", "infections?", r"bruis\w+", "swelling", "constipation", "insomnia",
        "drowsiness", "sleepiness", "weight gain", "anxiety", r"depress\w+", r"suicid\w+",
        "seizures?",
        "stroke", "heart attacks?", "heart failure", "clots?", "liver", "kidney", "deaths?",
        "burns?",
        r"scar\w*", r"abscess\w*", "pain", "soreness", "cramps?", "nerve damage", "memory loss",
        "incontinence", "impotence", "erectile", "libido", r"infertil\w+", "birth defects",
        "fractures?", r"hypoglyc\w+", "neutropenia", "fever", r"allerg\w+", r"itch\w*", "dry mouth",
        "radiation", "arsenic", "sick", "gastrointestinal", "discomfort", r"embarrass\w+",
        "irritation", r"hallucinat\w+", r"perforat\w+", "damage", "mortality",
    ),
    Sign.HIGHER_RISK: one_of(
        r"(?:increase[ds]?|higher|greater|raise[sd]?|elevated|serious|carr(?:y|ies)) (?:the )?"
        r"(?:\w+ )?risks?", r"risks? (?:include|such as)", "there is (?:a )?risk of",
    ),
    Sign.SAFE_TALK: one_of(
        "safe(?:ly|r|st|ty)?", r"well.tolerated", "harmless", r"low.risk", "risk-free",
        "non-?toxic",
        r"no (?:\w+ ){0,2}side.effects", "non-?invasive",
    ),
    Sign.DESIGN: one_of(
        "randomi[sz]ed", "randomly", "double.blind(?:ed)?", "placebo(?:-controlled)?",
        "controlled (?:trial|study)", "clinical trial", "cohort", "observational", "meta-?analysis",
        "systematic review", "case-control", "cross-sectional", r"retrospective\w*",
        r"prospective\w*", "pilot (?:study|trial)", r"phase (?:[1-4]|i{1,3}v?)", "survey(?:ed)?",
        "open-label", "crossover", "mice", "mouse", "rats?", "animal study", "cell cultures?",
        "in the lab(?:oratory)?", "case report", "database", "medical records", "followed",
        "questionnaires?",
        r"\d[\d,]* (?:\w+ ){0,3}(?:patients|participants|people|men|women|adults|children|subjects"
        "|volunteers|couples|students|infants)",
    ),
    Sign.LIMIT: one_of(
        "limitations?", "limited by", "observational", "caveats?", "caution(?:ed|s|ary)?",
        r"(?:not|n['’]t|cannot) (?:prove|proof|establish|determine|imply|say (?:for certain"
        r"|whether))",
        "cause.and.effect", "causal (?:link|relationship|association)", "not (?:mean|necessarily)",
        r"(?:more|further|additional|larger|longer(?:-term)?|long-term|future|follow-up|bigger) "
        r"(?:\w+ ){0,3}?(?:research|stud(?:y|ies)|work|trials?|data|investigation|testing)",
        r"(?:small|tiny) (?:\w+ ){0,2}?(?:study|trial|sample|number|group)", "study was small",
        "preliminary", "pilot (?:study|trial)", "remains? to be (?:seen|determined|proven)",
        "too (?:early|soon)", "s[kc]eptic(?:al|ism)", "unproven", "work in progress",
        r"self-report\w*",
        "(?:is|are|was|remains?|still) (?:unclear|unknown|uncertain)", r"speculat\w+",
        "inconsistent",
        "not (?:yet )?(?:clear|known|been (?:tested|proven|shown|established))",
        "haven['’]t been tested", "(?:in mice|mouse models?) (?:do|does|may|might|don)",
        "could be (?:due to|explained)", "other (?:factors|explanations)", "conflicts? with",
        "may not (?:apply|be|hold|translate)", "bias(?:es|ed)?", "confounding", r"generali[sz]\w+",
        r"no (?:substantiated|good|solid|strong|hard|convincing|reliable|scientific"
        r"|clinical) evidence",
        "(?:little|not enough|insufficient|weak|lack of|enough hard) evidence",
        "(?:did|does) not (?:look|measure|include|assess)",
    ),
    Sign.STUDY: one_of("stud(?:y|ies)", "trials?", "research(?:ers)?", "journal", "findings"),
    Sign.FRIGHT: one_of(
        "epidemics?", "silent killers?", "ticking", "time ?bomb", r"skyrocket\w*",
        "alarming(?:ly)?",
        "staggering", "explosion", "crisis", "deadl(?:y|iest)", "killer", "rampant", "undiagnosed",
        "terrifying", "devastating", r"ravag\w+", r"plagu\w+", "scourge",
    ),
    Sign.NORMAL_AS_ILL: one_of(
        "wrinkles", "low (?:testosterone|t|libido)", "shyness", "restless legs?", r"pre-?diabet\w+",
        r"pre-?hypertens\w+",
        r"(?:percent|per cent|%|most|many|millions?|widespread|common|epidemic)[^.]{0,60}? "
        r"deficien(?:t|cy|cies)", "age?ing is a disease", "premature age?ing",
        r"dysglyc\w+", "osteopenia", "toxins", r"detox\w*",
    ),
    Sign.OUTSIDER: one_of(
        r"(?:not|neither|nor|no|(?:was|were|is)n['’]t) (?:\w+ ){0,2}?(?:involved|part of the"
        r"|connected"
        r"|affiliated|an author|taking part|take part)(?: (?:in|with|to|of))?", "uninvolved",
        r"independent (?:expert|researcher|scientist|reviewer|group|body|panel)s?",
        "outside (?:expert|researcher)s?",
        r"accompanying (?:the )?(?:\w+ )?(?:editorial|commentary)",
        "editorial accompanying", "commentary", "critics", "s[kc]eptics", "s[kc]eptical",
        r"(?:other|some|several|many) (?:\w+ )?(?:experts|researchers|scientists|doctors"
        r"|specialists"
        "|physicians) (?:say|said|are|aren['’]t|were|caution|warn|question|remain|disagree)",
    ),
    Sign.INTRODUCED: part_of(
        r"\b[A-Z][\w.’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+, (?:(?:MD|PhD|RN|MPH|JD|M\.D\.|Ph\.D\.),? )*"
        r"(?:(?:who|vice|an?|the|chief|chair(?:man|woman)?|head|director|president|dean"
        r"|professor|associate"
        r"|assistant|surgeon|spokes\w+)\b.{3,220}?\b(?:says?|said|told|calls?|called|adds?|added"
        r"|agreed|cautions?|cautioned|notes|noted)\b)",
        r"\b(?:says?|said|told|according to|adds?|added|cautions?|cautioned|warns?|warned|explained"
        r"|agreed|commented"
        r"|noted) (?:[a-z]+ )?(?:Dr\.? )?[A-Z][\w.’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+, "
        r"(?:[^.]{3,120}\b(?:at|of|for"
        r"|with|in)\b)",
        r"\bDr\.? (?:[A-Z][\w.’'-]+ ){1,3}(?:of|at|from) (?:the )?[A-Z][^.]{3,80}\b(?:says?|said"
        r"|told)\b",
        flags=re.NOFLAG,
    ),
    Sign.AUTHOR: one_of(
        "(?:study|lead|senior|co-?|first|principal|corresponding"
        "|coordinating)[- ]?(?:study )?(?:author"
        "|researcher|investigator|writer)s?",
        "(?:who|which|he|she) (?:co-)?(?:led|headed|conducted)",
        "(?:his|her|their|the) (?:research )?(?:team|colleagues|co-?authors)",
        "worked on the study",
        "the research was led by", "authors? of the (?:new )?(?:study|paper|report)", "researcher",
        "one of the authors", "moderated",
    ),
    Sign.TIE: one_of(
        "conflicts? of interest", "competing interests?", r"disclos\w+", r"honorari\w+",
        "(?:paid )?consult(?:ant|ing|s) (?:to|for|fees)", "speaker['’]?s? fees", "employees? of",
        "equity", r"royalt\w+", r"holds? (?:a |the |several )?patents?",
        "patent (?:on|for|application)",
        "financial (?:ties|relationships?|interests?|support)", "ties to", "co-?founder",
        "trade group",
        "which (?:makes|sells|markets|funded)", "maker of",
    ),
    Sign.FUNDING: one_of(
        r"(?:funded|supported|sponsored|financed|underwritten|bankrolled|paid for|backed) "
        r"(?:\w+ ){0,4}?(?:by|through|with|from)",
        r"funding (?:\w+ ){0,4}?(?:from|by|came|provided|support|source)", "funding ?:",
        r"grants? (?:\w+ ){0,4}?(?:from|no|number|numbers|to)", r"grants? [#A-Z]*\d\w*",
        r"support (?:\w+ ){0,3}?(?:from|by|provided|came)", "sponsors?", "funders?",
        r"received (?:\w+ ){0,3}?(?:funding|support|grants?)", "paid for the (?:new )?study",
    ),
    Sign.OTHER_WAY: one_of(
        r"(?:current(?:ly)?|existing|standard|conventional|traditional|usual"
        rf"|common(?:ly)?|typical|today['’]s|older|previous|established) (?:\w+ ){{0,2}}?{_THING}",
        "standard of care", "gold standard", rf"other (?:\w+ ){{0,2}}?{_THING}", "alternatives?",
        rf"(?:instead of|rather than|in place of|as opposed to) (?:\w+ ){{0,4}}?{_THING}",
        r"(?:usually|typically|often|generally|commonly|routinely|normally) (?:\w+ ){0,2}?"
        "(?:treated|prescribed|given|managed|used|diagnosed|take)", "treatment options?",
        r"(?:include|includes|including|such as) (?:\w+,? ){0,5}?(?:surgery|medication|drugs"
        r"|exercise"
        r"|physical therapy|chemotherapy|radiation|counsel\w+|steroids|antidepressants|statins"
        r"|insulin)",
    ),
    Sign.NO_OTHER_WAY: one_of(
        rf"no (?:known |other |effective |approved |current |specific |available |drug )*(?:cure"
        rf"|{_THING})",
        "only (?:treatment|option|therapy|drug)",
    ),
    Sign.TO_BE_HAD: one_of(
        "generic", r"routinely practi[cs]ed", "drugstores?", "standard (?:strategy|practice)",
        "FDA", "food and drug administration", "EMA", "MHRA", "approv(?:ed|al|es?)", "available",
        r"over.the.counter", "on the market", "marketed", "on sale", r"commerciali[sz]\w*",
        "sold (?:in|as|by|under|at|over)", "(?:widely|commonly|routinely) used", "standard of care",
        "in (?:supermarkets|stores|pharmacies|shops)", "offered (?:at|by|in)", "prescription",
    ),
    Sign.NOT_YET: one_of(
        r"phase (?:[1-4]|i{1,3}v?)", "(?:years?|months?) (?:away|off) ?(?:from)?", "experimental",
        r"within (?:the next )?(?:\w+ ){0,2}years", "investigational", "tests? in humans",
        "human trials", "within a decade", "(?:in|under) development",
        "not (?:yet )?(?:approved|ready)", r"proto-?type",
    ),
    Sign.EARLIER_WORK: one_of(
        rf"(?:previous|prior|earlier|past|recent|other|several|many) (?:\w+ ){{0,2}}?{_STUDIES}",
        "previously", "earlier", "age-old", "second time", "like no other", "unlike any other",
        "long been", "until (?:now|recently)", "to date", "so far",
        "little (?:is|was|has been) known", r"first (?:\w+ ){0,3}?(?:study|time|trial|to|evidence"
        r"|randomi[sz]ed|report|demonstration|in humans|paper|one|used|described|discussed"
        r"|introduced)",
        "first-in-human", r"builds? (?:on|upon)", "since (?:the )?(?:19|20)\\d\\d",
    ),
    Sign.NEWNESS: one_of(
        "novel", "breakthrough", "revolutionary", "ground-?breaking", "pioneering", "unprecedented",
        r"cutting.edge", r"state.of.the.art", r"game.chang\w+", r"first.ever", "first of its kind",
        r"brand.new", r"next.generation", "innovative",
        r"new (?:\w+ ){0,2}?(?:treatment|therapy|drug|test|device|form|approach|method|technique"
        r"|hope"
        "|cure|way|pill|weapon|procedure|vaccine|tool)",
    ),
    Sign.FROM_RELEASE: one_of(
        "(?:news|press|media) release", r"in (?:a|the|his|her|their) (?:\w+ ){0,2}?statement",
    ),
    Sign.OWN_REPORTING: part_of(
        r"\b(?:told|tells) (?!a |the |that |to |me |her |him |them |us )[A-Z]\w+",
        r"\binterview(?:ed)?\b",
        r"\b(?:by|in an) e-?mail\b", r"\b(?:tele)?phone\b", r"\bcorrespondent\b", r"\breporter\b",
        r"\bdeclined (?:to )?comment\b|\bdid not respond\b|\bcould not be reached\b",
        flags=re.NOFLAG,
    ),
    Sign.RELEASE_FORM: part_of(
        r"(?:^|\s)###(?:\s|$)", r"\bPRNewswire\b|\bBusiness\s?Wire\b|\bNewswise\b|\bEurekAlert\b",
        r"\bGLOBE\s?NEWSWIRE\b|\bMarketwired?\b", r"\bfor immediate release\b|\bembargo",
        r"\b(?:media|press) (?:contacts?|inquiries|enquiries|relations|office)\b|^Contact:",
        r"^About (?:the )?[A-Z][^.!?]{1,80}$", r"\bnotes? to editors?\b|^SOURCE [A-Z]",
        r"\bfor (?:more|further) information,? (?:please )?(?:contact|visit|go to|see|call)\b",
    ),
}  # fmt: skip
SENDER = re.compile(r"About (?:the )?[A-Z][^.!?]{1,80}$")
"""The line after which a release speaks of its sender."""
RELEASE_ADDRESS = part_of(
    r"eurekalert\.org|prnewswire\.|businesswire\.|newswise\.com|globenewswire\.",
    r"/(?:news|press|media)[-_]?releases?(?:[/-]|$)|/pressannouncements/|/news/releases/",
)
"""Addresses at which news releases stand."""
