"""PubMed's dates in all their forms -> ``PartialDate``."""

from __future__ import annotations

import re

from sceptic.domain.record import PartialDate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBER_OF = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|2[01]\d\d)(?!\d)")
_WORD = re.compile(r"[A-Za-z]+")
_DAY = re.compile(r"\s(\d{1,2})(?!\d)")
_PLAIN = re.compile(r"(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?$")
_DIGITS = 15
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def number_in(text: str) -> int | None:
    """A whole number of at most 15 digits, which every part of the library can hold."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


def month_number(text: str) -> int | None:
    """1 to 12 for ``Jun``, ``June``, ``6`` or ``06``; ``None`` for anything else."""
    if text.isdecimal():
        number = number_in(text)
        return number if number and 1 <= number <= 12 else None
    return _NUMBER_OF.get(text[:3].lower())


def date_of(year: str, month: str = "", day: str = "", text: str = "") -> PartialDate | None:
    """A date from its written parts; ``None`` without a usable year.

    A month or day that no calendar has is left out and the words are kept in ``text``.
    """
    if year == "0000":
        return None
    if not (year.isdecimal() and len(year) == 4):
        return date_from_text(f"{year} {month} {day}".strip())
    number = month_number(month) if month else None
    which = number_in(day) if number else None
    if which is not None and number and not 1 <= which <= _DAYS_IN[number - 1]:
        which = None
    if number == 2 and which == 29 and not _is_leap(int(year)):
        which = None
    lost = (month and number is None) or (day and which is None)
    words = text or (" ".join(p for p in (year, month, day) if p) if lost else "")
    return PartialDate(int(year), number, which, words)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def date_from_text(text: str) -> PartialDate | None:
    """``2000 Nov-Dec``, ``1998-1999``, ``Spring 1998``, ``2004 Jan 15-31``; ``None`` if undated.

    A range of months within one year counts to its last month; a range over years and a season
    count from the first year's end, the year by which PubMed cites them.
    """
    plain = _PLAIN.match(text)
    if plain:
        return date_of(plain.group(1), plain.group(2) or "", plain.group(3) or "")
    years = _YEAR.findall(text)
    if not years:
        return None
    months = [n for w in _WORD.findall(text) if (n := _month_word(w))]
    if len(set(years)) > 1 or not months:
        return PartialDate(int(years[0]), None, None, text)
    days = _DAY.findall(text) if len(months) == 1 and "-" not in text else []
    day = int(days[0]) if days and 1 <= int(days[0]) <= _DAYS_IN[months[-1] - 1] else None
    return PartialDate(int(years[0]), months[-1], day, text)


def _month_word(word: str) -> int | None:
    return _NUMBER_OF.get(word[:3].lower()) if len(word) >= 3 else None


def as_written(date: PartialDate) -> str:
    """As PubMed prints it in DP: ``2000 Nov-Dec``, ``1975 Jun 3``, ``1975``."""
    if date.text:
        return date.text
    parts = [f"{date.year:04d}"]
    if date.month:
        parts.append(MONTHS[date.month - 1])
        if date.day:
            parts.append(str(date.day))
    return " ".join(parts)
