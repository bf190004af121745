"""The residual pattern network: what is frozen, what the strength does, and its file."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from training.export.base import export_base
from training.export.rpl import export_rpl
from training.networks.base import parameter_count
from training.networks.exported import base_from_file, folded_rpl_network
from training.networks.onnx_file import ALLOWED_OPERATORS, folded_weights
from training.networks.residual_block import ResidualPatternNetwork
from training.tests.support import network_with_statistics


class ResidualPattern(unittest.TestCase):
    base_path: Path
    path: Path
    network: ResidualPatternNetwork
    picture: Tensor

    @classmethod
    def setUpClass(cls) -> None:
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.base_path, cls.path = (Path(folder.name) / name for name in ("base.onnx", "rpl.onnx"))
        export_base(network_with_statistics(), cls.base_path, 1)
        cls.network = ResidualPatternNetwork(base_from_file(cls.base_path)).eval()
        export_rpl(cls.network, cls.path, 7)
        cls.picture = torch.randn(1, 3, 64, 96, generator=torch.Generator().manual_seed(1))

    def test_only_the_block_learns(self) -> None:
        trainable = [
            name for name, parameter in self.network.named_parameters() if parameter.requires_grad
        ]
        self.assertTrue(trainable)
        self.assertTrue(all(name.startswith("block.") for name in trainable))
        self.assertTrue(0.3e6 < parameter_count(self.network.block) < 0.6e6)

    def test_base_stays_in_evaluation_mode(self) -> None:
        network = ResidualPatternNetwork(network_with_statistics()).train()
        self.assertTrue(network.block.training)
        self.assertFalse(any(module.training for module in network.base.modules()))

    @torch.no_grad()
    def test_strength(self) -> None:
        """Strength 0 is the base exactly; the closed set never depends on it; the norm grows with
        its square.
        """
        network = folded_rpl_network(self.path)
        outputs = {gamma: network(self.picture, torch.tensor([gamma])) for gamma in (0.0, 1.0, 2.0)}
        for logits, _, _ in outputs.values():
            self.assertTrue(torch.equal(logits, outputs[0.0][0]))
        self.assertTrue(torch.equal(outputs[0.0][1], outputs[0.0][0]))
        self.assertEqual(float(outputs[0.0][2].abs().max()), 0.0)
        self.assertFalse(torch.allclose(outputs[1.0][1], outputs[1.0][0]))
        torch.testing.assert_close(outputs[2.0][2], 4 * outputs[1.0][2])
        torch.testing.assert_close(base_from_file(self.base_path)(self.picture)[0], outputs[0.0][0])

    @torch.no_grad()
    def test_norm_is_the_sum_of_squares(self) -> None:
        pyramid = self.network.base.pyramid(self.picture)
        features = self.network.base.decode(pyramid)
        residual = self.network.block.residual(self.network.block(pyramid, features))
        expected = torch.einsum("bchw,bchw->bhw", residual, residual)[:, None]
        torch.testing.assert_close(self.network(self.picture, torch.ones(1))[2], expected)

    def test_file_holds_the_base_unchanged(self) -> None:
        stored, base = folded_weights(self.path), folded_weights(self.base_path)
        for name, array in base.items():
            np.testing.assert_array_equal(stored[f"base.{name}"], array)

    def test_file_keeps_the_convention(self) -> None:
        model = onnx.load(str(self.path))
        self.assertLessEqual({node.op_type for node in model.graph.node}, ALLOWED_OPERATORS)
        shapes = {
            value.name: [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]
            for value in (*model.graph.input, *model.graph.output)
        }
        self.assertEqual(
            shapes,
            {
                "image": [1, 3, "height", "width"],
                "gamma": [1],
                "logits": [1, 19, "h", "w"],
                "rpl_logits": [1, 19, "h", "w"],
                "residual_norm": [1, 1, "h", "w"],
            },
        )

    def test_no_dilation(self) -> None:
        self.assertTrue(
            all(m.dilation == (1, 1) for m in self.network.modules() if isinstance(m, nn.Conv2d))
        )
