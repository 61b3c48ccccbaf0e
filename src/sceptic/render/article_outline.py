"""What every rendering of a reading for people prints, in its order, before any markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sceptic.domain.article import ClaimKind, Passage, SkipReason
from sceptic.domain.brief import SourceKind, Statement
from sceptic.domain.evidence import Study
from sceptic.domain.reading import CheckedClaim, Persuasion, Reading, Satisfaction, Tracing
from sceptic.render.article_words import (
    CAPTIONS,
    COMPARISONS,
    KINDS,
    PERSUASIONS,
    SATISFACTIONS,
    TRACINGS,
)
from sceptic.render.labels import ANSWERS, CERTAINTIES, circles, number
from sceptic.render.outline import Sentence, method_rows, sentence_of
from sceptic.render.sources import Link, Numbering, Reference, cleaned, web_links
from sceptic.synthesis.reading_words import (
    CRITERIA,
    article_source,
    caveat_of,
    comparison_statement,
    summary_of,
    tracing_statement,
)
from sceptic.synthesis.wording import claim_in_short, sentence_case

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Note:
    """A claim in the margin. ``tone`` is the answer's name, or ``open`` where there is none."""

    number: int
    start: int
    end: int
    words: str
    kind: str
    tone: str
    label: str
    certainty_label: str
    circles: str
    says: Sentence | None
    why_not: str
    standalone: str
    speaker: str
    compared: tuple[tuple[str, Sentence], ...]
    same_as: int | None
    question: str
    basis: str = ""
    """On what an answer rests that no study tests: "judged as a background fact; ..."."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that persuades, under its letter."""

    letter: str
    start: int
    end: int
    words: str
    label: str
    explanation: str
    reference: str
    links: tuple[Link, ...]
    as_in: str = ""
    """The letter of the first mark of its kind, which explains it; empty for that one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the article's words with one look. ``ends`` are the notes that end here."""

    text: str
    tone: str = ""
    note: int | None = None
    persuades: bool = False
    ends: tuple[int, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    is_heading: bool
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    name: str
    satisfaction: Satisfaction
    label: str
    because: Sentence
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyMeant:
    label: str
    tracing: Tracing
    mention: str
    says: Sentence
    clues: tuple[tuple[str, str], ...]
    candidates: tuple[tuple[str, tuple[Link, ...], str], ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    words: str
    of: str
    recounts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadingOutline:
    title: str
    dateline: tuple[tuple[str, str], ...]
    link: Link | None
    caveats: tuple[str, ...]
    headline: Sentence
    summary: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]
    criteria: tuple[CriterionRow, ...]
    studies: tuple[StudyMeant, ...]
    counts: tuple[CountRow, ...]
    promoters: tuple[tuple[str, str, str], ...]
    skipped: tuple[tuple[str, int, tuple[str, ...]], ...]
    gaps: tuple[tuple[str, str], ...]
    method: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    limits: Sentence
    software: str


def outline_of_reading(reading: Reading) -> ReadingOutline:
    numbering = Numbering("", _studies(reading))

    def say(statement: Statement) -> Sentence:
        return _said(statement, reading, numbering)

    headline, *summary = (say(s) for s in summary_of(reading))
    notes = tuple(_notes(reading, numbering))
    marks = tuple(_marks(reading.audit.persuasion))
    article = reading.article
    title = cleaned(article.title) or CAPTIONS["untitled"]
    return ReadingOutline(
        title=title,
        dateline=tuple(_dateline(reading)),
        link=next(iter(web_links(article.url)), None),
        caveats=tuple(cleaned(c.text) for c in reading.caveats),
        headline=headline,
        summary=tuple(summary),
        paragraphs=tuple(_paragraphs(reading, notes, marks)),
        notes=notes,
        marks=marks,
        criteria=tuple(_criteria(reading, numbering)),
        studies=tuple(_studies_meant(reading, numbering)),
        counts=tuple(_counts(reading)),
        promoters=tuple(_promoters(reading)),
        skipped=tuple(_skipped(reading)),
        gaps=tuple((cleaned(g.what), cleaned(g.why)) for g in reading.gaps),
        method=_method(reading),
        limits=say(caveat_of(reading)),
        references=numbering.references(),
        software=cleaned(reading.method.software) if reading.method else "",
    )


def _said(statement: Statement, reading: Reading, numbering: Numbering) -> Sentence:
    """With the article under one number, whichever of its words a sentence rests on."""
    here = article_source(reading)
    sources = (here if s.kind is SourceKind.USER else s for s in statement.sources)
    return sentence_of(replace(statement, sources=tuple(dict.fromkeys(sources))), numbering)


def _studies(reading: Reading) -> Iterator[Study]:
    for checked in reading.claims:
        if checked.brief is not None:
            yield from (e.study for e in checked.brief.evidence)


def _dateline(reading: Reading) -> Iterator[tuple[str, str]]:
    article = reading.article
    for caption, value in (
        ("site", article.site),
        ("byline", article.byline),
        ("published", article.date.isoformat() if article.date else ""),
    ):
        if value:
            yield CAPTIONS[caption], cleaned(value)
    method = reading.method
    if method is not None:
        if method.as_of:
            yield CAPTIONS["as_of"], method.as_of.isoformat()
        yield CAPTIONS["read_on"], method.today.isoformat()
        yield CAPTIONS["library"], cleaned(method.library.name)


def _method(reading: Reading) -> tuple[tuple[str, str], ...]:
    rows = [(CAPTIONS["hash"], f"sha256:{reading.article.sha256}")]
    if reading.method is not None:
        rows += [(k, v) for k, v in method_rows(reading.method, reading.id) if v]
    return tuple(rows)


# --- claims in the margin ---------------------------------------------------------------------


def _notes(reading: Reading, numbering: Numbering) -> Iterator[Note]:
    for place, checked in enumerate(reading.claims, start=1):
        yield _note(place, checked, reading, numbering)


def _note(place: int, checked: CheckedClaim, reading: Reading, numbering: Numbering) -> Note:
    claim, brief = checked.claim, checked.brief
    verdict = brief.verdict if brief is not None else None
    fact, answer, headline = checked.fact, checked.answer, checked.headline
    compared = tuple(
        (COMPARISONS[c.kind], _said(comparison_statement(c, brief, reading), reading, numbering))
        for c in checked.comparisons
    )
    speaker = claim.speaker
    who = f"{speaker.name}, {speaker.role}".strip(", ") if speaker else ""
    return Note(
        number=place,
        start=claim.start,
        end=claim.end,
        words=cleaned(claim.text),
        kind=KINDS[claim.kind],
        tone=answer.value if answer else "unjudged",
        label=ANSWERS[answer] if answer else CAPTIONS[_unjudged(claim.kind)],
        certainty_label=CERTAINTIES[verdict.certainty] if verdict else "",
        circles=circles(verdict.certainty) if verdict else "",
        says=_said(headline, reading, numbering) if headline else None,
        why_not=sentence_case(cleaned(checked.why_not)),
        standalone=cleaned(claim.standalone) if claim.resolved else "",
        speaker=cleaned(who),
        compared=compared,
        same_as=None if checked.same_as is None else checked.same_as + 1,
        question=cleaned(claim_in_short(brief.claim)) if brief else "",
        basis=cleaned(f"{CAPTIONS['as_fact']}; {fact.basis}") if fact else "",
    )


def _unjudged(kind: ClaimKind) -> str:
    if kind is ClaimKind.OUTSIDE:
        return "outside"
    return "not_asked" if kind.is_checkable else "no_claim"


def _marks(found: Sequence[Persuasion]) -> Iterator[Mark]:
    first: dict[str, str] = {}
    for place, each in enumerate(found):
        letter = _letters(place)
        before = first.setdefault(each.kind.value, letter)
        yield Mark(
            letter=letter,
            as_in="" if before == letter else before,
            start=each.start,
            end=each.end,
            words=cleaned(each.text),
            label=sentence_case(PERSUASIONS[each.kind]),
            explanation=cleaned(each.explanation),
            reference=cleaned(each.reference),
            links=web_links(each.address),
        )


def _letters(place: int) -> str:
    """Letters from a to z, then aa, ab ..."""
    first, last = divmod(place, len(_LETTERS))
    return (_LETTERS[first - 1] if first else "") + _LETTERS[last]


# --- the article's own words ------------------------------------------------------------------


def _paragraphs(
    reading: Reading, notes: Sequence[Note], marks: Sequence[Mark]
) -> Iterator[Paragraph]:
    """The text in paragraphs; a claim or mark stands beside the paragraph in which it begins."""
    article = reading.article
    heads = {(h.start, h.end) for h in article.headings}
    as_heads = (SkipReason.HEADING, SkipReason.QUESTION)
    questions = {(s.start, s.end) for s in reading.skipped if s.reason in as_heads}
    for block in _blocks(article.text):
        here = [n for n in notes if n.start < block.end and block.start < n.end]
        shown = [m for m in marks if m.start < block.end and block.start < m.end]
        is_heading = any(a <= block.start and block.end <= b for a, b in heads | questions)
        yield Paragraph(
            is_heading,
            tuple(_segments(block, here, shown)),
            tuple(n for n in here if block.start <= n.start),
            tuple(m for m in shown if block.start <= m.start),
        )


def _blocks(text: str) -> Iterator[Passage]:
    """Paragraphs, which blank lines part."""
    for match in _PARAGRAPH.finditer(text):
        yield Passage(match.start(), match.end(), match.group())


def _segments(block: Passage, notes: Sequence[Note], marks: Sequence[Mark]) -> Iterator[Segment]:
    """The block cut wherever a claim or mark begins or ends; the shortest claim gives the look."""
    cuts = {block.start, block.end}
    for start, end in (*((n.start, n.end) for n in notes), *((m.start, m.end) for m in marks)):
        cuts |= {max(block.start, start), min(block.end, end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = [n for n in notes if n.start <= start and end <= n.end]
        inner = min(over, key=lambda n: (n.end - n.start, n.number), default=None)
        yield Segment(
            text=_kept(block.text[start - block.start : end - block.start]),
            tone=inner.tone if inner else "",
            note=inner.number if inner else None,
            persuades=any(m.start <= start and end <= m.end for m in marks),
            ends=tuple(n.number for n in over if n.end == end),
            letters=tuple(m.letter for m in marks if m.end == end and m.start <= start),
        )


def _kept(text: str) -> str:
    """The words with the blanks at their ends, which hold neighbouring segments apart."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if len(text) > 1 and text[-1:].isspace() else ""
    return f"{lead}{cleaned(text)}{tail}"


# --- the audit --------------------------------------------------------------------------------


def _criteria(reading: Reading, numbering: Numbering) -> Iterator[CriterionRow]:
    for each in reading.audit.criteria:
        yield CriterionRow(
            name=CRITERIA[each.name],
            satisfaction=each.satisfaction,
            label=SATISFACTIONS[each.satisfaction],
            because=Sentence(cleaned(each.because), numbering.numbers(each.sources)),
            quotes=tuple(cleaned(p.text) for p in each.passages),
        )


def _studies_meant(reading: Reading, numbering: Numbering) -> Iterator[StudyMeant]:
    for each in reading.studies:
        candidates = tuple(
            (cleaned(c.citation), _links(c.pmid, c.doi), ", ".join(c.matched))
            for c in each.candidates
        )
        yield StudyMeant(
            label=TRACINGS[each.tracing],
            tracing=each.tracing,
            mention=cleaned(each.mention.text),
            says=_said(tracing_statement(each), reading, numbering),
            clues=tuple((CAPTIONS.get(k, k), cleaned(v)) for k, v in each.clues),
            candidates=candidates,
        )


def _links(pmid: int | None, doi: str) -> tuple[Link, ...]:
    links = [Link(f"PMID {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/")] if pmid else []
    return (*links, *(replace(li, label=f"DOI {doi}") for li in _doi(doi)))


def _doi(doi: str) -> tuple[Link, ...]:
    return web_links(f"https://doi.org/{doi}") if doi else ()


def _counts(reading: Reading) -> Iterator[CountRow]:
    for each in reading.audit.counts:
        recounts = tuple(
            (f"{number(s.count or 0)} ({s.date})", cleaned(s.query)) for s in each.recounts
        )
        yield CountRow(cleaned(each.words.text), cleaned(each.of), recounts)


def _promoters(reading: Reading) -> Iterator[tuple[str, str, str]]:
    for each in reading.audit.promoters:
        name = f"{each.speaker.name}, {each.speaker.role}".strip(", ")
        yield cleaned(name), each.kind, cleaned(each.passages[0].text)


def _skipped(reading: Reading) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    by_why: dict[str, list[str]] = {}
    for each in reading.skipped:
        by_why.setdefault(each.why, []).append(cleaned(each.text))
    for why, texts in by_why.items():
        yield why, len(texts), tuple(texts)


def quoted(values: Iterable[str]) -> str:
    return "; ".join(f"“{v}”" for v in values)
