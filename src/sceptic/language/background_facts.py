"""A sentence of an article -> the background fact that it tells, typed; ``None`` for most.

Only what is told flatly of a subject that is known is taken: facts that hang on a word that was
not understood are left to be too little evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sceptic.domain.background import BackgroundFact, FactPart, FactRelation, ranked
from sceptic.domain.claim import Concept
from sceptic.language.article_names import is_generic
from sceptic.language.background_plain import (
    ITEM,
    as_within,
    is_phrase,
    parts_of,
    plain_saying,
    whole,
)
from sceptic.language.background_procedures import how_done
from sceptic.language.background_said import Saying, sayings
from sceptic.language.background_words import ages_of, terms_of
from sceptic.language.mentions import Mentions
from sceptic.language.vocabulary import Mention

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is being spoken of where a sentence does not name it itself. ``kinds`` are narrower
    conditions that the article has named before."""

    condition: Concept | None = None
    procedure: Concept | None = None
    kinds: tuple[Concept, ...] = ()


def fact_told(found: Mentions, spoken: Spoken) -> BackgroundFact | None:
    """The fact of a sentence that stands alone; its names have been found."""
    text = found.text
    for mention, said in _said(found):
        fact = _of_saying(mention, said, spoken, found)
        if fact is not None:
            return fact
    if _OF_A_STUDY.search(text):
        return None
    for read in (_suggested, _mechanism, _sign):
        told = read(text)
        if told is not None:
            relation, parts, at = told
            if relation is FactRelation.MECHANISM and _is_acted_on(found, at):
                return None
            subject = _subject(relation, found, at, spoken)
            if subject is None or _is_itself(subject, parts):
                return None
            return _fact(subject, relation, parts, spoken, found)
    return how_done(found, spoken.procedure)


def _is_itself(subject: Subject, parts: Iterable[FactPart]) -> bool:
    named = {*terms_of(subject[0].name), *terms_of(subject[1])}
    return any(set(part.terms) <= named for part in parts)


_OF_A_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|researchers?|scientists?|investigators?|participants?|volunteers?"
    r"|subjects?|placebo|sham|assigned|randomi[sz]ed|mice|rats?|were|was|had|did|would|could|might"
    r"|can|if|hints?|new|drugs?\s+(?:that|which|called)|compared|found|findings?|FDA|approved|experimental)\b",
    _I,
)
"""A sentence with one of these tells of a study or of one drug, and no general fact without a
grammar of its own."""
Subject = tuple[Concept, str]
"""A concept, and the words by which it is called."""


_TIED = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s+(?:disease|disorder|patients?))?,?(?:\s+(?:which|that))?"
    r"(?:\s+(?:is|are|has|have|with|for|by|due\s+to|many|various|several|can|often|usually|\w+ly"
    r"|the|its|typical|common|early|first|caused))*\s*"
    r"|(?:\s*\([^()]*\))?,?\s+(?:(?:is|are)\s+)?an?\s+[^,;.()]{3,60}\s*",
    _I,
)
_OPENS = re.compile(
    r"\W*(?:the|its|their|other|common|these|typical|early|main|suggested|\s)*\W*", _I
)


def _subject(
    relation: FactRelation, found: Mentions, at: tuple[int, int], spoken: Spoken
) -> Subject | None:
    """Of what a sign, a cause or a mechanism is told: what the words that lead it in belong to."""
    text = found.text
    if relation is FactRelation.SIGN and _FALLS.match(text, at[0]):
        return _spoken_of(found, at, spoken)
    lead = _LEAD_IN.match(text, at[0])
    if relation is FactRelation.MECHANISM and lead is None:
        return _spoken_of(found, at, spoken)
    told = lead.end() if lead is not None else at[0]
    before = [m for m in found.conditions if m.end <= told and not is_generic(text, m)]
    for m in reversed(before):
        called = text[m.start : m.end]
        if _OUTCOME.fullmatch(called) or _BODY.fullmatch(called):
            return None
        opens = _LEAD_OF.search(text, max(0, m.start - 60), m.start) or not _MODIFIED.search(
            text[: m.start]
        )
        if opens and (m.start >= at[0] or _TIED.fullmatch(text, m.end, at[0])):
            return m.concept, called
    if not before and spoken.condition and _OPENS.fullmatch(text, 0, at[0]):
        return None if _OUTCOME.fullmatch(spoken.condition.name) else (spoken.condition, "")
    return None


