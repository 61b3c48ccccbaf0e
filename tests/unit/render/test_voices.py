"""Pages of the three voices: text, Markdown, HTML and JSON from one telling."""

from __future__ import annotations

import json

import pytest

from sceptic.domain.brief import Brief
from sceptic.domain.telling import Voice
from sceptic.errors import ConfigError, InputError
from sceptic.render import rendered
from sceptic.render.text import as_text
from sceptic.synthesis.voices import told_for
from tests import samples
from tests.briefs import brief_on, hostile_brief

BRIEF = brief_on("Does mesotherapy prevent hair loss?")
VOICES = [voice.value for voice in Voice]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", ["text", "md", "html", "json"])
def test_each_page_holds_every_sentence_and_is_the_same_twice(name: str, voice: str) -> None:
    written = rendered(BRIEF, name, voice)
    assert isinstance(written, str)
    assert written == rendered(BRIEF, name, voice)
    telling = told_for(Voice(voice), BRIEF)
    if name == "json":
        value = json.loads(written)
        said = [s["text"] for section in value["sections"] for s in section["statements"]]
        assert said == [s.text for section in telling.sections for s in section.statements]
        assert all(s["sources"] for section in value["sections"] for s in section["statements"])
    if name == "text":
        flat = " ".join(as_text(BRIEF, width=None, voice=voice).split())
        for section in telling.sections:
            for statement in section.statements:
                assert statement.text.split("\u202f")[0][:60].strip() in flat


def test_a_librarian_sees_the_tables_and_a_patient_does_not() -> None:
    assert "| Study |" in str(rendered(BRIEF, "md", "librarian"))
    assert "| Study |" not in str(rendered(BRIEF, "md", "patient"))
    assert "Footnotes:" in str(rendered(BRIEF, "md", "librarian"))


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("brief", [samples.empty_brief(), hostile_brief()], ids=["empty", "hard"])
def test_hard_cases_are_told(brief: Brief, voice: str) -> None:
    for name in ("text", "md", "html", "json"):
        assert rendered(brief, name, voice)
    assert "<script>" not in str(rendered(brief, "html", voice))


@pytest.mark.parametrize("name", ["ris", "csv", "zip", "prisma"])
def test_a_format_without_a_voice_says_so(name: str) -> None:
    with pytest.raises(InputError, match="same for every reader"):
        rendered(BRIEF, name, "patient")


def test_an_unknown_voice_is_named_with_those_that_are_known() -> None:
    with pytest.raises(ConfigError, match="doctor") as caught:
        rendered(BRIEF, "md", "doctor")
    assert "librarian" in caught.value.hint
