"""The road data sets on disk: which files belong to which split, decoded to memory.

`OOD_DATA` (or `--data`) names the folder. Cityscapes is split by city, never at random.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image

from training.data.labels import CAMVID_TABLE, CITYSCAPES_TABLE, IDD_TABLE

VALIDATION_CITIES = frozenset({"darmstadt", "ulm", "jena"})
TEST_CITIES = frozenset({"weimar", "erfurt"})

Item = TypeVar("Item")

#: Shape `(width, height)` in which a picture of each set shows the world undistorted, at the
#: working scale 768.
WORKING_SIZE = {"cityscapes": (768, 384), "camvid": (768, 576), "idd": (768, 545)}


@dataclass(frozen=True)
class Sample:
    """One picture and its labels as stored: `image [h, w, 3]` uint8, `labels [h, w]` uint8 group
    ids, 255 = ignore.
    """

    name: str
    source: str
    image: np.ndarray
    labels: np.ndarray


def data_root(argument: str | None = None) -> Path:
    """The data folder from an argument or `OOD_DATA`.

    Raises SystemExit with advice when neither is a folder.
    """
    value = argument or os.environ.get("OOD_DATA")
    if not value or not Path(value).is_dir():
        raise SystemExit(
            "Set OOD_DATA (or --data) to the folder that holds cityscapes/, camvid/ and idd/."
        )
    return Path(value)


def cityscapes_split(root: Path, split: str) -> list[Path]:
    """Image paths of `train`, `validation` or `test`, sorted by name."""

    def member(path: Path) -> bool:
        city = path.name.split("_")[0]
        held_out = (
            "validation"
            if city in VALIDATION_CITIES
            else "test"
            if city in TEST_CITIES
            else "train"
        )
        return held_out == split

    return [p for p in sorted((root / "cityscapes/images").glob("*.webp")) if member(p)]


def evenly_spread(items: list[Item], limit: int) -> list[Item]:
    """At most `limit` of the items, at even distances from the first."""
    return items[:: max(1, len(items) // limit)][:limit]


def picture_paths(root: Path, source: str, split: str) -> list[Path]:
    """Image paths of a split of one set: Cityscapes by city, the others train or test."""
    if source == "cityscapes":
        return cityscapes_split(root, split)
    if source == "camvid":
        folders = {"train": ("train", "val"), "test": ("test",)}[split]
        return [
            p for folder in folders for p in sorted((root / "camvid" / folder / "images").iterdir())
        ]
    paths = sorted((root / "idd/images").iterdir())
    # IDD comes without sequences in its names that could leak: every tenth picture is held out.
    return [p for i, p in enumerate(paths) if (i % 10 == 0) == (split == "test")]


_TABLES = {"cityscapes": CITYSCAPES_TABLE, "camvid": CAMVID_TABLE, "idd": IDD_TABLE}


def load_sample(path: Path, source: str) -> Sample:
    """Decodes one picture and its label file (same stem, `labels/` beside `images/`)."""
    labels = path.parent.parent / "labels" / f"{path.stem}.png"
    with Image.open(path) as image, Image.open(labels) as ids:
        return Sample(
            path.stem, source, np.asarray(image.convert("RGB")), _TABLES[source][np.asarray(ids)]
        )


def load_split(root: Path, source: str, split: str) -> list[Sample]:
    """Decodes a whole split to memory (Cityscapes train: about 3.5 GB)."""
    return [load_sample(path, source) for path in picture_paths(root, source, split)]
