"""Names of regions out of the page's dictionary, as the measurements ask for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.datasets import cityscapes_split, evenly_spread, load_sample
from training.data.labels import CLASS_COUNT
from training.words.answers import Words
from training.words.street import HEIGHT, WIDTH
from training.words.text_space import unit

#: A region counts from so many pixels on at the working size.
LEAST_PIXELS = 1024


@dataclass(frozen=True)
class Dictionary:
    """The page's names: `entries` as in the file, their unit rows, and how a region is compared."""

    entries: list[list[object]]
    vectors: np.ndarray
    mean: np.ndarray
    least: float

    def similarities(self, vectors: np.ndarray) -> np.ndarray:
        """Cosines of unit vectors `[n, 128]` of regions with every entry, `[n, entries]`."""
        return unit(vectors - self.mean) @ self.vectors.T

    def near(self, name: str, distance: int) -> set[int]:
        """Entries with the name, and those at most so many steps up and down from them."""
        reached = {i for i, entry in enumerate(self.entries) if name in str(entry[0]).split("|")}
        for _ in range(distance):
            up = {int(str(self.entries[i][2])) for i in reached} - {-1}
            down = {i for i, entry in enumerate(self.entries) if entry[2] in reached}
            reached |= up | down
        return reached


def load_dictionary(folder: Path) -> Dictionary:
    """What `training.words.tables` wrote."""
    entries = json.loads((folder / "dictionary.json").read_text())["entries"]
    numbers = json.loads((folder / "statistics.json").read_text())
    stored = np.frombuffer((folder / "dictionary.bin").read_bytes(), np.int8)
    vectors = unit(stored.reshape(len(entries), -1).astype(np.float32))
    return Dictionary(
        entries, vectors, np.array(numbers["namingMean"]), numbers["leastNameSimilarity"]
    )


def holds_right(dictionary: Dictionary, vectors: np.ndarray, names: list[str]) -> np.ndarray:
    """Whether the first three names of each vector `[n, 128]` hold the right one, a synonym, or an
    entry at most two steps from it, `[n]`.
    """
    first = np.argsort(-dictionary.similarities(vectors), 1)[:, :3]
    right = {name: dictionary.near(name, 2) for name in set(names)}
    pairs = zip(names, first, strict=True)
    return np.array([not right[name].isdisjoint(row.tolist()) for name, row in pairs])


def nameless(dictionary: Dictionary, vectors: np.ndarray) -> float:
    """Per cent of the vectors that no name fits."""
    return round(
        100 * float((dictionary.similarities(vectors).max(1) < dictionary.least).mean()), 1
    )


def street_regions(words: Words, root: Path, limit: int = 60) -> np.ndarray:
    """Mean embeddings `[n, 128]` of what has one class in a picture of the test cities."""
    rows = []
    for path in evenly_spread(cityscapes_split(root, "test"), limit):
        sample = load_sample(path, "cityscapes")
        embedding = words.embedding(sample.image, WIDTH, HEIGHT).numpy()
        small = np.asarray(
            Image.fromarray(sample.labels).resize((WIDTH // 8, HEIGHT // 8), Image.NEAREST)
        )
        for known in np.unique(small[small < CLASS_COUNT]):
            if (small == known).sum() * 64 >= LEAST_PIXELS:
                rows.append(unit(embedding[:, small == known].mean(1)))
    return np.stack(rows)