_MODIFIED = re.compile(r"(?:^|[\s(])(?!in\b|of\b|for\b)[A-Z][a-z]+\s+$")
_LEAD_OF = re.compile(r"\b(?:of|for|behind|with|from)\s+(?:the\s+)?$", _I)
_LEAD_IN = re.compile(
    r"(?:reasons?|causes?|triggers?|risk\s+factors?|symptoms?)\b[^.;]{0,60}?"
    r"\b(?:includ(?:e|es|ing)|are|such\s+as|from)\b"
    r"|(?:is|are|comes?\s+from|results?\s+from|happens|occurs|involves|characteri[sz]ed\s+by"
    r"|shows?\s+(?:itself\s+)?as|appears?\s+as)\b",
    _I,
)
_FALLS = re.compile(r"(?:falls?|comes?|drops?)\s+out\b", _I)


def _spoken_of(found: Mentions, at: tuple[int, int], spoken: Spoken) -> Subject | None:
    """The condition named outside of what is told, else the one that is being spoken of."""
    for m in found.conditions:
        is_told = at[0] <= m.start < at[1] or _BODY.fullmatch(found.text, m.start, m.end)
        if not is_told and not is_generic(found.text, m):
            return m.concept, found.text[m.start : m.end]
    return (spoken.condition, "") if spoken.condition else None


def _is_acted_on(found: Mentions, at: tuple[int, int]) -> bool:
    """Whether a condition is what is attacked: "the immune system can kill cancer"."""
    within = [m for m in found.conditions if at[0] <= m.start < at[1]]
    return any(not _BODY.fullmatch(found.text, m.start, m.end) for m in within)


_BODY = re.compile(r"(?:the\s+)?immune\s+systems?|hair", _I)


# --- named subjects ---------------------------------------------------------------------------

_ORDER = (
    FactRelation.HOW_COMMON,
    FactRelation.IS_A,
    FactRelation.MORE_LIKELY_IN,
    FactRelation.CAUSED_BY,
)


def _said(found: Mentions) -> list[tuple[Mention, Saying]]:
    """What is said of the names, the likeliest relation first."""
    named = sorted((*found.conditions, *found.interventions), key=lambda m: m.start)
    conditions = set(found.conditions)
    pairs = [
        (m, plain)
        for m in named
        if not is_generic(found.text, m)
        and not _BODY.fullmatch(found.text, m.start, m.end)
        and not _OUTCOME.fullmatch(found.text, m.start, m.end)
        and not _NO_NAME.search(found.text[m.start : m.end])
        for said in sayings(found.text, (m.start, m.end))
        if not said.alike
        and _is_told(said, found.text, m.end)
        and (
            plain := plain_saying(said, found.text, (m.start, m.end), is_condition=m in conditions)
        )
    ]
    return sorted(pairs, key=lambda pair: _ORDER.index(pair[1].relation))


_NO_NAME = re.compile(r",\s+an?$|^[a-z]+ed$|^[a-z].*['’]s$")
"""A name that was read past its end: "haemophilia, a"; "damage to the brain's"."""
_OUTCOME = re.compile(
    r"dying|(?:early\s+)?deaths?|mortality|survival|pain|weight(?:\s+loss)?|side\s+effects?"
    r"|inflammation|bleeding|infections?|damage(?:\s+to\b.*)?|dna\s+damage|scar(?:s|ring)?|blood\s+pressure|cancers?"
    r"|genetic|agitation|gas|training",
    _I,
)
"""What happens to people in many ways, and no subject of a background fact."""


def _is_told(said: Saying, text: str, end: int) -> bool:
    """Whether a kind is asserted of its subject; in "diseases such as asthma" it is named only."""
    return said.relation is not FactRelation.IS_A or text.find(said.words, end) >= 0


