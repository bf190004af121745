"""Losses of entropy maximisation, RPL and CoroCL against the golden vectors of the
specification.
"""

from __future__ import annotations

import math
import unittest

import numpy as np
import torch

from training.data.labels import CLASS_COUNT, IGNORE, OUTLIER
from training.train.losses import GroupCrossEntropy, MaxEntropyLoss
from training.train.rpl_losses import contrastive_loss, entropy, info_nce, rpl_terms

FREQUENCY = np.full(CLASS_COUNT, 1 / CLASS_COUNT)


class MaxEntropy(unittest.TestCase):
    def test_unknown_term_is_smallest_at_the_uniform_distribution(self) -> None:
        ids = torch.full((1, 2, 2), OUTLIER, dtype=torch.uint8)
        loss = MaxEntropyLoss(FREQUENCY)
        _, uniform, total = loss(torch.zeros(1, CLASS_COUNT, 2, 2), ids)
        self.assertAlmostEqual(float(uniform), math.log(CLASS_COUNT), places=5)
        self.assertAlmostEqual(float(total), 0.9 * math.log(CLASS_COUNT), places=5)
        _, other, _ = loss(torch.randn(1, CLASS_COUNT, 2, 2), ids)
        self.assertGreater(float(other), float(uniform))

    def test_golden_vector_of_the_unknown_term(self) -> None:
        """z = [4, 2, 1, 0] has -mean log p = 2.435182 over its four classes; the others are left
        out by their logits.
        """
        z = torch.tensor([4.0, 2.0, 1.0, 0.0])
        self.assertAlmostEqual(float(-z.log_softmax(0).mean()), 2.435182, places=5)

    def test_joint_mean_equals_the_soft_target_of_the_published_code(self) -> None:
        generator = torch.Generator().manual_seed(2)
        logits = torch.randn(2, CLASS_COUNT, 4, 4, generator=generator)
        ids = torch.randint(0, CLASS_COUNT, (2, 4, 4), generator=generator).to(torch.uint8)
        ids[0, :2], ids[1, 0] = OUTLIER, IGNORE
        target = torch.zeros_like(logits)
        for index in np.ndindex(2, 4, 4):
            b, y, x = index
            if ids[index] == OUTLIER:
                target[b, :, y, x] = 0.9 / CLASS_COUNT
            elif ids[index] != IGNORE:
                target[b, int(ids[index]), y, x] = 0.1
        expected = -(target * logits.log_softmax(1)).sum() / (ids != IGNORE).sum()
        self.assertAlmostEqual(
            float(MaxEntropyLoss(FREQUENCY)(logits, ids)[2]), float(expected), places=5
        )

    def test_separate_expectations(self) -> None:
        logits = torch.randn(1, CLASS_COUNT, 4, 4, generator=torch.Generator().manual_seed(3))
        ids = torch.zeros(1, 4, 4, dtype=torch.uint8)
        ids[0, 0] = OUTLIER
        known, unknown, total = MaxEntropyLoss(FREQUENCY, separate=True)(logits, ids)
        self.assertAlmostEqual(float(total), 0.1 * float(known) + 0.9 * float(unknown), places=5)
        inliers = ids.clone()
        inliers[0, 0] = IGNORE
        self.assertAlmostEqual(
            float(known), float(GroupCrossEntropy(FREQUENCY)(logits, inliers)), places=5
        )

    def test_no_unknown_pixel_costs_nothing(self) -> None:
        _, unknown, total = MaxEntropyLoss(FREQUENCY)(
            torch.randn(1, CLASS_COUNT, 2, 2), torch.full((1, 2, 2), IGNORE)
        )
        self.assertEqual((float(unknown), float(total)), (0.0, 0.0))


class ResidualTerms(unittest.TestCase):
    def test_unchanged_logits_cost_only_their_own_uncertainty(self) -> None:
        logits = torch.randn(1, CLASS_COUNT, 3, 3, generator=torch.Generator().manual_seed(1))
        terms = rpl_terms(logits, logits, torch.zeros(1, 3, 3, dtype=torch.uint8), -100.0)
        self.assertEqual(float(terms["dissimilarity"]), 0.0)
        self.assertEqual((float(terms["energy"]), float(terms["known_energy"])), (0.0, 0.0))
        self.assertAlmostEqual(
            float(terms["consistency"]), float(-logits.log_softmax(1).amax(1).mean()), places=5
        )

    def test_energy_hinge(self) -> None:
        """LSE of nineteen zeros is 2.944439, of nineteen -3's -0.055561: hinge 0."""
        ids = torch.full((1, 1, 1), OUTLIER, dtype=torch.uint8)
        for value, expected in ((0.0, 2.944439), (-3.0, 0.0)):
            logits = torch.full((1, CLASS_COUNT, 1, 1), value)
            self.assertAlmostEqual(
                float(rpl_terms(logits, logits, ids, 0.0)["energy"]), expected, places=5
            )

    def test_terms_apart_from_energy_do_not_see_a_constant(self) -> None:
        logits = torch.randn(1, CLASS_COUNT, 3, 3)
        ids = torch.zeros(1, 3, 3, dtype=torch.uint8)
        moved, same = rpl_terms(logits, logits - 20, ids, 8.0), rpl_terms(logits, logits, ids, 8.0)
        for name in ("consistency", "dissimilarity"):
            self.assertAlmostEqual(float(moved[name]), float(same[name]), places=4)
        self.assertGreater(float(moved["known_energy"]), float(same["known_energy"]) + 15)

    def test_entropy_of_the_golden_vector(self) -> None:
        self.assertAlmostEqual(
            float(entropy(torch.tensor([4.0, 2, 1, 0]).view(1, 4, 1, 1))), 0.595087, places=5
        )


class Contrast(unittest.TestCase):
    def test_golden_vector(self) -> None:
        contrast = torch.tensor([[1, 0], [0, 1], [0.8, 0.6], [0.6, 0.8]])
        labels = torch.tensor([1, 0, 1, 0])
        loss = info_nce(contrast[:2], labels[:2], contrast, labels, 0.1)
        np.testing.assert_allclose(loss.numpy(), [0.127223, 0.127223], atol=1e-6)

    def test_is_skipped_without_two_scenes_that_show_an_object(self) -> None:
        ids = torch.zeros(3, 4, 4, dtype=torch.uint8)
        ids[0, 0], ids[2, 0] = OUTLIER, OUTLIER
        whole = torch.tensor([False, False, True])
        embeddings = torch.randn(3, 5, 4, 4)
        self.assertEqual(float(contrastive_loss(embeddings, ids, whole, 8)), 0.0)
        ids[1, 0] = OUTLIER
        self.assertGreater(float(contrastive_loss(embeddings, ids, whole, 8)), 0.0)
