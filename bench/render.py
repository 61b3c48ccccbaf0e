"""Time and size of each format for a brief of 2, 50 and 200 studies.

    python bench/render.py [--rounds N]

Prints a table: median milliseconds over the rounds, warm (templates compiled) and for the first
call, the least time of the processor alone, and kilobytes. The studies are made up. The aim for
HTML with 50 studies: 50 ms and 300 kB.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sceptic.domain.brief import Brief
from sceptic.render import FORMATS, rendered
from tests import samples


def milliseconds(brief: Brief, name: str) -> tuple[float, float, int]:
    """By the clock, of the processor, and the size in bytes."""
    start, busy = time.perf_counter(), time.process_time()
    written = rendered(brief, name)
    elapsed = (time.perf_counter() - start) * 1000
    busy = (time.process_time() - busy) * 1000
    return elapsed, busy, len(written.encode() if isinstance(written, str) else written)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--format", choices=FORMATS, help="this one alone")
    given = parser.parse_args()
    rounds = given.rounds
    libraries = ", ".join(f"{name} {version(name)}" for name in ("jinja2", "rich", "msgspec"))
    print(f"Python {platform.python_version()}, {libraries}, median of {rounds}")
    print(f"{'format':12} {'studies':>7} {'first ms':>9} {'median ms':>9} {'cpu ms':>7} {'kB':>7}")
    for name in [given.format] if given.format else FORMATS:
        for count in (2, 50, 200):
            brief = samples.many_study_brief(count)
            first, _, size = milliseconds(brief, name)
            times = [milliseconds(brief, name)[:2] for _ in range(rounds)]
            middle, least = median(t for t, _ in times), min(busy for _, busy in times)
            row = f"{name:12} {count:7} {first:9.1f} {middle:9.1f} {least:7.1f}"
            print(f"{row} {size / 1000:7.1f}")


if __name__ == "__main__":
    main()
