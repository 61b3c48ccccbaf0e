"""Reader of comparisons: ``python -m training.comparison --data DIR``.

Trained on Evidence Inference: an outcome, an intervention, a comparator and either the trial's
abstract (only under CC BY or CC0) or the words that annotators marked as evidence. Every item is
learned twice, as it is and mirrored (higher and lower exchanged), so that the model leans to
neither. The reader of changes, one voter among the features, is cross-fitted in the same folds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sceptic.appraisal.comparison import CLASSES, MODEL, comparison_features, mirrored
from sceptic.appraisal.linear import LinearModel, Provenance
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import RoleSentence, roles_of
from sceptic.domain.record import Record
from sceptic.language.text import sentences
from training import changes, datasets
from training.fit import fitted, parser_of, today, written

FOLDS = 5
C = 0.05
_LABEL = {1: "higher", -1: "lower", 0: "no_difference"}
_MIRROR = {"higher": "lower", "lower": "higher", "no_difference": "no_difference"}


@dataclass(frozen=True, slots=True)
class Item:
    """One comparison with the text it is read from; ``group`` is the article."""

    group: str
    outcome: str
    intervention: str
    comparator: str
    label: str
    title: str
    sentences: tuple[RoleSentence, ...]
    kind: str
    """``abstract``: the evidence stands in it; ``silent``: it does not; ``evidence``: no abstract,
    the marked words themselves."""


def items_in(data: Path) -> list[Item]:
    """Every prompt with its abstract, and every marked passage, in a fixed order."""
    marked = datasets.change_items(data)
    abstracts = _abstracts(data, {f"PMC{m.group}" for m in marked})
    by_prompt: dict[str, list[datasets.ChangeItem]] = {}
    for each in marked:
        by_prompt.setdefault(each.prompt, []).append(each)
    items = [_item(m, "", _as_results(m.evidence), "evidence") for m in marked]
    for _, group in sorted(by_prompt.items()):
        record = abstracts.get(f"PMC{group[0].group}")
        labels = Counter(m.label for m in group).most_common()
        if record is None or (len(labels) > 1 and labels[0][1] == labels[1][1]):
            continue
        chosen = next(m for m in group if m.label == labels[0][0])
        held = _squeezed(record.abstract_text)
        kind = "abstract" if any(_squeezed(m.evidence)[:60] in held for m in group) else "silent"
        items.append(_item(chosen, record.title, roles_of(record), kind))
    return items


def _item(
    marked: datasets.ChangeItem, title: str, said: tuple[RoleSentence, ...], kind: str
) -> Item:
    return Item(marked.group, marked.outcome, marked.intervention, marked.comparator,
                _LABEL[marked.label], title, said, kind)  # fmt: skip


def _as_results(text: str) -> tuple[RoleSentence, ...]:
    return tuple(RoleSentence(Role.RESULTS, s.start, s.end, s.text, True) for s in sentences(text))


def _squeezed(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _abstracts(data: Path, wanted: set[str]) -> dict[str, Record]:
    """PMCID -> record, of the trials whose licence lets them feed weights."""
    pmcid_of = {pmid: row[0] for pmid, row in datasets.licences(data).items()}
    return {
        pmcid: record
        for record in datasets.open_trials(data)
        if (pmcid := pmcid_of.get(record.pmid or 0, "")) in wanted
    }


def rows_of(
    items: Sequence[Item], voters: Sequence[tuple[LinearModel, LinearModel]], fold: dict[str, int]
) -> list[list[str]]:
    """Features of every item, the voter being the one that has not seen its article."""
    return [
        comparison_features(
            item.title,
            item.sentences,
            outcome=(item.outcome,),
            intervention=(item.intervention,),
            comparator=(item.comparator,),
            voter=voters[fold[item.group]],
        )[0]
        for item in items
    ]


def voters_of(data: Path, fold: dict[str, int]) -> list[tuple[LinearModel, LinearModel]]:
    """One pair of change models per fold, trained on the other folds."""
    rows = changes.rows_of(datasets.change_items(data))
    return [
        changes.trained(rows, [i for i, m in enumerate(rows.items) if fold[m.group] != held])
        for held in range(FOLDS)
    ]


def trained(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> LinearModel:
    both = [*rows, *(mirrored(row) for row in rows)]
    turned = [*labels, *(_MIRROR[label] for label in labels)]
    return fitted(MODEL, both, turned, CLASSES, c=C / 2, min_count=6)


def cross_fitted(
    items: Sequence[Item], rows: Sequence[Sequence[str]], fold: dict[str, int]
) -> list[str]:
    answers = [""] * len(items)
    for held in range(FOLDS):
        chosen = [i for i, item in enumerate(items) if fold[item.group] != held]
        made = trained([rows[i] for i in chosen], [items[i].label for i in chosen])
        for i, item in enumerate(items):
            if fold[item.group] == held:
                scores = made.probabilities(rows[i])
                answers[i] = max(zip(scores, made.classes, strict=True))[1]
    return answers


def metrics_of(items: Sequence[Item], answers: Sequence[str]) -> dict[str, float]:
    metrics = {}
    for kind in ("abstract", "silent", "evidence"):
        hits = [i.label == a for i, a in zip(items, answers, strict=True) if i.kind == kind]
        metrics[f"accuracy_{kind}"] = round(sum(hits) / max(1, len(hits)), 4)
        metrics[f"n_{kind}"] = len(hits)
    return metrics


def main() -> None:
    options = parser_of(__doc__).parse_args()
    data: Path = options.data
    items = items_in(data)
    parts = datasets.folds({item.group for item in items}, FOLDS)
    fold = {group: k for k, part in enumerate(parts) for group in part}
    rows = rows_of(items, voters_of(data, fold), fold)
    metrics = metrics_of(items, cross_fitted(items, rows, fold))
    made = trained(rows, [item.label for item in items])
    provenance = Provenance(
        made=today(),
        command="python -m training.comparison --data DIR",
        data=[
            {"name": "Evidence Inference 2.0, annotations", "licence": "MIT",
             "n": sum(i.kind == "evidence" for i in items),
             "digest": datasets.file_digest(data / "evidence_inference" / "annotations.csv")},
            {"name": "abstracts of its trials in PubMed Central",
             "licence": "CC BY or CC0, per record",
             "n": sum(i.kind != "evidence" for i in items),
             "digest": datasets.file_digest(data / "rct_corpus" / "rct_corpus.xml.gz")},
        ],
        metrics=metrics,
        note="cross-fitted in five folds grouped by article, seed 0",
    )  # fmt: skip
    path = written(msgspec.structs.replace(made, provenance=provenance), options.out)
    print(f"{path.name}: {len(made.weights)} features")
    print(metrics)


if __name__ == "__main__":
    main()
