"""The loss of a metric head (methods.md 4.2 and 4.3)."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from training.data.labels import CLASS_COUNT, IGNORE
from training.networks.metric_head import LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH
from training.train.losses import GroupCrossEntropy
from training.train.metric_loss import MetricLoss

FREQUENCY = np.full(CLASS_COUNT, 1 / CLASS_COUNT)


class Loss(unittest.TestCase):
    def test_a_prototype_costs_nothing_beyond_its_cross_entropy(self) -> None:
        logits = torch.zeros(1, CLASS_COUNT, 2, 2)
        logits[:, 4] = LOGITS_PER_EMBEDDING * PROTOTYPE_LENGTH
        ids = torch.full((1, 4, 4), 4, dtype=torch.uint8)
        _cross_entropy, variance, loss = MetricLoss(FREQUENCY, 0.08)(logits, ids)
        self.assertAlmostEqual(float(variance), 0.0, places=4)
        self.assertAlmostEqual(
            float(loss), float(GroupCrossEntropy(FREQUENCY)(logits, ids)), places=5
        )

    def test_the_distance_is_a_mean_over_pixels_of_one_class(self) -> None:
        """At the origin every prototype is 9 away, squared; groups (here that of id 19) and ignored
        pixels have no prototype.
        """
        ids = torch.tensor([[[0, 3, IGNORE, CLASS_COUNT]]], dtype=torch.uint8)
        logits = torch.zeros(1, CLASS_COUNT, 1, 4)
        cross_entropy, variance, loss = MetricLoss(FREQUENCY, 0.05)(logits, ids)
        self.assertAlmostEqual(float(variance), 9.0, places=4)
        self.assertAlmostEqual(float(loss), float(cross_entropy) + 0.45, places=4)

    def test_only_the_distance_sees_a_constant(self) -> None:
        logits = torch.randn(1, CLASS_COUNT, 3, 3, generator=torch.Generator().manual_seed(2))
        ids = torch.zeros(1, 3, 3, dtype=torch.uint8)
        same, moved = (
            MetricLoss(FREQUENCY, 0.08)(logits, ids),
            MetricLoss(FREQUENCY, 0.08)(logits - 12, ids),
        )
        self.assertAlmostEqual(float(same[0]), float(moved[0]), places=4)
        self.assertGreater(float(moved[1]), float(same[1]))


if __name__ == "__main__":
    unittest.main()
