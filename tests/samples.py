"""Briefs for the renderers' tests. Every record, person and figure in them is made up."""

from __future__ import annotations

import dataclasses
import datetime as dt

from sceptic.domain.brief import (
    BRIEF_FORMAT_VERSION,
    Attention,
    Brief,
    Exclusion,
    Flow,
    Gap,
    LibrarySnapshot,
    Method,
    Section,
    Source,
    SourceKind,
    Statement,
)
from sceptic.domain.claim import Claim, Concept, ConceptKind, Pico, Question, Relation, Valence
from sceptic.domain.evidence import (
    Answer,
    AppliedRule,
    Certainty,
    Change,
    Design,
    Direction,
    Effect,
    Evidence,
    FactSource,
    Finding,
    Flag,
    Match,
    Part,
    Rationale,
    Stance,
    Study,
    Subjects,
    Verdict,
)
from sceptic.domain.record import Citation, Pmid, RetractionState

_ADDRESS = "https://example.org/facts"
FACT = Source(SourceKind.FACT, table="Sample facts", version="1", address=_ADDRESS)
COUNT = Source(
    SourceKind.COUNT,
    query="moonlight[tiab] AND baldness[tiab]",
    count=2,
    date=dt.date(2026, 1, 2),
)
USER = Source(SourceKind.USER, quote="263 000 results")

MOONLIGHT = Concept(
    "moonlight", "moonlight baths", ConceptKind.INTERVENTION, ("moonlight baths", "moonlight")
)
BALDNESS = Concept(
    "baldness",
    "baldness",
    ConceptKind.CONDITION,
    ("baldness", "hair loss"),
    headings=("Alopecia",),
    definition="Loss of hair.",
    definition_source=_ADDRESS,
    valence=Valence.LESS_IS_BETTER,
)


def record_source(study: Study, quote: str = "", start: int = 0) -> Source:
    return Source(
        SourceKind.RECORD,
        record_id=study.record_id,
        pmid=study.pmid,
        doi=study.doi,
        field="abstract" if quote else "",
        start=start if quote else None,
        end=start + len(quote) if quote else None,
        quote=quote,
    )


def study(number: int, **changes: object) -> Study:
    """Sample study ``number``: a made-up small trial, favourable for even numbers."""
    direction = (Direction.BETTER, Direction.NO_DIFFERENCE, Direction.WORSE)[number % 3]
    conclusion = f"Moonlight did what sample {number} says of it."
    finding = Finding(
        direction,
        Change.HIGHER if number % 2 else Change.LOWER,
        "moonlight baths",
        "darkness",
        "baldness",
        "hair count",
        ("moonlight",),
        (),
        ("baldness",),
        effect=Effect("MD", 1.5 + number, -0.25, 3.25, "0.04", "hairs"),
        rationale=(Rationale("abstract", 120, 120 + len(conclusion), conclusion),),
    )
    designs = (
        Design.RANDOMISED_TRIAL,
        Design.UNCONTROLLED,
        Design.SYSTEMATIC_REVIEW,
        Design.COHORT,
    )
    value = Study(
        record_id=f"pmid:{99_000_000 + number}",
        citation=Citation(
            (f"Sample{number} A", "Invented B", "Nobody C")[: 1 + number % 3],
            f"Moonlight baths for baldness: made-up study {number}",
            "J Made Up Res",
            1990 + number % 35,
            str(number),
            "2",
            f"{number}-{number + 9}",
        ),
        design=designs[number % 4],
        subjects=Subjects.HUMAN,
        pmid=Pmid(99_000_000 + number),
        doi=f"10.9999/sample.{number}",
        address=f"https://pubmed.ncbi.nlm.nih.gov/{99_000_000 + number}/",
        year=1990 + number % 35,
        known_since=dt.date(1990 + number % 35, 5, 31),
        in_pubmed=True,
        participants=(12, 48, 4_473, None)[number % 4],
        studies=7 if number % 4 == 2 else None,
        blinded=bool(number % 2),
        registrations=(f"NCT{number:08d}",),
        group=f"group-{number}",
        findings=(finding, dataclasses.replace(finding, outcome="mood", rationale=())),
        conclusion=finding.rationale,
        key_result=Rationale("abstract", 60, 70, "1.5 hairs."),
        flags=(Flag.SMALL, Flag.NOT_BLINDED) if number % 2 else (),
        retraction=RetractionState.NONE_KNOWN,
        publication_types=("Journal Article",),
        harms=(dataclasses.replace(finding, is_harm=True, outcome="sunburn", rationale=()),),
    )
    return dataclasses.replace(value, **changes)  # type: ignore[arg-type]


