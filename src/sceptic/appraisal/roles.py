"""What each sentence of an abstract is for, and which ones carry the finding.

Order of trust: NLM's category of a labelled section, its label, a label written into the text
("METHODS: We ..."), and for the rest a linear model over words and place, decoded as a sequence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from sceptic.appraisal.affirmation import title_words
from sceptic.appraisal.cues import words_of
from sceptic.appraisal.linear import model
from sceptic.appraisal.numbers import holds_one_of
from sceptic.appraisal.packed import added, packed, unpacked
from sceptic.appraisal.role_labels import ARGUMENT, LABEL, Role, role_of_label
from sceptic.domain.evidence import Rationale
from sceptic.domain.record import Record
from sceptic.language.text import sentences


@dataclass(frozen=True, slots=True)
class RoleSentence:
    """One sentence with its role: ``text == Record.abstract_text[start:end]``.

    ``given`` is true where a label of the abstract says so, false where the model does.
    """

    role: Role
    start: int
    end: int
    text: str
    given: bool

    @property
    def rationale(self) -> Rationale:
        return Rationale("abstract", self.start, self.end, self.text)


_LABEL_STARTS = re.compile(r"(?:^|[.;?!)\]]\s+|\n)([A-Z][^.;:?!\n]{2,50})$")
# Patterns that look behind from a capital: a text is scanned for capitals and for nothing else.
_BEGINS = r"(?:(?<=^[A-Z])|(?<=[.;?!)\]]\s[A-Z]))"
# "OBJECTIVE To determine": in capitals a label needs no colon.
_INLINE_CAPITALS = re.compile(
    rf"([A-Z]{_BEGINS}[A-Z/&']{{2,}}(?:\s(?=[A-Z]{{2,}}))?"
    r"(?:[A-Z][A-Z/&']{2,}(?:\s(?=[A-Z]{2,}))?){0,4})\s+(?=[A-Z0-9])"
)
_INLINE_GATES = ("ETHOD", "ESULT", "ONCLUSION", "ethod", "esult", "onclusion", "IMS", "BJECTIVE")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of the abstract with one label: offsets in ``abstract_text``."""

    start: int
    end: int
    role: Role | None


def roles_of(record: Record) -> tuple[RoleSentence, ...]:
    """Every sentence of the abstract with its role, in reading order."""
    text = record.abstract_text
    spans: list[tuple[int, int, Role | None]] = []
    for stretch in _stretches(record, text):
        at, role = stretch.start, stretch.role
        inside = sentences(text[at : stretch.end])
        spans.extend((at + span.start, at + span.end, role) for span in inside)
    decoded = decoded_roles([text[a:b] for a, b, _ in spans], [role for *_, role in spans])
    return tuple(
        RoleSentence(role, start, end, text[start:end], given is not None)
        for (start, end, given), role in zip(spans, decoded, strict=True)
    )


def _stretches(record: Record, text: str) -> list[_Stretch]:
    out: list[_Stretch] = []
    start = 0
    for part in record.abstract:
        end = start + len(part.text)
        role = role_of_label(part.label, part.category)
        if role is None:
            out.extend(_inline(text, start, end))
        else:
            out.append(_Stretch(start, end, role))
        start = end + 1
    return out


def _inline(text: str, start: int, end: int) -> list[_Stretch]:
    """Cut a plain part where a label is written into it."""
    if not holds_one_of(text, _INLINE_GATES):
        return [_Stretch(start, end, None)]
    marks = _marks_before_colons(text, start, end) or _marks_before_dashes(text, start, end)
    if not marks:
        for match in _INLINE_CAPITALS.finditer(text, start, end):
            role = role_of_label(match[1]) if len(match[1]) > 3 else None
            if role is not None:
                marks.append((match.start(), match.end(), role))
    if not marks or (len(marks) == 1 and marks[0][2] is Role.METHODS):
        return [_Stretch(start, end, None)]
    out = [_Stretch(start, marks[0][0], None)] if text[start : marks[0][0]].strip() else []
    ends = [m[0] for m in marks[1:]] + [end]
    out.extend(_Stretch(m[1], stop, m[2]) for m, stop in zip(marks, ends, strict=True))
    return out


