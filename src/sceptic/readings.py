"""The use case of an article: every claim that can be checked is, the piece itself is audited.

Article -> ArticleClaim* -> (Claim -> Brief)* -> TracedStudy* -> Comparison* -> Audit -> Reading
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sceptic.background import checked_fact
from sceptic.checks import AskOptions, Workbench, brief_for, for_one_question, gaps_of
from sceptic.domain.article import Article, ArticleClaim, Caveat, CaveatKind
from sceptic.domain.background import BackgroundFact, FactCheck, FactRelation
from sceptic.domain.brief import Brief, Gap, Method
from sceptic.domain.claim import Claim
from sceptic.domain.evidence import Answer
from sceptic.domain.reading import READING_FORMAT_VERSION, Audit, CheckedClaim, QuotedCount, Reading
from sceptic.domain.step import Progress, Stage, Step
from sceptic.errors import DateError, QuestionError
from sceptic.language.article_claims import claims_of
from sceptic.language.article_names import mentions_in_print
from sceptic.language.attribution import with_quotations
from sceptic.language.claims import claim_from_question
from sceptic.render.article_json import with_id
from sceptic.studies_meant import Meant, studies_meant
from sceptic.synthesis.audit import audit_of
from sceptic.synthesis.mixed_up import other_condition, told_as_cure
from sceptic.synthesis.quoted_counts import counts_in, is_of_literature, recounted

MOST_ASKED = 40
"""Different claims of one article that are asked of the literature."""
_UNREADABLE = frozenset((CaveatKind.EMPTY, CaveatKind.NOT_HEALTH))
_Key = tuple[str, ...]


def read(
    article: Article, bench: Workbench, options: AskOptions, progress: Progress | None = None
) -> Reading:
    """Read an article to the end. Its words decide nothing but what is looked for.

    Claims that ask the same are asked once; a live library has one session for the whole article.

    Raises:
        DateError: ``as_of`` lies in the future.
        LibraryError: the library cannot be searched.
    """
    if options.as_of and options.as_of > options.today:
        raise DateError(f"{options.as_of.isoformat()} lies in the future", hint="an earlier day")
    bench, article = for_one_question(bench), with_quotations(article)
    told = claims_of(article, bench.vocabulary)
    caveats = tuple(dict.fromkeys((*article.caveats, *told.caveats)))
    is_read = not any(c.kind in _UNREADABLE for c in caveats)
    checked = _checked(told.claims, bench, options, progress) if is_read else _unasked(told.claims)
    meant = studies_meant(article, bench, options) if is_read else Meant()
    checked = tuple(_with_mix_up(meant.beside(each)) for each in checked)
    briefs = [c.brief for c in checked if c.brief is not None and c.same_as is None]
    return with_id(
        Reading(
            id="",
            format_version=READING_FORMAT_VERSION,
            article=article,
            claims=checked,
            skipped=told.skipped,
            audit=_audit(article, checked, caveats, bench, options),
            studies=meant.studies,
            caveats=caveats,
            gaps=tuple(dict.fromkeys(_gaps(briefs, bench))),
            method=_method(briefs, bench, options),
            today=options.today,
        )
    )


# --- the claims -------------------------------------------------------------------------------


def _checked(
    claims: Sequence[ArticleClaim],
    bench: Workbench,
    options: AskOptions,
    progress: Progress | None,
) -> tuple[CheckedClaim, ...]:
    wanted = list(dict.fromkeys(_key(c.claim) for c in claims if c.claim is not None))
    facts: dict[BackgroundFact, FactCheck] = {}
    answers: dict[_Key, tuple[int, Brief | None, str]] = {}
    checked = []
    for place, each in enumerate(claims):
        fact = _fact(each, facts, bench, options)
        if fact is not None and (each.claim is None or _is_settled(fact)):
            checked.append(CheckedClaim(each, fact=fact))
            continue
        if each.claim is None:
            checked.append(CheckedClaim(each, why_not=each.why_no_claim))
            continue
        key = _key(each.claim)
        if key in answers:
            first, brief, why = answers[key]
            checked.append(CheckedClaim(each, brief, why, same_as=first))
            continue
        if len(answers) >= MOST_ASKED:
            why = f"only the first {MOST_ASKED} different claims are asked"
            checked.append(CheckedClaim(each, why_not=why))
            continue
        brief, why = _asked(each.claim, bench, options)
        answers[key] = place, brief, why
        checked.append(CheckedClaim(each, brief, why))
        if progress is not None:
            progress(Step(Stage.JUDGED, len(answers), min(len(wanted), MOST_ASKED)))
    return tuple(checked)


def _fact(
    each: ArticleClaim,
    known: dict[BackgroundFact, FactCheck],
    bench: Workbench,
    options: AskOptions,
) -> FactCheck | None:
    """The claim judged as a background fact, each fact once."""
    fact = each.fact if each.is_background else None
    if fact is None or (fact not in known and len(known) >= MOST_ASKED):
        return None
    if fact not in known:
        known[fact] = checked_fact(fact, each.text, bench, options)
    return known[fact]


def _is_settled(fact: FactCheck) -> bool:
    """Whether nothing else is asked: what a thing is, and how it is done, no study tests."""
    is_open = fact.answer is Answer.TOO_LITTLE_EVIDENCE
    return not is_open or fact.fact.relation not in _TESTED


_TESTED = (FactRelation.MORE_LIKELY_IN, FactRelation.CAUSED_BY, FactRelation.CAUSE_SUGGESTED)
"""Relations that studies test too: where nobody states it, the studies are asked."""


def _unasked(claims: Iterable[ArticleClaim]) -> tuple[CheckedClaim, ...]:
    why = "the text is not read as an article about health"
    return tuple(CheckedClaim(c, why_not=c.why_no_claim or why) for c in claims)


def _key(claim: Claim) -> _Key:
    """Equal for claims that ask the same."""
    pico = claim.pico
    parts = (pico.intervention, pico.condition, pico.comparison, pico.outcome, pico.population)
    ids = (p.id if p is not None else "" for p in parts)
    return claim.relation.value, str(claim.negated), *ids


def _asked(claim: Claim, bench: Workbench, options: AskOptions) -> tuple[Brief | None, str]:
    try:
        return brief_for(claim, bench, options), ""
    except QuestionError as error:
        return None, error.message


def _with_mix_up(checked: CheckedClaim) -> CheckedClaim:
    if checked.brief is None:
        return checked
    found = other_condition(checked.claim, checked.brief) or told_as_cure(
        checked.claim, checked.brief
    )
    return replace(checked, comparisons=(*checked.comparisons, found)) if found else checked


# --- the whole --------------------------------------------------------------------------------


def _audit(
    article: Article,
    checked: Sequence[CheckedClaim],
    caveats: Sequence[Caveat],
    bench: Workbench,
    options: AskOptions,
) -> Audit:
    audit = audit_of(article, checked, caveats, (), options.today)
    return replace(audit, counts=_recounted(article, checked, bench, options))


def _recounted(
    article: Article, checked: Sequence[CheckedClaim], bench: Workbench, options: AskOptions
) -> tuple[QuotedCount, ...]:
    """Counts of the literature made again, of what was counted: as of the article's day and now."""
    briefs = [c.brief for c in checked if c.brief is not None and c.same_as is None]
    counts = []
    for count in counts_in(article):
        claim = _counted(count, bench) if is_of_literature(count) else None
        if claim is None:
            counts.append(recounted(count, (), briefs, article.date or options.today))
            continue
        now = _asked(claim, bench, options)[0]
        is_past = article.date is not None and article.date < (options.as_of or options.today)
        then = _asked(claim, bench, replace(options, as_of=article.date))[0] if is_past else None
        earlier, today = ([b] if b is not None else [] for b in (then, now))
        counts.append(recounted(count, earlier, today, article.date or options.today))
    return tuple(counts)


