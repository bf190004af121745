"""AP, AUROC and FPR95."""

from __future__ import annotations

import unittest

import numpy as np

from training.measure.outlier_metrics import outlier_quality


class Metrics(unittest.TestCase):
    def test_perfect_constant_and_by_hand(self) -> None:
        perfect = outlier_quality(np.array([0.1, 0.2, 0.3]), np.array([0.8, 0.9]))
        self.assertEqual((perfect.ap, perfect.auroc, perfect.fpr95), (100.0, 100.0, 0.0))
        constant = outlier_quality(np.zeros(3), np.zeros(1))
        self.assertEqual((constant.ap, constant.auroc, constant.fpr95), (25.0, 50.0, 100.0))
        mixed = outlier_quality(np.array([0.5, 0.1]), np.array([0.9, 0.3]))
        self.assertAlmostEqual(mixed.ap, 100 * (0.5 * 1 + 0.5 * 2 / 3))
        self.assertAlmostEqual(mixed.auroc, 75.0)

    def test_a_sample_stands_for_all_known_pixels(self) -> None:
        rng = np.random.default_rng(6)
        known, unknown = rng.normal(0, 1, 200_000), rng.normal(2, 1, 2000)
        whole = outlier_quality(known, unknown)
        part = outlier_quality(known[:20_000], unknown, known.size)
        self.assertAlmostEqual(whole.ap, part.ap, delta=3)
        self.assertAlmostEqual(whole.prior, part.prior)


if __name__ == "__main__":
    unittest.main()
