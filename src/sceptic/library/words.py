"""Words as the index keeps them: as they stand, in lower case, accents folded. Pure.

The same as the embedded engine's own analyser (split at what is no letter or digit, lower case,
Latin letters folded to ASCII), so that both engines find the same records; the contract suite
compares them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 60
"""UTF-8 bytes of a word; longer ones (sequences, addresses) are not indexed."""

_STOP_TEXT = (
    "a about again all almost also although always among an and another any are as at be because"
    " been before being between both but by can could did do does done due during each either"
    " enough especially etc for found from further had has have having here how however i if in"
    " into is it its itself just kg km made mainly make may mg might ml mm most mostly must"
    " nearly neither no nor obtained of often on our overall perhaps pmid quite rather really"
    " regarding seem seen several should show showed shown shows significantly since so some such"
    " than that the their theirs them then there therefore these they this those through thus to"
    " upon use used using various very was we were what when which while with within without"
    " would"
)
STOP_WORDS = frozenset(_STOP_TEXT.split())
"""PubMed's stop words (User Guide, appendix): left out of a run of untagged words."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss",
    "ħ": "h", "ı": "i", "ĸ": "q", "ŀ": "l", "ŋ": "n", "ŧ": "t", "ƒ": "f", "ə": "a", "ŉ": "n",
    "ǽ": "ae", "ǿ": "o", "ǣ": "ae", "ɛ": "e", "ɡ": "g", "ʎ": "y", "ɔ": "o", "ẞ": "ss",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """Words in reading order."""
    if text.isascii():
        found: list[str] = _WORD.findall(text.lower())
        return found if len(text) < LONGEST else [w for w in found if len(w) < LONGEST]
    # cut before lowering: the dotted capital I becomes two characters
    whole = [w for w in _WORD.findall(text) if len(w.encode()) < LONGEST]
    return [w.lower() if w.isascii() else folded(w.lower()) for w in whole]


def folded(text: str) -> str:
    """Latin letters without their accents, ligatures spelt out; other scripts as they are."""
    return "".join(c if c.isascii() else _folded(c) for c in text)


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    code = ord(letter)
    latin = 0xC0 <= code < 0x250 or 0x1E00 <= code <= 0x1EFF
    raised = code in (0xB2, 0xB3, 0xB9) or 0x2070 <= code <= 0x209C
    ligature = 0xFB00 <= code <= 0xFB06 or 0xFF10 <= code <= 0xFF5A
    if not (latin or raised or ligature):
        return letter
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(c for c in apart if not unicodedata.combining(c))
