"""NPM: prototypes and their reach."""

from __future__ import annotations

import unittest

import numpy as np

from training.networks.metric_head import PROTOTYPE_LENGTH
from training.open_world import npm


class Prototypes(unittest.TestCase):
    def decide(
        self, embedding: list[float], prototypes: list[list[float]], radii: list[float]
    ) -> int:
        return int(npm.decide(np.array([embedding], float), np.array(prototypes, float), radii)[0])

    def test_every_pixel_counts_the_same_or_every_shot(self) -> None:
        shots = [np.array([[0.0, 0.0], [0.0, 3.0]]), np.array([[6.0, 0.0]])]
        np.testing.assert_allclose(npm.prototype(shots), [2, 1])
        np.testing.assert_allclose(npm.prototype_of_means(shots), [3, 0.75])

    def test_distance_to_the_nearest_of_the_base(self) -> None:
        embedding = np.random.default_rng(1).normal(0, 2, (50, 5))
        every = ((embedding[:, None] - PROTOTYPE_LENGTH * np.eye(5)) ** 2).sum(2)
        np.testing.assert_allclose(npm.nearest_base(embedding), every.min(1))

    def test_within_lambda_and_nearest_of_all(self) -> None:
        middle = [1.0, 1.0, 1.0]
        self.assertEqual(self.decide([1.5, 1, 1], [middle], [0.3]), 3)
        self.assertEqual(self.decide([1.5, 1, 1], [middle], [0.2]), 0)
        self.assertEqual(self.decide([1.5, 1, 1], [middle], [0.0]), 0)
        # Inside of any lambda, but nearer to a prototype of the base or to another novel one.
        self.assertEqual(self.decide([2.75, 0, 0], [middle], [100.0]), 0)
        self.assertEqual(self.decide([1.5, 1, 1], [middle, [1.5, 1, 1]], [100.0, 100.0]), 4)
        self.assertEqual(self.decide([1.5, 1, 1], [middle, [1.5, 1, 1]], [100.0, 0.0]), 0)

    def test_at_a_tie_the_base_label_stays(self) -> None:
        self.assertEqual(self.decide([1.5, 1, 1], [[1, 1, 1], [2, 1, 1]], [9.0, 9.0]), 0)
        self.assertEqual(self.decide([2, 0, 0], [[1, 0, 0]], [9.0]), 0)

    def test_default_lambda_reads_the_shots_alone(self) -> None:
        self.assertAlmostEqual(npm.radius_of(np.arange(11.0)), 10 * npm.QUANTILE)


if __name__ == "__main__":
    unittest.main()
