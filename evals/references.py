"""In-domain references: what a linear model reaches that is trained on the set itself.

Their weights are thrown away: the sets may not feed what ships. Words 1-3 and characters 3-5,
TF-IDF, logistic regression; cross-fitted by document.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from training import datasets

FOLDS = 5


def cross_fitted(
    texts: Sequence[Sequence[str]],
    labels: Sequence[str],
    groups: Sequence[Hashable],
    features: Sequence[Sequence[str]] = (),
    *,
    c: float = 3.0,
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
    c: float = 3.0,
) -> list[str]:
    """Labels of the items ``test`` from a model of the items ``learn``."""
    if not learn or not test:
        return []
    seen, asked = [], []
    for column in range(len(texts[0])):
        for vectors in _vectorizers():
            seen.append(vectors.fit_transform([texts[i][column] for i in learn]))
            asked.append(vectors.transform([texts[i][column] for i in test]))
    if features:
        table = DictVectorizer()
        seen.append(table.fit_transform([dict.fromkeys(features[i], 1.0) for i in learn]))
        asked.append(table.transform([dict.fromkeys(features[i], 1.0) for i in test]))
    model = LogisticRegression(C=c, max_iter=1000, class_weight="balanced")
    model.fit(csr_matrix(hstack(seen)), [labels[i] for i in learn])
    return [str(label) for label in model.predict(csr_matrix(hstack(asked)))]


def _vectorizers() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    return (
        TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True),
    )
