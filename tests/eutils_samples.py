"""A small made-up library behind the E-utilities, as a desk and as a server. Nothing is real."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette

from sceptic.domain.record import (
    AbstractPart,
    Author,
    Chemical,
    Databank,
    Grant,
    Keyword,
    MeshHeading,
    Notice,
    NoticeKind,
    OtherAbstract,
    PartialDate,
    Pmid,
    Record,
    Reference,
)
from sceptic.eutils_server.app import app_over
from sceptic.eutils_server.call import Call
from sceptic.eutils_server.desk import Desk
from sceptic.eutils_server.history import History
from sceptic.library.memory import MemoryLibrary

TODAY = dt.date(2020, 6, 30)

FULL = Record(
    id="pmid:101",
    pmid=Pmid(101),
    in_pubmed=True,
    title="Zinc & copper for the common cold: P<0.001",
    version=2,
    doi="10.1/cold.101",
    pmcid="PMC7000001",
    other_ids=(("elocation-doi", "10.1/cold.101"), ("other-NASA", "0007"), ("pii", "S1 (x)")),
    status="MEDLINE",
    owner="NLM",
    title_vernacular="Zink und Kupfer",
    abstract=(
        AbstractPart("Colds are common.", "BACKGROUND", "BACKGROUND"),
        AbstractPart("Zinc lozenges shortened colds in 120 adults.", "RESULTS", "RESULTS"),
    ),
    other_abstracts=(
        OtherAbstract((AbstractPart("Zink hilft."),), "plain-language-summary", "ger"),
    ),
    copyright="Copyright 2019 Nobody.",
    authors=(
        Author(
            "Adams",
            "Ann B",
            "AB",
            "Jr",
            orcid="0000-0002-1825-0097",
            affiliations=("Dept. A, Nowhere.", "Dept. B, Nowhere."),
            equal_contribution=True,
        ),
        Author("Brown", "Carl", "C", valid=False, identifiers=(("GRID", "grid.1"),)),
        Author(collective="The Cold Group"),
    ),
    authors_complete=False,
    investigators=(Author("Clark", "Dora", "D", affiliations=("Dept. C.",)),),
    journal="Journal of Nothing",
    journal_abbreviation="J Nothing",
    iso_abbreviation="J. Nothing",
    nlm_id="0000001",
    issn="0000-0001",
    issns=(("Print", "0000-0001"), ("Electronic", "0000-0002")),
    country="England",
    volume="7",
    issue="3 Pt 1",
    pages="234-9",
    languages=("eng", "ger"),
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    publication_status="ppublish",
    publication_model="Print-Electronic",
    mesh=(
        MeshHeading("Common Cold", "D003139", qualifiers=(("drug therapy", True),)),
        MeshHeading("Zinc", "D015032", major=True),
        MeshHeading("Humans", "D006801"),
    ),
    supplementary_mesh=(("Cold 19", "C000001"),),
    keywords=(Keyword("colds", owner="NOTNLM"), Keyword("lozenge", major=True, owner="NOTNLM")),
    chemicals=(Chemical("Zinc", "J41CSQ7QDS", "D015032"),),
    gene_symbols=("znt1",),
    grants=(Grant("G 1", "CO", "Agency", "England"), Grant(agency="Fund")),
    databanks=(Databank("ClinicalTrials.gov", ("NCT00000101",)), Databank("PDB", ())),
    notices=(
        Notice(NoticeKind.CITES, Pmid(102), "J Nothing. 2010;1:1"),
        Notice(NoticeKind.COMMENT_IN, Pmid(103), "J Nothing. 2020;2:2", "short"),
        Notice(NoticeKind.ERRATUM_IN, Pmid(104), "J Nothing. 2020;3:3"),
        Notice(NoticeKind.OTHER, None, "Elsewhere", raw_kind="NewKind"),
    ),
    references=(Reference("Somebody. Colds. 2010.", Pmid(102), "10.1/old", "PMC1"),),
    conflict_of_interest="None.",
    subsets=("IM",),
    print_date=PartialDate(2019, 12, None, "2019 Nov-Dec"),
    electronic_date=PartialDate(2019, 10, 5),
    entrez_date=PartialDate(2019, 10, 6),
    history=(
        ("received", PartialDate(2019, 2, 1)),
        ("entrez", PartialDate(2019, 10, 6, "06:00")),
        ("pubmed", PartialDate(2019, 10, 6)),
    ),
    completed_date=PartialDate(2020, 1, 2),
    revised_date=PartialDate(2020, 1, 3),
    space_flight_missions=("Mission 1",),
    general_notes=("A note.",),
    personal_subjects=(Author("Evans", "Flo", "F"),),
    number_of_references="12",
)
BOOK = Record(
    id="pmid:110",
    pmid=Pmid(110),
    in_pubmed=True,
    title="Colds",
    book_title="All About Noses",
    collection_title="Nose Series",
    publisher="Nobody & Sons",
    publisher_place="Nowhere",
    edition="2nd",
    volume="1",
    other_ids=(("bookaccession", "NBK1"), ("isbn", "978000"), ("elocation-doi", "10.1/b")),
    doi="10.1/b",
    editors=(Author("Green", "Hal", "H"),),
    authors=(Author("White", "Ivy", "I"),),
    abstract=(AbstractPart("What a cold is."),),
    languages=("eng",),
    publication_types=("Review",),
    print_date=PartialDate(1998, None, None, "1998 Spring"),
    electronic_date=PartialDate(2001, 2, 3),
    revised_date=PartialDate(2002, 3, 4),
    keywords=(Keyword("nose"),),
    references=(Reference("A book."),),
)


def _record(number: int, title: str, abstract: str, author: str, year: int, journal: str) -> Record:
    return Record(
        id=f"pmid:{number}",
        pmid=Pmid(number),
        in_pubmed=True,
        title=title,
        abstract=(AbstractPart(abstract),),
        authors=(Author(author, initials="A"),),
        journal=journal,
        journal_abbreviation=journal,
        languages=("eng",),
        publication_types=("Journal Article",),
        print_date=PartialDate(year, 5, 1),
        entrez_date=PartialDate(year, 5, 2),
        revised_date=PartialDate(year + 1, 1, 1),
        volume="12",
        pages="17",
    )


RECORDS: tuple[Record, ...] = (
    FULL,
    _record(102, "Zinc lozenges for colds in children", "Zinc lozenges did not shorten colds.",
            "Young", 2010, "Acta Nihil"),
    replace(
        _record(103, "Zinc lozenges again", "A review of zinc lozenges for colds and copper.",
                "Brown", 2020, "J Nothing"),
        publication_types=("Review",),
    ),
    _record(104, "Erratum", "A date was wrong.", "Adams", 2020, "J Nothing"),
    _record(105, "Minoxidil for hair loss", "Hair grew with minoxidil.", "Zimmer", 2015, "Beta"),
    BOOK,
)  # fmt: skip


def desk(*, cap: int = 9_999, clock: float = 0.0) -> Desk:
    names = iter(f"MCID_{n}" for n in range(10_000))
    history = History(lambda: clock, name=lambda: next(names))
    return Desk(MemoryLibrary(RECORDS, name="small"), history, lambda: TODAY, cap)


def call(**values: str) -> Call:
    """A call with these parameters; ``web_env`` stands for NCBI's ``WebEnv``."""
    return Call({name.lower().replace("web_env", "webenv"): (v,) for name, v in values.items()})


@contextmanager
def served(app: Starlette | None = None) -> Iterator[str]:
    """The address of a running server, with its last slash: ``http://127.0.0.1:NNNN/``."""
    app = app or app_over(MemoryLibrary(RECORDS, name="small"), today=lambda: TODAY)
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
