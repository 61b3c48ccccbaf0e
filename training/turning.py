"""A sentence with its direction turned: denied, affirmed, or its telling word replaced by the
opposite, in the present, the simple past and the passive."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_OPPOSITES = {
    "increase": "decrease", "decrease": "increase", "reduce": "increase", "improve": "worsen",
    "worsen": "improve", "enhance": "impair", "impair": "enhance", "promote": "inhibit",
    "inhibit": "promote", "induce": "prevent", "prevent": "cause", "suppress": "promote",
    "attenuate": "aggravate", "lower": "raise", "raise": "lower", "ameliorate": "aggravate",
    "alleviate": "aggravate", "activate": "inhibit", "stimulate": "suppress",
    "accelerate": "delay", "delay": "accelerate", "protect": "harm", "cause": "prevent",
    "shorten": "prolong", "prolong": "shorten", "elevate": "reduce", "upregulate": "downregulate",
    "downregulate": "upregulate", "abolish": "induce", "block": "induce", "restore": "impair",
    "diminish": "increase", "augment": "diminish", "facilitate": "impede", "favor": "oppose",
}  # fmt: skip
_PLAIN = (
    "affect", "predict", "regulate", "mediate", "modulate", "contribute", "lead", "result",
    "alter", "change", "influence", "correlate", "require", "support", "provide", "produce",
    "confer", "occur", "differ", "bind", "interact", "play", "depend", "express", "develop",
)  # fmt: skip
_OTHER = {
    "higher": "lower", "lower": "higher", "greater": "smaller", "smaller": "greater",
    "better": "worse", "worse": "better", "more": "less", "less": "more", "fewer": "more",
    "longer": "shorter", "shorter": "longer", "positive": "negative", "negative": "positive",
    "positively": "negatively", "negatively": "positively", "inversely": "positively",
    "reduction": "increase", "inhibition": "promotion", "activation": "inhibition",
    "improvement": "deterioration", "improvements": "deteriorations", "loss": "gain",
    "effective": "ineffective", "ineffective": "effective", "superior": "inferior",
    "inferior": "superior", "beneficial": "harmful", "harmful": "beneficial", "safe": "unsafe",
    "high": "low", "low": "high", "protective": "harmful", "benefit": "harm", "rarely": "often",
    "often": "rarely", "sensitive": "resistant", "resistant": "sensitive",
    "essential": "dispensable", "dispensable": "essential",
    "sufficient": "insufficient", "independent": "dependent",
    "dependent": "independent", "upregulation": "downregulation", "early": "late", "late": "early",
    "elevated": "reduced", "deficient": "sufficient", "susceptible": "resistant",
    "present": "absent", "common": "rare", "rare": "common", "strong": "weak", "weak": "strong",
    "stable": "unstable", "faster": "slower", "slower": "faster", "most": "few",
    "favorable": "poor", "poor": "favorable", "good": "poor", "acute": "chronic",
}  # fmt: skip
_PASTS = {
    "lead": "led", "bind": "bound", "have": "had", "show": "showed", "find": "found",
    "become": "became", "make": "made", "give": "gave", "take": "took", "go": "went",
    "begin": "began", "get": "got", "meet": "met", "hold": "held", "undergo": "underwent",
    "fall": "fell", "rise": "rose", "grow": "grew", "see": "saw", "seem": "seemed",
    "differ": "differed", "occur": "occurred",
    "confer": "conferred", "prefer": "preferred", "keep": "kept",
}  # fmt: skip


def past_of(verb: str) -> str:
    """Simple past of a verb's plain form."""
    if verb in _PASTS:
        return _PASTS[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb[:-1] + "ied"
    return verb + "ed"


def present_of(verb: str) -> str:
    """Third person of a verb's plain form."""
    if verb == "have":
        return "has"
    if re.search(r"(?:s|x|ch|sh|o)$", verb):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb[:-1] + "ies"
    return verb + "s"


def _ing(verb: str) -> str:
    return verb.removesuffix("e") + "ing"


VERBS = (*_OPPOSITES, *_PLAIN)
_PLAIN_OF = {form: v for v in VERBS for form in (present_of(v), past_of(v))}
SWAPS = dict(_OTHER) | {
    form(a): form(b)
    for a, b in _OPPOSITES.items()
    for form in (str, present_of, past_of, _ing)
    if form(a) not in _OTHER
}
_SWAPPED = re.compile(
    r"(?<!-)\b(?:" + "|".join(sorted(SWAPS, key=len, reverse=True)) + r")\b(?!-)"
    r"(?! than (?:\d|one|two|three|half))",
    re.IGNORECASE,
)
_BE = r"is|are|was|were|has been|have been|had been"
_DID = re.compile(
    r"\b(did|does|do) not (?:(?:significantly|markedly|appear to|seem to) )?([a-z]+)\b"
)
_FORMS: dict[str, Callable[[str], str]] = {"did": past_of, "does": present_of, "do": str}
_FAILED = re.compile(r"\bfailed to ([a-z]+)\b")
_DENIALS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\b(is|are|was|were|has|have|had|can|could|should) not (?:significantly )?", r"\1 "),
        (r"\bcannot\b", "can"),
        (r"\bno (?:statistically )?(?:significant )?(difference|effect|association|"
         r"improvement|change|benefit|evidence|correlation|increase|reduction|impact|influence|role|relationship)\b",
         r"a significant \1"),
        (r"\bnot (?:significantly|statistically) ", "significantly "),
        (r"\bnot significant\b", "significant"),
        (r"\bno significant ", "significant "),
        (r"\b(is|are|was|were|remained) (?:very )?similar\b", r"\1 different"),
        (r"\bunchanged\b", "changed"),
        (r"\bwithout affecting\b", "and affected"),
    )
)  # fmt: skip
_STATES = (
    r"associated|related|linked|correlated|effective|superior|inferior|safe|required|essential|"
    r"involved|increased|decreased|reduced|elevated|improved|higher|lower|greater|better|found|"
    r"observed|necessary|sufficient|expressed|detected|induced|inhibited|independent|dependent|"
    r"useful|beneficial|predictive|sensitive|mediated|regulated|affected|a|an|the|more|less|able"
)
_ASSERTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\b(?:an? )?(?:statistically )?significant(?:ly)? (difference|effect|association|"
         r"improvement|change|benefit|correlation|increase|reduction|decrease|impact)(s?)\b",
         r"no significant \1\2"),
        (rf"\b({_BE}) ((?:\w+ly )?(?:{_STATES}))\b", r"\1 not \2"),
        (r"\bcan (?!not)", "cannot "),
    )
)  # fmt: skip
_ACTIVE = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bbe )(?<!\bof )(?<!\bthe )"
    r"(?<!\ban )(?<!\ba )(?<!\bwith )(?<!\bfor )(?<!\bto )(?<!\bby )(?<!\bin )(?<!-)"
    r"\b(?:significantly |markedly |strongly )?("
    + "|".join(sorted(_PLAIN_OF, key=len, reverse=True))
    + r")\b(?! (?:by|compared|at|after|during|and|or|of|levels?|risk|rates?|expression)\b)(?=[ ])"
)


