"""HealthVer, abstract level: the shipped reader has never seen it; a reference is trained on it.

The set is for evaluation only. The reference is cross-fitted by abstract on all pairs (training
and development part), its weights thrown away.
"""

from __future__ import annotations

from evals.runner import Request, Result
from evals.statements import by_rules, claim_only, evidence_only, in_domain, items_in, result
from sceptic.appraisal.agreement import agreement

NAME = "healthver"
_PARTS = ("healthver__claims_train.jsonl", "healthver__claims_dev.jsonl")


def run(request: Request) -> tuple[Result, ...]:
    corpus = request.path("claims", "healthver__corpus.jsonl")
    files = [request.items] if request.items else [request.path("claims", p) for p in _PARTS]
    items = [item for file in files for item in items_in(file, corpus)]
    said = [agreement(i.statement, i.title, i.sentences).answer for i in items]
    zero = result(
        f"{NAME}/zero_shot",
        "HealthVer, abstract given",
        "shipped linear reader, trained on SciFact alone",
        items,
        said,
        (
            ("claim only", claim_only(items)),
            ("evidence only", evidence_only(items)),
            ("rules", by_rules(items)),
        ),
    )
    reference = result(
        f"{NAME}/in_domain",
        "HealthVer, abstract given",
        "in-domain linear reference, 5 folds by abstract, seed 0, weights thrown away",
        items,
        in_domain(items),
    )
    return (zero, reference)