def _of_saying(
    mention: Mention, said: Saying, spoken: Spoken, found: Mentions
) -> BackgroundFact | None:
    words = " ".join(said.words.split())
    terms = terms_of(words)
    if said.relation is FactRelation.MORE_LIKELY_IN:
        terms = in_whom(words) if _GROUP.search(words) else ()
    if not terms and not (said.rank in ("rare", "common") and not words):
        return None
    if said.relation is FactRelation.IS_A and _PRAISE.search(words):
        return None
    if said.relation is FactRelation.HOW_COMMON and _OF_WHAT.search(words):
        return None
    named = set(terms_of(found.text[mention.start : mention.end]))
    if said.relation is FactRelation.IS_A and set(terms) <= named:
        return None  # "brain cancers: a cancer" says nothing
    words = _TAIL.sub("", words)
    part = FactPart(_in_print(said, words), terms)
    negated = said.negated != said.less
    subject = mention.concept, found.text[mention.start : mention.end]
    fact = _fact(subject, said.relation, (part,), spoken, found, negated=negated, rank=said.rank)
    verb = _SPREAD.search(found.text) if said.relation is FactRelation.CAUSED_BY else None
    return replace(fact, verb=verb[1].lower()) if verb else fact


_SPREAD = re.compile(
    r"\b(?:is|are)\s+(?:\w+\s+)?(spread|transmitted|carried|triggered)\s+\w*\s*(?:by|through)\b", _I
)


_PRAISE = re.compile(
    r"\b(?:effective|safe|treatment|cure|remedy|therapy|problem|burden|challenge|concern|risk"
    r"|important|promising|issue|good|bad|best|way|scourge|nightmare|threat)\b",
    _I,
)
"""What praises or counts is of no kind."""
_GROUP = re.compile(
    r"\b(?:people|persons?|patients|wom[ae]n|m[ae]n|(?:fe)?males?|children|kids|boys|girls|adults"
    r"|teenagers|adolescents|infants|babies|those|anyone|individuals|athletes|sufferers|seniors"
    r"|elderly|smokers|drinkers|workers|relatives|families|owners|twins)\b",
    _I,
)
_OF_WHAT = re.compile(
    r"\b(?:side\s+effects?|adverse|reactions?|symptoms?|signs?|complaints?|reasons?|findings?|uses?"
    r"|complications?|treatments?|procedures?|operations?|drugs?|medications?)\b",
    _I,
)
"""The most common of these is one of something that the sentence does not name."""
_TAIL = re.compile(r"(?:\s+(?:in|of|the|an?|and|or|among|for|by|to|on|U|that|it|with))+$", _I)


def _in_print(said: Saying, words: str) -> str:
    words = as_within(words)
    return ranked(said.rank, words)


def in_whom(words: str) -> tuple[str, ...]:
    """Terms of a group of people; ages as ``age:0-20``."""
    ages = ages_of(words)
    if ages is None:
        return terms_of(words)
    rest = tuple(t for t in terms_of(words) if not t.startswith("~") and t not in _BY_AGE)
    return (*rest, f"age:{ages[0]}-{ages[1]}")


_BY_AGE = ("children", "elderly")


def _fact(
    named: Subject,
    relation: FactRelation,
    parts: Iterable[FactPart],
    spoken: Spoken,
    found: Mentions,
    *,
    negated: bool = False,
    rank: str = "",
) -> BackgroundFact:
    """The fact, of the narrower condition that the article has named before by a wider word.

    "X is a Y" is judged as it is worded: who says it of all hair loss is not meant otherwise. So
    is a rank: "lung cancer is a leading cause of death" is told of all lung cancer.
    """
    subject, called = named
    is_a = found.vocabulary.is_a
    wider = called.casefold()
    kinds = [
        k
        for k in spoken.kinds
        if k.id != subject.id and is_a(k.id, subject.id) and wider in k.name.casefold()
    ]
    if " " in called:
        kinds = []  # a name of several words is meant as it stands
    if relation not in _AS_WORDED and len(kinds) == 1:
        what = f"“{called}”" if called else "what is spoken of"
        note = f"{what} is read as {kinds[0].name}, which the article names"
        return BackgroundFact(kinds[0], relation, tuple(parts), negated, rank, note)
    return BackgroundFact(subject, relation, tuple(parts), negated, rank, called=called)


_AS_WORDED = (FactRelation.IS_A, FactRelation.HOW_COMMON)

# --- subjects spoken of -----------------------------------------------------------------------

