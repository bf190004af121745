"""Pasted objects get the sharpness and the grain of the scene."""

from __future__ import annotations

import unittest

import numpy as np
from PIL import Image, ImageFilter

from training.outliers.bank import Cutout
from training.outliers.camera import grain, match_camera, matched_cutout, sharpness


def noise(side: int, seed: int = 1) -> np.ndarray:
    """Sharp grey noise `[side, side, 3]`."""
    plane = np.random.default_rng(seed).integers(0, 256, (side, side)).astype(np.uint8)
    return np.repeat(plane[..., None], 3, 2)


def blurred(pixels: np.ndarray, radius: float) -> np.ndarray:
    return np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(radius)))


class Camera(unittest.TestCase):
    def test_sharpness_falls_with_blur(self) -> None:
        grey = noise(96).astype(np.float32).mean(2)
        soft = blurred(noise(96), 2).astype(np.float32).mean(2)
        self.assertAlmostEqual(sharpness(grey), 1, delta=0.03)
        self.assertLess(sharpness(soft), 0.6)
        ramp = np.tile(np.arange(50, dtype=np.float32), (9, 1))
        self.assertAlmostEqual(sharpness(ramp), 0.5)

    def test_grain_is_the_deviation_of_the_noise(self) -> None:
        values = np.random.default_rng(1).normal(100, 5, (90, 90))
        self.assertAlmostEqual(grain(values), 5, delta=0.3)
        self.assertEqual(grain(np.tile(np.arange(50.0), (50, 1))), 0)

    def test_a_sharp_object_becomes_as_soft_as_its_scene(self) -> None:
        rng, alpha = np.random.default_rng(1), Image.new("L", (64, 64), 255)
        soft = blurred(noise(96, 2), 2)
        result = match_camera(Image.fromarray(noise(64)), alpha, soft, rng)
        target = sharpness(soft.astype(np.float32).mean(2))
        self.assertLessEqual(sharpness(np.asarray(result, np.float32).mean(2)), target + 0.1)

    def test_a_smooth_object_gets_the_grain_of_its_scene(self) -> None:
        rng, alpha = np.random.default_rng(1), Image.new("L", (64, 64), 255)
        scene = np.random.default_rng(2).normal(100, 8, (96, 96, 1)).repeat(3, 2)
        flat = Image.new("RGB", (64, 64), (90, 90, 90))
        result = match_camera(flat, alpha, scene.clip(0, 255).astype(np.uint8), rng)
        self.assertAlmostEqual(grain(np.asarray(result, np.float32).mean(2)), 8, delta=1.5)

    def test_the_cut_out_has_its_final_size_wherever_it_stands(self) -> None:
        rng, scene = np.random.default_rng(1), noise(128)
        cutout = Cutout(noise(60), np.full((60, 40), 255, np.uint8), "block", "synthetic")
        cutout = Cutout(cutout.image[:, :40], cutout.alpha, "block", "synthetic")
        for x, y, longest in ((64, 100, 30), (-5, 3, 12), (127, 127, 90), (10, 200, 10)):
            result = matched_cutout(cutout, longest, scene, x, y, rng)
            self.assertEqual(max(result.alpha.shape), longest)
            self.assertEqual(result.image.shape[:2], result.alpha.shape)


if __name__ == "__main__":
    unittest.main()
