"""Write what the documentation takes from the code, between its own markers.

A marked block of README.md or docs/**/*.md looks like this and is replaced as a whole::

    <!-- generated: weights -->
    ...
    <!-- end -->

``--check`` writes nothing and exits 1 if a block is not what the code says now.
"""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.doors import doors
from scripts.model_blocks import trained_models
from scripts.query_blocks import (
    query_differences,
    query_fields,
    query_filters,
    query_subheadings,
)
from scripts.reference_blocks import (
    answers,
    certainty,
    coefficients,
    commands,
    errors,
    evaluation_pages,
    flag_factors,
    gaps,
    priors,
    reasons,
    settings,
    stances,
    weights,
)
from scripts.reference_run import excerpt

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(<!-- generated: (?P<name>[^\n]+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_TABLES: dict[str, Callable[[], str]] = {
    "answers": answers,
    "certainty": certainty,
    "coefficients": coefficients,
    "commands": commands,
    "doors": doors,
    "errors": errors,
    "evaluation pages": evaluation_pages,
    "flag factors": flag_factors,
    "gaps": gaps,
    "priors": priors,
    "query differences": query_differences,
    "query fields": query_fields,
    "query filters": query_filters,
    "query subheadings": query_subheadings,
    "reasons": reasons,
    "settings": settings,
    "stances": stances,
    "trained models": trained_models,
    "weights": weights,
}


def documents(root: Path = ROOT) -> tuple[Path, ...]:
    """README.md, CONTRIBUTING.md and every Markdown file of docs, in a fixed order."""
    top = (root / "README.md", root / "CONTRIBUTING.md")
    return (*(p for p in top if p.exists()), *sorted((root / "docs").rglob("*.md")))


def block(name: str) -> str:
    """The text of one block: a table by its name, or ``brief ARGUMENTS | SECTION, SECTION``.

    Raises:
        KeyError: no block has this name.
    """
    if name.startswith("brief "):
        arguments, _, sections = name.removeprefix("brief ").partition(" | ")
        wanted = tuple(s.strip() for s in sections.split(","))
        return excerpt(shlex.split(arguments), wanted)
    return _TABLES[name]()


def renewed(text: str) -> str:
    """The document with every block as the code says now."""
    return _BLOCK.sub(lambda m: f"{m[1]}{block(m['name'])}\n{m[3]}", text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, usage="%(prog)s [--check]")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for path in documents():
        before = path.read_text("utf-8")
        after = renewed(before)
        if after == before:
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.write_text(after, "utf-8")
    for one in stale:
        print(f"{one}: {'not current' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
