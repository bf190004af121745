"""The constant per pixel that a metric head starts with."""

from __future__ import annotations

import unittest

import torch

from training.data.labels import CLASS_COUNT
from training.networks.metric_head import PROTOTYPE_LENGTH, centre_classifier, embedding_of


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


if __name__ == "__main__":
    unittest.main()
