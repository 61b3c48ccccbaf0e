"""How a study's words and concept ids relate to one concept of the claim.

The condition asked about is not its parent (DESIGN 4.4): a Family keeps the concept, its
descendants, ancestors and siblings apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Match
from sceptic.language.patterns import later
from sceptic.language.vocabulary import Vocabulary

_GAP = re.compile(r"[\s\-\u2010-\u2015/]+")
_STOP = frozenset(["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"])

Mention = tuple[int, int, str]
"""``(start, end, concept id)`` of a name in a text."""
_TEXTS = 64
"""Most texts whose mentions a family remembers: more than one record has sentences."""


@dataclass(frozen=True, slots=True)
class Family:
    """A concept with what lies around it, and the pattern that finds its names in a text."""

    concept: Concept
    variants: tuple[tuple[str, str], ...]
    """``(descendant id, id of the direct child of the concept that it falls under)``."""
    ancestors: frozenset[str]
    siblings: frozenset[str]
    names: Mapping[str, str] = field(compare=False, repr=False)
    """Concept id by folded name, of the concept and its descendants."""
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    """For a concept unknown to the vocabulary: the words that must all occur."""
    local: tuple[tuple[str, str], ...] = ()
    """``(short form, concept id)`` as one text abbreviates; the id is empty for another thing."""
    _known: dict[str, tuple[Mention, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """Mentions of the last texts: reading one record asks for the same ones again and again."""

    def match_of(self, ids: Iterable[str]) -> tuple[Match, str]:
        """The closest relation of the given concept ids, and the variant's id ('' for none)."""
        known = frozenset(ids)
        if self.concept.id in known:
            return Match.SAME, ""
        for descendant, child in self.variants:
            if descendant in known:
                return Match.SOME_FORMS, child
        if known & self.ancestors:
            return Match.BROADER, ""
        if known & self.siblings:
            return Match.SIBLING, ""
        return Match.OTHER, ""

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every mention in ``text``, left to right."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _TEXTS:
                self._known.clear()
            found = self._known[text] = self._mentions_in(text)
        return found

    def _mentions_in(self, text: str) -> tuple[Mention, ...]:
        spans = [m.span() for m in self.pattern.finditer(text)]
        found = tuple((a, b, _id_of(text[a:b], self.names, self.concept.id)) for a, b in spans)
        if self.local:
            found = self._as_abbreviated(text, found)
        if found or not self.words:
            return found
        hits = [re.search(rf"\b{re.escape(w)}", text, re.IGNORECASE) for w in self.words]
        if all(hits):
            spans = [h.span() for h in hits if h]
            return ((min(s for s, _ in spans), max(e for _, e in spans), self.concept.id),)
        return ()

    def _as_abbreviated(self, text: str, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions with the text's own short forms, without those that mean another thing."""
        own, other = dict(self.local), {short for short, one in self.local if not one}
        kept = [m for m in found if text[m[0] : m[1]] not in other]
        covered = {(m[0], m[1]) for m in kept}
        for short, one in own.items():
            if one:
                spans = (m.span() for m in re.finditer(rf"(?<!\w){re.escape(short)}s?(?!\w)", text))
                kept += [(a, b, one) for a, b in spans if (a, b) not in covered]
        return tuple(sorted(kept))

    def is_part_of_another(self, text: str) -> bool:
        """Whether ``text`` names the concept only within another thing: "vaccine acceptance"."""
        return bool(
            _PARTS.search(text)
            and not self.mentions(text)
            and self.mentions(_PARTS.sub(" ; ", text))
        )

    def variant_of(self, concept_id: str) -> str:
        return dict(self.variants).get(concept_id, "")


@dataclass(frozen=True, slots=True)
class Families:
    """The claim's concepts with what lies around them; ``None`` where the claim names none."""

    intervention: Family
    condition: Family
    comparison: Family | None = None
    outcome: Family | None = None
    population: Family | None = None


def family_of(concept: Concept, vocabulary: Vocabulary) -> Family:
    """The concept's family in the vocabulary; a concept unknown to it stands alone."""
    if not concept.is_known:
        words = tuple(_stem(w) for w in _GAP.split(concept.name.lower()) if w not in _STOP)
        return _family(concept, {}, (), frozenset(), vocabulary, words if len(words) > 1 else ())
    variants: dict[str, str] = {}
    for child in vocabulary.children(concept.id):
        for each in (child.id, *_descendants(child.id, vocabulary)):
            variants.setdefault(each, child.id)
    ancestors = tuple(a.id for a in vocabulary.ancestors(concept.id))
    siblings = frozenset(
        each.id
        for parent in concept.broader
        for each in vocabulary.children(parent)
        if each.id != concept.id
    )
    return _family(concept, variants, ancestors, siblings, vocabulary, ())


def _family(
    concept: Concept,
    variants: dict[str, str],
    ancestors: tuple[str, ...],
    siblings: frozenset[str],
    vocabulary: Vocabulary,
    words: tuple[str, ...],
) -> Family:
    members = [concept, *(vocabulary.concept(v) for v in variants)]
    names: dict[str, str] = {}
    for member in members:
        for name in (*member.names, member.name):
            names.setdefault(_folded(name), member.id)
    return Family(
        concept=concept,
        variants=tuple(variants.items()),
        ancestors=frozenset(ancestors),
        siblings=siblings,
        names=names,
        pattern=_pattern(
            [n for m in members for n in (*m.names, m.name)],
            not_before=_PART_OF if concept.kind is ConceptKind.INTERVENTION else "",
        ),
        words=words,
    )


def _descendants(concept_id: str, vocabulary: Vocabulary) -> list[str]:
    found: list[str] = []
    for child in vocabulary.children(concept_id):
        found.append(child.id)
        found.extend(_descendants(child.id, vocabulary))
    return found


_OTHER_THINGS = (
    r"[\s-]+(?:antagonists?|antagonism|channels?|entry|blockers?|blockade|blocking|uptake|"
    r"signal\w*|scor(?:es?|ing)|responses?|responsiveness|"
    r"coverage|acceptance|hesitancy|intentions?|willingness|confidence|reminders?|incentives?|"
    r"deficien\w+|levels?|concentrations?|status|receptors?|metabolism|resistance|refusal|"
    r"attitudes?|adherence|behaviou?rs?|utili[sz]ation|tolerance|capacity|tests?|testing|duration|"
    r"electrocardio\w+|echocardio\w+|ecg|(?<=fasting[\s-])(?:plasma|serum|blood|insulin|glucose|"
    r"lipids?|triglycerides?|glyc\w+))\b"
)
_PART_OF = rf"(?!{_OTHER_THINGS})"
"""Words after which a name is another thing: "calcium channel blockers" are no calcium."""
_PARTS = re.compile(_OTHER_THINGS, re.IGNORECASE)
_SALT_OF = "".join(
    rf"(?<!{ending} )" for ending in ("pril", "tan", "statin", "fenac", "prazole", "be")
)
"""Endings of drugs after which a mineral is their salt ("losartan potassium"), and the "be" of "to
be exercised"."""


def _pattern(names: Iterable[str], *, not_before: str = "") -> re.Pattern[str]:
    """Names in any case, gaps of space or hyphen, plural allowed; abbreviations as written.

    The longest name that fits is found. Names are grouped by their first letter, so that most
    places of a text are passed over after one look.
    """
    by_letter: dict[str, list[str]] = {}
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        words = [w for w in _GAP.split(name) if w]
        body = _GAP.pattern.join(map(re.escape, words))
        is_abbreviation = name.isupper() and len(name) <= 6
        # "6-keto-" names a place in a molecule, not a diet.
        body = rf"(?<!\d-){body}" if len(name) <= _SHORT_NAME else body
        fits = f"(?-i:{body}s?)" if is_abbreviation else f"{body}(?:s|es)?"
        if words:
            by_letter.setdefault(words[0][0].lower(), []).append(fits)
    groups = "|".join(f"(?={re.escape(c)})(?:{'|'.join(fits)})" for c, fits in by_letter.items())
    first = "".join(map(re.escape, by_letter)) or r"^\s\S"
    not_after = _SALT_OF if not_before else ""
    return later(rf"(?<!\w)(?=[{first}]){not_after}(?:{groups})(?!\w){not_before}", re.IGNORECASE)


_SHORT_NAME = 5


def _folded(name: str) -> str:
    return _GAP.sub(" ", name.lower()).strip()


def _id_of(found: str, by_name: Mapping[str, str], default: str) -> str:
    folded = _folded(found)
    for candidate in (folded, folded.removesuffix("s"), folded.removesuffix("es")):
        if candidate in by_name:
            return by_name[candidate]
    return default


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") else word
