"""Articles read by several processes: their lines come back in the order of the articles.

A process gets an article through a pipe and answers it with its line. It ends when the pipe does,
so also when the process that writes is killed. Whatever goes wrong in it is told as "not read":
the article is then read by the writing process, which raises what there is to raise. So no line
depends on how many processes there are.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from sceptic.checks import Asked, AskOptions, Workbench
from sceptic.config import Settings, open_parts
from sceptic.domain.article import Article

Line = tuple[dict[str, Any], bool]
"""What came of an article, and whether nothing failed."""
Work = Callable[[str, Article, Workbench, AskOptions], Line]
"""Makes the line of an article of this name. A function of a module: it goes to the processes."""

FEWEST, MOST = 4, 4
"""Articles that are worth other processes, each of which reads the vocabulary; and the most of
them, each of which takes the memory of one ``sceptic read``."""


def processes_for(articles: int, bench: Workbench) -> int:
    """How many to start: one for each core, none where it is not worth it.

    Who is asked over the network is asked by one process, which keeps the pace.
    """
    if articles < FEWEST or isinstance(bench.library, Asked) or bench.meters:
        return 0
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return min(cores, MOST) if cores > 1 else 0


def lines_of(
    articles: Iterable[tuple[str, Article | Line]],
    work: Work,
    settings: Settings,
    bench: Workbench,
    options: AskOptions,
    *,
    processes: int,
) -> Generator[tuple[str, Line], None, None]:
    """The line of each article by its name, in order; a line given instead of one is passed on.

    Args:
        articles: taken one by one, at most two ahead for each process.
        work: what makes a line.
        settings: with which each process opens the library anew.
        bench: for what this process reads itself.
        options: for every article.
        processes: 0 to read all in this one.
    """

    def here(name: str, article: Article) -> Line:
        return work(name, article, bench, options)

    if not processes:
        for name, given in articles:
            yield name, here(name, given) if isinstance(given, Article) else given
        return
    with contextlib.closing(_Processes(processes, work, settings, options)) as others:
        yield from others.lines(articles, here)


@dataclass(slots=True)
class _Waiting:
    name: str
    given: Article | Line
    is_sent: bool = False


class _Processes:
    def __init__(self, count: int, work: Work, settings: Settings, options: AskOptions) -> None:
        context = multiprocessing.get_context("spawn")
        self._most = 2 * count
        self._idle: list[Connection] = []
        self._busy: dict[Connection, _Waiting] = {}
        self._processes = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_serve, args=(theirs, work, settings, options), daemon=True
            )
            process.start()
            theirs.close()
            self._idle.append(ours)
            self._processes.append(process)

    def close(self) -> None:
        """End them; what they still read is dropped."""
        for connection in (*self._idle, *self._busy):
            connection.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def lines(
        self, articles: Iterable[tuple[str, Article | Line]], here: Callable[[str, Article], Line]
    ) -> Iterator[tuple[str, Line]]:
        coming, waiting = iter(articles), deque[_Waiting]()
        while True:
            while len(waiting) < self._most and (following := next(coming, None)):
                waiting.append(_Waiting(*following))
            if not waiting:
                return
            self._send(waiting)
            first = waiting[0]
            if isinstance(first.given, Article) and first.is_sent:
                self._receive(here)
                continue
            waiting.popleft()
            given = first.given
            yield first.name, here(first.name, given) if isinstance(given, Article) else given

    def _send(self, waiting: Iterable[_Waiting]) -> None:
        """To each idle process an article. Without any process left they stay unsent."""
        unsent = (w for w in waiting if isinstance(w.given, Article) and not w.is_sent)
        for each in unsent:
            while self._idle and not each.is_sent:
                connection = self._idle.pop()
                try:
                    connection.send((each.name, each.given))
                except OSError:  # it died
                    connection.close()
                    continue
                each.is_sent = True
                self._busy[connection] = each

    def _receive(self, here: Callable[[str, Article], Line]) -> None:
        """Wait for a line, or several."""
        for connection in wait(list(self._busy)):
            assert isinstance(connection, Connection)
            each = self._busy.pop(connection)
            assert isinstance(each.given, Article)
            line: Line | None = None
            try:
                line = connection.recv()
                self._idle.append(connection)
            except (EOFError, OSError):  # it died
                connection.close()
            each.given = line or here(each.name, each.given)


# --- in the other process ---------------------------------------------------------------------


def _serve(connection: Connection, work: Work, settings: Settings, options: AskOptions) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writing process decides when to end
    bench: Workbench | None = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            name, article = connection.recv()
            try:
                bench = bench or open_parts(settings)
                line: Line | None = work(name, article, bench, options)
            except Exception:  # noqa: BLE001 - the writing process meets it again and says what it is
                line = None
            connection.send(line)
