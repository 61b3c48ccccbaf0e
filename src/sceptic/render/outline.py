"""What every renderer for people prints, in its order: the brief in words, before any markup.

All formats walk the same outline, so they say the same things from the same sources.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sceptic.domain.brief import Brief, Method, Section, Statement
from sceptic.domain.evidence import Answer, AppliedRule, Design, Evidence, Finding, Part, Study
from sceptic.domain.words import correction_words, vote_words
from sceptic.render import labels
from sceptic.render.findings import FindingsBlock, findings_block
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.readings import Reading, readings_of
from sceptic.render.sources import Link, Numbering, Quoted, Reference, cleaned, place, study_links
from sceptic.synthesis.study_words import effect_words, told_effect
from sceptic.synthesis.wording import claim_in_short

_PARAGRAPH_SENTENCES = 4
"""More plain sentences in a row than this are printed as a list: a wall of text is not read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement as printed: ``refs`` are numbers of the list of sources, ``quotes`` its words."""

    text: str
    refs: tuple[int, ...]
    quotes: tuple[str, ...] = ()
    role: str = ""
    words: tuple[tuple[int, Quoted], ...] = ()
    """The words of each source that carry this sentence, by the source's number."""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences printed together. ``kind``: paragraph, list, caveat, question, remark or quote."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with the table or picture that belongs to it (``block``, else empty)."""

    id: str
    title: str
    runs: tuple[Run, ...]
    block: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    label: str
    answer: Answer
    answer_label: str
    certainty_label: str
    circles: str
    studies: int
    participants: str
    """A number, or that no record tells it."""


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study in words; ``size`` (n, then studies) is empty where the record is silent."""

    ref: int
    who: str
    title: str
    identifier: str
    link: Link | None
    design: str
    size: tuple[str, ...]
    mark: str
    found: str
    outcome: str
    says: str
    why_not: str
    cautions: tuple[str, ...]
    rationale: tuple[Quoted, ...]
    """Words of the record; empty where a table holds facts without text."""
    effect: str = ""
    readings: tuple[Reading, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    """What a study table can be filtered by: design, direction, year, subjects, counted."""


@dataclass(frozen=True, slots=True)
class StudyGroup:
    title: str
    counted: bool
    rows: tuple[StudyRow, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A brief, or a survey: then ``answer`` is None and ``certainty_label`` empty."""

    question: str
    dateline: tuple[tuple[str, str], ...]
    answer: Answer | None
    answer_label: str
    certainty_label: str
    circles: str
    remarks: tuple[str, ...]
    headline: Sentence
    first: tuple[Chapter, ...]
    """Chapters that stand before the answer: safety in an emergency."""
    lead: tuple[Run, ...]
    chapters: tuple[Chapter, ...]
    parts: tuple[PartRow, ...]
    groups: tuple[StudyGroup, ...]
    years: tuple[tuple[int, int], ...]
    flow: tuple[tuple[str, int], ...]
    exclusions: tuple[tuple[str, str, int], ...]
    rules: tuple[tuple[str, str, int], ...]
    gaps: tuple[tuple[str, str], ...]
    method: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    software: str
    kind: str = CAPTIONS["brief"]
    part: str = CAPTIONS["part"]
    parts_table: str = CAPTIONS["parts_table"]
    findings: FindingsBlock | None = None
    """The Summary of Findings; ``None`` where it would be empty."""


def outline_of(brief: Brief) -> Outline:
    numbering = Numbering(brief.method.query, (e.study for e in brief.evidence))
    sections = list(brief.sections)
    first = []
    while sections and sections[0].id == "safety":
        first.append(chapter_of(sections.pop(0), numbering))
    headline = sentence_of(brief.headline, numbering)
    lead = lead_of(brief.section("answer"), brief.headline, numbering)
    chapters = [chapter_of(s, numbering) for s in sections if s.id != "answer"]
    groups = groups_of(brief, numbering)
    findings = findings_block(brief, lambda s: sentence_of(s, numbering))
    verdict = brief.verdict
    direction = labels.CHANGES[verdict.direction] if verdict.direction else ""
    value = Outline(
        question=cleaned(brief.claim.question.text),
        dateline=tuple(dateline_of(brief.method)),
        answer=verdict.answer,
        answer_label=direction.capitalize() or labels.ANSWERS[verdict.answer],
        certainty_label=labels.CERTAINTIES[verdict.certainty],
        circles=labels.circles(verdict.certainty),
        remarks=remarks_of(brief),
        headline=headline,
        first=tuple(first),
        lead=lead,
        chapters=(),
        parts=tuple(_part_rows(brief)),
        groups=groups,
        years=filled_years(brief.attention.by_year),
        flow=tuple(
            (CAPTIONS[f"flow_{step}"], getattr(brief.flow, step))
            for step in ("found", "screened", "appraised", "used")
        ),
        exclusions=tuple(
            (cleaned(e.step), cleaned(e.reason), e.count) for e in brief.flow.exclusions
        ),
        rules=tuple(
            dict.fromkeys((cleaned(r.rule), cleaned(r.because), r.steps) for r in _rules(brief))
        ),
        gaps=tuple((cleaned(g.what), cleaned(g.why)) for g in brief.gaps),
        method=tuple(method_rows(brief.method, brief.id)),
        references=numbering.references(),
        software=cleaned(brief.method.software),
        findings=findings,
    )
    return dataclasses.replace(value, chapters=with_blocks(chapters, value))


