"""What a sentence says of a subject that it names: of what kind it is, how common, in whom, from
what. Words alone, for an article's sentences and for those of records alike.

A ``Saying`` is taken only where the grammar ties it to the subject; a sentence that supposes,
asks or tells an aim says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.domain.background import FactRelation, ranked
from sceptic.domain.brief import Source
from sceptic.language.background_words import CONTRARY

Range = tuple[int, int]
_I = re.IGNORECASE
_R = FactRelation


@dataclass(frozen=True, slots=True)
class Saying:
    """``words`` is what is said; ``rank`` as in `BackgroundFact`; ``less`` turns "more likely"
    into less likely; ``alike`` holds where a sentence says that groups do not differ."""

    relation: FactRelation
    words: str
    negated: bool = False
    rank: str = ""
    less: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact of a record in our own words, as it ships: what it says of which concept, with its
    citation and the source that shows it."""

    record_id: str
    citation: str
    subject_id: str
    subject: str
    saying: Saying
    source: Source
    is_review: bool = False

    @property
    def says(self) -> str:
        said = self.saying
        lead = "not " if said.negated else "less likely in " if said.less else ""
        alike = "alike in " if said.alike else ""
        return f"{self.subject}: {lead}{alike}{ranked(said.rank, said.words)}"


UNSURE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|whether|hypothes\w+|suspect\w+|unclear|unknown"
    r"|controversial|debate[ds]?|questioned|potential(?:ly)?|suggest\w*|aim(?:s|ed)?\s+(?:of|to)"
    r"|objectives?|to\s+(?:determine|investigate|assess|evaluate|examine|compare|study|test)"
    r"|if|would|should|presum\w+|putative|mimic\w*|differential|model\s+of|rats?|mice|mouse|dogs?"
    r"|cats?|cows?|cattle|horses?|canine|feline|veterinary)\b|\?",
    _I,
)
"""A sentence with one of these before what it says states nothing."""

ANIMALS = re.compile(
    r"\b(?:horses?|equine|dogs?|canine|cats?|feline|cattle|cows?|bovine|pigs?|piglets?|sheep|poultry"
    r"|chickens?|mice|mouse|murine|rats?|rabbits?|zebrafish|veterinary|livestock)\b",
    _I,
)
"""A sentence with one of these may speak of animals."""
_BRACKET = r"(?:\s*\([^()]{1,80}\)|\s*\[[^\[\]]{1,40}\])*"
_ADVERBS = r"(?:(?:also|often|now|still|currently|generally|usually|by\s+far|\w{3,}ly)\s+)*"
_HELD = (
    r"(?:(?:considered|regarded|thought|believed|known|recogni[sz]ed|classified|defined|described"
    r"|seen|understood|viewed)\s+(?:(?:as|to\s+be)\s+)?)?"
)
_IS = re.compile(
    rf"{_BRACKET},?\s+(?:is|are|was|were|remains?|represents?|constitutes?)\s+{_ADVERBS}"
    rf"(?P<not>(?:not|no\s+longer|neither)\s+)?{_ADVERBS}{_HELD}(?P<rest>.+)",
    _I | re.DOTALL,
)
_APPOSED = re.compile(rf"{_BRACKET},\s+(?P<rest>(?:an?|the|one\s+of)\s+[^,;.]+)", _I)
_KIND = (
    r"(?:diseases?|disorders?|conditions?|syndromes?|illness(?:es)?|infections?|cancers?|tumou?rs?"
    r"|malignanc(?:y|ies)|vasculitis|vasculitides|entit(?:y|ies)|neuropath(?:y|ies)|dermatos[ei]s"
    r"|enteropath(?:y|ies)|intoleranc\w+|reactions?|allerg(?:y|ies)|arthritis|arthropath(?:y|ies)"
    r"|deficienc(?:y|ies)|endocrinopath(?:y|ies)|causes?|complications?|symptoms?|ailments?"
    r"|neoplasms?|traits?|problems?|carcinomas?|an(?:a)?emias?|abnormalit(?:y|ies)|epilep\w+"
    r"|zoonos[ei]s|autoimmunity|encephalopath\w+|myopath\w+|loss|inflammation)"
)
_TO_KIND = re.compile(rf"(?:[\w'’/-]+,?\s+){{0,11}}?{_KIND}\b", _I)
_OF = re.compile(
    r"\s+(?:of|in|among|affecting|afflicting|for)\s+(?:[\w'’-]+\s*(?:\([^()]*\)\s*)?){1,7}", _I
)
_STOP = re.compile(
    r"[.;:]|,\s|\b(?:that|which|who|whose|when|where|because|although|while|whereas|and\s+(?:is|the"
    r"|an?|has|it|one)|but|caused|characteri[sz]ed|associated|accounting|result(?:s|ing)|leading\s+to"
    r"|due|marked|with|after|behind|requir\w+|affecting\s+\d|despite|since|whose|than|as\s+well)\b",
    _I,
)
_RANK = re.compile(
    r"\b(?:(?P<one>(?:one\s+of|among)\s+the\s+(?:\w+\s+)?(?:most|commonest|leading|main|major|chief)"
    r"(?:\s+(?:common|frequent|prevalent|widespread|commonly|frequently))?"
    r")|(?P<lead>(?:an?\s+)(?:leading|major|main)(?=\s+cause))"
    r"|(?P<n>second|third|fourth|fifth|sixth|seventh)[\s-]+(?:(?:most[\s-]+(?:common(?:ly)?|frequent(?:ly)?"
    r"|prevalent)|leading|commonest|largest)(?:\s+diagnosed)?)"
    r"|(?P<first>(?:the\s+(?:single\s+)?)(?:most\s+(?:common(?:ly)?|frequent(?:ly)?|prevalent)|leading|commonest"
    r"|main|primary|major|number\s+one)(?:\s+diagnosed\b)?)"
    r"|(?P<rare>(?<!not\s)(?:(?:very\s+|extremely\s+)?(?:rare|uncommon|infrequent)))"
    r"|(?P<common>(?<!most\s)(?<!more\s)(?<!un)(?:(?:very\s+)?(?:common|frequent|prevalent))))\b",
    _I,
)
_ORDINAL = {"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7"}


