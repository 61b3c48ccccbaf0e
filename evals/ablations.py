"""What is each part of the program worth? Answers without it, beside the whole.

    python -m evals.ablations --data DIR [--library LIBRARY] [--json FILE]

MedEvidence with its sources given, and the yes/no questions of PubMedQA and BioASQ with theirs;
with a library, MedEvidence with its sources looked for and the yes/no questions of
``questions_dev.jsonl`` on which some record counts. For each variant the aggregator is fitted anew,
on sources come by in the same way and never on the question itself or its review; on the public's
questions it is never fitted. Each line has the paired difference from the whole program, with its
95 % interval.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from evals.ablation_answers import (
    Case,
    Read,
    Row,
    Said,
    comparison_answers,
    judged_of,
    read_of,
    row_of,
    yes_no_answers,
)
from evals.ablation_sets import (
    CONSUMER,
    RESEARCH,
    TODAY,
    YES_NO,
    Coverage,
    asked_cases,
    briefs_on,
    coverage_of,
    given_cases,
    hits_only,
    majority_only,
    question_only,
    questions_in,
    searched_cases,
    with_ranking,
    yes_no_cases,
)
from evals.ablation_variants import WHOLE, Reader, Variant, depths, ladder, left_out
from evals.medevidence import FILE, THREE, read_items
from evals.runner import Request, library_of
from sceptic.checks import Workbench
from sceptic.config import Settings, open_parts
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.collection import DiskLibrary
from sceptic.readers.choice import LINEAR
from sceptic.synthesis.aggregator import Aggregator
from training.aggregator import Material, comparing_of, holds_cross_fitted, holds_of
from training.medevidence import ANSWERS, Item

NO_OVERRIDE = Variant('"too little" only by its odds', overrides=False)
NO_SOURCE = Variant("without the records the truth is from", own=False)
SAME = "no difference"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one set and one task; ``no`` is the answer whose recall is told."""

    name: str
    title: str
    no: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """MedEvidence with its sources given."""

    cases: tuple[Case, ...]
    reader: Reader

    def under(self, variant: Variant) -> Read:
        return read_of(self.cases, replace(variant, depth=0, own=True), self.reader)


@dataclass(frozen=True, slots=True)
class Known:
    """What every variant's coefficients are fitted on: MedEvidence, and questions of researchers,
    each with sources given and, where there is a library, looked for."""

    given: Given
    found: tuple[Case, ...]
    asked_given: tuple[Case, ...]
    asked_found: tuple[Case, ...]
    reader: Reader

    def under(self, variant: Variant) -> Material:
        whole = replace(variant, depth=0, own=True)
        return Material(
            given=self.given.under(variant),
            found=read_of(self.found, whole, self.reader),
            judged=(
                *judged_of(self.asked_given, whole, self.given.reader),
                *judged_of(self.asked_found, whole, self.reader),
            ),
        )


def main() -> None:
    options = _options()
    request = Request(data=options.data, library=options.library)
    items = read_items(request.path(*FILE))
    given = Given(tuple(given_cases(items)), Reader(shipped_vocabulary(), vouched=True))
    tables = list(_given(given))
    coverage: tuple[Coverage, ...] = ()
    if options.library:
        questions = request.path("questions", "questions_dev.jsonl")
        asked = asked_cases(request.path())
        with library_of(request) as library:
            bench = open_parts(Settings(today=TODAY.isoformat(), readers=LINEAR), library)
            reader = Reader(bench.vocabulary)
            found = with_ranking(searched_cases(items, bench), bench, library)
            tables += _searched(items, found, reader, bench, given)
            sets, coverage = _sets(questions, bench, library)
            known = Known(given, tuple(found), tuple(asked), tuple(sets["research"]), reader)
            tables += _asked(sets, known)
    for table in tables:
        print("\n".join(table_lines(table)), end="\n\n")
    if coverage:
        print("\n".join(coverage_lines(coverage)))
    if options.json:
        made = msgspec.json.encode({"tables": tables, "coverage": coverage})
        options.json.write_bytes(msgspec.json.format(made, indent=1) + b"\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evals.ablations", description=__doc__)
    home = os.environ.get("SCEPTIC_DATA")
    parser.add_argument("--data", type=Path, default=Path(home) if home else None)
    parser.add_argument("--library", type=Path, help="made from the corpus of PubMed records")
    parser.add_argument("--json", type=Path, help="write the tables there")
    return parser.parse_args()


# --- MedEvidence ------------------------------------------------------------------------------


def _given(given: Given) -> Iterator[Table]:
    variants = [WHOLE, *ladder(), *_comparing(left_out()), NO_OVERRIDE]
    answered = {v.name: _answers(given.cases, given.reader, v) for v in variants}
    yield from _compared("given", "MedEvidence, sources given", given.cases, answered)


def _searched(
    items: Sequence[Item],
    cases: Sequence[Case],
    reader: Reader,
    bench: Workbench,
    given: Given,
) -> Iterator[Table]:
    variants = [WHOLE, *ladder(), *_comparing(left_out()), NO_OVERRIDE, *depths()]
    answered = {v.name: _answers(cases, reader, v, given) for v in variants}
    dated = searched_cases(items, bench, dated=True)
    answered["as of the review's year"] = _answers(dated, reader, WHOLE, given)
    yield from _compared("searched", "MedEvidence, sources looked for", cases, answered)


def _comparing(variants: Iterable[Variant]) -> list[Variant]:
    """Those that change something for open comparisons."""
    return [v for v in variants if v.second_voter]


