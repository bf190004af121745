"""Batches that are used again: the maps of a frozen encoder stay right, and cost only a copy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor


class Replay:
    """The last `capacity` batches, each a sequence of tensors of equal length."""

    def __init__(self, capacity: int, seed: int) -> None:
        self.capacity = capacity
        self.batches: list[Sequence[Tensor]] = []
        self.added = 0
        self.rng = np.random.default_rng(seed)

    def add(self, batch: Sequence[Tensor]) -> None:
        """Keeps a batch in place of the oldest."""
        if len(self.batches) < self.capacity:
            self.batches.append(batch)
        else:
            self.batches[self.added % self.capacity] = batch
        self.added += 1

    def draw(self) -> list[Tensor]:
        """A batch whose items come from different kept batches, where there are enough of them."""
        count = len(self.batches[0][0])
        chosen = self.rng.choice(len(self.batches), count, replace=len(self.batches) < count)
        rows = self.rng.integers(count, size=count)
        items = [
            [tensor[row : row + 1] for tensor in self.batches[index]]
            for index, row in zip(chosen, rows, strict=True)
        ]
        return [
            torch.cat(parts).contiguous(memory_format=torch.channels_last)
            if parts[0].dim() == 4
            else torch.cat(parts)
            for parts in zip(*items, strict=True)
        ]
