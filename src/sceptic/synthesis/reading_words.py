"""What a reading comes to in sentences: summary, correction note, paragraph. Each with sources.

A sentence about the article rests on the article, one about the literature on the studies that
carry it. Nothing is said that the reading does not hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sceptic.domain.article import ClaimKind, ClaimStrength
from sceptic.domain.brief import Brief, Source, SourceKind, Statement
from sceptic.domain.evidence import Answer, Evidence
from sceptic.domain.reading import (
    CheckedClaim,
    Comparison,
    ComparisonKind,
    CriterionName,
    Reading,
    Satisfaction,
    TracedStudy,
    Tracing,
)
from sceptic.synthesis.mixed_up import studies_elsewhere
from sceptic.synthesis.sourcing import evidence_source, user_source
from sceptic.synthesis.wording import claim_in_short, plural, sentence_case

MOST_SOURCES = 6
_ORDER = (
    (Answer.SUPPORTED, "supported", "supported"),
    (Answer.CONTRADICTED, "contradicted", "contradicted"),
    (Answer.CONFLICTING, "disputed among studies", "disputed among studies"),
    (Answer.DEPENDS, "depends on the case", "depend on the case"),
    (
        Answer.TOO_LITTLE_EVIDENCE,
        "has too little evidence to say",
        "have too little evidence to say",
    ),
)
CRITERIA = {
    CriterionName.COSTS: "Costs",
    CriterionName.BENEFITS: "Benefits, in figures",
    CriterionName.HARMS: "Harms",
    CriterionName.EVIDENCE: "Quality of the evidence",
    CriterionName.DISEASE_MONGERING: "No disease mongering",
    CriterionName.SOURCES: "Independent sources and ties",
    CriterionName.ALTERNATIVES: "Alternatives",
    CriterionName.AVAILABILITY: "Availability",
    CriterionName.NOVELTY: "Novelty",
    CriterionName.PRESS_RELEASE: "Not a news release alone",
}


def article_source(reading: Reading) -> Source:
    """The article as it was read, under its hash."""
    article = reading.article
    name = article.title or " ".join(article.text.split())[:60] or "the text"
    quote = f"{name} (sha256 {article.sha256[:12]})"
    return Source(SourceKind.USER, quote=quote, address=article.url)


def summary_of(reading: Reading) -> tuple[Statement, ...]:
    """The reading in at most six sentences, the gravest first after the count."""
    said = [_counted(reading)]
    said += list(_mixed_up(reading))
    said += list(_compared(reading))
    said += list(_traced(reading))
    said += list(_recounted(reading))
    said.append(_criteria(reading))
    return tuple(said)


def _counted(reading: Reading) -> Statement:
    here = article_source(reading)
    own = _asked(reading)
    every = len(reading.claims)
    if not every:
        return Statement("No claim was found in the text.", (here,), role="headline")
    if not own:
        words = (
            f"The text makes {plural(every, 'statement')}; none can be asked of the medical"
            " literature."
        )
        return Statement(words, (here,), role="headline")
    answers = [c.answer for c in own if c.answer is not None]
    parts = [
        f"{answers.count(answer)} {'is ' if ' ' not in one and count == 1 else ''}"
        f"{'are ' if ' ' not in one and count != 1 else ''}{one if count == 1 else many}"
        for answer, one, many in _ORDER
        if (count := answers.count(answer))
    ]
    if set(answers) == {Answer.TOO_LITTLE_EVIDENCE}:
        which = {1: "it", 2: "either of them"}.get(len(answers), "any of them")
        parts = [f"too little evidence was found to settle {which}"]
    words = (
        f"Of {plural(every, 'statement')} of the article, {len(answers)} could be asked of the"
        f" medical literature: {_and(parts)}."
    )
    sources = [s for c in own if c.headline is not None for s in c.headline.sources[:2]]
    return Statement(words, tuple(dict.fromkeys((here, *sources))), role="headline")


def _asked(reading: Reading) -> list[CheckedClaim]:
    return [c for c in reading.claims if c.answer is not None]


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _mixed_up(reading: Reading) -> Iterator[Statement]:
    """The mix-up of diseases, once for each pair of conditions."""
    seen: set[str] = set()
    for checked in reading.claims:
        for each in checked.comparisons:
            if each.kind is ComparisonKind.OTHER_CONDITION and checked.brief is not None:
                condition = checked.brief.claim.pico.condition.id
                if condition not in seen:
                    seen.add(condition)
                    yield comparison_statement(each, checked.brief, reading)


def comparison_statement(
    comparison: Comparison, brief: Brief | None, reading: Reading
) -> Statement:
    """A comparison as a sentence with both of its sources: the article's words and the study's."""
    quoted = user_source(comparison.article.text)
    if comparison.kind is ComparisonKind.OTHER_CONDITION and brief is not None:
        shown: Iterable[Evidence] = studies_elsewhere(brief)[:MOST_SOURCES]
        sources = [evidence_source(e) for e in shown]
        return Statement(comparison.explanation, (quoted, *sources), role="caveat")
    study = comparison.study
    candidate = next(
        (c for t in reading.studies for c in t.candidates if c.record_id == comparison.record_id),
        None,
    )
    record = Source(
        SourceKind.RECORD,
        record_id=comparison.record_id,
        pmid=candidate.pmid if candidate else None,
        doi=candidate.doi if candidate else "",
        field=study.field if study else "",
        start=study.start if study else None,
        end=study.end if study else None,
        quote=study.text if study else "",
    )
    return Statement(comparison.explanation, (quoted, record), role="caveat")


def _compared(reading: Reading) -> Iterator[Statement]:
    seen: set[str] = set()
    for checked in reading.claims:
        for each in checked.comparisons:
            is_told = each.is_fault and each.kind is not ComparisonKind.OTHER_CONDITION
            if is_told and each.explanation not in seen and len(seen) < 3:
                seen.add(each.explanation)
                yield comparison_statement(each, checked.brief, reading)


def _traced(reading: Reading) -> Iterator[Statement]:
    lost = [s for s in reading.studies if s.tracing is Tracing.NOT_FOUND]
    for study in reading.studies[:4]:
        if study.tracing is not Tracing.NOT_FOUND:
            yield tracing_statement(study)
    if lost:
        every = plural(len(reading.studies), "study", "studies")
        near = next(iter(lost[0].candidates), None)
        words = (
            "The study that it speaks of was not found in this library"
            + (f" for certain; the nearest is {near.citation}." if near else ".")
            if len(reading.studies) == 1
            else f"Of {every} that it speaks of, {len(lost)} {'was' if len(lost) == 1 else 'were'}"
            " not found in this library."
        )
        quoted = [user_source(s.mention.text) for s in lost]
        nearest = [
            Source(SourceKind.RECORD, record_id=c.record_id, pmid=c.pmid, doi=c.doi)
            for s in lost[:1]
            for c in s.candidates[:1]
        ]
        yield Statement(words, (*quoted, *nearest))


def tracing_statement(study: TracedStudy) -> Statement:
    """What came of the search for a study, with the records that it may be."""
    quoted = user_source(study.mention.text)
    records = tuple(
        Source(SourceKind.RECORD, record_id=c.record_id, pmid=c.pmid, doi=c.doi)
        for c in study.candidates
    )
    if study.tracing is Tracing.FOUND:
        first = study.candidates[0]
        words = f"The study that it speaks of is {first.citation}: {study.because}."
        return Statement(words, (quoted, records[0]))
    if study.tracing is Tracing.SEVERAL:
        names = _and(_each_once([c.citation for c in study.candidates]))
        words = f"The study that it speaks of may be one of several: {names}."
        return Statement(words, (quoted, *records))
    return Statement(f"The study that it speaks of was not found: {study.because}.",
                     (quoted, *records))  # fmt: skip


def _each_once(citations: Sequence[str]) -> list[str]:
    """Citations by name and year; what several records are called alike, once and counted."""
    count = Counter(citations)
    return [f"{c} ({count[c]} records)" if count[c] > 1 else c for c in sorted(count)]


def _recounted(reading: Reading) -> Iterator[Statement]:
    for count in reading.audit.counts:
        for source in count.recounts[-1:]:
            words = (
                f"The article counts {count.words.text} for {count.of}; the library that was"
                f" searched holds {source.count} on {source.date}."
            )
            yield Statement(words, (user_source(count.words.text), *count.recounts))


def _criteria(reading: Reading) -> Statement:
    criteria = reading.audit.criteria
    apply = [c for c in criteria if c.satisfaction is not Satisfaction.NOT_APPLICABLE]
    met = sum(c.satisfaction is Satisfaction.SATISFIED for c in apply)
    here = article_source(reading)
    if not apply:
        return Statement("The criteria of HealthNewsReview do not apply to it.", (here,))
    failed = [
        CRITERIA[c.name].lower() for c in apply if c.satisfaction is Satisfaction.NOT_SATISFIED
    ]
    words = f"It satisfies {met} of the {len(apply)} criteria of HealthNewsReview that apply"
    those = "that" if len(failed) == 1 else "those"
    words += f"; not {those} on {_and(failed)}." if failed else "."
    sources = tuple(s for c in apply for s in c.sources[:1])
    return Statement(words, tuple(dict.fromkeys((here, *sources))))


# --- to an editor, and to copy ----------------------------------------------------------------


def worth_correcting(reading: Reading) -> tuple[CheckedClaim, ...]:
    """Claims that an editor should hear of: told flatly where the studies contradict, disagree or
    say that it depends, or told otherwise than in the study; each question once, and none that
    the article itself doubts or hedges."""
    return tuple(c for c in _own(reading) if _is_wrong(c) or _faults(c))


def worth_asking(reading: Reading) -> tuple[CheckedClaim, ...]:
    """Claims told flatly on which too little was found: an editor may ask for the study. Where
    nothing at all was found in a part of PubMed that says nothing of the claim, and it is left
    out."""
    return tuple(
        c
        for c in _own(reading)
        if not _faults(c)
        and _is_flat(c)
        and _is_open(c)
        and _is_searched(c, reading)
        and not _says_what_it_rests_on(c)
    )


def _own(reading: Reading) -> Iterator[CheckedClaim]:
    return (c for c in reading.claims if c.same_as is None and not c.claim.is_denied)


def _is_wrong(checked: CheckedClaim) -> bool:
    answer = checked.answer
    if answer is None or not _is_flat(checked):
        return False
    if checked.fact is not None:
        return answer in (Answer.CONTRADICTED, Answer.DEPENDS)
    if checked.claim.strength is ClaimStrength.CORRELATIONAL:
        return answer is Answer.CONTRADICTED
    return answer in (Answer.CONTRADICTED, Answer.CONFLICTING, Answer.DEPENDS)


def _is_flat(checked: CheckedClaim) -> bool:
    return checked.claim.strength is not ClaimStrength.CONDITIONAL


def _is_open(checked: CheckedClaim) -> bool:
    is_health = checked.claim.kind is ClaimKind.HEALTH
    brief = checked.brief
    return is_health and brief is not None and brief.verdict.answer is Answer.TOO_LITTLE_EVIDENCE


def _is_searched(checked: CheckedClaim, reading: Reading) -> bool:
    is_complete = reading.method is not None and reading.method.library.is_complete
    return is_complete or (checked.brief is not None and bool(checked.brief.evidence))


def _says_what_it_rests_on(checked: CheckedClaim) -> bool:
    """Whether the sentence itself tells of a study, or of unwanted effects that nobody denies."""
    told = any(s.mention.overlaps(checked.claim.passage) for s in checked.studies)
    asked = checked.claim.claim
    return told or (
        asked is not None and _HARM_AT_LARGE.search(asked.pico.condition.name) is not None
    )


_HARM_AT_LARGE = re.compile(r"adverse|side effect|complication", re.IGNORECASE)


def _faults(checked: CheckedClaim) -> list[Comparison]:
    return [c for c in checked.comparisons if c.is_fault]


Point = tuple[str, str, tuple[Statement, ...]]
"""The article's words, as what they were asked, and what to say to them."""