def remarks_of(brief: Brief) -> tuple[str, ...]:
    """What stands beside the answer: what was compared, or checked where a "yes" would be advice,
    and whether the method covers it."""
    claim, verdict = brief.claim, brief.verdict
    compared = claim.pico.outcome or claim.pico.condition
    is_asked = labels.asks_what_to_do(claim.question.text)
    words = (
        f"{CAPTIONS['direction']}: {cleaned(compared.name)}" if verdict.direction else "",
        f"{CAPTIONS['checked']}: {cleaned(claim_in_short(claim))}" if is_asked else "",
        CAPTIONS["outside_method"] if verdict.outside_method else "",
    )
    return tuple(word for word in words if word)


def lead_of(section: Section | None, headline: Statement, numbering: Numbering) -> tuple[Run, ...]:
    """The section ``answer`` without the headline, which is printed above it."""
    rest = [s for s in section.statements if s.text != headline.text] if section else []
    return _runs(rest, numbering)


def chapter_of(section: Section, numbering: Numbering) -> Chapter:
    return Chapter(section.id, cleaned(section.title), _runs(section.statements, numbering))


def sentence_of(statement: Statement, numbering: Numbering) -> Sentence:
    return Sentence(
        cleaned(statement.text),
        numbering.numbers(statement.sources),
        tuple(dict.fromkeys(cleaned(s.quote) for s in statement.sources if s.quote)),
        statement.role,
        numbering.words(statement.sources),
    )


def _kind(statement: Statement) -> str:
    if statement.is_quote or statement.role == "quote":
        return "quote"
    return statement.role if statement.role in ("caveat", "question", "remark") else "paragraph"


def _runs(
    statements: list[Statement] | tuple[Statement, ...], numbering: Numbering
) -> tuple[Run, ...]:
    runs = []
    for kind, group in groupby(statements, key=_kind):
        sentences = tuple(sentence_of(s, numbering) for s in group)
        if kind == "paragraph" and len(sentences) > _PARAGRAPH_SENTENCES:
            kind = "list"  # noqa: PLW2901
        runs.append(Run(kind, sentences))
    return tuple(runs)


_BLOCKS = ("parts", "attention", "sceptic", "studies", "findings", "gaps", "method")
_ORDER = (
    "parts",
    "condition",
    "treatment",
    "attention",
    "sceptic",
    "studies",
    "findings",
    "harms",
    "settle",
    "ask",
    "reading",
    "gaps",
    "method",
    "safety",
)


def with_blocks(chapters: list[Chapter], value: Outline) -> tuple[Chapter, ...]:
    """Each table under the section of its name; where there is none, under its own caption."""
    filled = {
        # One part that says what the verdict says would only repeat it.
        "parts": len(value.parts) > 1 or any(p.answer is not value.answer for p in value.parts),
        "attention": bool(value.years),
        "sceptic": any(count for _, count in value.flow),
        "studies": bool(value.groups),
        "findings": value.findings is not None,
        "gaps": bool(value.gaps),
        "method": bool(value.method),
    }
    present = {chapter.id for chapter in chapters}
    placed = [dataclasses.replace(c, block=c.id) if filled.get(c.id) else c for c in chapters]
    for name in _BLOCKS:
        if filled[name] and name not in present:
            placed.insert(_place(placed, name), Chapter(name, CAPTIONS[name], (), name))
    return tuple(c for c in placed if c.runs or c.block)


