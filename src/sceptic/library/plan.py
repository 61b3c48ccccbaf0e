"""A query in the index's own terms. Pure: both engines carry out the same plan.

The field rules follow PubMed's help pages: words are matched as they stand.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations

from sceptic.domain.record import PartialDate
from sceptic.errors import QuerySyntaxError
from sceptic.library.document import normal
from sceptic.library.fields import DATES
from sceptic.library.filters import filter_named
from sceptic.library.query import And, Earlier, Near, Node, Not, Or, Range, Term
from sceptic.library.words import STOP_WORDS, words_of

WEIGHTS = {"title": 3.0, "headings": 2.0, "keywords": 2.0, "abstract": 1.0, "mesh": 2.0}

_TEXT = {
    "ti": ("title",),
    "ab": ("abstract",),
    "tiab": ("title", "abstract", "keywords"),
    "tw": ("title", "abstract", "keywords", "headings"),
    "ot": ("keywords",),
    "all": ("title", "abstract", "keywords", "headings"),
    "": ("title", "abstract", "keywords", "headings"),
}
_PREFIXED = frozenset(
    {"pt", "la", "ta", "aid", "si", "nm", "rn", "gr", "jid", "vi", "ip", "pg", "pl", "pubn"}
    | {"book", "isbn", "auid", "cn", "sb", "filter", "lid"}
)
_PEOPLE = frozenset({"au", "1au", "lastau", "fau", "ir", "fir", "ed", "ps"})
_WORDED = frozenset({"tt", "cois"})
_ALIAS = {"filter": "sb", "lid": "aid"}
_LANGUAGES = {
    "english": "eng", "french": "fre", "german": "ger", "spanish": "spa", "italian": "ita",
    "japanese": "jpn", "russian": "rus", "chinese": "chi", "portuguese": "por", "polish": "pol",
    "dutch": "dut", "korean": "kor", "turkish": "tur", "czech": "cze", "danish": "dan",
    "swedish": "swe", "norwegian": "nor", "hungarian": "hun", "hebrew": "heb", "persian": "per",
}  # fmt: skip
_MOST_ORDERS = 4
KEPT = range(8, 500)
"""How many alternatives are worth remembering; more are somebody's list."""
_PMID_DIGITS = 12
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text field; with ``prefix`` every word that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one text field, one after the other; ``slop`` counts words between them."""

    field: str
    words: tuple[Word, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Exact:
    """A whole value of ``mesh``, ``tags`` or ``affiliation``; or every one that begins so."""

    field: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A number field between two limits, both included."""

    field: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AllOf:
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """``plans`` may be empty: nothing matches. Its hash is made once: it may hold hundreds."""

    plans: tuple[Plan, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.plans))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class But:
    wanted: Plan
    unwanted: Plan


@dataclass(frozen=True, slots=True)
class FirstFound:
    """The first plan that matches any record at all; as PubMed falls from phrase to words."""

    plans: tuple[Plan, ...]


Plan = Words | Exact | Between | AllOf | AnyOf | But | FirstFound

NOTHING = AnyOf(())
_DATE_LIMITS = (1, 99_991_231)


def plan_of(node: Node) -> Plan:
    """The plan of a query.

    Raises:
        QuerySyntaxError: a leaf that has to be resolved first or that this index does not hold.

    """
    match node:
        case And(nodes):
            return AllOf(tuple(dict.fromkeys(plan_of(n) for n in nodes)))
        case Or(nodes):
            return _kept_union(node) if len(nodes) in KEPT else _union(node)
        case Not(wanted, unwanted):
            return But(plan_of(wanted), plan_of(unwanted))
        case Term():
            return _term(node)
        case Near(text, field, distance):
            return _near(text, field, distance)
        case Range(low, high, field):
            return _range(low, high, field)
        case Earlier(number):
            raise QuerySyntaxError(f"there is no search #{number} here", column=1)


def _union(node: Or) -> Plan:
    return AnyOf(tuple(dict.fromkeys(plan_of(n) for n in node.nodes)))


