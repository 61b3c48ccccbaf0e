"""Two treatments against each other: which one does a study call the better?

A conclusion often tells of more than two arms. Only sentences that set the one against the other
are read: what stands before "than" against what stands after it, "as effective as", or a
comparative beside one of the two where the title names both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from sceptic.appraisal.cues import BAD, BETTER, GOOD, WORSE, families_of, words_of
from sceptic.appraisal.matching import Family
from sceptic.domain.evidence import Change, Direction, Finding, Rationale, Study

_AGAINST = re.compile(
    r"\b(?:than|(?:when )?compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\.?|"
    r"(?P<good>superior to|preferred (?:to|over)|(?:advantages?|superiority|benefits?) over)|"
    r"(?P<bad>inferior to))(?=\W)",
    re.IGNORECASE,
)
_GAIN = (
    r"(?:reduction\w*|decrease\w*|declin\w+|improvement\w*|relief|response\w*|efficacy|benefit\w*|"
    r"effect\w*|healing|remission\w*|control|satisfaction|suppression|protection|resolution|"
    r"degree|extent|antihypertensive|success|cure\w*|survival|gains?|number of (?:patients )?"
    r"(?:pain-free|responders))"
)
_DEGREE = re.compile(
    r"\b(?P<degree>more|less|better|worse|superior|inferior|greater|higher|lower|fewer|faster|"
    r"slower|larger|smaller|longer|shorter|earlier|later|sooner|prefer\w*|outperform\w*|"
    r"favou?r\w*|most)\b",
    re.IGNORECASE,
)
_PLAIN = {
    "better": 1, "superior": 1, "faster": 1, "earlier": 1, "sooner": 1, "worse": -1,
    "inferior": -1, "slower": -1, "later": -1,
}  # fmt: skip
_LESS = frozenset({"less", "lower", "fewer", "smaller", "shorter"})
_EQUAL = re.compile(
    r"\b(?:equally|similar\w*|comparabl[ey]|equivalen\w+|as (?:\w+ )?\w+ as|non-?inferior\w*|"
    r"no(?:t)? (?:\w+ ){0,3}(?:differ\w*|superior\w*|advantages?|better|more)|neither|"
    r"did not differ|does not (?:demonstrate|show))\b",
    re.IGNORECASE,
)
_OF_HARM = re.compile(
    r"\b(?:toler\w+|safe\w*|adverse|side[- ]effects?|costs?|discontinu\w+|withdr\w+|dry mouth)\b",
    re.IGNORECASE,
)


def compared_with(finding: Finding, study: Study, first: Family, second: Family) -> Finding:
    """The finding as a comparison of the two: better where the first is called better.

    Unclear where no sentence of conclusion, key result or title sets them against each other.
    """
    title = study.citation.title
    both_in_title = _are_the_two_arms(title, first, second)
    key = (study.key_result,) if study.key_result else ()
    titled = Rationale("title", 0, len(title), title)
    for said in (study.conclusion, key, (titled,)):
        known = [each for r in said for each in _read(r, first, second, both_in_title)]
        if known:
            return _with(finding, known)
    return replace(finding, direction=Direction.UNCLEAR, change=Change.UNCLEAR)


def _read(
    said: Rationale, first: Family, second: Family, both_in_title: bool
) -> list[tuple[Rationale, int]]:
    """What a sentence says, or its halves where it turns: each may tell of another arm."""
    plain = _ASIDE.sub(lambda m: " " * len(m[0]), said.text)
    whole = replace(said, text=plain)
    for parts in ((whole,), _clauses(whole)):
        read = [(part, _sign(part.text, first, second, both_in_title)) for part in parts]
        known = [(_cut(said, part), sign) for part, sign in read if sign is not None]
        if known:
            return known
    return []


_ASIDE = re.compile(r"\([^()]*\)")


def _cut(said: Rationale, part: Rationale) -> Rationale:
    """The same stretch of the sentence as it is printed."""
    start, end = part.start - said.start, part.end - said.start
    return replace(part, text=said.text[start:end])


_TURN = re.compile(r";|,? \b(?:but|whereas|while|although|however)\b")


def _clauses(said: Rationale) -> list[Rationale]:
    """A sentence cut where its thought turns."""
    edges = [0, *(m.start() for m in _TURN.finditer(said.text)), len(said.text)]
    return [
        Rationale(said.field, said.start + a, said.start + b, said.text[a:b])
        for a, b in itertools.pairwise(edges)
        if b > a
    ]


_JOINT = re.compile(
    r"^[^,:;]{0,60}\b(?:versus|vs\.?|compared (?:with|to)|or|and|against|with)\b[^,:;]{0,60}$",
    re.IGNORECASE,
)


def _are_the_two_arms(title: str, first: Family, second: Family) -> bool:
    """Whether a title names the two beside each other, as "X versus Z"; a list has more arms."""
    x, z = first.mentions(title), second.mentions(title)
    if not (x and z):
        return False
    a, b = sorted((x[0], z[0]))
    is_list = title[: a[0]].rstrip().endswith(",") or re.match(r"\s*,? (?:and|or)\b", title[b[1] :])
    return not is_list and _JOINT.match(title[a[1] : b[0]]) is not None


def _with(finding: Finding, known: Sequence[tuple[Rationale, int]]) -> Finding:
    main = [k for k in known if not _is_of_harm_alone(k[0].text)] or list(known)
    signs = {sign for _, sign in main}
    if {1, -1} <= signs:
        direction, carrier = Direction.UNCLEAR, main[0][0]
    else:
        best = max(signs, key=abs)
        direction = _DIRECTIONS[best]
        carrier = next(r for r, sign in main if sign == best)
    return replace(finding, direction=direction, rationale=(carrier,))


_DIRECTIONS = {1: Direction.BETTER, 0: Direction.NO_DIFFERENCE, -1: Direction.WORSE}


def _is_of_harm_alone(text: str) -> bool:
    return bool(_OF_HARM.search(text)) and not re.search(r"\beffic|\beffect", text, re.IGNORECASE)


_THIRD = re.compile(r"\bplacebo|\bthan\b|\bbaseline\b", re.IGNORECASE)
_PREFERRED = re.compile(r"\bprefer(?:red|s|ence for)? (?:[\w()-]+ ){0,3}$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|over)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|neither|nor)\b(?: \w+){0,6} ?$", re.IGNORECASE)


def _sign(text: str, first: Family, second: Family, both_in_title: bool) -> int | None:
    """+1 where the first is better, -1 the second, 0 neither, None where it does not say."""
    x, z = first.mentions(text), second.mentions(text)
    if x and z:
        split = _split(text, x[0][0], z[0][0])
        return 0 if split is None and _EQUAL.search(text) else split
    if both_in_title and (x or z) and not _THIRD.search(text):
        degree = _degree(text)
        return degree if degree is None or x else -degree
    return None


def _split(text: str, x: int, z: int) -> int | None:
    """By what stands on either side of "than"; None where nothing that tells is between the two."""
    leading = _AGAINST.match(text)
    if leading:
        sign = _degree(text[max(x, z) :])
        return sign if sign is None or z < x else -sign
    if _PREFERRED.search(text[: min(x, z)]) and _TO.search(text, min(x, z), max(x, z)):
        return 1 if x < z else -1
    for match in _AGAINST.finditer(text, min(x, z), max(x, z)):
        sign = _told(text[: match.start()], match, text[match.end() :])
        return sign if sign is None or x < z else -sign
    return None


def _told(before: str, match: re.Match[str], after: str) -> int | None:
    if _DENIED.search(before) or (_EQUAL.search(before) and not _DEGREE.search(before)):
        return 0
    if match["good"] or match["bad"]:
        return 1 if match["good"] else -1
    return _degree(before, then=after) if _DEGREE.search(before) else _degree(after)


def _degree(text: str, then: str = "") -> int | None:
    """Whether the last comparative of a clause speaks for or against its subject.

    Args:
        then: what follows "than": "fewer on X than on Z withdrew".
    """
    found = list(_DEGREE.finditer(text))
    if not found:
        return None
    word, after = found[-1]["degree"].lower(), text[found[-1].end() :]
    if word in _PLAIN:
        return _PLAIN[word]
    if word.startswith(("prefer", "outperform", "favo")):
        return 1
    more = -1 if word in _LESS else 1
    if re.match(rf"\W+(?:\w[\w-]*\W+){{0,3}}{_GAIN}\b", after, re.IGNORECASE):
        return more
    before = text[: found[-1].start()]
    after = _PEOPLE.sub(" ", after)
    for words in (words_of(after)[:8], words_of(before)[-8:][::-1], words_of(then)[:8]):
        if value := _value(words):
            return more * value
    return None


_PEOPLE = re.compile(
    r"^(?:\W+\w[\w-]*){0,3}?\W+(?:patients|sufferers|people|subjects|participants|women|men|"
    r"children|adults)\b",
    re.IGNORECASE,
)


def _value(words: Sequence[str]) -> int:
    for word in words:
        if word == "free" or word.endswith("-free") or word.startswith("normal"):
            return 1
        if word.startswith(("discontinu", "withdr")):
            return -1
        bits = families_of(word)
        if bits & (GOOD | BETTER):
            return 1
        if bits & (BAD | WORSE):
            return -1
    return 0
