"""Does a text support a statement, contradict it, or say nothing of it? Lexical, no encoder.

A linear model over what can be counted: how much of the statement the text names, whether the
sentence that names most of it denies, moves the other way, gives other figures. Fed by SciFact
(claims, abstracts). It is the baseline and the second voter that a trained encoder has to beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sceptic.appraisal.affirmation import STOPWORDS
from sceptic.appraisal.cues import (
    BAD,
    BETTER,
    DOWN,
    EFFECT,
    GOOD,
    HEDGE,
    NEGATION,
    SAME,
    UNSURE,
    UP,
    WORSE,
    families_of,
    sentence_signals,
    words_of,
)
from sceptic.appraisal.linear import LinearModel
from sceptic.language.text import normalised_word
from training.fit import reference_model

MODEL = "agreement"
ANSWERS = ("supports", "contradicts", "silent")
_FAMILIES = {
    "denies": NEGATION, "same": SAME, "effect": EFFECT, "better": BETTER, "worse": WORSE,
    "up": UP, "down": DOWN, "hedged": HEDGE, "unsure": UNSURE, "bad": BAD, "good": GOOD,
}  # fmt: skip
_TELLING = 2
"""Sentences that are read: those that name most of the statement."""
_OPPOSITES = frozenset(
    pair
    for a, b in (
        ("increase", "decrease"), ("increase", "reduce"), ("high", "low"), ("higher", "lower"),
        ("more", "less"), ("more", "fewer"), ("improve", "impair"), ("improve", "worsen"),
        ("activate", "inhibit"), ("promote", "inhibit"), ("induce", "inhibit"),
        ("promote", "suppress"), ("enhance", "suppress"), ("enhance", "reduce"),
        ("enhance", "impair"), ("upregulate", "downregulate"), ("gain", "loss"),
        ("positive", "negative"), ("early", "late"), ("long", "short"), ("longer", "shorter"),
        ("stable", "unstable"), ("stabilize", "destabilize"), ("dependent", "independent"),
        ("sensitive", "resistant"), ("effective", "ineffective"), ("protect", "increase"),
        ("prevent", "cause"), ("faster", "slower"), ("present", "absent"), ("always", "never"),
        ("superior", "inferior"), ("safe", "harmful"), ("necessary", "unnecessary"),
        ("require", "independent"), ("accelerate", "delay"), ("before", "after"),
        ("common", "rare"), ("activate", "block"), ("promote", "restrict"), ("agonist", "inhibit"),
        ("agonist", "antagonist"), ("activator", "inhibitor"), ("activate", "inhibitor"),
        ("inhibit", "agonist"), ("dominant", "recessive"), ("polyclonal", "monoclonal"),
        ("benign", "malignant"), ("tighten", "loosen"), ("favor", "suppress"),
        ("better", "poor"), ("better", "worse"), ("good", "poor"), ("susceptible", "resistant"),
        ("oncogene", "suppressor"), ("majority", "small"), ("inhibit", "drive"),
        ("inhibit", "promote"), ("dependence", "independence"), ("associate", "unrelated"),
("coding", "noncoding"), ("reversible", "irreversible"),
        ("acute", "chronic"), ("male", "female"), ("first", "second"), ("dna", "rna"),
        ("synchronous", "asynchronous"),
    )
    for pair in ((a, b), (b, a))
)  # fmt: skip


class Agreement(NamedTuple):
    """Probabilities, sum 1."""

    supports: float
    contradicts: float
    silent: float

    @property
    def answer(self) -> str:
        return max(zip(self, ANSWERS, strict=True))[1]


def agreement_features(statement: str, title: str, sentences: Sequence[str]) -> list[str]:
    """Binary features of a statement set against a text."""
    claim = words_of(statement)
    wanted = content_of(claim)
    if not wanted or not sentences:
        return ["nothing to compare"]
    worded = [words_of(s) for s in sentences]
    stems = [content_of(w) for w in worded]
    shares = [len(wanted & s) / len(wanted) for s in stems]
    best = _nearest(shares)
    whole = set(content_of(words_of(title))).union(*stems)
    features = [
        f"named by one sentence {int(5 * shares[best[0]])}",
        f"named by the text {int(8 * len(wanted & whole) / len(wanted))}",
        f"named by the title {int(4 * len(wanted & content_of(words_of(title))) / len(wanted))}",
        f"missing {min(4, len(wanted - whole))}",
        f"place {int(4 * best[0] / len(sentences))}",
    ]
    features += _figures(statement, " ".join(sentences))
    for rank, i in enumerate(best):
        features += [f"{rank} {name}" for name in contrasts(claim, worded[i])]
        features += [f"{rank} says {n}" for n, v in zip(
            sentence_signals(sentences[i])._fields, sentence_signals(sentences[i]), strict=True)
            if v]  # fmt: skip
    features += [f"claims {name}" for name in movements_of(claim)]
    return features


def telling_sentences(statement: str, sentences: Sequence[str]) -> list[int]:
    """Places of the sentences that are read for a statement, the most telling first."""
    wanted = content_of(words_of(statement))
    shares = [len(wanted & content_of(words_of(s))) / max(1, len(wanted)) for s in sentences]
    return _nearest(shares)


def _nearest(shares: Sequence[float]) -> list[int]:
    return sorted(range(len(shares)), key=lambda i: (-shares[i], -i))[:_TELLING]


def content_of(words: Sequence[str]) -> frozenset[str]:
    """Content words in their normal form, for overlap."""
    return frozenset(
        normalised_word(w) for w in words if w not in STOPWORDS and (len(w) > 2 or w == "#")
    )


def movements_of(words: Sequence[str]) -> list[str]:
    """Which families of cues words hold: they deny, rise, fall, turn out better or worse."""
    every = 0
    for word in words:
        every |= families_of(word)
    return [name for name, bit in _FAMILIES.items() if every & bit]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_OPPOSITE_STEMS = frozenset((_stem(a), _stem(b)) for a, b in _OPPOSITES)


def contrasts(claim: Sequence[str], said: Sequence[str]) -> list[str]:
    """Ways in which the words of a sentence go with those of a statement or against them."""
    ours, theirs = set(movements_of(claim)), set(movements_of(said))
    features = [f"both {name}" for name in ours & theirs]
    features += [f"only the claim {name}" for name in ours - theirs]
    features += [f"only the text {name}" for name in theirs - ours]
    claimed, told = {_stem(w) for w in claim}, {_stem(w) for w in said}
    against = {(a, b) for a, b in _OPPOSITE_STEMS if a in claimed and b in told}
    clear = [(a, b) for a, b in against if a not in told]
    if clear:
        features.append("opposite words")
    elif against:
        features.append("opposite words, and the same")
    moving = {w for w in claimed if families_of(w) & (UP | DOWN | EFFECT)}
    if moving:
        features.append(f"{'has' if moving & told else 'lacks'} the claim's verb")
    if ("up" in ours) != ("down" in ours):
        turned = "down" if "up" in ours else "up"
        if turned in theirs and ("up" in theirs) != ("down" in theirs):
            features.append("moves the other way")
    if ("denies" in ours) != ("denies" in theirs or "same" in theirs):
        features.append("one denies")
    return sorted(features)


def _figures(statement: str, text: str) -> list[str]:
    ours = {w.strip(".,%()") for w in statement.split() if any(c.isdigit() for c in w)}
    if not ours:
        return []
    theirs = {w.strip(".,%();") for w in text.split() if any(c.isdigit() for c in w)}
    return ["figure found" if ours & theirs else "figure not found"]


def agreement(
    statement: str, title: str, sentences: Sequence[str], *, weights: LinearModel | None = None
) -> Agreement:
    """How far a text supports or contradicts a statement. ``weights`` replaces the kept model."""
    weights = reference_model(MODEL) if weights is None else weights
    features = agreement_features(statement, title, sentences)
    return Agreement(*weights.probabilities(features))
