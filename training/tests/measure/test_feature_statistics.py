"""Moments of logits and features."""

from __future__ import annotations

import unittest

import numpy as np

from training.measure.feature_statistics import (
    SHRINKAGE,
    FeatureMoments,
    MaxLogitMoments,
    whitening,
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


if __name__ == "__main__":
    unittest.main()
