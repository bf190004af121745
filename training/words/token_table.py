"""A vector for each token, so that any string has one without a text encoder.

The mean of a string's token vectors and a bias is fitted to the exact vectors of many nouns; each
token begins as what the encoder says of it alone (model2vec distils the same way).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.words.sentence_encoder import TextEncoder
from training.words.text_space import TextSpace, unit
from training.words.wordpiece import UNKNOWN, WordPiece

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
EPOCHS, BATCH, RATE = 40, 512, 2e-3
#: How strongly a token is held at what it began as; a rare one is seen in few strings.
HELD = 0.02


@dataclass(frozen=True)
class TokenTable:
    """`bias [128]`, `scale [V]` and `rows [V, 128]` int8."""

    tokens: WordPiece
    bias: np.ndarray
    scale: np.ndarray
    rows: np.ndarray

    def vector(self, text: str) -> np.ndarray | None:
        """`normalise(bias + mean_i scale_i rows_i)`, `[128]`; None where no token is known."""
        unknown = self.tokens.vocabulary[UNKNOWN]
        ids = [i for i in self.tokens(text) if i != unknown]
        if not ids:
            return None
        return unit(self.bias + (self.scale[ids, None] * self.rows[ids]).mean(0))

    def write(self, path: Path) -> None:
        """Little endian: float32 bias, float32 scales, int8 rows."""
        parts = (self.bias.astype("<f4"), self.scale.astype("<f4"), self.rows.astype(np.int8))
        path.write_bytes(b"".join(part.tobytes() for part in parts))


def pruned(stored: dict[str, int], texts: list[str]) -> dict[str, int]:
    """The tokens that occur in the texts, the special ones and all single ASCII characters, in
    their order; new ids.
    """
    tokens = WordPiece(stored)
    used = {index for text in texts for index in tokens(text)}

    def is_kept(token: str, index: int) -> bool:
        is_special = token in SPECIAL
        return (
            is_special or index in used or (len(token.removeprefix("##")) == 1 and token.isascii())
        )

    kept = [token for token, index in stored.items() if is_kept(token, index)]
    return {token: index for index, token in enumerate(kept)}


def write_tokenizer(package: Path, vocabulary: dict[str, int], path: Path) -> None:
    """The package's tokenizer file for a vocabulary whose ids are 0, 1, ... in its order.

    The page makes the ids again from the list, which is 0.1 MB less than with each written out.
    """
    assert list(vocabulary.values()) == list(range(len(vocabulary)))
    content = json.loads((package / "tokenizer.json").read_text())
    content["model"]["vocab"] = list(vocabulary)
    content["added_tokens"] = [
        {**token, "id": vocabulary[token["content"]]} for token in content["added_tokens"]
    ]
    content |= {"post_processor": None, "padding": None, "truncation": None}
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def read_vocabulary(path: Path) -> dict[str, int]:
    """Token to id, of a file by `write_tokenizer`."""
    tokens = json.loads(path.read_text())["model"]["vocab"]
    return {token: index for index, token in enumerate(tokens)}


def first_rows(encoder: TextEncoder, space: TextSpace, tokens: list[str]) -> np.ndarray:
    """What the encoder says of each token alone, `[V, 128]`, centred among themselves."""
    alone = encoder([token.removeprefix("##") for token in tokens])
    return unit(alone - alone.mean(0)) @ space.projection


def _mean_rows(table: Tensor, ids: list[list[int]]) -> Tensor:
    flat = torch.tensor([i for row in ids for i in row])
    starts = torch.tensor(np.cumsum([0, *(len(row) for row in ids[:-1])]))
    return F.embedding_bag(flat, table, starts, mode="mean")


def fit_token_table(
    vocabulary: dict[str, int], first: np.ndarray, texts: list[str], targets: np.ndarray
) -> TokenTable:
    """Fits `first [V, 128]` and a bias to the unit `targets [n, 128]` of the texts."""
    torch.manual_seed(1)
    tokens = WordPiece(vocabulary)
    unknown = vocabulary[UNKNOWN]
    split = [[i for i in tokens(text) if i != unknown] for text in texts]
    usable = [i for i, ids in enumerate(split) if ids]
    begin = torch.from_numpy(np.ascontiguousarray(first)).float()
    table, bias = begin.clone().requires_grad_(), torch.zeros(begin.shape[1], requires_grad=True)
    goal = torch.from_numpy(targets).float()
    optimizer = torch.optim.Adam([table, bias], lr=RATE)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(usable))
        total = 0.0
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for start in range(0, len(order), BATCH):
            chosen = [usable[i] for i in order[start : start + BATCH].tolist()]
            mean = bias + _mean_rows(table, [split[i] for i in chosen])
            loss = (1 - F.cosine_similarity(mean, goal[chosen])).mean()
            held = HELD * (table - begin).square().sum(1).mean()
            optimizer.zero_grad()
            (loss + held).backward()
            optimizer.step()
            total += float(loss) * len(chosen)
        if epoch % 10 == 9:
            print(f"token table: epoch {epoch + 1}, cosine {1 - total / len(order):.3f}")
    rows = table.detach().numpy()
    scale = np.abs(rows).max(1) / 127
    scale[scale == 0] = 1
    quantised = np.rint(rows / scale[:, None]).astype(np.int8)
    return TokenTable(tokens, bias.detach().numpy(), scale, quantised)
