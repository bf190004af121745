"""What both methods learn from the shots of one draw, class after class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.open_world import npm, plm
from training.open_world.features import FeatureStore
from training.open_world.grids import LABELS, QUARTER, at_cell_centres, at_labels
from training.open_world.holdout import NOVEL
from training.open_world.shots import annotation, draw_shots


@dataclass(frozen=True)
class Shot:
    """One annotated picture, or several one after another: `features [cells, 64]` and annotation
    `[cells]` on the quarter grid, and on the labels' grid the base's embeddings `[pixels, 16]`
    under the annotation.
    """

    features: np.ndarray
    annotated: np.ndarray
    embedding: np.ndarray


@dataclass(frozen=True)
class Lessons:
    """What was learnt of each novel class in order: its head, its prototype `[16]`, and the squared
    distances to it under the annotations.
    """

    heads: list[plm.Head]
    prototypes: np.ndarray
    distances: list[np.ndarray]

    def radii(self, rule: str) -> list[float]:
        """Lambda of each class: `paper` and `code` as published, `shots` from the distances under
        the annotations.
        """
        published = npm.PUBLISHED_RADII.get(rule)
        return [
            npm.radius_of(distances) if published is None else published
            for distances in self.distances
        ]


class Teacher:
    """Base network and data; teaches the novel classes from any draw."""

    def __init__(self, store: FeatureStore, root: Path, shares: dict[str, list[float]]) -> None:
        self.store, self.root, self.shares = store, root, shares
        weights, bias = store.classifier
        self.base = plm.Head(weights.double().numpy() / 6, bias.double().numpy() / 6, np.empty(0))

    @property
    def base_classes(self) -> int:
        return len(self.base.bias)

    def shot(self, picture: Path, train_id: int) -> Shot:
        """A picture in which every pixel of one class is annotated."""
        features = self.store.of(picture).flatten(1).T.double().numpy()
        mask = annotation(picture, train_id)
        embedding = at_labels(torch.from_numpy(self.base.embedding(features)).float(), 1).numpy()
        assert mask.shape == LABELS and len(features) == QUARTER[0] * QUARTER[1]
        return Shot(features, at_cell_centres(mask), embedding[mask.ravel()].astype(np.float64))

    def shots(self, train_id: int, seed: int, count: int) -> Shot:
        """The first `count` shots of a draw, one after another."""
        shots = [
            self.shot(path, train_id)
            for path in draw_shots(self.root, self.shares, train_id, seed)[:count]
        ]
        parts = ((shot.features, shot.annotated, shot.embedding) for shot in shots)
        return Shot(*(np.concatenate(part) for part in zip(*parts, strict=True)))

    def teach(self, seed: int, count: int) -> Lessons:
        """Car, truck and bus in sequence, from `count` shots each of the draw `seed`."""
        heads: list[plm.Head] = []
        prototypes, distances = [], []
        for train_id in NOVEL:
            shots = self.shots(train_id, seed, count)
            base = self.base.embedding(shots.features).argmax(1)
            fired = [head.fires(shots.features) for head in heads]
            heads.append(
                plm.learn_head(shots.features, base, fired, shots.annotated, self.base_classes)
            )
            prototypes.append(npm.prototype([shots.embedding]))
            distances.append(npm.squared_distance(shots.embedding, prototypes[-1]))
        return Lessons(heads, np.stack(prototypes), distances)
