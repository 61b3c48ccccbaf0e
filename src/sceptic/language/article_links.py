"""Whether nothing in a printed sentence parts the two sides of what it is read to say.

Between what acts and the words of relation, and between those and the problem, only some words may
stand; and what is hoped, asked, planned or said against another treatment is not asserted.
"""

from __future__ import annotations

import re

from sceptic.domain.claim import Relation
from sceptic.language.article_names import inside_of, is_generic, is_inside
from sceptic.language.article_relations import Assertion
from sceptic.language.mentions import Mentions, Range

# --------------------------------------------------------------------------------- the link

_PEOPLE = (
    r"(?:patients?|people|participants?|researchers?|scientists?|doctors?|physicians?|volunteers?"
    r"|women|men|children|kids|adults|individuals|subjects|those|they|we|he|she|you|i|authors?"
    r"|experts?|officials?|families|parents|athletes|team|agency|company)"
)
_WITH_PEOPLE = re.compile(
    rf"\b(?:in|for|among|of|by|to|with|from|between|all|some|many|most)\s+(?:\w+\s+){{0,3}}?{_PEOPLE}\b"
    r"(?:\s+(?:with|who\s+have|suffering\s+from|aged|over|under)\s+[\w’'-]+(?:\s+[\w’'-]+)?)?",
    re.IGNORECASE,
)
"""People of whom a thing is told in passing: "aspirin in patients with diabetes reduces ..."."""
_BREAKS_BEFORE = re.compile(
    rf"\b{_PEOPLE}\b"
    r"|\b(?:than|versus|vs|whether|not\s+only|identif\w+|predict\w*|measur\w+|diagnos\w+|called|because"
    r"|caus(?:e|es|ed|ing)|said|says|told|warn\w*|explain\w*|designed|investigat\w+|stud(?:y|ies|ied)"
    r"|research|trials?|better\s+inform|approv\w+|advis\w+|against|recruit\w*|develop(?:ed|ing|ment)"
    r"|raises?|fund\w*|cells?|genes?|brain|heart|lungs?|mice|guidelines?|data|evidence|problem|questions?"
    r"|enable\w*|undergoing|following|after|before|during|until|despite|while|it|which|what|would\s+triple"
    r"|(?:cure|remedy|treatment|therapy)\s+(?:for|of))\b"
    r"|,\s+(?:an?|the|one\s+of\s+the)\s+(?:[\w-]+\s+){0,3}$"
    r"|\b(?:and|or)\s+(?:an?|the|his|her|their)\s*$|\b(?:and|or)\s+(?:other|more)\b|[;:?]|\.\s",
    re.IGNORECASE,
)
"""Between what acts and the words of relation: what they are said of stands here."""
_BREAKS_AFTER = re.compile(
    r"\b(?:than|compared|versus|vs|after|before|following|during|among|amongst|who|whose|which|that|not"
    r"|without|if|when|while|where|by|said|says|found|is|are|was|were|has|have|had|will|would"
    r"|could|may|might|can|should|inform|explain|determine|identify|understand|predict|guide|recruit"
    r"|doctors?|physicians?|clinicians?|researchers?|scientists?|surgeons?|neurons?|cells?|genes?"
    r"|women|men|children|those|participants?|they|we|it|use|need|cost|costs|visits?|number\s+of|terms)\b"
    r"|\b(?:patients|people|individuals|adults)\b(?!\s+(?:with|who\s+have|suffering\s+from)\s*$)"
    r"|[;:?!]|\.\s|\s[-–—]+\s",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:(?:is|are|was|were|been)\s+(?:said|told|believed|thought|claimed|known|used)\s+to"
    r"|mak(?:e|es|ing)\s+it)\b",
    re.IGNORECASE,
)
_FROM_HAVING = re.compile(
    rf"^\s+(?:\w+\s+){{0,2}}?{_PEOPLE}\s+from\s+(?:\w+ing)(?:\s+of)?\s+", re.IGNORECASE
)
"""People whom a thing keeps from a problem: "prevented six patients from having a stroke"."""
_RELATIVE = re.compile(r"^,?\s*(?:that|which|who)\s+", re.IGNORECASE)
_NOUN_CUE = re.compile(
    r"(?:lower|reduced|decreased|smaller|low|higher|increased|greater|raised|elevated|more|less|fewer"
    r"|at)\b",
    re.IGNORECASE,
)
_BEARS = re.compile(
    r"\b(?:is|are|was|were|be|been|had|has|have|having|at|with|shows?|showed|shown|experienc\w+|fac(?:e|es|ed)"
    r"|carr(?:y|ies|ied)|carrying|confer(?:s|red)?|of|by|resulted|led|leads?|means?|meant|to|reported|saw|suffer\w*"
    r"|link\w*|seems?|appears?|tend(?:s|ed)?|get|got|gets)\b"
    r"|[-–—,]\s*$|%|\bpercent\b|\bper\s+cent\b",
    re.IGNORECASE,
)
_LONGEST_LINK = 90
_LONGEST_OF_ALL = 160
_A_TEST = re.compile(r"(?:screening|tests?|testing)\s+for", re.IGNORECASE)
"""Words that name the test, and say nothing of what it finds."""
_ASIDE = re.compile(r",[^,;]{3,90},|\([^()]{2,120}\)|\[[^\[\]]{2,120}\]|--[^-]{3,120}--")


