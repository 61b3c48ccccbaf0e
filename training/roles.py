"""Sentence roles: ``python -m training.roles --data DIR`` writes ``models/roles.json``.

Trained on sections that authors labelled themselves, labels removed: NLM records, open trials
under CC BY or CC0, PubMedQA. Reports weighted F1 on held-out PubMedQA abstracts before fitting all.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from sceptic.appraisal.linear import LinearModel, Provenance
from sceptic.appraisal.role_labels import ARGUMENT, Role, role_of_label
from sceptic.appraisal.roles import best_path, role_features
from sceptic.domain.record import Record
from sceptic.language.text import sentences
from training import datasets
from training.fit import fitted, parser_of, today, written

Abstract = list[tuple[str, Role]]
"""Sentences of one abstract with their roles."""
KEEP = 14_000


def of_record(record: Record) -> Abstract:
    """Labelled sentences of a record; empty unless every part has a label of the five roles."""
    out: Abstract = []
    for part in record.abstract:
        role = role_of_label(part.label, part.category)
        if role is None:
            return []
        if role is not Role.OTHER:
            out += [(span.text, role) for span in sentences(part.text)]
    return out if len({role for _, role in out}) >= 3 else []


def of_question(item: datasets.YesNoItem) -> Abstract:
    out: Abstract = []
    for label, text in item.contexts:
        role = role_of_label(label)
        if role is None:
            return []
        if role is not Role.OTHER:
            out += [(span.text, role) for span in sentences(text)]
    return out + [(span.text, Role.CONCLUSION) for span in sentences(item.conclusion)]


def labelled_sets(data: Path) -> dict[str, list[Abstract]]:
    """Labelled abstracts that may feed weights, without those of the evaluation sets."""
    banned = datasets.evaluation_pmids(data)
    sources = {
        "PubMed records as NLM wrote them": datasets.nlm_records(data),
        "Open randomised trials (PMC)": datasets.open_trials(data),
    }
    return {
        name: [a for r in records if str(r.pmid) not in banned and (a := of_record(r))]
        for name, records in sources.items()
    }


def trained(abstracts: Iterable[Abstract], *, keep: int = KEEP) -> LinearModel:
    rows, labels = [], []
    counts = [[1.0] * 5 for _ in range(5)]
    first = [1.0] * 5
    for abstract in abstracts:
        states = [ARGUMENT.index(role) for _, role in abstract]
        for i, (text, role) in enumerate(abstract):
            rows.append(role_features(text, i, len(abstract)))
            labels.append(role.value)
        for a, b in itertools.pairwise(states):
            counts[a][b] += 1
        if states:
            first[states[0]] += 1
    made = fitted("roles", rows, labels, [r.value for r in ARGUMENT], c=0.5, min_count=3, keep=keep)
    return msgspec.structs.replace(
        made,
        transitions=[_logs(row) for row in counts],
        start=_logs(first),
    )


def _logs(row: Sequence[float]) -> list[float]:
    return [round(math.log(x / sum(row)), 4) for x in row]


def predicted(made: LinearModel, texts: Sequence[str]) -> list[Role]:
    rows = [made.log_probabilities(role_features(t, i, len(texts))) for i, t in enumerate(texts)]
    return [ARGUMENT[s] for s in best_path(rows, made.transitions, made.start)]


def weighted_f1(gold: Sequence[Role], guess: Sequence[Role]) -> float:
    total = 0.0
    for role in ARGUMENT:
        hits = sum(g is role and p is role for g, p in zip(gold, guess, strict=True))
        marked, said = sum(g is role for g in gold), sum(p is role for p in guess)
        f1 = 2 * hits / (marked + said) if marked + said else 0.0
        total += f1 * marked
    return total / max(1, len(gold))


def held_out(made: LinearModel, abstracts: Iterable[Abstract]) -> dict[str, float]:
    gold: list[Role] = []
    guess: list[Role] = []
    for abstract in abstracts:
        gold += [role for _, role in abstract]
        guess += predicted(made, [text for text, _ in abstract])
    accuracy = sum(a is b for a, b in zip(gold, guess, strict=True)) / max(1, len(gold))
    return {
        "held_out_weighted_f1": round(weighted_f1(gold, guess), 4),
        "held_out_accuracy": round(accuracy, 4),
        "held_out_sentences": float(len(gold)),
    }


def main() -> None:
    options = parser_of(__doc__).parse_args()
    data: Path = options.data
    by_set = labelled_sets(data)
    ours = {
        q.id: a for q in datasets.yes_no_items(data / "pubmedqa_dev.json") if (a := of_question(q))
    }
    learn, test = datasets.halves(ours)
    base = [a for group in by_set.values() for a in group]
    metrics = held_out(trained(base + [ours[i] for i in learn]), [ours[i] for i in test])
    made = trained(base + list(ours.values()))
    licence = {"PubMed records as NLM wrote them": "NLM terms"}
    sets: list[dict[str, str | int]] = [
        {
            "name": name,
            "licence": licence.get(name, "CC BY, CC0"),
            "n": len(group),
            "digest": datasets.digest_of(text for a in group for text, _ in a),
        }
        for name, group in by_set.items()
    ]
    sets.append(
        {
            "name": "PubMedQA PQA-L, development half",
            "licence": "MIT",
            "n": len(ours),
            "digest": datasets.digest_of(ours),
        }
    )
    provenance = Provenance(
        made=today(),
        command="python -m training.roles --data DIR",
        data=sets,
        metrics=metrics,
        note="weighted F1 on half of the PubMedQA abstracts, model fitted without them",
    )
    path = written(msgspec.structs.replace(made, provenance=provenance), options.out)
    print(f"{path.name}: {len(made.weights)} features, {metrics}")


if __name__ == "__main__":
    main()
