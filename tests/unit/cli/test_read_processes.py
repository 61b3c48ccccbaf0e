"""Articles read by several processes: the same lines in the same order, whatever befalls them."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Iterator

import pytest

from sceptic.checks import AskOptions, Workbench
from sceptic.cli.read_processes import Line, lines_of, processes_for
from sceptic.config import NO_CORRECTIONS, STARTER, Settings, open_parts
from sceptic.domain.article import Article
from sceptic.sources.webpage import parse_article

SETTINGS = Settings(library=STARTER, corrections=NO_CORRECTIONS)
OPTIONS = AskOptions(today=dt.date(2026, 11, 22))


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return open_parts(SETTINGS)


def articles(count: int) -> list[tuple[str, Article | Line]]:
    made: list[tuple[str, Article | Line]] = [
        (f"{n}.txt", parse_article(f"Zinc cures colds. {n}".encode())) for n in range(count)
    ]
    made[1] = ("1.txt", ({"article": "1.txt", "error": {}}, False))
    return made


def line_of(name: str, article: Article, bench: Workbench, options: AskOptions) -> Line:
    return {"article": name, "text": article.text, "today": options.today.isoformat()}, True


def dies_elsewhere(name: str, article: Article, bench: Workbench, options: AskOptions) -> Line:
    if multiprocessing.parent_process() is not None and name != "0.txt":
        os._exit(1)
    return line_of(name, article, bench, options)


def fails(name: str, article: Article, bench: Workbench, options: AskOptions) -> Line:
    raise RuntimeError(name)


def who(name: str, article: Article, bench: Workbench, options: AskOptions) -> Line:
    return {"who": os.getpid()}, True


def test_lines_are_the_same_and_in_order_with_any_number_of_processes(bench: Workbench) -> None:
    given = articles(6)
    alone = list(lines_of(given, line_of, SETTINGS, bench, OPTIONS, processes=0))
    assert [name for name, _ in alone] == [name for name, _ in given]
    assert list(lines_of(given, line_of, SETTINGS, bench, OPTIONS, processes=2)) == alone


def test_other_processes_do_the_reading(bench: Workbench) -> None:
    lines = lines_of(articles(2), who, SETTINGS, bench, OPTIONS, processes=1)
    assert os.getpid() not in {line.get("who") for _, (line, _) in lines}


def test_what_a_process_took_with_it_is_read_here(bench: Workbench) -> None:
    given = articles(6)
    alone = list(lines_of(given, line_of, SETTINGS, bench, OPTIONS, processes=0))
    assert list(lines_of(given, dies_elsewhere, SETTINGS, bench, OPTIONS, processes=2)) == alone


def test_an_error_is_raised_where_the_lines_are_written(bench: Workbench) -> None:
    others = set(multiprocessing.active_children())  # of earlier tests
    with pytest.raises(RuntimeError, match=r"0\.txt"):
        list(lines_of(articles(3), fails, SETTINGS, bench, OPTIONS, processes=1))
    assert set(multiprocessing.active_children()) <= others


def test_few_articles_are_held_and_an_interruption_ends_the_processes(bench: Workbench) -> None:
    taken = []
    others = set(multiprocessing.active_children())  # of earlier tests

    def coming() -> Iterator[tuple[str, Article | Line]]:
        for each in articles(40):
            taken.append(each[0])
            yield each

    lines = lines_of(coming(), line_of, SETTINGS, bench, OPTIONS, processes=1)
    assert next(lines)[0] == "0.txt"
    assert len(taken) <= 3
    lines.close()
    assert set(multiprocessing.active_children()) <= others


def test_one_process_reads_a_few_articles(bench: Workbench) -> None:
    assert processes_for(2, bench) == 0
    assert 0 <= processes_for(100, bench) <= 4