def is_linked(found: Mentions, assertion: Assertion) -> bool:
    """Whether nothing between the two sides breaks them apart."""
    assert assertion.condition is not None
    text, cue = found.text, assertion.cue
    words = text[slice(*cue)].lower()
    if assertion.intervention[0] >= cue[1]:
        if assertion.condition[0] >= cue[1]:  # "a link between the two"
            first = min(assertion.intervention[1], assertion.condition[1])
            last = max(assertion.intervention[0], assertion.condition[0])
            return not _CHANGED.search(text, min(cue[1], first), last)
        return not _BREAKS_AFTER.search(text[cue[1] : assertion.intervention[0]])
    before = text[assertion.intervention[1] : cue[0]]
    after = _ASIDE.sub(" ", text[cue[1] : assertion.condition[0]])
    if _is_part(found, assertion):
        return False
    if len(text[assertion.intervention[1] : cue[0]]) > _LONGEST_OF_ALL:
        return False
    if words == "treated" or _A_TEST.match(
        words
    ):  # people are treated for an illness; nothing is said to treat it
        return False
    before = _HARMLESS.sub(" ", _RELATIVE.sub(" ", _ASIDE.sub(" ", before), count=1))
    before, after = _WITH_PEOPLE.sub(" ", before), _FROM_HAVING.sub(" ", after)
    if len(before) > _LONGEST_LINK or _BREAKS_BEFORE.search(before):
        return False
    if _is_noun(words, before) and not _BEARS.search(before):
        return False
    if _is_object(found, assertion):
        return False
    if _ACTS_SOMEHOW.match(words) and any(
        is_inside(m, assertion.intervention) for m in found.interventions
    ):
        return False
    return not _BREAKS_AFTER.search(after) and not _has_other_object(after)


_ACTS_SOMEHOW = re.compile(r"(?:affect|influenc|play)", re.IGNORECASE)
"""Of a treatment these words do not say whether it does good or harm."""
_HEADS = frozenset(
    """
    symptom symptoms sign signs severity progression risk risks rate rates effect effects incidence
    improvement improvements reduction reductions decrease decreases increase increases duration
    number treatment treatments management quality development onset frequency intensity chance
    chances odds likelihood case cases death deaths mortality spread feelings control relief
    levels level susceptibility vulnerability patients people women men children adults those
    individuals sufferers improving preventing
    treating reducing help helping protect protection benefit benefits cause causes and or other
    such
    some many most one two the a an of in for with to from on against both all any drop fall
    decline change
    changes loss attack attacks episodes complications relapses flares recurrence due known option
    prevention cure remedy therapy alternative also especially including form forms type types
    percent per cent reports about nearly out kind kinds variety range host degree degrees bouts
    function
    """.split()
)
_OF_WHAT = re.compile(r"([\w’'-]+)\s+(?:of|in|for|with|from|to|on|against)\b", re.IGNORECASE)


