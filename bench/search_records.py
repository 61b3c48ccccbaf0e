"""Made-up records whose words are those of real abstracts, for measuring searches at any size.

Each text is cut from three real abstracts read at run time (nothing of them is kept), a word in
forty replaced by one of a long tail (600 000 made-up words, Zipf and Mandelbrot: s 1.05, q 100),
so that the vocabulary grows with the library as PubMed's does. Words of one abstract stay together:
two concepts meet as often as in print. Headings are MeSH's with the frequencies of a Zipf law.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sceptic.domain.record import AbstractPart, Author, MeshHeading, PartialDate, Pmid, Record
from sceptic.library.files import items_of

ABSTRACTS = 40_000
"""Real abstracts that texts are cut from."""

_TAIL, _S, _Q = 600_000, 1.05, 100
_EVERY = 40
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve xi yo zu".split()
_CHECK_TAGS = (("Humans", 0.72), ("Female", 0.4), ("Male", 0.38), ("Adult", 0.25), ("Animals", 0.2))
_TYPES = (
    ("Journal Article", 0.93), ("Review", 0.1), ("Case Reports", 0.06), ("Letter", 0.04),
    ("Randomized Controlled Trial", 0.02), ("Comparative Study", 0.06), ("Clinical Trial", 0.02),
    ("Meta-Analysis", 0.007), ("Systematic Review", 0.009), ("Editorial", 0.03),
)  # fmt: skip
_QUALIFIERS = "drug therapy|therapy|diagnosis|metabolism|genetics|surgery|epidemiology".split("|")
_POOL = 50_000
"""Different indexings, groups of authors and the like, drawn again and again."""
_FIRST_YEAR, _LAST_YEAR = 1950, 2025


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Real abstracts as lists of words, headings, and names of journals."""

    abstracts: tuple[list[str], ...]
    headings: tuple[str, ...]
    journals: tuple[str, ...]


def material_in(data: Path) -> Material:
    """Read from the data folder: ``corpus`` and ``vocab``."""
    files = sorted((data / "corpus").glob("*.xml.gz"))
    records = (item for file in files for item in items_of(file) if isinstance(item, Record))
    texts = (" ".join(p.text for p in r.abstract).split() for r in records)
    long = itertools.islice((words for words in texts if len(words) >= 100), ABSTRACTS)
    with (data / "vocab" / "journal_abbreviations_entrez.csv").open(encoding="utf-8") as file:
        journals = tuple(row[1] for row in csv.reader(file) if len(row) > 1)
    return Material(tuple(long), headings_in(data), journals)


def headings_in(data: Path) -> tuple[str, ...]:
    """MeSH descriptors in the order of their numbers."""
    with gzip.open(data / "vocab" / "mesh_terms_tree.tsv.gz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(dict.fromkeys(row["DescriptorName"].title() for row in rows))


def records_of(material: Material, count: int, seed: int = 0) -> Iterator[Record]:
    """The first ``count`` records; the same seed gives the same records."""
    pick = random.Random(seed)
    tail = [_made_up(number) for number in range(_TAIL)]
    tail_weights = list(itertools.accumulate((n + _Q) ** -_S for n in range(_TAIL)))
    headings = list(material.headings)
    pick.shuffle(headings)
    heading_weights = list(itertools.accumulate((n + 20) ** -1.0 for n in range(len(headings))))
    journals = list(material.journals)
    pick.shuffle(journals)
    journal_weights = list(itertools.accumulate((n + 50) ** -1.0 for n in range(len(journals))))
    surnames = [word.title() for word in tail[:20_000]]
    indexings = [
        _mesh(pick, pick.choices(headings, cum_weights=heading_weights, k=9)) for _ in range(_POOL)
    ]
    groups = [
        tuple(Author(last=last, initials=pick.choice("ABCDEFGHJ")) for last in names)
        for names in (pick.choices(surnames, k=pick.randint(1, 8)) for _ in range(_POOL))
    ]
    types = [tuple(n for n, share in _TYPES if pick.random() < share) for _ in range(_POOL)]
    places = pick.choices(journals, cum_weights=journal_weights, k=_POOL)
    for number in range(1, count + 1):
        year = _year(pick)
        title, abstract = _text(material, pick, tail, tail_weights)
        yield Record(
            id=f"pmid:{number}",
            pmid=Pmid(number),
            title=title,
            abstract=(AbstractPart(abstract),),
            mesh=pick.choice(indexings),
            publication_types=pick.choice(types),
            journal_abbreviation=pick.choice(places),
            languages=("eng",),
            authors=pick.choice(groups),
            print_date=PartialDate(year, pick.randint(1, 12)),
            entrez_date=PartialDate(year, pick.randint(1, 12), pick.randint(1, 28)),
            status="MEDLINE",
        )


def _text(
    material: Material, pick: random.Random, tail: list[str], weights: list[float]
) -> tuple[str, str]:
    words: list[str] = []
    for source in pick.choices(material.abstracts, k=3):
        length = pick.randint(40, 100)
        start = pick.randrange(max(1, len(source) - length))
        words += source[start : start + length]
    places = range(pick.randrange(_EVERY), len(words), _EVERY)
    rare = pick.choices(tail, cum_weights=weights, k=len(places))
    for place, word in zip(places, rare, strict=True):
        words[place] = word
    cut = pick.randint(8, 16)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _year(pick: random.Random) -> int:
    """More in later years, as PubMed has grown."""
    span = _LAST_YEAR - _FIRST_YEAR
    return _FIRST_YEAR + int(span * pick.random() ** 0.5)


def _mesh(pick: random.Random, names: list[str]) -> tuple[MeshHeading, ...]:
    tags = [MeshHeading(name) for name, share in _CHECK_TAGS if pick.random() < share]
    chosen = []
    for name in dict.fromkeys(names):
        qualifiers = ((pick.choice(_QUALIFIERS), False),) if pick.random() < 0.5 else ()
        chosen.append(MeshHeading(name, major=pick.random() < 0.3, qualifiers=qualifiers))
    return (*chosen, *tags)


def _made_up(number: int) -> str:
    """A word for a number, never the same for two."""
    word = ""
    number += 400
    while number:
        number, at = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return word
