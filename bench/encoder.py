"""Pairs a CPU second that the encoder reads, in 8 and in 32 bits:
``python -m bench.encoder --work DIR`` (that of ``training.stance``)."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from training.onnx_reader import LONGEST, OnnxReader

PAIRS = 60
FILES = {"8 bits": "encoder.int8.onnx", "32 bits": "encoder.onnx"}
_QUESTION = "Does zinc shorten the common cold in adults and children?"
_TEXT = "Zinc given within a day of the first signs shortened colds by two days in adults. "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    work: Path = parser.parse_args().work
    for name, file in FILES.items():
        reader = OnnxReader(work / file, work / "encoder.words.onnx", threads=1)
        for tokens, text in ((LONGEST // 2, _TEXT * 3), (LONGEST, _TEXT * 9)):
            pairs = [(_QUESTION, text)] * PAIRS
            reader.logits(pairs[:2])
            begun = time.process_time()
            reader.logits(pairs)
            pace = PAIRS / (time.process_time() - begun)
            print(f"{name}, about {tokens} tokens: {pace:.0f} pairs a CPU second")


if __name__ == "__main__":
    main()
