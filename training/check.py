"""Do the commands give what ships? ``python -m training.check --data DIR [NAME ...]``.

Runs every command that makes weights, or those named, into a scratch folder, and sets each file
beside the shipped one: the same bytes but for the date of making. Exit code 0: all are; 1: one is
not, or its command failed; 2: wrong use; 4: those that could be made are, for the rest data is
missing.
"""

from __future__ import annotations

import itertools
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from training.fit import MODELS, REFERENCES, parser_of


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``python -m training.NAME`` makes, where it ships, and what it reads under ``--data``
    (files or folders)."""

    files: tuple[str, ...]
    data: tuple[str, ...]
    folder: Path = MODELS


_RECORDS = ("pubmed_xml", "rct_corpus", "claim_sentences", "pico_corpus", "study_design")
"""Records with their own labels, and the sets whose records are kept out."""
EVERY: Mapping[str, Weights] = {
    "affirmation": Weights(("affirmation.json",), ("pubmedqa_dev.json",)),
    "roles": Weights(("roles.json",), (*_RECORDS, "pubmedqa_dev.json")),
    "changes": Weights(
        ("change_difference.json", "change_way.json"), ("evidence_inference",)),
    "comparison": Weights(("comparison.json",), ("evidence_inference", "rct_corpus")),
    "labels": Weights(("labels.json",), (*_RECORDS, "corpus", "rct_robotsearch")),
    "arms": Weights(("arms.json",), ("effect_extraction",)),
    "aggregator": Weights(
        ("aggregator.json",),
        ("medevidence/medevidence_dev.jsonl", "pubmedqa_dev.json", "bioasq_yesno_dev.jsonl",
         "corpus"),
    ),
    "agreement": Weights(
        ("agreement.json",),
        ("claims/scifact__claims_train.jsonl", "claims/scifact__corpus.jsonl"),
        REFERENCES,
    ),
    "passages": Weights(("passages.json",), ("bioasq_yesno_dev.jsonl",), REFERENCES),
}  # fmt: skip
"""In the order of making: what comes later may read with what was made before."""

IDENTICAL = "identical"
_DATE = re.compile(rb'"made": "\d{4}-\d\d-\d\d"')


# ---------------------------------------------------------------- comparing


def difference(shipped: bytes, made: bytes) -> str:
    """What tells two files of weights apart, in a phrase; nothing where only the date does."""
    if _DATE.sub(b"", shipped) == _DATE.sub(b"", made):
        return ""
    try:
        ours, theirs = _fields(shipped), _fields(made)
    except msgspec.DecodeError:
        return "one of them is no JSON object"
    names = sorted(ours.keys() | theirs.keys())
    parts = [
        _of_weights(ours[n], theirs[n])
        if n == "weights" and n in ours and n in theirs
        else ".".join(_first_apart(n, ours.get(n), theirs.get(n)))
        for n in names
        if ours.get(n) != theirs.get(n)
    ]
    return ", ".join(parts) or "written in another way"


def _fields(file: bytes) -> dict[str, Any]:
    return msgspec.json.decode(_DATE.sub(b'"made": ""', file), type=dict[str, Any])


def _of_weights(ours: Mapping[str, list[int]], theirs: Mapping[str, list[int]]) -> str:
    """How many features have other weights, one that only one file holds among them."""
    blank: list[int] = []
    apart = [f for f in ours.keys() | theirs.keys() if ours.get(f) != theirs.get(f)]
    pairs = (_paired(ours.get(f, blank), theirs.get(f, blank)) for f in apart)
    most = max((abs(a - b) for row in pairs for a, b in row), default=0)
    return f"{len(apart)} of {len(ours)} features weigh otherwise (by {most} at most)"


def _paired(ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    return list(itertools.zip_longest(ours, theirs, fillvalue=0))


def _first_apart(name: str, ours: object, theirs: object) -> list[str]:
    """The way to the first field that differs."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys(), key=str):
            if ours.get(key) != theirs.get(key):
                return [name, *_first_apart(str(key), ours.get(key), theirs.get(key))]
    return [name]


def missing(weights: Weights, data: Path) -> list[str]:
    """What the command reads and the folder of the sets does not hold."""
    return [part for part in weights.data if not (data / part).exists()]


# ---------------------------------------------------------------- making


@dataclass(frozen=True, slots=True)
class Said:
    """What came of one command."""

    name: str
    line: str
    code: int


def checked(name: str, data: Path, scratch: Path) -> Said:
    """Run one command and compare what it made."""
    weights = EVERY[name]
    lacking = missing(weights, data)
    if lacking:
        return Said(name, f"data missing: {', '.join(lacking)}", 4)
    before = _seconds()
    run = subprocess.run(
        [sys.executable, "-m", f"training.{name}", "--data", data, "--out", scratch],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        lines = run.stderr.strip().splitlines() or [f"exit code {run.returncode}"]
        return Said(name, f"failed: {lines[-1]}", 1)
    apart = [
        f"{file} differs: {told}"
        for file in weights.files
        if (told := difference(_bytes(weights.folder / file), _bytes(scratch / file)))
    ]
    took = f" ({_seconds() - before:.0f} CPU s)"
    return Said(name, ("; ".join(apart) or IDENTICAL) + took, 1 if apart else 0)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _seconds() -> float:
    """Computed by the commands so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def exit_code(codes: Sequence[int]) -> int:
    """What differs outweighs what is missing."""
    return 1 if 1 in codes else max(codes, default=0)


def main() -> int:
    parser = parser_of(__doc__, None)
    parser.add_argument("names", nargs="*", choices=[[], *EVERY], metavar="NAME",
                        help=f"one of {', '.join(EVERY)}; all without a name")  # fmt: skip
    options = parser.parse_args()
    codes = []
    with tempfile.TemporaryDirectory() as folder:
        scratch: Path = options.out or Path(folder)
        for name in options.names or EVERY:
            said = checked(name, options.data, scratch)
            print(f"{said.name}: {said.line}", flush=True)
            codes.append(said.code)
    return exit_code(codes)


if __name__ == "__main__":
    sys.exit(main())
