"""Figures of one arm as written: ``12/45 (27%)``, ``12 (27%)``, ``27%``, ``3.4 ± 1.2``, ``n = 45``.

What is no result (P values, references to tables, levels of confidence, times) is masked first;
the text keeps its length, so that offsets hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sceptic.domain.evidence import ArmResult, Rationale

_N = r"\d{1,3}(?:,\d{3})+(?:[.·]\d+)?(?![\d,])|\d+(?:[.·]\d+)?|[.·]\d+"
_SIGNED = rf"(?:(?<![\w)])[-−–]\s?|(?<![\w.·]))(?:{_N})"
_WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_MINUS = str.maketrans({"−": "-", "–": "-", "·": ".", "‐": "-"})
_PC = r"(?:%|per\s?cent\b)"
_PEOPLE = (
    r"(?:\s(?:of\s)?(?:the\s)?(?:patients|participants|women|men|children|infants|subjects|people|"
    r"adults|cases|individuals|pregnancies|events|deaths))?"
)
_PM = r"(?:±|\+/-|\+-|\+/−|∓)"
_MASKED = re.compile(
    "|".join(
        (
            rf"\b[Pp](?:[- ]?values?)?\s?(?:for \w+ |of |was )?\s?(?:[<>=≤≥]|&lt;|&gt;)\s?(?:{_N})"
            r"(?:\s?[x×]\s?10\S*)?",
            r"\b9[059]\s?%\s?(?=CI|conf|cred|C\.I)",
            r"\b(?:Tables?|Figs?\.?|Figures?|[Rr]efs?\.?)\s?\d+[A-Za-z]?(?:\s?(?:,|and|-)\s?\d+)*",
            r"(?<!\d\s)\b(?:[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Gg]rades?|[Ss]tages?|"
            r"[Pp]hases?|[Tt]ypes?|[Vv]isits?)[- ]\d+(?:\s?(?:,|and|to|-|–|or|&)\s?\d+)*",
            r"\b(?:[Gg]roups?|[Aa]rms?)[- ]\d\b(?!\s?(?:[/%(]|\.\d|of\b|out of|vs|patients))",
            rf"\b(?:[Aa]t|[Aa]fter|[Ww]ithin|by|for|over|every)[- ](?:{_N})"
            rf"(?:\s?(?:,|and|to|-|–|or)\s?(?:{_N}))*(?=[\s-]?(?:h\b|hours?|days?|weeks?|months?|years?|"
            r"yr|wk|min\b))",
            rf"(?<![\w.])(?:{_N})(?=-(?:day|week|month|year|hour|min|h\b|point|item|fold|minute))",
            r"\b(?:19|20)\d\d\b(?!\s?(?:patients|women|men|/|±|\(\d|g\b|mg\b|ml\b))",
            r"(?<=[A-Za-z])-?\d+(?:\.\d+)?",
        )
    )
)  # fmt: skip
_VALUE = re.compile(
    "|".join(
        (
            rf"(?P<k1>{_WHOLE}){_PEOPLE}\s?(?:/|(?:out\s)?of(?:\sthe)?)\s?(?P<n1>{_WHOLE})"
            rf"(?:{_PEOPLE}\s?[(\[;,]?\s?(?P<p1>{_N})\s?{_PC})?",
            rf"(?P<p2>{_N})\s?{_PC}\s?[(\[]\s?(?:n\s?=\s?)?(?P<k2>{_WHOLE})\s?(?:/|(?:out\s)?of)\s?"
            rf"(?P<n2>{_WHOLE})",
            rf"(?P<p3>{_N})\s?{_PC}\s?[(\[]\s?(?:n\s?=\s?)?(?P<k3>{_WHOLE}){_PEOPLE}\s?[)\]]",
            rf"(?P<k4>{_WHOLE}){_PEOPLE}\s?[(\[]\s?(?P<p4>{_N})\s?{_PC}",
            rf"(?P<m5>{_SIGNED})\s?%?\s?(?:\w{{1,6}}(?:/\w+)?\s)?[(\[]?\s?(?:{_PM}|"
            rf"[(\[,;]?\s?(?P<is5>SDs?|S\.D\.?|SEM?|S\.E\.(?:M\.)?|standard deviation|"
            rf"standard error)[\s:=,of]*(?:{_PM})?)\s?(?P<s5>{_N})",
            rf"(?P<m6>{_SIGNED})\s?(?P<u6>{_PC})?\s?(?:[(\[;,]|95)[^\d()\[\]]{{0,26}}?(?P<l6>[-−–]?(?:{_N}))\s?%?"
            rf"\s?(?:to|[-–−—,;])\s?(?P<h6>[-−–]?(?:{_N}))\s?%?\s?[)\]]?",
            rf"(?P<m7>{_SIGNED})\s?[(\[]\s?(?P<s7>{_N})\s?[)\]](?!\s?%)",
            rf"(?P<p8>{_SIGNED})(?:\s?{_PC}|(?=\s?(?:vs?\.?|versus|/|and|or)\s?(?:{_N})\s?{_PC}))",
            rf"(?P<m9>{_SIGNED})(?!\s?[/:])",
        )
    ),
    re.IGNORECASE,
)
_SIZE = re.compile(r"\b[nN]\s?[=:]\s?(\d[\d,]{0,17})")
_ENDLESS = re.compile(r"[\d,]{19}")
"""A run of figures that is no number: Python refuses to read those of thousands."""
_AFTER_PERCENT = re.compile(r"%\s?[(\[]\s?$")


@dataclass(frozen=True, slots=True)
class ArmValue:
    """One written figure: ``text[start:end]``; ``interval`` where limits were printed."""

    start: int
    end: int
    events: int | None = None
    total: int | None = None
    percent: float | None = None
    mean: float | None = None
    spread: float | None = None
    spread_is: str = ""
    interval: tuple[float, float] | None = None

    @property
    def kind(self) -> str:
        """Figures that may be set side by side are of one kind."""
        if self.events is not None or self.percent is not None:
            return "share"
        return "spread" if self.spread is not None or self.interval else "number"

    @property
    def is_share(self) -> bool:
        """People with an event: a count that is printed as such, or a percentage from 0 to 100."""
        if self.events is not None:
            return self.total is None or self.events <= self.total
        return self.percent is not None and 0 <= self.percent <= 100

    @property
    def is_count(self) -> bool:
        """A bare whole number."""
        return self.kind == "number" and self.mean == int(self.mean or 0) and (self.mean or 0) >= 0


def masked(text: str) -> str:
    return _MASKED.sub(lambda m: "~" * len(m[0]), text)


@lru_cache(maxsize=20_000)
def values_in(text: str) -> tuple[ArmValue, ...]:
    """The figures of a sentence or of a table's cell, in reading order."""
    plain = masked(text)
    clear = _SIZE.sub(
        lambda m: m[0] if _AFTER_PERCENT.search(plain, 0, m.start()) else "~" * len(m[0]), plain
    )
    return tuple(_value(m) for m in _VALUE.finditer(clear) if not _ENDLESS.search(m[0]))


