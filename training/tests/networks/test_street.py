"""The trunk, its heads, the replay of its maps and their files, with random weights."""

from __future__ import annotations

import tempfile
import unittest
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from PIL import Image
from torch import Tensor

from training.data.normalise import normalise
from training.networks.efficientnet_lite import normalise_imagenet
from training.networks.exported import digests_of, load_exported
from training.networks.onnx_file import folded_weights, metadata_of
from training.networks.street_file import (
    MAPS,
    export_base_head,
    export_metric_head,
    export_plain_head,
    export_residual_head,
    export_trunk,
)
from training.networks.street_runs import StreetMethod
from training.networks.trunk import (
    TRUNK_CHANNELS,
    StreetDecoder,
    StreetResidualNetwork,
    Trunk,
    UpperDecoder,
    fast_trunk,
    trunk_input,
)
from training.tests.networks.test_efficientnet_lite import picture, seeded_network
from training.train.head import encoded
from training.train.replay import Replay


class TrunkTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(3)
        self.trunk = Trunk(seeded_network())
        self.decoder = StreetDecoder().eval()

    def test_shapes_and_strides(self) -> None:
        maps = self.trunk(picture())
        shapes = [tuple(m.shape[1:]) for m in maps]
        sides = [(64 // s, 96 // s) for s in (2, 4, 8, 16, 32)]
        self.assertEqual(shapes, [(c, *s) for c, s in zip(TRUNK_CHANNELS, sides, strict=True)])
        logits, features = self.decoder(picture(), maps)
        self.assertEqual(tuple(logits.shape), (1, 19, 16, 24))
        self.assertEqual(tuple(features.shape), (1, 64, 16, 24))

    def test_the_encoder_stays_frozen_in_training(self) -> None:
        before = {name: tensor.clone() for name, tensor in self.trunk.state_dict().items()}
        self.trunk.train()
        maps = self.trunk(picture())
        self.assertFalse(any(m.requires_grad for m in maps))
        for name, tensor in self.trunk.state_dict().items():
            self.assertTrue(torch.equal(tensor, before[name]), name)

    def test_trunk_input_turns_one_normalisation_into_the_other(self) -> None:
        pixels = np.random.default_rng(1).integers(0, 256, (32, 64, 3)).astype(np.uint8)
        image = Image.fromarray(pixels)
        torch.testing.assert_close(
            trunk_input(normalise(image)), normalise_imagenet(image), rtol=0, atol=1e-5
        )

    def test_residual_of_gamma_0_is_the_base(self) -> None:
        network = StreetResidualNetwork(self.decoder).eval()
        maps = self.trunk(picture())
        logits, rpl_logits, norm = network(picture(), maps, torch.zeros(1))
        self.assertTrue(torch.equal(logits, rpl_logits))
        self.assertEqual(float(norm.abs().max()), 0)
        _, other, _ = network(picture(), maps, torch.ones(1))
        self.assertFalse(torch.allclose(logits, other))

    def test_a_method_takes_pictures_as_the_other_networks_do(self) -> None:
        image = torch.randn(1, 3, 64, 96)
        maps = self.trunk(trunk_input(image))
        expected = self.decoder(trunk_input(image), maps)[0]
        base = StreetMethod(self.trunk, self.decoder, None)
        self.assertTrue(torch.equal(base(image)[0], expected))
        upper = UpperDecoder().eval()
        metric = StreetMethod(self.trunk, self.decoder, upper)
        expected = upper(trunk_input(image), maps, self.decoder.lower(maps))[0]
        self.assertTrue(torch.equal(metric(image)[0], expected))


class ReplayTest(unittest.TestCase):
    def crops(self) -> Iterator[list[Tensor]]:
        for index in range(100):
            yield [
                torch.full((2, 3, 64, 96), float(index)),
                torch.full((2, 4, 4), index, dtype=torch.uint8),
            ]

    def test_keeps_the_last_batches_and_their_items_together(self) -> None:
        replay = Replay(3, seed=1)
        for index in range(5):
            replay.add([torch.full((2, 1, 2, 2), float(index)), torch.full((2,), index)])
        seen = set()
        for _ in range(40):
            planes, ids = replay.draw()
            self.assertEqual(planes[:, 0, 0, 0].tolist(), ids.tolist())
            self.assertEqual(len(set(ids.tolist())), 2)
            seen |= set(ids.tolist())
        self.assertEqual(seen, {2, 3, 4})

    def test_every_second_batch_is_made_of_former_ones(self) -> None:
        trunk = fast_trunk(Trunk(seeded_network()))
        stream = encoded(self.crops(), trunk, Replay(4, seed=1))
        ids = [next(stream)[1][:, 0, 0].tolist() for _ in range(6)]
        self.assertEqual(ids[::2], [[0, 0], [1, 1], [2, 2]])
        self.assertEqual(ids[1], [0, 0])
        self.assertEqual(set(ids[3]), {0, 1})
        plain = encoded(self.crops(), trunk, None)
        self.assertEqual([int(next(plain)[1][0, 0, 0]) for _ in range(3)], [0, 1, 2])


class FilesTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(3)
        self.folder = tempfile.TemporaryDirectory()
        self.models = Path(self.folder.name)
        self.decoder = StreetDecoder().eval()

    def tearDown(self) -> None:
        self.folder.cleanup()

    def graph(self, name: str) -> onnx.GraphProto:
        return onnx.load(str(self.models / f"{name}.onnx")).graph

    def test_the_trunk_states_its_padding(self) -> None:
        size = export_trunk(Trunk(seeded_network()), self.models)
        self.assertLess(size, 7_600_000)
        strided = []
        for node in self.graph("trunk").node:
            self.assertNotEqual(node.op_type, "Pad")
            values = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            self.assertNotIn("auto_pad", values)
            if node.op_type == "Conv" and list(values["strides"]) == [2, 2]:
                strided.append((values["kernel_shape"][0], list(values["pads"])))
        three, five = (3, [0, 0, 1, 1]), (5, [1, 1, 2, 2])
        self.assertEqual(strided, [three, three, five, three, five])
        self.assertEqual([value.name for value in self.graph("trunk").output], list(MAPS))
        metadata = metadata_of(self.models / "trunk.onnx")
        self.assertEqual((metadata["mean"], metadata["std"]), ([0.498039] * 3, [0.501961] * 3))

    def test_heads_name_what_they_take_and_give(self) -> None:
        export_base_head(self.decoder, self.models, 7)
        self.check("base", ["image", *MAPS], ["logits", "features", "context"])
        export_plain_head(self.decoder, self.models, 7)
        self.check("max-entropy", ["image", *MAPS], ["logits"])
        export_metric_head(self.decoder.upper, self.models, 7)
        self.check("dmlnet", ["image", *MAPS[:3], "context"], ["logits", "features"])
        export_residual_head(StreetResidualNetwork(self.decoder).eval(), self.models, 7)
        outputs = ["logits", "rpl_logits", "residual_norm"]
        self.check("rpl", [*MAPS[1:], "features", "gamma"], outputs)
        metadata = metadata_of(self.models / "rpl.onnx")
        self.assertEqual((metadata["name"], metadata["step"]), ("rpl", 7))
        sources = {name: f"trunk/{name}" for name in MAPS[1:]} | {"features": "base/features"}
        self.assertEqual(metadata["sources"], sources)
        stored = folded_weights(self.models / "rpl.onnx")
        weight = self.decoder.upper.classifier.weight.detach().numpy()
        np.testing.assert_allclose(stored["classifier.weight"], weight, atol=1e-3)

    @torch.no_grad()
    def test_files_compute_behind_each_other_what_the_networks_do(self) -> None:
        trunk, other = Trunk(seeded_network()), StreetDecoder().eval()
        residual = StreetResidualNetwork(self.decoder).eval()
        export_trunk(trunk, self.models)
        export_base_head(self.decoder, self.models, 7)
        export_plain_head(other, self.models, 7)
        export_metric_head(other.upper, self.models, 7)
        export_residual_head(residual, self.models, 7)
        image = torch.randn(1, 3, 64, 96)
        methods = {
            "base": StreetMethod(trunk, self.decoder, None),
            "max-entropy": StreetMethod(trunk, self.decoder, other),
            "dmlnet": StreetMethod(trunk, self.decoder, other.upper),
            "rpl": StreetMethod(trunk, self.decoder, residual),
        }
        for name, method in methods.items():
            exported = load_exported(self.models / f"{name}.onnx")
            mine = exported.run(image)
            theirs = method.eval()(image, *exported.defaults(image))
            self.assertEqual(len(mine), len(exported.outputs))
            for output, a, b in zip(exported.outputs, mine, theirs, strict=False):
                with self.subTest(file=name, output=output):
                    self.assertLess(float((a - b).abs().max() / (b.max() - b.min())), 0.02)

    def test_measurements_belong_to_all_files_of_a_chain(self) -> None:
        export_trunk(Trunk(seeded_network()), self.models)
        export_base_head(self.decoder, self.models, 7)
        export_metric_head(self.decoder.upper, self.models, 7)
        before = digests_of(self.models / "dmlnet.onnx")
        sources = before["sources"]
        assert isinstance(sources, dict)
        self.assertEqual(list(sources), ["trunk", "base"])
        export_base_head(self.decoder, self.models, 8)
        after = digests_of(self.models / "dmlnet.onnx")
        self.assertEqual(after["modelSha256"], before["modelSha256"])
        self.assertNotEqual(after["sources"], sources)

    def test_a_chain_without_one_of_its_files_is_refused(self) -> None:
        export_metric_head(self.decoder.upper, self.models, 7)
        with self.assertRaises(FileNotFoundError):
            load_exported(self.models / "dmlnet.onnx")

    def check(self, name: str, inputs: list[str], outputs: list[str]) -> None:
        graph = self.graph(name)
        self.assertEqual([value.name for value in graph.input], inputs)
        self.assertEqual([value.name for value in graph.output], outputs)


if __name__ == "__main__":
    unittest.main()
