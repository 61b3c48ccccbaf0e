"""What each trained model was made from, read off the files that ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from scripts.reference_blocks import ROOT, table

FOLDERS = (ROOT / "src" / "sceptic" / "data" / "models", ROOT / "training" / "models")


def trained_models() -> str:
    """One row for each set behind each model whose file tells its provenance."""
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.json"))]
    return table(("model", "set", "licence", "n", "digest"), (r for p in paths for r in _rows(p)))


def _rows(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    whole: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    told = whole.get("provenance", whole)  # the encoder's weights stand beside it
    for used in told.get("data", []):
        n = f"{used['n']:,}".replace(",", " ")
        yield f"`{path.stem}`", used["name"], used["licence"], n, f"`{used['digest']}`"
