"""The ten criteria and persuasion: what an audit says of press articles against what people said.

FakeHealth (https://github.com/EnyanDai/FakeHealth) holds news releases with the criteria that
HealthNewsReview's reviewers judged not satisfactory; an unlisted criterion was satisfactory or not
applicable. Articles fall into halves by the hash of their id; rules were written on the half
``development``. Sixty articles more carry labels of their own (``evals/articles/guide.md``).
Everything here is read from the text alone: no library was asked.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from evals.measures import Pair, accuracy, f1_of, macro_f1, majority, with_interval
from evals.references import FOLDS
from evals.runner import EvalError, Figure, Request, Result
from sceptic.domain.article import Article, ArticleFormat
from sceptic.domain.reading import Audit, CriterionName, PersuasionKind, Satisfaction
from sceptic.synthesis.audit import audit_of
from training import datasets

NAME = "criteria"
LABELS = Path(__file__).resolve().parent / "articles"
_NO = Satisfaction.NOT_SATISFIED.value
_OTHER = "other"
_QUESTIONS = {
    "costs of": CriterionName.COSTS,
    "quantify the benefits": CriterionName.BENEFITS,
    "the harms": CriterionName.HARMS,
    "quality of the evidence": CriterionName.EVIDENCE,
    "disease-mongering": CriterionName.DISEASE_MONGERING,
    "funding sources": CriterionName.SOURCES,
    "existing alternatives": CriterionName.ALTERNATIVES,
    "the availability": CriterionName.AVAILABILITY,
    "true novelty": CriterionName.NOVELTY,
}
"""Words of the reviewers' questions. Their tenth, on sensational language, is not one of ours."""
_SENSATIONAL = "sensational language"
_HYPE = frozenset(
    (
        PersuasionKind.MIRACLE,
        PersuasionKind.NOVELTY,
        PersuasionKind.CERTAINTY,
        PersuasionKind.NATURE,
    )
)
Said = dict[str, str]
"""Criterion -> what was said of it."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One article: what people said of each criterion, and what the audit says."""

    id: str
    text: str
    gold: Said
    said: Said
    is_sensational: bool = False
    is_hyped: bool = False


class _Marked(msgspec.Struct, frozen=True):
    kind: str
    start: int
    end: int


class _Labelled(msgspec.Struct, frozen=True):
    id: str
    part: str
    sha256: str
    criteria: dict[str, str]
    persuasion: tuple[_Marked, ...]


def part_of(article_id: str) -> str:
    """``development`` or ``evaluation``, by the hash of an article's id."""
    even = int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2 == 0
    return "development" if even else "evaluation"


def run(request: Request) -> tuple[Result, ...]:
    contents = _contents(request.path("fakehealth", "contents.jsonl.gz"))
    path = request.path("fakehealth", "releases_with_unsatisfied_criteria.jsonl")
    releases = _releases(path, contents)
    digest = datasets.file_digest(path)
    results: list[Result] = []
    for part in ("development", "evaluation"):
        items = [item for item in releases if part_of(item.id) == part]
        results.append(_of_releases(part, items, digest))
    results.append(_sensational([i for i in releases if part_of(i.id) == "evaluation"], digest))
    for file in sorted(LABELS.glob("criteria_*.jsonl")):
        results += _of_labels(file, contents)
    return tuple(results)


# ------------------------------------------------------------------------------- reading


def _contents(path: Path) -> dict[str, dict[str, object]]:
    with gzip.open(path, "rb") as file:
        rows = [msgspec.json.decode(line) for line in file if line.strip()]
    return {str(row["id"]): row for row in rows}


def _audit(row: dict[str, object], text: str) -> Audit:
    return audit_of(
        Article(
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            size=len(text.encode()),
            format=ArticleFormat.PLAIN,
            title=str(row.get("title") or ""),
            url=str(row.get("url") or ""),
        )
    )


def _said(audit: Audit) -> Said:
    return {c.name.value: c.satisfaction.value for c in audit.criteria}