def _place(chapters: list[Chapter], name: str) -> int:
    """Where a table without its section goes: before the first section that comes after it."""
    after = _ORDER[_ORDER.index(name) + 1 :]
    return next((n for n, chapter in enumerate(chapters) if chapter.id in after), len(chapters))


def _part_rows(brief: Brief) -> Iterator[PartRow]:
    for part in brief.verdict.parts:
        yield PartRow(
            cleaned(part.label),
            part.answer,
            labels.ANSWERS[part.answer],
            labels.CERTAINTIES[part.certainty],
            labels.circles(part.certainty),
            part.studies,
            people(part.studies, part.participants),
        )


def people(studies: int, participants: int) -> str:
    """How many people: a number, unless none of the studies tells."""
    return number(participants) if participants or not studies else CAPTIONS["not_stated"]


def _rules(brief: Brief) -> Iterator[AppliedRule]:
    """Rules of the verdict and of its parts, each once."""
    yield from dict.fromkeys(
        (*brief.verdict.rules, *(rule for part in brief.verdict.parts for rule in part.rules))
    )


def groups_of(brief: Brief, numbering: Numbering) -> tuple[StudyGroup, ...]:
    """Counted studies by part, in the verdict's order of parts; then those only shown."""
    return tuple(_groups(brief, numbering))


def _groups(brief: Brief, numbering: Numbering) -> Iterator[StudyGroup]:
    parts = brief.verdict.parts if len(brief.verdict.parts) > 1 else ()
    groups: dict[str, list[StudyRow]] = {part.label: [] for part in parts}
    ranked = sorted(brief.evidence, key=_rank)
    for evidence in ranked:
        if evidence.counted:
            label = _part_of(evidence, parts)
            groups.setdefault(label, []).append(_study_row(evidence, numbering))
    rest_title = CAPTIONS["counted_other" if any(groups.get(p.label) for p in parts) else "counted"]
    for label, rows in groups.items():
        if rows:
            yield StudyGroup(cleaned(label) or rest_title, counted=True, rows=tuple(rows))
    rest = tuple(_study_row(e, numbering) for e in ranked if not e.counted)
    if rest:
        yield StudyGroup(CAPTIONS["not_counted"], counted=False, rows=rest)


_DESIGN_RANK = {design: rank for rank, design in enumerate(Design)}


def _rank(evidence: Evidence) -> tuple[int, int, int, str]:
    """The strongest design first, then the most people, then the newest."""
    study = evidence.study
    people, year = study.participants or 0, study.year or 0
    return (_DESIGN_RANK[study.design], -people, -year, study.record_id)


def _part_of(evidence: Evidence, parts: tuple[Part, ...]) -> str:
    """The part that names the study, by its label or among its records."""
    for part in parts:
        if evidence.part == part.label or evidence.study.record_id in part.records:
            return part.label
    return ""


def _study_row(evidence: Evidence, numbering: Numbering) -> StudyRow:
    study, finding = evidence.study, evidence.finding
    direction = finding.direction if finding else study.direction
    mark, found = labels.DIRECTIONS[direction]
    link = next(iter(study_links(study)), None)
    outcome = cleaned(finding.outcome) if finding else ""
    if finding and finding.is_harm:
        outcome = f"{CAPTIONS['harm']}: {outcome}" if outcome else CAPTIONS["harm"]
    return StudyRow(
        ref=numbering.number_of(study),
        who=cleaned(study.citation.short),
        title=cleaned(study.citation.title),
        identifier=link.label if link and (study.pmid or study.doi) else "",
        link=link,
        design=labels.DESIGNS[study.design],
        size=_size(study),
        mark=mark,
        found=found,
        outcome=outcome,
        says=labels.STANCES[evidence.stance],
        why_not=cleaned(evidence.why_not),
        cautions=tuple(
            cleaned(word)
            for word in (
                *labels.cautions(study.flags, study.retraction, study.retraction_reason),
                *filter(None, (vote_words(evidence),)),
                *map(correction_words, evidence.corrections),
            )
        ),
        rationale=tuple(
            Quoted(cleaned(r.text), place(r.field, r.start, r.end))
            for r in (finding.rationale if finding else study.conclusion)
            if r.field != "fact"
        ),
        effect=_effect(finding),
        readings=readings_of(evidence),
        keys=(
            ("design", study.design.value),
            ("direction", direction.value),
            ("year", str(study.year or "")),
            ("subjects", study.subjects.value),
            ("counted", "yes" if evidence.counted else "no"),
        ),
    )


