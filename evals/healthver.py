"""HealthVer, abstract level: the linear reader has never seen it; a reference is trained on it.

The set is for evaluation only. The reference learns the training part and is measured on the
development part, whose statements are others; its weights are thrown away. (Folds by abstract
would not do: a statement meets several abstracts, mostly with one answer.)
"""

from __future__ import annotations

from evals import encoder
from evals.kernel_reference import said_by_kernel
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
from training.statement_reader import agreement

NAME = "healthver"
TITLE = "HealthVer, abstract given"


def run(request: Request) -> tuple[Result, ...]:
    corpus = request.path("claims", "healthver__corpus.jsonl")
    learn = items_in(request.path("claims", "healthver__claims_train.jsonl"), corpus)
    own = request.items is None
    path = request.items or request.path("claims", "healthver__claims_dev.jsonl")
    items = items_in(path, corpus)
    known = {item.statement for item in items}
    learn = [item for item in learn if item.statement not in known]
    said = [agreement(i.statement, i.title, i.sentences).answer for i in items]
    zero = result(
        f"{NAME}/zero_shot",
        TITLE,
        "development part; linear reader, trained on SciFact alone",
        items,
        said,
        (
            ("claim only", claim_only(items, learn)),
            ("evidence only", evidence_only(items, learn)),
            ("rules", by_rules(items)),
        ),
        telling=named_most,
    )
    told = in_domain(items, learn)
    reference = result(
        f"{NAME}/in_domain",
        TITLE,
        "training to development part, linear reference, weights thrown away",
        items,
        told,
    )
    kernel = result(
        f"{NAME}/kernel",
        TITLE,
        "training to development part, product of kernels, weights thrown away",
        items,
        said_by_kernel(items, learn),
        note="learns from what other statements met in the same abstract",
    )
    split = "development part; encoder and linear, trained without the set"
    return (
        zero,
        reference,
        kernel,
        *by_encoder(NAME, TITLE, split, items, said, encoder.to_statements(NAME, items, own=own)),
    )
