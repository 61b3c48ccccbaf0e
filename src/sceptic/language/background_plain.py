"""Whether what a sentence seems to say of a subject is a plain statement of the article's: whole
phrases with no verb inside, asserted and not only mentioned. Pure; words alone.

Patterns of words find more than a sentence says: "globally reduce their risk of heart attack" holds
no group of people. What is not clearly told is better not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sceptic.domain.background import FactPart, FactRelation
from sceptic.language.background_said import Saying
from sceptic.language.background_words import terms_of

_I = re.IGNORECASE
_R = FactRelation
Range = tuple[int, int]

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|am|has|have|had|having|do(?:es)?|did|can|could|may|might"
    r"|will|would|shall|should|must|cannot|shows?|showed|shown|found|finds?|says?|said|tells?|told"
    r"|helps?|helped|reduces?|reduced?\s+(?:by|their|the)|increases?|increased?\s+(?:by|their|the)"
    r"|caus(?:es(?!\s+(?:of|for)\b)|ed|ing)|uses?|used|suggests?|suggested|knows?|thinks?|makes?|made|takes?|took|gives?"
    r"|given|gets?|becomes?|became|remains?|appears?|seems?|needs?|leads?|resulted|affects?|allows?"
    r"|enabl(?:es?|ing)|identif(?:y|ies|ied|ying)|interacts?|continues?|recommend(?:s|ed)?|linked"
    r"|associated|detected|diagnosed|treated|includes?|included|impinges|happen(?:s|ed|ing)?|studied"
    r"|screened|performed|contribut(?:es?|ed)|deemed|accounts?|improv(?:es?|ed|ing)|prevents?|ensur(?:es?|ing)|develops?|suffers?"
    r"|receives?|received|led|puts?|putting|stopping|compared|designed|expected|researched"
    r"|administered|reported|involves?|provides?|provided|leaves?|comes?|goes|went|begins?|began"
    r"|starts?|started|trigger(?:s|ed)|spur|want(?:s|ed)?|wants|tend(?:s|ed)?|carry|carries)\b",
    _I,
)
_PRONOUN = re.compile(
    r"\b(?:I|we|he|she|they|it|you|our|his|her|their|your|my|him|them|us|who|whom|whose|which|that"
    r"|what|how|why|when|where|while|if|because|although|whether|no\s+one|nobody|there|this|these"
    r"|such|same|not|never|also|than|percent|per\s+cent|researchers?|scientists?|stud(?:y|ies)|trials?"
    r"|results?|survey|data|evidence)\b|%|(?-i:[a-z]{2}[A-Z])",
    _I,
)
"""No plain phrase of what a thing is, or of whom it strikes, has one of these."""
_ANAPHORIC = re.compile(
    r"(?:the\s+most|other|another|certain|both|some|any|all|many|various|several|it)\b", _I
)
_HANGS = re.compile(
    r"(?:in|of|on|at|by|for|to|from|with|as|and|or|but|among|about|into|after|before|during|through"
    r"|without|beyond|below|above|under|between|so|yet|even|(?!family\b)\w+ly|more|less|most|worse|better|often|very|then|next"
    r"|still|already|now|n't)\b",
    _I,
)
"""A phrase does not open with one of these."""


def is_phrase(words: str, *, most: int = 16) -> bool:
    """Whether words stand as a noun phrase: none of them a verb, a pronoun or a dangling end."""
    return (
        1 <= len(words.split()) <= most
        and not _VERB.search(words)
        and not _PRONOUN.search(words)
        and not _HANGS.match(words)
        and _DANGLES.search(words) is None
        and words.count("(") == words.count(")")
    )


_DANGLES = re.compile(
    r"(?:^|\s)(?:in|of|on|at|by|for|to|from|with|as|and|or|the|an?|into|new|high|low|whose)$", _I
)
_ENDS = re.compile(
    r"\s*(?:$|[,.;:!?()\[\]”\"]|--|[–—]|\s-\s|['’]\s)"
    r"|\s+(?:and|or|but|that|which|who|whose|with|when|where|while|because|as|than|is|are|was|were"
    r"|has|have|can|may|affecting|caused|causing|characteri[sz]ed|associated|accounting|resulting"
    r"|leading|due|marked|after|behind|requir\w+|despite|since|in|among|worldwide|of|for|according"
    r"|if|so|whereas|although|to|by|from|compared|killing|known|called|found)\b",
    _I,
)
_AND = re.compile(r",?\s+(?:and|or|but|as|yet)\s+(?!\w+\s*$)", _I)
_DASH = re.compile(r"\s+[-–—]+\s*|[–—]|--")


def whole(words: str, text: str, start: int = 0) -> str:
    """The words up to the end of their phrase in the sentence; empty where that is not seen.

    What a pattern cut within a phrase is given its next words, at most three.
    """
    words = " ".join(_DASH.split(words)[0].split()).strip(" ,")
    place = text.find(words, start)
    if not words or place < 0:
        return words
    end = place + len(words)
    if _ENDS.match(text, end) and (end == len(text) or not text[end].isalnum()):
        return words
    for count in range(4):
        more = re.compile(rf"[\w'’-]*(?:\s+[\w'’-]+){{{count}}}").match(text, end)
        if more is not None and _ENDS.match(text, more.end()):
            return text[place : more.end()]
    return ""


def plain_saying(said: Saying, text: str, at: Range, *, is_condition: bool) -> Saying | None:
    """What is said, in a whole phrase, where the sentence plainly says it of its subject."""
    if said.relation in (_R.CAUSED_BY, _R.MORE_LIKELY_IN) and not is_condition:
        return None
    read = {_R.IS_A: _kind, _R.HOW_COMMON: _rank, _R.CAUSED_BY: _cause}.get(said.relation, _who)
    words = read(said, text, at)
    return None if words is None else replace(said, words=words)


# --- of what kind -----------------------------------------------------------------------------

_HEAD = re.compile(
    r"\b(?:diseases?|disorders?|conditions?|syndromes?|illness(?:es)?|infections?|cancers?|tumou?rs?"
    r"|malignanc(?:y|ies)|vasculiti(?:s|des)|neuropath(?:y|ies)|dermatos[ei]s|enteropath(?:y|ies)"
    r"|intolerances?|reactions?|allerg(?:y|ies)|arthritis|arthropath(?:y|ies)|deficienc(?:y|ies)"
    r"|causes?|complications?|symptoms?|ailments?|neoplasms?|traits?|carcinomas?|an(?:a)?emias?"
    r"|abnormalit(?:y|ies)|epileps\w+|zoonos[ei]s|encephalopath\w+|myopath\w+|inflammation|loss|types?"
    r"|forms?|kinds?|groups?|class|family|procedures?|surger(?:y|ies)|operations?|techniques?|tests?"
    r"|drugs?|medications?|medicines?|antibiotics?|antidepressants?|opioids?|steroids?|hormones?"
    r"|inhibitors?|blockers?|antagonists?|agonists?|antibod(?:y|ies)|vitamins?|minerals?|vaccines?"
    r"|virus(?:es)?|bacteri(?:um|a)|parasites?|fung(?:us|i)|compounds?|supplements?|proteins?|injur(?:y"
    r"|ies)|headaches?|removal|autoimmunity)\b",
    _I,
)
"""What a thing can be a kind of."""
_NO_KIND = re.compile(
    r"\b(?:first|only|best|better|more|most|new|sole|major|main|key|backbone|examples?|options?|target"
    r"|terms?|sources?|path|reasons?|time|world['’]s|single|primary|potential|alternative|candidate"
    r"|diagnosed|frequent(?:ly)?|leading|public|simple|different|good|number|academy|institute"
    r"|risk\s+factors?)\b",
    _I,
)
_SAYS_NO_MORE = re.compile(
    r"an?\s+(?:prescription\s+|common\s+|serious\s+|life-threatening\s+|complex\s+)?(?:procedure"
    r"|technique|test|drug|medicine|medication|group|type|form|kind|class|family|operation|surgery"
    r"|symptom|cause|condition|disease|disorder)",
    _I,
)
_OF = re.compile(r"\s(?:of|in|for|affecting|among|that|to|from)\s", _I)
_THE = re.compile(r"(?:the|this|that|my|his|her|your)\s", _I)


def _kind(said: Saying, text: str, at: Range) -> str | None:
    if re.match(r"['’]s?\b", text[at[1] :]):
        return None
    words = whole(said.words, text, at[1])
    plain = re.sub(r"^one\s+of\s+the\s+most\s+common\s+", "a ", words, flags=_I)
    head = _OF.split(plain)[0]
    heads = list(_HEAD.finditer(head))
    if not heads or heads[-1].end() < len(head.rstrip()):
        return None
    if _NO_KIND.search(plain) or _SAYS_NO_MORE.fullmatch(plain) or not is_phrase(plain):
        return None
    is_one = re.match(r"(?:an?|one\s+of)\s", words, _I) is not None
    is_many = not _THE.match(words) and heads[-1].group().endswith("s")
    is_the = re.match(r"the\s+\w+\s+(?:removal|loss)\b", words, _I) is not None
    return words if is_one or is_many or is_the else None


# --- how common -------------------------------------------------------------------------------

_AND_MORE = re.compile(r"\s+(?:and|but|as|yet)\s+.*$", _I | re.DOTALL)


def _rank(said: Saying, text: str, at: Range) -> str | None:
    words = " ".join(said.words.split())
    if not words:
        return None if _JOINED.match(text, at[0] - 1) else words
    if words[0] in "-–—" or not words[0].isalnum():
        return None
    at_words = max(text.find(words, at[1]), 0)  # 0: a class that stands before its subject
    found = whole(words, text, at_words)
    end = text.find(found, at_words) + len(found)
    is_whole = is_phrase(found, most=14) and not _GOES_ON.match(text, end)
    phrase = found if is_whole else _AND_MORE.sub("", found or words)
    if not is_whole and phrase == found:
        return None
    if not is_phrase(phrase, most=14) or (said.rank in ("common", "rare") and _IN.match(phrase)):
        return None
    if re.match(r"(?:and|or|yet)\b", phrase, _I) or _MOST_OTHER.search(
        text[: text.find(words, at_words)]
    ):
        return None
    is_named = _HEAD.search(phrase) or _COUNTED.search(phrase)
    return phrase if is_named or said.rank not in ("common", "rare") else None


_GOES_ON = re.compile(r"\s+(?:is|are|was|were|has|have|can|may)\b", _I)
"""After "a common cancer and lung cancer": what was taken for a class opens another clause."""
_MOST_OTHER = re.compile(r"\bmost\s+$", _I)
"""In "one of the most effective drugs" no rank is told of how common it is."""
_JOINED = re.compile(r"[-–—]")
_IN = re.compile(r"(?:in|among|of|at|for|on)\b", _I)
_COUNTED = re.compile(r"\b(?:problems?|leuk(?:a)?emias?|lymphomas?|sarcomas?|defects?)\b", _I)


# --- from what --------------------------------------------------------------------------------

_TIE = re.compile(
    r"(?:\s*\([^()]*\))?(?:,?\s+(?:which|that))?(?:\s+(?:can|is|are|also|usually|often|mainly|most"
    r"|mostly|itself|typically|\w+ly))*\s*"
    r"|(?:\s*\([^()]*\))?,?\s+(?:is|are)\s+(?:an?\s+)?[^,;.]{3,60},?\s*(?:that\s+(?:is|can\s+be)\s*)?",
    _I,
)
_SAID_OF = re.compile(
    r"(?:is|are|can\s+be|which|that)\b[^.;]{0,60}$|^\s*(?:results?|arises?|stems?|comes?)\s+from",
    _I,
)
_AFTER = re.compile(
    r"\b(?:caused|triggered|provoked|induced|transmitted|spread|carried|brought\s+on|acquired|due"
    r"|result(?:s|ing)?|aris(?:es?|ing)|stems?|comes?|the\s+result)\b",
    _I,
)
_MODAL = re.compile(r"(?:\s+(?:can|will|does|also|often|usually|sometimes))+$", _I)
_CLAUSE = re.compile(
    r"(?:^|[.;:,!?(“\"]|--|[–—]|\b(?:that|because|since|and|but|while|although|as|known))\s*[\"“'‘(]?\s*$",
    _I,
)
_FIRST = re.compile(
    r"^(?:\W|(?:and|but|that|because|since|while|although|as|known)\s)+|^(?:the\s+)?fact\s+that\s",
    _I,
)


def _cause(said: Saying, text: str, at: Range) -> str | None:
    words = " ".join(said.words.split())
    after = text.find(said.words.strip(), at[1])
    if after >= 0:
        cue = _AFTER.search(text, at[1], after)
        if cue is None:
            return words if is_phrase(words) and _MOST.search(text[: at[0]]) else None
        is_told = _SAID_OF.search(text[at[1] : cue.end() + 6])
        if not is_told or not _TIE.fullmatch(text, at[1], cue.start()):
            return None
        words = whole(words, text, at[1])
    else:
        start = text.rfind(said.words.strip(), 0, at[0])
        words = _MODAL.sub("", words)
        if start < 0 or not _CLAUSE.search(text[:start]):
            return None
        words = _FIRST.sub("", words).strip(" ,")
    if _ANAPHORIC.match(words) or not is_phrase(words, most=20):
        return None
    return words


_MOST = re.compile(r"\b(?:causes?|risk\s+factors?)\s+(?:of|for)\s+(?:the\s+)?$", _I)


# --- in whom ----------------------------------------------------------------------------------

_PEOPLE = (
    r"(?:people|persons?|patients|wom[ae]n|m[ae]n|(?:fe)?males?|children|kids|boys|girls|adults"
    r"|teenagers|adolescents|infants|babies|those|anyone|individuals|athletes|sufferers|seniors"
    r"|elderly|smokers|drinkers|workers|relatives|families|owners|twins)"
)
_GROUP = re.compile(
    rf"(?:the\s+)?(?:(?!(?:of|to|in|for|on|at|by|with|from|as|and|or|also|all|most|many|some|\w+ly)\b)"
    rf"[\w'’-]+\s+){{0,3}}{_PEOPLE}(?:\s+(?:and|or)\s+(?:[\w'’-]+\s+)?{_PEOPLE})?"
    r"(?P<rest>\s+(?:with|without|of|in|aged?|over|under|between|from|after|before|below|above|prone"
    r"|older|younger|living|taking|who\s+(?:have|are|smoke|drink|carry|live)|at|on)\s+[^,;.]{2,60})?",
    _I,
)
_CLAIMED = re.compile(
    r"(?:\s*,[^,]{3,60},)?\s+(?:(?:also|often|generally|usually|therefore)\s+)*"
    r"(?:are|is|were|was|have|has|had|face|tend|seem|run)\b",
    _I,
)


def _who(said: Saying, text: str, at: Range) -> str | None:
    words = " ".join(said.words.split())
    start = text.find(said.words.strip())
    if start < 0:
        return words if _GROUP.fullmatch(words) else None
    if start < at[0]:
        words = _FIRST.sub("", words)
        is_claimed = _CLAIMED.match(text, start + len(said.words.strip()))
        if not _CLAUSE.search(text[:start]) or is_claimed is None:
            return None
    else:
        words = whole(words, text, at[1])
    match = _GROUP.fullmatch(words)
    if match is None or _NO_GROUP.search(words) or _DANGLES.search(words):
        return None
    rest = re.sub(r"^\s+who\s+\w+", "", match["rest"] or "", flags=_I)
    return None if _VERB.search(rest) or _PRONOUN.search(rest) else words


_NO_GROUP = re.compile(
    r"\b(?:risk|percent|per\s+cent|estimated|low|high(?:er)?|\d+\s+of|controls?|study|trial)\b|%",
    _I,
)


# --- lists ------------------------------------------------------------------------------------

ITEM = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|as\s+well\s+as)\s+")
"""Parts the things of a list."""


def parts_of(items: Iterable[str]) -> tuple[FactPart, ...]:
    """The things that say something, each with the terms by which it is compared."""
    kept = ((as_within(" ".join(i.split())), terms_of(i)) for i in items)
    return tuple(FactPart(words, terms) for words, terms in kept if terms)


def as_within(words: str) -> str:
    """As within a sentence: "People prone to ..." without its capital."""
    is_plain = words[1:2].islower() or words.startswith("A ")
    return words[:1].lower() + words[1:] if is_plain else words
