"""What PubMed makes of a query before it searches: automatic term mapping and explosion.

Order after the PubMed User Guide: an untagged phrase is looked up in the MeSH table (headings,
entry terms, subheadings, publication types), then as a journal, an author, an investigator; the
first table that knows it ends the search. Without a match the last word is taken off and the rest
looked up again. What matched is searched in its field and in all fields. Quotes, a tag or an
asterisk switch mapping off. Nothing is dropped in silence: ``Mapped`` names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sceptic.library.filters import filter_named, flagged
from sceptic.library.qualifiers import narrower_qualifiers, narrower_types, qualifier_named
from sceptic.library.query import And, Near, Node, Not, Or, Term, all_of, printed, rewritten
from sceptic.library.thesaurus import Thesaurus
from sceptic.library.words import STOP_WORDS

LEAST_LETTERS = 4
"""Letters that PubMed wants before an asterisk."""

_INITIALS = re.compile(r"[a-z]{1,2}$", re.IGNORECASE)
_ALONE = re.compile(r"(?:^|\s)(?:\d+|[a-z])(?=\s|$)", re.IGNORECASE)
_LONGEST = 12
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Translation:
    """What one piece of the query became; ``by`` is the table that knew it."""

    words: str
    became: str
    by: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the translation tree: what stands there, what it searches, where that came from.

    ``text`` is an operator, or a piece of the query; ``by`` is empty where nothing was changed.
    """

    text: str
    node: Node
    by: str = ""
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """The query that is searched, and how it came about.

    ``node`` is the translation; the headings below its headings are added by the library.
    ``ignored`` are stop words; ``not_found`` are headings and subheadings that MeSH does not know;
    ``notes`` say where this library reads a query otherwise than PubMed.
    """

    node: Node
    translations: tuple[Translation, ...]
    ignored: tuple[str, ...]
    not_found: tuple[str, ...]
    tree: Branch
    notes: tuple[str, ...] = ()


def exploded(node: Node, thesaurus: Thesaurus) -> Node:
    """Every heading, subheading and type with what lies below it, unless ``:noexp`` or truncated,
    and every named filter as the query that it stands for.
    """
    return rewritten(node, lambda leaf: _exploded_leaf(leaf, thesaurus))


def _exploded_leaf(leaf: Node, thesaurus: Thesaurus) -> Node:
    if not isinstance(leaf, Term) or leaf.truncated:
        return leaf
    flag = flagged(leaf)
    if flag is not None:
        return exploded(flag, thesaurus)
    match leaf.field:
        case "mh" | "majr":
            found = _headings(leaf, thesaurus)
        case "sh":
            name = qualifier_named(leaf.text) or leaf.text
            found = [name, *(() if leaf.exact else narrower_qualifiers(name))]
        case "pt" if not leaf.exact:
            found = [leaf.text, *narrower_types(leaf.text)]
        case "sb" | "filter":
            named = filter_named(leaf.text)
            return leaf if named is None else exploded(named, thesaurus)
        case _:
            return leaf
    if found == [leaf.text]:
        return leaf
    nodes = tuple(Term(each, leaf.field, phrase=True, exact=True) for each in found)
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def _headings(leaf: Term, thesaurus: Thesaurus) -> list[str]:
    """PubMed explodes a heading and its subheading together or neither."""
    name, slash, qualifier = leaf.text.partition("/")
    heading = thesaurus.heading(name)
    headings = [heading or name.strip()]
    if heading and not leaf.exact:
        headings += thesaurus.narrower(heading)
    if not slash:
        return headings if heading else [leaf.text]
    known = qualifier_named(qualifier)
    qualifiers = [known or qualifier.strip()]
    if known and not leaf.exact:
        qualifiers += narrower_qualifiers(known)
    return [f"{one}/{sub}" for one in headings for sub in qualifiers]


def mapped(node: Node, thesaurus: Thesaurus, holds: Callable[[Node], bool]) -> Mapped:
    """Automatic term mapping of every untagged term.

    Args:
        node: the query as parsed.
        thesaurus: the headings to look up.
        holds: whether the library has any record for a term; asked for publication types,
            journals and people.

    """
    mapper = _Mapper(thesaurus, holds)
    tree = mapper.branch(node)
    return Mapped(
        tree.node,
        tuple(mapper.translations),
        tuple(dict.fromkeys(mapper.ignored)),
        tuple(dict.fromkeys(mapper.not_found)),
        tree,
        tuple(dict.fromkeys(mapper.notes)),
    )


