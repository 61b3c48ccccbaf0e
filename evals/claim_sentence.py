"""Which sentences of an abstract state its main finding? Experts marked them.

The in-domain reference is trained on the set's own training part, its weights thrown away: word
and character n-grams, place, role probabilities and the shipped cues. The shipped rules answer
beside it without having seen the set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from evals.measures import Pair, f1_of, precision_of, recall_of, recalls, with_interval
from evals.runner import EvalError, Request, Result
from sceptic.appraisal.affirmation import title_words
from sceptic.appraisal.cues import Signals, sentence_signals, words_of
from sceptic.appraisal.linear import model
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import (
    CLAIM_CUES,
    CLAIM_THRESHOLD,
    RoleSentence,
    claim_score,
    decoded_roles,
    role_features,
)
from training import datasets

NAME = "claim_sentence"
CLAIM, OTHER = "claim", "other"
CUT = 0.35
"""Probability from which the reference says claim; chosen in four folds of the training part."""
TEXT_WEIGHT = 2.0
FOLDS = 5


def run(request: Request) -> tuple[Result, ...]:
    parts = [
        _items(request.path("claim_sentences", f"{part}_labels.jsonl.gz"))
        for part in ("train", "validation")
    ]
    if request.items is not None:
        items = _items(request.items)
        known = {item.pmid for item in items}
        learn = [item for part in parts for item in part if item.pmid not in known]
        digest = datasets.file_digest(request.items)
        learnt = _result("in_domain", "trained on both parts", items, _by(learn, items), digest)
        return (learnt, _zero_shot(items, digest))
    train, validation = parts
    digest = datasets.digest_of(item.pmid for item in validation)
    both = [*train, *validation]
    everything = datasets.digest_of(item.pmid for item in both)
    return (
        _result(
            "in_domain", "training to validation part", validation, _by(train, validation), digest
        ),
        _result("in_domain_folds", f"{FOLDS} folds of both parts", both, _folded(both), everything),
        _zero_shot(validation, digest),
    )


def _by(
    learn: Sequence[datasets.ClaimItem], items: Sequence[datasets.ClaimItem]
) -> list[list[bool]]:
    return reference(learn)(items)


def _folded(items: Sequence[datasets.ClaimItem]) -> list[list[bool]]:
    """Each abstract marked by a reference that has not seen it."""
    by_id = {item.pmid: item for item in items}
    marks: dict[str, list[bool]] = {}
    for fold in datasets.folds(by_id, FOLDS):
        held = set(fold)
        learn = [item for item in items if item.pmid not in held]
        marks |= zip(fold, _by(learn, [by_id[i] for i in fold]), strict=True)
    return [marks[item.pmid] for item in items]


def _zero_shot(items: Sequence[datasets.ClaimItem], digest: str) -> Result:
    said = [by_rules(item) for item in items]
    return _result("zero_shot", "shipped rules", items, said, digest)


def _items(path: Path) -> list[datasets.ClaimItem]:
    try:
        return datasets.claim_items(path)
    except (OSError, ValueError, KeyError) as error:
        raise EvalError(f"{path.name} is no file of marked sentences") from error


def features(item: datasets.ClaimItem) -> list[dict[str, float]]:
    """Place, role, cues and overlap with the title of each sentence and its neighbours."""
    total = len(item.sentences)
    roles = decoded_roles(item.sentences, [None] * total)
    scores = _scores(item, roles)
    wanted = title_words(item.title)
    rows = []
    for i, sentence in enumerate(item.sentences):
        last = total - 1 - i
        row: dict[str, float] = {
            f"role {roles[i].value}": 1,
            f"role {roles[i].value}, {min(3, last)} from the end": 1,
            f"{min(6, last)} from the end": 1,
            f"{min(4, i)} from the start": 1,
            f"{total} sentences, {last} from the end": 1,
            f"tenth {10 * i // total}": 1,
            "place": i / max(1, total - 1),
            "length": len(sentence) / 400,
            "score": scores[i] / 3,
            "best score": float(scores[i] == max(scores)),
            "overlap": len(wanted.intersection(words_of(sentence))) / max(1, len(wanted)),
        }
        for j, side in ((i - 1, "before"), (i + 1, "after")):
            if 0 <= j < total:
                row |= {f"{side}: {roles[j].value}": 1, f"{side}: score": scores[j] / 3}
        row |= _cue_features(sentence, last) | _role_probabilities(sentence, i, total)
        rows.append(row)
    return rows


def _cue_features(sentence: str, last: int) -> dict[str, float]:
    lower = sentence.lower()
    found: dict[str, float] = {}
    for k, (cue, _) in enumerate(CLAIM_CUES):
        if cue.search(lower):
            found |= {f"cue {k}": 1, f"cue {k}, {min(3, last)} from the end": 1}
    counts = zip(Signals._fields, sentence_signals(sentence), strict=True)
    return found | {f"signal {name}": min(n, 2) / 2 for name, n in counts}


def _role_probabilities(sentence: str, i: int, total: int) -> dict[str, float]:
    weights = model("roles")
    every = role_features(sentence, i, total)
    placed = weights.log_probabilities(every)
    unplaced = weights.log_probabilities([f for f in every if not f.startswith("@")])
    return {
        f"{kind} {k}": max(x, -6) / 3
        for kind, row in (("placed", placed), ("unplaced", unplaced))
        for k, x in enumerate(row)
    }


def _scores(item: datasets.ClaimItem, roles: Sequence[Role]) -> list[float]:
    total = len(item.sentences)
    return [
        claim_score(RoleSentence(role, 0, len(text), text, given=False), i, total)
        for i, (text, role) in enumerate(zip(item.sentences, roles, strict=True))
    ]


def reference(
    items: Sequence[datasets.ClaimItem],
) -> Callable[[Sequence[datasets.ClaimItem]], list[list[bool]]]:
    """A classifier of abstracts' sentences, trained on these items."""
    words = TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    others = DictVectorizer()
    texts = [text for item in items for text in item.sentences]
    words.fit(texts)
    letters.fit(texts)
    others.fit(_rows(items, letters))

    def matrix(chosen: Sequence[datasets.ClaimItem]) -> csr_matrix:
        texts = [text for item in chosen for text in item.sentences]
        return hstack(
            [
                TEXT_WEIGHT * words.transform(texts),
                TEXT_WEIGHT * letters.transform(texts),
                others.transform(_rows(chosen, letters)),
            ]
        ).tocsr()

    marks = [mark for item in items for mark in item.is_claim]
    classifier = LogisticRegression(max_iter=500).fit(matrix(items), marks)

    def said(chosen: Sequence[datasets.ClaimItem]) -> list[list[bool]]:
        chances = iter(classifier.predict_proba(matrix(chosen))[:, 1])
        return [[bool(next(chances) >= CUT) for _ in item.sentences] for item in chosen]

    return said


