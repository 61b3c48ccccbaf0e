"""Records read as studies in a second, without an encoder: bulk appraisal.

    python -m bench.appraisal --data DIR [--records N] [--processes N]

Reads N records of the collection (default 4 000, spread over it) in one process and in several,
and prints records a second by the clock and by CPU seconds, beside a plain peer in the same run:
lower-casing the same texts and cutting them into words.
"""

from __future__ import annotations

import argparse
import platform
import re
import time
from collections.abc import Callable, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from sceptic.appraisal.labels import label_probabilities
from sceptic.appraisal.reading import study_from_record
from sceptic.domain.record import Record
from training import datasets

WANTED = 1_500
_WORD = re.compile(r"[a-z]+")


def words(record: Record) -> int:
    """The peer: what any reader of texts does at least."""
    return len(_WORD.findall(f"{record.title} {record.abstract_text}".lower()))


LEGS: tuple[tuple[str, Callable[[Record], object]], ...] = (
    ("words only (peer)", words),
    ("study_from_record", study_from_record),
    ("label_probabilities", label_probabilities),
)


def chosen(data: Path, count: int) -> list[Record]:
    """Records with an abstract, every n-th of the collection's first part."""
    with_text = (r for r in datasets.corpus_records(data) if r.abstract)
    return list(islice(islice(with_text, 0, None, 5), count))


def run(leg: int, records: Sequence[Record]) -> tuple[float, float]:
    """Seconds by the clock and CPU seconds to read the records."""
    read = LEGS[leg][1]
    for record in records[:50]:
        read(record)
    clock, cpu = time.perf_counter(), time.process_time()
    for record in records:
        read(record)
    return time.perf_counter() - clock, time.process_time() - cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--records", type=int, default=4_000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    records = chosen(options.data, options.records)
    share = options.processes
    parts = [records[i::share] for i in range(share)]
    print(f"Python {platform.python_version()}, {len(records)} records, wanted {WANTED}/s on two")
    print(f"{'leg':22} {'one process/s':>14} {'per CPU s':>10} {f'{share} processes/s':>14}")
    for place, (name, _) in enumerate(LEGS):
        clock, cpu = run(place, records)
        with get_context("spawn").Pool(share) as pool:
            slowest = max(c for c, _ in pool.starmap(run, [(place, part) for part in parts]))
        one, each = len(records) / clock, len(records) / cpu
        print(f"{name:22} {one:14.0f} {each:10.0f} {len(records) / slowest:14.0f}")


if __name__ == "__main__":
    main()
