"""The tasks of the few-shot protocol, the scenes they are measured on, and what is counted."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from training.data.labels import CLASS_COUNT
from training.open_world import npm
from training.open_world.grids import at_labels
from training.open_world.holdout import BASE_CLASSES, NOVEL, protocol_table
from training.open_world.lessons import Teacher
from training.open_world.measures import Quality, confusion, quality
from training.open_world.shots import MOST_SHOTS, train_ids

SHOTS = (MOST_SHOTS, 1)
#: Number of novel classes of each task.
TASKS = {"16+1": 1, "16+3": len(NOVEL)}


def truth_of(picture: Path, stride: int) -> np.ndarray:
    """Labels `[pixels]` in the order of the protocol: the base's classes, car, truck, bus; 255 =
    ignore.
    """
    return protocol_table()[train_ids(picture)[::stride, ::stride]].ravel()


class Scene:
    """One picture: `features [cells, 64]`, and on the labels' grid `truth [pixels]`, the base's
    `embedding [pixels, 16]`, its argmax, and the squared distance to the nearest prototype of the
    base.
    """

    def __init__(self, picture: Path, teacher: Teacher, stride: int) -> None:
        self.stride = stride
        self.truth = truth_of(picture, stride)
        self.features = teacher.store.of(picture).flatten(1).T.numpy()
        self.embedding = at_labels(
            torch.from_numpy(teacher.base.embedding(self.features).astype(np.float32)), stride
        ).numpy()
        self.base = self.embedding.argmax(1)
        self.nearest = npm.nearest_base(self.embedding)


class Counter:
    """Pooled confusion matrices `[19, 19]`, by (task, method, shots, draw)."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str, int, int], np.ndarray] = defaultdict(
            lambda: np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
        )

    def add(
        self, task: str, method: str, shots: int, draw: int, truth: np.ndarray, labels: np.ndarray
    ) -> None:
        classes = BASE_CLASSES + TASKS.get(task, 0)
        self.counts[task, method, shots, draw][:classes, :classes] += confusion(
            truth, labels, classes
        )

    def quality(self, task: str, method: str, shots: int, draw: int) -> Quality:
        classes = BASE_CLASSES + TASKS.get(task, 0)
        return quality(self.counts[task, method, shots, draw][:classes, :classes], BASE_CLASSES)
