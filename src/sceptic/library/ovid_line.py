"""One line of an Ovid strategy -> a query node: terms, headings, operators, field codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sceptic.errors import QuerySyntaxError
from sceptic.library.qualifiers import CODES
from sceptic.library.query import And, Near, Node, Not, Or, Term, any_of, rewritten, term_of

_FIELDS = {
    **dict.fromkeys(("tw", "ti,ab", "ab,ti", "tiab"), "tiab"),
    **dict.fromkeys(("mp", "mp,pt", "hw", "ti,ab,sh", "ab,sh,ti", "sh,ti,ab"), "tw"),
    "ti": "ti",
    "m_titl": "ti",
    "ab": "ab",
    "af": "all",
    "pt": "pt",
    "sh": "sh_",
    "nm": "nm",
    "rn": "rn",
    "au": "au",
    "in": "ad",
    "la": "la",
    "lg": "la",
    "fs": "sh",
    "xs": "sh",
    "kw": "ot",
    "kf": "ot",
    "ot": "tt",
    "ui": "pmid",
    "jn": "ta",
    "jw": "ta",
    "so": "ta",
    "yr": "dp",
    "dp": "dp",
    "sb": "sb",
    "rw": "tw",
    "ed": "edat",
    "em": "edat",
}
_ALONE = frozenset({"dp", "ed", "em", "la", "lg", "pt", "ui", "yr"})
"""Fields that mean nothing together with fields of text."""
_APART = "truncated words near each other are joined by AND"
ENTRY_NOTE = "Ovid's entry date is taken as the day a record came into PubMed"
_GLUED = re.compile(r"(?<=[*$])(?=(?:or|and|not)\b)", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})(\d\d)?(\d\d)?$")
_MOST_NOTS = 50
_LETTERS = ("a", "e", "i", "o", "u", "y", "s", "z")
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) |
        (?P<heading>(?:exp\s+)?\*?(?:"[^"]{1,150}"|[^()"/\n.]{0,150}?[^()"/\n\s.])/
            (?:[a-z]{2}\b(?:\s*,\s*[a-z]{2}\b)*(?:\s*\[[^\]]*\])?)?) |
        (?P<fields>\.\s*[a-z_]{2,6}(?:\s*,\s*[a-z_]{2,6})*\s*(?:\.|(?=\)|\s|$))) |
        (?P<operator>(?:and|or|not|adj\d*|near/?\d*|next)(?=[\s()]|$)) |
        "(?P<phrase>[^"]*)" |
        (?P<word>(?:[^\s()."]|\.(?!\s*[a-z_]{2,6}(?:\s*,\s*[a-z_]{2,6})*\s*(?:[.)\s]|$)))+|\.)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_HEAD_START = re.compile(r"\b(?:and|or|not)\b|\b(?:adj|near)\d*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Adjacent:
    """``left adjN right``, until the field is known."""

    left: _Part
    right: _Part
    distance: int


_Part = Node | _Adjacent


class Context(Protocol):
    """The strategy that a line stands in."""

    notes: list[str]

    def earlier(self, number: int) -> Node | None:
        """What an earlier line searches, ``None`` if there is no such line above."""

    def refused(self, why: str, column: int) -> QuerySyntaxError:
        """The error for this line; ``column`` counts from 0."""


class Line:
    """One line of terms, headings and operators, read from left to right.

    Operators bind as Ovid's do: ADJ first, then NOT and AND, then OR.
    """

    def __init__(self, strategy: Context, text: str, start: int) -> None:
        self._strategy = strategy
        self._start = start
        self._text = text
        self._tokens = self._tokenised()
        self._at = 0
        self._depth = self._nots = 0

    def _tokenised(self) -> list[tuple[str, str, int]]:
        tokens: list[tuple[str, str, int]] = []
        at = 0
        text = self._text.rstrip()
        if glued := _GLUED.search(text):
            column = self._start + glued.start()
            raise self._strategy.refused("a blank is missing before the operator", column)
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise self._strategy.refused(
                    f"cannot read {text[at : at + 20]!r}", self._start + at
                )
            kind = str(found.lastgroup)
            if kind == "heading":
                inside = list(_HEAD_START.finditer(found["heading"].split("/")[0]))
                if inside and not found["heading"].lstrip("exp *").startswith('"'):
                    found = _TOKEN_NO_HEADING.match(text, at)
                    assert found is not None
                    kind = str(found.lastgroup)
            tokens.append((kind, found[kind], self._start + found.start(kind)))
            at = found.end()
        tokens.append(("end", "", self._start + len(text)))
        return tokens

    def node(self) -> Node:
        part = self._any()
        kind, text, column = self._tokens[self._at]
        if kind != "end":
            raise self._strategy.refused(f"not expected here: {text[:20]!r}", column)
        return self._in_field(part, "tw", column)

    def _any(self) -> _Part:
        return self._joined("or", lambda: self._joined("and", self._near))

    def _joined(self, operator: str, operand: Callable[[], _Part]) -> _Part:
        run = [operand()]
        while True:
            kind, text, column = self._tokens[self._at]
            word = text.lower()
            if kind == "fields" and operator == "or":
                self._at += 1
                whole = self._collapsed(operator, run, column)
                run = [self._in_field(whole, self._field(text, column), column)]
            elif kind == "operator" and word == operator:
                self._at += 1
                run.append(operand())
            elif kind == "operator" and word == "not" and operator == "and":
                self._at += 1
                self._nots += 1
                if self._nots > _MOST_NOTS:
                    raise self._strategy.refused("too many NOTs in one line", column)
                left = self._plain(self._collapsed(operator, run, column), column)
                run = [Not(left, self._plain(operand(), column))]
            else:
                return self._collapsed(operator, run, column)

    def _collapsed(self, operator: str, run: list[_Part], column: int) -> _Part:
        if len(run) == 1:
            return run[0]
        nodes = tuple(self._plain(part, column) for part in run)
        return And(nodes) if operator == "and" else Or(nodes)

    def _plain(self, part: _Part, column: int) -> Node:
        return self._in_field(part, "", column) if isinstance(part, _Adjacent) else part

    def _near(self) -> _Part:
        part = self._unit()
        while True:
            kind, text, column = self._tokens[self._at]
            word = text.lower()
            if kind != "operator" or word in ("and", "or", "not"):
                return part
            self._at += 1
            digits = "".join(c for c in word if c.isdigit())
            if len(digits) > 2:
                raise self._strategy.refused("ADJ takes a number up to 99", column)
            part = _Adjacent(part, self._unit(), max(int(digits or 1) - 1, 0))

    def _unit(self) -> _Part:
        kind, text, column = self._tokens[self._at]
        self._at += 1
        part: _Part
        match kind:
            case "open":
                self._depth += 1
                if self._depth > 60:
                    raise self._strategy.refused("parentheses too deep", column)
                part = self._any()
                if self._tokens[self._at][0] != "close":
                    raise self._strategy.refused("a parenthesis is not closed", column)
                self._at += 1
                self._depth -= 1
            case "heading":
                return self._heading(text, column)
            case "phrase" | "word":
                part = self._words(text, kind, column)
            case _:
                raise self._strategy.refused("a term is missing here", column)
        kind, text, column = self._tokens[self._at]
        if kind == "fields":
            self._at += 1
            return self._in_field(part, self._field(text, column), column)
        return part

    def _words(self, text: str, kind: str, column: int) -> Node:
        words = [text]
        while kind == "word" and self._tokens[self._at][0] == "word":
            words.append(self._tokens[self._at][1])
            self._at += 1
        joined = " ".join(words).strip(" .,;:")
        number = joined.lstrip("#")
        if number.isdecimal() and len(number) <= 3:
            earlier = self._strategy.earlier(int(number))
            if earlier is not None:
                return earlier
        return self._term(joined, column)

    def _term(self, text: str, column: int) -> Node:
        spelt = self._spelt(text, column)
        if len(spelt) > 1:
            return Or(tuple(self._term(one, column) for one in spelt))
        if re.search(r"[$*]\d", text):
            text = re.sub(r"([$*])\d+", r"\1", text)
            self._strategy.notes.append("limited truncation is taken as unlimited")
        text = text.replace("$", "*").replace(":", " ")
        words = " ".join(re.sub(r'[()\[\]"]', " ", text).split())
        bare = words.rstrip("* ")
        if not bare.replace("*", "").strip():
            raise self._strategy.refused("an empty term", column)
        if "*" in bare and re.search(r"\*\S", bare):
            raise self._strategy.refused("PubMed truncates at the end of a word only", column)
        try:
            return Term(bare, "", phrase=" " in bare, truncated=words.endswith("*"))
        except ValueError:
            return term_of(bare, "", truncated=words.endswith("*"))

    def _spelt(self, text: str, column: int) -> list[str]:
        """``an?emia`` (one letter or none) and ``wom#n`` (one letter) in their spellings."""
        found = re.search(r"\?|(?<=\w)#", text)
        if found is None:
            return [text]
        at = found.start()
        if at == 0 or text.count("?") + text.count("#") > 2:
            raise self._strategy.refused("too many wildcards for one letter", column)
        self._strategy.notes.append("a wildcard for one letter stands for a vowel, s or z")
        letters = _LETTERS if found[0] == "#" else ("", *_LETTERS)
        each = [text[:at] + letter + text[at + 1 :] for letter in letters]
        return [word for one in each for word in self._spelt(one, column)]

    def _heading(self, text: str, column: int) -> Node:
        name, _, subs = text.rpartition("/")
        explode = name.lower().startswith("exp ")
        name = name[4:] if explode else name
        major = name.strip().startswith("*")
        name = " ".join(name.strip().lstrip("*").strip('" ').split())
        field = "majr" if major else "mh"
        if not name:
            raise self._strategy.refused("a heading without a name", column)
        codes = [c.strip().lower() for c in re.sub(r"\[.*", "", subs).split(",") if c.strip()]
        unknown = [c for c in codes if c not in CODES]
        if unknown:
            raise self._strategy.refused(f"unknown subheading {unknown[0]!r}", column)
        names = [f"{name}/{CODES[c]}" for c in codes] or [name]
        return any_of(*(Term(n, field, phrase=True, exact=not explode) for n in names))

    def _field(self, text: str, column: int) -> str:
        codes = sorted(code.strip().lower() for code in text.strip(". ").split(","))
        key = ",".join(codes)
        if key in _FIELDS:
            return _FIELDS[key]
        if set(codes) <= {"ti", "ab", "tw", "kw", "kf", "ot"}:
            return "tiab"
        if set(codes) <= set(_FIELDS) - _ALONE:
            return "tw" if not set(codes) & {"af", "in"} else "all"
        raise self._strategy.refused(f"unknown field .{key}.", column)

    # -------------------------------------------------------------- fields

    def _in_field(self, part: _Part, field: str, column: int) -> Node:
        if isinstance(part, _Adjacent):
            return self._adjacent(part, field or "tiab", column)
        return rewritten(part, lambda leaf: self._tagged(leaf, field))

    def _tagged(self, leaf: Node, field: str) -> Node:
        if not isinstance(leaf, Term) or leaf.field or not field:
            return leaf
        if field == "sh_":
            return Term(leaf.text, "mh", phrase=True, truncated=leaf.truncated, exact=True)
        if field in ("pmid", "dp"):
            return term_of(leaf.text, field)
        if field == "edat":
            return self._entered(leaf)
        return Term(leaf.text, field, phrase=leaf.phrase, truncated=leaf.truncated)

    def _entered(self, leaf: Term) -> Node:
        """``2012*``, ``201112*``: a year or a month in which records came."""
        found = _YEAR_MONTH.match(leaf.text)
        self._strategy.notes.append(ENTRY_NOTE)
        date = "/".join(part for part in found.groups() if part) if found else leaf.text
        return Term(date, "edat")

    def _adjacent(self, part: _Adjacent, field: str, column: int) -> Node:
        if isinstance(part.left, _Adjacent) and self._is_truncated(part.left, column):
            self._strategy.notes.append(_APART)
            rights = self._options(part.right, column)
            where = "ti" if field == "ti" else "tiab"
            right = any_of(*(self._tagged_term(term, where) for term in rights))
            return And((self._adjacent(part.left, field, column), right))
        lefts, rights = self._options(part.left, column), self._options(part.right, column)
        where = "ti" if field == "ti" else "tiab"
        pairs: list[Node] = []
        for left in lefts:
            for right in rights:
                if len(pairs) > 400:
                    raise self._strategy.refused("too many words near each other", column)
                pairs.append(self._pair(left, right, where, part.distance))
        return any_of(*dict.fromkeys(pairs))

    def _pair(self, left: Term, right: Term, where: str, distance: int) -> Node:
        if left.truncated or right.truncated or "*" in left.text + right.text:
            self._strategy.notes.append(_APART)
            return And((self._tagged_term(left, where), self._tagged_term(right, where)))
        return Near(f"{left.text} {right.text}", where, distance)

    def _is_truncated(self, part: _Adjacent, column: int) -> bool:
        if isinstance(part.left, _Adjacent):
            return self._is_truncated(part.left, column)
        ends = (*self._options(part.left, column), *self._options(part.right, column))
        return any(term.truncated or "*" in term.text for term in ends)

    def _tagged_term(self, term: Term, field: str) -> Node:
        return Term(term.text, field, phrase=term.phrase, truncated=term.truncated)

    def _options(self, part: _Part, column: int) -> list[Term]:
        """The terms that may stand at one end of ADJ."""
        if isinstance(part, Term) and not part.field:
            return [part]
        if isinstance(part, Or):
            return [term for node in part.nodes for term in self._options(node, column)]
        if isinstance(part, _Adjacent):
            lefts, rights = self._options(part.left, column), self._options(part.right, column)
            whole = [(a, b) for a in lefts for b in rights]
            if all(not a.truncated and "*" not in a.text for a, _ in whole) and len(whole) <= 60:
                self._strategy.notes.append("three words near each other share one distance")
                return [
                    Term(f"{a.text} {b.text}", "", phrase=True, truncated=b.truncated)
                    for a, b in whole
                ]
        raise self._strategy.refused("only words and their alternatives may be near", column)


_TOKEN_NO_HEADING = re.compile(
    re.sub(r"\(\?P<heading>.*?\)\?\)\?\) \|\n", "", _TOKEN.pattern, flags=re.DOTALL), _TOKEN.flags
)