def denied(text: str) -> str | None:
    """The text with "not" where it affirms; ``None`` where no way is known."""
    found = _ACTIVE.search(text)
    if found and found.start() > 2 and "ly " not in text[max(0, found.start() - 4) : found.start()]:
        form, plain = found.group(1), _PLAIN_OF[found.group(1)]
        helper = "does" if form == present_of(plain) else "did"
        return f"{text[: found.start()]}{helper} not {plain}{text[found.end() :]}"
    for pattern, said in _ASSERTIONS:
        if pattern.search(text):
            return pattern.sub(said, text, count=1)
    return None


def affirmed(text: str) -> str | None:
    """The text without its denial; ``None`` where it denies nothing."""
    found = _DID.search(text)
    if found:
        helper, verb = found.groups()
        form = _FORMS[helper](verb)
        return text[: found.start()] + form + text[found.end() :]
    found = _FAILED.search(text)
    if found:
        return text[: found.start()] + past_of(found.group(1)) + text[found.end() :]
    for pattern, said in _DENIALS:
        if pattern.search(text):
            return pattern.sub(said, text, count=1)
    return None


def swapped(text: str) -> str | None:
    """The text with its first telling word replaced by the opposite."""
    found = _SWAPPED.search(text)
    if not found:
        return None
    word = found.group()
    other = SWAPS[word.lower()]
    other = other.capitalize() if word[0].isupper() else other
    return text[: found.start()] + other + text[found.end() :]


def turned(text: str, chance: random.Random) -> str | None:
    """The text with its direction turned; ``None`` where it shows none."""
    plain = affirmed(text)
    if plain:
        return plain
    if chance.random() < 0.6:
        return swapped(text) or denied(text)
    return denied(text) or swapped(text)
