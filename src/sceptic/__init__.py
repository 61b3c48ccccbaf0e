"""Sceptic: does this treatment do what they say?

    import sceptic
    brief = sceptic.ask("Does mesotherapy prevent hair loss?")
    print(brief.headline.text, brief.verdict.certainty)

Importing this package loads none of its heavy parts; the first call does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sceptic.checks import Workbench
    from sceptic.domain.brief import Brief
    from sceptic.domain.claim import Claim
    from sceptic.domain.evidence import Study, Verdict
    from sceptic.domain.record import Record
    from sceptic.domain.survey import Survey
    from sceptic.library.collection import Library

__all__ = ["ask", "judge", "survey"]


def ask(
    question: str,
    *,
    library: Library | str | Path | None = None,
    as_of: dt.date | str | None = None,
    today: dt.date | None = None,
    human_only: bool = False,
    no_preprints: bool = False,
    web_results: int | None = None,
    corrections: str | Path = "",
) -> Brief:
    """Answer a health claim with a cited brief.

    Args:
        question: a question or statement, such as "Does X prevent Y?".
        library: an open library, the folder of one, or ``None`` for the starter facts.
        as_of: only records known by this day are used (a date or ``YYYY-MM-DD``).
        today: the date printed in the brief; the clock's by default.
        human_only: leave out animal and laboratory studies.
        no_preprints: leave out preprints.
        web_results: a web search's hit count that an article quotes.
        corrections: file of corrections by people; the one beside the library by default, and
            ``"none"`` leaves them out.

    Raises:
        QuestionError: the question holds no claim that can be checked.
        LibraryError: the library is missing, damaged or empty.
    """
    from sceptic.checks import AskOptions  # noqa: PLC0415 - importing sceptic stays light
    from sceptic.checks import ask as asked  # noqa: PLC0415

    bench, today = _opened(
        library,
        today,
        human_only=human_only,
        no_preprints=no_preprints,
        corrections=str(corrections),
    )
    options = AskOptions(
        today=today,
        as_of=_date(as_of),
        human_only=human_only,
        no_preprints=no_preprints,
        web_results=web_results,
    )
    return asked(question, bench, options)


def survey(
    question: str,
    *,
    library: Library | str | Path | None = None,
    as_of: dt.date | str | None = None,
    today: dt.date | None = None,
    human_only: bool = False,
    no_preprints: bool = False,
) -> Survey:
    """Answer "What helps Y?": the treatments of a condition, each judged by itself.

    Args:
        question: one that leaves the treatment open, such as "What helps tinnitus?".
        library: an open library, the folder of one, or ``None`` for the starter facts.
        as_of: only records known by this day are used (a date or ``YYYY-MM-DD``).
        today: the date printed in the survey; the clock's by default.
        human_only: leave out animal and laboratory studies.
        no_preprints: leave out preprints.

    Raises:
        QuestionError: the question does not leave the treatment open.
        LibraryError: the library is missing, damaged or empty.
    """
    from sceptic.checks import AskOptions  # noqa: PLC0415
    from sceptic.errors import QuestionError  # noqa: PLC0415
    from sceptic.language.open_questions import open_question  # noqa: PLC0415
    from sceptic.surveys import survey as surveyed  # noqa: PLC0415

    bench, today = _opened(library, today, human_only=human_only, no_preprints=no_preprints)
    read = open_question(question, bench.vocabulary)
    if read is None:
        raise QuestionError(
            "the question does not leave the treatment open", hint='such as "What helps tinnitus?"'
        )
    options = AskOptions(
        today=today, as_of=_date(as_of), human_only=human_only, no_preprints=no_preprints
    )
    return surveyed(read, bench, options)


def _date(given: dt.date | str | None) -> dt.date | None:
    from sceptic.config import date_from  # noqa: PLC0415

    return date_from(given) if isinstance(given, str) else given


def _opened(
    library: Library | str | Path | None,
    today: dt.date | None,
    *,
    human_only: bool,
    no_preprints: bool,
    corrections: str = "",
) -> tuple[Workbench, dt.date]:
    from sceptic.config import Settings, open_parts  # noqa: PLC0415

    is_path = isinstance(library, str | Path)
    settings = Settings(
        library=str(library) if is_path else "",
        today=today.isoformat() if today else "",
        human="yes" if human_only else "no",
        no_preprints="yes" if no_preprints else "no",
        corrections=corrections,
    )
    opened = None if isinstance(library, str | Path) else library
    return open_parts(settings, opened), settings.date


def judge(
    claim: Claim | str, records: Iterable[Record], *, studies: Iterable[Study] = ()
) -> Verdict:
    """Judge a claim on records that the caller brings, without any search.

    Args:
        claim: a claim, or a question that holds one.
        records: the records to read.
        studies: facts about some of the records, by ``record_id``, used as they are.

    Raises:
        QuestionError: the question holds no claim that can be checked.
    """
    from sceptic.checks import judge as judged  # noqa: PLC0415
    from sceptic.language.claims import claim_from_question  # noqa: PLC0415
    from sceptic.language.vocabulary import shipped_vocabulary  # noqa: PLC0415

    vocabulary = shipped_vocabulary()
    asked = claim_from_question(claim, vocabulary) if isinstance(claim, str) else claim
    return judged(asked, records, vocabulary, studies)
