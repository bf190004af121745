"""Random crops and colours."""

from __future__ import annotations

import unittest

import numpy as np
from PIL import Image

from training.data.augment import CropOptions, photometric, random_crop
from training.data.datasets import Sample


class Crops(unittest.TestCase):
    def setUp(self) -> None:
        rng = np.random.default_rng(0)
        ids = np.zeros((640, 640), np.uint8)
        ids[300:330, 500:520] = 13
        self.sample = Sample(
            "synthetic", "cityscapes", rng.integers(0, 256, (640, 640, 3), dtype=np.uint8), ids
        )

    def test_same_generator_same_crop(self) -> None:
        options = CropOptions(height=64, width=128)
        first, second = (
            random_crop(self.sample, None, options, np.random.default_rng(4)) for _ in range(2)
        )
        np.testing.assert_array_equal(np.asarray(first[0]), np.asarray(second[0]))
        np.testing.assert_array_equal(first[1], second[1])

    def test_shape_and_focus(self) -> None:
        options = CropOptions(height=64, width=128)
        for seed in range(10):
            image, ids = random_crop(self.sample, 13, options, np.random.default_rng(seed))
            self.assertEqual((image.size, ids.shape), ((128, 64), (32, 64)))
            self.assertTrue((ids == 13).any())

    def test_photometric_is_finite_and_keeps_the_shape(self) -> None:
        image = Image.fromarray(self.sample.image[:64, :128])
        for seed in range(10):
            planes = photometric(image, np.random.default_rng(seed))
            self.assertEqual((planes.shape, planes.dtype), ((3, 64, 128), np.dtype(np.float32)))
            self.assertTrue(np.isfinite(planes).all())


if __name__ == "__main__":
    unittest.main()
