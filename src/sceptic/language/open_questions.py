"""Questions that leave the treatment open: "What helps hay fever?", "Which herbs prevent colds?".

The forms are a table, as for claims; the words after the verb are read by the same rules. What an
open question asks about is a condition and a relation that does good; "What causes Y?" is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from sceptic.domain.claim import Concept, Relation
from sceptic.errors import QuestionError
from sceptic.language import scope
from sceptic.language.as_spoken import without_quotation_marks
from sceptic.language.draft import Draft
from sceptic.language.drafts import with_population
from sceptic.language.mentions import EDGE_WORDS, MODIFIERS, Mentions, Range, mentions_of
from sceptic.language.objects import with_object
from sceptic.language.questions import framed, readable, with_group_last
from sceptic.language.spelling import corrected
from sceptic.language.text import WORD, normalised_word
from sceptic.language.treatment_kinds import KIND_WORDS, TreatmentKind, kind_named
from sceptic.language.verbs import ANY_VERB, leading_verb, verb_of
from sceptic.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that names what it is about and leaves open what helps.

    ``relation`` is TREATS, PREVENTS or HELPS (relieve, lower, improve ...). ``kind`` is what the
    question limits the answer to ("which herbs"), None for anything. ``understood``
    and ``notes`` are as in a ``Claim``.
    """

    text: str
    condition: Concept
    relation: Relation
    population: Concept | None = None
    outcome: Concept | None = None
    kind: TreatmentKind | None = None
    understood: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The question as understood, e.g. ``which herbs prevent the common cold``."""
        verb = {Relation.PREVENTS: "prevents", Relation.TREATS: "treats"}.get(
            self.relation, "helps with"
        )
        plural = {"prevents": "prevent", "treats": "treat", "helps with": "help with"}
        head = f"which {self.kind.name} {plural[verb]}" if self.kind else f"what {verb}"
        whom = f" in {self.population.name}" if self.population else ""
        return f"{head} {self.condition.name}{whom}"


_WHO = r"(?:i|you|we|one|people|someone|somebody|(?:a|my|the|our|an)\s+(?:\w+\s+){0,2}?\w+)"
_MODAL = r"(?:can|could|should|do|does|would|might|may|will|to)"
_PRAISE = (
    r"(?:(?:the|a|an|some|any|really|actually|most|more|very|best|good|better|effective|proven"
    r"|natural|new|safe|safest|fastest|quickest|quick|fast|top|cheap|gentle|home|alternative|latest"
    r"|current|recommended|first[- ]line|scientifically|evidence[- ]based|non[- ]drug|drug[- ]free"
    r"|over[- ]the[- ]counter|otc|herbal|dietary|nutritional|complementary)\s+)*"
)
_KIND = rf"(?P<kind>{KIND_WORDS})"
_FOR = r"(?:for|against|of|to|in|with|on)"
_RID = (
    r"(?P<v>get(?:ting)?\s+rid\s+of|treat(?:ing)?|cur(?:e|ing)|eas(?:e|ing)|reliev(?:e|ing)"
    r"|prevent(?:ing)?|avoid(?:ing)?|stop(?:ping)?|reduc(?:e|ing)|lower(?:ing)?|improv(?:e|ing)"
    r"|manag(?:e|ing)|control(?:ling)?|beat(?:ing)?|fight(?:ing)?|heal(?:ing)?|sooth(?:e|ing)"
    r"|boost(?:ing)?|increas(?:e|ing)|rais(?:e|ing)|clear(?:ing)?(?:\s+up)?|bring(?:ing)?\s+down"
    r"|cut(?:ting)?(?:\s+down)?|los(?:e|ing)|help(?:ing)?(?:\s+with)?|deal(?:ing)?\s+with"
    r"|cop(?:e|ing)\s+with|get(?:ting)?\s+over|quit(?:ting)?|protect(?:ing)?\s+(?:myself\s+)?against"
    r"|keep(?:ing)?|strengthen(?:ing)?|calm(?:ing)?|remov(?:e|ing)|revers(?:e|ing)"
    r"|slow(?:ing)?(?:\s+down)?|delay(?:ing)?|get(?:ting)?(?:\s+to)?(?=\s+(?:sleep|pregnant)))"
)
_WORKS = (
    r"(?:works?|helps?|is|are|would\s+be|(?:can|could|will|might|may|does|do|would)\s+(?:\w+ly\s+)?"
    r"(?:work|help|be))"
)
_THERE = (
    r"(?:(?:is|are)\s+there|there\s+(?:is|are)|exists?\s+there"
    r"|(?:(?:does|do)\s+)?(?:it|there)\s+exists?)"
)
_GOOD = r"(?:good|best|great|effective|useful|helpful|recommended|used|proven|better|well)"

# (words of which one must occur, form, relation where no verb decides); slot y is what it acts
# on, v the verb, kind the filter.
_FORMS: tuple[tuple[str, str, Relation], ...] = (
    # Is there a cure for Y? Are there any supplements that prevent Y?
    ("there exist exists",
     rf"{_THERE}\s+(?:\w+\s+){{0,2}}?{_PRAISE}{_KIND}\s+(?:that|which|who|to)\s+"
     rf"(?:(?:can|could|will|really|actually|may)\s+)*(?P<v>{ANY_VERB})\s+(?P<y>.+)",
     Relation.HELPS),
    ("there exist exists",
     rf"{_THERE}\s+(?:\w+\s+){{0,2}}?{_PRAISE}{_KIND}\s+{_FOR}\s+(?P<y>.+)",
     Relation.TREATS),
    ("anything something thing",
     rf"(?:(?:is|are)\s+there\s+)?(?:does\s+)?(?:anything|something)\s+(?:(?:else|that|which|i"
     rf"|you|we|can|could|will|really|actually|natural|take|do|to)\s+)*(?P<v>{ANY_VERB})\s+"
     r"(?P<y>.+)", Relation.HELPS),
    ("anything something thing",
     r"(?:(?:is|are)\s+there\s+)?(?:anything|something|any\s+thing)\s+(?:\w+\s+){0,4}?"
     r"(?:for|against|about)\s+(?P<y>.+)", Relation.HELPS),
    # What is the best treatment for Y? Best herbs for Y; what are good remedies for Y
    ("what which what's what’s",
     rf"(?:what|which)(?:['’]s|\s+is|\s+are|\s+was|\s+were)?\s+{_PRAISE}{_KIND}\s+"
     rf"(?:(?:is|are|works?|that|which|to|do|does|i|you|we|can|could|should|will|would|may|might"
     rf"|take|use|try|really|actually|best|good|effective|safe)\s+)*(?P<v>{ANY_VERB})\s+(?P<y>.+)",
     Relation.HELPS),
    ("what which what's what’s",
     rf"(?:what|which)(?:['’]s|\s+is|\s+are)?\s+{_PRAISE}{_KIND}\s+(?:(?:is|are|can|could|should"
     rf"|do|does|would|i|you|we|people|one|be|take|taken|use|used|try|eat|drink|give|given|work"
     rf"|works|help|helps|best|better|well|good|great|effective|recommended|available|there|safe"
     rf"|really)\s+)*{_FOR}\s+(?P<y>.+)", Relation.TREATS),
    ("best top good most effective natural home alternative herbal"
     " proven safest fastest quickest ten five 3 5 7 10",
     rf"(?:the\s+)?(?:best|top|good|most\s+effective|effective|natural|home|alternative|herbal"
     rf"|proven|safest|fastest|quickest|\d+|ten|five)\s+{_PRAISE}{_KIND}\s+"
     rf"(?:(?:that|which|to)\s+(?:\w+ly\s+|can\s+)*(?P<v>{ANY_VERB})|{_FOR})\s+(?P<y>.+)",
     Relation.TREATS),
    ("best most fastest quickest easiest safest",
     rf"(?:the\s+)?(?:best|most\s+effective|fastest|quickest|easiest|safest)\s+(?:thing|things|way"
     rf"|ways)\s+(?:(?:to|of|that|you|i|can|take|do|eat|use)\s+)*(?:{_RID}|for)\s+(?P<y>.+)",
     Relation.TREATS),
    ("any some",
     rf"(?:any|some)\s+{_PRAISE}{_KIND}\s+(?:(?:that|which|to)\s+(?:\w+ly\s+|can\s+)*"
     rf"(?P<v>{ANY_VERB})|{_FOR})\s+(?P<y>.+)", Relation.TREATS),
    ("that which to",
     rf"{_KIND}\s+(?:that|which|to)\s+(?:(?:can|could|really|actually|may|will)\s+)*"
     rf"(?P<v>{ANY_VERB})\s+(?P<y>.+)", Relation.HELPS),
    ("treatment treatments remedy remedies cure cures medicine medicines medication"
     " medications food foods management therapy therapies solution solutions relief",
     rf"{_PRAISE}(?P<kind>(?:natural|home|alternative|folk|herbal)[\s_]+(?:\w+[\s_]+)?"
     r"(?:remed(?:y|ies)|cures?|treatments?)|treatments?|remed(?:y|ies)|cures?|medicines?|medications?|foods?"
     r"|management|therap(?:y|ies)|solutions?|relief)\s+(?:options?\s+)?(?:for|against|of|from)\s+"
     r"(?P<y>.+)", Relation.TREATS),
    # How to get rid of Y? How can I lower Y? How is Y treated?
    ("how way ways tip tips method methods thing things",
     rf"(?:(?:what(?:['’]s|\s+is|\s+are)?\s+)?{_PRAISE}(?:ways?|tips?|methods?|things?)\s+(?:to|of"
     rf"|for|on)|how\s+{_MODAL}(?:\s+{_WHO})?(?:\s+(?:best|naturally|quickly|really|safely))?)\s+"
     rf"{_RID}\s+(?P<y>.+)", Relation.HELPS),
    ("how",
     r"how\s+(?:is|are|should|can|could|do)\s+(?P<y>.+?)\s+(?:(?:be|best|get)\s+)*"
     r"(?P<v>treated|cured|prevented|managed|controlled|relieved|avoided|eased|reduced|lowered)"
     r"(?:\s+best)?", Relation.TREATS),
    # What can I take for Y? What should I eat to prevent Y?
    ("what",
     rf"what\s+(?:else\s+)?{_MODAL}(?:\s+{_WHO})?\s+(?:best\s+)?(?:do|take|use|try|eat|drink|give"
     rf"|put|rub|have|avoid\s+eating)(?:\s+(?:my|him|her|them|it|on|best|naturally"
     rf"|(?:a|my)\s+\w+)){{0,3}}?\s+(?:(?:to|that|so\s+as\s+to)\s+(?:help\s+)?(?P<v>{ANY_VERB})"
     r"|(?:for|against|about|with|on|when\s+\w+\s+have|if\s+\w+\s+have))\s+(?P<y>.+)",
     Relation.HELPS),
    # What is good for Y? What works best against Y?
    ("what which what's what’s",
     rf"(?:what|which)(?:['’]s|\s+else)?\s+(?:{_WORKS}\s+)?(?:really\s+|actually\s+)?(?:the\s+)?"
     rf"(?:(?:most|more|very)\s+)?{_GOOD}\s+(?:for|against|in|with|at|to\s+(?P<v>{ANY_VERB}))\s+"
     r"(?P<y>.+)", Relation.HELPS),
    ("what which",
     r"(?:what|which)\s+(?:really\s+|actually\s+|else\s+|best\s+)?(?:works?|working)\s+(?:well\s+"
     r"|best\s+)?(?:for|against|in|on|with)\s+(?P<y>.+)", Relation.TREATS),
    # My baby has colic, what helps?
    ("what",
     rf"(?:{_WHO}\s+(?:has|have|had|gets?|suffers?\s+from)(?:\s+got)?)\s+(?P<y>[^,.;]+)[,.;:]\s+"
     r"(?:so\s+)?what\s+(?:helps|works|can\s+\w+\s+(?:do|take|use)|should\s+\w+\s+(?:do|take)"
     r"|is\s+(?:good|best)|do\s+\w+\s+do|would\s+help)(?:\s+(?:best|about\s+it))?", Relation.HELPS),
    # Tips for jet lag
    ("way ways tip tips advice help idea ideas",
     rf"{_PRAISE}(?:ways?|tips?|advice|help|ideas?)\s+(?:for|on|against|with)\s+(?P<y>.+)",
     Relation.HELPS),
    # What helps Y? What prevents Y?
    ("what which",
     rf"(?:what|which\s+things?)\s+(?:(?:really|actually|best|else|naturally|quickly|can|could|will"
     rf"|would|may|might|does|do|to|should|i|we|you|be|done|in\s+order)\s+)*(?P<v>{ANY_VERB})\s+"
     r"(?P<y>.+)", Relation.HELPS),
    # How can I sleep better, lose weight, quit smoking? The name itself begins with a verb.
    ("how what way ways tip tips method methods",
     rf"(?:how\s+{_MODAL}(?:\s+{_WHO})?(?:\s+(?:best|naturally|quickly|really|safely))?|what"
     rf"\s+(?:can\s+|will\s+|would\s+)?(?:helps?|makes?)(?:\s+(?:me|you|people|us|to)){{0,2}}?"
     rf"|{_PRAISE}(?:ways?|tips?|methods?)\s+(?:to|for|of))\s+"
     r"(?P<y>(?:lose|quit|give|stop|get|fall|sleep|stay|gain|grow|regrow|go|have|digest|conceive"
     r"|focus|concentrate|remember|relax)[\s_].+|sleep|conceive|relax|focus|concentrate)",
     Relation.HELPS),
)  # fmt: skip

# Words after the object that say how, and are no part of it.
_HOW = re.compile(
    r"[\s,]+(?:fast|faster|quick(?:ly)?|natural(?:ly)?|at\s+home|overnight|safely|for\s+good"
    r"|permanently|forever|without\s+(?:drugs|medicine|medication|surgery|a\s+doctor|pills)"
    r"|effectively|best|better|again|the\s+most|myself|on\s+(?:my|your)\s+own|now|right\s+now|asap|tonight"
    r"|immediately|in\s+(?:\d+|a|one|two|a\s+few)\s+(?:days?|weeks?|minutes?|hours?|night))\s*$",
    re.IGNORECASE,
)

# A limit to the answer, after the object: "... that doesn't make you drowsy".
_LIMIT = re.compile(
    r"[\s,]+(?P<limit>(?:(?:that|which|but)\s+(?:(?:do|does|wo|will|ca|can|is|are)(?:n['’]?t|\s+not)"
    r"|has\s+no|have\s+no)|without)\s+.+?)\s*$",
    re.IGNORECASE,
)

# Open words with both sides named: "what is better for a cold, zinc or honey?" is a comparison.
_NAMES_BOTH = re.compile(
    r"^(?:which|what)\s+(?:is|are|works?)\s+(?:better|best|more\s+effective)\b.+\bor\b"
    r"|\s(?:with|using|by\s+(?:taking|using|eating|drinking))\s+(?!no\b|having\b)\S",
    re.IGNORECASE,
)


_CUED = tuple((frozenset(cues.split()), form, relation) for cues, form, relation in _FORMS)
_ALL_CUES = frozenset(word for cues, _, _ in _CUED for word in cues)
_WORDS = re.compile(r"[\w'’]+")


def _words_of(text: str) -> set[str]:
    return set(_WORDS.findall(text.lower().replace("_", " ")))


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """A form, made when a text first asks for it: all of them take a tenth of a second."""
    return re.compile(rf"\s*{form}\s*", re.IGNORECASE)


def open_question(text: str, vocabulary: Vocabulary) -> OpenQuestion | None:
    """Return what a question asks that leaves the treatment open; None where it is none.

    None too where the question cannot be read, where it names a treatment ("How well does zinc
    work for colds?"), where no health problem is named, and where it asks for causes: then
    ``claim_from_question`` reads it, or says what is wrong.
    """
    try:
        line = with_group_last(without_quotation_marks(readable(text)))
    except QuestionError:
        return None
    frame = framed(line)
    asked = line[frame.start : frame.end]
    if _ALL_CUES.isdisjoint(_words_of(asked)):
        return None
    read = _read_or_respelt(text, asked, vocabulary)
    return read or _read_after_a_story(text, asked, vocabulary)


def _read_or_respelt(text: str, asked: str, vocabulary: Vocabulary) -> OpenQuestion | None:
    read = _read(text, mentions_of(asked, vocabulary))
    if read is None or not read.condition.is_known:
        respelt, changes = corrected(asked, vocabulary)
        other = _read(text, mentions_of(respelt, vocabulary)) if changes else None
        if other and other.condition.is_known:
            notes = tuple(f"read {typed!r} as {word!r}" for typed, word in changes)
            return replace(other, notes=(*other.notes, *notes))
    return read


# Where an open question may begin inside a text: "I can't sleep what works for insomnia".
_BEGINS = re.compile(
    r"(?:[\s,;:.!?–—-])(?=(?:what|which|how|any(?:thing)?|best|is\s+there|are\s+there)\b)",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(r"\b(?:it|this|that|them)(?=[\s?.!]*$)", re.IGNORECASE)


def _read_after_a_story(text: str, asked: str, vocabulary: Vocabulary) -> OpenQuestion | None:
    """Read what follows a story that names no treatment; "it" is the story's one problem."""
    for cut in _BEGINS.finditer(asked):
        story = mentions_of(asked[: cut.start()], vocabulary)
        if story.interventions:
            return None
        rest = asked[cut.end() :].rstrip("?!. ")
        problems = {m.concept.id: story.text[m.start : m.end] for m in story.conditions}
        if len(problems) == 1:
            rest = _ABOUT_IT.sub(next(iter(problems.values())), rest)
        read = _read_or_respelt(text, rest, vocabulary)
        if read and read.condition.is_known:
            return read
    return None


def _read(text: str, found: Mentions) -> OpenQuestion | None:
    masked = found.masked
    words = _words_of(masked)
    for cues, form, relation in _CUED:
        match = None if words.isdisjoint(cues) else _compiled(form).fullmatch(masked)
        if match and not _names_a_treatment(found, masked, match):
            read = _of_match(text, found, masked, match, relation)
            if read:
                return read
    return None


def _names_a_treatment(found: Mentions, masked: str, match: re.Match[str]) -> bool:
    """Whether the object goes on to a treatment: "how to treat colds with zinc"."""
    both = _NAMES_BOTH.search(masked, match.start("y"))
    if _NAMES_BOTH.match(masked):
        return True
    return both is not None and any(m.start >= both.start() for m in found.interventions)


def _of_match(
    text: str, found: Mentions, masked: str, match: re.Match[str], relation: Relation
) -> OpenQuestion | None:
    kind, verb = _span(match, "kind"), _span(match, "v")
    start, end = match.span("y")
    limit = _LIMIT.search(masked[:end], start + 1)
    end = limit.start() if limit else end
    while (how := _HOW.search(masked[:end], start + 1)) is not None:
        end = how.start()
    if verb and verb[1] <= start and leading_verb(masked, verb[0]):
        # read by the table of verbs, together with the verbs that follow it
        draft = with_object(Draft(Relation.HELPS), found, masked, (verb[0], end))
    else:
        draft = Draft(relation, verbs=(verb,) if verb else ())
        draft = with_object(draft, found, masked, (start, end))
        if verb and start < verb[0]:
            draft = replace(draft, relation=verb_of(masked[slice(*verb)]).relation)
    draft = with_population(draft, found)
    condition = draft.parts.get("condition")
    is_good = draft.relation.is_helping
    if condition is None or not is_good or not _is_health(condition.concept, found):
        return None
    named = {name: part.concept for name, part in draft.parts.items()}
    return OpenQuestion(
        text=text,
        condition=condition.concept,
        relation=draft.relation,
        population=named.get("population"),
        outcome=named.get("outcome"),
        kind=kind_named(masked[: match.start("y")]),
        understood=_understood(found.text, draft, kind),
        notes=(
            *draft.notes,
            *_limit_notes(found.text, limit),
            *_unused_notes(found.text, draft, (start, end)),
        ),
    )


def _unused_notes(text: str, draft: Draft, span: Range) -> tuple[str, ...]:
    """Words after the verb that are no part of what was understood: "... after chemo"."""
    taken = [*(part.span for part in (*draft.parts.values(), *draft.others)), *draft.verbs]
    left = [
        word.group()
        for word in WORD.finditer(text, *span)
        if not any(a <= word.start() < b for a, b in taken)
        and word.group().lower() not in EDGE_WORDS
        and normalised_word(word.group()) not in MODIFIERS
        and word.group().lower() not in _CARRIES_NOTHING
    ]
    return (f"not used: {', '.join(left)}",) if left else ()


_CARRIES_NOTHING = frozenset("i i'm im me myself he she we they it get getting feel no not".split())


def _limit_notes(text: str, limit: re.Match[str] | None) -> tuple[str, ...]:
    return (f"not used: {text[slice(*limit.span('limit'))]!r}",) if limit else ()


def _span(match: re.Match[str], name: str) -> tuple[int, int] | None:
    return match.span(name) if match.groupdict().get(name) else None


def _is_health(concept: Concept, found: Mentions) -> bool:
    return concept.is_known or scope.sounds_medical(concept, found.vocabulary)


def _understood(
    text: str, draft: Draft, kind: tuple[int, int] | None
) -> tuple[tuple[str, str], ...]:
    spans = {kind: "kind"} if kind else {}
    spans |= dict.fromkeys(draft.verbs, "relation")
    for name, part in draft.parts.items():
        if part.span[0] < part.span[1]:
            spans.setdefault(part.span, name)
    return tuple((text[a:b], name) for (a, b), name in sorted(spans.items()))
