"""Write the golden briefs: what is answered today to a fixed list of questions, as statements.

    python -m scripts.write_golden            writes tests/golden/*.json
    python -m scripts.write_golden --check    prints what differs and exits 1 if anything does

A golden brief holds our own sentences, the ids of their sources, the verdict and the studies: no
text of a record. The starter facts are asked, without corrections.
"""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sceptic.checks import AskOptions, Workbench
from sceptic.config import NO_CORRECTIONS, STARTER, Settings, open_parts
from sceptic.domain.brief import Brief, Source, SourceKind, Statement
from sceptic.domain.survey import Survey
from sceptic.surveys import answer

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "golden"
QUESTIONS = FOLDER / "questions.json"
TODAY = dt.date(2026, 11, 22)
Golden = dict[str, Any]


def asked() -> dict[str, dict[str, Any]]:
    """Name of each golden brief -> its question and options."""
    rows = json.loads(QUESTIONS.read_text("utf-8"))
    return {row.pop("name"): row for row in rows}


@cache
def _bench() -> Workbench:
    return open_parts(Settings(library=STARTER, corrections=NO_CORRECTIONS))


def golden_of(row: dict[str, Any]) -> Golden:
    """What is answered now."""
    as_of = row.get("as_of")
    options = AskOptions(
        today=TODAY,
        as_of=dt.date.fromisoformat(as_of) if as_of else None,
        human_only=row.get("human_only", False),
        no_preprints=row.get("no_preprints", False),
        web_results=row.get("web_results"),
        overrides=row.get("overrides", {}),
    )
    given = answer(row["question"], _bench(), options)
    told = _survey(given) if isinstance(given, Survey) else _brief(given)
    statements = [(s.id, each) for s in given.sections for each in s.statements]
    return {
        **row,
        **told,
        "gaps": [gap.code for gap in given.gaps],
        "statements": [_statement(section, each) for section, each in statements],
    }


def _brief(brief: Brief) -> Golden:
    verdict, flow = brief.verdict, brief.flow
    return {
        "claim": brief.claim.sentence,
        "answer": verdict.answer.value,
        "certainty": verdict.certainty.value,
        "direction": verdict.direction.value if verdict.direction else "",
        "headline": brief.headline.text,
        "rules": [f"{r.rule}: {r.because} ({r.steps})" for r in verdict.rules],
        "parts": [
            f"{p.label}: {p.answer.value}, {p.certainty.value}, {p.studies} studies, "
            f"{p.participants} people"
            for p in verdict.parts
        ],
        "flow": [flow.found, flow.screened, flow.appraised, flow.used],
        "studies": [
            f"{e.study.record_id}: {e.study.design.value}, {e.stance.value}, "
            f"{'counts' if e.counted else e.why_not}"
            for e in sorted(brief.evidence, key=lambda e: e.study.record_id)
        ],
    }


def _survey(survey: Survey) -> Golden:
    return {
        "headline": survey.headline.text,
        "treatments": [
            f"{c.intervention.id}: {c.answer.value}, {c.certainty.value}, {c.studies} studies, "
            f"{c.participants} people"
            for c in survey.candidates
        ],
    }


def _statement(section: str, statement: Statement) -> Golden:
    if statement.is_quote:
        raise ValueError(f"a quotation may not stand in a golden brief: {section}")
    kind = f"{section}/{statement.role}" if statement.role else section
    software = f"by {_bench().software};"
    text = statement.text.replace(software, "by sceptic;")
    return {
        "kind": kind,
        "text": text,
        "sources": list(dict.fromkeys(map(_source, statement.sources))),
    }


def _source(source: Source) -> str:
    """What identifies it, without digests and versions, which move with every change."""
    if source.record_id:
        return source.record_id
    if source.kind is SourceKind.COUNT:
        return f"count: {source.count}"
    return f"{source.kind.value}: {source.address}".rstrip(": ")


def differences(golden: Golden, now: Golden) -> Iterator[str]:
    """What differs, a line each: ``-`` as it was, ``+`` as it is now."""
    for field in dict.fromkeys((*golden, *now)):
        was, is_now = golden.get(field), now.get(field)
        if was != is_now:
            yield f"{field}:"
            yield from _lines(_listed(was), _listed(is_now))


def _lines(was: list[str], is_now: list[str]) -> Iterator[str]:
    for line in difflib.ndiff(was, is_now):
        if line[0] in "+-":
            yield f"  {line}"


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [_shown(each) for each in value]
    return [] if value is None else [_shown(value)]


def _shown(value: Any) -> str:
    if isinstance(value, dict) and "text" in value:
        return f"[{value['kind']}] {value['text']} <{', '.join(value['sources'])}>"
    return str(value)


def text_of(golden: Golden) -> str:
    return json.dumps(golden, indent=1, ensure_ascii=False) + "\n"


def saved(name: str) -> Golden:
    """The golden brief of this name; empty where none was written."""
    path = FOLDER / f"{name}.json"
    value: Golden = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, usage="%(prog)s [--check]")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    rows, changed = asked(), 0
    for name, row in rows.items():
        now = golden_of(row)
        lines = list(differences(saved(name), now))
        if not lines:
            continue
        changed += 1
        print(f"== {name}: {row['question']}")
        print("\n".join(lines) if saved(name) else "  new")
        if not check:
            (FOLDER / f"{name}.json").write_text(text_of(now), "utf-8")
    for path in sorted(FOLDER.glob("*.json")):
        if path != QUESTIONS and path.stem not in rows:
            print(f"== {path.name}: asked no longer")
            changed += 1
            if not check:
                path.unlink()
    print(f"{len(rows)} questions, {changed} {'differ' if check else 'written'}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