def points_for_editor(reading: Reading) -> tuple[Point, ...]:
    """What the literature speaks against, in reading order."""
    points = []
    for checked in worth_correcting(reading):
        said: list[Statement] = []
        if checked.headline is not None and (_is_wrong(checked) or _is_open(checked)):
            said.append(checked.headline)
        said += [comparison_statement(c, checked.brief, reading) for c in _faults(checked)]
        points.append((checked.claim.text, _asked_as(checked), tuple(said)))
    return tuple(points)


def questions_for_editor(reading: Reading) -> tuple[Point, ...]:
    """What is told as a fact and was found too little studied, in reading order."""
    return tuple(
        (c.claim.text, _asked_as(c), (c.brief.headline,))
        for c in worth_asking(reading)
        if c.brief is not None
    )


def _asked_as(checked: CheckedClaim) -> str:
    if checked.fact is not None:
        return f"a background fact: {checked.fact.fact.sentence}"
    return claim_in_short(checked.brief.claim) if checked.brief is not None else ""


def missing_for_editor(reading: Reading) -> tuple[Statement, ...]:
    """What the piece leaves out, a sentence for each criterion that it does not satisfy."""
    here = article_source(reading)
    return tuple(
        Statement(
            f"{CRITERIA[c.name]}: {c.because}",
            (here, *(user_source(p.text) for p in c.passages), *c.sources),
        )
        for c in reading.audit.criteria
        if c.satisfaction is Satisfaction.NOT_SATISFIED
    )


