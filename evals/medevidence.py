"""MedEvidence: is an outcome higher, lower or the same, given the abstracts of a review's trials?

On the file that the aggregator was fitted on, each question is answered with coefficients that
have not seen its review (five folds, seed 0); on any other file the shipped ones answer. Intervals
come from resampling reviews, not questions: the questions of one review share their trials.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.measures import accuracy, majority, recall_of, with_interval
from evals.runner import EvalError, Figure, Request, Result
from sceptic.appraisal.cues import words_of
from sceptic.domain.evidence import Change, Evidence
from sceptic.synthesis.aggregator import Comparing, Likelihoods, shipped_aggregators
from sceptic.synthesis.comparing import compared
from training import aggregator, datasets
from training.fit import fitted
from training.holds import FOLDS
from training.medevidence import ANSWERS, TOO_LITTLE, Item, evidence_on, items_in

NAME = "medevidence"
FILE = ("medevidence", "medevidence_dev.jsonl")
THREE = ANSWERS[:3]
COVERAGES = (100, 80, 60, 50)
BINS = 10
_WORD = {
    Change.HIGHER: "higher",
    Change.LOWER: "lower",
    Change.NO_DIFFERENCE: "no difference",
    None: TOO_LITTLE,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with what was said; ``probabilities`` go with the classes of the task."""

    item: Item
    said: str
    probabilities: dict[str, float]

    @property
    def is_right(self) -> bool:
        return self.said == self.item.answer

    @property
    def surety(self) -> float:
        """Of the likeliest answer over the next (the margin)."""
        ranked = sorted(self.probabilities.values(), reverse=True)
        return ranked[0] - ranked[1]


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path(*FILE)
    items = read_items(path)
    read = [(item, evidence_on(item)) for item in items]
    models, how = models_for(read, path, shipped_aggregators().given)
    return results_of(NAME, "MedEvidence, sources given", path, read, models, how)


def read_items(path: Path) -> list[Item]:
    """Items of a file in the set's own form.

    Raises:
        EvalError: it is not in that form.
    """
    try:
        return items_in(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path.name} is no file in MedEvidence's form: {error}") from error


Read = Sequence[tuple[Item, Sequence[Evidence]]]


def models_for(
    read: Read, path: Path, shipped: Comparing
) -> tuple[Callable[[str], Comparing], str]:
    """Coefficients for each review: cross-fitted on the file they were fitted on, else shipped."""
    if datasets.file_digest(path) == aggregator.shipped_digest():
        folds = aggregator.cross_fitted(read)
        return folds, f"cross-fitted by review, {FOLDS} folds, seed 0"
    return (lambda _: shipped), "shipped coefficients"


def results_of(
    name: str,
    title: str,
    path: Path,
    read: Read,
    models: Callable[[str], Comparing],
    how: str,
    note: str = "",
) -> tuple[Result, ...]:
    """The three-way and the four-way result for evidence already read and weighed."""
    three, four = answered_of(read, models)
    digest = datasets.file_digest(path)
    return (
        _result(f"{name}/three_way", f"{title}, three answers", how, digest, three, THREE, note),
        _result(f"{name}/four_way", f"{title}, four answers", how, digest, four, ANSWERS, note),
    )


def answered_of(
    read: Read, models: Callable[[str], Comparing], *, overrides: bool = True
) -> tuple[list[Answered], list[Answered]]:
    """Three answers, one of which must be given where the review has one, and four.

    ``overrides``: without a controlled study the verdict is "too little", whatever the odds.
    """
    answered = [
        (item, compared([e for e in evidence if e.counted], models(item.review)))
        for item, evidence in read
    ]
    three = [
        Answered(item, _WORD[found.likelihoods.best(forced=True)], _three(found.likelihoods))
        for item, found in answered
        if item.answer in THREE
    ]
    said = [found.direction if overrides else found.likelihoods.best() for _, found in answered]
    four = [
        Answered(item, _WORD[word], _four(found.likelihoods, word is None))
        for (item, found), word in zip(answered, said, strict=True)
    ]
    return three, four


def _three(found: Likelihoods) -> dict[str, float]:
    known = found.higher + found.lower + found.no_difference
    values = (found.higher, found.lower, found.no_difference)
    return {word: value / known for word, value in zip(THREE, values, strict=True)}