def evidence(value: Study, *, why_not: str = "", part: str = "", weight: float = 0.4) -> Evidence:
    stances = {
        Direction.BETTER: Stance.SUPPORTS,
        Direction.NO_DIFFERENCE: Stance.CONTRADICTS,
        Direction.WORSE: Stance.CONTRADICTS,
        Direction.UNCLEAR: Stance.UNCLEAR,
    }
    return Evidence(
        study=value,
        stance=stances[value.direction],
        finding=value.findings[0] if value.findings else None,
        weight=0.0 if why_not else weight,
        counted=not why_not,
        why_not=why_not,
        about=0.75,
        condition_match=Match.SOME_FORMS,
        part=part,
        notes=("a note",),
    )


def _claim(text: str) -> Claim:
    return Claim(
        Question(text),
        Relation.PREVENTS,
        Pico(MOONLIGHT, BALDNESS),
        understood=(("moonlight", "intervention"), ("baldness", "condition")),
        ignored=("really",),
    )


def _method(*, complete: bool = False) -> Method:
    return Method(
        LibrarySnapshot(
            "Sample library", 1_234, dt.date(2026, 1, 1), "sha256:00ff", not complete, complete
        ),
        "(moonlight[tiab] OR moonshine[tiab]) AND (baldness[tiab] OR hair loss[tiab])",
        ("the outcome was not required",),
        dt.date(2009, 12, 31),
        dt.date(2026, 1, 2),
        "sceptic 0.1.0",
        "aa11",
        "bb22",
        "cc33",
    )


def _say(text: str, *sources: Source, role: str = "", is_quote: bool = False) -> Statement:
    return Statement(text, sources or (COUNT,), is_quote, role)


def _sections(shown: tuple[Evidence, ...], parts: tuple[Part, ...]) -> tuple[Section, ...]:
    cited = tuple(record_source(e.study) for e in shown)
    quotes = tuple(
        _say(
            e.study.conclusion[0].text,
            record_source(e.study, e.study.conclusion[0].text, e.study.conclusion[0].start),
            is_quote=True,
        )
        for e in shown[:2]
        if e.study.conclusion
    )
    return (
        Section(
            "answer",
            "The answer",
            (
                _say(
                    "A search that finds little does not show that nothing is there.", role="caveat"
                ),
                _say("Nobody has tested moonlight baths against darkness for a year.", *cited),
            ),
        ),
        Section(
            "parts", "Part by part", tuple(_say(f"{p.label} stands alone.", *cited) for p in parts)
        ),
        Section("condition", "What is baldness?", (_say("Baldness is loss of hair.", FACT),)),
        Section("treatment", "What are moonlight baths?", (_say("A made-up treatment.", FACT),)),
        Section(
            "attention",
            "Why the attention?",
            (
                _say("The article says that a search gives 263 000 results.", USER),
                _say("Such counts mislead.", COUNT, role="caveat"),
            ),
        ),
        Section(
            "sceptic",
            "Be a sceptic",
            (_say(f"The search found {len(shown)} records.", COUNT), *quotes),
        ),
        Section("studies", "The studies", ()),
        Section(
            "harms", "Could it hurt?", (_say("No harm was reported & none <looked> for.", COUNT),)
        ),
        Section("settle", "What would settle it?", (_say("A trial of 400 people would.", COUNT),)),
        Section(
            "ask",
            "What to ask",
            (_say("Which study shows that it works?", COUNT, role="question"),),
        ),
        Section("method", "How this brief was made", (_say("One library was searched.", COUNT),)),
        Section("safety", "Please note", (_say("This is information, not medical advice.", FACT),)),
    )


def brief_of(
    shown: tuple[Evidence, ...],
    *,
    question: str = "Do moonlight baths prevent baldness?",
    answer: Answer = Answer.TOO_LITTLE_EVIDENCE,
    certainty: Certainty = Certainty.VERY_LOW,
    parts: tuple[Part, ...] = (),
    gaps: tuple[Gap, ...] = (),
    complete: bool = False,
) -> Brief:
    used = sum(e.counted for e in shown)
    cited = tuple(record_source(e.study) for e in shown) or (COUNT,)
    years: dict[int, int] = {}
    for item in shown:
        if item.study.year is not None:
            years[item.study.year] = years.get(item.study.year, 0) + 1
    return Brief(
        id="",
        format_version=BRIEF_FORMAT_VERSION,
        claim=_claim(question),
        verdict=Verdict(
            answer,
            certainty,
            parts,
            (
                AppliedRule("few-participants", "fewer than 400 people were studied", -1),
                AppliedRule("retracted-never-votes", "one study is retracted"),
            ),
            probability=0.125 if shown else None,
        ),
        headline=Statement(
            "The evidence is very uncertain about whether moonlight baths prevent baldness.",
            cited,
            role="headline",
        ),
        sections=_sections(shown, parts),
        evidence=shown,
        attention=Attention(tuple(sorted(years.items())), len(shown), 263_000),
        flow=Flow(
            len(shown) + 3,
            len(shown) + 1,
            len(shown),
            used,
            (
                Exclusion("ranking", "ranked below those that were read", 2),
                Exclusion("screening", "not about baldness", 1),
                Exclusion("appraisal", "retracted", len(shown) - used),
            ),
        ),
        gaps=gaps,
        method=_method(complete=complete),
    )


