"""What the evals of statements against abstracts share: figures, baselines, references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evals import encoder
from evals.measures import (
    Pair,
    accuracy,
    f1_of,
    macro_f1,
    majority,
    recalls,
    with_group_interval,
)
from evals.references import cross_fitted, fitted_and_said
from evals.runner import EvalError, Figure, Result
from sceptic.appraisal.cues import NEGATION, families_of, words_of
from training import datasets
from training.datasets import StatementItem
from training.statement_reader import agreement_features, telling_sentences

Telling = Callable[[StatementItem], Sequence[int]]


def items_in(claims: Path, corpus: Path) -> list[StatementItem]:
    """Statements and abstracts of files in SciFact's form.

    Raises:
        EvalError: they are not in that form, or no claim cites one of the abstracts.
    """
    try:
        items = datasets.statement_items(claims, corpus)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{claims.name} is no file in SciFact's form") from error
    if not items:
        raise EvalError(f"no claim of {claims.name} cites an abstract of {corpus.name}")
    return items


def result(
    name: str,
    title: str,
    split: str,
    items: Sequence[StatementItem],
    said: Sequence[str],
    baselines: Sequence[tuple[str, float]] = (),
    note: str = "",
    telling: Telling | None = None,
) -> Result:
    """Figures with intervals by document: pairs of one abstract are not independent.

    Args:
        telling: the sentences that a reader rests on, set against the annotators'.
    """
    pairs = [(item.label, answer) for item, answer in zip(items, said, strict=True)]
    groups = [item.document for item in items]
    golds = [gold for gold, _ in pairs]
    blank = [(gold, majority(golds)) for gold in golds]
    return Result(
        name=name,
        set=title,
        split=split,
        n=len(pairs),
        digest=datasets.digest_of(item.id for item in items),
        figures=(
            with_group_interval("macro_f1", pairs, groups, macro_f1),
            with_group_interval("accuracy", pairs, groups, accuracy),
            with_group_interval("f1 of contradicts", pairs, groups, f1_of("contradicts")),
            *(_rationale_figures(items, telling) if telling else ()),
        ),
        baselines=(("majority", round(macro_f1(blank), 4)), *baselines),
        recalls=recalls(pairs),
        wrong=tuple(i.id for i, (gold, answer) in zip(items, pairs, strict=True) if gold != answer),
        note=note,
    )


def named_most(item: StatementItem) -> list[int]:
    """The sentences that the linear reader rests on."""
    return telling_sentences(item.statement, item.sentences)


def _rationale_figures(items: Sequence[StatementItem], telling: Telling) -> tuple[Figure, ...]:
    """How often the sentences that are read are among those that annotators marked."""
    marked = [item for item in items if item.rationale]
    read = [telling(item) for item in marked]
    groups = [item.document for item in marked]
    first = [r[0] in item.rationale for item, r in zip(marked, read, strict=True)]
    overlaps = [
        (len(item.rationale.intersection(r)), len(r), len(item.rationale))
        for item, r in zip(marked, read, strict=True)
    ]
    either = [bool(item.rationale.intersection(r)) for item, r in zip(marked, read, strict=True)]
    return (
        with_group_interval("rationale: first sentence is marked", first, groups, _share),
        with_group_interval("rationale: one of two is marked", either, groups, _share),
        with_group_interval("rationale: F1 of the first two", overlaps, groups, _f1),
    )


def _f1(overlaps: Sequence[tuple[int, int, int]]) -> float:
    """Of sentences: (read and marked, read, marked) of each item, added up."""
    hits, said, marked = (sum(column) for column in zip(*overlaps, strict=True))
    return 2 * hits / (said + marked) if said + marked else 0.0


def by_encoder(
    name: str,
    title: str,
    split: str,
    items: Sequence[StatementItem],
    linear: Sequence[str],
    answers: encoder.Answers,
) -> tuple[Result, ...]:
    """The encoder's column; nothing where it has not answered every item.

    Args:
        linear: the linear reader's answers, with which it is compared item by item.
        answers: the encoder's.
    """
    pairs = encoder.pairs_of(answers, [(i.id, i.label) for i in items])
    if not pairs:
        return ()
    said = [answer for _, answer in pairs]
    return (
        result(
            f"{name}/encoder",
            title,
            split,
            items,
            said,
            note=gain(items, said, linear),
            telling=lambda item: [int(place) for place in answers[item.id][1:]],
        ),
    )


def gain(items: Sequence[StatementItem], said: Sequence[str], other: Sequence[str]) -> str:
    """Macro-F1 gained over other answers to the same items, abstracts resampled in pairs."""
    rows = [(i.label, a, b) for i, a, b in zip(items, said, other, strict=True)]

    def gained(chosen: Sequence[tuple[str, str, str]]) -> float:
        return macro_f1([(g, a) for g, a, _ in chosen]) - macro_f1([(g, b) for g, _, b in chosen])

    figure = with_group_interval("gain", rows, [i.document for i in items], gained)
    interval = f"{figure.low:+.3f} to {figure.high:+.3f}"
    return f"macro-F1 {figure.value:+.3f} ({interval}) over the linear reader"


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def claim_only(items: Sequence[StatementItem], learn: Sequence[StatementItem] = ()) -> float:
    """Macro-F1 of a linear model that sees the statement alone (see ``in_domain``)."""
    return _score(items, _said(items, learn, lambda i: (i.statement,)))


def evidence_only(items: Sequence[StatementItem], learn: Sequence[StatementItem] = ()) -> float:
    """The same for the abstract alone."""
    return _score(items, _said(items, learn, lambda i: (_text(i),)))


def by_rules(items: Sequence[StatementItem]) -> float:
    """Macro-F1 without any training: the sentence that names most of the statement, and whether
    it or the statement denies."""
    pairs: list[Pair] = [(i.label, rule_answer(i)) for i in items]
    return round(macro_f1(pairs), 4)


def rule_answer(item: StatementItem) -> str:
    wanted = {w for w in words_of(item.statement) if len(w) > 3}
    shares = [len(wanted.intersection(words_of(s))) for s in item.sentences]
    if not wanted or not shares or max(shares) < len(wanted) / 3:
        return "silent"
    best = item.sentences[shares.index(max(shares))]
    denied = _denies(best) != _denies(item.statement)
    return "contradicts" if denied else "supports"


def _denies(text: str) -> bool:
    return any(families_of(w) & NEGATION for w in words_of(text))


def in_domain(items: Sequence[StatementItem], learn: Sequence[StatementItem] = ()) -> list[str]:
    """Answers of a linear reference trained on the set itself.

    Trained on ``learn`` where given, else cross-fitted by abstract. Where statements meet several
    abstracts, folds by abstract would let a statement's answer be learnt by heart: give ``learn``.
    """
    return _said(
        items,
        learn,
        lambda i: (i.statement, _text(i)),
        lambda i: agreement_features(i.statement, i.title, i.sentences),
    )


def _text(item: StatementItem) -> str:
    return " ".join((item.title, *item.sentences))


def _said(
    items: Sequence[StatementItem],
    learn: Sequence[StatementItem],
    texts_of: Callable[[StatementItem], tuple[str, ...]],
    features_of: Callable[[StatementItem], list[str]] | None = None,
) -> list[str]:
    every = [*learn, *items]
    texts = [texts_of(i) for i in every]
    features = [features_of(i) for i in every] if features_of else []
    labels = [i.label for i in every]
    if not learn:
        return cross_fitted(texts, labels, [i.document for i in every], features)
    test = range(len(learn), len(every))
    return fitted_and_said(texts, labels, features, range(len(learn)), test)


def _score(items: Sequence[StatementItem], said: Sequence[str]) -> float:
    return round(macro_f1([(i.label, answer) for i, answer in zip(items, said, strict=True)]), 4)
