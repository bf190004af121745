"""Means of several checkpoints."""

from __future__ import annotations

import unittest

import torch

from training.train.average_weights import mean_weights


class MeanTest(unittest.TestCase):
    def test_is_the_plain_mean_and_keeps_the_last_counters(self) -> None:
        states = [
            {"w": torch.tensor([value, 2 * value]), "n": torch.tensor(int(value))}
            for value in (1.0, 2.0, 6.0)
        ]
        mean = mean_weights(states)
        torch.testing.assert_close(mean["w"], torch.tensor([3.0, 6.0]))
        self.assertEqual(int(mean["n"]), 6)

    def test_refuses_different_networks(self) -> None:
        with self.assertRaises(KeyError):
            mean_weights([{"a": torch.zeros(1)}, {"b": torch.zeros(1)}])


if __name__ == "__main__":
    unittest.main()
