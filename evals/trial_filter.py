"""Is it a randomised trial? Read from title and abstract alone.

Against MEDLINE's type, on an export that holds only what a sensitive filter had let through: its
negatives are the hard ones, and the type also marks protocols and secondary reports of trials.
``reference`` is a linear model trained on the export itself, cross-fitted by title, thrown away:
what the words of these records allow. ``typed`` gives the publication type, so it says only that
the rules read it off. Against hand labels, on ``random_records`` of PubMed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from evals.measures import Pair, auc, f1_of, recall_of, with_interval
from evals.runner import Request, Result
from sceptic.appraisal.design import design_of
from sceptic.appraisal.labels import label_features, label_probabilities
from sceptic.appraisal.participants import participants_of
from sceptic.appraisal.subjects import subjects_of
from sceptic.domain.evidence import Design
from sceptic.domain.record import Record
from training import datasets
from training.fit import fitted

NAME = "trial_filter"
TITLE = "RobotSearch sample"
WANTED_SPECIFICITY, WANTED_SENSITIVITY = 0.93, 0.95
_TYPE = "randomized controlled trial"
_DESIGN_PAPER = re.compile(r"\b(?:rationale|design)\b.*\b(?:design|rationale|baseline)\b")
Scored = tuple[bool, float]


def run(request: Request) -> tuple[Result, ...]:
    path = request.path("rct_robotsearch", "ovid.txt")
    typed = datasets.trial_filter_items(path.parent.parent)
    items = [(_untyped(record), truth) for record, truth in typed]
    digest = datasets.file_digest(path)
    return (
        _by_rules(NAME, items, digest, "publication types are taken away before reading"),
        _by_rules(f"{NAME}/typed", typed, digest, "publication types given, the truth among them"),
        _scored(f"{NAME}/linear", items, digest),
        _reference(items, digest),
        _random_records(request),
    )


def _random_records(request: Request) -> Result:
    items = datasets.design_items(request.path())
    hand = [(item.record, item.labels["randomized_trial"]) for item in items]
    made = _scored(f"{NAME}/random_records", hand, datasets.digest_of(r.id for r, _ in hand))
    return replace(made, set="Study design, eight hand labels")


def _reference(items: Sequence[tuple[Record, bool]], digest: str) -> Result:
    """Equal titles (the export repeats some) stay in one fold."""
    titles = [record.title.casefold() for record, _ in items]
    features = [[*label_features(record), *_read_by_rules(record)] for record, _ in items]
    truths = ["yes" if truth else "no" for _, truth in items]
    scored: list[Scored] = []
    for fold in datasets.folds(set(titles), 5):
        held = set(fold)
        learnt = [i for i, title in enumerate(titles) if title not in held]
        weights = fitted(
            NAME, [features[i] for i in learnt], [truths[i] for i in learnt], ("no", "yes"), c=0.02
        )
        scored += [
            (truth, weights.logits(own)[1])
            for title, own, (_, truth) in zip(titles, features, items, strict=True)
            if title in held
        ]
    return Result(
        name=f"{NAME}/reference",
        set=TITLE,
        split="in-domain reference, 5 folds by title, seed 0, weights thrown away",
        n=len(items),
        digest=digest,
        figures=(
            with_interval("AUC", scored, auc),
            with_interval("sensitivity at specificity 0.93", scored, sensitivity_at),
            with_interval("specificity at sensitivity 0.95", scored, specificity_at),
        ),
        note="no publication type",
    )


def _read_by_rules(record: Record) -> tuple[str, ...]:
    """What the rules read, as features of the reference."""
    subjects = subjects_of(record)
    people = participants_of(record, is_review=False).value
    return (
        f"read {subjects}",
        f"read {design_of(record, subjects).design}",
        f"read people {len(str(people)) if people else 0}",
    )


def _is_of_a_trial(record: Record) -> bool:
    """A randomised trial or, as MEDLINE counts them with their trial, a paper on its design."""
    design = design_of(record).design
    if design is Design.PROTOCOL:
        is_typed = _TYPE in (t.casefold() for t in record.publication_types)
        is_random = "randomi" in f"{record.title} {record.abstract_text}".casefold()
        return _DESIGN_PAPER.search(record.title.casefold()) is not None and (is_typed or is_random)
    return design is Design.RANDOMISED_TRIAL


def _untyped(record: Record) -> Record:
    return replace(record, publication_types=())


def _by_rules(name: str, items: Sequence[tuple[Record, bool]], digest: str, note: str) -> Result:
    pairs: list[Pair] = [
        ("trial" if truth else "other",
         "trial" if _is_of_a_trial(record) else "other")
        for record, truth in items
    ]  # fmt: skip
    share = sum(gold == "trial" for gold, _ in pairs) / max(1, len(pairs))
    return Result(
        name=name,
        set=TITLE,
        split="all",
        n=len(pairs),
        digest=digest,
        figures=(
            with_interval("sensitivity", pairs, recall_of("trial")),
            with_interval("specificity", pairs, recall_of("other")),
            with_interval("f1", pairs, f1_of("trial")),
        ),
        baselines=(("share of trials", round(share, 4)),),
        note=note,
    )


def _scored(name: str, items: Sequence[tuple[Record, bool]], digest: str) -> Result:
    """The shipped model, and the model with the rules' vote, at the points that are asked for."""
    model: list[Scored] = []
    both: list[Scored] = []
    for record, truth in items:
        chance = label_probabilities(record)["randomised"]
        by_rule = _is_of_a_trial(record)
        model.append((truth, chance))
        both.append((truth, math.log((chance + 1e-9) / (1 - chance + 1e-9)) + 2 * by_rule))
    return Result(
        name=name,
        set=TITLE,
        split="all; learnt on weak labels of other records",
        n=len(items),
        digest=digest,
        figures=(
            with_interval("AUC", model, auc),
            with_interval("AUC, with the rules' vote", both, auc),
            with_interval("sensitivity at specificity 0.93, both", both, sensitivity_at),
            with_interval("specificity at sensitivity 0.95, both", both, specificity_at),
        ),
        note="no publication type",
    )


def _at(wanted: float, *, of_positives: bool) -> Callable[[Sequence[Scored]], float]:
    """Share of one kind read rightly at the cut that reads ``wanted`` of the other rightly."""

    def measure(scored: Sequence[Scored]) -> float:
        sign = 1.0 if of_positives else -1.0
        kind = sorted((sign * s for truth, s in scored if truth is of_positives), reverse=True)
        other = [sign * s for truth, s in scored if truth is not of_positives]
        if not kind or not other:
            return 0.0
        cut = kind[min(len(kind), math.ceil(wanted * len(kind))) - 1]
        return sum(s < cut for s in other) / len(other)

    return measure


sensitivity_at = _at(WANTED_SPECIFICITY, of_positives=False)
specificity_at = _at(WANTED_SENSITIVITY, of_positives=True)
