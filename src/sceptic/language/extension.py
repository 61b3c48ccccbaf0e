"""The vocabulary with a whole MeSH behind it.

Shipped concepts come first. A MeSH concept whose preferred name, or whose heading and one of whose
names, is a shipped concept's own is that concept: it lends it its further names and its scope
note. Of every other, the names that no shipped concept has are added. A heading alone proves
nothing: "dry skin" is filed under "Skin Diseases" and is not the same (DESIGN 4.4).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.text import normalised
from sceptic.language.vocabulary import Entry, Vocabulary

PREFIX = "mesh:"
MOST_BELOW = 60
"""A concept with more MeSH headings below it than this is not opened into them: a claim about
infections is searched by its heading, not by the names of two thousand diseases."""
MOST_NAMES = 60


class Name(NamedTuple):
    """A name in normal form; ``surface`` is set where its capitals are part of it."""

    words: tuple[str, ...]
    surface: str
    concept_id: str
    kind: ConceptKind


class MoreConcepts(Protocol):
    """Concepts looked up one at a time. Ids start with ``mesh:``; a name belongs to one of them."""

    @property
    def version(self) -> str:
        """Digest of the file they come from."""

    def concept(self, concept_id: str) -> Concept | None:
        """The concept with its parents among these, ``None`` if there is none."""

    def starting_with(self, word: str) -> tuple[Name, ...]:
        """Names whose first word, in normal form, is this one."""

    def with_name(self, words: str) -> str:
        """The id of the concept with this name in normal form, empty if there is none."""

    def narrower(self, concept_id: str) -> tuple[str, ...]:
        """Ids one step below."""

    def below(self, concept_id: str) -> int:
        """How many lie below in all."""

    def has_word(self, word: str) -> bool:
        """Whether any name holds this word, given in normal form."""


class _Extension:
    """What MeSH adds to the shipped concepts, worked out when it is asked for and kept."""

    def __init__(self, shipped: Vocabulary, more: MoreConcepts) -> None:
        self.shipped = shipped
        self.more = more
        self._by_heading: dict[tuple[ConceptKind, str], list[Concept]] = {}
        for concept in shipped.concepts:
            for heading in concept.headings:
                self._by_heading.setdefault((concept.kind, heading.casefold()), []).append(concept)
        self._entries: dict[tuple[ConceptKind, str], tuple[Entry, ...]] = {}
        self._raw: dict[str, Concept | None] = {}
        self._owners: dict[str, Concept | None] = {}
        self._lenders: dict[tuple[ConceptKind, str], tuple[Concept, ...]] = {}
        self._whole: dict[tuple[ConceptKind, str], Concept] = {}

    def entries(self, kind: ConceptKind, word: str) -> tuple[Entry, ...]:
        """Names of a kind that start with a word, the longest first; a name that any shipped
        concept has, of whatever kind, is that concept's alone.
        """
        key = (kind, word)
        if key not in self._entries:
            self._settle(word)
        return self._entries[key]

    def _settle(self, word: str) -> None:
        """Put the names of every kind that start with a word in order, all at once."""
        by_kind = {kind: list(self.shipped.entries(kind, word)) for kind in ConceptKind}
        taken = {entry.words for entries in by_kind.values() for entry in entries}
        for name in self.more.starting_with(word):
            if name.words not in taken:
                entry = Entry(name.words, name.concept_id, name.surface)
                by_kind[name.kind].append(entry)
        for kind, entries in by_kind.items():
            self._entries[kind, word] = tuple(sorted(entries, key=lambda e: -len(e.words)))

    def _is_shipped(self, words: tuple[str, ...]) -> bool:
        return any(e.words == words for k in ConceptKind for e in self.shipped.entries(k, words[0]))

    def raw(self, concept_id: str) -> Concept | None:
        """The concept as MeSH has it."""
        if concept_id not in self._raw:
            self._raw[concept_id] = self.more.concept(concept_id)
        return self._raw[concept_id]

    def owner(self, concept_id: str) -> Concept | None:
        """The shipped concept that a MeSH concept is, ``None`` if it is one of its own."""
        if concept_id not in self._owners:
            raw = self.raw(concept_id)
            self._owners[concept_id] = self._same_as(raw) if raw else None
        return self._owners[concept_id]

    def _same_as(self, raw: Concept) -> Concept | None:
        named = self.shipped.named(raw.name, raw.kind)
        if named is not None:
            return named
        names = {normalised(name) for name in raw.names}
        for heading in raw.headings:
            for concept in self._by_heading.get((raw.kind, heading.casefold()), ()):
                if not names.isdisjoint(normalised(name) for name in concept.names):
                    return concept
        return None

    def lenders(self, concept: Concept) -> tuple[Concept, ...]:
        """The MeSH concepts that a shipped one is, in the order of its names."""
        key = (concept.kind, concept.id)
        if key not in self._lenders:
            said = (*concept.names, *map(in_reading_order, concept.headings))
            ids = dict.fromkeys(self.more.with_name(normalised(name)) for name in said)
            found = [self.raw(one) for one in ids if one and self.owner(one) == concept]
            self._lenders[key] = tuple(raw for raw in found if raw)
        return self._lenders[key]

    def whole(self, concept: Concept) -> Concept:
        """A shipped concept with what MeSH lends it: names, and a definition if it has none."""
        key = (concept.kind, concept.id)
        if key not in self._whole:
            lenders = self.lenders(concept)
            note = next((r for r in lenders if r.definition), None)
            defined = concept if concept.definition or note is None else replace(
                concept, definition=note.definition, definition_source=note.definition_source
            )  # fmt: skip
            names = [n for raw in lenders for n in self._free(raw) if self.is_lent(concept, n)]
            if names:
                defined = replace(defined, names=(*concept.names, *names[:MOST_NAMES]))
            self._whole[key] = defined
        return self._whole[key]

    def is_lent(self, concept: Concept, name: str) -> bool:
        """Whether a MeSH name may be a shipped concept's: not if it holds that of a narrower one.

        "Female pattern baldness" is filed under alopecia and is a form of it.
        """
        return not any(
            m.concept.id != concept.id and self.shipped.is_a(m.concept.id, concept.id)
            for m in self.shipped.find(name, concept.kind, any_case=True)
        )

    def _free(self, raw: Concept) -> list[str]:
        """Names that no shipped concept has."""
        return [n for n in raw.names if not self._is_shipped(tuple(normalised(n).split()))]

    def concept(self, concept_id: str) -> Concept | None:
        """A concept by its MeSH id: the shipped one that it is, or its own."""
        raw, owner = self.raw(concept_id), self.owner(concept_id)
        if raw is None:
            return None
        if owner is not None:
            return self.whole(owner)
        key = (raw.kind, raw.id)
        if key not in self._whole:
            names = tuple(self._free(raw)[:MOST_NAMES]) or (raw.name,)
            name = raw.name if raw.name in names else names[0]
            above = [(p, self.owner(p)) for p in raw.broader]
            broader = dict.fromkeys(o.id if o else p for p, o in above)
            self._whole[key] = replace(raw, name=name, names=names, broader=tuple(broader))
        return self._whole[key]

    def children(self, concept_id: str) -> tuple[Concept, ...]:
        """MeSH concepts one step below that are no shipped ones; none where too many lie below."""
        if concept_id in self.shipped:
            above = self.lenders(self.shipped.concept(concept_id))
        else:
            raw = self.raw(concept_id)
            above = (raw,) if raw else ()
        if sum(self.more.below(each.id) for each in above) > MOST_BELOW:
            return ()
        ids = dict.fromkeys(child for each in above for child in self.more.narrower(each.id))
        found = (self.concept(child) for child in ids if self.owner(child) is None)
        return tuple(child for child in found if child)


@dataclass(frozen=True, slots=True, eq=False)
class ExtendedVocabulary(Vocabulary):
    """The shipped concepts and those of MeSH; ``concepts`` holds the shipped ones alone."""

    _extension: _Extension = field(repr=False)

    def __contains__(self, concept_id: str) -> bool:
        own = concept_id in self._extension.shipped
        return own or self._extension.raw(concept_id) is not None

    def concept(self, concept_id: str) -> Concept:
        if concept_id in self._extension.shipped:
            return self._extension.whole(self._extension.shipped.concept(concept_id))
        found = self._extension.concept(concept_id)
        if found is None:
            raise KeyError(concept_id)
        return found

    def children(self, concept_id: str) -> tuple[Concept, ...]:
        own = (self._extension.whole(c) for c in self._extension.shipped.children(concept_id))
        return (*own, *self._extension.children(concept_id))

    def has_word(self, word: str) -> bool:
        return self._extension.more.has_word(word)

    def entries(self, kind: ConceptKind, word: str) -> tuple[Entry, ...]:
        return self._extension.entries(kind, word)

    def _parents(self, concept_id: str) -> tuple[str, ...]:
        return self.concept(concept_id).broader if concept_id in self else ()

    def _of_entry(self, entry: Entry) -> Concept | None:
        if not isinstance(entry.concept, str):
            return self._extension.whole(entry.concept)
        owner = self._extension.owner(entry.concept)
        if owner is not None and not self._extension.is_lent(owner, " ".join(entry.words)):
            return None
        return self.concept(entry.concept)


def extended(shipped: Vocabulary, more: MoreConcepts) -> ExtendedVocabulary:
    """The vocabulary with further concepts behind it. Opening reads none of them."""
    return ExtendedVocabulary(
        concepts=shipped.concepts,
        version=f"{shipped.version}+{more.version}",
        _by_id=shipped._by_id,
        _children=shipped._children,
        _names=shipped._names,
        _extension=_Extension(shipped, more),
    )


def in_reading_order(term: str) -> str:
    """``Alopecia, Androgenetic`` as it is said: ``Androgenetic Alopecia``."""
    return " ".join(reversed(term.split(", ")))
