"""Put the encoder into the package: ``python -m training.shipping --work DIR``.

Takes ``encoder.int8.onnx`` and ``encoder.words.onnx`` (or ``reader.int8.onnx`` and ``words.onnx``)
from the folder that ``python -m training.stance`` worked in, and what they were made from out of
``evals/encoder_answers.json``; refuses weights that are not those whose answers are kept. Then
loads what it wrote, and reads a pair with it.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from sceptic.readers.encoder import Encoder
from sceptic.readers.weights import ENCODER, PROVENANCE, WORDS, digest_of
from training.fit import MODELS

ANSWERS = Path(__file__).resolve().parent.parent / "evals" / "encoder_answers.json"
_FORMER = {ENCODER: "reader.int8.onnx", WORDS: "words.onnx"}
_PAIR = ("Does zinc shorten the common cold?", "Zinc did not shorten the common cold.")


class _Kept(msgspec.Struct):
    provenance: dict[str, object]


def shipped(work: Path, out: Path, made: Mapping[str, object]) -> Encoder:
    """Copy both graphs, write ``encoder.json``, and load what was written.

    Args:
        made: what ``training.stance.provenance`` returns.

    Raises:
        ValueError: the weights are others than those that ``made`` names.
        ModelError: they cannot be loaded.
    """
    content = {name: _file(work, name).read_bytes() for name in (ENCODER, WORDS)}
    if digest_of(content[ENCODER]) != made["digest"]:
        raise ValueError(f"the weights are {digest_of(content[ENCODER])}, not {made['digest']}")
    for name in content:
        shutil.copyfile(_file(work, name), out / name)
    size = sum(map(len, content.values()))
    told = {**made, "words": digest_of(content[WORDS]), "size": size}
    (out / PROVENANCE).write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    return Encoder.load(out)


def _file(work: Path, name: str) -> Path:
    return work / name if (work / name).exists() else work / _FORMER[name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="where the weights were made")
    parser.add_argument("--out", type=Path, default=MODELS, help="where the program looks")
    options = parser.parse_args()
    made = msgspec.json.decode(ANSWERS.read_bytes(), type=_Kept).provenance
    reader = shipped(options.work, options.out, made)
    print(f"{options.out}: encoder {reader.digest}; {_PAIR}: {reader.readings([_PAIR])[0].chances}")


if __name__ == "__main__":
    main()
