"""Any brief that can exist survives JSON, and any text survives every renderer."""

from __future__ import annotations

import dataclasses
import html
import json
import re

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from sceptic.domain.brief import Brief, Section, Source, SourceKind, Statement
from sceptic.domain.correction import CorrectedField, Correction
from sceptic.domain.evidence import (
    Design,
    Direction,
    Effect,
    Evidence,
    Finding,
    Flag,
    Match,
    Rationale,
    Stance,
    Study,
    Subjects,
)
from sceptic.domain.record import Citation, Pmid, RetractionState
from sceptic.render.html import as_html
from sceptic.render.json import as_json, brief_from_json, schema, with_id
from sceptic.render.markdown import as_markdown
from sceptic.render.outline import outline_of
from sceptic.render.sources import cleaned
from sceptic.render.text import as_text
from tests import samples

texts = st.text(st.characters(codec="utf-8"), max_size=30)
words = texts.filter(lambda t: bool(cleaned(t)))
numbers = st.floats(allow_nan=False, allow_infinity=False)
rationales = st.builds(
    lambda field, start, text: Rationale(field, start, start + len(text), text),
    st.sampled_from(["title", "abstract"]),
    st.integers(0, 10_000),
    words,
)
effects = st.builds(Effect, texts, st.none() | numbers, st.none() | numbers, st.none() | numbers)
findings = st.builds(
    Finding,
    st.sampled_from(Direction),
    outcome=texts,
    effect=st.none() | effects,
    rationale=st.lists(rationales, max_size=2).map(tuple),
    is_harm=st.booleans(),
)
citations = st.builds(
    Citation,
    st.lists(texts, max_size=3).map(tuple),
    texts,
    texts,
    st.none() | st.integers(1500, 2100),
)
studies = st.builds(
    Study,
    words,
    citations,
    st.sampled_from(Design),
    st.sampled_from(Subjects),
    pmid=st.none() | st.integers(1, 10**8).map(Pmid),
    doi=texts,
    address=texts,
    year=st.none() | st.integers(1500, 2100),
    known_since=st.none() | st.dates(),
    in_pubmed=st.none() | st.booleans(),
    participants=st.none() | st.integers(0, 10**9),
    findings=st.lists(findings, max_size=2).map(tuple),
    harms=st.lists(findings, max_size=2).map(tuple),
    conclusion=st.lists(rationales, max_size=2).map(tuple),
    key_result=st.none() | rationales,
    flags=st.lists(st.sampled_from(Flag), max_size=3).map(tuple),
    retraction=st.sampled_from(RetractionState),
    retraction_reason=texts,
    remark=texts,
)


corrections = st.builds(
    Correction, words, words, st.just(CorrectedField.DESIGN), st.sampled_from(Design), texts,
    words, st.dates(), words, question=texts, study=texts,
)  # fmt: skip


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    study = draw(studies)
    finding = draw(st.sampled_from([None, *study.findings, *study.harms]) | findings)
    counted = draw(st.booleans())
    return Evidence(
        study,
        draw(st.sampled_from(Stance)),
        finding,
        draw(st.floats(1e-9, 1e3)) if counted else 0.0,
        counted,
        "" if counted else draw(texts.filter(bool)),
        about=draw(st.floats(0, 1)),
        intervention_match=draw(st.sampled_from(Match)),
        part=draw(texts),
        shown_as_harm=draw(st.booleans()),
        corrections=tuple(draw(st.lists(corrections, max_size=2))),
    )


sources = st.one_of(
    st.builds(Source, st.just(SourceKind.RECORD), record_id=words, quote=texts, field=texts),
    st.builds(Source, st.just(SourceKind.FACT), table=words, version=words, address=words),
    st.builds(
        Source,
        st.just(SourceKind.COUNT),
        query=words,
        count=st.integers(0, 10**9),
        date=st.dates(),
    ),
    st.builds(Source, st.just(SourceKind.USER), quote=words),
    st.builds(
        Source, st.just(SourceKind.CORRECTION), by=words, quote=words, date=st.dates(), table=texts
    ),
)
statements = st.builds(
    Statement,
    words,
    st.lists(sources, min_size=1, max_size=3).map(tuple),
    st.booleans(),
    st.sampled_from(["", "headline", "caveat", "question", "remark", "quote"]),
)
sections = st.builds(
    Section,
    st.sampled_from(["answer", "parts", "harms", "studies", "method", "safety"]),
    words,
    st.lists(statements, max_size=6).map(tuple),
)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    evidence = draw(
        st.lists(evidences(), max_size=3, unique_by=lambda e: e.study.record_id).map(tuple)
    )
    return dataclasses.replace(
        samples.brief_of(evidence, question=draw(words)),
        headline=draw(statements),
        sections=draw(st.lists(sections, max_size=3, unique_by=lambda s: s.id).map(tuple)),
    )


VALIDATOR = jsonschema.Draft202012Validator(schema())


@settings(deadline=None, max_examples=40)
@given(briefs())
def test_json_round_trip(brief: Brief) -> None:
    brief = with_id(brief)
    data = as_json(brief)
    read = brief_from_json(data)
    assert read == brief
    assert as_json(read) == data
    VALIDATOR.validate(json.loads(data))


@settings(deadline=None, max_examples=40)
@given(briefs())
def test_offsets_and_words_of_rationales_are_kept(brief: Brief) -> None:
    written = json.loads(as_json(brief))["evidence"]
    for evidence, flat in zip(brief.evidence, written, strict=True):
        used = evidence.finding.rationale if evidence.finding else evidence.study.conclusion
        assert [dataclasses.asdict(r) for r in used] == flat["rationale"]


@settings(deadline=None, max_examples=40)
@given(briefs())
def test_every_format_prints_every_statement(brief: Brief) -> None:
    said = [cleaned(s.text) for s in samples.statements_of(brief)]
    page, text, markdown = as_html(brief), as_text(brief, width=None), as_markdown(brief)
    spans = re.findall(r'<span class="statement" dir="auto">(.*?)</span>', page)
    shown = [html.unescape(re.sub(r"</?q>", "", span)) for span in spans]
    assert set(shown) == set(said)
    plain = str.maketrans("\u00a0\u202f", "  ")
    assert all(sentence.translate(plain) in text for sentence in said)
    assert markdown.count("\n\n") >= len(outline_of(brief).chapters)
    for sentence in said:
        assert re.sub(r"\W", "", sentence) in re.sub(r"\W", "", markdown)
