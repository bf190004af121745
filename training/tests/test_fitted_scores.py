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

from training.measure.feature_statistics import (
    SHRINKAGE,
    FeatureMoments,
    MaxLogitMoments,
    whitening,
)
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
from training.networks.exported import base_from_file

ROOT = Path(__file__).parents[2]
STORED, MODEL = (
    ROOT / "src/methods/base-road.statistics.json",
    ROOT / "public/models/base-road.onnx",
)


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
        found = dropout_statistics(features, statistics, dropout_masks(3, 64, 0.0, 1))
        p = (features @ statistics.weight.T + statistics.bias).softmax(1)
        entropy = -(p * p.log()).sum(1) / np.log(19)
        torch.testing.assert_close(found["predictive entropy"], entropy, rtol=1e-5, atol=1e-5)
        self.assertLess(found["mutual information"].abs().max().item(), 1e-5)

    def test_masks_are_those_of_the_page(self) -> None:
        # The same numbers stand in src/gpu/ops/dropout/dropout.spec.ts.
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


class Moments(unittest.TestCase):
    def setUp(self) -> None:
        self.rng = np.random.default_rng(4)

    def test_of_the_max_logit_are_mean_and_variance_per_predicted_class(self) -> None:
        logits = self.rng.normal(size=(4000, 19))
        moments = MaxLogitMoments()
        moments.add(logits[:1500])
        moments.add(logits[1500:])
        mean, variance = moments.mean_and_variance()
        chosen = logits.max(1)[logits.argmax(1) == 7]
        self.assertAlmostEqual(mean[7], chosen.mean())
        self.assertAlmostEqual(variance[7], chosen.var())

    def test_of_features_share_the_covariance_within_classes(self) -> None:
        labels = np.arange(3800) % 19
        features = self.rng.normal(size=(3800, 6)) + labels[:, None]
        moments = FeatureMoments(6)
        moments.add(features, labels)
        means, covariance = moments.means_and_covariance()
        np.testing.assert_allclose(means[5], features[labels == 5].mean(0))
        within = features - means[labels]
        np.testing.assert_allclose(covariance, within.T @ within / 3800, atol=1e-10)

    def test_whitening_gives_the_mahalanobis_distance_of_the_shrunken_covariance(self) -> None:
        mixing = self.rng.normal(size=(6, 6))
        covariance = mixing @ mixing.T
        shrunken = covariance + SHRINKAGE * np.trace(covariance) / 6 * np.eye(6)
        projection = whitening(covariance, 6)
        np.testing.assert_allclose(projection.T @ projection, np.linalg.inv(shrunken), rtol=1e-8)
        np.testing.assert_allclose(whitening(covariance, 2), projection[:2])


class Stored(unittest.TestCase):
    def test_belong_to_the_base_network_and_hold_its_classifier(self) -> None:
        data = json.loads(STORED.read_text())
        self.assertEqual(
            data["model"],
            hashlib.sha256(MODEL.read_bytes()).hexdigest(),
            "run training.measure.feature_statistics",
        )
        statistics, classifier = load_statistics(STORED, MODEL), base_from_file(MODEL).classifier
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
