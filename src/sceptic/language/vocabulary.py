"""Names of conditions, interventions, outcomes and populations, and how they hang together.

The shipped vocabulary lies in ``data/vocabulary/*.jsonl``, one concept a line; names are compared
in the normal form of ``language.text``. A child is not its parent (DESIGN 4.4): ``find`` never
turns one into the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Self

import msgspec

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.errors import FileFormatError
from sceptic.language.text import IRREGULAR, WORD, normalised, normalised_word


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text, at ``text[start:end]``."""

    concept: Concept
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as its words in normal form; ``surface`` is set where capitals are part of it.

    ``concept`` is the id alone where the concept is looked up only once it is named.
    """

    words: tuple[str, ...]
    concept: Concept | str
    surface: str


class _NameIndex:
    """Names of one kind by their first word, the longest first.

    Thousands of names are brought to normal form only when a text asks for their first two
    letters: that keeps loading fast. The order of questions never changes an answer.
    """

    __slots__ = ("_by_word", "_waiting")

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_word: dict[str, tuple[Entry, ...]] = {}
        self._waiting: dict[str, list[tuple[str, Concept]]] = {}
        for concept in concepts:
            for name in concept.names:
                self._waiting.setdefault(_initials(name), []).append((name, concept))

    def entries(self, word: str) -> tuple[Entry, ...]:
        """Return the names that start with a word, given in normal form."""
        waiting = self._waiting.pop(word[:2], None)
        if waiting:
            self._settle(waiting)
        return self._by_word.get(word, ())

    def _settle(self, waiting: list[tuple[str, Concept]]) -> None:
        settled: dict[tuple[str, ...], Entry] = {}
        for name, concept in waiting:
            words = tuple(map(normalised_word, WORD.findall(name)))
            if words and words not in settled:
                surface = name if _is_short_abbreviation(name) else ""
                settled[words] = Entry(words, concept, surface)
        longest_first = sorted(settled.values(), key=lambda e: -len(e.words))
        for entry in longest_first:
            self._by_word[entry.words[0]] = (*self._by_word.get(entry.words[0], ()), entry)


def _initials(name: str) -> str:
    """First two letters of the first word's normal form, without the price of making it."""
    match = WORD.search(name)
    word = match.group().lower() if match else ""
    if (
        word.isascii()
        and "'" not in word
        and word not in IRREGULAR
        and not {"ae", "oe"} & {word[:2], word[1:3]}
    ):
        return word[:2]
    return normalised_word(word)[:2]


# Abbreviations that are words of everyday English: never matched in lower case.
_EVERYDAY = """
    ad add aid aids all amd art arts as ast cad cap cat cf chd cia cp dash ed era fast fits gad
    ice it le mi ms net nets oa pad pda pet ra rest rs sad safe sam smt so star tens us who wic
"""
EVERYDAY_WORDS = frozenset(_EVERYDAY.split())


