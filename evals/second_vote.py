"""The second voter: where it doubts what rules read of a study, are the rules wrong more often?

PubMedQA's development questions that become claims, each set against its own abstract. Right is
"supports" where the answer is yes and "contradicts" where it is no. The second voter is
cross-fitted: it answers no item that it has seen. The rules' own weights have seen these items, so
that the gain is told too small rather than too large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals import encoder
from evals.measures import with_interval
from evals.runner import Request, Result
from sceptic.appraisal.classifiers import Reading
from sceptic.appraisal.reading import study_from_record
from sceptic.appraisal.stance import evidence_for
from sceptic.checks import families_of
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Stance
from sceptic.domain.record import AbstractPart, Record
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from sceptic.synthesis.second_vote import contradicts
from training import datasets
from training.affirmation import cross_fitted

NAME = "second_vote"
_RIGHT = {Stance.SUPPORTS: "yes", Stance.CONTRADICTS: "no"}
Vote = tuple[str, bool, bool, bool]
"""Item; whether the rules are right, are doubted, would be doubted by encoder and linear reader."""


def run(request: Request) -> tuple[Result, ...]:
    path = request.path("pubmedqa_dev.json")
    votes = _votes(datasets.yes_no_items(path), shipped_vocabulary())
    doubted = [right for _, right, is_doubted, _ in votes if is_doubted]
    agreed = [right for _, right, is_doubted, _ in votes if not is_doubted]
    by_encoder = [right for _, right, _, is_doubted in votes if is_doubted]
    return (
        Result(
            name=NAME,
            set="PubMedQA, questions as claims, stance read by rules",
            split="second voter cross-fitted, 10 folds, seed 0",
            n=len(votes),
            digest=datasets.digest_of(item for item, *_ in votes),
            figures=(
                with_interval("rules right where agreed", agreed, _share),
                with_interval("rules wrong where doubted", [not r for r in doubted], _share),
            ),
            baselines=(
                ("rules right, all", round(_share([v[1] for v in votes]), 4)),
                (
                    f"rules wrong where encoder and linear doubt, {len(by_encoder)}",
                    round(_share([not right for right in by_encoder]), 4),
                ),
            ),
            recalls=(("errors doubted", _caught(votes), sum(not v[1] for v in votes)),),
            wrong=tuple(item for item, right, is_doubted, _ in votes if right == is_doubted),
        ),
    )


def _votes(items: Sequence[datasets.YesNoItem], vocabulary: Vocabulary) -> list[Vote]:
    answers = cross_fitted(items)
    votes = []
    for item in items:
        stance = _by_rules(item, vocabulary)
        if stance in _RIGHT:
            doubted = contradicts(Reading(*answers[item.id]), stance)
            votes.append(
                (item.id, _RIGHT[stance] == item.answer, doubted, _encoder(item.id, stance))
            )
    return votes


def _encoder(item: str, stance: Stance) -> bool:
    """Whether the encoder and the linear reader, neither of which had seen the item, together lean
    clearly against the rules."""
    said = encoder.pairs_of(encoder.kept("pubmedqa"), [(item, "")], 2 + encoder.JOINED)
    lean = [int(answer) for _, answer in said]
    return any(contradicts(Reading(max(x, 0) / 100, max(-x, 0) / 100, 0.0), stance) for x in lean)


def _by_rules(item: datasets.YesNoItem, vocabulary: Vocabulary) -> Stance:
    try:
        claim = claim_from_question(item.question, vocabulary)
    except QuestionError:
        return Stance.NOT_ABOUT
    if claim.relation is Relation.COMPARES:
        return Stance.NOT_ABOUT
    parts = [AbstractPart(text, label) for label, text in item.contexts]
    record = Record(
        id=f"pmid:{item.id}",
        title=item.question,
        abstract=(*parts, AbstractPart(item.conclusion, "CONCLUSIONS")),
    )
    study = study_from_record(record)
    return evidence_for(study, claim, families_of(claim, vocabulary), record).stance


def _caught(votes: Sequence[Vote]) -> float:
    kinds = Counter((right, doubted) for _, right, doubted, _ in votes)
    wrong = kinds[False, True] + kinds[False, False]
    return round(kinds[False, True] / wrong, 4) if wrong else 0.0


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