def _marks_before_colons(text: str, start: int, end: int) -> list[tuple[int, int, Role]]:
    """(start of the label, end of its colon, role) for "METHODS: We ..." at a sentence's start."""
    marks: list[tuple[int, int, Role]] = []
    colon = text.find(":", start, end)
    while colon >= 0:
        begins = _LABEL_STARTS.search(text, max(start, colon - 56), colon)
        if begins and LABEL.fullmatch(begins[1].strip().lower()):
            role = role_of_label(begins[1])
            if role is not None and text[colon + 1 : colon + 2].strip() == "":
                marks.append((begins.start(1), colon + 1, role))
        colon = text.find(":", colon + 1, end)
    return marks


_DASHED = re.compile(
    rf"([A-Z](?:{_BEGINS}|(?<=\n[A-Z]))[A-Za-z &,/]{{2,40}})[-\u2013\u2014]\s(?=[A-Z])"
)


def _marks_before_dashes(text: str, start: int, end: int) -> list[tuple[int, int, Role]]:
    """As `_marks_before_colons`, for "Methods- We ..." and the like."""
    marks: list[tuple[int, int, Role]] = []
    for match in _DASHED.finditer(text, start, end):
        role = role_of_label(match[1]) if LABEL.fullmatch(match[1].lower()) else None
        if role is not None:
            marks.append((match.start(1), match.end(), role))
    return marks


# ---------------------------------------------------------------- the model and its features

_MODEL = "roles"


def role_features(sentence: str, index: int, total: int) -> list[str]:
    """Binary features of one sentence: words, pairs, and place in the abstract (tenths)."""
    words = words_of(sentence)
    features = list(dict.fromkeys(words))
    features += dict.fromkeys(map("_".join, itertools.pairwise(words)))
    return features + _place_features(words, index, total)


def _place_features(words: Sequence[str], index: int, total: int) -> list[str]:
    return _where(index, total) + _opening(words)


def _where(index: int, total: int) -> list[str]:
    return [
        f"@{10 * index // total}",
        f"@first{min(index, 3)}",
        f"@last{min(total - 1 - index, 3)}",
    ]


def _opening(words: Sequence[str]) -> list[str]:
    return ["^" + words[0], "^" + "_".join(words[:2])] if words else []


@lru_cache(maxsize=1_024)
def _packed_place(index: int, total: int) -> int:
    return added(_tables()[0], _where(index, total))


@cache
def _tables() -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """The model's weights by word and by pair: looking pairs up as they stand saves the joining."""
    single: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for feature, row in model(_MODEL).weights.items():
        first, joint, second = feature.partition("_")
        if joint and feature[0] != "^":
            pairs[first, second] = packed(row)
        else:
            single[feature] = packed(row)
    return single, pairs


def role_logits(sentence: str, index: int, total: int) -> list[float]:
    """The shipped model on ``role_features``, one logit for each of ``ARGUMENT``."""
    words = words_of(sentence)
    single, pairs = _tables()
    total_row = added(single, set(words)) + added(pairs, set(itertools.pairwise(words)))
    total_row += added(single, _opening(words)) + _packed_place(index, total)
    weights = model(_MODEL)
    scale, row = weights.scale, unpacked(total_row, len(ARGUMENT))
    return [b + scale * x for b, x in zip(weights.bias, row, strict=True)]


def decoded_roles(texts: Sequence[str], given: Sequence[Role | None]) -> list[Role]:
    """Roles of consecutive sentences: given ones stand, the rest by the best path (Viterbi)."""
    if not any(role is None for role in given):
        return [role for role in given if role is not None]
    weights = model(_MODEL)
    open_places = [i for i, role in enumerate(given) if role is not Role.OTHER]
    rows = [_emission(texts[i], i, len(texts), given[i]) for i in open_places]
    path = best_path(rows, weights.transitions, weights.start)
    out = [Role.OTHER] * len(texts)
    for place, state in zip(open_places, path, strict=True):
        out[place] = ARGUMENT[state]
    return out


def _emission(text: str, index: int, total: int, given: Role | None) -> Sequence[float]:
    """What a sentence says of its role, up to a constant, which no path depends on."""
    if given is not None:
        return [0.0 if role is given else -1e3 for role in ARGUMENT]
    return role_logits(text, index, total)