@lru_cache(maxsize=32)
def _kept_union(node: Or) -> Plan:
    """The names of a concept: one question searches them together with this, that and the other."""
    return _union(node)


def known_until(until: dt.date) -> Between:
    """Only records that certainly existed by the end of this day."""
    return Between("since", 0, until.year * 10_000 + until.month * 100 + until.day)


def _term(term: Term) -> Plan:
    field = term.field
    if field in _TEXT:
        return _text(term)
    if field in DATES:
        return _range(term.text, term.text, field)
    if field in ("mh", "majr", "sh"):
        return _heading(term)
    if field == "pmid":
        numbers = [int(n) for n in term.text.replace(",", " ").split() if _is_pmid(n)]
        return AnyOf(tuple(Between("key", n, n) for n in numbers))
    if field in _PEOPLE:
        return _person(term)
    if field == "ad":
        return AllOf(_affiliation(term))
    if field in _WORDED:
        found = tuple(Exact("tags", f"{field}:{w}") for w in words_of(term.text))
        return AllOf(found) if found else NOTHING
    if field in _PREFIXED:
        return _value(term)
    raise QuerySyntaxError(f"this library cannot search the field [{field}]", column=1)


# ------------------------------------------------------------------ text


def _text(term: Term) -> Plan:
    chunks = [_words(chunk) for chunk in _said(term)]
    if term.truncated and chunks and chunks[-1]:
        last = words_of(term.text.split()[-1])[-1]
        chunks[-1] = (*chunks[-1][:-1], Word(last, prefix=True))
    words = tuple(word for chunk in chunks for word in chunk)
    if not words:
        return NOTHING
    fields = _TEXT[term.field]
    together = _in_any(fields, words)
    if term.phrase or len(chunks) == 1:
        return _or_identifier(term, together)
    apart = AllOf(tuple(_in_any(fields, chunk) for chunk in chunks if chunk))
    if not term.field and not term.truncated:
        return apart if len(apart.plans) > 1 else apart.plans[0]
    return FirstFound((together, apart)) if len(apart.plans) > 1 else together


def _said(term: Term) -> list[str]:
    """The words as typed; stop words of an untagged run are left out, as PubMed does."""
    chunks = term.text.split()
    if term.field or term.phrase:
        return chunks
    last = len(chunks) - 1 if term.truncated else -1
    said = [c for at, c in enumerate(chunks) if at == last or c.lower() not in STOP_WORDS]
    return said or chunks


def _words(chunk: str) -> tuple[Word, ...]:
    """The words of a chunk without blanks; ``diet*`` inside a phrase is a prefix too."""
    words = words_of(chunk)
    if chunk.endswith("*") and words:
        return (*(Word(w) for w in words[:-1]), Word(words[-1], prefix=True))
    return tuple(Word(w) for w in words)


def _in_any(fields: tuple[str, ...], words: tuple[Word, ...], slop: int = 0) -> Plan:
    plans = tuple(Words(field, words, slop) for field in fields)
    return plans[0] if len(plans) == 1 else AnyOf(plans)


def _or_identifier(term: Term, plan: Plan) -> Plan:
    """An untagged number may be a PMID, an untagged name an author."""
    if term.field not in ("", "all") or term.truncated:
        return plan
    value = normal(term.text)
    others: list[Plan] = [Exact("tags", f"aid:{value}"), Exact("tags", f"si:{value}")]
    if value.isdecimal() and len(value) < 10:
        others.append(Between("key", int(value), int(value)))
    elif not any(c.isdigit() for c in value):
        others.append(Exact("tags", f"au:{value}"))
        others.append(Exact("tags", f"au:{value} ", prefix=True))
    return AnyOf((plan, *others))


def _near(text: str, field: str, distance: int) -> Plan:
    """In any order up to four words, beyond that in the order given; a word counts once."""
    words = tuple(Word(w) for w in dict.fromkeys(words_of(text)))
    if field == "ad":
        raise QuerySyntaxError("this library keeps no word order for [ad]", column=1)
    if len(words) < 2:
        return _in_any(_TEXT[field], words) if words else NOTHING
    orders = permutations(words) if len(words) <= _MOST_ORDERS else [words]
    return AnyOf(tuple(_in_any(_TEXT[field], order, distance) for order in dict.fromkeys(orders)))