def size_in(text: str) -> int | None:
    """The first ``n = 45``."""
    found = _SIZE.search(text)
    return int(found[1].replace(",", "")) if found and found[1].strip(",") else None


def _value(match: re.Match[str]) -> ArmValue:
    given = {k: v for k, v in match.groupdict().items() if v is not None}
    row = next(k[-1] for k in given if k[0] in "kpm" and k[-1].isdigit())
    events, total = given.get(f"k{row}"), given.get(f"n{row}")
    percent, mean, spread = given.get(f"p{row}"), given.get(f"m{row}"), given.get(f"s{row}")
    low, high = given.get("l6"), given.get("h6")
    return ArmValue(
        match.start(),
        match.end(),
        events=_whole(events),
        total=_whole(total),
        percent=_number(percent) if percent else _number(mean) if given.get("u6") else None,
        mean=_number(mean),
        spread=_number(spread),
        spread_is=_spread_is(match, row, given.get("is5", "")),
        interval=(number(low), number(high)) if low and high else None,
    )


def _spread_is(match: re.Match[str], row: str, named: str) -> str:
    """What the figure itself says of its spread; an interval is of confidence unless it says."""
    if row == "6":
        return "iqr" if _RANGE.search(match[0]) else ""
    return spread_named(named) if row == "5" else ""


_RANGE = re.compile(r"IQR|quartile|range|percentile", re.IGNORECASE)


def spread_named(written: str) -> str:
    plain = written.lower().replace(".", "")
    if not plain:
        return ""
    return "se" if plain.startswith("se") or "error" in plain else "sd"


def _whole(written: str | None) -> int | None:
    return int(written.replace(",", "")) if written else None


def _number(written: str | None) -> float | None:
    return number(written) if written else None


def number(written: str) -> float:
    """A number as printed, with any sign for minus and a middle dot."""
    return float("".join(written.translate(_MINUS).replace(",", "").split()))


# --- as results of arms -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """One comparison of one outcome; names as in ``arms_of``. ``is_counted`` says whether people
    with an event are counted (``True``), something is measured (``False``), or either."""

    intervention: tuple[str, ...]
    comparator: tuple[str, ...]
    outcome: tuple[str, ...]
    is_counted: bool | None = None


ArmPair = tuple[ArmResult, ArmResult]
"""The arm of the intervention, the arm of the comparator."""
NO_ARMS: ArmPair = (ArmResult(), ArmResult())


def arm_from(value: ArmValue, rationale: Rationale) -> ArmResult:
    """The value as an arm's result; half of an interval's width is its spread."""
    spread, spread_is = value.spread, value.spread_is
    if value.interval is not None and spread is None:
        spread, spread_is = abs(value.interval[1] - value.interval[0]) / 2, spread_is or "ci"
    return ArmResult(
        events=value.events,
        total=value.total,
        percent=value.percent,
        mean=value.mean,
        spread=spread,
        spread_is=spread_is,
        rationale=(rationale,),
    )
