"""Scores of a metric head against the golden vectors of the specification (methods.md 4.4)."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from training.measure.scores import distance_sum, metric_scores
from training.networks.metric_head import LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH

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


if __name__ == "__main__":
    unittest.main()
