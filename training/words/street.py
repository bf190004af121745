"""Streets as words see them: classes by their concepts, ordinary pixels, the temperature."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.data.datasets import cityscapes_split, evenly_spread, load_sample
from training.data.labels import CLASS_COUNT
from training.words.answers import Words
from training.words.concepts import STRICT
from training.words.text_space import unit

WIDTH, HEIGHT, STRIDE = 768, 384, 8
TEMPERATURES = np.exp(np.linspace(np.log(0.01), np.log(0.2), 40))
PER_PICTURE = 100


@dataclass(frozen=True)
class Pixels:
    """Unit embeddings `[n, 128]` of labelled street pixels, and their train ids `[n]`."""

    rows: np.ndarray
    ids: np.ndarray


def concept_groups(words: Words, groups: tuple[tuple[str, ...], ...] = STRICT) -> list[np.ndarray]:
    """Unit rows of each class's concepts."""
    return [words.vectors(list(group)) for group in groups]


def class_cosines(rows: np.ndarray, groups: list[np.ndarray]) -> np.ndarray:
    """The best cosine with a concept of each class: `rows [..., 128]` to `[..., classes]`."""
    return np.stack([(rows @ group.T).max(-1) for group in groups], -1)


def street_rows(words: Words, image: np.ndarray) -> np.ndarray:
    """Unit embeddings `[48, 96, 128]` of a Cityscapes picture."""
    return unit(words.embedding(image, WIDTH, HEIGHT).numpy().transpose(1, 2, 0))


def labelled_pixels(words: Words, root: Path, split: str, limit: int) -> Pixels:
    """Embeddings of `PER_PICTURE` labelled pixels of each of at most `limit` pictures."""
    rng = np.random.default_rng(3)
    rows, ids = [], []
    for path in evenly_spread(cityscapes_split(root, split), limit):
        sample = load_sample(path, "cityscapes")
        embeddings = street_rows(words, sample.image)
        labels = np.asarray(
            Image.fromarray(sample.labels).resize(
                (WIDTH // STRIDE, HEIGHT // STRIDE), Image.NEAREST
            )
        )
        places = np.argwhere(labels < CLASS_COUNT)
        chosen = places[rng.choice(len(places), PER_PICTURE, replace=False)]
        rows.append(embeddings[chosen[:, 0], chosen[:, 1]])
        ids.append(labels[chosen[:, 0], chosen[:, 1]])
    return Pixels(np.concatenate(rows), np.concatenate(ids))


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def best_temperature(pixels: Pixels, groups: list[np.ndarray]) -> tuple[float, float]:
    """The temperature of the largest likelihood, and the mean -log p there."""
    cosines = class_cosines(pixels.rows, groups)
    index = np.arange(len(cosines))
    losses = [-log_softmax(cosines / t)[index, pixels.ids].mean() for t in TEMPERATURES]
    best = int(np.argmin(losses))
    return float(TEMPERATURES[best]), float(losses[best])


def steal_offset(
    ordinary: np.ndarray, groups: list[np.ndarray], prompt: np.ndarray, alpha: float
) -> float:
    """What a prompt's cosine is lowered by, so that it exceeds all classes on at most `alpha` of
    the ordinary pixels `[n, 128]`.
    """
    margin = ordinary @ prompt - class_cosines(ordinary, groups).max(-1)
    return max(0.0, float(np.quantile(margin, 1 - alpha, method="higher")))


@dataclass(frozen=True)
class Tables:
    """`ordinary [4096, 128]` unit rows, the temperature and the share that a prompt may take."""

    ordinary: np.ndarray
    temperature: float
    alpha: float


def load_tables(folder: Path) -> Tables:
    """What `training.words.tables` wrote."""
    content = json.loads((folder / "statistics.json").read_text())
    stored = np.frombuffer((folder / "ordinary.bin").read_bytes(), np.int8).reshape(-1, 128)
    return Tables(unit(stored.astype(np.float32)), content["temperature"], content["alpha"])


def uncertainty(columns: np.ndarray, known: int, temperature: float) -> np.ndarray:
    """`u = -max_{k < known} p_k` of columns `[..., known + prompts]` (methods.md 6.2)."""
    return -np.exp(log_softmax(columns / temperature)[..., :known].max(-1))


def upsampled(planes: np.ndarray, height: int, width: int) -> np.ndarray:
    """`[h, w, k]` to `[height, width, k]`, bilinear with half-pixel centres."""
    tensor = torch.from_numpy(np.ascontiguousarray(planes)).float().permute(2, 0, 1)[None]
    return (
        F.interpolate(tensor, (height, width), mode="bilinear", align_corners=False)[0]
        .permute(1, 2, 0)
        .numpy()
    )
