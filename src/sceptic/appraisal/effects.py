"""Effect sizes as an abstract prints them: RR, OR, HR, MD, SMD, RD with interval and P value."""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.domain.evidence import Effect, Rationale

_MEASURES: tuple[tuple[str, str], ...] = (
    ("SMD", r"standardi[sz]ed mean differences?|SMD|Hedges'? ?g|Cohen'?s d"),
    ("MD", r"(?:weighted |mean |adjusted mean |between-group |treatment )differences?|WMD|MD"),
    ("HR", r"hazards? ratios?|a?HR"),
    ("OR", r"odds ratios?|[aA]?OR"),
    ("RR", r"risk ratios?|relative risks?|rate ratios?|incidence rate ratios?|a?RR|IRR"),
    ("RD", r"(?:absolute )?risk (?:differences?|reductions?)|ARR|RD"),
)
_NUMBER = r"[-−–+]?\s?\d+(?:[.·]\d+)?"
_EFFECT = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b(?:\s?\[\w+\]|\s?\(\w+\))?)" for name, words in _MEASURES)
)
_VALUE = re.compile(
    r"^\s*[,:;=(\[]*\s*(?:of|was|were|is|for "
    rf"[\w\s-]{{1,40}}?)?\s*[=:(\[]?\s*(?P<value>{_NUMBER})(?!\s?%?\s?(?:CI|confidence))"
    r"\s?(?P<unit>%|[a-zA-Zµ]{1,10}(?:/[a-zA-Z]+)?\b(?=\s?[,;(\[]))?"
)
_INTERVAL = re.compile(
    r"(?:9[059]\s?%\s?(?:CI|C\.I\.|confidence intervals?|credible intervals?|CrI|confidence "
    r"limits?)|\bCI)"
    rf"[\s,:;=\[(\]]*(?:\[?CI\]?[\s,:;=\[(]*)?(?:(?:from|of|was)\s)?(?P<low>{_NUMBER})\s?%?\s?"
    rf"(?:to|[-–−—,;]|and|through)\s?(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
_P = re.compile(
    r"\b[Pp](?:[- ]values?)?\s?(?:of|was)?\s?(?P<sign>[<>=≤≥])\s?(?P<p>0?[.·]\d+|[01](?!\d))"
)
_ARMS = re.compile(
    r"(?P<a>\d+(?:[.·]\d+)?)\s?%(?:[^.;%]|\.\d){0,60}?\b(?:vs\.?|versus|compared (?:with|to)|"
    r"against|and|or|than)\b"
    r"(?:[^.;%\d]|\.\d){0,40}?\(?(?P<b>\d+(?:[.·]\d+)?)\s?%"
)


def effect_in(text: str) -> Effect | None:
    """The first effect size of a sentence; else a percentage per arm; else its P value alone.

    ``value`` is the ratio or difference as printed; for PERCENT it is first minus second arm, in
    percentage points, and ``text`` keeps both. ``p_value`` keeps the sign (``<0.001``).
    """
    best: Effect | None = None
    for match in _EFFECT.finditer(text):
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
    value = _VALUE.match(window)
    if value is None:
        return None
    interval = _INTERVAL.search(window, 0, value.end() + 70)
    p_value = _P.search(window, value.end())
    stop = max(m.end() for m in (value, interval, p_value) if m)
    measure = match.lastgroup or ""
    low, high = (_number(interval["low"]), _number(interval["high"])) if interval else (None, None)
    if low is not None and high is not None and low > high:
        # "1.2-3.4" reads the dash as a minus sign only where that orders the limits.
        low, high = (low, abs(high)) if low <= abs(high) else (high, low)
    if high is not None and low is not None and measure in ("HR", "OR", "RR"):
        low, high = abs(low), abs(high)
    return Effect(
        measure=measure,
        value=_number(value["value"]),
        low=low,
        high=high,
        p_value=_p_text(p_value),
        unit=value["unit"] or "",
        text=text[match.start() : match.end() + stop].strip(),
    )


def _percent_in(text: str) -> Effect | None:
    arms = _ARMS.search(text)
    if arms is None:
        return None
    p_value = _P.search(text, arms.end())
    difference = round(_number(arms["a"]) - _number(arms["b"]), 6)
    return Effect("PERCENT", difference, p_value=_p_text(p_value), unit="%", text=arms[0])


def _p_alone(text: str) -> Effect | None:
    p_value = _P.search(text)
    return Effect("P", p_value=_p_text(p_value), text=p_value[0]) if p_value else None


def _p_text(match: re.Match[str] | None) -> str:
    return f"{match['sign']}{match['p'].replace('·', '.')}" if match else ""


def _number(written: str) -> float:
    plain = written.replace("·", ".").replace("−", "-").replace("–", "-").replace(" ", "")
    return float(plain)
