"""How time, disk and memory grow with the library, and what the fit says for all of PubMed.

    python -m bench.scale --records 30000,300000,2000000 --data DIR

One library grows file by file, 30 000 generated records each (``bench.baseline``), made before the
clock starts and kept in DIR/files. At each size asked for: seconds and CPU seconds so far, the size
on disk, the most memory of the writing process, files it has mapped included. The fit is a line
through all files by least squares; what the slope of the last third differs from it is printed too.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from bench.baseline import write_baseline
from sceptic.library.ingest import ingest

PUBMED = 38_000_000
FILE = 30_000


@dataclass(frozen=True, slots=True)
class Point:
    """Cumulated: records, seconds, CPU seconds, and megabytes on disk."""

    records: int
    seconds: float
    cpu: float
    disk: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--records", default="30000,300000,2000000")
    parser.add_argument("--data", type=Path, required=True, help="a folder with space")
    parser.add_argument("--keep", action="store_true", help="keep the library")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.records.split(","))
    files = _files(options.data / "files", sizes[-1])
    library = options.data / "library"
    shutil.rmtree(library, ignore_errors=True)
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    print(
        f"{'records':>10}{'s':>9}{'rec/s':>8}{'CPU s':>9}{'MB disk':>9}{'MB peak':>9}{'reader':>8}"
    )
    points = _grown(files, library, sizes)
    _fit("hours", [(p.records, p.seconds / 3600) for p in points])
    _fit("CPU hours", [(p.records, p.cpu / 3600) for p in points])
    _fit("GB on disk", [(p.records, p.disk / 1000) for p in points])
    if not options.keep:
        shutil.rmtree(library)


def _files(folder: Path, records: int) -> list[tuple[Path, int]]:
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, first in enumerate(range(1, records + 1, FILE), start=1):
        count = min(FILE, records - first + 1)
        path = folder / f"pubmed26n{number:04d}-{count}.xml.gz"
        if not path.exists():
            part = path.with_suffix(".part")
            write_baseline(part, count, first=first, seed=number)
            part.rename(path)
        found.append((path, count))
    return found


def _grown(files: list[tuple[Path, int]], library: Path, sizes: list[int]) -> list[Point]:
    points: list[Point] = []
    records, seconds, waiting = 0, 0.0, list(sizes)
    before = _cpu()
    for path, count in files:
        started = time.perf_counter()
        report = ingest([path], library)
        seconds += time.perf_counter() - started
        if report.records != count:
            raise SystemExit(f"{path}: {report.files[0].error or report.records}")
        records += count
        points.append(Point(records, seconds, _cpu() - before, _disk(library)))
        if records >= waiting[0]:
            waiting.pop(0)
            _print(points[-1])
    return points


def _print(point: Point) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{point.records:>10}{point.seconds:>9.1f}{point.records / point.seconds:>9.0f}"
        f"{point.cpu:>9.1f}{point.disk:>9.0f}{peak:>9.0f}",
        flush=True,
    )


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _disk(library: Path) -> float:
    return sum(path.stat().st_size for path in library.rglob("*") if path.is_file()) / 1e6


def _fit(what: str, points: list[tuple[int, float]]) -> None:
    """Least squares over all files; one file alone is taken as proportional."""
    slope, start = _line(points) if len(points) > 1 else (points[0][1] / points[0][0], 0.0)
    whole = start + slope * PUBMED
    late = points[-max(2, len(points) // 3) :]
    drift = _line(late)[0] / slope - 1 if len(points) > 2 else 0.0
    print(
        f"{what} = {start:.4f} + {slope * 1e6:.4f} a million records;"
        f" {PUBMED // 10**6} million: {whole:.1f} (slope of the last third {drift:+.0%})"
    )


def _line(points: list[tuple[int, float]]) -> tuple[float, float]:
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    return slope, mean_y - slope * mean_x


if __name__ == "__main__":
    main()
