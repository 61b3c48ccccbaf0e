"""The three voices of a brief say what the brief says, no more and no surer."""

from __future__ import annotations

import re

import pytest
import readability

from sceptic.domain.brief import Brief, Source, SourceKind, Statement
from sceptic.domain.evidence import Answer, ArmResult, Certainty
from sceptic.domain.telling import Telling, Voice
from sceptic.render.json import as_json
from sceptic.synthesis.relative_effect import share_of
from sceptic.synthesis.voices import told_for
from tests import samples
from tests.briefs import QUESTIONS, brief_on, with_arms

MOST_SCHOOL_YEARS = 9.0
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.\u202f]\d+)*")
_OF_THE_FORM = {"100", "2020", *map(str, range(17)), *(f"8.{n}" for n in range(1, 30))}
"""Numbers of a form: people in 100, PRISMA 2020, items 1 to 16."""
_HEDGES = {
    Certainty.HIGH: re.compile(r"\bhigh certainty\b|(?<!not )\bvery sure\b", re.IGNORECASE),
    Certainty.MODERATE: re.compile(r"\b(moderate certainty|fairly sure|probably)\b", re.IGNORECASE),
}


def _statements(telling: Telling) -> list[Statement]:
    return [telling.headline, *(s for section in telling.sections for s in section.statements)]


def _key(source: Source) -> tuple[object, ...]:
    match source.kind:
        case SourceKind.RECORD:
            return ("record", source.record_id)
        case SourceKind.FACT:
            return ("fact", source.table)
        case SourceKind.COUNT:
            return ("count", source.query, source.count)
        case _:
            return ("user", source.quote)


def _facts(brief: Brief) -> set[tuple[object, ...]]:
    """Every source that the brief's statements and evidence rest on."""
    said = [brief.headline, *(s for section in brief.sections for s in section.statements)]
    keys = {_key(source) for statement in said for source in statement.sources}
    keys |= {("record", e.study.record_id) for e in brief.evidence}
    return keys | {("fact", "method references"), ("count", brief.method.query, brief.flow.found)}


def _numbers(brief: Brief) -> set[str]:
    """Numbers of the brief: as it prints them, its counts, and people in 100 of its arms."""
    shown = set(_NUMBER.findall(as_json(brief).decode()))
    reviews = [e for e in brief.evidence if e.study.design.is_review_of_studies]
    counts = range(max(len(brief.evidence), len(reviews), brief.flow.found) + 1)
    arms = (arm for e in brief.evidence if e.finding for arm in e.finding.arms)
    in_100 = {str(round(100 * share)) for arm in arms if (share := share_of(arm)) is not None}
    digits = {n.replace("\u202f", "") for n in shown}
    return shown | digits | set(map(str, counts)) | in_100 | _OF_THE_FORM


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_voice_has_no_fact_that_the_brief_has_not(question: str, voice: Voice) -> None:
    brief = brief_on(question)
    told = _statements(told_for(voice, brief))
    facts, numbers = _facts(brief), _numbers(brief)
    for statement in told:
        assert {_key(s) for s in statement.sources} <= facts, statement.text
        found = {n.replace("\u202f", "") for n in _NUMBER.findall(statement.text)}
        assert found <= numbers, (statement.text, found - numbers)


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_voice_is_surer_than_the_brief(question: str, voice: Voice) -> None:
    brief = brief_on(question)
    verdict = brief.verdict
    telling = told_for(voice, brief)
    best = max([verdict.certainty.level, *(p.certainty.level for p in verdict.parts)])
    quoting = {"avoid", "rules", "findings"}
    shown = [telling.headline]
    shown += [s for c in telling.sections if c.id not in quoting for s in c.statements]
    for certainty, words in _HEDGES.items():
        if certainty.level > best:
            assert not [s.text for s in shown if words.search(s.text) and not s.is_quote]
    if verdict.answer is Answer.TOO_LITTLE_EVIDENCE:
        assert "oo little evidence" in telling.headline.text
    if verdict.answer is Answer.CONFLICTING:
        assert "isagree" in telling.headline.text
    if verdict.certainty is Certainty.LOW and verdict.answer in (
        Answer.SUPPORTED,
        Answer.CONTRADICTED,
    ):
        assert " may " in telling.headline.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_patient_needs_at_most_nine_years_of_school(question: str) -> None:
    telling = told_for(Voice.PATIENT, brief_on(question))
    assert school_years(telling) <= MOST_SCHOOL_YEARS


