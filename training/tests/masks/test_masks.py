"""The promptable segmenter: windows, prompts and masks meet on the same pixels."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

from training.masks.export import export_segmenter
from training.masks.interface import INPUTS, LONG_SIDE, OUTPUTS, Segmenter
from training.masks.network import (
    CONTEXT,
    EMBEDDING,
    FEATURES,
    GRID,
    POINT_WINDOW,
    STRIDE,
    MaskDecoder,
    MaskEncoder,
    MaskNeck,
    cell_grid,
    paste_logits,
    window_of,
)
from training.masks.objects import paint
from training.masks.prompts import jittered, random_prompt, tight_box
from training.masks.segmenter import DECODER, ENCODER, PromptableSegmenter, segmenter_from_files
from training.masks.start import exported_decoder, start
from training.masks.train import targets_in
from training.networks.efficientnet_lite import EfficientNetLite
from training.networks.street_file import folded_trunk, stored_network
from training.networks.trunk import StreetDecoder, trunk_input

MODELS = Path(__file__).parents[3] / "public/models"

BOX = torch.tensor([[[40.0, 20.0], [140.0, 60.0]]])
CORNERS = torch.tensor([[2.0, 3.0]])


class Windows(unittest.TestCase):
    def test_a_box_gets_its_surroundings(self) -> None:
        window = window_of(BOX, CORNERS)
        self.assertEqual(window.centre.tolist(), [[90.0, 40.0]])
        np.testing.assert_allclose(window.size.numpy(), [[100 * CONTEXT, 40 * CONTEXT]], rtol=1e-6)
        self.assertEqual(window.boxed.item(), 1)

    def test_points_beside_a_box_leave_its_window(self) -> None:
        coords = torch.cat((BOX, torch.tensor([[[0.0, 0.0], [300.0, 300.0]]])), 1)
        window = window_of(coords, torch.tensor([[2.0, 3.0, 1.0, -1.0]]))
        self.assertEqual(window.centre.tolist(), [[90.0, 40.0]])

    def test_a_point_alone_gets_a_square(self) -> None:
        window = window_of(torch.tensor([[[50.0, 70.0], [0.0, 0.0]]]), torch.tensor([[1.0, -1.0]]))
        self.assertEqual(window.centre.tolist(), [[50.0, 70.0]])
        self.assertEqual(window.size.tolist(), [[POINT_WINDOW, POINT_WINDOW]])

    def test_what_is_drawn_in_the_window_lands_on_the_box(self) -> None:
        window = window_of(BOX, CORNERS)
        steps = (torch.arange(GRID) + 0.5) / GRID * 2 - 1
        inside = (steps.abs() < 1 / CONTEXT).float() * 20 - 10
        logits = torch.minimum(inside[None, :], inside[:, None])[None, None]
        mask = paste_logits(logits, window, *cell_grid(100, 200, 1.0))[0, 0].numpy() > 0
        x0, y0, x1, y1 = tight_box(mask)
        # The grid has cells of 2.2 x 0.9 pixels.
        np.testing.assert_allclose((x0, y0, x1, y1), (40, 20, 140, 60), atol=2)

    def test_targets_and_masks_are_inverse(self) -> None:
        true = torch.zeros(1, 100, 200)
        true[0, 25:55, 50:120] = 1
        window = window_of(BOX, CORNERS)
        target = targets_in(window, true)
        drawn = paste_logits((target - 0.5) * 20, window, *cell_grid(100, 200, 1.0))[0, 0] > 0
        union = (drawn | (true[0] > 0)).sum()
        self.assertGreater(float((drawn & (true[0] > 0)).sum() / union), 0.97)


class Prompts(unittest.TestCase):
    def test_polygons_cover_the_pixels_whose_centres_they_hold(self) -> None:
        ids = paint([np.array([(2, 1), (6, 1), (6, 4), (2, 4)], np.float32)], (1, 1), (0, 0), 8, 6)
        self.assertTrue((ids[1:4, 2:6] == 1).all())
        self.assertEqual(int((ids > 0).sum()), 12)

    def test_prompts_are_of_the_object(self) -> None:
        mask = np.zeros((352, 448), bool)
        mask[100:180, 200:260] = True
        rng = np.random.default_rng(0)
        for _ in range(200):
            prompt = random_prompt(mask, rng)
            for (x, y), label in zip(prompt.coords, prompt.labels, strict=True):
                if label == 1:
                    self.assertTrue(mask[int(y), int(x)])
                if label == 0:
                    self.assertFalse(mask[int(y), int(x)])
            self.assertTrue(set(prompt.labels) & {1.0, 3.0})

    def test_a_jittered_box_stays_a_box(self) -> None:
        rng = np.random.default_rng(1)
        for _ in range(200):
            low, high = jittered((10, 20, 14, 60), rng)
            self.assertTrue((high - low >= 4 - 1e-9).all())


class Export(unittest.TestCase):
    def test_the_interface_is_that_of_published_decoders(self) -> None:
        torch.manual_seed(0)
        encoder = MaskEncoder(folded_trunk(EfficientNetLite()), MaskNeck())
        segmenter = Segmenter(encoder, MaskDecoder())
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            export_segmenter(segmenter, folder, 0)
            decoder = onnx.load(str(folder / DECODER)).graph
            self.assertEqual(tuple(value.name for value in decoder.input), INPUTS)
            self.assertEqual(tuple(value.name for value in decoder.output), OUTPUTS)
            self.assertEqual(
                [value.name for value in onnx.load(str(folder / ENCODER)).graph.input], ["image"]
            )
            stored = segmenter_from_files(folder)
        planes = torch.randn(1, 3, 64, 96)
        with torch.no_grad():
            embeddings = stored.encoder(planes)
            self.assertEqual(tuple(embeddings.shape), (1, EMBEDDING, 16, 24))
            # The pixels come back exactly: the decoder looks at them, not at the features alone.
            torch.testing.assert_close(
                torch.pixel_shuffle(embeddings[:, FEATURES:], STRIDE), planes
            )
            inputs = (
                embeddings,
                BOX / 2,
                CORNERS,
                torch.zeros(1, 1, 32, 48),
                torch.zeros(1),
                torch.tensor([64.0, 96.0]),
            )
            masks, quality, low = stored.decoder(*inputs)
        self.assertEqual(
            (tuple(masks.shape), tuple(quality.shape), tuple(low.shape)),
            ((1, 1, 64, 96), (1, 1), (1, 1, 32, 48)),
        )
        self.assertEqual(LONG_SIDE, 768)


class Start(unittest.TestCase):
    def started(self, state: dict[str, torch.Tensor]) -> PromptableSegmenter:
        segmenter = PromptableSegmenter()
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "latest.pt"
            torch.save({"average": state}, path)
            start(segmenter, path)
        return segmenter

    def test_the_neck_begins_with_the_base_decoder(self) -> None:
        base = StreetDecoder().state_dict()
        neck = self.started(base).neck.state_dict()
        for name, value in base.items():
            if not name.startswith("upper.classifier"):
                torch.testing.assert_close(neck[name], value, rtol=0, atol=0)

    def test_the_file_of_the_base_gives_the_same_decoder(self) -> None:
        generator = torch.Generator().manual_seed(1)
        first, second = torch.randn((2, 2, 3, 64, 96), generator=generator)
        decoder = StreetDecoder()
        decoder.load_state_dict(exported_decoder(MODELS / "base.onnx", first))
        decoder.eval()
        with torch.no_grad():
            maps = stored_network(MODELS / "trunk.onnx")(trunk_input(second))
            logits, _features = decoder(trunk_input(second), maps)
            expected = stored_network(MODELS / "base.onnx")(trunk_input(second), *maps)[0]
        torch.testing.assert_close(logits, expected, rtol=1e-3, atol=1e-3)

    def test_a_checkpoint_of_something_else_is_refused(self) -> None:
        for state in ({}, {**StreetDecoder().state_dict(), "more": torch.zeros(1)}):
            with self.assertRaises(SystemExit):
                self.started(state)


if __name__ == "__main__":
    unittest.main()