# ------------------------------------------------------------------ exact values


def _heading(term: Term) -> Plan:
    value = normal(term.text)
    star = "*" if term.field == "majr" else ""
    if term.field == "sh":
        return Exact("mesh", f"/{value}", term.truncated)
    return Exact("mesh", star + value.removeprefix("*"), term.truncated)


def _person(term: Term) -> Plan:
    """``smith j`` finds ``smith jb`` too, ``"smith j"`` does not; ``smith`` finds every Smith."""
    prefix = term.field
    value = normal(term.text.replace(".", " "))
    if "," not in term.text and prefix in ("fau", "fir"):
        last, _, fore = value.rpartition(" ")
        value = f"{last or fore}, {fore if last else ''}".rstrip(" ")
    exact = Exact("tags", f"{prefix}:{value}")
    if term.phrase and not term.truncated:
        return exact
    begins = value if term.truncated or " " in value else f"{value} "
    more = Exact("tags", f"{prefix}:{begins}", prefix=True)
    group = Exact("tags", f"cn:{value}", term.truncated)
    return AnyOf((exact, more, group) if term.field == "au" else (exact, more))


def _affiliation(term: Term) -> tuple[Plan, ...]:
    words = words_of(term.text)
    return tuple(
        Exact("affiliation", word, term.truncated and at == len(words) - 1)
        for at, word in enumerate(words)
    )


def _value(term: Term) -> Plan:
    prefix = _ALIAS.get(term.field, term.field)
    value = normal(term.text)
    if prefix == "la":
        value = _LANGUAGES.get(value, value)
    if prefix == "aid":
        value = value.removesuffix("[doi]").strip()
    if prefix == "sb":
        named = filter_named(term.text)
        if named is not None:
            return plan_of(named)
        if term.field == "filter" and value in _LANGUAGES:
            return Exact("tags", f"la:{_LANGUAGES[value]}")
        spellings = {value, value.replace(" ", "")}
        return AnyOf(tuple(Exact("tags", f"sb:{s}", term.truncated) for s in sorted(spellings)))
    return Exact("tags", f"{prefix}:{value}", term.truncated)


# ------------------------------------------------------------------ dates and numbers


def _range(low: str, high: str, field: str) -> Plan:
    if field in DATES:
        return Between(field, _day(low, first=True), _day(high, first=False))
    if field == "pmid":
        if not (_is_pmid(low) and _is_pmid(high)):
            raise QuerySyntaxError(f"no range of PMIDs: {low[:20]}:{high[:20]}", column=1)
        return Between("key", int(low), int(high))
    raise QuerySyntaxError(f"this library cannot search ranges of [{field}]", column=1)


def _is_pmid(text: str) -> bool:
    return text.isdecimal() and len(text) <= _PMID_DIGITS


def _day(text: str, *, first: bool) -> int:
    """yyyymmdd: the first or the last day that the words may mean."""
    found = _DATE.match(text.strip())
    if found is None:
        raise QuerySyntaxError(f"no date: {text!r} (write 2009, 2009/03 or 2009/03/31)", column=1)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        raise QuerySyntaxError(f"no such day: {text!r}", column=1)
    if first:
        return max(_DATE_LIMITS[0], year * 10_000 + (month or 1) * 100 + (day or 1))
    if day:
        return year * 10_000 + (month or 12) * 100 + day
    last = PartialDate(max(year, 1), month).last_day
    return year * 10_000 + last.month * 100 + last.day


def is_ranked(plan: Plan) -> bool:
    """Whether records can differ in score: some word or heading counts."""
    match plan:
        case AllOf(plans) | AnyOf(plans) | FirstFound(plans):
            return any(is_ranked(p) for p in plans)
        case But(wanted, _):
            return is_ranked(wanted)
        case Words():
            return True
        case Exact(field):
            return field in WEIGHTS
        case Between():
            return False
