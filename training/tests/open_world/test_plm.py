"""PLM: labels, cells and training of a head."""

from __future__ import annotations

import unittest

import numpy as np
import torch
import torch.nn.functional as F

from training.networks.metric_head import PROTOTYPE_LENGTH
from training.open_world import plm


class PseudoLabels(unittest.TestCase):
    base = np.array([0, 1, 2, 3, 0, 1])
    first = np.array([1, 1, 0, 0, 0, 0], bool)
    second = np.array([0, 1, 1, 0, 0, 0], bool)
    annotated = np.array([0, 0, 1, 1, 0, 0], bool)

    def test_order_of_algorithm_1(self) -> None:
        labels = plm.pseudo_labels(self.base, [self.first, self.second], self.annotated, 4)
        self.assertEqual(labels.tolist(), [4, 5, 6, 6, 0, 1])
        self.assertEqual(self.base.tolist(), [0, 1, 2, 3, 0, 1])

    def test_a_head_overwrites_with_its_own_class_only(self) -> None:
        """The second head of three base classes calls pixel 0 its own, pixel 1 the first novel
        class, pixel 2 a base class.
        """
        head = plm.Head(np.zeros((5, 5)) + np.eye(5), np.zeros(5), np.empty(0))
        fired = head.fires(np.eye(5)[[4, 3, 1]])
        self.assertEqual(fired.tolist(), [True, False, False])
        everything = plm.overwrite(np.array([2, 2, 2]), [np.array([False, False, True]), fired], 3)
        self.assertEqual(everything.tolist(), [4, 2, 3])


class Sampling(unittest.TestCase):
    def test_random_numbers_of_the_page(self) -> None:
        """Printed by src/core/random.ts with seed 1."""
        draw = plm.mulberry32(1)
        expected = [
            0.6270739405881613,
            0.002735721180215478,
            0.5274470399599522,
            0.9810509674716741,
        ]
        self.assertEqual([draw() for _ in range(4)], expected)

    def test_half_of_the_cells_are_annotated_and_weigh_what_they_cover(self) -> None:
        annotated = np.random.default_rng(2).random(5000) < 0.1
        cells, weights = plm.sample_cells(annotated, 400)
        self.assertEqual(len(set(cells.tolist())), 400)
        self.assertTrue(annotated[cells[:200]].all() and not annotated[cells[200:]].any())
        self.assertAlmostEqual(weights.sum(), 1)
        self.assertAlmostEqual(weights[:200].sum(), annotated.mean())

    def test_few_annotated_cells_are_all_taken_in_order(self) -> None:
        annotated = np.zeros(1000, bool)
        annotated[[7, 300, 900]] = True
        cells, weights = plm.sample_cells(annotated, 100)
        self.assertEqual(cells[:3].tolist(), [7, 300, 900])
        self.assertEqual(len(cells), 100)
        self.assertAlmostEqual(weights.sum(), 1)
        with self.assertRaises(ValueError):
            plm.sample_cells(np.zeros(10, bool))


class Training(unittest.TestCase):
    def setUp(self) -> None:
        generator = np.random.default_rng(4)
        self.labels = generator.integers(0, 5, 600)
        # Channels of very different size, strongly correlated, and one that is always zero, as
        # after a ReLU.
        mixing = generator.normal(0, 1, (5, 8)) * [0.01, 0.1, 1, 10, 30, 1, 1, 0]
        self.features = (
            np.eye(5)[self.labels] @ mixing + 0.2 * generator.normal(0, 1, (600, 5)) @ mixing
        )
        self.weights = np.full(600, 1 / 600)

    def test_the_loss_falls_and_the_head_tells_the_classes(self) -> None:
        head = plm.train_head(self.features, self.labels, self.weights, 5)
        self.assertEqual(len(head.losses), plm.STEPS)
        self.assertLess(np.diff(head.losses).max(), 0)
        self.assertLess(head.losses[-1], 0.2 * head.losses[0])
        self.assertGreater((head.embedding(self.features).argmax(1) == self.labels).mean(), 0.95)

    def test_the_gradient_is_that_of_the_loss(self) -> None:
        embedding = torch.randn(
            7,
            4,
            dtype=torch.float64,
            generator=torch.Generator().manual_seed(1),
            requires_grad=True,
        )
        labels, weights = (
            torch.tensor([0, 1, 2, 3, 0, 1, 2]),
            torch.linspace(0.1, 0.9, 7, dtype=torch.float64),
        )
        distance = ((embedding - PROTOTYPE_LENGTH * F.one_hot(labels, 4)) ** 2).sum(1)
        every = torch.cdist(embedding, PROTOTYPE_LENGTH * torch.eye(4, dtype=torch.float64)) ** 2
        loss = (
            weights * (F.cross_entropy(-every, labels, reduction="none") + plm.LAMBDA_VL * distance)
        ).sum()
        loss.backward()
        value, gradient = plm.loss_and_gradient(
            embedding.detach().numpy(), labels.numpy(), weights.numpy()
        )
        self.assertAlmostEqual(value, float(loss), places=9)
        assert embedding.grad is not None
        np.testing.assert_allclose(gradient, embedding.grad.numpy(), atol=1e-9)

    def test_embeddings_sum_to_the_length_of_a_prototype(self) -> None:
        head = plm.train_head(self.features, self.labels, self.weights, 5)
        np.testing.assert_allclose(head.embedding(self.features).sum(1), PROTOTYPE_LENGTH)

    def test_standardised_features_have_unit_covariance_but_for_shrinkage(self) -> None:
        standardised, mean, factor = plm.standardise(self.features, self.weights)
        np.testing.assert_allclose(standardised.mean(0), 0, atol=1e-9)
        np.testing.assert_allclose(standardised @ factor.T + mean, self.features, atol=1e-9)
        self.assertLessEqual(np.linalg.eigvalsh(standardised.T @ standardised / 600).max(), 1.0)


if __name__ == "__main__":
    unittest.main()
