"""Eight hand labels of random PubMed records, told by the shipped model from title and abstract.

The model was trained on weak labels of other records; none of these, nor of the collection they
were drawn from, was learnt. The rules of ``design`` and ``subjects`` stand beside it as a baseline
(the area under the curve of a yes or no).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.measures import auc, with_interval
from evals.runner import Request, Result
from sceptic.appraisal.design import design_of
from sceptic.appraisal.labels import label_probabilities
from sceptic.appraisal.subjects import subjects_of
from sceptic.domain.evidence import Design, Subjects
from training import datasets

NAME = "labels8"
_OURS = {"randomized_trial": "randomised"}
Reading = tuple[Design, Subjects]
Scored = tuple[bool, float]

_RULES: dict[str, Callable[[Reading], bool]] = {
    "systematic_review": lambda r: r[0].is_review_of_studies,
    "meta_analysis": lambda r: r[0] is Design.META_ANALYSIS,
    "rodent": lambda r: r[0] is Design.ANIMAL,
    "human": lambda r: r[1] is Subjects.HUMAN,
    "trial": lambda r: r[0] in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL),
    "randomized_trial": lambda r: r[0] is Design.RANDOMISED_TRIAL,
    "protocol": lambda r: r[0] is Design.PROTOCOL,
}


def run(request: Request) -> tuple[Result, ...]:
    items = datasets.design_items(request.data or request.path())
    said = [label_probabilities(item.record) for item in items]
    readings = [_reading(item) for item in items]
    digest = datasets.digest_of(item.record.id for item in items)
    results = []
    for label in datasets.DESIGN_LABELS:
        golds = [item.labels[label] for item in items]
        scored = [
            (gold, chances[_OURS.get(label, label)])
            for gold, chances in zip(golds, said, strict=True)
        ]
        results.append(_result(label, scored, readings, digest))
    return tuple(results)


def _reading(item: datasets.DesignItem) -> Reading:
    subjects = subjects_of(item.record)
    return design_of(item.record, subjects).design, subjects


def _result(
    label: str, scored: Sequence[Scored], readings: Sequence[Reading], digest: str
) -> Result:
    rule = _RULES.get(label)
    rows: tuple[tuple[str, float], ...] = (("majority", 0.5),)
    if rule is not None:
        by_rule = [(gold, float(rule(r))) for (gold, _), r in zip(scored, readings, strict=True)]
        rows += (("rules", round(auc(by_rule), 4)),)
    positives = sum(gold for gold, _ in scored)
    return Result(
        name=f"{NAME}/{label}",
        set="Study design, eight hand labels",
        split="all; learnt on weak labels of other records",
        n=len(scored),
        digest=digest,
        figures=(with_interval("AUC", scored, auc),),
        baselines=rows,
        note=f"{positives} of {len(scored)} are positive",
    )
