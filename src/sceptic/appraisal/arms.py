"""Which words of an abstract name which arm of a comparison.

An arm is named by the distinctive words of its treatment, by an abbreviation or a group's letter
that the abstract introduces for it, or by the usual words for a control or a treated group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sceptic.language.text import WORD

_IDLE_WORDS = frozenset(
    """
        a an the of in on for with and or to by from at as is are was were be plus versus vs
        added group groups arm arms use using treatment therapy intervention interventions
        program programme management patients people method methods procedure procedures
        technique approach dose daily placement effect effects based alone only day days week
        weeks month months during after before mg kg ml received receive given control
        comparison standard usual who had other
    """.split()
)
PASSIVE = re.compile(
    r"\b(?:placebo|sham|dummy|control\w*|no|none|nothing|without|untreated|usual|standard|routine|"
    r"conventional|traditional|regular|wait\w*|discard\w*|alone|only|non|baseline|delayed)\b",
    re.IGNORECASE,
)
_CONTROL = (
    r"placebo|sham|controls?|untreated|non-?treated|non-?treatment|usual care|standard care|"
    r"standard treatment|conventional\w*|unvaccinated|comparison (?:group|arm)|comparator|"
    r"no[- ](?:treatment|intervention|supplement\w*|therapy|drain\w*)|not receiving|wait\w*[- ]list"
)
_TREATED = (
    r"(?:intervention|treatment|treated|experimental|study|active|supplement\w*|exercise|"
    r"vaccin\w+|intensive|active treatment) (?:groups?|arms?|clusters?|patients|children|women|"
    r"participants|subjects|villages|infants)"
)
_STEM = 6
_ABBREVIATION = re.compile(r"\(\s?([A-Z][A-Za-z0-9-]{0,7}[A-Z0-9])(?=\s?[,;)=]| group| arm)")
_STATISTICS = frozenset(
    ["OR", "RR", "HR", "CI", "SD", "SE", "MD", "SMD", "IQR", "ITT", "AUC", "RCT"]
)
_LETTER = re.compile(r"\b[Gg]roups? (?:\()?(A|B|C|D|1|2|3|4|I{1,3}|IV)\b(?:\))?")


@dataclass(frozen=True, slots=True)
class Arms:
    """Patterns of what names each arm; ``None`` where nothing distinguishes it."""

    first: re.Pattern[str] | None
    second: re.Pattern[str] | None

    def mentions(self, text: str) -> tuple[tuple[int, int], ...]:
        """``(position, 1 or 2)`` of every mention, in reading order."""
        found = [
            (m.start(), arm)
            for arm, pattern in ((1, self.first), (2, self.second))
            if pattern is not None
            for m in pattern.finditer(text)
        ]
        return tuple(sorted(found))


def arms_of(first: Sequence[str], second: Sequence[str], text: str) -> Arms:
    """Patterns for both arms of a comparison.

    Args:
        first: names of the intervention.
        second: names of the comparator; empty for "whatever it was compared with".
        text: the abstract, for the abbreviations and group letters it introduces.
    """
    one, two = _stems(first), _stems(second)
    is_passive_one = bool(first) and all(PASSIVE.search(n) for n in first)
    is_passive_two = not second or any(PASSIVE.search(n) for n in second)
    one, two = one - two, two - one
    short_one, short_two = _introduced(one, two, text)
    flipped = is_passive_one and not is_passive_two
    control, treated = (1, 2) if flipped else (2, 1)
    extra = {control: _CONTROL, treated: _TREATED}
    return Arms(
        _pattern(one, short_one, extra[1]),
        _pattern(two, short_two, extra[2]),
    )


def share_named(names: Sequence[str], text: str) -> float:
    """The largest share of a name's content words that the text holds, 0..1."""
    held = _stems([text])
    shares = [len(stems & held) / len(stems) for n in names if (stems := _stems([n]))]
    return max(shares, default=0.0)


def _stems(names: Iterable[str]) -> frozenset[str]:
    """First letters of the content words, plural or not."""
    words = {word for name in names for word in WORD.findall(name.lower())} - _IDLE_WORDS
    return frozenset(_PLURAL.sub("", w)[:_STEM] for w in words if len(w) > 2)


_PLURAL = re.compile(r"(?<=[^s]{2})s$")


def _introduced(
    one: frozenset[str], two: frozenset[str], text: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Abbreviations and group letters that the text introduces for each arm."""
    found: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for match in _ABBREVIATION.finditer(text):
        if match[1] in _STATISTICS:
            continue
        before = re.split(r"[.;,()]", text[max(0, match.start() - 70) : match.start()])[-1]
        words = before.split()[-(len(match[1]) + 3) :]
        side, _ = _side(" ".join(words), one, two)
        found[side].append(re.escape(match[1]))
    letters: dict[str, tuple[int, int]] = {}
    for match in _LETTER.finditer(text):
        name = rf"[Gg]roup \(?{match[1]}"
        side, held = _side(_beside(text, match), one, two)
        if side and name not in letters:
            letters[name] = side, held
    for side in (1, 2):
        # Of several letters that share a word with one arm, the one that shares most.
        named = {name: held for name, (arm, held) in letters.items() if arm == side}
        found[side] += [n for n, held in named.items() if held == max(named.values())]
    return tuple(found[1]), tuple(found[2])


def _beside(text: str, match: re.Match[str]) -> str:
    """What stands beside a group's letter: before it in brackets, else after it."""
    if text[: match.start()].rstrip().endswith("("):
        before = text[max(0, match.start() - 80) : match.start()]
        return re.split(r"\)|[.;]|[Gg]roup", before)[-1]
    after = text[match.end() : match.end() + 90]
    return re.split(r"[Gg]roup|[.;]|\band\b", after)[0]


def _side(words: str, one: frozenset[str], two: frozenset[str]) -> tuple[int, int]:
    """The arm that words speak of, 0 for neither, and how many of its words they hold."""
    stems = _stems([words])
    in_one, in_two = len(stems & one), len(stems & two)
    is_control = bool(re.search(_CONTROL, words))
    if in_one > in_two and not (is_control and not in_one):
        return 1, in_one
    if in_two > in_one or is_control:
        return 2, in_two
    return 0, 0


def _pattern(stems: frozenset[str], short: tuple[str, ...], usual: str) -> re.Pattern[str] | None:
    ordered = sorted(stems, key=lambda s: (-len(s), s))
    parts = ["(?i:" + re.escape(s) + (r"\w*)" if len(s) == _STEM else "s?)") for s in ordered]
    parts += [f"(?:{s})" for s in sorted(set(short))]
    parts.append(f"(?i:{usual})")
    return re.compile(rf"(?<![\w])(?:{'|'.join(parts)})(?!\w)")
