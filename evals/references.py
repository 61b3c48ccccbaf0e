"""In-domain references: what a linear model reaches that is trained on the set itself.

Their weights are thrown away: the sets may not feed what ships. Words 1-3 and characters 3-5,
TF-IDF, linear support vector machine; cross-fitted by document.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from training import datasets

FOLDS = 5
MOST = 40_000
"""Features of one kind at most, the most frequent."""
FEW = 100
"""With fewer items every n-gram is kept."""


def cross_fitted(
    texts: Sequence[Sequence[str]],
    labels: Sequence[str],
    groups: Sequence[Hashable],
    features: Sequence[Sequence[str]] = (),
    *,
    c: float = 0.2,
) -> list[str]:
    """A label for each item from a model that has seen no item of its group.

    ``texts[i]`` holds the item's texts, one for each column (the claim, the evidence);
    ``features[i]`` binary features that are added.
    """
    said = [""] * len(labels)
    for fold in datasets.folds(set(groups), FOLDS):
        held = set(fold)
        learn = [i for i, group in enumerate(groups) if group not in held]
        test = [i for i, group in enumerate(groups) if group in held]
        answers = fitted_and_said(texts, labels, features, learn, test, c=c)
        for i, answer in zip(test, answers, strict=True):
            said[i] = answer
    return said


def fitted_and_said(
    texts: Sequence[Sequence[str]],
    labels: Sequence[str],
    features: Sequence[Sequence[str]],
    learn: Sequence[int],
    test: Sequence[int],
    *,
    c: float = 0.2,
) -> list[str]:
    """Labels of the items ``test`` from a model of the items ``learn``."""
    if not learn or not test:
        return []
    seen, asked = _tables(texts, features, learn, test)
    model = LinearSVC(C=c, class_weight="balanced", random_state=0)
    model.fit(seen, [labels[i] for i in learn])
    return [str(label) for label in model.predict(asked)]


def _tables(
    texts: Sequence[Sequence[str]],
    features: Sequence[Sequence[str]],
    learn: Sequence[int],
    test: Sequence[int],
) -> tuple[csr_matrix, csr_matrix]:
    """Rows of the items that are learnt from, and of those that are asked."""
    seen, asked = [], []
    for column in range(len(texts[0])):
        for vectors in _vectorizers(few=len(learn) < FEW):
            # Many pairs share a text: each distinct one is cut into n-grams once.
            known = sorted({texts[i][column] for i in learn})
            place = {text: k for k, text in enumerate(known)}
            rows = vectors.fit_transform(known)
            seen.append(rows[[place[texts[i][column]] for i in learn]])
            asked.append(_of_distinct(vectors, [texts[i][column] for i in test]))
    if features:
        table = DictVectorizer()
        seen.append(table.fit_transform([dict.fromkeys(features[i], 1.0) for i in learn]))
        asked.append(table.transform([dict.fromkeys(features[i], 1.0) for i in test]))
    return csr_matrix(hstack(seen)), csr_matrix(hstack(asked))


def _of_distinct(vectors: TfidfVectorizer, texts: Sequence[str]) -> csr_matrix:
    distinct = sorted(set(texts))
    place = {text: k for k, text in enumerate(distinct)}
    return vectors.transform(distinct)[[place[text] for text in texts]]


def _vectorizers(*, few: bool) -> tuple[TfidfVectorizer, TfidfVectorizer]:
    twice, thrice = (1, 1) if few else (2, 3)
    return (
        TfidfVectorizer(ngram_range=(1, 3), min_df=twice, sublinear_tf=True, max_features=MOST),
        TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 5),
            min_df=thrice,
            sublinear_tf=True,
            max_features=MOST,
        ),
    )
