"""Who read is told in a brief, in every format that tells how it was made; nothing is loaded where
nothing is read, and what was read is never taken for another reader's."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sceptic import judgements
from sceptic.appraisal.classifiers import Classifier, Reading
from sceptic.checks import AskOptions, Workbench, ask
from sceptic.config import Settings, open_parts
from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Flag, Vote
from sceptic.domain.telling import Voice
from sceptic.domain.words import vote_words
from sceptic.errors import ConfigError, ReaderMissingError
from sceptic.judgements import READINGS, Remembering
from sceptic.library.ingest import ingest
from sceptic.readers.choice import second_voter
from sceptic.render import rendered
from sceptic.render.json import as_json, brief_from_json
from sceptic.synthesis.differences import differences
from sceptic.synthesis.voices import told_for
from tests.library_samples import write
from tests.reader_samples import encoder_folder

OPTIONS = AskOptions(today=dt.date(2026, 11, 22))
QUESTION = "Does zinc help the common cold?"
AGAINST = Reading(0.05, 0.9, 0.05)
JOINED = AGAINST._replace(
    votes=(Vote("linear reader", 0.1, 0.7, 0.2), Vote("encoder (abc)", 0.04, 0.951, 0.009))
)


class Says:
    """Reads the same into everything, and keeps what it was asked."""

    def __init__(self, reading: Reading, *voters: str) -> None:
        self.voters = voters or ("linear reader",)
        self.reading = reading
        self.asked: list[tuple[str, str]] = []

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        self.asked += pairs
        return (self.reading,) * len(pairs)


def trial(pmid: int) -> str:
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>'
        "<Article><Journal><JournalIssue><PubDate><Year>2012</Year></PubDate></JournalIssue>"
        "<Title>Journal of Nothing</Title></Journal><ArticleTitle>Zinc for the common cold: a"
        " randomised placebo-controlled trial</ArticleTitle><Abstract><AbstractText>We randomised"
        f" {100 + pmid} adults with a common cold to zinc or placebo. Colds were significantly"
        " shorter with zinc than with placebo (P = 0.01). Zinc shortens the common cold."
        "</AbstractText></Abstract><Language>eng</Language><PublicationTypeList><PublicationType>"
        "Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>"
        "</MedlineCitation></PubmedArticle>"
    )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    place = tmp_path_factory.mktemp("zinc")
    ingest([write(place / "a.xml", *map(trial, (11, 12)))], place / "lib")
    return open_parts(Settings(library=str(place / "lib"), readers="linear", corrections="none"))


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    judgements.forget()
    yield
    judgements.forget()


def written(brief: Brief, name: str) -> str:
    page = rendered(brief, name)
    return " ".join((page.decode() if isinstance(page, bytes) else page).split())


def asked(bench: Workbench, reader: Classifier | None) -> Brief:
    return ask(QUESTION, replace(bench, reader=reader), OPTIONS)


def test_the_method_names_who_read(bench: Workbench) -> None:
    joint = asked(bench, Says(JOINED, "linear reader", "encoder (abc)"))
    assert joint.method.readers == ("rules", "linear reader", "encoder (abc)")
    assert asked(bench, None).method.readers == ("rules",)
    missing = "no encoder (onnxruntime is not installed)"
    linear = asked(bench, Says(AGAINST, "linear reader", missing))
    for name in ("text", "md", "html"):
        assert f"rules; linear reader; {missing}" in written(linear, name)
    assert brief_from_json(as_json(linear)) == linear
    told = told_for(Voice.LIBRARIAN, linear)
    assert any(missing in s.text for section in told.sections for s in section.statements)
    assert any(m.what == "studies read by" for m in differences(joint, linear).made)


def test_who_said_what_is_shown_where_they_disagree(bench: Workbench) -> None:
    brief = asked(bench, Says(JOINED, "linear reader", "encoder (abc)"))
    study = brief.evidence[0]
    assert Flag.VOTERS_DISAGREE in study.study.flags
    assert [(v.reader, v.contradicts) for v in study.votes] == [
        ("linear reader", 0.7),
        ("encoder", 0.95),
    ]
    words = (
        "rules: supports the claim; linear reader: contradicts the claim (0.70);"
        " encoder: contradicts the claim (0.95)"
    )
    assert vote_words(study) == words
    for name in ("text", "md", "html", "csv"):
        assert words in written(brief, name)
    assert brief_from_json(as_json(brief)) == brief
    agreed = asked(bench, Says(Reading(0.9, 0.05, 0.05)))
    assert not any(e.votes or vote_words(e) for e in agreed.evidence)
    assert b'"votes"' not in as_json(agreed)


def test_a_pair_is_read_once_by_each_reader(bench: Workbench) -> None:
    one, other = Says(AGAINST, "a"), Says(Reading(0.9, 0.05, 0.05), "b")
    first = asked(bench, one)
    count = len(one.asked)
    assert count
    assert asked(bench, one) == first
    assert len(one.asked) == count
    assert not any(e.votes for e in asked(bench, other).evidence)
    assert len(other.asked) == count
    assert asked(bench, one) == first


def test_the_encoder_gives_the_same_bytes_again(bench: Workbench) -> None:
    folder = encoder_folder()
    first = as_json(asked(bench, second_voter("encoder", folder)))
    judgements.forget()
    again = asked(bench, second_voter("auto", folder))
    assert as_json(again) == first
    assert again.method.readers[:2] == ("rules", "linear reader")
    assert again.method.readers[2].startswith("encoder (")


def test_what_is_remembered_is_bounded() -> None:
    reader = Says(AGAINST)
    Remembering(reader).readings([(str(i), "") for i in range(READINGS + 10)])
    assert len(judgements._readings) == READINGS
    Remembering(reader).readings([("0", ""), (str(READINGS), "")])
    assert len(reader.asked) == READINGS + 11


def test_equal_pairs_are_read_once() -> None:
    reader = Says(AGAINST)
    voter = Remembering(reader)
    assert not voter.was_asked
    assert voter.readings([("q", "t")] * 3) == (AGAINST,) * 3
    assert reader.asked == [("q", "t")]
    assert voter.was_asked


def test_facts_of_a_table_load_no_reader() -> None:
    code = (
        "import sys, datetime as dt, sceptic\n"
        "brief = sceptic.ask('Does garlic lower high blood pressure?', library='starter')\n"
        "print(brief.method.readers, {'numpy', 'onnxruntime'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "() set()"


def test_an_encoder_asked_for_by_name_is_needed_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sceptic.readers.choice.shipped_folder", lambda: tmp_path)
    with pytest.raises(ReaderMissingError):
        open_parts(Settings(library="starter", readers="encoder"))
    assert open_parts(Settings(library="starter")).reader is not None
    with pytest.raises(ConfigError, match="readers cannot be"):
        Settings(readers="oracle")
