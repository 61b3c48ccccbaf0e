"""Whether what was found in a printed sentence is what the sentence says: read strictly.

Press sentences are long. Words of relation with a name on each side make an assertion, and often
not the one that is meant: the names belong to other clauses, to a comparison, to the aim of a
study, to those who did *not* take something. What does not read plainly is shown to the reader as
not understood; it is never asked as something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sceptic.language.article_links import (
    is_called_safe,
    is_compared,
    is_likely,
    is_linked,
    is_unasserted,
)
from sceptic.language.article_names import GENERIC, inside_of, is_generic, is_inside
from sceptic.language.article_relations import Assertion
from sceptic.language.mentions import Mentions, Range


def is_plain(found: Mentions, assertion: Assertion, repeated: Callable[[str], bool]) -> bool:
    """Whether an assertion can be asked as it stands.

    ``repeated`` tells whether the article has some words more than once: a thing that no
    vocabulary knows is one only if the article speaks of it again.
    """
    if assertion.condition is None:
        return _is_thing(found, assertion, repeated) and is_called_safe(found.text, assertion)
    return (
        _is_thing(found, assertion, repeated)
        and _is_problem(found, assertion.condition)
        and is_likely(found, assertion)
        and is_linked(found, assertion)
        and not _is_reversed(found.text, assertion.intervention)
        and not is_unasserted(found.text, assertion)
        and not is_compared(found, assertion)
    )


def plain_name(found: Mentions, thing: Range, repeated: Callable[[str], bool]) -> Range:
    """What acts, less a word before it that the article does not use again; named most closely.

    "Believes ibuprofen" is ibuprofen, "the antibiotic rifaximin" is rifaximin.
    """
    inside = inside_of(found.interventions, thing)
    if inside and all(m.end < thing[1] for m in inside) and not is_generic(found.text, inside[-1]):
        thing = (inside[-1].start, inside[-1].end)  # "cranberries contribute"
    known = [m for m in inside if m.end == thing[1]]
    if known and known[0].start > thing[0] and not repeated(found.text[slice(*thing)]):
        thing = (known[0].start, thing[1])
    closer = [
        m
        for m in found.interventions
        if 0 < m.start - thing[1] <= 1 and found.text[thing[1]] == " "
        and not is_generic(found.text, m)
    ]  # fmt: skip
    return (closer[0].start, closer[0].end) if known and closer else thing


def group_of(found: Mentions, assertion: Assertion) -> Range | None:
    """The people of whom it is said: those named after the problem, or as those who take it."""
    group = assertion.population
    if group is None:
        return None
    text, end = found.text, (assertion.condition or assertion.cue)[1]
    if group[0] >= end:
        return group if _IN_WHOM.fullmatch(text, end, group[0]) else None
    if group[1] <= assertion.intervention[0]:
        return group if _WHO_TAKE.fullmatch(text, group[1], assertion.intervention[0]) else None
    return None


_IN_WHOM = re.compile(
    r"\s*(?:\b(?:risk|symptoms?|attacks?|rates?)\b\s*)?(?:\b(?:in|among|for)\b\s+)?"
    r"(?:(?:the|some|many|most|these|all|\w+ly)\s+){0,2}",
    re.IGNORECASE,
)
_WHO_TAKE = re.compile(
    r",?\s+(?:who\s+)?(?:\w+ly\s+)?(?:take|took|taking|ate|eat|eating|drink|drank|drinking|use[sd]?|using"
    r"|receiv(?:e|ed|ing)|given|got|on|having|had|underwent|consum(?:e|ed|ing))\s+"
    r"(?:(?:a|an|the|more|most|some|daily|regular|low-dose|high-dose)\s+){0,2}",
    re.IGNORECASE,
)


# ------------------------------------------------------------------------------- the thing

_SHIFTED = re.compile(
    r"[\s-]+(?:trials?|stud(?:y|ies)|research(?:ers?)?|resistan\w+|deficien\w+|allerg\w+|intoleran\w+"
    r"|makers?|manufacturers?|compan(?:y|ies)|industry|cent(?:er|re)s?|clinics?|program(?:me)?s?"
    r"|guidelines?|committee|council|association|society|foundation|journal|ads?|labels?|prices?|costs?"
    r"|abuse|overdoses?|addiction|withdrawal|use\s+disorder|poisoning|side\s+effects?|clogging|thrombosis"
    r"|levels?|deprivation|restriction|avoidance|shortages?|samples?|results?|scores?|habits?|history"
    r"|infections?|complications?|versus)\b"
    r"|-(?:related|like|resistant|free|fighting|eluting|enhanced|based|supplemented|induced|coated"
    r"|containing|producing|dependent|positive|negative|sensitive)\b",
    re.IGNORECASE,
)
"""After a name these words make it another thing: "antibiotic resistance", "vaccine trial"."""
_JUNK = frozenset(
    """
    appear appears either neither primary secondary fundamental future starting started considered
    believes believe imitate resulting modest model models likely such training steps step charity
    tracer lot lots you've got second-leading third-leading leading challenges challenge long-term
    short-term second first third next last innovative syndrome deposits protein gene mutation
    results combination low lower high higher weak strong use users system side
    increase increases decrease decline rise drop change goal better worse best worst
    """.split()
)
_ADJECTIVE = re.compile(
    r"\w+(?:ly|ive|ous|ary|able|ible|less|ful|ish|ical|ional|ential|ant|ent|ing|ed)",
    re.IGNORECASE,
)


def _is_thing(found: Mentions, assertion: Assertion, repeated: Callable[[str], bool]) -> bool:
    text, thing, cue = found.text, assertion.intervention, assertion.cue
    floor = cue[1] if cue[1] <= thing[0] else 0
    leads_on = text[thing[1] : cue[0]].isspace() or _GOES_ON.match(text, thing[1]) is not None
    if _SHIFTED.match(text, thing[1]) or not leads_on:
        return False
    if _CIRCUMSTANCE.search(text, max(floor, thing[0] - 30), thing[0]):
        return False
    known = [m for m in (*found.interventions, *found.conditions) if is_inside(m, thing)]
    if known and _is_kind_of(text, thing):
        return False
    if known:
        named = known[0].concept.id
        if not is_inside(known[0], thing) or not _is_named(found, thing):
            return False
        if _IS_QUALITY.fullmatch(text[slice(*thing)]):
            return False
        is_own = named in _BROAD and _OF_ITS_OWN_KIND.search(text, 0, known[0].start) is not None
        return named not in _NO_AGENTS and not is_own
    if AN_AGE.match(text, *thing):
        return True
    words = text[slice(*thing)].lower().split()
    after = text[thing[1] :].split(maxsplit=1)
    if len(words) == 1 and (
        _POINTED_AT.search(text, 0, thing[0]) or (after and after[0].lower() in GENERIC)
    ):
        return False
    if any(is_inside(m, thing) for m in found.populations) or _LESS_OF.search(" ".join(words)):
        return False
    if not (_JUNK | GENERIC).isdisjoint(words) or _ADJECTIVE.fullmatch(words[-1]):
        return False
    return (len(words) > 1 or len(words[0]) > 4) and repeated(" ".join(words))


def _is_kind_of(text: str, thing: Range) -> bool:
    """Whether it tells what kind of thing another is: "hepatitis B, a viral infection that"."""
    return _A_KIND.search(text, 0, thing[0]) is not None and (
        _THAT.match(text, thing[1]) is not None
    )


_A_KIND = re.compile(
    r"(?:,|\b(?:is|are|called))\s+(?:an?|the|one\s+of\s+the)\s+(?:[\w-]+,?\s+){0,4}$", re.IGNORECASE
)
_THAT = re.compile(r"(?:\s+\w+)?\s+(?:that|which|known|used|shown)\b", re.IGNORECASE)


def _is_named(found: Mentions, thing: Range) -> bool:
    """Whether a thing known as a problem alone is that problem: not "cause infection"."""
    if any(is_inside(m, thing) for m in found.interventions):
        return True
    ills = [m for m in found.conditions if is_inside(m, thing)]
    rest = f"{found.text[thing[0] : ills[0].start]} {found.text[ills[0].end : thing[1]]}"
    return _OF_DEGREE.issuperset(rest.lower().split())


_OF_DEGREE = frozenset(
    "high higher low lower severe chronic levels level of the a an having untreated too much lack "
    "elevated raised poor obese adult childhood early long-term".split()
)
_FUNCTION = r"""
    is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|may|might|will|would|should|must
    |not|never|no|and|or|nor|but|in|on|at|of|for|to|with|by|from|as|than|that|which|who|when|while
    |after|before|during|if|because|since|until|among|against|into|over|under|about|through|between
    |also|both|each|every|per|alone|together|plus|versus|helps?|helped|helping|seems?|appears?
    |reduces?|reduced|lowers?|lowered|increases?|increased|improves?|improved|prevents?|prevented
    |treats?|causes?|caused|cuts?|raises?|raised|eases?|relieves?|protects?|works?|worked|fights?
    |shows?|showed|shown|leads?|led|makes?|made|gets?|got|provides?|provided|offers?|offered
    |use|used|using|uses|intake|consumption|users?|drinkers?|eaters?|group|arm|therapy|treatments?
    |supplements?|supplementation|pills?|tablets?|capsules?|products?|extracts?|drugs?|medicines?
    |medications?|gels?|creams?|fats?|safe|effective|useful|good|beneficial|better|linked|tied
    |associated|worn|contribute|injections?|shots?|jabs?|doses?|sessions?|exercises?|training|practice|classes
    |habits?|regularly|daily|every|twice|once|more|most|less|a|an|the|this|these|its|their|itself
    |too|very|only|often|still|now|then|so|such|like|including|even|just|exposure|users|smoke|smoking
    |diets?|juice|tea|oils?|powder|concentrates?|seeds?|leaf|leaves|roots?|flavanols|capsule|surgery|procedures?|tests?|testing|screening|scans?|devices?|implants?
    |mutations?|genes?|patients|foods?|programs?|interventions?|techniques?|cocktails?|mixtures?|solutions?|preparations?|versions?|might|cannot|can['’]t
"""
_IS_QUALITY = re.compile(
    r"painful|depressed|anxious|stressful|obese|overweight|diabetic", re.IGNORECASE
)
"""What a thing is like acts on nothing."""
AN_AGE = re.compile(r"(?:under|over|aged|older|younger)\b.*\d", re.IGNORECASE | re.DOTALL)
"""An age that acts: "people under the age of 20 are more likely"."""
_GOES_ON = re.compile(
    rf"\s*$|\s*[,;:.)(\[\]\"“”’'–—/&%]|\s+[-–—(\"“]|['’]s\b|s?\s+(?:{''.join(_FUNCTION.split())}"
    r"|\w+ly|\w+ed|\w+ing|\d+)\b",
    re.IGNORECASE,
)
"""What may follow a name: a noun that nobody knows makes it another thing ("peanut patch")."""
_CIRCUMSTANCE = re.compile(
    r"(?:\b(?:while|when|after|before|during|following|despite|similar\s+to|akin\s+to|like|unlike"
    r"|originated\s+from|undergoing|by|against|enabl\w+|allow\w*|risks?\s+(?:of|for)"
    r"|against\s+(?:the\s+)?use\s+of)\s+(?:(?:an?|the|their)\s+)?|\w-)$",
    re.IGNORECASE,
)
_NO_AGENTS = frozenset(("placebo", "early-death", "catheters"))
_BROAD = frozenset(
    "diet surgery vaccines exercise protein hormone-replacement-therapy balneotherapy food "
    "psychotherapy screening mri radiotherapy medication dna-damage antibiotics".split()
)
"""Concepts of which a word before makes another: a "special diet", "specialised training"."""
_OF_ITS_OWN_KIND = re.compile(
    r"(?<![\w’'-])(?!(?:the|an?|of|and|or|that|for|by|with|in|on|to|this|these|such|as|more|regular|daily"
    r"|physical|some|any|all|most|your|their|our|his|her|its|is|are|from|doing|taking|getting|said|says"
    r"|also|both|how|when|much|aerobic|moderate|vigorous|intense|how|but|suggests?|shows?|showed|shown"
    r"|found|used|using|use|receiving|received|after|undergo\w*|had|have|has|can|may|could|will"
    r"|combining|combined|including|like|plus|than|between|home|weekly|good|healthy|believes?)\b)"
    r"[\w’'-]+\s+$",
    re.IGNORECASE,
)
_POINTED_AT = re.compile(r"\b(?:the|this|that|these|those|such|their|its)\s+$", re.IGNORECASE)
_LESS_OF = re.compile(r"\b(?:declin|decreas|reduc|lack|low|less|loss|drop|without|no)\w*")


_REVERSED_BEFORE = re.compile(
    r"\b(?:low(?:er)?|less|fewer|reduc(?:e|es|ed|ing|tions?)|declin\w+|decreas\w+|lack|absence|without"
    r"|avoid(?:s|ing|ed)?|stop(?:s|ping|ped)?|cut(?:s|ting)?|limit(?:s|ing)?|no|poor|insufficient"
    r"|inadequate|deficien\w+|quit(?:s|ting)?|skip(?:s|ping|ped)?|remov(?:e|es|ing)|restrict\w*|not"
    r"|didn['’]t|don['’]t|never|non|drop|discontinu\w+|omit\w*|refus\w+|too\s+little|little|replac\w+"
    r"|substitut\w+|instead\s+of|rather\s+than|other\s+than|unlike)\s+"
    r"(?:(?:their|your|the|all|any|of|in|on|with|consumption|intake|use|using|taking|eating|levels?|duration|number"
    r"|amounts?|down)\s+){0,4}$",
    re.IGNORECASE,
)


def _is_reversed(text: str, thing: Range) -> bool:
    """Whether it is said of less of the thing, or of those who do not take it."""
    near = max(0, thing[0] - 80)
    return bool(
        _REVERSED_BEFORE.search(text, near, thing[0]) or _LOW_IN.search(text, near, thing[0])
    )


_LOW_IN = re.compile(r"\b(?:low|lower|poor|lacking|deficient)\s+in\b[^.;:]*$", re.IGNORECASE)


# ----------------------------------------------------------------------------- the problem

_NOT_THE_PROBLEM = re.compile(
    r"[\s-]+(?:treatments?|therap(?:y|ies)|surger(?:y|ies)|survivors?|research(?:ers?)?|drugs?|medicines?"
    r"|medications?|screening|tests?|testing|specialists?|experts?|cent(?:er|re)s?|clinics?|foundation"
    r"|society|association|institute|awareness|prevention|stud(?:y|ies)|trials?|advocates?|researcher"
    r"|diagnos\w+|vaccin\w+|relief|education|management|charit(?:y|ies)|units?|wards?|doctors?"
    r"|biomarkers?|stem|responses?|size|growth|grow\w*|cells?|spreads?|survive|drops?|declines?|reductions?|targets?|guidelines?)\b"
    r"|-(?:free|fighting|causing|prone|specific|like|lowering|reducing)\b",
    re.IGNORECASE,
)
"""After the name of a problem these words make it another thing: "breast cancer treatment"."""


def _is_problem(found: Mentions, problem: Range) -> bool:
    text = found.text
    if _NOT_THE_PROBLEM.match(text, problem[1]):
        return False
    if _UNNAMED.fullmatch(text, *problem) and _POINTED_AT.search(text, 0, problem[0]):
        return False
    return not _PROBLEM_BEFORE.search(text, max(0, problem[0] - 40), problem[0])


_UNNAMED = re.compile(
    r"cancers?|tumou?rs?|infections?|injur(?:y|ies)|diseases?|pain", re.IGNORECASE
)
"""Of "the cancer" it has been told before which one it is."""


_PROBLEM_BEFORE = re.compile(
    r"(?:\b(?:non|anti|free\s+of|healthy|history\s+of|without|absence\s+of|freedom\s+from|risk\s+factors?\s+for"
    r"|(?:scale|test|questionnaire|index)\s+for)[\s-]+|-)$",
    re.IGNORECASE,
)
