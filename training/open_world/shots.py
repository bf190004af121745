"""Which annotated pictures ("shots") teach a novel class (methods.md 4.9 and 4.11).

Shots come from the training cities alone. In a shot every pixel of the novel class is annotated and
nothing else is: its other labels are not read. As in the published code, a class must cover more
than 5 % of a shot; with it enough pictures remain for every class (docs/open-world.md counts them),
so that none needs a lower limit.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.datasets import cityscapes_split
from training.data.labels import CLASS_COUNT, CLASS_NAMES
from training.open_world.holdout import NOVEL

#: Least share of a shot's pixels that the novel class covers.
LEAST_SHARE = 0.05
#: The five shots of a draw; the first of them is the draw's single shot.
MOST_SHOTS = 5
#: Seeds of the draws of which mean and standard deviation are stated.
DRAWS: tuple[int, ...] = (0, 1, 2, 3, 4)


def label_path(image: Path) -> Path:
    """The label file of a Cityscapes picture."""
    return image.parent.parent / "labels" / f"{image.stem}.png"


def train_ids(image: Path) -> np.ndarray:
    """The stored labels `[640, 640]` uint8 of a Cityscapes picture: train ids, 255 = ignore."""
    with Image.open(label_path(image)) as ids:
        return np.asarray(ids)


def annotation(image: Path, train_id: int) -> np.ndarray:
    """What a person marks in a shot: `[640, 640]` bool, true where the novel class is."""
    return train_ids(image) == train_id


def class_shares(root: Path, cache: Path | None = None) -> dict[str, list[float]]:
    """Share of the pixels of every training picture that each train id `[19]` covers; kept in the
    file `cache`.
    """
    if cache and cache.exists():
        return dict(json.loads(cache.read_text()))
    shares = {}
    for path in cityscapes_split(root, "train"):
        ids = train_ids(path)
        counts = np.bincount(ids.ravel(), minlength=256)[:CLASS_COUNT]
        shares[path.stem] = [round(float(count) / ids.size, 5) for count in counts]
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(shares))
    return shares


def candidates(
    shares: dict[str, list[float]], train_id: int, least: float = LEAST_SHARE
) -> list[str]:
    """Names of the pictures in which a class is large enough, sorted."""
    return sorted(name for name, of_class in shares.items() if of_class[train_id] > least)


def novel_classes(
    shares: dict[str, list[float]], pictures: list[Path]
) -> list[dict[str, str | int]]:
    """How much there is of each novel class: its `name`, the training pictures that can be its
    shots (`candidates`), and on the whole labels of the measured pictures its `pixels` and the
    `pictures` that show it.
    """
    counts = np.array(
        [[np.count_nonzero(ids == c) for c in NOVEL] for ids in map(train_ids, pictures)]
    )
    return [
        {
            "name": CLASS_NAMES[c],
            "candidates": len(candidates(shares, c)),
            "pixels": int(of.sum()),
            "pictures": int(np.count_nonzero(of)),
        }
        for c, of in zip(NOVEL, counts.T, strict=True)
    ]


def draw_names(names: list[str], train_id: int, seed: int, count: int = MOST_SHOTS) -> list[str]:
    """`count` of the candidates, without repetition; the same for the same seed and class.

    Raises ValueError when there are fewer candidates.
    """
    if len(names) < count:
        raise ValueError(
            f"{count} shots asked for, {len(names)} pictures show the class large enough"
        )
    order = np.random.default_rng([seed, train_id]).permutation(len(names))
    return [names[i] for i in order[:count]]


def draw_shots(
    root: Path, shares: dict[str, list[float]], train_id: int, seed: int, count: int = MOST_SHOTS
) -> list[Path]:
    """Image paths of the shots of one draw.

    Raises ValueError when too few pictures show the class large enough.
    """
    return [
        root / "cityscapes/images" / f"{name}.webp"
        for name in draw_names(candidates(shares, train_id), train_id, seed, count)
    ]