def school_years(telling: Telling) -> float:
    """Flesch-Kincaid grade of everything that a patient reads but the list of sources."""
    return _kincaid(" ".join(statement.text for statement in _statements(telling)))


def _kincaid(text: str) -> float:
    sentences = re.split(r"(?<=[.?!])\s+", text.replace("\u202f", ""))
    words = [" ".join(re.findall(r"[\w'’-]+", sentence)) for sentence in sentences]
    lines = "\n".join(line for line in words if line)
    return float(readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"])


def test_the_measure_of_reading_tells_hard_from_easy() -> None:
    hard = (
        "The certainty of evidence was downgraded owing to considerable methodological limitations "
        "and imprecision of the estimates reported by the individual investigations."
    )
    assert _kincaid(hard) > 15
    assert _kincaid("We do not know. The test was too small.") < 3


def test_a_patient_reads_how_many_in_100() -> None:

    brief = with_arms(
        ArmResult("baths", events=12, total=96), ArmResult("dark", events=30, total=100)
    )
    text = " ".join(s.text for s in _statements(told_for(Voice.PATIENT, brief)))
    assert "In 100 people who got it, 12 had hair count." in text
    assert "In 100 people with darkness, it was 30." in text


@pytest.mark.parametrize("voice", Voice)
def test_a_brief_without_a_study_is_told_too(voice: Voice) -> None:
    telling = told_for(voice, samples.empty_brief())
    assert telling.headline.sources
    assert all(section.statements for section in telling.sections)


def test_a_journalist_is_told_what_not_to_write() -> None:
    weak = told_for(Voice.JOURNALIST, brief_on("Does mesotherapy prevent hair loss?"))
    avoid = weak.section("avoid")
    assert avoid is not None
    words = " ".join(s.text for s in avoid.statements)
    for word in ("Cure", "Proven", "Mesotherapy prevents hair loss"):
        assert word in words
    none = told_for(Voice.JOURNALIST, brief_on("Do magnetic bracelets help with arthritis?"))
    avoid = none.section("avoid")
    assert avoid is not None
    assert "“Does not work”" in avoid.statements[0].text


def test_the_paragraph_to_copy_holds_its_caveat() -> None:
    for question in QUESTIONS:
        telling = told_for(Voice.JOURNALIST, brief_on(question))
        paragraph, caveat = telling.section("paragraph"), telling.section("caveat")
        assert paragraph is not None
        assert caveat is not None
        assert caveat.statements[0].text in paragraph.statements[0].text


def test_a_retracted_study_is_named_to_journalists() -> None:
    telling = told_for(Voice.JOURNALIST, brief_on("Does the MMR vaccine cause autism?"))
    avoid = telling.section("avoid")
    assert avoid is not None
    assert any("Wakefield" in s.text and "retracted" in s.text for s in avoid.statements)


def test_a_librarian_finds_every_record_that_was_left_out() -> None:
    brief = brief_on("Does mesotherapy prevent hair loss?")
    excluded = told_for(Voice.LIBRARIAN, brief).section("excluded")
    assert excluded is not None
    left = [e for e in brief.evidence if not e.counted]
    assert len(excluded.statements) == len(left)
    assert all(e.why_not in s.text for e, s in zip(left, excluded.statements, strict=True))


def test_a_librarian_finds_every_version() -> None:
    brief = brief_on("Does mesotherapy prevent hair loss?")
    versions = told_for(Voice.LIBRARIAN, brief).section("versions")
    assert versions is not None
    text = " ".join(s.text for s in versions.statements)
    method = brief.method
    for value in (method.library.digest, method.rules_digest, method.models_digest, brief.id):
        assert value in text


def test_a_safety_line_stands_first_in_every_voice() -> None:
    brief = brief_on("Does honey help cough in children?")
    assert brief.sections[0].id == "safety"
    for voice in Voice:
        assert told_for(voice, brief).sections[0] == brief.sections[0]
