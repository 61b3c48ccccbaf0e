"""A brief for librarians: the strategy after PRISMA-S, counts, exclusions, versions, digests."""

from __future__ import annotations

from collections.abc import Iterator

from sceptic.domain.brief import Brief, Section, Statement
from sceptic.domain.evidence import Evidence
from sceptic.domain.telling import Telling, Voice
from sceptic.domain.words import correction_words, vote_words
from sceptic.synthesis.search_report import search_report
from sceptic.synthesis.section_answer import rule_sentence
from sceptic.synthesis.sourcing import evidence_source, method_source
from sceptic.synthesis.told import rules_of, safety, search_source, sources_of_records
from sceptic.synthesis.wording import figure, plural, sentence_case


def told_for_librarians(brief: Brief) -> Telling:
    sections = (
        *safety(brief),
        Section("strategy", "Search strategy (PRISMA-S)", search_report(brief)),
        Section("sceptic", "Counts (PRISMA 2020)", tuple(_counts(brief))),
        Section("excluded", "Left out after reading, with reasons", tuple(_excluded(brief))),
        Section("findings", "Summary of findings", (_graded(brief),)),
        Section("rules", "Rules that moved the verdict", tuple(_rules(brief))),
        Section("studies", "Studies", (_listed(brief),)),
        Section("versions", "Versions and digests", tuple(_versions(brief))),
        Section("gaps", "Gaps", tuple(_gaps(brief))),
    )
    return Telling(
        Voice.LIBRARIAN, brief.id, brief.headline, tuple(s for s in sections if s.statements)
    )


def _counts(brief: Brief) -> Iterator[Statement]:
    flow = brief.flow
    yield Statement(
        f"{sentence_case(plural(flow.found, 'record'))} found, {figure(flow.screened)} screened, "
        f"{figure(flow.appraised)} read as studies of the claim, {figure(flow.used)} counted; "
        "screened and read by the program alone, by rules that are published with it.",
        (search_source(brief),),
    )


def _excluded(brief: Brief) -> Iterator[Statement]:
    for each in brief.evidence:
        if not each.counted:
            text = f"{_identifier(each)}: {each.why_not}."
            yield Statement(text, (evidence_source(each),), role="remark")


def _identifier(evidence: Evidence) -> str:
    study = evidence.study
    doi = f"DOI {study.doi}" if study.doi else study.record_id
    number = f"PMID {study.pmid}" if study.pmid else doi
    return f"{study.citation.short} ({number})"


def _graded(brief: Brief) -> Statement:
    return Statement(
        "One row for each outcome; a footnote for each deduction.",
        (search_source(brief), method_source("findings-table")),
    )


def _rules(brief: Brief) -> Iterator[Statement]:
    for rule in rules_of(brief):
        sources = sources_of_records(brief, rule.records)
        yield Statement(rule_sentence(rule), sources, role="remark")


def _listed(brief: Brief) -> Statement:
    counted = sum(e.counted for e in brief.evidence)
    return Statement(
        f"{sentence_case(plural(len(brief.evidence), 'study', 'studies'))} read, "
        f"{figure(counted)} counted.",
        (search_source(brief),),
    )


def _versions(brief: Brief) -> Iterator[Statement]:
    method, source = brief.method, (search_source(brief),)
    library = method.library
    digests = (
        ("Software", method.software),
        ("Library", f"{library.name}, digest {library.digest}"),
        ("Settings", method.settings_digest),
        ("Models", method.models_digest),
        ("Rules and vocabulary", method.rules_digest),
        *(("Checked against", words) for words in method.lists),
        ("Studies read by", "; ".join(method.readers)),
        *(
            ("Readers disagree", f"{_identifier(e)}: {vote_words(e)}")
            for e in brief.evidence
            if e.votes
        ),
        *(
            ("Corrected by people", f"{c.study or c.record_id}: {correction_words(c)}")
            for c in method.corrections
        ),
        ("Brief", brief.id),
    )
    for name, words in digests:
        if words:
            yield Statement(f"{name}: {words}.", source, role="remark")


def _gaps(brief: Brief) -> Iterator[Statement]:
    for gap in brief.gaps:
        why = f" ({gap.why})" if gap.why else ""
        code = f"{gap.code}: " if gap.code else ""
        yield Statement(f"{code}{sentence_case(gap.what)}{why}.", (search_source(brief),))
    if not brief.gaps:
        yield Statement("None: no source was cut short or failed.", (search_source(brief),))
