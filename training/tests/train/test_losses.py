"""Cross-entropy over classes and groups."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from training.data import labels
from training.train.losses import GroupCrossEntropy


class GroupLoss(unittest.TestCase):
    """Against the formula, pixel by pixel in float64."""

    def by_hand(self, logits: np.ndarray, ids: np.ndarray, weight: np.ndarray) -> float:
        total = mass = 0.0
        for batch, row, column in np.ndindex(ids.shape):
            label = int(ids[batch, row, column])
            if label == labels.IGNORE:
                continue
            z = logits[batch, :, row, column].astype(np.float64)
            p = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
            members = list(labels.GROUPS[label])
            w = float(weight[members].mean())
            total -= w * np.log(p[members].sum())
            mass += w
        return total / mass

    def test_equals_the_formula(self) -> None:
        rng = np.random.default_rng(3)
        frequency = rng.uniform(0.01, 1, labels.CLASS_COUNT)
        frequency /= frequency.sum()
        weight = (np.median(frequency) / frequency) ** 0.25
        logits = rng.normal(0, 2, (3, labels.CLASS_COUNT, 5, 7)).astype(np.float32)
        ids = rng.integers(0, len(labels.GROUPS), (3, 5, 7)).astype(np.uint8)
        ids[0] = np.minimum(ids[0], labels.CLASS_COUNT - 1)  # one picture without coarse labels
        ids[rng.random(ids.shape) < 0.2] = labels.IGNORE
        loss = GroupCrossEntropy(frequency)(torch.from_numpy(logits), torch.from_numpy(ids))
        self.assertAlmostEqual(float(loss), self.by_hand(logits, ids, weight), places=5)

    def test_a_picture_without_labels_costs_nothing(self) -> None:
        logits = torch.randn(1, labels.CLASS_COUNT, 4, 4, requires_grad=True)
        loss = GroupCrossEntropy(np.full(19, 1 / 19))(
            logits, torch.full((1, 8, 8), labels.IGNORE, dtype=torch.uint8)
        )
        loss.backward()
        self.assertEqual(float(loss), 0.0)
        assert logits.grad is not None
        self.assertEqual(float(logits.grad.abs().max()), 0.0)


if __name__ == "__main__":
    unittest.main()
