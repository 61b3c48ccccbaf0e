"""Yes or no to a question, from passages that others chose as relevant.

Each sentence weighs by how much of the question it names (cubed); what it denies, affirms or turns
round is summed, and a small linear model, fed by BioASQ's development questions, answers. It
learns its own lean: curators ask more questions that are answered yes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sceptic.appraisal.affirmation import affirmation
from sceptic.appraisal.cues import NEGATION, Signals, families_of, sentence_signals, words_of
from sceptic.appraisal.linear import LinearModel
from sceptic.language.text import sentences
from training.fit import reference_model
from training.statement_reader import content_of, contrasts

MODEL = "passages"
ANSWERS = ("yes", "no")
_CUTS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.0, 1.5, 2.0)
"""A measured value is told by every cut that it reaches."""
_KINDS = {
    "exclusive": r"\bonly\b|\ball\b|always|every|exclusive|never|majority",
    "negated": r"\bno\b|\bnot\b|without|lack",
    "related": r"associat|link|relat|correlat|involve|role",
    "is there": r"^(?:is|are) there",
    "can": r"\b(?:can|could|may)\b",
    "valued": r"effective|recommend|useful|improve|beneficial|safe|approved",
    "has or was": r"^(?:has|have|did|was|were)\b",
    "does": r"^do(?:es)?\b",
    "helps": r"cure|prevent|protect|reduce|decrease",
    "harms": r"increase|cause|risk",
    "is a": r"^(?:is|are) .{3,60}\b(?:an?|the) ",
}
_ASKED = {name: re.compile(pattern) for name, pattern in _KINDS.items()}
_NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")
_NEAR = 8
_TOLD = (
    "opposite words", "opposite words, and the same", "has the claim's verb",
    "lacks the claim's verb", "moves the other way", "one denies", "only the text denies",
    "only the text same", "only the claim effect",
)  # fmt: skip


class YesNo(NamedTuple):
    """Probabilities, sum 1."""

    yes: float
    no: float


class _Sentence(NamedTuple):
    words: tuple[str, ...]
    share: float
    """Of the question's content words that the sentence names."""
    signals: Signals
    denied: int
    """Of the question's content words that stand after a negation."""


def passage_features(question: str, passages: Sequence[str]) -> list[str]:
    """Binary features of a question read with its passages."""
    asked = words_of(question)
    wanted = content_of(asked)
    read = [_read(span.text, wanted) for passage in passages for span in sentences(passage)]
    features = [f"asks {n}" for n, pattern in _ASKED.items() if pattern.search(question.lower())]
    features.append(f"words {min(12, len(wanted))}")
    if not read or not wanted:
        return [*features, "no passages"]
    values = _weighed(read)
    values |= _affirmed(question, passages, wanted)
    values |= _told(asked, read)
    features += [f"{n} {cut}" for n, v in values.items() for cut in _CUTS if v >= cut]
    features += [f"passages {k}" for k in (2, 4, 8, 16, 32) if len(passages) >= k]
    return features + _missing(question, passages, wanted, read)


def _read(text: str, wanted: frozenset[str]) -> _Sentence:
    words = words_of(text)
    denied = 0
    for i, word in enumerate(words):
        if families_of(word) & NEGATION:
            denied = max(denied, len(wanted & content_of(words[i + 1 : i + 1 + _NEAR])))
    share = len(wanted & content_of(words)) / len(wanted) if wanted else 0.0
    return _Sentence(words, share, sentence_signals(text), denied)


def _weights(shares: Sequence[float]) -> list[float]:
    raw = [share**3 + 0.001 for share in shares]
    return [w / sum(raw) for w in raw]


def _weighed(read: Sequence[_Sentence]) -> dict[str, float]:
    weights = _weights([s.share for s in read])
    values: dict[str, float] = {}
    for place, name in enumerate(Signals._fields):
        counts = [min(2, s.signals[place]) for s in read]
        values[f"weighed {name}"] = sum(w * c for w, c in zip(weights, counts, strict=True))
        values[f"mean {name}"] = sum(counts) / len(counts)
    values["denied"] = sum(w * (s.denied > 0) for w, s in zip(weights, read, strict=True))
    values["denied words"] = sum(w * min(3, s.denied) for w, s in zip(weights, read, strict=True))
    values["most denied"] = max(s.denied for s in read) / 2
    values["named"] = sum(w * s.share for w, s in zip(weights, read, strict=True))
    values["most named"] = max(s.share for s in read)
    return values


def _affirmed(question: str, passages: Sequence[str], wanted: frozenset[str]) -> dict[str, float]:
    weights = _weights([len(wanted & content_of(words_of(p))) / len(wanted) for p in passages])
    answers = [affirmation(passage, question) for passage in passages]
    values: dict[str, float] = {}
    for place, name in enumerate(("yes", "no", "maybe")):
        row = [answer[place] for answer in answers]
        values[f"affirmed {name}"] = sum(w * x for w, x in zip(weights, row, strict=True))
        values[f"most affirmed {name}"] = max(row)
    return values


def _told(asked: Sequence[str], read: Sequence[_Sentence]) -> dict[str, float]:
    """How the sentences go with the question or against it."""
    total: dict[str, float] = dict.fromkeys(_TOLD, 0.0)
    values: dict[str, float] = {}
    top = max(s.share for s in read)
    for weight, sentence in zip(_weights([s.share for s in read]), read, strict=True):
        for name in set(contrasts(asked, sentence.words)).intersection(_TOLD):
            total[name] += weight
            if sentence.share == top:
                values[f"nearest: {name}"] = 1.0
            if sentence.share > top / 2:
                values[f"any: {name}"] = 1.0
    return dict(sorted(values.items())) | {f"told: {n}": v for n, v in total.items()}


def _missing(
    question: str, passages: Sequence[str], wanted: frozenset[str], read: Sequence[_Sentence]
) -> list[str]:
    """What the question says and no passage does: often the false part."""
    named = frozenset[str]().union(*(content_of(s.words) for s in read))
    missing = wanted - named
    begun = {word[:5] for word in named}
    strange = [word for word in missing if word[:5] not in begun]
    text = " ".join(passages)
    found = [f"missing {k}" for k in (1, 2, 3) if len(missing) >= k]
    found += [f"strange {k}" for k in (1, 2, 3) if len(strange) >= k]
    found += [f"share missing {k}" for k in (1, 2, 3, 4) if len(strange) >= k * len(wanted) / 8]
    if any(not re.search(rf"(?<!\d){n}(?!\d)", text) for n in _NUMBER.findall(question)):
        found.append("figure not found")
    return found


def answer_from_passages(
    question: str, passages: Sequence[str], *, weights: LinearModel | None = None
) -> YesNo:
    """Answer of a yes/no question. ``weights`` replaces the kept model."""
    weights = reference_model(MODEL) if weights is None else weights
    return YesNo(*weights.probabilities(passage_features(question, passages)))
