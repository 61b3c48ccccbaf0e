"""How many of the records most alike are about the same question, on Cochrane reviews' own lists.

    python -m evals.similar --data DIR --library FOLDER

For each of 20 reviews of diagnostic accuracy (CLEF eHealth 2017, ``sysrev_cleftar2017``) up to six
included records are taken; right is a neighbour that the same review includes. Beside it, the same
library's ranking by the weightiest words alone, and by the words of the title.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from sceptic.domain.record import Record
from sceptic.library.collection import DiskLibrary
from sceptic.library.query import Term, any_of
from sceptic.library.similar import candidates_for, similar_to
from sceptic.library.words import STOP_WORDS, words_of

TOPICS = (
    "CD007394 CD007427 CD008081 CD008691 CD008760 CD009020 CD009135 CD009185 CD009372 CD009551"
    " CD009786 CD009944 CD010023 CD010386 CD010438 CD010542 CD010632 CD010633 CD010705 CD011134"
).split()
_SEEDS, _FEWEST, _LISTED = 6, 4, 10

Ranking = Callable[[Record, DiskLibrary], list[str]]


def by_likeness(record: Record, library: DiskLibrary) -> list[str]:
    return [n.record_id for n in similar_to(record, library, limit=_LISTED)]


def by_weightiest_words(record: Record, library: DiskLibrary) -> list[str]:
    return _others(record, candidates_for(record, library, limit=_LISTED + 2))


def by_title(record: Record, library: DiskLibrary) -> list[str]:
    words = sorted({w for w in words_of(record.title) if len(w) > 2} - STOP_WORDS)
    hits = library.search(any_of(*(Term(w, "tiab") for w in words)), limit=_LISTED + 2).hits
    return _others(record, tuple(h.record_id for h in hits))


def _others(record: Record, ids: tuple[str, ...]) -> list[str]:
    return [i for i in ids if i != record.id][:_LISTED]


RANKINGS: dict[str, Ranking] = {
    "alike by their words (sceptic similar)": by_likeness,
    "ranked by the weightiest words": by_weightiest_words,
    "ranked by the words of the title": by_title,
}


def seeds(data: Path, library: DiskLibrary) -> Iterator[tuple[Record, set[str]]]:
    """A record and the other records that its review includes, as far as the library has them."""
    pick = random.Random(3)
    for topic in TOPICS:
        lines = (data / "sysrev_cleftar2017" / f"qrels__{topic}").read_text("utf-8").splitlines()
        rows = [line.split() for line in lines if line.strip()]
        included = sorted(row[2] for row in rows if row[3] != "0")
        held = library.records(f"pmid:{pmid}" for pmid in included)
        if len(held) < _FEWEST:
            continue
        for record in pick.sample(held, min(_SEEDS, len(held))):
            yield record, {r.id for r in held} - {record.id}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    options = parser.parse_args()
    with DiskLibrary.open(options.library) as library:
        asked = list(seeds(options.data, library))
        print(f"{len(asked)} records of {len(TOPICS)} reviews; right of the first {_LISTED}")
        for name, ranking in RANKINGS.items():
            shares = [
                sum(i in right for i in ranking(record, library)) / min(_LISTED, len(right))
                for record, right in asked
            ]
            print(f"  {name:<42} {statistics.fmean(shares):.3f}")


if __name__ == "__main__":
    main()
