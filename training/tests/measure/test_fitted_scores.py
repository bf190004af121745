"""The comparators: their formulas, the statistics behind them, and the numbers that page and
training share.
"""

from __future__ import annotations

import hashlib
import json
import unittest
from pathlib import Path

import numpy as np
import torch

from training.measure.feature_statistics import classifier_of
from training.measure.fitted_scores import (
    Statistics,
    dropout_masks,
    dropout_statistics,
    fitted_maps,
    load_statistics,
    mahalanobis,
    odin,
    sml,
)
from training.networks.exported import load_exported

ROOT = Path(__file__).parents[3]

STORED, MODEL = (ROOT / "src/methods/data/base.statistics.json", ROOT / "public/models/base.onnx")


def random_statistics(components: int = 8) -> Statistics:
    torch.manual_seed(3)
    return Statistics(
        torch.rand(19) + 1,
        torch.rand(19) + 0.5,
        torch.randn(19, 64) / 4,
        torch.randn(19),
        torch.randn(components, 64) / 8,
        torch.randn(19, components),
    )


class Formulas(unittest.TestCase):
    def test_standardised_max_logit_has_the_golden_value(self) -> None:
        statistics = random_statistics()
        statistics.mean[0], statistics.variance[0] = 9.473, 1.881
        logits = torch.zeros(1, 19)
        logits[0, 0] = 12.2
        self.assertAlmostEqual(sml(logits, statistics).item(), -1.988340, places=5)

    def test_odin_has_the_golden_value(self) -> None:
        self.assertAlmostEqual(
            odin(torch.tensor([[4.0, 2.0, 1.0, 0.0]])).item(), 0.533776, places=5
        )

    def test_mahalanobis_is_the_distance_to_the_nearest_centre_in_float64(self) -> None:
        statistics = random_statistics()
        features = torch.rand(50, 64) * 4
        projection, centres = (
            statistics.projection.double().numpy(),
            statistics.centres.double().numpy(),
        )
        expected = [
            ((projection @ f - centres) ** 2).sum(1).min() for f in features.double().numpy()
        ]
        np.testing.assert_allclose(mahalanobis(features, statistics).numpy(), expected, rtol=1e-4)

    def test_dropout_without_dropping_is_the_plain_entropy(self) -> None:
        statistics, features = random_statistics(), torch.rand(20, 64)
        results = dropout_statistics(features, statistics, dropout_masks(3, 64, 0.0, 1))
        p = (features @ statistics.weight.T + statistics.bias).softmax(1)
        entropy = -(p * p.log()).sum(1) / np.log(19)
        torch.testing.assert_close(results["predictive entropy"], entropy, rtol=1e-5, atol=1e-5)
        self.assertLess(results["mutual information"].abs().max().item(), 1e-5)

    def test_masks_are_those_of_the_page(self) -> None:
        # These numbers also stand in src/gpu/ops/dropout/dropout.spec.ts.
        self.assertEqual(
            dropout_masks(2, 8, 0.5, 1).flatten().tolist(),
            [2, 0, 2, 2, 2, 0, 2, 2, 0, 2, 0, 0, 0, 0, 0, 0],
        )

    def test_maps_lie_on_the_grid_of_the_label(self) -> None:
        maps = fitted_maps(
            torch.randn(1, 19, 6, 8), torch.rand(1, 64, 6, 8), (21, 30), random_statistics()
        )
        self.assertEqual(list(maps), ["sml", "odin", "mahalanobis", "mc-dropout"])
        self.assertTrue(
            all(score.shape == (21, 30) and score.isfinite().all() for score in maps.values())
        )


class Stored(unittest.TestCase):
    def test_belong_to_the_base_network_and_hold_its_classifier(self) -> None:
        data = json.loads(STORED.read_text())
        self.assertEqual(
            data["model"],
            hashlib.sha256(MODEL.read_bytes()).hexdigest(),
            "run training.measure.feature_statistics",
        )
        statistics, classifier = load_statistics(STORED, MODEL), classifier_of(load_exported(MODEL))
        torch.testing.assert_close(
            statistics.weight, classifier.weight.detach().flatten(1), rtol=1e-5, atol=1e-6
        )
        assert classifier.bias is not None
        torch.testing.assert_close(statistics.bias, classifier.bias.detach(), rtol=1e-5, atol=1e-6)

    def test_are_refused_for_another_network(self) -> None:
        with self.assertRaises(SystemExit):
            load_statistics(STORED, STORED)


if __name__ == "__main__":
    unittest.main()
