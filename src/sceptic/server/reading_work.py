"""Reading an article in a worker: the page is fetched by the guarded client alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from sceptic.articles import article_from
from sceptic.checks import AskOptions
from sceptic.domain.step import Step
from sceptic.errors import ScepticError
from sceptic.readings import read
from sceptic.render.article_json import as_json
from sceptic.render.labels import ANSWERS
from sceptic.server.problems import problem_of
from sceptic.server.tasks import Failed, Made, Read

if TYPE_CHECKING:
    from sceptic.checks import Workbench
    from sceptic.config import Settings
    from sceptic.domain.reading import Reading

KIND = "reading"


def reading_made(
    task: Read, bench: Workbench, settings: Settings, progress: Callable[[Step], None]
) -> Made | Failed:
    """Read the article of a task; an error of ours is a result too."""
    options = AskOptions(
        today=settings.date,
        as_of=task.as_of,
        human_only=task.human_only or settings.human == "yes",
        no_preprints=task.no_preprints or settings.no_preprints == "yes",
    )
    try:
        reading = read(article_from(task.text, task.url), bench, options, progress)
        body = as_json(reading)
    except ScepticError as error:
        return problem_of(error)
    return Made(
        id=reading.id,
        kind=KIND,
        title=reading.article.title or " ".join(reading.article.text.split())[:80] or "no text",
        told=told_of(reading),
        made=settings.date.isoformat(),
        body=body,
        snapshot=bench.library.snapshot().digest,
        is_partial=reading.is_partial,
    )


def told_of(reading: Reading) -> str:
    """What a reading came to in a few words."""
    answers = Counter(
        c.answer for c in reading.claims if c.answer is not None and c.same_as is None
    )
    if not answers:
        return f"{len(reading.claims)} statements, none asked"
    return ", ".join(f"{n} {ANSWERS[a].lower()}" for a, n in sorted(answers.items()))
