"""Time to load the vocabulary and to read a question.

    python -m bench.questions [--rounds N] [--questions FILE]

Prints processor time, so that what else the machine does is not counted: milliseconds for the
vocabulary (a fresh interpreter each time, the least of five), and microseconds a question at the
median and the 99th percentile after one round to warm up. Timed are what is asserted, the same
with the questions offered beside it, and what is asked where the treatment is left open. FILE holds
one question a line; without it the labelled questions of people are read.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.offers import with_offers
from sceptic.language.open_questions import open_question
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary

PEOPLE = Path(__file__).resolve().parent.parent / "evals" / "questions" / "people.jsonl"
_LOAD = (
    "import time; from sceptic.language import vocabulary as v; t = time.process_time();"
    " v.shipped_vocabulary(); print((time.process_time() - t) * 1000)"
)


def load_milliseconds(times: int = 5) -> float:
    """The least of some loads, each in an interpreter of its own."""
    command = [sys.executable, "-c", _LOAD]
    runs = (subprocess.run(command, capture_output=True, check=True) for _ in range(times))
    return min(float(run.stdout) for run in runs)


def questions_in(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix != ".jsonl":
        return [line for line in lines if line.strip()]
    rows = [json.loads(line) for line in lines]
    return [row["text"] for row in rows if row.get("half", "rules") == "rules" and row.get("text")]


def _offered(question: str, vocabulary: Vocabulary) -> object:
    return with_offers(claim_from_question(question, vocabulary), vocabulary)


def microseconds(
    read: Callable[[str, Vocabulary], object], questions: list[str], rounds: int
) -> list[float]:
    vocabulary = shipped_vocabulary()
    times = []
    for turn in range(rounds + 1):
        for question in questions:
            start = time.process_time()
            with suppress(QuestionError):
                read(question, vocabulary)
            if turn:
                times.append((time.process_time() - start) * 1e6)
    return sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--questions", type=Path, default=PEOPLE)
    options = parser.parse_args()
    questions = questions_in(options.questions)
    print(
        f"Python {platform.python_version()}, {len(questions)} questions, {options.rounds} rounds"
    )
    print(
        f"vocabulary: {len(shipped_vocabulary().concepts)} concepts, {load_milliseconds():.0f} ms"
    )
    print(f"{'µs a question':24} {'p50':>7} {'p99':>7}")
    for name, read in (
        ("claim", claim_from_question),
        ("claim with offers", _offered),
        ("open question", open_question),
    ):
        times = microseconds(read, questions, options.rounds)
        print(f"{name:24} {times[len(times) // 2]:7.0f} {times[len(times) * 99 // 100]:7.0f}")


if __name__ == "__main__":
    main()
