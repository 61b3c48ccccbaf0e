"""SciFact: does the cited abstract support the claim, contradict it, or say nothing of it?

On the file that the kept weights were trained on, each pair is answered by a model that has
seen no pair of its abstract (five folds, seed 0). On any other file the kept weights answer.
"""

from __future__ import annotations

from evals import encoder
from evals.runner import Request, Result
from evals.statements import (
    by_encoder,
    by_rules,
    claim_only,
    evidence_only,
    in_domain,
    items_in,
    named_most,
    result,
)
from training import datasets
from training.agreement import FOLDS, cross_fitted
from training.fit import reference_model
from training.statement_reader import MODEL, agreement

NAME = "scifact"


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path("claims", "scifact__claims_train.jsonl")
    items = items_in(path, request.path("claims", "scifact__corpus.jsonl"))
    own = datasets.file_digest(path) == reference_model(MODEL).provenance.data[0]["digest"]
    if own:
        answers = cross_fitted(items)
        how = f"cross-fitted by abstract, {FOLDS} folds, seed 0"
    else:
        answers = {i.id: agreement(i.statement, i.title, i.sentences) for i in items}
        how = "kept weights"
    linear = result(
        f"{NAME}/linear",
        "SciFact, abstract given",
        how,
        items,
        [answers[i.id].answer for i in items],
        (
            ("claim only", claim_only(items)),
            ("evidence only", evidence_only(items)),
            ("rules", by_rules(items)),
        ),
        "the linear reader",
        telling=named_most,
    )
    words = result(
        f"{NAME}/in_domain",
        "SciFact, abstract given",
        f"linear with words, {FOLDS} folds by abstract, seed 0",
        items,
        in_domain(items),
        note="the words of claim and abstract added: what the set's own vocabulary gives",
    )
    said = [answers[i.id].answer for i in items]
    read = encoder.to_statements(NAME, items, own=own)
    split = f"encoder and linear, {'cross-fitted by abstract' if own else 'shipped weights'}"
    return (linear, words, *by_encoder(NAME, "SciFact, abstract given", split, items, said, read))