# What a treatment is made for, where the question may leave it out: "Does ear candling work?".
MADE_FOR: Mapping[str, str] = {
    "adhd-medicines": "adhd",
    "antidepressants": "depression",
    "antiepileptics": "epilepsy",
    "antifungals": "fungal-infections",
    "antihistamines": "hay-fever",
    "antipsychotics": "schizophrenia",
    "bariatric-surgery": "obesity",
    "blood-pressure-drugs": "high-blood-pressure",
    "blood-thinners": "blood-clots",
    "cholesterol-drugs": "high-cholesterol",
    "colonoscopy": "bowel-cancer",
    "condoms": "sexually-transmitted-diseases",
    "cough-medicine": "cough",
    "decongestants": "common-cold",
    "dental-sealants": "tooth-decay",
    "detox-diet": "toxins-in-the-body",
    "diabetes-drugs": "diabetes",
    "ear-candling": "earwax",
    "ear-drops": "earwax",
    "face-masks": "respiratory-tract-infection",
    "fertility-treatments": "infertility",
    "finasteride": "pattern-hair-loss",
    "hair-transplant": "pattern-hair-loss",
    "hand-washing": "respiratory-tract-infection",
    "hangover-cures": "hangover",
    "hormone-replacement-therapy": "menopausal-symptoms",
    "inhalers": "asthma",
    "insect-repellent": "mosquito-bites",
    "laxatives": "constipation",
    "mammography-screening": "breast-cancer",
    "migraine-drugs": "migraine",
    "minoxidil": "pattern-hair-loss",
    "mosquito-nets": "malaria",
    "nicotine-replacement-therapy": "smoking",
    "parkinson-drugs": "parkinsons-disease",
    "proton-pump-inhibitors": "heartburn",
    "psa-screening": "prostate-cancer",
    "sleeping-pills": "insomnia",
    "st-johns-wort": "depression",
    "statins": "high-cholesterol",
    "sunscreen": "skin-cancer",
    "tonsillectomy": "tonsillitis",
    "teeth-whitening-products": "tooth-discolouration",
    "varenicline": "smoking",
    "weight-loss-drugs": "obesity",
}
NAMED_FOR_ITS_END = frozenset(("hair-vitamins", "teething-gel"))


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Every concept, by id and by name.

    Attributes:
        concepts: in the order of the files, which decides where two concepts share a name.
        version: digest of the concepts' source, printed as the version of the fact table.

    """

    concepts: tuple[Concept, ...]
    version: str
    _by_id: Mapping[str, Concept] = field(repr=False)
    _children: Mapping[str, tuple[Concept, ...]] = field(repr=False)
    _names: Mapping[ConceptKind, _NameIndex] = field(repr=False)

    @classmethod
    def of(cls, concepts: Iterable[Concept], version: str = "") -> Self:
        """Index concepts; where an id or a name occurs twice the first concept keeps it."""
        rows = tuple(concepts)
        by_id: dict[str, Concept] = {}
        for concept in rows:
            by_id.setdefault(concept.id, concept)
        children: dict[str, list[Concept]] = {}
        for concept in rows:
            for parent in concept.broader:
                children.setdefault(parent, []).append(concept)
        return cls(
            concepts=rows,
            version=version,
            _by_id=by_id,
            _children={parent: tuple(each) for parent, each in children.items()},
            _names={kind: _NameIndex(c for c in rows if c.kind is kind) for kind in ConceptKind},
        )

    def __contains__(self, concept_id: str) -> bool:
        return concept_id in self._by_id

    def concept(self, concept_id: str) -> Concept:
        """Return the concept of an id.

        A condition and an outcome may share an id, being the same thing in two parts of a claim:
        the condition is returned.

        Raises:
            KeyError: no such concept; ids that start with ``text:`` are never here.

        """
        return self._by_id[concept_id]

    def children(self, concept_id: str) -> tuple[Concept, ...]:
        """Concepts one step narrower, in the order of the files."""
        return self._children.get(concept_id, ())

    def ancestors(self, concept_id: str) -> tuple[Concept, ...]:
        """Every broader concept, nearest first, each once."""
        found: dict[str, Concept] = {}
        queue = list(self._parents(concept_id))
        while queue:
            parent = queue.pop(0)
            if parent not in found and parent in self:
                found[parent] = self.concept(parent)
                queue.extend(self._parents(parent))
        return tuple(found.values())

    def _parents(self, concept_id: str) -> tuple[str, ...]:
        return self._by_id[concept_id].broader if concept_id in self._by_id else ()

    def is_a(self, child: str, parent: str) -> bool:
        """Whether ``child`` is ``parent`` or one of its descendants."""
        return child == parent or any(c.id == parent for c in self.ancestors(child))

    def typical_condition(self, intervention_id: str) -> Concept | None:
        """Return what an intervention is made for: as the table says of it or of its class, or as
        its names say ("cough medicine").
        """
        line = (self._by_id.get(intervention_id), *self.ancestors(intervention_id))
        for concept in filter(None, line):
            made_for = MADE_FOR.get(concept.id, "")
            if made_for in self._by_id:
                return self._by_id[made_for]
        for concept in filter(None, line):
            if concept.id in NAMED_FOR_ITS_END or any("vaccine" in n for n in concept.names):
                for name in concept.names[:4]:
                    found = self.find(name, ConceptKind.CONDITION, any_case=True)
                    if found:
                        return found[0].concept
        return None

    def find(
        self, text: str, kind: ConceptKind | None = None, *, any_case: bool = False
    ) -> tuple[Mention, ...]:
        """Concepts named in a text, in reading order, the longest name first at each place.

        Mentions of one kind do not overlap; with ``kind`` None every kind is looked for on its
        own. Short abbreviations need their capitals ("MS", "ED") unless ``any_case`` is true, as
        for what a user types.
        """
        found = [(m.start(), m.end()) for m in WORD.finditer(text)]
        words = [normalised_word(text[a:b]) for a, b in found]
        kinds = (kind,) if kind else tuple(ConceptKind)
        mentions = [
            m for k in kinds for m in self._matches(k, text, words, found, any_case=any_case)
        ]
        if kind is None:
            mentions.sort(key=lambda m: (m.start, -m.end))
        return tuple(mentions)

    def best(self, text: str, kind: ConceptKind) -> Concept | None:
        """Return the concept that a short text names: the whole text if possible, else its longest
        mention, the earlier one where two are equally long.
        """
        mentions = self.find(text, kind, any_case=True)
        if not mentions:
            return None
        return max(mentions, key=lambda m: (m.end - m.start, -m.start)).concept

    def named(self, text: str, kind: ConceptKind) -> Concept | None:
        """Return the concept one of whose names is the whole text, or None."""
        words = tuple(normalised(text).split())
        for entry in self.entries(kind, words[0]) if words else ():
            if entry.words == words and _is_written_so(entry, text.strip(), any_case=True):
                return self._of_entry(entry)
        return None

    def has_word(self, word: str) -> bool:
        """Whether a name beyond ``concepts`` holds this word, given in normal form."""
        return False

    def entries(self, kind: ConceptKind, word: str) -> tuple[Entry, ...]:
        """Names of a kind that start with a word, the longest first."""
        return self._names[kind].entries(word)

    def _of_entry(self, entry: Entry) -> Concept | None:
        """The concept that a name stands for here; ``None`` if it is not to be taken for one."""
        return self.concept(entry.concept) if isinstance(entry.concept, str) else entry.concept

    def _matches(
        self,
        kind: ConceptKind,
        text: str,
        words: list[str],
        found: list[tuple[int, int]],
        *,
        any_case: bool,
    ) -> Iterator[Mention]:
        free = 0
        for i, word in enumerate(words):
            if i < free:
                continue
            for entry in self.entries(kind, word):
                n = len(entry.words)
                if n > 1 and tuple(words[i : i + n]) != entry.words:
                    continue
                start, end = found[i][0], found[i + n - 1][1]
                if entry.surface and not _is_written_so(entry, text[start:end], any_case=any_case):
                    continue
                concept = self._of_entry(entry)
                if concept is not None:
                    yield Mention(concept, start, end)
                    free = i + n
                    break


def _is_short_abbreviation(name: str) -> bool:
    capitals = sum(c.isupper() for c in name)
    return name.isalpha() and capitals >= 2 and (len(name) <= 3 or name.lower() in EVERYDAY_WORDS)


def _is_written_so(entry: Entry, surface: str, *, any_case: bool) -> bool:
    if not entry.surface:
        return True
    if any_case and entry.surface.lower() not in EVERYDAY_WORDS:
        return True
    return surface.rstrip("s").rstrip("'’") in (entry.surface, entry.surface.rstrip("s"))


# ------------------------------------------------------------------------------- the shipped one

_ROWS: msgspec.json.Decoder[Concept] = msgspec.json.Decoder(Concept)
FILES = ("conditions", "interventions", "outcomes", "populations", "starter")


def concepts_from_lines(data: bytes) -> tuple[Concept, ...]:
    """Concepts from JSON Lines in the form of the shipped files.

    Raises:
        FileFormatError: a line is not a concept.

    """
    try:
        return tuple(_ROWS.decode_lines(data))
    except msgspec.DecodeError as error:
        raise FileFormatError(
            f"not a vocabulary file: {error}", hint="one JSON object a line, as in data/vocabulary"
        ) from error


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary of the package, read once."""
    folder = resources.files("sceptic") / "data" / "vocabulary"
    data = b"".join((folder / f"{name}.jsonl").read_bytes() for name in FILES)
    return Vocabulary.of(concepts_from_lines(data), hashlib.sha256(data).hexdigest()[:12])
