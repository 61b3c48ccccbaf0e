"""The tools, each one use case. Errors of ours are answers with ``isError`` and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Literal, ParamSpec, TypeVar

from mcp.server import CacheHint, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from sceptic.articles import article_from
from sceptic.checks import AskOptions, gaps_of
from sceptic.config import date_from, version
from sceptic.domain.brief import Brief
from sceptic.errors import InputError, ScepticError
from sceptic.library.archive import Archive, Kept
from sceptic.mcp_server.shapes import (
    BriefShort,
    Found,
    LibraryShort,
    ReadingShort,
    Records,
    SurveyShort,
    Text,
)
from sceptic.mcp_server.shortened import (
    brief_short,
    reading_short,
    record_short,
    survey_short,
)
from sceptic.readings import read
from sceptic.render import BINARY, FORMATS, rendered
from sceptic.render.article_json import as_json as reading_as_json
from sceptic.render.json import as_json, brief_from_json
from sceptic.render.labels import ANSWERS
from sceptic.render.survey import as_json as survey_as_json
from sceptic.render.survey import survey_from_json
from sceptic.searches import listed, page
from sceptic.surveys import answer

if TYPE_CHECKING:
    from sceptic.checks import Workbench
    from sceptic.config import Settings
    from sceptic.domain.survey import Survey

_P = ParamSpec("_P")
_T = TypeVar("_T")

INSTRUCTIONS = """\
Checks health claims against the medical literature. Call check_claim with the claim as a question.
Report answer and certainty together, name the record ids that carry a sentence, and pass on the
gaps: "too little evidence" is not "does not work". Say what stands under safety first. This is
information, not medical advice."""

_ASKS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_DAY_MS = 24 * 3600 * 1000
_TEXT_FORMATS = tuple(name for name in FORMATS if name not in BINARY)
_MOST_RECORDS = 50
_READING = "reading"

Question = Annotated[
    str,
    Field(
        max_length=2000,
        description='Such as "Does zinc prevent colds?" or "What helps tinnitus?"',
    ),
]
AsOf = Annotated[
    str, Field(description="Only what was known by this day, YYYY-MM-DD; empty for today.")
]
Detail = Annotated[
    Literal["short", "full"], Field(description="full lists every study, or the abstracts.")
]


class Tools:
    """The tools over one open library; calls take turns."""

    def __init__(self, settings: Settings, bench: Workbench, archive: Archive) -> None:
        self._settings, self._bench, self._archive = settings, bench, archive
        self._turn = Lock()

    def check_claim(
        self,
        question: Question,
        as_of: AsOf = "",
        human_only: bool = False,
        no_preprints: bool = False,
    ) -> BriefShort | SurveyShort:
        """Answer a health claim with verdict, certainty and the studies behind it."""
        options = AskOptions(
            today=self._settings.date,
            as_of=_day(as_of),
            human_only=human_only or self._settings.human == "yes",
            no_preprints=no_preprints or self._settings.no_preprints == "yes",
        )
        given = answer(question, self._bench, options)
        self._keep(given)
        return brief_short(given) if isinstance(given, Brief) else survey_short(given)

    def read_article(
        self,
        text: Annotated[
            str, Field(max_length=200_000, description="The article's text, or empty.")
        ] = "",
        url: Annotated[
            str, Field(max_length=2_000, description="Its address, or empty: one of the two.")
        ] = "",
        as_of: AsOf = "",
    ) -> ReadingShort:
        """Check a press article: its claims, its studies, how it reports and persuades."""
        options = AskOptions(
            today=self._settings.date,
            as_of=_day(as_of),
            human_only=self._settings.human == "yes",
            no_preprints=self._settings.no_preprints == "yes",
        )
        reading = read(article_from(text, url), self._bench, options)
        told = f"{len(reading.claims)} statements"
        made = self._settings.date.isoformat()
        kept = Kept(0, reading.id, _READING, reading.article.title or url, told, made)
        self._archive.keep(kept, reading_as_json(reading), None)
        return reading_short(reading)

    def get_brief(self, brief_id: str, detail: Detail = "short") -> BriefShort | SurveyShort:
        """A brief that was made before, by its id."""
        given = self._held(brief_id)
        if isinstance(given, Brief):
            return brief_short(given, whole=detail == "full")
        return survey_short(given)

    def export(
        self,
        brief_id: str,
        format: Annotated[  # noqa: A002 - as on the command line
            str, Field(description=f"One of {', '.join(_TEXT_FORMATS)}.")
        ] = "md",
        reader: Annotated[
            Literal["", "patient", "journalist", "librarian"],
            Field(description="Written for this reader; empty for the whole brief."),
        ] = "",
    ) -> Text:
        """A brief as text: Markdown, references, study table, ClaimReview, PRISMA."""
        if format not in _TEXT_FORMATS:
            raise InputError(
                f"no text format is called {format!r}", hint=f"one of {', '.join(_TEXT_FORMATS)}"
            )
        text = rendered(self._held(brief_id), format, reader or None)
        told = text if isinstance(text, str) else text.decode()
        return Text(brief_id=brief_id, format=format, text=told)

    def search_pubmed(
        self,
        query: Annotated[str, Field(max_length=20_000, description="In PubMed's language.")],
        as_of: AsOf = "",
        start: Annotated[int, Field(ge=0, le=10_000)] = 0,
        size: Annotated[int, Field(ge=1, le=_MOST_RECORDS)] = 10,
        detail: Detail = "short",
    ) -> Found:
        """Search the library's PubMed records; says how the query was understood."""
        until = _day(as_of)
        found = page(
            self._bench, query, today=self._settings.date, until=until, start=start, size=size
        )
        return Found(
            total=found.total,
            searched=found.searched,
            notes=list(found.notes),
            records=[record_short(r, whole=detail == "full") for r in found.records],
            next_start=found.following,
            library=self._bench.library.snapshot().name,
        )

    def get_records(
        self,
        ids: Annotated[
            list[str], Field(min_length=1, max_length=_MOST_RECORDS, description="PMIDs or ids.")
        ],
        detail: Detail = "full",
    ) -> Records:
        """Records by PMID, with their abstracts and whether they were retracted."""
        wanted = [f"pmid:{i}" if i.isdecimal() else i for i in map(str.strip, ids) if i]
        found = listed(self._bench, wanted)
        held = {one.record.id for one in found}
        return Records(
            records=[record_short(one, whole=detail == "full") for one in found],
            missing=[i for i in wanted if i not in held],
        )

    def library_status(self) -> LibraryShort:
        """What answers are made from, and what is missing from it."""
        held = self._bench.library.snapshot()
        return LibraryShort(
            name=held.name,
            records=held.records,
            newest=held.newest.isoformat() if held.newest else None,
            digest=held.digest,
            is_complete=held.is_complete,
            gaps=[f"{g.what}: {g.why} ({g.code})" for g in gaps_of(self._bench.library)],
        )

    def taking_turns(self, tool: Callable[_P, _T]) -> Callable[_P, _T]:
        """One call at a time, and our errors in the words that are meant for people."""

        def called(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            with self._turn:
                try:
                    return tool(*args, **kwargs)
                except ScepticError as error:
                    hint = f" Hint: {error.hint}" if error.hint else ""
                    raise ToolError(f"{error}.{hint}") from error

        called.__annotations__ = tool.__annotations__
        called.__doc__, called.__name__ = tool.__doc__, tool.__name__
        called.__wrapped__ = tool  # type: ignore[attr-defined]  # its signature is the schema
        return called

    def _held(self, id: str) -> Brief | Survey:  # noqa: A002 - a result's id
        held = self._archive.body(id.strip())
        if held is None:
            raise InputError(f"no brief {id} is held", hint="check_claim makes one")
        kind, body = held
        if kind == _READING:
            raise InputError(f"{id} is the reading of an article", hint="read_article")
        return survey_from_json(body) if kind == "survey" else brief_from_json(body)

    def _keep(self, given: Brief | Survey) -> None:
        if isinstance(given, Brief):
            kind, body, told = "brief", as_json(given), ANSWERS[given.verdict.answer]
        else:
            kind, body = "survey", survey_as_json(given)
            told = f"{len(given.candidates)} treatments"
        question = (given.claim.question if isinstance(given, Brief) else given.question).text
        kept = Kept(0, given.id, kind, question, told, self._settings.date.isoformat())
        self._archive.keep(kept, body, None)


TOOLS = (
    "check_claim",
    "read_article",
    "get_brief",
    "export",
    "search_pubmed",
    "get_records",
    "library_status",
)


def server_over(settings: Settings, bench: Workbench, archive: Archive) -> MCPServer:
    """The server of both eras of the protocol; the tools stand in the order given here."""
    tools = Tools(settings, bench, archive)
    hint = CacheHint(ttl_ms=_DAY_MS, scope="public")
    server = MCPServer(
        name="sceptic",
        title="Sceptic",
        version=version(),
        instructions=INSTRUCTIONS,
        log_level="WARNING",
        cache_hints={"tools/list": hint},
    )
    titles: Mapping[Callable[..., object], str] = {
        tools.check_claim: "Check a health claim",
        tools.read_article: "Check an article",
        tools.get_brief: "Read a brief again",
        tools.export: "Export a brief",
        tools.search_pubmed: "Search PubMed records",
        tools.get_records: "Read PubMed records",
        tools.library_status: "What answers are made from",
    }
    for (tool, title), name in zip(titles.items(), TOOLS, strict=True):
        server.add_tool(
            tools.taking_turns(tool),
            name=name,
            title=title,
            description=tool.__doc__,
            annotations=_ASKS.model_copy(update={"title": title}),
        )
    return server


def _day(text: str) -> dt.date | None:
    return date_from(text.strip()) if text.strip() else None