Told = tuple[FactRelation, tuple[FactPart, ...], tuple[int, int]]
"""A relation, what is told, and where."""
_REASONS = re.compile(
    r"\b(?:reasons?|causes?|triggers?|risk\s+factors?)\b[^.;]{0,60}?"
    r"(?:(?:\branging\s+|\bfor\s+it\s+|\bsuggested\s+|\bvary(?:ing)?\s+)?\bfrom\s+(?P<a>[^.;,]{3,60}?)\s+to\s+(?P<b>[^.;,]{3,60})"
    r"|(?<!cases\s)(?:\binclud(?:e|es|ing)|\bare|\bsuch\s+as)\s+(?P<list>[^.;]{3,160}))",
    _I,
)


def _suggested(text: str) -> Told | None:
    match = _REASONS.search(text)
    if match is None:
        return None
    last = whole(match["list"] or match["b"], text, match.start())
    items = ITEM.split(last) if match["list"] else [match["a"], last]
    parts = parts_of(items)
    is_plain = all(is_phrase(i.strip(), most=8) and not _PARTICIPLE.match(i) for i in items)
    if len(parts) != len(items) or not is_plain or _OTHER.search(text[: match.start()]):
        return None
    return FactRelation.CAUSE_SUGGESTED, parts, match.span()


_OTHER = re.compile(r"\b(?:those|these|other|unless\b.*|personal|legal|this|that)\s+$", _I)
_PARTICIPLE = re.compile(r"\W*(?:\w+ed|(?!family\b)\w+ly|more|less|even|like)\b", _I)


_MECHANISM = re.compile(
    r"\b(?:immune\s+(?:system|cells?)|antibod(?:y|ies)|white\s+blood\s+cells|t[\s-]cells)\b[^.;]{0,80}?"
    r"\b(?:attack|destroy|damag|target|kill|erod|block)\w*[^.;]{0,80}"
    r"|(?<=\s)(?:is|are|comes?\s+from|results?\s+from|happens|occurs|involves)\s+(?:when\s+|the\s+|an?\s+|due\s+to\s+|caused\s+by\s+|\w+ly\s+){0,3}"
    r"(?P<what>(?:loss|lack|death|degeneration|destruction|build-?up|accumulation|narrowing|deficiency)\s+of\s+[^.;]{3,80})",
    _I,
)
_ACTS = frozenset(("attack", "autoimmune", "antibody", "degenerative"))


def _mechanism(text: str) -> Told | None:
    match = _MECHANISM.search(text)
    if match is None:
        return None
    words = " ".join(
        re.split(
            r"\buntil\b|\bso\s+that\b|\bthat\b|\bwhich\b|,\s+causing\b",
            match["what"] or match.group(),
        )[0].split()
    )
    terms = terms_of(words)
    if match["what"]:
        words = whole(words, text, match.start())
        enough = len(terms) > 1 and is_phrase(words)
        return (FactRelation.MECHANISM, (FactPart(words, terms),), match.span()) if enough else None
    facets = [t for t in terms if not t.startswith("~")]
    # what acts, and on what: one of them alone tells nothing
    if len(facets) < 2 or not set(facets) - _ACTS:
        return None
    return FactRelation.MECHANISM, (FactPart(words, tuple(facets)),), match.span()


_SIGN = re.compile(
    r"\b(?:(?:falls?|comes?|drops?)\s+out|symptoms?\s+(?:\w+\s+){0,3}?(?:include|are)|characteri[sz]ed\s+by|shows?\s+(?:itself\s+)?as|appears?\s+as)"
    r"\s*,?\s*(?P<what>[^.;]{3,120})",
    _I,
)


def _sign(text: str) -> Told | None:
    match = _SIGN.search(text)
    if match is None:
        return None
    words = whole(_ON.split(match["what"])[0], text, match.start("what"))
    if _FALLS.match(match.group()):
        words = re.sub(r"^(?:usually|often|mostly|\w+ly)\s+", "", words)
        is_plain = re.fullmatch(r"(?:in|all)\s+(?:[\w-]+\s*){1,4}", words) is not None
        parts = tuple(FactPart(f"hair falls out {p.words}", p.terms) for p in parts_of([words]))
    else:
        is_plain = is_phrase(words, most=24) and not _PARTICIPLE.match(words)
        parts = parts_of([words])
    return (FactRelation.SIGN, parts, match.span()) if parts and is_plain else None


_ON = re.compile(
    r",?\s+(?:that|which|who|causing|accompanied|often\s+referred)\b|\s*(?:--|[–—])", _I
)