_EVERY = frozenset((_R.IS_A, _R.HOW_COMMON, _R.MORE_LIKELY_IN, _R.CAUSED_BY))


def sayings(text: str, at: Range, wanted: frozenset[FactRelation] = _EVERY) -> tuple[Saying, ...]:
    """All that a sentence says of the subject that stands at ``at``, of the relations wanted."""
    found: list[Saying] = []
    if wanted & {_R.IS_A, _R.HOW_COMMON}:
        found += _kinds(text, at)
    if _R.CAUSED_BY in wanted:
        found += _causes(text, at)
    if _R.MORE_LIKELY_IN in wanted:
        found += _in_whom(text, at)
    return tuple(dict.fromkeys(each for each in found if each.relation in wanted))


# --- of what kind, and how common -------------------------------------------------------------


def _kinds(text: str, at: Range) -> list[Saying]:
    ranked = _kinds_before(text, at)
    if ranked or not _is_subject(text, at[0]):
        return ranked
    match = _IS.match(text, at[1])
    if match is not None and not UNSURE.search(text, at[1], match.start("rest")):
        return _of_kind(match["rest"], negated=match["not"] is not None)
    apposed = _APPOSED.match(text, at[1])
    if apposed is not None:
        return _of_kind(apposed["rest"])
    return []


_LEAD = re.compile(
    r"(?:^|[.;:,(]\s*|\b(?:that|because|since|and|although|while|as|though|but|whereas|like|though"
    r"|background|introduction|objectives?|purpose|summary|the|of\s+course|aims?)\s*:?\s*)$",
    _I,
)


def _is_subject(text: str, start: int) -> bool:
    """Whether a name opens its clause: in "the risk of asthma is" it does not."""
    before = re.sub(r"\b(?:the|an?|human|adult)\s+$", "", text[:start], flags=_I)
    return _LEAD.search(before) is not None


