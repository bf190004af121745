"""Shape, size and validity of the base network."""

from __future__ import annotations

import unittest

import torch

from training.networks.base import BaseNetwork, multiply_adds, parameter_count


class Network(unittest.TestCase):
    def test_output_shapes(self) -> None:
        network = BaseNetwork().eval()
        for height, width in ((32, 32), (64, 96), (160, 96)):
            with self.subTest(height=height, width=width), torch.no_grad():
                logits, features = network(torch.zeros(1, 3, height, width))
                self.assertEqual(tuple(logits.shape), (1, 19, height // 4, width // 4))
                self.assertEqual(tuple(features.shape), (1, 64, height // 4, width // 4))

    def test_features_are_the_input_of_the_classifier(self) -> None:
        network = BaseNetwork().eval()
        with torch.no_grad():
            logits, features = network(torch.randn(1, 3, 64, 64))
            torch.testing.assert_close(network.classifier(features), logits)

    def test_budget(self) -> None:
        network = BaseNetwork()
        self.assertLessEqual(parameter_count(network), 2_500_000)
        self.assertLessEqual(multiply_adds(network, 448, 768), 4.0e9)

    def test_counting_leaves_the_network_as_it_was(self) -> None:
        network = BaseNetwork().train()
        multiply_adds(network, 64, 64)
        self.assertTrue(network.training)
        self.assertFalse(any(module._forward_hooks for module in network.modules()))

    def test_padding_stays_local(self) -> None:
        """What is padded at the right changes only outputs within the receptive field; far left
        ones are equal.
        """
        network = BaseNetwork().eval()
        picture = torch.randn(1, 3, 32, 1536)
        other = picture.clone()
        other[..., -32:] = 0
        with torch.no_grad():
            difference = (network(picture)[0] - network(other)[0]).abs().amax((0, 1, 2))
        changed = difference.nonzero()[:, 0]
        self.assertGreater(
            int(changed.min()), 0, "the receptive field spans the whole test picture"
        )
        self.assertEqual(int(changed.max()), 1536 // 4 - 1)