def paragraph_of(reading: Reading) -> tuple[Statement, ...]:
    """What can be said of the article in one paragraph, with its caveat."""
    summary = summary_of(reading)
    answered = [*worth_correcting(reading), *worth_asking(reading)]
    said = [summary[0], *(c.headline for c in answered[:3] if c.headline is not None)]
    said += [s for s in summary[1:] if s.role == "caveat"][:2]
    said.append(caveat_of(reading))
    return tuple(dict.fromkeys(said))


def caveat_of(reading: Reading) -> Statement:
    """Which library was asked and when, and that a machine read."""
    method = reading.method
    here = article_source(reading)
    if method is None:
        return Statement("Read by a program; no library was asked.", (here,), role="caveat")
    held = method.library
    day = (method.as_of or method.today).isoformat()
    name = held.name if held.name.isupper() else sentence_case(held.name)
    words = (
        f"Read by a program ({method.software}) on {method.today.isoformat()} against"
        f" the library “{name}” of {plural(held.records, 'record')}, as of {day};"
        " whether the claims were understood as meant should be looked over by a person."
    )
    if not held.is_complete:
        words += " The library is not all of PubMed: what it does not hold could not be found."
    return Statement(words, (here,), role="caveat")


def greeting_of(reading: Reading) -> tuple[str, ...]:
    """The first lines of a note to an editor."""
    article = reading.article
    about = f"“{article.title}”" if article.title else "an article of yours"
    when = f" of {article.date.isoformat()}" if article.date else ""
    where = f" ({article.url})" if article.url else ""
    return (
        "Dear editor,",
        "",
        f"I read {about}{when}{where} and set its statements on health against the medical"
        " literature.",
    )


def nothing_to_correct(reading: Reading) -> Statement:
    words = "No statement was found that the literature held by this library speaks against."
    return Statement(words, (article_source(reading),))