def _has_other_object(after: str) -> bool:
    """Whether something else is acted on: "reduced glucose tolerance for people with"."""
    heads = (m[1].lower() for m in _OF_WHAT.finditer(after))
    if _RISK_IN.search(after):  # "cardiovascular risk in people with arthritis"
        return True
    return any(head not in _HEADS and not head.isdigit() for head in heads)


_RISK_IN = re.compile(r"\b(?:risks?|rates?|mortality)\s+(?:in|among)\b", re.IGNORECASE)


def is_likely(found: Mentions, assertion: Assertion) -> bool:
    """Whether the relation can hold between such a thing and such a problem.

    A test treats nothing; what is caused is a problem, not a measure of something good; to
    promote an infection is no help with it.
    """
    assert assertion.condition is not None
    text, problem = found.text, assertion.condition
    ills = [m for m in found.conditions if is_inside(m, problem)]
    tests = [m for m in found.interventions if is_inside(m, assertion.intervention)]
    words = text[slice(*assertion.cue)]
    relation = assertion.relation
    if _NO_PROBLEM.fullmatch(text, *problem):
        return False
    if relation is Relation.CAUSES and (
        _WISHED.fullmatch(text, *problem) or (not ills and not _HARM.search(text[slice(*problem)]))
    ):
        return False
    if tests and relation is not Relation.DIAGNOSES and _TEST.search(tests[0].concept.name):
        return relation is Relation.PREVENTS and "screen" in tests[0].concept.name
    if relation is Relation.HELPS and _HEALING.search(text[slice(*problem)]):
        return _SLOWS.match(words) is None
    is_ill = ills and not any(is_inside(m, problem) for m in found.outcomes)
    return not (relation is Relation.HELPS and is_ill and _PROMOTES.match(words))


_WISHED = re.compile(r"(?:weight|fat)[\s-]+loss|sleep", re.IGNORECASE)
_NO_PROBLEM = re.compile(
    r"incidence|severity|duration|frequency|prevalence|onset|outcomes?|results?", re.IGNORECASE
)
"""A measure of something: of what, nobody said."""
_HARM = re.compile(
    r"death|dying|mortality|hospital|fracture|gain|fall|attack|loss|risk|side|adverse|complication",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"\b(?:tests?|scans?|screening|x-rays?|mammograms?|imaging|biopsy|tomography|mri)\b",
    re.IGNORECASE,
)
_HEALING = re.compile(r"heal|recover|surviv|growth|fertility", re.IGNORECASE)
_SLOWS = re.compile(r"slow|delay|reduc|lower|impair|decreas|shorten|cut|shrink|less", re.IGNORECASE)
_PROMOTES = re.compile(r"promot|boost|support|enhanc|strengthen", re.IGNORECASE)


def _is_noun(cue: str, before: str) -> bool:
    """Whether "lower risk" is what somebody has, and not what something lowers."""
    if not _NOUN_CUE.match(cue) or _ITS_OBJECT.search(cue):
        return False
    return bool(_ONLY_VERBAL.sub(" ", before).strip(" ,()-–—"))


_ITS_OBJECT = re.compile(r"\s(?:the|your|their|his|her|our|my|this|that)\s", re.IGNORECASE)
_ONLY_VERBAL = re.compile(
    r"\b(?:may|can|could|might|will|would|should|to|helps?|helped|also|not|did|does|do|and"
    r"|use|intake|consumption|drinking|eating|alone|\w+ly)\b",
    re.IGNORECASE,
)


def _is_part(found: Mentions, assertion: Assertion) -> bool:
    """Two problems of which one is the other more closely, or that are tied, either way round."""
    sides = (assertion.intervention, assertion.condition or assertion.intervention)
    if any(is_inside(m, sides[0]) for m in found.interventions):
        return False
    one, other = ([m for m in found.conditions if is_inside(m, s)] for s in sides)
    if not one or not other:
        return False
    names = one[0].concept.name, other[0].concept.name
    is_tied = _TIED.fullmatch(found.text, *assertion.cue) is not None
    return is_tied or names[0] in names[1] or names[1] in names[0]


_TIED = re.compile(
    r"(?:linked|associated|tied|connected|correlated|related)\s+(?:to|with)", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:reduc|lower|improv|decreas|protect|less|fewer|relie)", re.IGNORECASE)
