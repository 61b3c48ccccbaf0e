"""Text -> query nodes: the reading half of ``query``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from sceptic.errors import QuerySyntaxError
from sceptic.library.fields import EXPLODING, NEARBY, RANGED, field_named, spellings
from sceptic.library.query import DEEPEST, And, Earlier, Near, Node, Not, Or, Range, Term

LONGEST = 1_000_000
"""Characters of a query; a longer one is refused."""

MOST_TERMS = 10_000
"""Terms of a query; a list of more PMIDs fits into one term: ``1 2 3[pmid]``."""

_LONGEST_NUMBER = 10

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) |
        "(?P<phrase>[^"]*)(?P<endquote>"?) |
        \[(?P<tag>[^\[\]]*)(?P<endtag>\]?) |
        (?P<stray>\]) |
        (?P<word>[^\s()\[\]"]+)
    )""",
    re.VERBOSE,
)
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "＂": '"'})
_OPERATORS = ("AND", "OR", "NOT")
_SMALL = frozenset({"and", "or", "not"})
_CLOSING = frozenset({"close", "tag", "phrase"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def parsed(text: str) -> Node:
    """See ``query.parse``."""
    if len(text) > LONGEST:
        raise QuerySyntaxError("the query is longer than a million characters", column=LONGEST)
    parser = _Parser(_tokens(text.translate(_CURLY)))
    node = parser.expression(0)
    rest = parser.peek()
    if rest.kind != "end":
        raise QuerySyntaxError("a parenthesis is closed that was never opened", column=rest.column)
    return node


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    before = ""
    while match := _TOKEN.match(text, at):
        kind = str(match.lastgroup)
        kind = {"endquote": "phrase", "endtag": "tag"}.get(kind, kind)
        column = match.start(kind) + 1 - (kind in ("phrase", "tag"))
        if kind == "phrase" and not match["endquote"]:
            raise QuerySyntaxError("a quotation mark is not closed", column=column)
        if (kind == "tag" and not match["endtag"]) or kind == "stray":
            raise QuerySyntaxError("a square bracket stands alone", column=column)
        token = _Token(kind, match[kind], column)
        if kind == "word" and before in _CLOSING and token.text in _SMALL:
            # published searches write "Animals[Mesh] not (Humans[Mesh])": no word is meant
            token = _Token("word", token.text.upper(), column)
        tokens.extend(_split(token))
        before = kind
        at = match.end()
    tokens.append(_Token("end", "", len(text.rstrip()) + 1))
    return tokens


def _split(token: _Token) -> list[_Token]:
    """Tell operators, history and the colons of ranges from words."""
    text, column = token.text, token.column
    if token.kind != "word":
        return [token]
    if text in _OPERATORS:
        return [_Token("operator", text, column)]
    if text[0] == ":" or text[-1] == ":":
        inner = text.strip(":")
        left = len(text) - len(text.lstrip(":"))
        colon = [_Token("colon", ":", column)] if left else []
        word = _split(_Token("word", inner, column + left)) if inner else []
        last = [_Token("colon", ":", column + len(text) - 1)] if inner and text[-1] == ":" else []
        return colon + word + last
    if text[0] == "#":
        if not text[1:].isdecimal() or len(text) > _LONGEST_NUMBER:
            raise QuerySyntaxError("after # stands the number of a search", column=column)
        return [_Token("earlier", text[1:], column)]
    return [token]


class _Parser:
    """Recursive descent over the tokens; one method for each rule of the grammar."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = self._terms = 0

    def peek(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def expression(self, depth: int) -> Node:
        """Operands joined by operators, from left to right."""
        if depth > DEEPEST:
            raise QuerySyntaxError("parentheses too deep", column=self.peek().column)
        node = self._operand(depth)
        run: list[Node] = [node]
        joiner = ""
        levels = depth
        while (token := self.peek()).kind not in ("close", "end"):
            operator = self._operator()
            right = self._operand(depth)
            if operator != joiner or operator == "NOT":
                if joiner:
                    run = [_joined(joiner, run)]
                    levels += 1
                joiner = operator
            run.append(right)
            if levels > DEEPEST:
                raise QuerySyntaxError("operators too deep: add parentheses", column=token.column)
        return _joined(joiner, run) if joiner else node

    def _operator(self) -> str:
        """The operator before the next operand; AND where none is written."""
        if self.peek().kind != "operator":
            return "AND"
        operator = self._next().text
        if operator == "AND" and self.peek().text == "NOT" and self.peek().kind == "operator":
            return self._next().text
        return operator

    def _operand(self, depth: int) -> Node:
        token = self.peek()
        match token.kind:
            case "open":
                self._next()
                node = self.expression(depth + 1)
                if self.peek().kind != "close":
                    raise QuerySyntaxError("a parenthesis is not closed", column=token.column)
                self._next()
                return node
            case "earlier":
                return Earlier(int(self._next().text))
            case "phrase" | "word":
                return self._leaf()
            case "operator":
                message = f"{token.text} has nothing before it"
            case "tag":
                message = "a field tag has no words before it"
            case "colon":
                message = "a colon has nothing before it"
            case "close" | "end" if self._at == 0:
                message = "the query is empty"
            case _:
                message = "something is missing here"
        raise QuerySyntaxError(message, column=token.column)

    def _leaf(self) -> Node:
        first = self.peek()
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise QuerySyntaxError(f"more than {MOST_TERMS} terms", column=first.column)
        text, phrase = self._words()
        tag = self._tag()
        if self.peek().kind == "colon":
            return self._range(text, tag, first.column)
        field, modifier = _field_of(tag)
        if modifier.startswith("~"):
            return _near(text, field, modifier, tag or first)
        low, colon, high = text.partition(":")
        if field in RANGED and colon and not phrase:
            return _range_of(low, high, field, first.column)
        return _term(text, field, phrase, modifier, tag, first)

    def _words(self) -> tuple[str, bool]:
        """One phrase, or the run of words up to a tag, an operator, a bracket."""
        token = self._next()
        if token.kind == "phrase":
            text = " ".join(token.text.split())
            if not text.strip("*"):
                raise QuerySyntaxError("the quotation marks are empty", column=token.column)
            return text, True
        words = [token.text]
        while self.peek().kind == "word":
            words.append(self._next().text)
        return " ".join(words), False

    def _tag(self) -> _Token | None:
        return self._next() if self.peek().kind == "tag" else None

    def _range(self, low: str, low_tag: _Token | None, column: int) -> Node:
        self._next()
        if self.peek().kind not in ("phrase", "word"):
            raise QuerySyntaxError("a range has no upper limit", column=self.peek().column)
        high, _ = self._words()
        tag = self._tag() or low_tag
        if tag is None:
            raise QuerySyntaxError("a range needs a field tag", column=column)
        field, _ = _field_of(tag)
        if low_tag is not None and _field_of(low_tag)[0] != field:
            raise QuerySyntaxError("a range has two different fields", column=tag.column)
        return _range_of(low, high, field, column)


def _joined(operator: str, nodes: list[Node]) -> Node:
    if operator == "NOT":
        return Not(nodes[0], nodes[1])
    return And(tuple(nodes)) if operator == "AND" else Or(tuple(nodes))


def _field_of(tag: _Token | None) -> tuple[str, str]:
    """Field and modifier: ``("mh", "noexp")``, ``("tiab", "~3")``, ``("", "")`` without a tag."""
    if tag is None:
        return "", ""
    spelt, _, modifier = tag.text.partition(":")
    field = field_named(spelt)
    modifier = modifier.strip().lower()
    if field is None:
        shown = spelt.strip()[:40]
        near = get_close_matches(shown.lower(), spellings(), n=1)
        hint = f"did you mean [{near[0]}]?" if near else ""
        message = f"unknown field tag [{shown}]"
        raise QuerySyntaxError(message, column=tag.column, hint=hint)
    usable = {
        "": True,
        "exp": field in EXPLODING,
        "noexp": field in EXPLODING,
    }.get(modifier, field in NEARBY and modifier[:1] == "~" and modifier[1:].isdecimal())
    if not usable or len(modifier) > 5:
        raise QuerySyntaxError(f"[{field}] takes no {modifier[:20]!r}", column=tag.column)
    return field, modifier


def _near(text: str, field: str, modifier: str, tag: _Token) -> Near:
    if "*" in text:
        raise QuerySyntaxError("words near each other cannot be truncated", column=tag.column)
    try:
        return Near(text, field, int(modifier[1:]))
    except ValueError as error:
        raise QuerySyntaxError(str(error), column=tag.column) from error


def _range_of(low: str, high: str, field: str, column: int) -> Range:
    if field not in RANGED:
        raise QuerySyntaxError(f"[{field}] takes no range", column=column)
    if not low.strip() or not high.strip() or ":" in high:
        raise QuerySyntaxError("a range has two limits", column=column)
    return Range(low.strip(), high.strip(), field)


def _term(
    text: str, field: str, phrase: bool, modifier: str, tag: _Token | None, first: _Token
) -> Term:
    words = text.rstrip("*").rstrip()
    if not words:
        raise QuerySyntaxError("an asterisk needs letters before it", column=first.column)
    try:
        return Term(words, field, phrase, text.endswith("*"), modifier == "noexp")
    except ValueError as error:
        raise QuerySyntaxError(str(error), column=(tag or first).column) from error