_ARTICLE = re.compile(r"(?:an?|the|one\s+of)\s", _I)
_RANK_FIRST = re.compile(
    r"(?:^|[.;:,(]\s*|\b(?:and|of|for|is|are|as|while|although)\s+|\bthe\s+)"
    rf"(?P<rank>{_RANK.pattern})\s+(?P<class>[^.;:,]{{3,90}}?)"
    r"\s*(?:,|\b(?:is|are|was|being|such\s+as)\b|,\s*(?:is|are|namely))\s*(?:the\s+|by\s+far\s+|probably\s+)?$",
    _I,
)
_SUCH_AS = re.compile(
    rf"(?P<kind>(?:[\w'’-]+\s+){{1,4}}{_KIND})(?:,|\s+\()?\s+(?:such\s+as|like|including|e\.?g\.?)[,\s]+"
    r"(?:[\w'’-]+(?:\s+[\w'’-]+){0,3}(?:\s*\([^()]*\))?,?\s+(?:and\s+|or\s+)?){0,5}$",
    _I,
)
_KIND_NAME = re.compile(
    r"\b(?:an?|the)\s+(?P<kind>(?:[\w'’-]+\s+){1,4}(?:disease|disorder|condition))(?:,|\s+called)?\s+$",
    _I,
)


def _kinds_before(text: str, at: Range) -> list[Saying]:
    """Read "autoimmune diseases such as psoriasis", "the autoimmune disease psoriasis"."""
    before = text[max(0, at[0] - 160) : at[0]]
    ranked = _RANK_FIRST.search(before)
    if ranked is not None and not UNSURE.search(before):
        value = _rank(ranked)
        return [Saying(FactRelation.HOW_COMMON, ranked["class"], rank=value)] if value else []
    match = _SUCH_AS.search(before) or _KIND_NAME.search(before)
    if match is None or UNSURE.search(before):
        return []
    words = re.split(r"\b(?:of|for|with|in|and|to|by|from|on|other)\s+", match["kind"])[-1]
    return [] if _RANK.search(words) else [Saying(FactRelation.IS_A, words)]


def _of_kind(rest: str, *, negated: bool = False) -> list[Saying]:
    rest = rest.lstrip()
    said: list[Saying] = []
    head = re.sub(r"\([^()]*\)", " ", rest[:260])
    rank = _RANK.search(head[:90])
    stop = _STOP.search(head)
    is_of_it = rank is not None and " of " not in head[: rank.start()]
    if rank is not None and is_of_it and (stop is None or rank.start() < stop.start()):
        value = _rank(rank)
        tail = head[rank.end() :]
        words = _phrase(tail)
        if value:
            said.append(Saying(FactRelation.HOW_COMMON, words, negated, value))
    if UNSURE.search(head[:60]):
        return said
    kind = _TO_KIND.match(head)
    if kind is not None:
        words = kind.group() + (more.group() if (more := _OF.match(head, kind.end())) else "")
        cut = _STOP.search(words, kind.end() - kind.start())
        words = words[: cut.start()] if cut else words
        said.append(Saying(FactRelation.IS_A, words, negated))
    elif _ARTICLE.match(head) and (stop is None or stop.start() > 8):
        said.append(Saying(FactRelation.IS_A, head[: stop.start()] if stop else head, negated))
    return said


def _rank(match: re.Match[str]) -> str:
    if match["n"]:
        return _ORDINAL[match["n"].lower()]
    for group, value in (
        ("one", "one_of"),
        ("lead", "a_leading"),
        ("first", "1"),
        ("rare", "rare"),
        ("common", "common"),
    ):
        if match[group]:
            return value
    return ""


def _phrase(tail: str) -> str:
    stop = _STOP.search(tail)
    words = tail[: stop.start()] if stop else tail
    return " ".join(words.split()[:12])


# --- from what --------------------------------------------------------------------------------

