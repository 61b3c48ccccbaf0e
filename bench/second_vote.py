"""What a vote of the encoder costs: ``python -m bench.second_vote --data DIR``.

Loads the shipped encoder (or that of ``--encoder DIR``) in this process, part by part, and reads
conclusions of PubMedQA's development questions with it, beside the linear reader. Milliseconds are
of processor time; on two idle cores a wall shows half of them.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sceptic.appraisal.classifiers import Affirmer
from sceptic.readers.choice import LIBRARIES
from sceptic.readers.weights import shipped_folder, weights_in
from training import datasets

COUNTS = (5, 15, 30)


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    print(f"| {what} | {1000 * (time.process_time() - begun):.0f} |")


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read(what: str, pairs: list[tuple[str, str]], reader: Callable[..., object]) -> None:
    reader(pairs[:1])
    for count in COUNTS:
        with timed(f"{what}, {count} conclusions"):
            reader(pairs[:count])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SCEPTIC_DATA"))
    parser.add_argument("--encoder", type=Path, default=shipped_folder())
    options = parser.parse_args()
    items = datasets.yes_no_items(Path(options.data) / "pubmedqa_dev.json")
    pairs = [(i.question, i.conclusion) for i in items[: max(COUNTS)]]
    before = memory()
    print("| what | CPU ms |\n|---|---|")
    for name in LIBRARIES:
        with timed(f"load {name}"):
            importlib.import_module(name)
    with timed("read and check the weights"):
        weights = weights_in(options.encoder)
    with timed("open the graphs"):
        from sceptic.readers.encoder import Encoder  # noqa: PLC0415 - timed above

        reader = Encoder(weights, threads=1)
    print(f"| memory, MB more | {memory() - before:.0f} |")
    read("encoder", pairs, reader.readings)
    read("encoder, whole conclusions", pairs, reader.logits)
    read("linear reader", pairs, Affirmer().readings)


if __name__ == "__main__":
    main()