class _Mapper:
    def __init__(self, thesaurus: Thesaurus, holds: Callable[[Node], bool]) -> None:
        self._thesaurus = thesaurus
        self._holds = holds
        self.translations: list[Translation] = []
        self.ignored: list[str] = []
        self.not_found: list[str] = []
        self.notes: list[str] = []

    def branch(self, node: Node) -> Branch:
        match node:
            case And(nodes):
                branches = tuple(self.branch(n) for n in nodes)
                return Branch("AND", And(tuple(b.node for b in branches)), "", branches)
            case Or(nodes):
                branches = tuple(self.branch(n) for n in nodes)
                return Branch("OR", Or(tuple(b.node for b in branches)), "", branches)
            case Not(wanted, unwanted):
                branches = (self.branch(wanted), self.branch(unwanted))
                return Branch("NOT", Not(branches[0].node, branches[1].node), "", branches)
            case Term():
                return self._term(node)
            case _:
                return Branch(printed(node), node, "near" if isinstance(node, Near) else "")

    def _term(self, term: Term) -> Branch:
        text = printed(term)
        flag = flagged(term)
        if flag is not None:
            return Branch(text, flag, "filter")
        if term.truncated:
            return Branch(text, term, self._truncated(term))
        match term.field:
            case "mh" | "majr":
                return Branch(text, term, self._heading(term))
            case "sh":
                return Branch(text, term, self._subheading(term.text, exact=term.exact))
            case "sb" | "filter":
                named = filter_named(term.text)
                below = () if named is None else (_plain_branch(named),)
                return Branch(text, term, "filter" if below else "", below)
            case "pt" if not term.exact and (types := narrower_types(term.text)):
                return Branch(text, term, f"with {len(types)} types below it")
        if term.field or term.phrase or "*" in term.text:
            return Branch(text, term)
        return self._untagged(term)

    def _truncated(self, term: Term) -> str:
        letters = len(term.text.rsplit(maxsplit=1)[-1])
        if letters < LEAST_LETTERS:
            self.notes.append(
                f"PubMed wants {LEAST_LETTERS} letters before an asterisk;"
                f" here {printed(term)} finds every word that begins so"
            )
        return "every word that begins so"

    def _heading(self, term: Term) -> str:
        name, slash, qualifier = term.text.partition("/")
        heading = self._thesaurus.heading(name)
        said = self._subheading(qualifier, exact=term.exact) if slash else ""
        if heading is None:
            if self._thesaurus.is_complete:
                self.not_found.append(f"{name.strip()} (no heading of MeSH)")
                return "not in MeSH"
            return "as written, no MeSH is loaded"
        below = 0 if term.exact else len(self._thesaurus.narrower(heading))
        parts = [f"MeSH: {heading}" + (f" and {below} below it" if below else ""), said]
        return "; ".join(part for part in parts if part)

    def _subheading(self, text: str, *, exact: bool) -> str:
        name = qualifier_named(text)
        if name is None:
            self.not_found.append(f"{text.strip()} (no subheading of MeSH)")
            return "not in MeSH"
        below = () if exact else narrower_qualifiers(name)
        return f"subheading: {name}" + (f" and {len(below)} below it" if below else "")

    # -------------------------------------------------------------- untagged words

    def _untagged(self, term: Term) -> Branch:
        words = term.text.split()
        branches: list[Branch] = []
        while words:
            found, count = self._longest(words)
            if found is not None:
                branches.append(found)
            words = words[count:]
        if not branches:
            return Branch(term.text, term, "stop words, searched because nothing else is there")
        if len(branches) == 1 and branches[0].text == term.text:
            return branches[0]
        node = all_of(*(b.node for b in branches))
        return Branch(term.text, node, "words joined by AND", tuple(branches))

    def _longest(self, words: list[str]) -> tuple[Branch | None, int]:
        """The longest start of the words that means something, and how many words it takes."""
        if words[0].lower() in STOP_WORDS:
            self.ignored.append(words[0])
            return None, 1
        for count in range(min(len(words), _LONGEST), 0, -1):
            text = " ".join(words[:count])
            found = self._looked_up(text)
            if found is not None:
                return self._translated(text, *found), count
        if words[0] in ("or", "not"):
            capitals = words[0].upper()
            self.notes.append(f"{words[0]!r} is looked for as a word; the operator is {capitals}")
        return self._translated(words[0], (_everywhere(words[0]),), "words"), 1

    def _translated(self, text: str, nodes: tuple[Node, ...], by: str) -> Branch:
        node = nodes[0] if len(nodes) == 1 else Or(nodes)
        self.translations.append(Translation(text, printed(node), by))
        below = tuple(Branch(printed(n), n) for n in nodes) if len(nodes) > 1 else ()
        return Branch(text, node, by, below)

    def _looked_up(self, text: str) -> tuple[tuple[Node, ...], str] | None:
        """The tables in PubMed's order."""
        found = self._in_mesh(text)
        if found:
            return found, "MeSH"
        words = text.count(" ") + 1
        journal = Term(text, "ta", phrase=True)
        if (words > 1 or self._thesaurus.is_complete) and self._holds(journal):
            return (journal, *_in_all_fields(text)), "journal"
        return self._person(text) if 1 < words <= _MOST_NAMES else None

    def _in_mesh(self, text: str) -> tuple[Node, ...]:
        heading = self._thesaurus.heading(text)
        tagged: list[Node] = []
        if (name := qualifier_named(text)) and len(text) > 2:
            tagged.append(Term(name, "sh", phrase=True))
        kind = Term(text, "pt", phrase=True)
        if self._holds(kind):
            tagged.append(kind)
        if heading is not None:
            tagged.append(Term(heading, "mh", phrase=True))
        if not tagged:
            return ()
        turned = _turned(heading) if heading else ""
        same = turned.lower() in (text.lower(), "")
        return (*tagged, *(() if same else _in_all_fields(turned)), *_in_all_fields(text))

    def _person(self, text: str) -> tuple[tuple[Node, ...], str] | None:
        for full, short, by in (("fau", "au", "author"), ("fir", "ir", "investigator")):
            for name in _full_names(text):
                node = Term(name, full, phrase=True)
                if self._holds(node):
                    return (node,), f"full {by}"
            person = Term(text, short)
            if _INITIALS.match(text.rpartition(" ")[2]) and self._holds(person):
                return (person,), by
        return None