def _releases(path: Path, contents: dict[str, dict[str, object]]) -> list[_Item]:
    items = []
    for line in path.read_bytes().splitlines():
        row = msgspec.json.decode(line)
        asked = [said["question"] for said in row["not_satisfactory"]]
        failed = {name for words, name in _QUESTIONS.items() if any(words in q for q in asked)}
        audit = _audit(contents[row["id"]], row["text"])
        items.append(
            _Item(
                id=row["id"],
                text=row["text"],
                gold={n.value: _NO if n in failed else _OTHER for n in _QUESTIONS.values()},
                said=_said(audit),
                is_sensational=any(_SENSATIONAL in q for q in asked),
                is_hyped=any(p.kind in _HYPE for p in audit.persuasion),
            )
        )
    return items


# ------------------------------------------------------------------------------ measuring


def _pairs(items: Iterable[_Item], name: str) -> list[Pair]:
    """Failed or other: what can be told of the releases."""
    return [(_two(i.gold[name]), _two(i.said[name])) for i in items]


def _two(value: str) -> str:
    return _NO if value == _NO else _OTHER


def _mean_macro(names: Sequence[str]) -> Callable[[Sequence[_Item]], float]:
    def measure(items: Sequence[_Item]) -> float:
        return sum(macro_f1(_pairs(items, name)) for name in names) / len(names)

    return measure


def _of_releases(part: str, items: Sequence[_Item], digest: str) -> Result:
    names = [name.value for name in _QUESTIONS.values()]
    figures = [with_interval("mean macro F1", items, _mean_macro(names))]
    for name in names:
        pairs = _pairs(items, name)
        figures.append(with_interval(f"{name} macro F1", pairs, macro_f1))
        figures.append(with_interval(f"{name} F1 failed", pairs, f1_of(_NO)))
    wrong = [f"{i.id}:{n}" for i in items for n in names if _two(i.said[n]) != i.gold[n]]
    return Result(
        name=f"{NAME}/releases_{part}",
        set="FakeHealth, news releases",
        split=f"{part}, not satisfactory against the rest",
        n=len(items),
        digest=digest,
        figures=tuple(figures),
        baselines=tuple(_baselines(items, names)),
        wrong=tuple(wrong) if part == "evaluation" else (),
        note="In-domain reference: linear, cross-fitted on this half, weights thrown away.",
    )


def _baselines(items: Sequence[_Item], names: Sequence[str]) -> Iterable[tuple[str, float]]:
    """Mean macro F1 of the majority and of the linear reference, and for each criterion F1 of
    failing all."""
    mostly = 0.0
    for name in names:
        golds = [i.gold[name] for i in items]
        mostly += macro_f1([(gold, majority(golds)) for gold in golds])
    yield "majority, mean macro F1", round(mostly / len(names), 4)
    yield f"in-domain linear ({FOLDS} folds), mean macro F1", round(_linear(items, names), 4)
    for name in names:
        pairs = [(i.gold[name], _NO) for i in items]
        yield f"always not satisfied, {name} F1 failed", round(f1_of(_NO)(pairs), 4)


def _linear(items: Sequence[_Item], names: Sequence[str]) -> float:
    """Words and pairs of words, TF-IDF, linear support vector machine, cross-fitted."""
    pairs: dict[str, list[Pair]] = {name: [] for name in names}
    for fold in datasets.folds([i.id for i in items], FOLDS):
        held = set(fold)
        learn = [i for i in items if i.id not in held]
        test = [i for i in items if i.id in held]
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        seen, asked = (
            vectors.fit_transform([i.text for i in learn]),
            vectors.transform([i.text for i in test]),
        )
        for name in names:
            model = LinearSVC(C=0.2, class_weight="balanced", random_state=0)
            model.fit(seen, [i.gold[name] for i in learn])
            said = map(str, model.predict(asked))
            pairs[name] += list(zip([i.gold[name] for i in test], said, strict=True))
    return sum(macro_f1(pairs[name]) for name in names) / len(names)


def _sensational(items: Sequence[_Item], digest: str) -> Result:
    pairs = [(str(i.is_sensational), str(i.is_hyped)) for i in items]
    golds = [gold for gold, _ in pairs]
    return Result(
        name=f"{NAME}/sensational",
        set="FakeHealth, news releases",
        split="evaluation: unjustifiable language against any passage of hype",
        n=len(pairs),
        digest=digest,
        figures=(
            with_interval("macro F1", pairs, macro_f1),
            with_interval("F1", pairs, f1_of("True")),
        ),
        baselines=(
            ("majority, macro F1", round(macro_f1([(g, majority(golds)) for g in golds]), 4)),
            ("always, F1", round(f1_of("True")([(g, "True") for g in golds]), 4)),
        ),
    )


