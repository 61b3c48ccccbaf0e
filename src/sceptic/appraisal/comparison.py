"""One outcome under two arms: higher, lower or no different, as an abstract reports it.

The sentences of results and conclusion that speak of the outcome are read for change words and
their subject, for null cues, for figures per arm in the order of the arms, for ratios with their
interval and for P values; a small linear model weighs what was read (``training/comparison.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.appraisal.arms import Arms, arms_of
from sceptic.appraisal.changes import ChangeScores, change_scores
from sceptic.appraisal.clauses import (
    AS_WELL,
    SPOKEN_FLOOR,
    WORD,
    Said,
    change_near,
    ranked_clauses,
    said_of,
    subject_of,
)
from sceptic.appraisal.cues import BETTER, NULL, WORSE, families_of
from sceptic.appraisal.linear import LinearModel, model
from sceptic.appraisal.outcomes import Outcome, nearness, outcome_of
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import RoleSentence
from sceptic.domain.evidence import Rationale

CLASSES = ("higher", "lower", "no_difference")
MODEL = "comparison"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Probabilities of the three changes (sum 1), how far the record speaks of the outcome (0..1)
    and the sentence that carries the reading."""

    higher: float
    lower: float
    no_difference: float
    spoken_of: float
    rationale: Rationale | None


def comparison_of(
    title: str,
    sentences: Sequence[RoleSentence],
    *,
    outcome: tuple[str, ...],
    intervention: tuple[str, ...],
    comparator: tuple[str, ...],
    weights: LinearModel | None = None,
) -> Comparison:
    """Read one comparison of one outcome.

    Args:
        title: the record's title.
        sentences: the abstract's sentences with their roles.
        outcome: names of the outcome, the asked one first.
        intervention: names of the first arm.
        comparator: names of the second arm; empty for whatever the first was compared with.
        weights: another model than the shipped one (for evaluation).
    """
    features, spoken_of, carrier = comparison_features(
        title, sentences, outcome=outcome, intervention=intervention, comparator=comparator
    )
    chosen = model(MODEL) if weights is None else weights
    by_class = dict(zip(chosen.classes, chosen.probabilities(features), strict=True))
    return Comparison(
        higher=round(by_class["higher"], 6),
        lower=round(by_class["lower"], 6),
        no_difference=round(by_class["no_difference"], 6),
        spoken_of=round(spoken_of, 4),
        rationale=carrier.rationale if carrier else None,
    )


_PLACES = 3


def comparison_features(
    title: str,
    sentences: Sequence[RoleSentence],
    *,
    outcome: tuple[str, ...],
    intervention: tuple[str, ...],
    comparator: tuple[str, ...],
    voter: tuple[LinearModel, LinearModel] | None = None,
) -> tuple[list[str], float, RoleSentence | None]:
    """Binary features of an abstract for one comparison, its nearness (0..1), the best sentence.

    ``voter`` replaces the shipped weights of ``change_scores``, whose reading is one feature among
    the others (for cross-fitting).
    """
    wanted = outcome_of(outcome)
    arms = arms_of(intervention, comparator, " ".join(s.text for s in sentences))
    spoken = [s for s in sentences if s.role in (Role.RESULTS, Role.CONCLUSION)] or list(sentences)
    ranked = ranked_clauses(spoken, wanted)
    read = [
        (said_of(clause, sentence.text, wanted, arms), clause.near.share)
        for clause, sentence in ranked[:_PLACES]
        if clause.near.share >= SPOKEN_FLOOR
    ]
    voted = change_scores(
        "\n".join(s.text for s in spoken),
        outcome=outcome,
        intervention=intervention,
        comparator=comparator,
        weights=voter,
    )
    best = ranked[0][0].near.share if ranked else 0.0
    features = [
        f"value {_token(wanted.value)}",
        *(["harm"] if wanted.is_harm else []),
        *(f for place, (said, share) in enumerate(read) for f in _named(f"s{place}", said, share)),
        f"sum {_token(_step(sum(_sign(said) * share for said, share in read)))}",
        *_overall(title, spoken, wanted, arms),
        *_voted(voted, read[0][0] if read else Said()),
        f"near {_level(best)}",
    ]
    return features, best, ranked[0][1] if read else None


