"""An inverted index of dictionaries: plans carried out in memory, with the engine's own scores.

BM25 with k1 1.2 and b 0.75 (Robertson and Zaragoza, doi:10.1561/1500000019), field lengths
rounded to one byte as Lucene and tantivy do.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable

from sceptic.library.document import (
    COUNTED_FIELDS,
    EXACT_FIELDS,
    PLAIN_FIELDS,
    TEXT_FIELDS,
    Document,
)
from sceptic.library.plan import (
    WEIGHTS,
    AllOf,
    AnyOf,
    Between,
    But,
    Exact,
    FirstFound,
    Plan,
    Word,
    Words,
)
from sceptic.library.words import words_of

_K1, _B = 1.2, 0.75
_POSITIONS = 1 << 20
_GAP = 1

Scores = dict[int, float]


def _length_steps() -> list[int]:
    """The 256 lengths that one byte can name: exact up to 40, then ever coarser."""
    steps = list(range(24))
    for code in range(256 - 24):
        bits, shift = code & 7, (code >> 3) - 1
        steps.append(24 + (bits if shift < 0 else (bits | 8) << shift))
    return steps


_LENGTHS = _length_steps()


def rounded_length(length: int) -> int:
    """The field length that BM25 reckons with."""
    return _LENGTHS[bisect_right(_LENGTHS, length) - 1]


class _TextField:
    """Postings of one field: word -> record number * 2**20 + position."""

    def __init__(self) -> None:
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.lengths: dict[int, int] = {}
        self._sorted: list[str] | None = None

    def add(self, at: int, values: Iterable[list[str]]) -> None:
        position, total = 0, 0
        base = at * _POSITIONS
        for words in values:
            for word in words:
                self.postings[word].append(base + position)
                position += 1
            total += len(words)
            position += _GAP
        if total:
            self.lengths[at] = total

    def words_like(self, word: Word) -> list[str]:
        """The stored word, or every stored word that begins so."""
        if word.prefix:
            return self._beginning(word.text)
        return [word.text] if word.text in self.postings else []

    def _beginning(self, start: str) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self.postings)
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, start + chr(0x10FFFF))
        return self._sorted[first:last]

    def positions(self, word: Word) -> dict[int, list[int]]:
        """Record number -> ascending positions."""
        found: dict[int, list[int]] = defaultdict(list)
        like = self.words_like(word)
        for known in like:
            for packed in self.postings[known]:
                found[packed >> 20].append(packed & (_POSITIONS - 1))
        if len(like) > 1:
            for positions in found.values():
                positions.sort()
        return found


class Postings:
    """All fields of all records. Records are numbered in the order given."""

    def __init__(self, documents: Iterable[tuple[str, Document]]) -> None:
        self.ids: list[str] = []
        self.keys: list[int] = []
        self.numbers: dict[str, dict[int, list[int]]] = defaultdict(dict)
        self.counted: dict[str, list[list[str]]] = {name: [] for name in COUNTED_FIELDS}
        self._text = {name: _TextField() for name in TEXT_FIELDS}
        self._exact: dict[str, dict[str, dict[int, int]]] = {
            name: defaultdict(dict) for name in (*EXACT_FIELDS, *PLAIN_FIELDS)
        }
        self._values: dict[str, dict[int, int]] = {name: {} for name in EXACT_FIELDS}
        for record_id, document in documents:
            self._add(record_id, document)

    def _add(self, record_id: str, document: Document) -> None:
        at = len(self.ids)
        self.ids.append(record_id)
        self.keys.append(document.key)
        for name in COUNTED_FIELDS:
            self.counted[name].append(document.text[name])
        for name in TEXT_FIELDS:
            self._text[name].add(at, [words_of(text) for text in document.text[name]])
        for name in PLAIN_FIELDS:
            for text in document.text[name]:
                for word in words_of(text):
                    self._exact[name][word][at] = 1
        for name in EXACT_FIELDS:
            values = document.text[name]
            self._values[name][at] = len(values)
            for value in values:
                counts = self._exact[name][value]
                counts[at] = counts.get(at, 0) + 1
        for name, numbers in document.numbers.items():
            self.numbers[name][at] = numbers
        self.numbers["key"][at] = [document.key]

    def matches(self, plan: Plan) -> Scores:
        """Record number -> score of every record that the plan matches."""
        match plan:
            case AllOf(plans):
                return self._all_of(plans)
            case AnyOf(plans):
                return _added(self.matches(p) for p in plans)
            case But(wanted, unwanted):
                without = self.matches(unwanted)
                return {at: s for at, s in self.matches(wanted).items() if at not in without}
            case FirstFound(plans):
                found: Scores = {}
                for one in plans:
                    found = self.matches(one)
                    if found:
                        break
                return found
            case Words():
                return self._words(plan)
            case Exact():
                return self._exactly(plan)
            case Between(field, low, high):
                held = self.numbers.get(field, {})
                return {at: 0.0 for at, ns in held.items() if any(low <= n <= high for n in ns)}

    def _all_of(self, plans: tuple[Plan, ...]) -> Scores:
        found = self.matches(plans[0])
        for plan in plans[1:]:
            if not found:
                break
            more = self.matches(plan)
            found = {at: score + more[at] for at, score in found.items() if at in more}
        return found

    # -------------------------------------------------------------- text

    def _words(self, plan: Words) -> Scores:
        field, weight = self._text[plan.field], WEIGHTS[plan.field]
        positions = [field.positions(word) for word in plan.words]
        frequencies = {at: len(each) for at, each in positions[0].items()}
        if len(plan.words) > 1:
            frequencies = _phrases(positions, plan.slop)
        if any(word.prefix for word in plan.words):
            return dict.fromkeys(frequencies, weight)
        idf = sum(self._idf(len(each)) for each in positions)
        return self._bm25(frequencies, idf, field.lengths, weight)

    def _idf(self, holding: int) -> float:
        return math.log(1 + (len(self.ids) - holding + 0.5) / (holding + 0.5))

    def _bm25(
        self, frequencies: dict[int, int], idf: float, lengths: dict[int, int], weight: float
    ) -> Scores:
        average = sum(lengths.values()) / max(len(self.ids), 1) or 1.0
        scores = {}
        for at, frequency in frequencies.items():
            norm = _K1 * (1 - _B + _B * rounded_length(lengths.get(at, 0)) / average)
            scores[at] = weight * idf * (_K1 + 1) * frequency / (frequency + norm)
        return scores

    # -------------------------------------------------------------- exact values

    def _exactly(self, plan: Exact) -> Scores:
        held = self._exact[plan.field]
        weight = WEIGHTS.get(plan.field)
        if plan.prefix:
            found = {
                at for value, ats in held.items() if value.startswith(plan.value) for at in ats
            }
            return dict.fromkeys(sorted(found), weight or 0.0)
        counts = held.get(plan.value, {})
        if weight is None:
            return dict.fromkeys(counts, 0.0)
        return self._bm25(counts, self._idf(len(counts)), self._values[plan.field], weight)


def _added(parts: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for at, score in part.items():
            total[at] = total.get(at, 0.0) + score
    return total


def _phrases(positions: list[dict[int, list[int]]], slop: int) -> dict[int, int]:
    """How often the words follow one another in each record, none left out."""
    shared = set(positions[0]).intersection(*positions[1:])
    follow: Callable[[list[list[int]], int], int] = _within if slop else _adjacent
    counts = {at: follow([each[at] for each in positions], slop) for at in sorted(shared)}
    return {at: count for at, count in counts.items() if count}


def _adjacent(positions: list[list[int]], _: int) -> int:
    starts = set(positions[0])
    for offset, each in enumerate(positions[1:], 1):
        starts &= {p - offset for p in each}
    return len(starts)


def _within(positions: list[list[int]], slop: int) -> int:
    """Starts from which the words follow in order with at most ``slop`` others between."""
    count = 0
    for start in positions[0]:
        last = start
        for each in positions[1:]:
            later = bisect_right(each, last)
            if later == len(each):
                break
            last = each[later]
        else:
            count += last - start - (len(positions) - 1) <= slop
    return count
