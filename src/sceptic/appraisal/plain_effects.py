"""Sentences that plainly say that a treatment did good, did nothing or did harm.

Read beside the model of findings, which weighs words of value: "reduced the risk of death" is full
of bad words and good news. A word of doing counts where nothing denies it within its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.appraisal.matching import Family
from sceptic.domain.evidence import Direction

_DENIED = re.compile(
    r"\b(?:no|not|nor|neither|never|without|fail\w*|unable|cannot|lacks?|little|unlikely|unclear|"
    r"whether|if|insufficient|rather than|instead of|hypothes\w+|aim\w*|in order to|designed to)\b"
    r"(?: [\w,()%=.-]+){0,5} ?$",
    re.IGNORECASE,
)
_BAD = (
    r"(?:risks?|mortality|deaths?|morbid\w*|incidence|occurrence|rates?|frequenc\w+|severity|"
    r"symptoms?|pain|recurrence\w*|relapse\w*|progression|events?|hospitali[sz]\w+|admissions?|"
    r"bleeding|re-?bleeding|complications?|episodes?|exacerbations?|attacks?|pressure|scores?|"
    r"cholesterol|seizures?|headaches?|need|infections?|failures?|decline|deterioration|loss|"
    r"craving|flushes|flashes|wheals?|itch\w*|vomiting|nausea|anxiety|depress\w+|levels|disability|"
    r"infarct\w*|stroke\w*|fractures?|albuminuria|proteinuria|urgency|stay|damage|stress|agitation)"
)
_GOOD_NEWS = (
    re.compile(
        r"\b(?:improv(?:e[sd]?|ing|ements? (?:in|of))|ameliorat\w+|alleviat\w+|reliev(?:e[sd]?|"
        r"ing)|"
        r"prolong(?:s|ed|ing)? (?:\w+ ){0,3}survival|increas\w+ (?:\w+ ){0,3}(?:survival|"
        r"remission|quality of life)|protect(?:s|ed)? against)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:reduc\w+|decreas\w+|lower(?:s|ed|ing)|prevent(?:s|ed|ing)|delay(?:s|ed|ing)|"
        r"slow(?:s|ed|ing)|attenuat\w+|halt(?:s|ed|ing)|shorten(?:s|ed|ing)|suppress(?:es|ed|ing)|"
        rf"fewer|lower|less)\b(?:,? [\w/()%.-]+){{0,8}}? {_BAD}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:is|are|was|were|be|as|an?|highly|and|,|appears?(?: to be)?|both|"
        r"the most) (?:(?!not|no|nor|less|in)\w+ )?"
        r"(?:effective|efficacious|beneficial)\b(?! as\b| than\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_BAD} (?:\w+ ){{0,3}}?(?:was|were|is|are|fell) (?:\w+ ){{0,2}}?(?:reduced|"
        rf"lower(?:ed)?|"
        r"less|decreased|fewer|prevented|delayed|relieved|rarer)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:superior to|superior (?:[\w-]+ ){1,4}(?:compared|to|over)|better than|"
        r"more (?:effective|efficacious|favou?rable) than|"
        r"(?:significant|substantial|clinical|marked|important|beneficial|favou?rable)(?: \w+)? "
        r"(?:benefits?|improvements?|effects? (?:on|in)|response)|successfully)\b",
        re.IGNORECASE,
    ),
)
_NOTHING = re.compile(
    r"\bno (?:\w+[ ,]+){0,4}?(?:differ\w+|effects?|benefits?|improvements?|impact|advantages?|"
    r"evidence|reduction|changes?|superiority|influence|role|place)\b|\b(?:not|n't|nor|never|"
    r"neither) (?:\w+ ){0,4}?(?:affect\w*|improv\w*|reduc\w*|effective|efficacious|differ\w*|"
    r"support\w*|superior|better|prevent\w*|benefi\w*|alter\w*|influenc\w*|chang\w*|decreas\w*|"
    r"lower\w*|significant\w*|useful|increase\w*|more effective)\b|\bfail(?:s|ed|ure)? (?:to|of)|"
    r"\bineffective|\b(?:comparable|similar|equal) to placebo",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:worse(?:n\w*)?|harmful|detrimental|deleterious|inferior to|aggravat\w+|"
    r"deteriorat(?:ed|es|ing)|(?:increas\w+|higher|greater|excess|more|rais\w+|elevated)"
    rf"(?: (?!or\b|decreas|reduc|effective)[\w/-]+){{0,5}}? {_BAD})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plainly:
    """What sentences plainly say, taken together."""

    good: bool = False
    nothing: bool = False
    harm: bool = False


def plainly(texts: Sequence[str], treatment: Family, condition: Family | None = None) -> Plainly:
    """What sentences say of a treatment: of a sentence that turns, the parts that name it.

    The condition's own name is a bad word like "symptoms".
    """
    bare = [_with_symptoms(text, condition) for text in texts]
    parts = [part for text in bare for part in _parts(text, treatment)]
    return Plainly(
        good=any(_says(p, pattern) for p in parts for pattern in _GOOD_NEWS),
        nothing=any(_NOTHING.search(p) for p in parts),
        harm=any(_says(p, _HARM) for p in parts),
    )


def mended(direction: Direction, said: Plainly) -> Direction:
    """The direction as plain words leave it: harm needs words of harm, and good news is good."""
    if said.good and not said.nothing and not (said.harm and direction is Direction.WORSE):
        return Direction.BETTER
    if direction is Direction.WORSE and not said.harm:
        return Direction.NO_DIFFERENCE if said.nothing and not said.good else Direction.UNCLEAR
    return direction


_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely) ", re.IGNORECASE)


def _with_symptoms(text: str, condition: Family | None) -> str:
    text = _NOT_ONLY.sub("", text)
    for start, end, _ in reversed(condition.mentions(text) if condition else ()):
        text = f"{text[:start]}symptoms{text[end:]}"
    return text


_TURN = re.compile(r";|,? \b(?:but|whereas|while|although|however|though)\b", re.IGNORECASE)


def _parts(text: str, treatment: Family) -> list[str]:
    """A sentence, or those parts of it that name the treatment where others do not."""
    parts = [p for p in _TURN.split(text) if p.strip()]
    naming = [p for p in parts if treatment.mentions(p)]
    return naming if naming and len(naming) < len(parts) else [text]


def _says(text: str, pattern: re.Pattern[str]) -> bool:
    return any(not _DENIED.search(text[: m.start()]) for m in pattern.finditer(text))


_SIDE = re.compile(
    r"\b(?:adverse|side[- ]effects?|toxicit\w+|toler\w+|safe(?:ty|ly)?|hyperkal\w+|discontinu\w+|"
    r"withdrew|akathisia|extrapyramidal|simpson-angus|qtc?\b|withdrawals|costs?|cost-\w+|saving)\b",
    re.IGNORECASE,
)
_GAINS = re.compile(
    r"\b(?:effic\w+|effective\w*|improv\w+|reduc\w+|decreas\w+|ameliorat\w+|benefi\w+|reliev\w+|"
    r"relief|respon\w+|superior\w*|inferior\w*|control\w*|symptoms?|prevent\w*|surviv\w+|"
    r"remission|heal\w*|recurren\w+|relaps\w+|useful|alternative|equivalen\w+|lower\w*|"
    r"mortality|advantages?|analgesi\w+|promising)\b",
    re.IGNORECASE,
)


def is_beside_the_point(text: str) -> bool:
    """Whether a sentence tells of safety or costs alone, or only what should be studied."""
    if _WISH.search(text):
        return True
    return bool(_SIDE.search(text)) and not _GAINS.search(text)


_WISH = re.compile(
    r"^(?:\W*\w+,? ){0,4}?(?:further|future|larger|additional|"
    r"more)\b (?:[\w-]+,? ){0,4}(?:research|"
    r"stud(?:y|ies)|trials?|investigations?|work)\b|\bshould (?:be )?(?:confirm|further studied)|"
    r"\bprovides? an? (?:\w+ )?mandate\b",
    re.IGNORECASE,
)