_LIST = re.compile(
    r"(?:[\s,()]|\b(?:and|or|plus|with|such|as|like|including|the|an?|both|either|of|in|rich|high|healthy|balanced|regular|daily|other|called|known"
    r"|also|foods?|drugs?|supplements?|products?|juice|especially|particularly|combined|combining"
    r"|combination|taking|eating|drinking|using|use)\b|[-–—/])*",
    re.IGNORECASE,
)


def _is_object(found: Mentions, assertion: Assertion) -> bool:
    """Whether another treatment stands before, of which the verb may be said instead.

    "Corticosteroids imitate hormones and can help": what helps are the first.
    """
    text, thing = found.text, assertion.intervention
    clause = max((m.end() for m in _CLAUSE_END.finditer(text, 0, thing[0])), default=0)
    earlier = [
        m
        for m in found.interventions
        if clause <= m.start and m.end <= thing[0] and not is_generic(text, m)
    ]
    if not earlier:
        return False
    between = text[earlier[-1].end : thing[0]]
    return not _LIST.fullmatch(between) and not _RELATIVE_BEFORE.search(between)


_CLAUSE_END = re.compile(
    r"[;:]|,\s+(?:but|while|whereas|and|so)\s|\b(?:that|because|although|suggests?|found|finds|shows?|says?)\s"
)
_RELATIVE_BEFORE = re.compile(r"\b(?:which|that|who)\b", re.IGNORECASE)

# ------------------------------------------------------------------- asserted, or only spoken of

_UNASSERTED = re.compile(
    r"\b(?:whether|why|how|(?:to|will|would|could|can|and)\s+(?:test|investigat\w*|study|examine|determine|see|assess"
    r"|evaluate|explore|find\s+out|confirm|establish|understand|know)|investigating|examining|evaluating"
    r"|designed\s+to|hop(?:e|es|ed|ing)\b|hopefully|aim(?:s|ed|ing)?\s+(?:to|at|of)|goal|not\s+known"
    r"|unknown|unclear|(?:did|does|do)(?:\s+not|n['’]t)\s+(?:address|prove|show|test|look|examine)"
    r"|no\s+one\s+knows|remains\s+to|one\s+day|if"
    r"|(?:lead|leading|led)\s+to\s+(?:\w+\s+){0,2}(?:new|better|improved)|pave\s+the\s+way"
    r"|trials?\s+of|analy[sz]ed\s+the|relationship\s+between|stud(?:y|ies)\s+of(?!\s+(?:its|their)\b)|challenges?\s+(?:in|of|to)|approval\s+(?:of|for|to)|looked\s+at"
    r"|(?:do|does|did|is|are|has|have)(?:\s+not|n['’]t)\s+(?:suggest|mean|say|imply|conclude|claim)\w*"
    r"|enough\s+(?:evidence|data)|when\s+it\s+comes\s+to|failing\s+to|prize|awards?|examines?|expand\s+data|proposed"
    r"|not\s+(?:(?:currently|yet|routinely)\s+)?(?:recommended|approved)|were\s+to|(?:is|was)\s+to\s+(?!be\b))\b",
    re.IGNORECASE,
)
_STARTS_WITH_IF = re.compile(
    r"\W*(?:if|unless|whether|could|can|does|do|is|are|will)\s", re.IGNORECASE
)


def is_unasserted(text: str, assertion: Assertion) -> bool:
    """A question, an aim, a hope: the words are there, and nobody says that it is so."""
    if _STARTS_WITH_IF.match(text):
        return True
    end = max(assertion.cue[0], 0)
    start = max((m.end() for m in _SENTENCE_PART.finditer(text, 0, end)), default=0)
    if _TOGETHER.search(text[slice(*assertion.cue)]) and _INVERSE.search(text):
        return True
    return _UNASSERTED.search(_NO_EVIDENCE.sub(" ", text[start:end])) is not None


_TOGETHER = re.compile(r"correlat|associat|link|relation|connect", re.IGNORECASE)
_INVERSE = re.compile(r"\b(?:negativ|invers|not\s+been|no\s+such|assessing)", re.IGNORECASE)
"""What goes together the other way round, or has not been seen to."""
_NO_EVIDENCE = re.compile(
    r"\bevidence\b[^.;]{0,60}?\b(?:as\s+to\s+)?(?:why|whether|how)\b", re.IGNORECASE
)
"""Of what there is no evidence, the article speaks, and doubts it."""
_SENTENCE_PART = re.compile(r";\s|,\s+(?:but|and\s+found|and\s+showed)\s")

