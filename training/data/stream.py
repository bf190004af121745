"""Endless streams of what is drawn at random, for data loaders."""

from __future__ import annotations

from typing import Iterator

import numpy as np
import torch
from torch.utils.data import IterableDataset

from training.data.augment import CropSampler


class CropStream(IterableDataset):
    """Endless crops; every (seed, step, worker) draws its own, so a resumed run does not repeat the old ones."""

    def __init__(self, sampler: CropSampler, seed: int, start: int) -> None:
        self.sampler, self.seed, self.start = sampler, seed, start

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        info = torch.utils.data.get_worker_info()
        rng = np.random.default_rng((self.seed, self.start, info.id if info else 0))
        while True:
            yield self.sampler.draw(rng)