def _counted(count: QuotedCount, bench: Workbench) -> Claim | None:
    """What a count is of, "hair loss and mesotherapy", as a claim whose search counts it."""
    found = mentions_in_print(count.of, bench.vocabulary)
    if not (found.interventions and found.conditions):
        return None
    first, second = found.interventions[0], found.conditions[0]
    thing, problem = found.text[first.start : first.end], found.text[second.start : second.end]
    try:
        return claim_from_question(
            f"{thing} treats {problem}", bench.vocabulary, intervention=thing, condition=problem
        )
    except QuestionError:
        return None


def _gaps(briefs: Sequence[Brief], bench: Workbench) -> Iterable[Gap]:
    yield from gaps_of(bench.library)
    for brief in briefs:
        yield from brief.gaps


def _method(briefs: Sequence[Brief], bench: Workbench, options: AskOptions) -> Method:
    """That of the briefs, without any one's query."""
    snapshot = bench.library.snapshot()
    return Method(
        library=briefs[0].method.library if briefs else snapshot,
        query="",
        relaxations=(),
        as_of=options.as_of,
        today=options.today,
        software=bench.software,
        settings_digest=bench.settings_digest,
        models_digest=bench.models_digest,
        rules_digest=bench.rules_digest,
        searches=tuple(dict.fromkeys(s for b in briefs for s in b.method.searches)),
        lists=(bench.retractions.label,) if bench.retractions else (),
        corrections=tuple(dict.fromkeys(c for b in briefs for c in b.method.corrections)),
        readers=tuple(dict.fromkeys(r for b in briefs for r in b.method.readers)),
    )