def best_path(
    rows: Sequence[Sequence[float]],
    transitions: Sequence[Sequence[float]],
    start: Sequence[float],
) -> list[int]:
    """Most probable state sequence; ties go to the earlier state."""
    if not rows:
        return []
    into = list(zip(*transitions, strict=True))
    score = [a + b for a, b in zip(start, rows[0], strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        ways = [list(map(add, score, column)) for column in into]
        best = list(map(max, ways))
        back.append(list(map(list.index, ways, best)))
        score = list(map(add, best, row))
    path = [score.index(max(score))]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return path[::-1]


# ---------------------------------------------------------------- the sentences that matter

_MAX_CONCLUSION = 6
"""A conclusion section longer than this is a discussion: its last sentences are kept."""


def conclusion_of(roles: Sequence[RoleSentence]) -> tuple[RoleSentence, ...]:
    """Conclusion sentences; without any, the last two that are no methods or aims."""
    found = [s for s in roles if s.role is Role.CONCLUSION]
    if found:
        return tuple(found[-_MAX_CONCLUSION:])
    rest = [s for s in roles if s.role in (Role.RESULTS, Role.BACKGROUND)]
    return tuple(rest[-2:])


_NULL_CUE = re.compile(
    r"\bno (?:statistically |clinically )?(?:significant|difference|effect|evidence|benefit)"
    r"|\b(?:did|does|do|was|were|is|are) not\b|\bnot significant|\bnon-?significant|\bsimilar\b"
)
_NULL_GATES = ("not", "no ", "non", "similar")
_P_VALUE = re.compile(r"[Pp]\s?[<>=≤≥]|[Pp][- ]values?\b")
_INTERVALS = ("CI", "C.I.", "onfidence interval")


def key_result_of(roles: Sequence[RoleSentence], title: str) -> RoleSentence | None:
    """The results sentence that best joins statistics with the words of the title."""
    wanted = title_words(title)
    best, best_score = None, 0.0
    for sentence in roles:
        if sentence.role is not Role.RESULTS:
            continue
        score = _result_score(sentence.text, wanted)
        if score > best_score:
            best, best_score = sentence, score
    return best


def _result_score(text: str, wanted: frozenset[str]) -> float:
    lower = text.lower()
    evidence = 0.5
    if _P_VALUE.search(text):
        evidence += 1.5
    if any(word in text for word in _INTERVALS):
        evidence += 1.5
    if "significant" in lower or "primary" in lower:
        evidence += 1.0
    if holds_one_of(lower, _NULL_GATES) and _NULL_CUE.search(lower):
        evidence += 0.8
    overlap = len(wanted & set(words_of(text)))
    return evidence * (1.0 + overlap)


CLAIM_CUES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"\b(?:in conclusion|we conclude|to conclude|in summary|taken together|thus|"
                r"therefore|hence|collectively|overall|our (?:results|findings|data|study)|"
                r"these (?:results|findings|data)|this study|the (?:present )?(?:results|findings|"
                r"data|study) )"), 1.0),
    (re.compile(r"\b(?:suggest|show|demonstrate|indicate|reveal|provide evidence|conclude|support|"
                r"found that|find that|identif|establish|confirm|highlight)"), 0.8),
    (re.compile(r"\b(?:associated with|effective|improv|reduc|increas|significant|efficac|safe|"
                r"beneficial|no (?:evidence|difference|effect))"), 0.4),
    (re.compile(r"\b(?:further (?:studies|research|work)|future|should be|is needed|are needed|"
                r"warranted|remains? (?:unclear|unknown|to be)|little is known)"), -0.9),
    (re.compile(r"\b(?:we (?:used|measured|collected|investigated|examined|assessed|aimed|sought)|"
                r"aim of|purpose of|objective|were (?:randomi|assigned|included|"
                r"recruited))"), -1.0),
)  # fmt: skip


CLAIM_THRESHOLD = 2.0
"""Score from which a sentence counts as a statement of the main finding."""


def claim_score(sentence: RoleSentence, index: int, total: int) -> float:
    """How much a sentence looks like the main finding; see ``CLAIM_THRESHOLD``."""
    lower = sentence.text.lower()
    score = {Role.CONCLUSION: 1.4, Role.RESULTS: 0.3}.get(sentence.role, -1.5)
    score += sum(weight for cue, weight in CLAIM_CUES if cue.search(lower))
    return score + 0.6 * (index + 1) / max(1, total)
