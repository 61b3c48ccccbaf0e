"""Background facts of an article, from its words to every format."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import pytest

from sceptic.background import checked_fact
from sceptic.checks import AskOptions
from sceptic.config import Settings, open_parts
from sceptic.domain.evidence import Answer
from sceptic.domain.reading import CheckedClaim, Reading
from sceptic.domain.record import Record
from sceptic.language.article_claims import claims_of
from sceptic.library.memory import MemoryLibrary
from sceptic.readings import read
from sceptic.render.article import rendered
from sceptic.render.article_json import reading_from_json
from sceptic.sources.webpage import parse_article

TEXT = """What is alopecia areata?

Alopecia is an autoimmune disease. The immune system attacks the hair follicles until hair falls
out, usually in lumps. People prone to allergies are also more likely to get alopecia.
Malaria is caused by a virus. Gout is a curse of the night, people say.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    bench = open_parts(Settings(library="starter", corrections="none"))
    return read(parse_article(TEXT.encode()), bench, AskOptions(today=dt.date(2026, 11, 22)))


def of(reading: Reading, words: str) -> CheckedClaim:
    return next(c for c in reading.claims if words in c.claim.text)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Alopecia is an autoimmune", Answer.CONTRADICTED),
        ("The immune system attacks", Answer.SUPPORTED),
        ("usually in lumps", Answer.DEPENDS),
        ("prone to allergies", Answer.SUPPORTED),
    ],
)
def test_facts_are_answered_from_what_ships(reading: Reading, words: str, answer: Answer) -> None:
    checked = of(reading, words)
    assert checked.fact is not None
    assert checked.answer is answer
    assert checked.headline is not None
    assert all(s.record_id for s in checked.headline.sources)


def test_a_fact_has_no_brief_and_no_certainty(reading: Reading) -> None:
    checked = of(reading, "Alopecia is an autoimmune")
    assert checked.brief is None
    rows = json.loads(rendered(reading, "json"))["claims"]
    row = next(r for r in rows if "Alopecia is an" in r["text"])
    assert row["verdict"] == "contradicted"
    assert row["certainty"] is None
    assert row["fact"]["fact"]["relation"] == "is_a"


def test_a_reading_with_facts_comes_back_from_json(reading: Reading) -> None:
    data = rendered(reading, "json")
    assert isinstance(data, bytes)
    assert reading_from_json(data) == reading


@pytest.mark.parametrize("name", ["text", "md", "html"])
def test_people_are_told_how_it_was_judged(reading: Reading, name: str) -> None:
    written = rendered(reading, name)
    assert isinstance(written, str)
    plain = " ".join(written.split())
    assert "judged as a background fact; rests on what" in plain
    assert "alopecia areata" in plain


def test_a_table_tells_it_apart(reading: Reading) -> None:
    written = rendered(reading, "csv")
    assert isinstance(written, str)
    rows = list(csv.DictReader(io.StringIO(written)))
    row = next(r for r in rows if "Alopecia is an" in r["text"])
    assert (row["judged_as"], row["verdict"]) == ("background fact", "contradicted")


def test_a_claimreview_rates_what_is_answered_alone(reading: Reading) -> None:
    written = rendered(reading, "claimreview")
    assert isinstance(written, str)
    reviews = json.loads(written)
    wrong = next(r for r in reviews if "Alopecia is an" in r["itemReviewed"]["text"])
    assert wrong["reviewRating"]["ratingValue"] == 1
    assert "background fact" in wrong["reviewRating"]["alternateName"]
    assert wrong["isBasedOn"]


def test_an_editor_hears_of_what_is_contradicted(reading: Reading) -> None:
    note = rendered(reading, "note")
    assert isinstance(note, str)
    assert "Alopecia is an autoimmune disease" in " ".join(note.split())


def test_a_fact_is_told_as_a_plain_sentence(reading: Reading) -> None:
    said = of(reading, "prone to allergies").headline
    assert said is not None
    told = "Background fact: alopecia areata is more likely in people prone to allergies."
    assert said.text.startswith(f"{told} Records state it.")


def test_a_stated_fact_is_cited_as_the_library_has_its_record() -> None:
    bench = open_parts(Settings(library="starter", corrections="none"))
    options = AskOptions(today=dt.date(2026, 11, 22))
    fact = next(
        c.fact
        for c in claims_of(parse_article(b"Asthma is a chronic disease."), bench.vocabulary).claims
        if c.fact is not None
    )
    unnamed = [r for r in checked_fact(fact, "", bench, options).readings if "PMID" in r.citation]
    assert unnamed
    record = Record(id=unnamed[0].record_id, title="Asthma.", journal="A Journal")
    held = replace(bench, library=MemoryLibrary([record]))
    cited = {r.record_id: r.citation for r in checked_fact(fact, "", held, options).readings}
    assert cited[record.id] == record.citation.short == "A Journal n.d."