def _rows(items: Sequence[datasets.ClaimItem], letters: TfidfVectorizer) -> list[dict[str, float]]:
    return [
        row | like
        for item in items
        for row, like in zip(features(item), _likeness(item, letters), strict=True)
    ]


def _likeness(item: datasets.ClaimItem, letters: TfidfVectorizer) -> list[dict[str, float]]:
    """Cosine of each sentence with the title, and its mean cosine with the other sentences."""
    own = letters.transform(item.sentences)
    title = (own @ letters.transform([item.title]).T).toarray().ravel()
    between = (own @ own.T).toarray()
    total = len(item.sentences)
    central = [(float(between[i].sum()) - float(between[i, i])) / total for i in range(total)]
    return [
        {
            "like the title": float(title[i]),
            "most like the title": float(title[i] == title.max() > 0),
            "less like the title than the most": float(title[i] - title.max()),
            "rank by title": float((title > title[i]).sum()) / total,
            "central": central[i],
            "most central": float(central[i] == max(central)),
        }
        for i in range(total)
    ]


def by_rules(item: datasets.ClaimItem) -> list[bool]:
    roles = decoded_roles(item.sentences, [None] * len(item.sentences))
    return [s >= CLAIM_THRESHOLD for s in _scores(item, roles)]


def _pairs(items: Sequence[datasets.ClaimItem], said: Sequence[Sequence[bool]]) -> list[Pair]:
    return [
        (CLAIM if gold else OTHER, CLAIM if guess else OTHER)
        for item, guesses in zip(items, said, strict=True)
        for gold, guess in zip(item.is_claim, guesses, strict=True)
    ]


def _result(
    part: str,
    split: str,
    items: Sequence[datasets.ClaimItem],
    said: Sequence[Sequence[bool]],
    digest: str,
) -> Result:
    pairs = _pairs(items, said)
    last = [[i == len(x.sentences) - 1 for i in range(len(x.sentences))] for x in items]
    return Result(
        name=f"{NAME}/{part}",
        set="Claim sentences in abstracts",
        split=split,
        n=len(pairs),
        digest=digest,
        figures=(
            with_interval("f1", pairs, f1_of(CLAIM)),
            with_interval("precision", pairs, precision_of(CLAIM)),
            with_interval("recall", pairs, recall_of(CLAIM)),
        ),
        baselines=(("last sentence", round(f1_of(CLAIM)(_pairs(items, last)), 4)),),
        recalls=recalls(pairs),
        note=f"{len(items)} abstracts; the set is for evaluation only",
    )
