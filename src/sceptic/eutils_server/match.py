"""ECitMatch: printed citations in, PMIDs out, a line for each."""

from __future__ import annotations

from sceptic.eutils_server.answers import TEXT, Answer
from sceptic.eutils_server.call import Call, RefusedError
from sceptic.eutils_server.desk import Desk, check_db
from sceptic.library.citations import Matches, PrintedCitation, matches_of

_MOST_LINES = 200
_MOST_NAMED = 5
_PARTS = 6
"""Journal, year, volume, first page, author, and the caller's own key."""


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``ecitmatch.cgi``: every line as it came, the PMID or the reason behind it."""
    lines = call.text("bdata").replace("\n", "\r").split("\r")
    given = [line.strip() for line in lines if line.strip()]
    try:
        check_db(call)
        if len(given) > _MOST_LINES:
            return Answer(f"Too many citations: at most {_MOST_LINES}\n", TEXT, 400)
    except RefusedError as error:
        return Answer(f"{error.message}\n", TEXT)
    return Answer("".join(f"{_line(one, desk)}\n" for one in given), TEXT)


def _line(line: str, desk: Desk) -> str:
    parts = [part.strip() for part in line.split("|")[:_PARTS]]
    parts += [""] * (_PARTS - len(parts))
    found = matches_of(PrintedCitation(*parts[:5]), desk.library)
    return "|".join((*parts, _outcome(found)))


def _outcome(found: Matches) -> str:
    if not found.knows_journal:
        return "NOT_FOUND;INVALID_JOURNAL"
    if not found.total:
        return "NOT_FOUND"
    if found.total == 1:
        return str(found.pmids[0])
    if found.total <= _MOST_NAMED:
        return f"AMBIGUOUS {','.join(str(n) for n in found.pmids)}"
    return f"AMBIGUOUS ({found.total} citations)"