_CAUSED = re.compile(
    r"\b(?:(?:is|are|was|were|being)\s+(?:\w+ly\s+|usually\s+|often\s+|mainly\s+|also\s+)*(?P<not>not\s+)?(?:\w+ly\s+)?"
    r"(?:caused|triggered|provoked|induced|transmitted|spread|carried|brought\s+on|acquired)\s+(?:mainly\s+|primarily\s+|mostly\s+|to\s+\w+\s+)?(?:by|from|through|via)"
    r"|(?:,?\s*|\b)(?:caused|triggered|transmitted|spread)\s+(?:mainly\s+|primarily\s+|mostly\s+)?(?:by|through)"
    r"|(?:result(?:s|ing)?|arises?|arising|stems?)\s+from|(?:is|are)\s+due\s+to|(?:is|are)\s+the\s+result\s+of"
    r"|comes?\s+from)\s+(?P<what>[^.;:]{3,150})",
    _I,
)
_CAUSES_IT = re.compile(
    r"(?P<what>(?:[\w'’(),/-]+\s+){1,9}?)(?:(?:is|are|was|were)\s+(?:\w+ly\s+|now\s+)*"
    r"(?:(?:the|an?|one\s+of\s+the)\s+)?(?:(?:most\s+(?:common|important|frequent)|main|major|primary|leading|chief|well-known|known|important|established|principal|sole|strongest|causative|etiologic\w*|aetiologic\w*)\s+)*"
    r"(?:causes?|causative\s+agents?|agents?|triggers?|vectors?|(?:risk\s+)?factors?|pathogens?)\s+(?:of|for|in|behind)"
    r"|,?\s+(?:the\s+)?(?:most\s+common\s+|main\s+|major\s+)?(?:causes?|causative\s+agents?|vectors?|triggers?|risk\s+factors?)\s+(?:of|for)"
    r"|(?:causes?|caused|triggers?|transmits?|transmit|spreads?))\s+(?:the\s+|developing\s+|development\s+of\s+|human\s+|most\s+(?:cases\s+of\s+)?)?$",
    _I,
)
_MOST_CAUSE = re.compile(
    r"\b(?:most\s+common|main|major|primary|leading|single)\s+(?:causes?|risk\s+factors?)\s+(?:of|for)\s+$",
    _I,
)
_IT_IS = re.compile(rf"{_BRACKET}\s+(?:is|are)\s+(?P<what>[^.;:,]{{3,80}})", _I)


_CAUSE_WORD = re.compile(r"\b(?:caus|trigger|agent|vector|factor|pathogen|transmit|spread)", _I)


def _causes(text: str, at: Range) -> list[Saying]:
    said = []
    after = _CAUSED.search(text, at[1])
    if after is not None and _is_bound(text[at[1] : after.start()]):
        negated = after["not"] is not None
        if not UNSURE.search(text, at[1], after.start("what")):
            said.append(_cause(after["what"], negated=negated))
    lead = text[max(0, at[0] - 200) : at[0]]
    before = _CAUSES_IT.search(lead) if _CAUSE_WORD.search(lead, max(0, len(lead) - 70)) else None
    if before is not None and not UNSURE.search(before.group()):
        said.append(_cause(before["what"], negated=" not " in before.group()))
    named = _IT_IS.match(text, at[1]) if _MOST_CAUSE.search(text[: at[0]]) else None
    if named is not None and not UNSURE.search(named["what"]):
        said.append(_cause(named["what"], negated=False))
    return said


def _cause(words: str, *, negated: bool) -> Saying:
    cut = re.search(
        r"\b(?:that|which|who|and\s+(?:is|are|affects?|can|leads?|it)|but|with)\b|,\s+(?:and|is|leading|resulting|which|the)\b",
        words,
    )
    return Saying(FactRelation.CAUSED_BY, words[: cut.start()] if cut else words, negated)


_ANOTHER = re.compile(
    r"\b(?:deaths?|mortality|patients?|symptoms?|damage|pain|complications?|and|or|but|treat\w*"
    r"|cases?|burden|costs?|who|lesions?|disability)\b|[.;:]",
    _I,
)


def _is_bound(between: str) -> bool:
    """Whether what stands between a subject and "caused by" keeps speaking of the subject."""
    return len(between) < 90 and _ANOTHER.search(re.sub(r"\([^()]*\)", "", between)) is None


# --- in whom ----------------------------------------------------------------------------------