def _of_labels(file: Path, contents: dict[str, dict[str, object]]) -> list[Result]:
    rows = [msgspec.json.decode(line, type=_Labelled) for line in file.read_bytes().splitlines()]
    audits: list[tuple[_Labelled, Audit]] = []
    for row in rows:
        text = str(contents[row.id]["text"])
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row.sha256:
            raise EvalError(f"{row.id}: another text than the one that was labelled")
        audits.append((row, _audit(contents[row.id], text)))
    items = [_Item(row.id, "", row.criteria, _said(audit)) for row, audit in audits]
    names = [name.value for name in CriterionName]
    every = [(i.gold[n], i.said[n]) for i in items for n in names]
    figures = [with_interval("accuracy", items, lambda some: accuracy(_all(some, names)))]
    figures += [with_interval(f"{n} macro F1", _pairs(items, n), macro_f1) for n in names]
    part = file.stem.removeprefix("criteria_")
    digest = datasets.file_digest(file)
    mostly = sum(
        [i.gold[n] for i in items].count(majority([i.gold[n] for i in items])) for n in names
    )
    by_hand = Result(
        name=f"{NAME}/labelled_{part}",
        set="FakeHealth, stories and releases labelled by hand",
        split=f"{rows[0].part}; satisfied, not satisfied, not applicable",
        n=len(items),
        digest=digest,
        figures=tuple(figures),
        baselines=(
            ("majority of each criterion, accuracy", round(mostly / len(every), 4)),
            ("always not satisfied, accuracy", round(accuracy([(g, _NO) for g, _ in every]), 4)),
        ),
        wrong=tuple(f"{i.id}:{n}" for i in items for n in names if i.gold[n] != i.said[n]),
    )
    return [by_hand, _of_persuasion(part, audits, digest)]


def _all(items: Sequence[_Item], names: Sequence[str]) -> list[Pair]:
    return [(i.gold[n], i.said[n]) for i in items for n in names]


_Counts = tuple[int, int, int]
"""Passages of an article that are in both, in the labels, in the audit."""


def _of_persuasion(part: str, audits: Sequence[tuple[_Labelled, Audit]], digest: str) -> Result:
    counts: list[_Counts] = []
    missed: list[str] = []
    for row, audit in audits:
        gold = {(m.kind, m.start) for m in row.persuasion}
        said = {
            (p.kind.value, p.start)
            for p in audit.persuasion
            if p.kind is not PersuasionKind.NO_PRICE
        }
        counts.append((len(gold & said), len(gold), len(said)))
        missed += [f"{row.id}:{kind}:{start}" for kind, start in sorted(gold ^ said)]
    return Result(
        name=f"{NAME}/persuasion_{part}",
        set="FakeHealth, passages that persuade labelled by hand",
        split=f"{audits[0][0].part}; same sentence and same kind",
        n=sum(gold for _, gold, _ in counts),
        digest=digest,
        figures=(
            _figure("F1", counts, _f1),
            _figure("precision", counts, _precision),
            _figure("recall", counts, _recall),
        ),
        wrong=tuple(missed),
    )


def _figure(
    name: str, counts: Sequence[_Counts], measure: Callable[[Sequence[_Counts]], float]
) -> Figure:
    figure = with_interval(name, counts, measure)
    return Figure(name, figure.value, figure.low, figure.high, sum(c[1] for c in counts))


def _precision(counts: Sequence[_Counts]) -> float:
    said = sum(c[2] for c in counts)
    return sum(c[0] for c in counts) / said if said else 0.0


def _recall(counts: Sequence[_Counts]) -> float:
    gold = sum(c[1] for c in counts)
    return sum(c[0] for c in counts) / gold if gold else 0.0


def _f1(counts: Sequence[_Counts]) -> float:
    both = sum(c[1] + c[2] for c in counts)
    return 2 * sum(c[0] for c in counts) / both if both else 0.0
