"""An in-domain reference for statements that meet abstracts known from other statements.

A product of kernels: two pairs are alike where their statements are alike (in words and in how
they move: rise, fall, deny), their abstracts are alike (most of all, the same) and their lexical
features are alike. So a pair learns from what *other* statements met in the same abstract. Ridge
regression on one column a label, solved exactly; its weights are thrown away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from sceptic.appraisal.cues import words_of
from training.datasets import StatementItem
from training.statement_reader import ANSWERS, agreement_features, movements_of

Matrix = NDArray[np.float32]
_EVEN = np.float32(0.5)
"""Added to each kernel, so that what is unlike in one respect still counts."""
RIDGE = 4.0
"""Chosen, like the kernel, by folds of statements within the training part."""


def said_by_kernel(items: Sequence[StatementItem], learn: Sequence[StatementItem]) -> list[str]:
    """Labels of ``items`` from a model of ``learn``."""
    alike = _alike([*learn, *items])
    n = len(learn)
    counts = Counter(i.label for i in learn)
    # Labels weigh as if they were equally frequent.
    ridge = np.array([RIDGE * counts[i.label] / n for i in learn], np.float32)
    told = np.array([[1.0 if i.label == a else -1.0 for a in ANSWERS] for i in learn], np.float32)
    dual = solve(alike[:n, :n] + np.diag(ridge), told, assume_a="pos", overwrite_a=True)
    return [ANSWERS[k] for k in (alike[n:, :n] @ dual).argmax(axis=1)]


def _alike(items: Sequence[StatementItem]) -> Matrix:
    statements = sorted({i.statement for i in items})
    texts = {i.document: " ".join((i.title, *i.sentences)) for i in items}
    documents = sorted(texts)
    said = np.searchsorted(statements, [i.statement for i in items])
    met = np.searchsorted(documents, [i.document for i in items])
    of_statements = _EVEN + _of_texts(statements)
    of_statements *= 1 + _of_features([["", *movements_of(words_of(s))] for s in statements])
    of_documents = _EVEN + _of_texts([texts[d] for d in documents])
    of_documents += np.eye(len(documents), dtype=np.float32)
    features = [agreement_features(i.statement, i.title, i.sentences) for i in items]
    alike = _EVEN + _of_features(features)
    alike *= of_statements[np.ix_(said, said)]
    alike *= of_documents[np.ix_(met, met)]
    return alike


def _of_texts(texts: Sequence[str]) -> Matrix:
    """Cosines of words and pairs of words, and of three to five characters, in equal parts."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    both = _cosines(words.fit_transform(texts)) + _cosines(letters.fit_transform(texts))
    return np.asarray(both / 2, np.float32)


def _of_features(rows: Sequence[Sequence[str]]) -> Matrix:
    table = DictVectorizer(dtype=np.float32)
    return _cosines(normalize(table.fit_transform([dict.fromkeys(row, 1.0) for row in rows])))


def _cosines(rows: csr_matrix) -> Matrix:
    return np.asarray((rows @ rows.T).toarray(), np.float32)