def _effect(finding: Finding | None) -> str:
    """``RR 0.74 (0.55 to 0.99), p 0.04``, a P value held together."""
    words = cleaned(effect_words(told_effect(finding)).removeprefix(", "))
    return words.replace(", p ", ", p\u00a0")


def _size(study: Study) -> tuple[str, ...]:
    """``n = 4,473`` and ``7 studies``"""
    people = (
        f"{CAPTIONS['n']} = {number(study.participants)}" if study.participants is not None else ""
    )
    studies = f"{number(study.studies)} {CAPTIONS['review_studies']}" if study.studies else ""
    return tuple(words for words in (people, studies) if words)


def filled_years(by_year: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Every year from the first to the last, those without a record as 0."""
    if not by_year:
        return ()
    counts = dict(by_year)
    return tuple((year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1))


def _library(method: Method) -> str:
    library = method.library
    kind = "starter" if library.is_starter else "complete" if library.is_complete else "selection"
    if library.is_live:
        kind = "live" if library.is_complete else "live_in_part"
    return cleaned(
        f"{library.name}, {number(library.records)} {CAPTIONS['records'].lower()} "
        f"({CAPTIONS[kind]})"
    )


def dateline_of(method: Method) -> Iterator[tuple[str, str]]:
    if method.as_of:
        yield CAPTIONS["as_of"], method.as_of.isoformat()
    yield CAPTIONS["made"], method.today.isoformat()
    yield CAPTIONS["library"], _library(method)


def method_rows(method: Method, identity: str) -> Iterator[tuple[str, str]]:
    library = method.library
    newest = f", newest {library.newest}" if library.newest else ""
    yield CAPTIONS["library"], _library(method) + newest
    yield CAPTIONS["query"], cleaned(method.query)
    for relaxation in method.relaxations:
        yield CAPTIONS["relaxations"], cleaned(relaxation)
    yield from _live_rows(method)
    if method.as_of:
        yield CAPTIONS["as_of"], method.as_of.isoformat()
    for name in method.lists:
        yield CAPTIONS["lists"], cleaned(name)
    if method.readers:
        yield CAPTIONS["readers"], cleaned("; ".join(method.readers))
    yield from _correction_rows(method)
    yield from _rephrasing_rows(method)
    yield CAPTIONS["made"], method.today.isoformat()
    yield CAPTIONS["software"], cleaned(method.software)
    digests = {
        "library": library.digest,
        "settings": method.settings_digest,
        "models": method.models_digest,
        "rules": method.rules_digest,
    }
    yield (
        CAPTIONS["digests"],
        cleaned(", ".join(f"{name} {digest}" for name, digest in digests.items() if digest)),
    )
    if identity:
        yield CAPTIONS["id"], identity


def _rephrasing_rows(method: Method) -> Iterator[tuple[str, str]]:
    if method.rephrased:
        yield CAPTIONS["rephrased"], cleaned(method.rephrased)


def _correction_rows(method: Method) -> Iterator[tuple[str, str]]:
    """How many readings people overruled, and each of them."""
    if method.corrections:
        yield CAPTIONS["corrections"], number(len(method.corrections))
    for each in method.corrections:
        name = each.study or each.record_id
        yield CAPTIONS["correction"], cleaned(f"{each.id}, {name}: {correction_words(each)}")


def _live_rows(method: Method) -> Iterator[tuple[str, str]]:
    """What a live source answered; the whole of it stands in the JSON form."""
    whole = {method.query}
    if method.as_of:
        whole |= {
            s.query for s in method.searches if s.query.startswith(f'({method.query}) AND ("')
        }
    for search in method.searches:
        if search.query in whole:
            read = f"; read as: {search.translation}" if search.translation else ""
            yield (
                search.source,
                cleaned(f"{number(search.found)} found on {search.date.isoformat()}{read}"),
            )
    others = [s for s in method.searches if s.query not in whole]
    if others:
        taken = ", ".join(f"{number(s.taken)} of {number(s.found)}" for s in others)
        yield others[0].source, cleaned(f"taken from its parts and beside it: {taken}")
    said: dict[str, dict[str, None]] = {}
    for message in (m for s in method.searches for m in s.messages):
        kind, _, words = message.partition(": ")
        said.setdefault(kind, {})[words] = None
    for kind, each in said.items():
        yield CAPTIONS["source_says"], cleaned(f"{kind}: {', '.join(each)}")
