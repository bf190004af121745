"""The prompt generator: evidence, targets, and boxes that come back from them."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from training.prompt_generator.augment import damaged, windowed
from training.prompt_generator.compose import MAP, PICTURE, box_of
from training.prompt_generator.evidence import MOST_EVIDENCE, SOURCES, load_calibration
from training.prompt_generator.network import STRIDE, PromptGenerator
from training.prompt_generator.pairs import loose_boxes
from training.prompt_generator.targets import box_iou, decode, heat_target, losses

BOXES = np.array(((20, 40, 44, 120), (100, 60, 180, 90)), np.float32)
CELLS = (48, 64)


class Evidence(unittest.TestCase):
    def test_it_grows_with_the_score_and_is_bounded(self) -> None:
        for method in SOURCES:
            calibration = load_calibration(method)
            values = calibration(
                np.linspace(calibration.scores[0] - 1, calibration.scores[-1] + 1, 500)
            )
            self.assertTrue((np.diff(values) >= 0).all())
            self.assertEqual((values[0], values[-1]), (0, MOST_EVIDENCE))

    def test_it_is_the_logarithm_of_the_share(self) -> None:
        calibration = load_calibration("entropy")
        hundredth = np.interp(2.0, calibration.evidence, calibration.scores)
        self.assertAlmostEqual(float(calibration(np.array([hundredth]))[0]), 2.0, places=5)


class Pairs(unittest.TestCase):
    def test_a_box_is_tight_to_its_mask_or_named(self) -> None:
        # Wider than high, in the pixels of a scene: x 150 to 270, y 60 to 90; on the map 100 to 180
        # and 40 to 60.
        mask = np.zeros(PICTURE, bool)
        mask[60:90, 150:270] = True
        other = np.zeros(PICTURE, bool)
        other[300:360, 600:660] = True
        scale = MAP[1] / PICTURE[1]
        tight = np.array(box_of(mask), np.float32) * scale
        np.testing.assert_allclose(tight, (100, 40, 180, 60), atol=1e-4)
        within, off = tight + (0.9, 0, 0, 0), tight + (0, 0, 0, 1.2)
        swapped = tight[[1, 0, 3, 2]]
        self.assertEqual(
            loose_boxes(np.array((tight, within, off, swapped)), (other, mask)), [2, 3]
        )
        self.assertEqual(loose_boxes(tight[None], (other,)), [0])
        self.assertEqual(loose_boxes(tight[None], ()), [0])
        self.assertEqual(loose_boxes(np.empty((0, 4)), ()), [])


class Targets(unittest.TestCase):
    def test_boxes_come_back(self) -> None:
        heat, distances, counts = heat_target(BOXES, CELLS)
        boxes = decode(
            torch.from_numpy(heat)[None],
            torch.from_numpy(distances),
            CELLS[1] * STRIDE,
            CELLS[0] * STRIDE,
        )
        self.assertEqual(len(boxes), 2)
        best = [max(box_iou(box, other) for other in boxes) for box in BOXES]
        self.assertGreater(min(best), 0.99)
        self.assertGreater(counts.sum(), 2)
        # Taller than wide stays so.
        tall = boxes[np.argmin(boxes[:, 0])]
        self.assertGreater(tall[3] - tall[1], tall[2] - tall[0])

    def test_overlapping_boxes_and_the_limit(self) -> None:
        # 100 x 100 moved by 25 along x: overlap 75 of 125, IoU 0.6.
        heat = np.zeros((1, *CELLS), np.float32)
        distances = np.full((4, *CELLS), 50, np.float32)
        heat[0, 20, 20], heat[0, 20, 26] = 0.9, 0.8
        distances[2, 20, 26] += 1
        distances[0, 20, 26] -= 1
        arguments = torch.from_numpy(heat), torch.from_numpy(distances), 256, 192
        self.assertEqual([len(decode(*arguments, nms=limit)) for limit in (0.5, 0.7)], [1, 2])

    def test_the_loss_is_least_for_the_target(self) -> None:
        heat, distances, counts = (
            torch.from_numpy(part)[None] for part in heat_target(BOXES, CELLS)
        )
        right = torch.logit(heat.clamp(1e-4, 1 - 1e-4))[:, None]
        best, _ = losses(right, distances.clamp(min=0.5), heat, distances, counts)
        worse, _ = losses(right, distances.clamp(min=0.5) * 1.5, heat, distances, counts)
        flat, _ = losses(torch.zeros_like(right), distances.clamp(min=0.5), heat, distances, counts)
        self.assertLess(float(best), float(worse))
        self.assertLess(float(best), float(flat))


class Damage(unittest.TestCase):
    def test_maps_keep_their_range(self) -> None:
        rng = np.random.default_rng(0)
        evidence = (rng.random((96, 128)) * MOST_EVIDENCE).astype(np.float32)
        for _ in range(30):
            result = damaged(evidence, BOXES / 2, rng)
            self.assertEqual((result.shape, result.dtype), (evidence.shape, np.float32))
            self.assertTrue(result.min() >= 0 and result.max() <= MOST_EVIDENCE)

    def test_boxes_move_with_the_window(self) -> None:
        rng = np.random.default_rng(2)
        evidence = np.zeros((256, 512), np.float32)
        evidence[60:120, 200:300] = 5
        for _ in range(30):
            image, boxes = windowed(
                evidence, np.array(((200, 60, 300, 120),), np.float32), (256, 448), rng
            )
            for box in boxes:
                self.assertGreater(box_iou(box, np.array(box_of(image > 2.5))), 0.85)


class Network(unittest.TestCase):
    def test_shapes_ranges_and_size(self) -> None:
        network = PromptGenerator().eval()
        with torch.no_grad():
            heat, box = network(torch.rand(1, 1, 64, 96) * 5)
        self.assertEqual((tuple(heat.shape), tuple(box.shape)), ((1, 1, 16, 24), (1, 4, 16, 24)))
        self.assertTrue(float(heat.min()) >= 0 and float(heat.max()) <= 1 and float(box.min()) > 0)
        self.assertLess(sum(p.numel() for p in network.parameters()), 1_000_000)


if __name__ == "__main__":
    unittest.main()
