"""Sentences and tokens with offsets, and the normal form under which words are compared.

The normal form makes "Leukaemias", "leukemia" and "LEUKEMIA" one word: lower case, no accents,
no possessive, singular, American spelling. It is for comparing, never for printing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: ``text == whole[start:end]``."""

    start: int
    end: int
    text: str


# Letters and digits are cut apart, so that "covid19", "COVID-19" and "covid 19" are alike.
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*|\d+(?:[.,]\d+)*")


def tokens(text: str) -> tuple[Span, ...]:
    """Words and numbers of a text in reading order; punctuation and spaces belong to none."""
    return tuple(Span(m.start(), m.end(), m.group()) for m in WORD.finditer(text))


def normalised(text: str) -> str:
    """Return the normal form of a text: its normalised words, joined by single spaces."""
    return " ".join(map(normalised_word, WORD.findall(text)))


GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "ω": "omega", "ß": "ss",
}  # fmt: skip

IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "teeth": "tooth", "feet": "foot",
    "mice": "mouse", "vertebrae": "vertebra", "metastases": "metastasis",
    "diagnoses": "diagnosis", "analyses": "analysis", "prostheses": "prosthesis",
    "series": "series", "species": "species", "as": "as", "ageing": "aging",
    "vit": "vitamin", "vits": "vitamin", "meds": "medication", "supp": "supplement",
    "supps": "supplement", "tabs": "tablet", "caps": "capsule",
}  # fmt: skip

# British to American, applied in this order to the singular, accent-free word.
SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ae(?=.{2})", "e"),
        (r"(?<=rrh|apn|spn|hom)oe|^oe|(?<=^[fc])oe(?=[tl])", "e"),
        (r"(?<=tum|col|lab|fav|vap|hon|rig|hum|lav|avi|ghb|vig)our|(?<=od)our", "or"),
        (r"is(?=(?:e|ed|er|ing|ation)$)", "iz"),
        (r"ys(?=(?:e|ed|er|ing)$)", "yz"),
        (r"(?<=fib|cen|met|lit|tit|cal|euv)re$", "er"),
        (r"^(travel|label|cancel|signal|fulfil|counsel)l", r"\1"),
        (r"(?<=man)oeuv", "euv"),
        (r"sulph", "sulf"),
        (r"^aluminium$", "aluminum"),
        (r"programme$", "program"),
        (r"^leuco(?=cyt|derm|pen)", "leuko"),
        (r"^mould", "mold"),
        (r"^grey$", "gray"),
        (r"^practise", "practice"),
        (r"^defence$", "defense"),
    )
)


@lru_cache(maxsize=65_536)
def normalised_word(word: str) -> str:
    """Return the normal form of one token of ``tokens``."""
    lower = word.lower()
    if not lower.isascii():
        lower = _without_accents(lower)
    if "'" in lower:
        lower = re.sub(r"'s?$", "", lower).replace("'", "")
    if len(lower) <= 3 or not lower.isalpha():
        return IRREGULAR.get(lower, lower)
    return _american(IRREGULAR.get(lower) or _singular(lower))


def _without_accents(word: str) -> str:
    straight = re.sub("[’ʼ`´]", "'", word)
    spelt = "".join(GREEK.get(c, c) for c in straight)
    decomposed = unicodedata.normalize("NFKD", spelt)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes", "oes")) and len(word) > 4:
        return word[:-2]
    return word[:-1]


_BRITISH = re.compile(r"ae|oe|our|is|ys|re|ll|sulph|iu|mm|uc|ou|ey|ence")


def _american(word: str) -> str:
    if not _BRITISH.search(word):
        return word
    for pattern, replacement in SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


# ------------------------------------------------------------------------------- sentences

# A stop after one of these does not end a sentence.
_ABBREVIATED = """
    e.g i.e eg ie vs v al fig figs ref refs no nos dr mr mrs ms prof st ca cf approx resp etc inc
    ltd co dept vol pp ed eds jr sr u.s u.k i.v i.m s.c p.o b.i.d t.i.d q.i.d min max wk wks mo yr
    yrs hr hrs sp spp subsp ssp var viz ph.d m.d b.d a.m p.m incl
"""
ABBREVIATIONS = frozenset(_ABBREVIATED.split())

# A single capital after one of these is a name's end, not an initial.
LETTERED = frozenset(("vitamin", "hepatitis", "type", "group", "factor", "stage", "arm", "class"))

_LONGEST_ABBREVIATION = max(map(len, ABBREVIATIONS))

# More marks, what closes a quotation, the gap; or the blank between two parts. The first character
# stands alone, so that a text is scanned for it and for nothing else.
_STOP = re.compile(
    r"[.!?\n](?:(?<!\n)([.!?]*)([\"'”’)\];]*)(\s+|(?=[A-Z][a-z]{2})|$)|(?<=\n)(\s*\n|(?=\s*[A-Z])))"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences of a text in reading order; every non-blank character lies in exactly one.

    Stops inside numbers, after common abbreviations, initials and species' names
    ("S. aureus") do not end a sentence. A blank line always does, and so does a new line that
    starts with a capital: the parts of an abstract are joined by new lines, in some collections by
    "; " after the stop.
    """
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop[4] is not None:
            end = stop.start()
        elif _ends_sentence(text, start, stop):
            end = stop.end(2)
        else:
            continue
        _append(found, text, start, end)
        start = stop.end()
    _append(found, text, start, len(text))
    return tuple(found)


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + piece.index(stripped[0])
        found.append(Span(begin, begin + len(stripped), stripped))


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    at, end = stop.span()
    following = text[end : end + 1]
    if following.islower():
        return False
    marks, _, gap, _ = stop.groups()
    if marks or text[at] != ".":
        return True
    far = at - _LONGEST_ABBREVIATION - 1
    if gap and far >= start and text[far:at].isalpha():
        # no abbreviation is so long: most sentences end here
        return True
    word = _word_before(text[max(start, at - 40) : at])
    if not word:
        # " .05": a stop that follows a space and leads a number
        return not following.isdigit()
    if not gap and following:
        # "placebo.The": a lost space, but not "www.Example" or "U.S.Army"
        return word[-1:].islower() and "." not in word and "/" not in word
    if word.lower() in ABBREVIATIONS:
        return not following
    if not (len(word) == 1 and word.isupper() and word != "I" and following.isalpha()):
        return True
    # "J. Smith" and "S. aureus" go on; "vitamin C. Colds" ends
    before = text[start : at - len(word)].rstrip("([").rstrip()
    return _word_before(before).lower() in LETTERED


def _word_before(text: str) -> str:
    """The last word, without the brackets that open before it; "" where the text ends in a
    space or a bracket."""
    if text[-1:].isspace():
        return ""
    words = text.rsplit(None, 1)
    return words[-1].replace("[", "(").rpartition("(")[2] if words else ""