def _four(found: Likelihoods, is_too_little: bool) -> dict[str, float]:
    """As the verdict has it: without a controlled study "too little" is said whatever its odds."""
    values = dict(zip(ANSWERS, (found.higher, found.lower, found.no_difference, found.too_little),
                      strict=True))  # fmt: skip
    top = max(values.values())
    if is_too_little and values[TOO_LITTLE] < top:
        values[TOO_LITTLE] = top
        total = sum(values.values())
        values = {word: value / total for word, value in values.items()}
    return values


# --- figures ----------------------------------------------------------------------------------


def _result(
    name: str,
    title: str,
    how: str,
    digest: str,
    answered: Sequence[Answered],
    classes: Sequence[str],
    note: str,
) -> Result:
    pairs = [(a.item.answer, a.said) for a in answered]
    golds = [gold for gold, _ in pairs]
    share = max((golds.count(c) for c in classes), default=0) / max(1, len(golds))
    by_class = tuple((c, round(recall_of(c)(pairs), 4), golds.count(c)) for c in classes)
    return Result(
        name=name,
        set=title,
        split=how,
        n=len(answered),
        digest=digest,
        figures=(
            by_review("accuracy", answered, _accuracy),
            *(
                by_review(f"accuracy at {c} % coverage", answered, at_coverage(c / 100))
                for c in COVERAGES[1:]
            ),
            by_review("1 - Brier", answered, lambda a: 1 - brier(a, classes)),
            by_review("1 - ECE", answered, lambda a: 1 - calibration_error(a)),
        ),
        baselines=(
            (f"majority ({majority(golds)})", round(share, 4)),
            ("question only", question_only(answered, classes)),
        ),
        recalls=by_class,
        wrong=tuple(a.item.id for a in answered if not a.is_right),
        note=note or "Brier: mean squared error over all classes, halved; ECE: 10 equal bins.",
    )


Measure = Callable[[Sequence[Answered]], float]


def by_review(name: str, answered: Sequence[Answered], measure: Measure) -> Figure:
    """A figure over questions whose interval comes from resampling reviews."""
    groups: dict[str, list[Answered]] = {}
    for each in answered:
        groups.setdefault(each.item.review, []).append(each)
    figure = with_interval(
        name, list(groups.values()), lambda drawn: measure([a for group in drawn for a in group])
    )
    return replace(figure, n=len(answered))


def _accuracy(answered: Sequence[Answered]) -> float:
    return accuracy([(a.item.answer, a.said) for a in answered])


def at_coverage(share: float) -> Measure:
    """Accuracy on the share of questions with the widest margins; ties keep their order."""

    def measure(answered: Sequence[Answered]) -> float:
        kept = sorted(answered, key=lambda a: -a.surety)[: max(1, round(share * len(answered)))]
        return _accuracy(kept)

    return measure


def brier(answered: Sequence[Answered], classes: Sequence[str]) -> float:
    """Mean over questions of half the squared distance to the truth: 0 best, 1 worst."""
    if not answered:
        return 0.0
    total = sum((a.probabilities[c] - (a.item.answer == c)) ** 2 for a in answered for c in classes)
    return total / (2 * len(answered))


def calibration_error(answered: Sequence[Answered]) -> float:
    """Expected calibration error of the likeliest answer's probability, ten equal bins."""
    bins: dict[int, list[Answered]] = {}
    for each in answered:
        bins.setdefault(min(BINS - 1, int(BINS * max(each.probabilities.values()))), []).append(
            each
        )
    gaps = (
        abs(sum(max(a.probabilities.values()) for a in b) - sum(a.is_right for a in b))
        for b in bins.values()
    )
    return sum(gaps) / max(1, len(answered))


def question_only(answered: Sequence[Answered], classes: Sequence[str]) -> float:
    """Accuracy of a model that sees the question's words alone, folds grouped by review."""
    reviews = sorted({a.item.review for a in answered})
    if len(reviews) < 2 * FOLDS:
        return 0.0
    hits = 0
    for part in datasets.folds(reviews, FOLDS):
        held = set(part)
        seen = [a.item for a in answered if a.item.review not in held]
        known = [c for c in classes if any(i.answer == c for i in seen)]
        rows = [words_of(i.question) for i in seen]
        model = fitted("question", rows, [i.answer for i in seen], known)
        for each in answered:
            if each.item.review in held:
                scores = model.probabilities(words_of(each.item.question))
                hits += max(zip(scores, known, strict=True))[1] == each.item.answer
    return round(hits / len(answered), 4)