def _answers(
    cases: Sequence[Case], reader: Reader, variant: Variant, given: Given | None = None
) -> tuple[list[Said], list[Said]]:
    """What is looked for is answered by coefficients that know both ways to come by sources."""
    read = read_of(cases, variant, reader)
    both = [*given.under(variant), *read] if given else read
    return comparison_answers(read, variant, both)


def _compared(
    name: str,
    title: str,
    cases: Sequence[Case],
    answered: Mapping[str, tuple[list[Said], list[Said]]],
) -> Iterator[Table]:
    """A table for three answers and one for four."""
    for at, classes in enumerate((THREE, ANSWERS)):
        asked = [c for c in cases if c.truth in classes]
        said = _baselines(asked, classes) | {n: both[at] for n, both in answered.items()}
        rows = tuple(row_of(n, s, said[WHOLE.name], SAME) for n, s in said.items())
        way = ("three", "four")[at]
        yield Table(f"{name}/{way}", f"{title}, {way} answers", SAME, rows)


def _baselines(cases: Sequence[Case], classes: Sequence[str]) -> dict[str, list[Said]]:
    return {
        "majority": majority_only(cases, classes),
        "question only": question_only(cases, classes),
        "number of records only": hits_only(cases, classes),
    }


# --- yes or no --------------------------------------------------------------------------------


def _sets(
    path: Path, bench: Workbench, library: DiskLibrary
) -> tuple[dict[str, list[Case]], tuple[Coverage, ...]]:
    """The public's questions and researchers' on which some record counts, and what is covered."""
    briefs = list(briefs_on(questions_in(path), bench))
    coverage = tuple(
        coverage_of(name, [each for each in briefs if each[0].set == name])
        for name in (*CONSUMER, *RESEARCH)
    )
    chosen = {
        name: [each for each in briefs if each[0].set in sets]
        for name, sets in (("public", CONSUMER), ("research", RESEARCH))
    }
    return {
        name: with_ranking(yes_no_cases(each, library), bench, library)
        for name, each in chosen.items()
    }, coverage


def _asked(sets: Mapping[str, Sequence[Case]], known: Known) -> Iterator[Table]:
    """Three tables of yes/no questions: the public's, researchers' looked for, and given."""
    looked_for = [*ladder(), *left_out(), NO_SOURCE, *depths()]
    alone = [*ladder(), *left_out()]
    rows: dict[str, dict[str, list[Said]]] = {
        "public": _baselines(sets["public"], YES_NO),
        "research": _baselines(sets["research"], YES_NO),
        "given": _baselines(known.asked_given, YES_NO),
    }
    for variant in (WHOLE, *looked_for):
        material = known.under(variant)
        found = comparing_of(material.both)
        folds = holds_cross_fitted(material)
        never_asked = partial(_same, holds_of(material))
        answers = partial(yes_no_answers, variant=variant)
        rows["public"][variant.name] = answers(
            sets["public"], reader=known.reader, holds=never_asked, comparing=found
        )
        rows["research"][variant.name] = answers(
            sets["research"], reader=known.reader, holds=folds, comparing=found
        )
        if variant is WHOLE or variant in alone:
            rows["given"][variant.name] = answers(
                known.asked_given, reader=known.given.reader, holds=folds,
                comparing=comparing_of(material.given),
            )  # fmt: skip
    titles = {
        "public": f"{', '.join(CONSUMER)}: questions on which some record counts",
        "research": f"{', '.join(RESEARCH)}: questions on which some record counts",
        "given": f"{', '.join(RESEARCH)}, sources given: questions on which some source counts",
    }
    for name, said in rows.items():
        made = tuple(row_of(n, s, said[WHOLE.name], "no") for n, s in said.items())
        yield Table(f"yes_no/{name}", titles[name], "no", made)


def _same(model: Aggregator, _group: str) -> Aggregator:
    return model


# --- printing ---------------------------------------------------------------------------------


def table_lines(table: Table) -> Iterator[str]:
    """Markdown, with the number of questions in the heading."""
    has_auc = any(row.auc is not None for row in table.rows)
    yield f"### {table.title} (n = {table.rows[0].n if table.rows else 0})"
    yield ""
    ranked = " AUC |" if has_auc else ""
    yield f"| | accuracy | from the whole | macro-F1 | recall of {table.no} |{ranked} Brier | ECE |"
    yield "|---|---|---|---|---|---|---|" + ("---|" if has_auc else "")
    for row in table.rows:
        gain = "{:+.3f} ({:+.3f} to {:+.3f})".format(*row.gain)
        cells = [f"{row.accuracy:.3f}", gain, f"{row.macro_f1:.3f}", f"{row.recall_of_no:.3f}"]
        cells += [f"{row.auc:.3f}" if row.auc is not None else ""] if has_auc else []
        cells += [f"{row.brier:.3f}", f"{row.ece:.3f}"]
        yield f"| {row.name} | {' | '.join(cells)} |"


def coverage_lines(coverage: Iterable[Coverage]) -> Iterator[str]:
    yield (
        "| questions | n | understood | some record about it | one that counts | not the source | "
        "yes or no said | right |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for c in coverage:
        counts = (c.n, c.understood, c.about, c.counted, c.counted_without_sources, c.answered,
                  c.right)  # fmt: skip
        yield f"| {c.set} | {' | '.join(map(str, counts))} |"


if __name__ == "__main__":
    main()