# ------------------------------------------------------------------------------- comparisons

_COMPARED = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|versus|vs\.?|as\s+(?:effective|well|good|safe|much|many)\s+as"
    r"|as\s+\w+\s+as|superior\s+to|inferior\s+to|alternatives?\s+to|rather\s+than|instead\s+of"
    r"|better\s+than|no\s+better|equally\s+(?:good|well|safe)|similar\s+to|equally\s+effective|outperform\w*|over)\s+",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:(?:the|a|an|those|people|women|men|patients|children|participants|who|on|taking|given|in|of|received?"
    r"|receiving|group|did|didn['’]t|not|never|do|don['’]t|no|just|taken?|use[d]?|drink|drank|eat|ate|half|\d[\d,.]*"
    r"|percent|per\s+cent|%|inactive|dummy)\s+)*"
    r"(?:placebo|sham|nothing|no\s|non|those\s+who\s+(?:did|do|didn|don|never|had\s+not)|untreated|before|a\s|baseline"
    r"|expected|usual\b|average|previously|\d|one|two|three|four|half|who\s+(?:did|do|never)|never|rarely)",
    re.IGNORECASE,
)
_OTHER_CARE = re.compile(
    r"\b(?:other|standard|conventional|existing|current|traditional|treatments?|therap(?:y|ies)|drugs?"
    r"|medications?|injections?|pills?|alone|surgery|counterparts|approach|procedure|care|options?|rivals?|warfarin|group)\b",
    re.IGNORECASE,
)
_FAR = 80


def is_compared(found: Mentions, assertion: Assertion) -> bool:
    """Whether what is said is said against another treatment, which the claim would leave out."""
    text = found.text
    for match in _COMPARED.finditer(text):
        at = match.end()
        if assertion.intervention[0] <= match.start() < assertion.intervention[1] or _NOTHING.match(
            text, at
        ):
            continue
        rest = (at, min(len(text), at + _FAR))
        named = [m for m in inside_of(found.interventions, rest) if not is_generic(text, m)]
        others = [m for m in named if m.concept.id not in _ids(found, assertion.intervention)]
        if match.group().lower().startswith("over") and not others:
            continue
        if others or _OTHER_CARE.search(text, *rest) or _THOSE_WITH.match(text, at):
            return True
    return False


_THOSE_WITH = re.compile(
    r"(?:those|people|patients|women|men)\s+(?:with|who\s+have)\s", re.IGNORECASE
)


def _ids(found: Mentions, span: Range) -> set[str]:
    return {m.concept.id for m in found.interventions if is_inside(m, span)}


# ------------------------------------------------------------------------------------ safety


def is_called_safe(text: str, assertion: Assertion) -> bool:
    """Whether it is the thing that is called safe: no "safe way to detect" something."""
    thing, cue = assertion.intervention, assertion.cue
    if thing[0] >= cue[1]:
        return _SAFE_TO_TAKE.search(text, cue[0], thing[0]) is not None
    before = _WITH_PEOPLE.sub(" ", _ASIDE.sub(" ", text[thing[1] : cue[0]]))
    if len(before) > _LONGEST_LINK or _BREAKS_BEFORE.search(before):
        return False
    return _SAYS_SAFE.search(text, thing[1], cue[1]) is not None and not _IS_ADJECTIVE.match(
        text, cue[1]
    )


_SAFE_TO_TAKE = re.compile(
    r"safe\w*\s+(?:to|for\s+\w+\s+to)\s+(?:take|use|eat|drink|have)", re.IGNORECASE
)
_SAYS_SAFE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|doesn['’]t|don['’]t|didn['’]t|seems?|appears?"
    r"|proven|considered|with|without|as)\b",
    re.IGNORECASE,
)
_IS_ADJECTIVE = re.compile(
    r"\s+(?:way|place|haven|distance|level|bet|side|space)s?\b", re.IGNORECASE
)
