"""What may be read as a question at all: size, script, language; and the words that frame it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial

from sceptic.errors import QuestionError

LONGEST_QUESTION = 2_000
"""Characters; a longer text is an article, not a question."""
MOST_WORDS = 80
EXAMPLE = 'for example: "Does zinc prevent colds?"'

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_HYPHENS = re.compile("[\u2010\u2011]")
# Cyrillic letters that look Latin, in a word that is Latin otherwise.
_LOOK_ALIKES = str.maketrans("аеорсухіѕАВЕКМНОРСТХ", "aeopcyxisABEKMHOPCTX")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])\w+")
_MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>|&(?:lt|gt|amp|#\d+);|\{\{|\}\}|\[\[")
_CODE = re.compile(
    r"\b(?:drop\s+table|union\s+select|insert\s+into|delete\s+from|or\s+1\s*=\s*1)\b"
    r"|\bselect\b.+\bfrom\b.*;|;\s*--|\$\(|`|\bimport\s+os\b|\bdef\s+\w+\(|\bfunction\s*\(",
    re.IGNORECASE,
)

# Words that mark another language; none of them is common in English health questions.
_FOREIGN_WORDS = {
    "German": "der die das und ist gegen bei hilft kann wirkt nicht ein eine für von mit zu gut"
    " macht heilt hilf ich wie schützt wirksam",
    "French": "le la les est-ce que une des contre pour peut aide avec sur dans guérit soigne"
    " efficace traiter prévenir et du elle il qui",
    "Spanish": "el la los las una para contra puede ayuda con del que cura es por previene sirve"
    " tratar eficaz y cómo funciona",
    "Italian": "il lo gli della per contro può aiuta con che cura è previene una efficace di"
    " funziona trattare",
    "Portuguese": "os as uma para contra pode ajuda com que cura é não previne trata eficaz do da"
    " funciona",
    "Dutch": "de het een tegen kan helpt voor van niet werkt bij met is goed geneest",
    "Polish": "czy na jest pomaga leczy zapobiega nie dla skuteczny przy",
    "Swedish": "kan hjälper mot är och för det inte med förebygger botar",
}
_ENGLISH_WORDS = """
    does do did can could will would is are was were should has have the of for in with to a an and
    or be it help helps treat prevent cause safe effective people not than when how what from cure
    cures treats prevents causes against work works better reduce improve you your as good best no
    me i my do on by if
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_FOREIGN = {name: frozenset(words.split()) - _ENGLISH for name, words in _FOREIGN_WORDS.items()}
_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def readable(question: str) -> str:
    """Return the question as one clean line.

    Raises:
        QuestionError: empty, far too long, not English, or not plain text.

    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read",
            hint="put the claim in one sentence, " + EXAMPLE,
        )
    plain = _MIXED.sub(lambda m: m.group().translate(_LOOK_ALIKES), question)
    plain = _HYPHENS.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFC", plain)))
    line = " ".join(plain.split())
    line = line.strip(' "“”„«»*_#>')
    if not line:
        raise QuestionError("the question is empty", hint=EXAMPLE)
    if _MARKUP.search(line) or _CODE.search(line) or not _is_plain(line):
        raise QuestionError(
            "this looks like markup, code or damaged text, not like a question", hint=EXAMPLE
        )
    words = _LETTERS.findall(line.lower())
    if not words:
        raise QuestionError("the question holds no words", hint=EXAMPLE)
    if len(words) > MOST_WORDS:
        raise QuestionError(
            f"the question has {len(words)} words; at most {MOST_WORDS} are read",
            hint="put the claim in one sentence, " + EXAMPLE,
        )
    language = _other_language(line, words)
    if language:
        raise QuestionError(
            f"the question seems to be in {language}; only English is read", hint=EXAMPLE
        )
    return line


def _is_plain(line: str) -> bool:
    odd = sum(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") for c in line)
    return odd == 0


def _other_language(line: str, words: list[str]) -> str:
    letters = [c for c in line if c.isalpha()]
    foreign = [c for c in letters if not _is_latin(c)]
    if len(foreign) > 3 and len(foreign) * 3 > len(letters):
        return "another script"
    english = sum(w in _ENGLISH for w in words)
    counts = {name: sum(w in marks for w in words) for name, marks in _FOREIGN.items()}
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return name if count >= 2 and count > english else ""


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "MICRO"))


# ------------------------------------------------------------------------------- framing words


@dataclass(frozen=True, slots=True)
class Framed:
    """The claim inside its frame: ``text[start:end]``, and whether the frame denies it."""

    start: int
    end: int
    negated: bool


_WHO = (
    r"(?:(?:the\s+|some\s+|many\s+|most\s+|my\s+|new\s+|top\s+)?(?:doctors?|scientists?|experts?"
    r"|researchers?|stud(?:y|ies)|research|people|evidence|trials?|reviews?|granny|grandmother"
    r"|friends?|mother|neighbou?rs?|gp|dentist|they|i|who|nhs|fda))"
)
_SAYS = (
    r"(?:say|says|said|claim|claims|claimed|find|finds|found|show|shows|showed|shown|suggest"
    r"|suggests|suggested|reveal|reveals|warn|warns|believe|believes|confirm|confirms|think|thinks"
    r"|heard|read|told\s+me|tells\s+me|swears?|insists?|conclude[sd]?|reports?)"
)
_LEADING = (
    (r"(?:(?:um+|uh+|erm+|hmm+|ah|oh|so|well(?=,)|anyway|(?:hey|hi|hello)(?:\s+(?:all|everyone|everybody"
     r"|guys|folks|there))?)[,.!…]*\s+)+(?=\S)", False),
    (r"(?:(?:a\s+)?(?:quick|silly|stupid|dumb|weird|random|serious|genuine|odd)\s+question\s*(?::|,|but|[.–—-])\s*)",
     False),
    (r"i\s*(?:was|am|['’]?m|have\s+been|['’]?ve\s+been)\s+(?:just\s+|also\s+)?(?:wondering|curious"
     r"|trying\s+to\s+(?:find\s+out|work\s+out))\s+(?:if|whether|about)\s+", False),
    (r"(?:(?:does\s+)?any(?:one|body)(?:\s+here)?\s+know|(?:can|could)\s+(?:any|some)(?:one|body)"
     r"\s+(?:please\s+)?tell\s+me)\s+(?:if|whether)\s+", False),
    (rf"(?:a\s+)?(?:new\s+|recent\s+|major\s+|large\s+)?{_WHO}\s+(?:have\s+|has\s+|now\s+|also\s+)?"
     rf"{_SAYS}\s*(?::|that)?\s+", False),
    (r"(?:please\s+)?(?:tell\s+me|i\s+(?:would\s+like|want|need)\s+to\s+know|i\s+wonder"
     r"|i\s+am\s+wondering|(?:can|could)\s+you\s+tell\s+me|do\s+you\s+know|what\s+is\s+the"
     r"\s+evidence|check)\s*(?:if|whether|that|:|,)?\s+", False),
    (r"(?:is\s+it|isn['’]?t\s+it|it\s+is|it's)\s+(?:really\s+|actually\s+)?(?:true|a\s+fact|proven|correct|possible"
     r"|known)\s+(?:that\s+|to\s+say\s+(?:that\s+)?)", False),
    (r"(?:is\s+it|isn['’]?t\s+it)\s+(?:really\s+|actually\s+)?true\s+"
     r"(?!that\b|of\b|for\b)(?=\w)", False),
    (r"(?:is\s+it|isn['’]?t\s+it|it\s+is|it's)\s+(?:just\s+)?(?:not\s+true|untrue|false|a\s+myth|wrong)"
     r"\s+(?:that\s+|to\s+say\s+(?:that\s+)?)", True),
    (r"(?:(?:there\s+is|there's)\s+)?no\s+(?:good\s+|clear\s+|real\s+|strong\s+)?(?:evidence|proof)\s+"
     r"(?:that\s+|(?!(?:for|of|in|to|on|supports?|from)\b))", True),
    (r"is\s+there\s+(?:any\s+|good\s+|some\s+|enough\s+)?(?:evidence|proof|truth)\s+that\s+",
     False),
    (r"(?:[\w']+\s+){1,4}?(?:do|does)(?:n['’]?t|\s+not)\s+want\s+(?:you|us|people)\s+to\s+know"
     r"\s*(?:that|:|,)?\s+", False),
    (r"find\s+documents?\s+(?:that\s+)?(?:discuss(?:es|ing)?|about|on)\s+"
     r"(?:using\s+|whether\s+)?", False),
    (r"(?:myth|fact|claim|question|news|breaking|exclusive|headline|true\s+or\s+false)\s*:\s*",
     False),
    (r"neither\s+(?=.+\snor\s)", True),
    (r"(?:the\s+|top\s+)?(?:\d{1,2}|three|five|seven|ten)\s+(?:\w+\s+)?(?:reasons?|ways?|facts?|proofs?)\s+(?:why|how"
     r"|that)\s+", False),
    (r"(?:revealed|study|studies|research|report|scientists|doctors|experts?|warning|shock|alert|video"
     r"|opinion|analysis|watch|explained|fact[- ]check)\s*(?::|\||[–—-]\s)\s*", False),
    (r"(?:no|yes|nope|yeah|actually|honestly|seriously|apparently)[,:]\s+", False),
    (r"why\s+(?=\w+\s)(?!do|does|is|are|did|can)", False),
    (r"(?:and|but|ok|okay|please)[,!]?\s+(?=(?:does|do|is|are|can|will|should)\b)",
     False),
)  # fmt: skip
_LEADERS = tuple((re.compile(pattern, re.IGNORECASE), negates) for pattern, negates in _LEADING)
_TRAILING = re.compile(
    rf"\s*(?:[,;:–—-]\s*(?:yes\s+or\s+no|true\s+or\s+false|or\s+not|right|please|really|{_WHO}\s+"
    rf"(?:have\s+|has\s+)?{_SAYS}|{_SAYS}\s+{_WHO}|according\s+to\s+(?:a\s+|the\s+)?(?:new\s+)?{_WHO}"
    rf"|(?:new\s+|major\s+|large\s+)?(?:study|research|trial|review)(?:\s+{_SAYS})?|is\s+(?:it|this|that)\s+true|what\s+does\s+the\s+evidence\s+say)"
    r"|[,;:–—-]?\s+(?:yes\s+or\s+no|or\s+not|please|at\s+all|do(?:es)?\s+(?:it|they|that)\s+(?:really\s+)?"
    r"(?:work|help)|(?:is|are)\s+(?:it|they)\s+(?:worth\s+it|any\s+good)|worth\s+it|any\s+good))?\s*[?!.…\s]*$",
    re.IGNORECASE,
)


_ABOUT_WHOM = re.compile(
    r"(?:in|for|among|amongst|with)\s+(?P<whom>[^,?]+?),\s*(?P<rest>(?:does|do|did|can|could|will"
    r"|would|is|are|should|has|have|which|what|how)\s[^,]+?)[\s?.!]*$",
    re.IGNORECASE,
)


def with_group_last(line: str) -> str:
    """Put a leading group last, where the forms expect it: "In women, does X prevent Y?"."""
    match = _ABOUT_WHOM.match(line)
    return f"{match['rest']} in {match['whom']}" if match else line


_NOT = r"(?:(?:do|does|did|can|could|will|would|is|are|was|were|has|have)(?:n['’]t|\s+not)|cannot)"
_TWICE = (
    # "doesn't not help", "does not fail to help": said twice, not denied
    (re.compile(rf"\b({_NOT})\s+(?:not|fail\s+to|never)\s+", re.IGNORECASE), ""),
    (re.compile(r"\bnever\s+(?:not|fails?\s+to)\s+", re.IGNORECASE), "always "),
    # "not useless for": of use
    (re.compile(rf"\b({_NOT})\s+(?:entirely\s+|completely\s+)?(?:useless|ineffective|pointless"
                r"|worthless|without\s+(?:effect|benefit))\s+(?=for|in|against|at)", re.IGNORECASE),
     "effective "),
)  # fmt: skip


def without_double_denial(line: str) -> str:
    """Take out two denials that cancel each other: "zinc does not fail to help"."""
    for pattern, instead in _TWICE:
        line = pattern.sub(partial(_affirmed, instead), line)
    return line


def _affirmed(instead: str, match: re.Match[str]) -> str:
    auxiliary = match.group(1) if match.re.groups else ""
    plain = re.sub(r"(?:n['’]t|\s*not)$", "", auxiliary, flags=re.IGNORECASE)
    return f"{plain} {instead}" if plain else instead


def framed(line: str) -> Framed:
    """Find the claim inside "Is it true that ...", "..., doctors say" and the like."""
    start, negated, moved = 0, False, True
    while moved:
        moved = False
        for pattern, negates in _LEADERS:
            match = pattern.match(line, start)
            if match and match.end() < len(line):
                start, moved = match.end(), True
                negated ^= negates
    trailing = _TRAILING.search(line, start)
    end = trailing.start() if trailing and trailing.start() > start else len(line)
    return Framed(start, end, negated)