def _full_names(text: str) -> tuple[str, ...]:
    """``julia s wong`` and ``wong julia s`` -> ``wong, julia s``."""
    words = text.replace(",", " ").split()
    if len(words) < 2:
        return ()
    return (f"{words[-1]}, {' '.join(words[:-1])}", f"{words[0]}, {' '.join(words[1:])}")


def _turned(heading: str) -> str:
    """``Diabetes Mellitus, Type 2`` -> ``Type 2 Diabetes Mellitus``, as abstracts say it."""
    return " ".join(reversed(heading.split(", ")))


def _in_all_fields(text: str) -> tuple[Node, ...]:
    """The words anywhere and the phrase; the phrase alone where a number or a letter stands alone,
    as PubMed has it for "vitamin c".
    """
    phrase = Term(text, "all", phrase=True)
    together = _everywhere(text)
    return (phrase,) if together == phrase or _ALONE.search(text) else (together, phrase)


def _everywhere(text: str) -> Node:
    words = [w for w in text.split() if w.lower() not in STOP_WORDS] or text.split()
    return all_of(*(Term(word, "all", phrase=True) for word in words))


def _plain_branch(node: Node) -> Branch:
    """A part of a translation: nothing in it is mapped again."""
    match node:
        case And(nodes) | Or(nodes):
            text = "AND" if isinstance(node, And) else "OR"
            return Branch(text, node, "", tuple(_plain_branch(n) for n in nodes))
        case Not(wanted, unwanted):
            return Branch("NOT", node, "", (_plain_branch(wanted), _plain_branch(unwanted)))
        case _:
            return Branch(printed(node), node)
