"""How near the sentences of an abstract are to a statement: by the encoder's body as it came, and
by the words that both name. The body was made for this; nothing of it is trained here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from transformers import AutoModel

from sceptic.appraisal.cues import words_of
from training.datasets import StatementItem
from training.encoder import Row, body_folder, padded, tokenizer
from training.statement_reader import content_of

LONGEST = 96
NAMED = 0.6
"""Weight of the share of the statement's words that a sentence names, beside the cosine."""


class Nearness:
    """Cosines of statements and sentences, each text read once."""

    def __init__(self, items: Iterable[StatementItem]) -> None:
        texts = sorted({t for i in items for t in (i.statement, *i.sentences)})
        self._place = {text: k for k, text in enumerate(texts)}
        self._vectors = _embedded(texts)

    def cosines(self, item: StatementItem) -> list[float]:
        """One a sentence."""
        asked = self._vectors[self._place[item.statement]]
        return [float(asked @ self._vectors[self._place[s]]) for s in item.sentences]

    def nearest(self, item: StatementItem) -> list[int]:
        """Places of the sentences, the nearest first."""
        wanted = content_of(words_of(item.statement))
        shares = [
            len(wanted & content_of(words_of(s))) / max(1, len(wanted)) for s in item.sentences
        ]
        near = [c + NAMED * s for c, s in zip(self.cosines(item), shares, strict=True)]
        return sorted(range(len(near)), key=lambda i: (-near[i], i))


def _embedded(texts: Sequence[str], batch: int = 64) -> np.ndarray:
    """Unit vectors: the mean of the last layer's states."""
    body = AutoModel.from_pretrained(str(body_folder()), attn_implementation="sdpa").eval()
    rows = [
        Row(tuple(c.ids), tuple(c.type_ids), 0, 0) for c in tokenizer(LONGEST).encode_batch(texts)
    ]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    out = np.zeros((len(rows), body.config.hidden_size), dtype=np.float32)
    with torch.no_grad():
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            ids, mask, types = padded([rows[i] for i in places])
            states = body(
                input_ids=ids, attention_mask=mask, token_type_ids=types
            ).last_hidden_state
            kept = mask.unsqueeze(-1).to(states.dtype)
            mean = (states * kept).sum(1) / kept.sum(1)
            out[places] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return out
