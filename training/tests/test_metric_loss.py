"""DMLNet's loss and scores against the golden vectors of the specification (methods.md 4.2 to
4.4).
"""

from __future__ import annotations

import unittest

import numpy as np
import torch

from training.data.labels import CLASS_COUNT, IGNORE
from training.measure.scores import distance_sum, metric_scores
from training.networks.metric_head import (
    LOGITS_PER_EMBEDDING,
    PROTOTYPE_LENGTH,
    centre_classifier,
    embedding_of,
)
from training.train.losses import GroupCrossEntropy
from training.train.metric_loss import MetricLoss

FREQUENCY = np.full(CLASS_COUNT, 1 / CLASS_COUNT)
EMBEDDINGS = torch.tensor([[3.0, 0, 0, 0], [0.75, 0.75, 0.75, 0.75], [4, -1, 0, 1], [0, 0, 0, 0]])
SUMS = [54.0, 27.0, 84.0, 36.0]
MMSP = [4.57e-8, 0.75, 1.53e-8, 0.75]


class Scores(unittest.TestCase):
    def test_golden_vectors(self) -> None:
        logits = LOGITS_PER_EMBEDDING * EMBEDDINGS
        np.testing.assert_allclose(distance_sum(logits).numpy(), SUMS, rtol=1e-6)
        scores = metric_scores(logits)
        np.testing.assert_allclose(scores["mmsp"].numpy(), MMSP, atol=2e-7)
        np.testing.assert_allclose(scores["eds"].numpy(), [0, 1, 0, 2 / 3], atol=1e-6)

    def test_squared_distances_give_the_same_softmax(self) -> None:
        f = torch.randn(5, 7, generator=torch.Generator().manual_seed(1))
        distances = torch.cdist(f, PROTOTYPE_LENGTH * torch.eye(7)) ** 2
        torch.testing.assert_close((-distances).softmax(1), (LOGITS_PER_EMBEDDING * f).softmax(1))
        torch.testing.assert_close(distances.sum(1), distance_sum(LOGITS_PER_EMBEDDING * f))

    def test_mix_follows_eds_far_above_gamma_and_mmsp_far_below(self) -> None:
        logits = LOGITS_PER_EMBEDDING * EMBEDDINGS
        above, below, half = (
            metric_scores(logits, *mix) for mix in ((50.0, -1.0), (50.0, 2.0), (0.0, 0.8))
        )
        torch.testing.assert_close(above["mix"], above["eds"])
        torch.testing.assert_close(below["mix"], below["mmsp"])
        torch.testing.assert_close(half["mix"], (half["eds"] + half["mmsp"]) / 2)


class Start(unittest.TestCase):
    def test_centring_keeps_the_softmax_and_sets_the_sum_of_the_embedding(self) -> None:
        torch.manual_seed(4)
        classifier = torch.nn.Conv2d(6, CLASS_COUNT, 1)
        features = torch.randn(2, 6, 3, 3)
        before = classifier(features).detach()
        centre_classifier(classifier)
        after = classifier(features).detach()
        torch.testing.assert_close(after.softmax(1), before.softmax(1))
        torch.testing.assert_close(
            embedding_of(after).sum(1), torch.full((2, 3, 3), PROTOTYPE_LENGTH)
        )


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
