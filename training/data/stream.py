"""Endless batches of what a sampler draws at random."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info


class Sampler(Protocol):
    """Draws one item, the picture or map that the network sees first."""

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]: ...


class SampleStream(IterableDataset):
    """Endless items of a sampler.

    Every (seed, start, worker) draws its own, so a resumed run does not repeat the old ones.
    """

    def __init__(self, sampler: Sampler, seed: int, start: int) -> None:
        self.sampler, self.seed, self.start = sampler, seed, start

    def __iter__(self) -> Iterator[tuple[np.ndarray, ...]]:
        info = get_worker_info()  # type: ignore[no-untyped-call]
        rng = np.random.default_rng((self.seed, self.start, info.id if info else 0))
        while True:
            yield self.sampler.draw(rng)


def batches(
    sampler: Sampler, batch: int, *, workers: int, seed: int, start: int
) -> Iterator[list[Tensor]]:
    """Batches of `batch` items, drawn ahead by so many `workers`; `start` is the step they begin
    at.
    """
    stream = SampleStream(sampler, seed, start)
    # PyTorch 1.13 takes no other number than 2 without workers.
    ahead = 6 if workers else 2
    return iter(DataLoader(stream, batch_size=batch, num_workers=workers, prefetch_factor=ahead))