def _level(share: float) -> int:
    return sum(share >= t for t in (SPOKEN_FLOOR, 0.5, 0.75, 0.95))


def _step(total: float) -> int:
    return round(max(-2.0, min(2.0, total)) * 2)


# --- features ---------------------------------------------------------------------------------


def _sign(said: Said) -> int:
    """One sign for a clause: nothing where it denies or is not significant."""
    if said.significant is False or (said.null and not said.significant):
        return 0
    votes = said.words + said.figures + said.ratio
    return (votes > 0) - (votes < 0)


def _named(place: str, said: Said, share: float) -> list[str]:
    significance = {True: "significant", False: "ns", None: "?"}[said.significant]
    level = "close" if share >= 0.75 else "loose"
    sign, words = _token(_sign(said)), _token(said.words)
    names = [
        f"{place} sign {sign}",
        f"{place} {level} sign {sign}",
        f"{place} {significance}",
        f"{place} words {words} {'null' if said.null else significance}",
    ]
    if said.figures:
        names.append(f"{place} figures {_token(said.figures)} {significance}")
    if said.ratio:
        names.append(f"{place} ratio {_token(said.ratio)} {significance}")
    if said.null:
        names.append(f"{place} null {'near' if said.is_null_near else 'far'} {significance}")
        names += [f"{place} null", f"{place} null {level}", f"{place} null {significance}"]
    if said.words and said.is_explicit:
        names.append(f"{place} explicit {words} {'null' if said.null else significance}")
    if said.words and not said.has_arms:
        names.append(f"{place} words {words} no arm")
    return names


def _token(sign: int) -> str:
    """``+2``, ``0``, ``-1``: a token whose first character is its sign."""
    return f"{sign:+d}" if sign else "0"


def mirrored(features: Sequence[str]) -> list[str]:
    """The features of the same text if everything said had the opposite sign."""
    return [" ".join(_FLIPPED.get(t[0], t[0]) + t[1:] for t in f.split(" ")) for f in features]


_FLIPPED = {"+": "-", "-": "+"}


def _voted(scores: ChangeScores, best: Said) -> list[str]:
    """What the reader of changes says, in coarse steps.

    It does not know which arm stands first: where the best clause names both arms around "than"
    and says the opposite, it is not heard.
    """
    known = scores.higher + scores.lower + scores.no_difference
    if known <= 0:
        return ["voter silent"]
    way = (scores.higher - scores.lower) / known
    null = scores.no_difference / known
    if best.is_explicit and not best.null and best.words * way < 0:
        return ["voter overruled"]
    features = [
        f"voter way {_token(round(3 * way))}",
        f"voter null {int(5 * null)}",
        f"voter unclear {int(4 * scores.unclear)}",
    ]
    if null < 0.5:
        features.append(f"voter top {_token(1 if way > 0 else -1)}")
    return features


def _overall(title: str, spoken: Sequence[RoleSentence], wanted: Outcome, arms: Arms) -> list[str]:
    """What the conclusion and the title say as a whole, valued for the outcome."""
    features = []
    conclusion = [s for s in spoken if s.role is Role.CONCLUSION]
    text = " ".join(s.text for s in conclusion)
    if text:
        near = nearness(text, wanted)
        denied = bool(NULL.search(AS_WELL.sub("and", text.lower())))
        bits = [families_of(w) for w in WORD.findall(text.lower())]
        good = sum(bool(b & BETTER) for b in bits) - sum(bool(b & WORSE) for b in bits)
        mood = (good > 0) - (good < 0)
        features.append(f"end {'denied' if denied else _token(mood * (wanted.value or 1))}")
        spoken_of = "near" if near.share >= 0.5 else "far"
        features.append(f"end {spoken_of} {'denied' if denied else _token(mood * wanted.value)}")
    if title:
        near = nearness(title, wanted)
        if near.share >= 0.5:
            sign = subject_of(title, arms) * change_near(title, near, wanted)
            features.append(f"title {_token(sign)}")
    return features
