"""How far a sentence speaks of an outcome, and how a patient values more of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sceptic.appraisal.cues import BAD, GOOD, families_of
from sceptic.language.text import normalised_word, tokens

_GENERIC = frozenset(
    """
        risk rate rates number likelihood incidence prevalence level levels mean total overall
        proportion percentage score scores change changes effect developing having patient
        patients people person participant participants child children woman women adult term
        long short least one more measured measure using time times number occurrence
        frequency at of in the a an to and or for by with on as from all any most during after
        before within until first new case cases per over their who needing requiring starting
        experiencing day days week weeks month months year years hour hours follow up followup
        intermediate early late assessed assessment average number amount value values odd
        chance probability baseline group outcome outcomes primary moderate severe higher
        lower same compared versus achieving at
    """.split()
)
# Words that stand for one another when outcomes are spoken of; the first member is a key only.
_ALIKE: tuple[tuple[str, ...], ...] = (
    ("mortality", "death", "died", "die", "dead", "fatal", "survival", "survived", "survive",
     "survivor", "alive"),
    ("adverse", "side", "safety", "safe", "tolerated", "tolerability", "toxicity", "complication"),
    ("event", "effect", "reaction", "experience"),
    ("stay", "hospitalization", "hospitalisation", "discharge", "los", "length"),
    ("infection", "infected", "infectious", "sepsis", "septic"),
    ("hemorrhage", "bleeding", "bleed", "pph"),
    ("recurrence", "relapse", "recurrent", "recurred", "relapsed", "recur"),
    ("quality", "qol", "hrqol", "sf"),
    ("pregnancy", "pregnant", "conception", "conceived"),
    ("pain", "painful", "analgesia", "vas", "analgesic"),
    ("weight", "bmi", "growth"),
    ("cognitive", "cognition", "memory"),
    ("ventilation", "ventilator", "ventilated", "intubation", "extubation", "intubated"),
    ("dropout", "withdrawal", "retention", "discontinuation", "withdrew", "discontinued",
     "attrition", "adherence", "compliance"),
    ("cancer", "carcinoma", "neoplasm", "tumor", "neoplastic", "malignancy", "neoplasia"),
    ("adenoma", "polyp", "lesion", "neoplasia"),
    ("fever", "febrile", "temperature"),
    ("anemia", "hemoglobin", "anemic"),
    ("diarrhea", "diarrheal"),
    ("smoking", "abstinence", "quit", "cessation", "smoke"),
    ("stroke", "cerebrovascular"),
    ("response", "responder", "remission", "improvement", "responded"),
    ("intraocular", "iop"),
    ("blood", "bp"),
    ("birth", "birthweight", "delivery", "born"),
    ("fracture", "fractured"),
    ("glucose", "glycemia", "glycemic", "hba", "hbac"),
    ("satisfaction", "satisfied"),
    ("acuity", "vision", "visual"),
    ("depression", "depressive", "depressed"),
    ("anxiety", "anxious"),
)  # fmt: skip
SYNONYMS = {word: i for i, group in enumerate(_ALIKE) for word in group}
"""Word -> number of its group in ``_ALIKE``."""
_CLASS = SYNONYMS
_SURVIVAL = frozenset(("survival", "survived", "survive", "survivor", "alive"))
_DEATH = frozenset(("mortality", "death", "died", "die", "dead", "fatal"))


Words = tuple[tuple[str, float], ...]
"""Words in normal form with their weights."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The words of an outcome under each of its names, and its value: +1 more is better, -1 worse.

    ``names`` starts with the outcome as asked; an abbreviation in brackets is a name of its own.
    """

    names: tuple[Words, ...]
    value: int
    is_survival: bool
    is_death: bool
    is_harm: bool
    is_loss: bool = False
    """The outcome is itself a reduction ("weight loss"): a reduction is more of it."""

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word, _ in name)


_BRACKETS = re.compile(r"\(([^()]*)\)")


def outcome_of(names: Sequence[str]) -> Outcome:
    """Read an outcome from its names, the first being the one asked about."""
    first = names[0].replace("\u2010", "-") if names else ""
    plain = _BRACKETS.sub(" ", first)
    said = [plain, *_BRACKETS.findall(first), *names[1:]]
    words = [normalised_word(t.text) for t in tokens(plain)]
    joined = " ".join(words)
    return Outcome(
        names=tuple(w for w in map(_weighted, said) if w) or ((),),
        value=_value(plain.lower(), words),
        is_survival=bool(_SURVIVAL & set(words)),
        is_death=bool(_DEATH & set(words)),
        is_harm=bool(re.search(r"adverse|side effect|complication|toxicit|harm|safety", joined)),
        is_loss=bool(_LOSS.search(joined)),
    )


def _weighted(name: str) -> Words:
    kept: dict[str, float] = {}
    for token in tokens(name):
        word = normalised_word(token.text)
        if len(word) > 1 or word.isdigit():
            kept.setdefault(word, _LITTLE if word in _GENERIC or word.isdigit() else 1.0)
    return tuple(kept.items())


_LITTLE = 0.15
"""Weight of words that speak of any outcome ("rate", "risk", numbers)."""
_LOSS = re.compile(
    r"\b(?:reduction|decrease|decline|loss|lowering|decreased|reduced|improvement)\b"
)
_BAD_FRAME = re.compile(
    r"\b(?:risk|incidence|prevalence|need|failure|loss|severity|duration|time to|"
    r"number of deaths)\b"
)


def _value(name: str, words: Sequence[str]) -> int:
    if _BAD_FRAME.search(name):
        return -1
    bits = 0
    for word in words:
        bits |= families_of(word)
    if bool(bits & BAD) == bool(bits & GOOD):
        return 0
    return 1 if bits & GOOD else -1


@dataclass(frozen=True, slots=True)
class Nearness:
    """``share`` of the outcome's words (by weight) in a sentence, and where they stand."""

    share: float
    start: int
    end: int
    inverted: bool
    """It speaks of death where the outcome is survival, of days free of what is asked about."""


