"""The search of a brief after PRISMA-S (PMID 33499930): sixteen items, none left blank."""

from __future__ import annotations

from collections.abc import Callable

from sceptic.domain.brief import Brief, LiveSearch, Statement
from sceptic.synthesis.sourcing import method_source
from sceptic.synthesis.told import search_source
from sceptic.synthesis.wording import plural

_Item = Callable[[Brief], str]


def search_report(brief: Brief) -> tuple[Statement, ...]:
    """Items 1 to 16 in their order. What was not done is said, with what that means.

    Item 8 is followed by one statement for each further query: ``8.1``, ``8.2`` ...
    """
    sources = (search_source(brief), method_source("prisma-s"))
    lines = []
    for number, (name, words) in enumerate(_ITEMS, 1):
        lines.append(f"{number}. {name}: {words(brief)}")
        if words is _strategies:
            lines += [f"{number}.{n}. {more}" for n, more in enumerate(_further(brief), 1)]
    return tuple(Statement(line, sources) for line in lines)


def _databases(brief: Brief) -> str:
    library = brief.method.library
    size = plural(library.records, "record")
    newest = f", newest record {library.newest.isoformat()}" if library.newest else ""
    if library.is_starter:
        return (
            f"{library.name}, a table of facts that ships with {brief.method.software} ({size}); "
            "it is a selection, not PubMed."
        )
    held = f"{library.name}, MEDLINE/PubMed records on this machine ({size}{newest})"
    asked = _platforms(brief)
    return f"{held}; {asked}." if asked else f"{held}; platform: {brief.method.software}."


def _platforms(brief: Brief) -> str:
    named = dict.fromkeys(f"{s.source} over {s.address}" for s in brief.method.searches)
    return "; ".join(named)


def _several(brief: Brief) -> str:
    if len(dict.fromkeys(s.source for s in brief.method.searches)) and brief.method.library.records:
        return "the library and the live source were searched with the same query, each by itself."
    return "none; one source was searched."


def _citations(brief: Brief) -> str:
    cited = sum(len(e.study.cites_retracted) for e in brief.evidence)
    if cited:
        return (
            "not used to find studies; reference lists were read for retracted trials only "
            f"({cited} found)."
        )
    return "cited and citing references were not examined."


def _others(brief: Brief) -> str:
    outside = [e for e in brief.evidence if e.study.in_pubmed is False]
    if outside:
        return (
            f"{plural(len(outside), 'record')} from outside PubMed, collected by hand into the "
            "library; shown apart and not counted."
        )
    relaxed = brief.method.relaxations
    if relaxed:
        return "the query was relaxed as item 8 lists, and what ranked best was read too."
    return "none."


def _strategies(brief: Brief) -> str:
    method = brief.method
    return f"copied as run on {method.today.isoformat()}: {method.query}"


def _further(brief: Brief) -> list[str]:
    """Queries beside the main one, copied as run."""
    relaxed = [f"Relaxed: {words}" for words in brief.method.relaxations]
    return relaxed + [_live(search) for search in brief.method.searches]


def _live(search: LiveSearch) -> str:
    read = f", which it read as: {search.translation}" if search.translation else ""
    said = f"; its remarks: {'; '.join(search.messages)}" if search.messages else ""
    return (
        f"{search.source} on {search.date.isoformat()}: {search.query}{read} "
        f"({search.found} found, {search.taken} taken{said})"
    )


def _limits(brief: Brief) -> str:
    as_of = brief.method.as_of
    applied = [f"records known by {as_of.isoformat()} only"] if as_of else []
    asked = (e.reason for e in brief.flow.exclusions if e.reason.endswith("left out as asked"))
    applied += dict.fromkeys(asked)
    return f"{'; '.join(applied)}." if applied else "no limit of date, language or design."


def _updates(brief: Brief) -> str:
    return "none; the same question asked again on newer records is the update."


def _dates(brief: Brief) -> str:
    days = dict.fromkeys(
        (brief.method.today.isoformat(), *(s.date.isoformat() for s in brief.method.searches))
    )
    return f"{', '.join(days)}."


def _totals(brief: Brief) -> str:
    flow = brief.flow
    live = "; ".join(f"{s.source}: {s.found} found, {s.taken} taken" for s in brief.method.searches)
    from_live = f" ({live})" if live else ""
    return f"{plural(flow.found, 'record')}{from_live}; {flow.screened} screened."


def _duplicates(brief: Brief) -> str:
    twice = [e for e in brief.evidence if "counted once" in e.why_not]
    later = [e for e in brief.evidence if "superseded" in e.why_not]
    return (
        "records are identified by PMID, so that none stands twice; reports of one trial are "
        "joined by registry number, or by authors, people and year "
        f"({plural(len(twice), 'report')} joined), versions of one review by their titles "
        f"({plural(len(later), 'version')} superseded)."
    )


_ITEMS: tuple[tuple[str, _Item], ...] = (
    ("Database name", _databases),
    ("Multi-database searching", _several),
    ("Study registries", lambda _: "none searched; unpublished trials are missing."),
    ("Online resources and browsing", lambda _: "none."),
    ("Citation searching", _citations),
    ("Contacts", lambda _: "nobody was asked for further studies or data."),
    ("Other methods", _others),
    ("Full search strategies", _strategies),
    ("Limits and restrictions", _limits),
    ("Search filters", lambda _: "no published filter; designs are read from each record."),
    (
        "Prior work",
        lambda brief: (
            "the strategy was composed anew from the question with the vocabulary of "
            f"{brief.method.software} (rules {brief.method.rules_digest})."
        ),
    ),
    ("Updates", _updates),
    ("Dates of searches", _dates),
    ("Peer review", lambda _: "none; the query can be pasted into PubMed and checked (PRESS)."),
    ("Total records", _totals),
    ("Deduplication", _duplicates),
)
