"""How long reading an article takes: one of 1 000 words with 12 claims, and a batch of them.

    python -m bench.read --library DIR [--runs 5] [--articles 20] [--processes 2]

The text is made up here: twelve claims on what everyday libraries hold, between sentences that
claim nothing. The articles of the batch hold the same claims in other orders. It is read three
times: as it is, so that judgements are met again, as in a batch on one subject; with everything
forgotten before each article, as if each had a subject of its own; and so in several processes, as
``sceptic read --batch`` starts them, their start included. The peer is the same twelve claims
asked one by one with ``ask``: reading shares the open library and asks equal claims once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import time

from sceptic import judgements
from sceptic.checks import AskOptions, Workbench, ask
from sceptic.cli.read_processes import Line, Work, lines_of
from sceptic.config import Settings, open_parts
from sceptic.domain.article import Article
from sceptic.domain.reading import Reading
from sceptic.errors import QuestionError
from sceptic.readings import read
from sceptic.render.article import rendered
from sceptic.sources.webpage import parse_article

CLAIMS = (
    "Exercise reduces depression.", "Metformin prevents diabetes.", "Statins prevent stroke.",
    "Vitamin D prevents fractures.", "Probiotics prevent diarrhoea.", "Aspirin prevents stroke.",
    "Smoking causes lung cancer.", "Zinc prevents colds.", "Coffee reduces diabetes.",
    "Yoga reduces back pain.", "Omega-3 fatty acids prevent heart disease.",
    "Cognitive behavioural therapy treats insomnia.",
)  # fmt: skip
FILLER = (
    "The meeting took place in a bright hall near the river on a Tuesday in spring.",
    "Several people had come by train, and others had walked along the old road.",
    "A speaker thanked the hosts and went on to tell a long story about the town.",
)
WORDS = 1_000
_DAY = dt.date(2026, 11, 22)


def article(turn: int = 0) -> Article:
    """About 1 000 words, the claims in an order that depends on the turn."""
    claims = [CLAIMS[(i + turn) % len(CLAIMS)] for i in range(len(CLAIMS))]
    paragraphs, words = [f"Twelve things said of health, number {turn}"], 0
    for number, claim in enumerate(claims):
        text = [claim]
        while words + sum(len(t.split()) for t in text) < WORDS * (number + 1) / len(claims):
            text.append(FILLER[len(text) % len(FILLER)])
        words += sum(len(t.split()) for t in text)
        paragraphs.append(" ".join(text))
    return parse_article("\n\n".join(paragraphs).encode(), name="article.txt")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.read")
    parser.add_argument("--library", default="", help="folder; the starter facts without it")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    settings = Settings(library=given.library, corrections="none")
    bench = open_parts(settings)
    options = AskOptions(today=_DAY)
    begin = time.perf_counter()
    first = read(article(), bench, options)
    cold = time.perf_counter() - begin
    times, computed = [], []
    for _ in range(given.runs):
        clear_memory()
        seconds, of_computing = _timed(article(0), bench, options)
        times.append(seconds)
        computed.append(of_computing)
    pages = [_rendered(first) for _ in range(given.runs)]
    batch: list[tuple[str, Article | Line]] = [
        (f"{turn}", article(turn)) for turn in range(given.articles)
    ]
    rates = [
        given.articles / _read_all(batch, work, settings, bench, processes)
        for work, processes in ((_line, 0), (_line_anew, 0), (_line_anew, given.processes))
    ]
    asked = [_asked(bench, options) for _ in range(given.runs)]
    questions = sum(c.brief is not None and c.same_as is None for c in first.claims)
    said = (
        f"library: {bench.library.snapshot().name}, {bench.library.snapshot().records} records",
        f"article: {len(first.article.text.split())} words, {len(first.claims)} statements,"
        f" {questions} asked",
        f"first article: {cold:.2f} s (the vocabulary is read)",
        f"one article, median of {given.runs}: {statistics.median(times):.2f} s,"
        f" {statistics.median(computed):.2f} s of computing",
        f"its page: {statistics.median(pages):.3f} s",
        f"batch of {given.articles}, articles/s: {rates[0]:.2f} on one subject;"
        f" {rates[1]:.2f} with nothing remembered, {rates[2]:.2f} in {given.processes} processes",
        f"the same claims asked one by one: {statistics.median(asked):.2f} s;"
        f" reading takes {statistics.median(times) / statistics.median(asked):.2f} of it",
    )
    sys.stdout.write("\n".join(said) + "\n")
    return 0


def _line(_name: str, text: Article, bench: Workbench, options: AskOptions) -> Line:
    return {"claims": len(read(text, bench, options).claims)}, True


def _line_anew(name: str, text: Article, bench: Workbench, options: AskOptions) -> Line:
    clear_memory()
    return _line(name, text, bench, options)


def _read_all(
    batch: list[tuple[str, Article | Line]],
    work: Work,
    settings: Settings,
    bench: Workbench,
    processes: int,
) -> float:
    """Seconds by the clock."""
    begin = time.perf_counter()
    options = AskOptions(today=_DAY)
    for _ in lines_of(batch, work, settings, bench, options, processes=processes):
        pass
    return time.perf_counter() - begin


def clear_memory() -> None:
    """Forget what was read of the records: an article meets most of its records anew."""
    judgements.forget()


def _timed(text: Article, bench: Workbench, options: AskOptions) -> tuple[float, float]:
    """Seconds by the clock and of computing."""
    begin, begun = time.perf_counter(), time.process_time()
    read(text, bench, options)
    return time.perf_counter() - begin, time.process_time() - begun


def _rendered(reading: Reading) -> float:
    begin = time.perf_counter()
    rendered(reading, "html")
    return time.perf_counter() - begin


def _asked(bench: Workbench, options: AskOptions) -> float:
    clear_memory()
    begin = time.perf_counter()
    for claim in CLAIMS:
        try:
            ask(claim, bench, options)
        except QuestionError:
            continue
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
