"""Yes or no: does the aggregator's probability say what is true, and how often?

    python -m evals run yes_no --data DIR --library LIBRARY

Questions of PubMedQA and BioASQ with their sources given and with sources looked for, each answered
by coefficients that have not seen it (five folds, seed 0); questions of the public's (TREC Health
Misinformation, White-Hassan) by coefficients that were never fitted on one. A question takes part
if some source counts; what a brief would call too little evidence is answered all the same. "Votes"
is a plain count of the studies: one study, one vote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evals.ablation_answers import Said, brier, calibration_error, paired_gain, share_of_votes
from evals.ablation_sets import CONSUMER, questions_in
from evals.measures import accuracy, macro_f1, majority, recall_of, recalls, with_interval
from evals.runner import Request, Result
from sceptic.synthesis.aggregator import Aggregator, Comparing, likelihoods, probability
from sceptic.synthesis.kinds import kind_of
from training import datasets, questions
from training.aggregator import Material, comparing_of, holds_cross_fitted, holds_of
from training.medevidence import evidence_on, items_in, looked_for
from training.questions import YES_NO, Answerable

NAME = "yes_no"
Holds = Callable[[str], Aggregator]


def run(request: Request) -> tuple[Result, ...]:
    data = request.path()
    items = items_in(request.path("medevidence", "medevidence_dev.jsonl"))
    asked = questions.research_questions(data)
    public = [
        questions.Question(q.set, q.id, q.text, q.truth)
        for q in questions_in(request.path("questions", "questions_dev.jsonl"))
        if q.set in CONSUMER
    ]
    with questions.workbench_of(data, request.library) as bench:
        searched = [(item, looked_for(item, bench)) for item in items]
        found = list(questions.looked_for(asked, bench))
        of_public = list(questions.looked_for(public, bench))
    given = list(questions.given(asked))
    read = [(item, evidence_on(item)) for item in items]
    material = Material(read, searched, tuple(questions.judged([*given, *found])))
    folds, whole = holds_cross_fitted(material), holds_of(material)
    digest = datasets.digest_of(
        datasets.file_digest(request.path(*path))
        for path in (("pubmedqa_dev.json",), ("bioasq_yesno_dev.jsonl",),
                     ("questions", "questions_dev.jsonl"))
    )  # fmt: skip
    learnt, never = "cross-fitted by question, 5 folds, seed 0", "never fitted on such questions"
    of_given, of_found = comparing_of(read), comparing_of(material.both)
    return (
        result("given", "PubMedQA and BioASQ, sources given", learnt, digest, given,
               answers(given, folds, of_given)),
        result("looked_for", "PubMedQA and BioASQ, sources looked for", learnt, digest, found,
               answers(found, folds, of_found)),
        result("public", "questions of the public's", never, digest, of_public,
               answers(of_public, lambda _: whole, of_found)),
    )  # fmt: skip


def answers(asked: Iterable[Answerable], holds: Holds, comparing: Comparing) -> list[Said]:
    """Yes where the claim probably holds, or the outcome probably differs in an open comparison."""
    return [_said(a, _probability(a, holds, comparing)) for a in asked]


def _probability(asked: Answerable, holds: Holds, comparing: Comparing) -> float:
    if asked.is_comparison:
        return likelihoods(asked.counted, comparing).differs
    return probability(asked.counted, kind_of(asked.claim), holds(asked.question.key))


def votes(asked: Iterable[Answerable]) -> list[Said]:
    return [_said(a, share_of_votes(a.counted)) for a in asked]


def _said(asked: Answerable, p: float) -> Said:
    word = "yes" if p >= 0.5 else "no"
    return Said(asked.question.key, asked.question.truth, word, {"yes": p, "no": 1 - p})


def result(
    name: str,
    title: str,
    how: str,
    digest: str,
    asked: Sequence[Answerable],
    said: Sequence[Said],
) -> Result:
    """Figures with intervals over questions; the note has the paired difference from the votes."""
    counted = votes(asked)
    golds = [s.truth for s in said]
    gain = "{:+.3f} ({:+.3f} to {:+.3f})".format(*paired_gain(said, counted))
    return Result(
        name=f"{NAME}/{name}",
        set=title,
        split=how,
        n=len(said),
        digest=digest,
        figures=(
            with_interval("accuracy", said, lambda s: accuracy(_pairs(s))),
            with_interval("macro_f1", said, lambda s: macro_f1(_pairs(s))),
            with_interval("recall of no", said, lambda s: recall_of("no")(_pairs(s))),
            with_interval("1 - Brier", said, lambda s: 1 - brier(s)),
            with_interval("1 - ECE", said, lambda s: 1 - calibration_error(s)),
        ),
        baselines=(
            (f"majority ({majority(golds)})", round(golds.count(majority(golds)) / len(golds), 4)),
            ("votes", round(accuracy(_pairs(counted)), 4)),
            ("votes, recall of no", round(recall_of("no")(_pairs(counted)), 4)),
            ("votes, 1 - Brier", 1 - brier(counted)),
            ("votes, 1 - ECE", 1 - calibration_error(counted)),
        ) if golds else (),
        recalls=recalls(_pairs(said)),
        wrong=tuple(s.group for s in said if not s.is_right),
        note=f"accuracy over the votes' {gain}; truths are {' or '.join(YES_NO)}",
    )  # fmt: skip


def _pairs(said: Sequence[Said]) -> list[tuple[str, str]]:
    return [(s.truth, s.said) for s in said]
