"""Mixing of two checkpoints."""

from __future__ import annotations

import unittest

import torch

from training.train.mix_weights import mix


class MixTest(unittest.TestCase):
    def test_lies_between_the_two_and_keeps_counters(self) -> None:
        start = {"w": torch.tensor([0.0, 4.0]), "n": torch.tensor(3)}
        tuned = {"w": torch.tensor([1.0, 0.0]), "n": torch.tensor(7)}
        mixed = mix(start, tuned, 0.75)
        torch.testing.assert_close(mixed["w"], torch.tensor([0.75, 1.0]))
        self.assertEqual(int(mixed["n"]), 7)
        torch.testing.assert_close(mix(start, tuned, 0.0)["w"], start["w"])

    def test_refuses_different_networks(self) -> None:
        with self.assertRaises(KeyError):
            mix({"a": torch.zeros(1)}, {"b": torch.zeros(1)}, 0.5)


if __name__ == "__main__":
    unittest.main()
