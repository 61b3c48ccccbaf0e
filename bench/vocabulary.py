"""How long until the first question is read: the shipped vocabulary, and with a whole MeSH.

    python -m bench.vocabulary --library DIR [--rounds 7]

DIR is a library with MeSH beside it (``sceptic library mesh``). Every round is a new process;
imports are not counted, the median over the rounds is printed in milliseconds of wall and of CPU
time. The peer is the standard library reading the same rows: ``json.loads`` of each line of the
vocabulary's files.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

QUESTION = "Does minoxidil help hair loss?"
RARE = "Does azacitidine help lymphangioleiomyomatosis?"
Timed = dict[str, tuple[float, float]]


def one_round(library: Path) -> Timed:
    """``{what: (wall, CPU)}`` in milliseconds, in this process, everything for the first time."""
    from sceptic.language.claims import claim_from_question  # noqa: PLC0415
    from sceptic.language.extension import extended  # noqa: PLC0415
    from sceptic.language.vocabulary import FILES, shipped_vocabulary  # noqa: PLC0415
    from sceptic.library.mesh_concepts import DiskConcepts  # noqa: PLC0415

    folder = resources.files("sceptic") / "data" / "vocabulary"
    found: Timed = {}

    def timed(what: str, action: Callable[[], object]) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        action()
        found[what] = ((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3)

    timed(
        "json.loads of the same rows (peer)",
        lambda: [
            json.loads(line)
            for name in FILES
            for line in (folder / f"{name}.jsonl").read_bytes().splitlines()
        ],
    )
    timed("shipped vocabulary opened", shipped_vocabulary)
    timed(
        "MeSH opened and first question read",
        lambda: claim_from_question(RARE, extended(shipped_vocabulary(), DiskConcepts(library))),
    )
    with_mesh = extended(shipped_vocabulary(), DiskConcepts(library))
    claim_from_question(RARE, with_mesh)
    timed("a further question with MeSH", lambda: claim_from_question(QUESTION, with_mesh))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one_round(options.library)))
        return 0
    command = [sys.executable, "-m", "bench.vocabulary", "--one", "--library", options.library]
    rounds: list[Timed] = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(options.rounds)
    ]
    for what in rounds[0]:
        wall, cpu = (statistics.median(each[what][i] for each in rounds) for i in (0, 1))
        print(f"{what:40} wall {wall:7.1f} ms   CPU {cpu:7.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