STARTER_GAP = Gap("This is a starter table, not PubMed.", "no library was given", "starter-library")


def empty_brief() -> Brief:
    return brief_of((), gaps=(STARTER_GAP,))


def two_study_brief() -> Brief:
    """Two records: one retracted, one a sample trial outside PubMed with facts of a table."""
    retracted = study(
        3,
        retraction=RetractionState.RETRACTED,
        retraction_reason="invented data",
        flags=(Flag.RETRACTED,),
    )
    outside = study(
        4,
        record_id="starter:sample-2009",
        pmid=None,
        doi="",
        address="",
        in_pubmed=False,
        flags=(Flag.OUTSIDE_PUBMED, Flag.TINY),
        remark="A made-up trial outside PubMed.",
        fact_source=FactSource("Sample facts", "1", (_ADDRESS,), dt.date(2026, 1, 2)),
    )
    shown = (evidence(outside), evidence(retracted, why_not="it is retracted"))
    return brief_of(shown, gaps=(STARTER_GAP,))


def many_study_brief(count: int = 40) -> Brief:
    """``count`` records in two parts; every seventh does not count."""
    labels = ("warm moonlight in pattern baldness", "cold moonlight in patchy baldness")
    shown = tuple(
        evidence(
            study(n),
            part=labels[n % 2],
            why_not="" if n % 7 else "an uncontrolled series does not outweigh a trial",
            weight=round(1 / (n + 1), 3),
        )
        for n in range(count)
    )
    parts = tuple(
        Part(
            label,
            "moonlight",
            "baldness",
            answer,
            certainty,
            records=tuple(e.study.record_id for e in shown if e.part == label),
            studies=sum(e.counted for e in shown if e.part == label),
            participants=900,
            probability=0.5,
        )
        for label, answer, certainty in zip(
            labels,
            (Answer.SUPPORTED, Answer.CONTRADICTED),
            (Certainty.LOW, Certainty.MODERATE),
            strict=True,
        )
    )
    return brief_of(
        shown,
        answer=Answer.DEPENDS,
        certainty=Certainty.LOW,
        parts=parts,
        gaps=(
            STARTER_GAP,
            Gap("The second source was not searched.", "it did not answer", "timeout", True),
        ),
    )


HOSTILE_TITLE = (
    'Baths <script>alert("x")</script> & "quotes" | pipes * _stars_ [links](http://x) `code`'
)
RTL_AUTHOR = "\u05db\u05d4\u05df \u05d0"


def hostile_brief() -> Brief:
    """Everything that breaks a renderer: markup, right-to-left names, 400 authors, controls."""
    citation = Citation(
        (RTL_AUTHOR, *(f"Author{n} X" for n in range(399))), HOSTILE_TITLE, "J <Odd> & Co", None
    )
    odd = study(
        1,
        citation=citation,
        year=None,
        doi="10.9999/(SICI)1<a;b>3.0#x?y=\u00e9",
        pmid=None,
        record_id="doi:10.9999/odd",
        address="javascript:alert(1)",
        findings=(),
        conclusion=(Rationale("abstract", 3, 30, "</script><b>p < 0.001\nnext"),),
    )
    shown = (evidence(odd),)
    value = brief_of(shown, question='Does <img src=x onerror="alert(1)"> & \x1b[31mred\x07 help?')
    return dataclasses.replace(
        value,
        headline=Statement(
            "Odd <b>markup</b> & *stars* | pipes_ at $5 \u202edesrever, see [1] or #hash.",
            (record_source(odd, "</script><b>p < 0.001\nnext", 3),),
            role="headline",
        ),
        gaps=(Gap("A gap with <i>markup</i> | pipe.", "because *stars*"),),
    )


def all_briefs() -> dict[str, Brief]:
    return {
        "empty": empty_brief(),
        "two": two_study_brief(),
        "forty": many_study_brief(),
        "hostile": hostile_brief(),
    }


def statements_of(brief: Brief) -> tuple[Statement, ...]:
    return (brief.headline, *(s for section in brief.sections for s in section.statements))
