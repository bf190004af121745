"""Folding, the ONNX file and its way back."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto
from torch import Tensor

from training.data.labels import CLASS_NAMES
from training.export.base import MAX_BYTES, export_base
from training.networks.base import BaseNetwork
from training.networks.checkpoint import load_folded
from training.networks.exported import base_from_file
from training.networks.onnx_file import (
    ALLOWED_OPERATORS,
    fold_batch_norm,
    folded_weights,
    metadata_of,
)
from training.tests.support import network_with_statistics


class Export(unittest.TestCase):
    path: Path
    network: BaseNetwork
    model: onnx.ModelProto
    picture: Tensor

    @classmethod
    def setUpClass(cls) -> None:
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.path = Path(folder.name) / "model.onnx"
        cls.network = network_with_statistics()
        export_base(cls.network, cls.path, 123)
        cls.model = onnx.load(str(cls.path))
        cls.picture = torch.randn(2, 3, 64, 96, generator=torch.Generator().manual_seed(1))

    @torch.no_grad()
    def test_folding_keeps_the_function(self) -> None:
        for mine, theirs in zip(
            fold_batch_norm(self.network)(self.picture), self.network(self.picture), strict=True
        ):
            torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-4)

    @torch.no_grad()
    def test_the_file_holds_the_folded_network_rounded_to_float16(self) -> None:
        expected = fold_batch_norm(self.network).state_dict()
        stored = folded_weights(self.path)
        self.assertEqual(set(stored), set(expected))
        for name, array in stored.items():
            np.testing.assert_array_equal(
                array, expected[name].numpy().astype(np.float16).astype(np.float32)
            )
        for mine, theirs in zip(
            base_from_file(self.path)(self.picture), self.network(self.picture), strict=True
        ):
            self.assertLess(
                float((mine - theirs).abs().max() / (theirs.max() - theirs.min())), 0.01
            )

    def test_the_file_keeps_the_convention(self) -> None:
        onnx.checker.check_model(self.model, full_check=True)
        self.assertLessEqual({node.op_type for node in self.model.graph.node}, ALLOWED_OPERATORS)
        self.assertEqual((self.model.ir_version, self.model.opset_import[0].version), (8, 17))
        self.assertLess(self.path.stat().st_size, MAX_BYTES)

    def test_shapes_are_symbolic(self) -> None:
        shapes = {
            value.name: [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]
            for value in (*self.model.graph.input, *self.model.graph.output)
        }
        expected = {
            "image": [1, 3, "height", "width"],
            "logits": [1, 19, "h", "w"],
            "features": [1, 64, "h", "w"],
        }
        self.assertEqual(shapes, expected)

    def test_weights_are_half_and_cast_at_once(self) -> None:
        graph = self.model.graph
        half = {
            tensor.name for tensor in graph.initializer if tensor.data_type == TensorProto.FLOAT16
        }
        self.assertEqual({node.input[0] for node in graph.node if node.op_type == "Cast"}, half)
        single = [tensor for tensor in graph.initializer if tensor.name not in half]
        self.assertTrue(
            all(list(tensor.dims) == [4] for tensor in single),
            "only the scales of Resize stay float32",
        )

    def test_resizes_are_bilinear_half_pixel_by_two(self) -> None:
        values = {
            tensor.name: onnx.numpy_helper.to_array(tensor)
            for tensor in self.model.graph.initializer
        }
        resizes = [node for node in self.model.graph.node if node.op_type == "Resize"]
        self.assertEqual(len(resizes), 3)
        for node in resizes:
            attributes = {
                attribute.name: onnx.helper.get_attribute_value(attribute)
                for attribute in node.attribute
            }
            self.assertEqual(
                attributes, {"mode": b"linear", "coordinate_transformation_mode": b"half_pixel"}
            )
            np.testing.assert_array_equal(values[node.input[2]], [1, 1, 2, 2])

    def test_metadata(self) -> None:
        metadata = metadata_of(self.path)
        self.assertEqual(metadata["classes"], list(CLASS_NAMES))
        self.assertEqual(
            (metadata["mean"], metadata["std"], metadata["step"]),
            ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225], 123),
        )

    def test_exporting_twice_gives_the_same_bytes(self) -> None:
        again = self.path.with_name("again.onnx")
        export_base(self.network, again, 123)
        self.assertEqual(again.read_bytes(), self.path.read_bytes())

    def test_a_weight_beyond_float16_is_refused(self) -> None:
        network = network_with_statistics()
        with torch.no_grad():
            network.classifier.weight[0] = 1e6
        with self.assertRaisesRegex(
            ValueError, "classifier.weight holds values that are not finite in float16"
        ):
            export_base(network, self.path.with_name("bad.onnx"), 0)

    @torch.no_grad()
    def test_training_can_start_from_the_file(self) -> None:
        """Batch norm is rebuilt from the statistics of a calibration batch: exact in evaluation,
        close in training.
        """
        network = BaseNetwork()
        calibration = torch.randn(8, 3, 96, 96, generator=torch.Generator().manual_seed(2))
        load_folded(network, folded_weights(self.path), calibration)
        self.assertTrue(network.training)
        expected = base_from_file(self.path)(calibration)[0]
        spread = float(expected.max() - expected.min())
        self.assertLess(
            float((network.eval()(calibration)[0] - expected).abs().max()) / spread, 1e-4
        )
        self.assertLess(
            float((network.train()(calibration)[0] - expected).abs().mean()) / spread, 0.01
        )