_MANY = r"(?:common(?:ly)?|frequent(?:ly)?|prevalent|likely|often|prone|susceptible)"
_MORE_IN = (
    (
        rf"\b(?:(?P<less>less)|(?:more|most|\w+[\s-]times\s+(?:more|as)|twice\s+as|three\s+times\s+(?:more|as)|predominantly|mostly))"
        rf"\s+{_MANY}\s+(?:(?:as\s+)?(?:diagnosed|seen|found|occurs?|occurring|observed|reported)\s+)?(?:in|among|amongst|for)\s+(?P<who>[^.;,()]{{3,60}})"
    ),
    (
        r"\b(?:affects?|affecting|strikes?|occurs?|occurring|seen|found|diagnosed|is\s+a\s+disease|a\s+disease|disorder|presents?|observed|condition)\s+"
        r"(?:(?:almost|nearly)\s+)?(?:exclusively|mainly|mostly|primarily|predominantly|more\s+(?:often|commonly|frequently)|chiefly|largely|usually|typically|most\s+(?:often|commonly|frequently))\s+"
        r"(?:affects?\s+|affecting\s+|occurs?\s+)?(?:in\s+|among\s+|of\s+)?(?P<who>[^.;,()]{3,60})"
    ),
    (
        r"\b(?:mainly|mostly|primarily|predominantly|typically|usually|more\s+often|more\s+commonly|more\s+frequently|most\s+(?:often|commonly)|chiefly)\s+"
        r"(?:affects?|affecting|strikes?|occurs?|occurring|seen|found|diagnosed|observed)\s+(?:in\s+|among\s+)?(?P<who>[^.;,()]{3,60})"
    ),
    (
        r"\b(?:(?P<less>lower|reduced|decreased)|higher|increased|greater|highest|elevated)\s+(?:\w+\s+)?(?:prevalence|incidence|risk|rates?|frequency|odds)\s+"
        r"(?:(?:of|for)\s+[^.;]{3,60}?\s+)?(?:in|among|amongst)\s+(?P<who>[^.;,()]{3,60})"
    ),
    (
        r"\b(?:prevalence|incidence|risk|rates?|frequency|odds)\b[^.;]{0,80}?\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:(?P<less>lower|lowest)|higher|greater|highest|increased)\s+(?:in|among|for)\s+(?P<who>[^.;,()]{3,60})"
    ),
    (
        r"(?P<who>\b(?:fe)?male|women|men)[\s-]+(?:predominance|preponderance|predilection|predominant)"
    ),
)
_IN_WHOM_CUE = re.compile(
    r"common|frequen|prevalen|likely|often|prone|suscept|mainly|mostly|primarily|predomin|typically"
    r"|usually|chiefly|largely|exclusively|higher|increased|greater|highest|lower|reduced|elevated",
    _I,
)
_IN_WHOM = tuple(re.compile(p, _I) for p in _MORE_IN)  # fmt: skip
_WHO_FIRST = re.compile(
    rf"(?P<who>(?:[\w'’<>-]+\s+){{1,8}}?)(?:(?:are|is|were|being)\s+)?(?:also\s+|even\s+|\w+ly\s+)*(?:(?P<less>less)|(?:much\s+|far\s+)?(?:more|most)|(?:about\s+)?(?:two|three|four|five|twice|\d+)(?:\s+to\s+\w+)?(?:\s+times)?\s+(?:more|as))"
    rf"\s+{_MANY}\s+(?:than\s+\w+\s+)?(?:to\s+)?(?:affected\s+by\s+|get\s+|have\s+|develop\s+|suffer\s+(?:from\s+)?|be\s+(?:affected\s+by|diagnosed\s+with)\s+|contract\s+|experience\s+|report\s+|as\s+\w+\s+to\s+\w+\s+)*(?:the\s+|from\s+|severe\s+)?$",
    _I,
)
_AT_RISK = re.compile(
    r"(?P<who>(?:[\w'’<>-]+\s+){1,9}?)(?:(?:is|are|was|were|have|has|had|at|with)\s+)*(?:also\s+|\w+ly\s+)*(?:associated\s+with\s+|linked\s+to\s+|face\s+|confers?\s+|raises?\s+|increases?\s+|doubles?\s+)?"
    r"(?:an?\s+|the\s+)?(?:\w+ly\s+)?(?:(?P<less>lower|reduced|decreased)|higher|increased|greater|elevated|raised|risk(?=\s+of))?\s*(?:risk|odds|likelihood|prevalence|incidence|rates?)\s+(?:of|for)\s+(?:developing\s+|having\s+)?$",
    _I,
)
_RISK_FACTOR = re.compile(
    r"(?P<who>(?:[\w'’<>(),-]+\s+){1,12}?)(?:is|are|was|were|as)\s+(?:also\s+|\w+ly\s+)*(?:an?\s+|the\s+|known\s+|two\s+)?(?:(?:well-known|known|important|major|main|strong|independent|significant|established|recogni[sz]ed|strongest|leading|potent|modifiable)\s+)*risk\s+factors?\s+(?:for|of|in)\s+(?:developing\s+|the\s+development\s+of\s+)?$",
    _I,
)
_RATIO = re.compile(
    r"\b(?P<a>female|male|women|men|F|M)s?[\s:/-]+(?:to[\s-]+)?(?P<b>male|female|men|women|M|F)s?\s+ratio\s+(?:is|was|of|=|being)?\s*(?:about|approximately|of|around)?\s*(?P<x>\d+(?:\.\d+)?)\s*(?::|to|/)\s*(?P<y>\d+(?:\.\d+)?)",
)
_ALIKE = re.compile(
    r"\b(?:equal(?:ly)?|similar(?:ly)?|no\s+(?:\w+\s+)?difference|same)\b[^.;]{0,60}?\b(?P<who>sex(?:es)?|gender|males?\s+and\s+females?|men\s+and\s+women|women\s+and\s+men|all\s+ages|age\s+groups?)\b",
    _I,
)
_COMPARED = re.compile(r"\b(?:than|compared|versus|vs|relative\s+to|as\s+opposed)\b", _I)


