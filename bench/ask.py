"""How long an answer takes: `ask` warm in one process, the command line cold, peak memory.

    python -m bench.ask --data DIR --library CORPUS_LIBRARY

The questions are those of `questions_dev.jsonl` that hold a claim (TREC Health Misinformation 2019
and 2020, White-Hassan). Each is asked once to warm up nothing but the machine's caches: every
question is new to the process. No test or CI step fails on a time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sceptic.checks import AskOptions, Workbench, ask
from sceptic.config import Settings, open_parts
from sceptic.errors import QuestionError

SETS = ("TREC2019", "TREC2020", "White-Hassan-90")


def questions_in(data: Path) -> list[str]:
    lines = (data / "questions" / "questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row["question"] for row in rows if row["set"] in SETS]


def warm_times(questions: list[str], bench: Workbench) -> tuple[list[float], list[float], int, int]:
    """Seconds per answered question, the same asked again at once, how many were declined, and the
    records found in all."""
    options = AskOptions(today=dt.date(2026, 1, 1))
    times, again, declined, found = [], [], 0, 0
    ask("Does aspirin prevent heart attacks?", bench, options)
    for question in questions:
        start = time.perf_counter()
        try:
            brief = ask(question, bench, options)
        except QuestionError:
            declined += 1
            continue
        times.append(time.perf_counter() - start)
        start = time.perf_counter()
        ask(question, bench, options)
        again.append(time.perf_counter() - start)
        found += brief.flow.found
    return times, again, declined, found


def command_times(arguments: list[str], bytecode: str, runs: int = 7) -> list[float]:
    """Seconds of a command with the bytecode that an installed program has beside its modules;
    it is kept in the folder ``bytecode``, and a first run, which writes it, is not counted."""
    command = [sys.executable, "-m", "sceptic", *arguments]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = bytecode
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
        times.append(time.perf_counter() - start)
    return times[1:]


def row(name: str, times: list[float], wanted: str) -> str:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    median = statistics.median(times)
    return f"| {name} | {len(times)} | {1000 * median:.0f} | {1000 * p99:.0f} | {wanted} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SCEPTIC_DATA"), required=False)
    parser.add_argument("--library", type=Path, required=True)
    given = parser.parse_args()
    bench = open_parts(Settings(library=str(given.library)))
    times, again, declined, found = warm_times(questions_in(Path(given.data)), bench)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    records = bench.library.snapshot().records
    print(f"{platform.python_implementation()} {platform.python_version()}, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {records} records, "
          f"{found} found in all, {declined} questions declined")  # fmt: skip
    print("| what | n | median ms | p99 ms | wanted |")
    print("| --- | ---: | ---: | ---: | --- |")
    print(row("ask, warm, in process", times, "100 / 400"))
    print(row("the same, judgements kept", again, "100"))
    question = "Does mesotherapy prevent hair loss?"
    with tempfile.TemporaryDirectory() as kept:
        print(row("sceptic ask, cold, starter", command_times(["ask", question], kept), "1000"))
        print(row("sceptic --help", command_times(["--help"], kept), "200"))
    print(f"peak memory of the warm process: {peak:.0f} MB (wanted at most 400)")


if __name__ == "__main__":
    main()