def nearness(text: str, outcome: Outcome) -> Nearness:
    """How far a sentence speaks of the outcome, by the name that fits best."""
    spans = [(normalised_word(t.text), t.start, t.end) for t in tokens(text)]
    present = {w for w, _, _ in spans}
    held = present | {a + b for (a, _, _), (b, _, _) in pairwise(spans)}
    shares = [_share(name, held) for name in outcome.names]
    share = max(shares, default=0.0)
    best = outcome.names[shares.index(share)] if shares else ()
    places = [(s, e) for w, s, e in spans if any(v > 0.5 and _alike(w, n) for n, v in best)]
    inverted = (
        (outcome.is_survival and bool(_DEATH & present) and not _SURVIVAL & present)
        or (outcome.is_death and bool(_SURVIVAL & present) and not _DEATH & present)
        or ("free" not in outcome.words and any(text[e : e + 5] == "-free" for _, e in places))
    )
    return Nearness(
        share,
        min((s for s, _ in places), default=0),
        max((e for _, e in places), default=len(text)),
        inverted,
    )


def _share(name: Words, held: set[str]) -> float:
    """Weight of the name's words that the text holds; synonyms count nine tenths, words of the
    same beginning eight; "post-partum" and "postpartum" are one."""
    total = sum(weight for _, weight in name)
    classes = {_CLASS[w] for w in held if w in _CLASS}
    beginnings = {w[:5] for w in held}
    compounds = {a + b: (a, b) for (a, _), (b, _) in pairwise(name) if a + b in held}
    joined = {w for parts in compounds.values() for w in parts}
    got = 0.0
    for word, weight in name:
        if word in held or word in joined:
            got += weight
        elif word in _CLASS and _CLASS[word] in classes:
            got += 0.9 * weight
        elif len(word) > 5 and word[:5] in beginnings:
            got += 0.8 * weight
    return min(1.0, got / total) if total else 0.0


def _alike(word: str, wanted: str) -> bool:
    return word[:5] == wanted[:5] or (word in _CLASS and _CLASS[word] == _CLASS.get(wanted))