_BEFORE = (
    (_WHO_FIRST, re.compile(_MANY, _I)),
    (_AT_RISK, re.compile(r"risk|odds|likelihood|prevalence|incidence|rates?", _I)),
    (_RISK_FACTOR, re.compile(r"risk\s+factor", _I)),
)
"""Patterns of what stands before a subject, each with a word that must be near it."""


def _in_whom(text: str, at: Range) -> list[Saying]:
    said = []
    near = (max(0, at[0] - 160), min(len(text), at[1] + 170))
    for pattern in _IN_WHOM if _IN_WHOM_CUE.search(text, at[1], near[1]) else ():
        match = pattern.search(text, at[1], near[1])
        if match is None or not _is_near(text[at[1] : match.start()]):
            continue
        if not UNSURE.search(text, at[1], match.start()):
            said.append(
                _who(match["who"], less="less" in match.groupdict() and bool(match["less"]))
            )
    before = text[near[0] : at[0]]
    for pattern, cue in _BEFORE:
        match = pattern.search(before) if cue.search(before, max(0, len(before) - 70)) else None
        if match is not None and not UNSURE.search(match.group()):
            less = bool(match.groupdict().get("less"))
            said.append(_who(match["who"], less=less, negated=" not " in match.group()))
            break
    said += _ratio(text) if "ratio" in text else []
    alike = _ALIKE.search(text, at[1])
    if alike is not None and _is_near(text[at[1] : alike.start()]):
        said.append(Saying(FactRelation.MORE_LIKELY_IN, alike["who"], alike=True))
    return said


def _who(words: str, *, less: bool, negated: bool = False) -> Saying:
    than = _COMPARED.search(words)
    who = words[: than.start()] if than else words
    return Saying(FactRelation.MORE_LIKELY_IN, who.strip(), negated, less=less)


def _ratio(text: str) -> list[Saying]:
    match = _RATIO.search(text)
    if match is None or float(match["y"]) == 0 or match["a"][0].lower() == match["b"][0].lower():
        return []
    share = float(match["x"]) / float(match["y"])
    first = "women" if match["a"][0].lower() in "fw" else "men"
    if 0.8 < share < 1.25:
        return [Saying(FactRelation.MORE_LIKELY_IN, "sexes", alike=True)]
    return [Saying(FactRelation.MORE_LIKELY_IN, first if share > 1 else CONTRARY[first])]


def _is_near(between: str) -> bool:
    """Whether nothing else comes to be spoken of between a subject and what is said."""
    return len(between) < 110 and re.search(r"[;.]\s|\b(?:but|whereas|while)\b", between) is None
