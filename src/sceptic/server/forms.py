"""The shapes of what a client sends and is told, as OpenAPI describes them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sceptic.server.tasks import Ask

LONGEST_QUESTION = 2_000

Part = Literal["intervention", "condition", "comparison", "outcome", "population", "relation"]


class AskForm(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_QUESTION,
            examples=["Does mesotherapy prevent hair loss?"],
        ),
    ]
    as_of: Annotated[
        dt.date | None, Field(description="Only what was known by this day.", strict=False)
    ] = None
    human_only: Annotated[bool, Field(description="Leave out animal and lab studies.")] = False
    no_preprints: Annotated[bool, Field(description="Leave out preprints.")] = False
    web_results: Annotated[
        int | None, Field(ge=1, le=10**12, description="Web hits that an article quotes.")
    ] = None
    overrides: Annotated[
        dict[Part, Annotated[str, Field(min_length=1, max_length=200)]],
        Field(description="Parts of the claim as they are meant."),
    ] = {}

    def task(self) -> Ask:
        return Ask(
            question=self.question,
            as_of=self.as_of,
            human_only=self.human_only,
            no_preprints=self.no_preprints,
            web_results=self.web_results,
            overrides=tuple(sorted(self.overrides.items())),
        )


class Problem(BaseModel):
    """An error after RFC 9457; ``detail`` says what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""


class StepTold(BaseModel):
    stage: str
    done: int
    total: int


class JobTold(BaseModel):
    """A piece of work; ``brief`` is where the result stands when the state is ``done``."""

    id: str
    state: Literal["queued", "running", "done", "failed"]
    steps: list[StepTold]
    events: str
    brief: str | None = None
    problem: Problem | None = None


class Card(BaseModel):
    """A result in the list of results."""

    id: str
    kind: str
    title: str
    told: str
    made: dt.date
    url: str


class CardPage(BaseModel):
    items: list[Card]
    next_cursor: str | None = None


class RecordTold(BaseModel):
    """A record of the library; all its fields stand at ``url``."""

    model_config = ConfigDict(extra="allow")

    id: str
    pmid: int | None
    title: str
    year: int | None
    citation: str
    retraction: str
    url: str


class SearchPage(BaseModel):
    """A page of a search in one state of the library, named by ``snapshot``."""

    total: int
    searched: str
    notes: list[str]
    snapshot: str
    items: list[RecordTold]
    next_cursor: str | None = None


class FilesTold(BaseModel):
    """How many of NLM's files are in, by their numbers; ``missing`` is first and last of each row
    of them, ``seen`` the newest that NLM had on the day ``checked``.
    """

    year: int
    baseline: int
    baseline_last: int
    updates: int
    newest: int
    seen: int
    checked: str
    missing: list[tuple[int, int]]
    gaps: list[str]
    is_complete: bool


class LibraryTold(BaseModel):
    """The library that answers are made from."""

    name: str
    records: int
    newest: dt.date | None
    digest: str
    is_starter: bool
    is_complete: bool
    is_live: bool
    gaps: list[str]
    files: FilesTold | None = None
