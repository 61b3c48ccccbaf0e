"""The table of doors: what each use case is called on the command line, over REST, as a tool, in
Python. Each name is looked up, and none may be left out: a door that is missing here is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from scripts.reference_blocks import command_tree, table

NONE = ""
_GROUPS = ("sceptic", "sceptic library", "sceptic attention")


class Door(NamedTuple):
    """One use case; a route is ``METHOD /path``, a function ``module.name``."""

    use: str
    command: str = NONE
    route: str = NONE
    tool: str = NONE
    function: str = NONE


DOORS = (
    Door("answer a claim; what helps a condition", "ask", "POST /v1/briefs", "check_claim",
         "sceptic.surveys.answer"),
    Door("check an article", "read", "POST /v1/articles", "read_article",
         "sceptic.readings.read"),
    Door("its report in a format", NONE, "GET /v1/articles/{name}", NONE,
         "sceptic.render.article.rendered"),
    Door("a brief again, in a format or a voice", "show", "GET /v1/briefs/{name}", "export",
         "sceptic.render.rendered"),
    Door("a brief again, short or whole", NONE, NONE, "get_brief",
         "sceptic.mcp_server.shortened.brief_short"),
    Door("the latest results", NONE, "GET /v1/briefs", NONE, "sceptic.library.archive.Archive"),
    Door("how far a piece of work is", NONE, "GET /v1/jobs/{job}", NONE,
         "sceptic.domain.step.Step"),
    Door("the same, as it happens", NONE, "GET /v1/jobs/{job}/events", NONE,
         "sceptic.domain.step.Step"),
    Door("judge records that the caller brings", NONE, NONE, NONE, "sceptic.judge"),
    Door("compare two briefs", "diff", "GET /v1/compare", NONE,
         "sceptic.comparing.differences"),
    Door("overrule a reading", "correct", NONE, NONE, "sceptic.corrections"),
    Door("search records", "search", "GET /v1/search", "search_pubmed", "sceptic.searches.page"),
    Door("records by id", "get", "GET /v1/records/{id}", "get_records", "sceptic.searches.listed"),
    Door("what answers are made from", "library status", "GET /v1/library", "library_status",
         "sceptic.holdings.coverage_in"),
    Door("whether the server lives", NONE, "GET /healthz", NONE, NONE),
    Door("whether it can answer", NONE, "GET /readyz", NONE, NONE),
    Door("records for a reference manager", "export", NONE, NONE, "sceptic.render.records"),
    Door("count records", "count", NONE, NONE, "sceptic.library.collection.Library"),
    Door("searches that were made", "history", NONE, NONE, "sceptic.library.history.searches_in"),
    Door("a query of Ovid's in PubMed's language", "translate", NONE, NONE,
         "sceptic.library.ovid.query_from_ovid"),
    Door("records like one", "similar", NONE, NONE, "sceptic.library.similar.similar_to"),
    Door("reports of one trial", "duplicates", NONE, NONE, "sceptic.checks.duplicate_reports"),
    Door("what was retracted", "library retractions", NONE, NONE,
         "sceptic.library.retractions"),
    Door("read files into a library", "library add", NONE, NONE, "sceptic.library.ingest.ingest"),
    Door("keep in step with NLM", "library sync", NONE, NONE, "sceptic.library.sync"),
    Door("load MeSH", "library mesh", NONE, NONE, "sceptic.library.mesh_file"),
    Door("index a corpus of news", "attention index", NONE, NONE,
         "sceptic.library.news_index.index_news"),
    Door("check a library", "library verify", NONE, NONE, "sceptic.library.ingest.verify"),
    Door("make the index again", "library rebuild", NONE, NONE, "sceptic.library.writer.rebuilt"),
    Door("the settings and where they come from", "config", NONE, NONE,
         "sceptic.config.settings_from"),
    Door("whether this machine is fit", "doctor", NONE, NONE, "sceptic.doctor"),
    Door("open the web page and the REST interface", "serve", NONE, NONE,
         "sceptic.server.app.app_over"),
    Door("open the tools for assistants", "mcp", NONE, NONE, "sceptic.mcp_server.app.server_over"),
)  # fmt: skip


def doors() -> str:
    """The table.

    Raises:
        ValueError: a door is named that is not there, or one is there that is not named.
    """
    commands = (c.words for c in command_tree() if c.words not in _GROUPS)
    _agree("command", (c.removeprefix("sceptic ") for c in commands), (d.command for d in DOORS))
    _agree("route", _routes(), (d.route for d in DOORS))
    _agree("tool", _tools(), (d.tool for d in DOORS))
    for door in DOORS:
        _find(door.function)
    head = ("use case", "command", "route", "tool", "Python")
    rows = ((d.use, _code(d.command and f"sceptic {d.command}"), *map(_code, d[2:])) for d in DOORS)
    return table(head, rows)


def _code(name: str) -> str:
    return f"`{name}`" if name else ""


def _agree(kind: str, there: Iterable[str], named: Iterable[str]) -> None:
    held, told = set(there), {name for name in named if name}
    if held != told:
        raise ValueError(f"{kind}s that the table lacks: {sorted(held - told)};"
                         f" that are not there: {sorted(told - held)}")  # fmt: skip


def _routes() -> Iterable[str]:
    from fastapi import FastAPI  # noqa: PLC0415 - only this table needs it

    from sceptic.server import api, article_api, library_api  # noqa: PLC0415
    from sceptic.server.app import SERVER_ROUTES  # noqa: PLC0415

    app = FastAPI()
    for each in (api, article_api, library_api):
        app.include_router(each.router)
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            yield f"{method.upper()} {path}"
    yield from (f"GET {path}" for path in SERVER_ROUTES)


def _tools() -> Iterable[str]:
    from sceptic.mcp_server.app import TOOLS  # noqa: PLC0415

    return TOOLS


def _find(name: str) -> None:
    """A module, or something in one."""
    if not name:
        return
    module, _, attribute = name.rpartition(".")
    if not hasattr(import_module(module), attribute):
        import_module(name)
