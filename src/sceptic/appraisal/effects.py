"""Effect sizes as an abstract prints them: RR, OR, HR, MD, SMD, RD with interval and P value."""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.appraisal.numbers import holds_one_of
from sceptic.domain.evidence import Effect, Rationale

_MEASURES: tuple[tuple[str, str], ...] = (
    ("SMD", r"standardi[sz]ed mean differences?|SMD|Hedges'? ?g|Cohen'?s d"),
    ("MD", r"(?:weighted |mean |adjusted mean |between-group |treatment )differences?|WMD|MD"),
    ("HR", r"[Hh]azards? ratios?|a?HR"),
    ("OR", r"[Oo]dds ratios?|[aA]?OR"),
    ("RR", r"(?:[Rr]isk|[Rr]ate|[Ii]ncidence rate) ratios?|[Rr]elative risks?|a?RR|IRR"),
    ("RD", r"(?:absolute )?risk (?:differences?|reductions?)|ARR|RD"),
)
_GATES = (
    "ifference",
    " ratio",
    "elative risk",
    "risk reduc",
    "MD",
    "HR",
    "OR",
    "RR",
    "RD",
    "edges",
    "ohen",
)
"""Of these every name of a measure holds one."""
_RATIOS = ("HR", "OR", "RR")
_NUMBER = r"[-−–+]?\s?\d{1,9}(?:[.·]\d{1,9})?"
_EFFECT = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b(?:\s?\[\w+\]|\s?\(\w+\))?)" for name, words in _MEASURES)
)
# The "95 % CI" that names what follows is no value, nor is a time or a dose between the two.
_LIMITS = r"9[059]\s?(?:%|percent)?\s?(?:CI|C\.I|confidence)"
_LEAD = rf"^\s*[,:;=(\[]*\s*(?:\(?{_LIMITS}(?: interval)?(?:\s?\[CI\])?[)\],]*\s*)?"
_FOR = r"(?:for|relative to|versus|vs\.?|compared with|in|with|between) "
_WHAT = r"(?:[^\d;.()\[\]]|\d{1,9}(?=\s?m?g\b)){1,60}?"
_FIGURE = rf"(?P<value>(?!{_LIMITS}){_NUMBER})(?![\d.]|\s?%\s?CI"
_UNIT = r"\s?(?P<unit>%|[a-zA-Zµ]{1,10}(?:/[a-zA-Z]+)?\b(?=\s?[,;(\[]))?"
_RATIO = re.compile(
    rf"{_LEAD}(?:of|was|were|is|{_FOR}{_WHAT})?\s*[=:(\[,]?\s*{_FIGURE}"
    rf"|[\s-](?:months?|years?|weeks?|days?|h\b|hours?|m?g\b|patients)){_UNIT}"
)
# "difference in bleeding (7% and 4%)" gives both arms and no difference.
_DIFFERENCE = re.compile(
    rf"{_LEAD}(?:(?:{_FOR}{_WHAT})?(?:\b(?:of|was|were|is)\b|[=:,]))?\s*[=:(\[,]?\s*{_FIGURE}){_UNIT}"
)
_INTERVAL = re.compile(
    r"(?:(?:9[059](?:[.·]0)?)?\s?%\s?(?:CI|C\.?I\.?|c\.i\.|confidence intervals?|"
    r"credible intervals?|CrI|confidence limits?)|\bCI|confidence intervals?)"
    rf"[\s,:;=\[(\])]*(?:(?:CI|C\.I\.?|c\.i\.|CrI)[\s,:;=\[(\])]*)?(?:(?:from|of|was)\s)?"
    rf"(?P<low>{_NUMBER})\s?%?\s?(?:to|[-–−—,;]|and|through)\s?(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
# "0.93 (0.77-1.14)": limits that only their place names.
_BARE_INTERVAL = re.compile(
    rf"\s?[(\[]\s?(?P<low>{_NUMBER})\s?(?:to|[-–−—,;])\s?(?P<high>{_NUMBER})\s?[)\],;]"
)
_P = re.compile(
    r"\b[Pp](?:[- ]values?)?\s?(?:of|was)?\s?(?P<sign>[<>=≤≥])\s?"
    r"(?P<p>\d{1,9}(?:[.·]\d{1,9})?(?=\s?[x×*]\s?10)|\d{1,9}(?:[.·]\d{1,9})?(?=[eE]-\d)|0?[.·]\d{1,9}|"
    r"1[.·]0+|[01](?![\d.·]))"
    r"(?:(?:\s?[x×*]\s?10\s?[(^]?\s?[-−–]|[eE]-)(?P<power>\d{1,9}))?"
)
_P_THEN = re.compile(_P.pattern + r"[\s;,]*$")
_ARMS = re.compile(
    r"(?P<a>\d{1,9}(?:[.·]\d{1,9})?)\s?%(?:[^.;%]|\.\d){0,60}?"
    r"\b(?:vs\.?|versus|compared (?:with|to)|against|and|or|than)\b"
    r"(?:[^.;%\d]|\.\d){0,40}?\(?(?P<b>\d{1,9}(?:[.·]\d{1,9})?)\s?%"
)


def effect_in(text: str) -> Effect | None:
    """The first effect size of a sentence; else a percentage per arm; else its P value alone.

    ``value`` is the ratio or difference as printed; for PERCENT it is first minus second arm, in
    percentage points, and ``text`` keeps both. ``p_value`` keeps the sign (``<0.001``).
    """
    best: Effect | None = None
    for match in _EFFECT.finditer(text) if holds_one_of(text, _GATES) else ():
        found = _effect_at(text, match)
        if found is not None and found.low is not None:
            return found
        best = best or found
    return best or _percent_in(text) or _p_alone(text)


def effect_of(sentence: Rationale) -> Effect | None:
    """The effect of a sentence with its place in the record."""
    effect = effect_in(sentence.text)
    if effect is None or not effect.text:
        return effect
    at = sentence.text.find(effect.text)
    if at < 0:
        return effect
    start = sentence.start + at
    place = Rationale(sentence.field, start, start + len(effect.text), effect.text)
    return replace(effect, rationale=place)


def _effect_at(text: str, match: re.Match[str]) -> Effect | None:
    window = text[match.end() : match.end() + 160]
    ratio = match.lastgroup in _RATIOS
    value = (_RATIO if ratio else _DIFFERENCE).match(window)
    if value is None:
        return None
    window = _within(window, value.end(), text, match.start())
    interval = _interval_in(window, value)
    p_value = _P.search(window, value.end())
    stop = max(m.end() for m in (value, interval, p_value) if m)
    measure = match.lastgroup or ""
    low, high = (_number(interval["low"]), _number(interval["high"])) if interval else (None, None)
    if low is not None and high is not None and low > high:
        # "1.2-3.4" reads the dash as a minus sign only where that orders the limits.
        low, high = (low, abs(high)) if low <= abs(high) else (high, low)
    estimate = _number(value["value"])
    if ratio:
        # A dash before a ratio is no minus sign ("OR-1.67").
        estimate = abs(estimate)
        low, high = (abs(x) if x is not None else None for x in (low, high))
    return Effect(
        measure=measure,
        value=estimate,
        low=low,
        high=high,
        p_value=_p_text(p_value or _p_before(text, match.start())),
        unit=value["unit"] or "",
        text=text[match.start() : match.end() + stop].strip(),
    )


def _interval_in(window: str, value: re.Match[str]) -> re.Match[str] | None:
    """The limits that are named as such; else the two in brackets behind the value, around it."""
    named = _INTERVAL.search(window, 0, value.end() + 70)
    bare = None if named else _BARE_INTERVAL.match(window, value.end())
    if bare is None:
        return named
    estimate, low, high = (abs(_number(x)) for x in (value["value"], bare["low"], bare["high"]))
    return bare if low <= estimate <= high else None


def _within(window: str, after: int, text: str, start: int) -> str:
    """The window as far as it speaks of this effect: to the bracket that closes what was opened
    before the measure, else to the next measure."""
    depth = 0
    for at, sign in enumerate(window):
        depth += (sign in "([") - (sign in ")]")
        if depth < 0 and at >= after and _opened(text[:start]):
            return window[:at]
    following = _EFFECT.search(window, after)
    return window[: following.start()] if following else window


def _opened(before: str) -> bool:
    """Whether a bracket is open at the end of the text."""
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


def _p_before(text: str, start: int) -> re.Match[str] | None:
    """The P value printed before the measure in the same bracket: "(P = 0.03; HR 1.9)"."""
    before = text[:start]
    if not _opened(before):
        return None
    return _P_THEN.search(before, max(before.rfind("("), before.rfind("[")))


def _percent_in(text: str) -> Effect | None:
    arms = _ARMS.search(text) if text.count("%") > 1 else None
    if arms is None:
        return None
    p_value = _P.search(text, arms.end())
    difference = round(_number(arms["a"]) - _number(arms["b"]), 6)
    return Effect("PERCENT", difference, p_value=_p_text(p_value), unit="%", text=arms[0])


def _p_alone(text: str) -> Effect | None:
    p_value = _P.search(text)
    return Effect("P", p_value=_p_text(p_value), text=p_value[0]) if p_value else None


def _p_text(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    power = f"e-{match['power']}" if match["power"] else ""
    return f"{match['sign']}{match['p'].replace('·', '.')}{power}"


def _number(written: str) -> float:
    plain = written.replace("·", ".").replace("−", "-").replace("–", "-").replace(" ", "")
    return float(plain)
