"""Composed crops: their labels, their kinds, the sizes of their objects."""

from __future__ import annotations

import unittest

import numpy as np

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import Sample
from training.data.labels import GROUPS, IGNORE, OUTLIER
from training.outliers.bank import ObjectBank, Picture
from training.outliers.composer import (
    COMPOSITIONS,
    TINY,
    ComposedSampler,
    ComposerOptions,
    picture_crop,
    random_size,
)
from training.tests.support import disc


class Composing(unittest.TestCase):
    def sampler(self, options: ComposerOptions) -> ComposedSampler:
        rng = np.random.default_rng(0)
        ids = np.zeros((640, 640), np.uint8)
        ids[:200] = 10
        sample = Sample("a", "cityscapes", rng.integers(0, 256, (640, 640, 3), dtype=np.uint8), ids)
        labels = np.full((120, 160), IGNORE, np.uint8)
        labels[40:80, 50:90] = OUTLIER
        picture = Picture(rng.integers(0, 256, (120, 160, 3), dtype=np.uint8), labels, "x", "y")
        scenes = CropSampler(
            {"cityscapes": [sample]}, {"cityscapes": 1.0}, 0.0, CropOptions(64, 128)
        )
        return ComposedSampler(scenes, ObjectBank([disc()], [picture]), [disc(13)], options)

    def test_same_generator_same_crop(self) -> None:
        sampler = self.sampler(ComposerOptions())
        first, second = (sampler.draw(np.random.default_rng(5)) for _ in range(2))
        np.testing.assert_array_equal(first[0], second[0])
        np.testing.assert_array_equal(first[1], second[1])

    def test_labels_are_groups_unknown_or_ignored(self) -> None:
        sampler, rng = self.sampler(ComposerOptions()), np.random.default_rng(2)
        allowed = {*range(len(GROUPS)), OUTLIER, IGNORE}
        seen: set[int] = set()
        for _ in range(40):
            planes, ids = sampler.draw(rng)
            self.assertEqual(
                (planes.shape, ids.shape, ids.dtype), ((3, 64, 128), (32, 64), np.uint8)
            )
            self.assertTrue(np.isfinite(planes).all())
            seen |= set(np.unique(ids).tolist())
        self.assertLessEqual(seen, allowed)
        self.assertLessEqual({0, 13, OUTLIER}, seen)

    def test_compositions_differ_in_what_they_name(self) -> None:
        for options in COMPOSITIONS.values():
            self.assertAlmostEqual(sum(options.unknown), 1)
            self.assertAlmostEqual(sum(options.known), 1)
        self.assertEqual(COMPOSITIONS["no-known-objects"].known, (1.0,))

        def soft_pixels(name: str) -> int:
            sampler, rng = self.sampler(COMPOSITIONS[name]), np.random.default_rng(3)
            image, ids = np.full((64, 128, 3), 90, np.uint8), np.zeros((32, 64), np.uint8)
            for _ in range(60):
                sampler.composer(image, ids, rng)
            return int((ids == IGNORE).sum())

        self.assertEqual(soft_pixels("hard-edges"), 0)
        self.assertGreater(soft_pixels("usual"), 0)

    def test_tiny_objects_known_and_unknown_stand_far_away_on_the_ground(self) -> None:
        options = ComposerOptions(
            unknown=(0.0, 1.0), known=(0.0, 1.0), tiny=1.0, anywhere=1.0, foreign_texture=0.0
        )
        sampler, rng = self.sampler(options), np.random.default_rng(3)
        widest = 0
        for _ in range(30):
            image, ids = np.full((64, 128, 3), 90, np.uint8), np.zeros((32, 64), np.uint8)
            ids[:16] = 10
            sampler.composer(image, ids, rng)
            for label in (13, OUTLIER):
                rows, columns = np.nonzero(ids == label)
                if rows.size:
                    # The sky ends at row 16; a feathered lower edge loses up to three rows.
                    self.assertGreaterEqual(rows.max(), 13)
                    widest = max(widest, int(np.ptp(rows)), int(np.ptp(columns)))
        # Labels have half the resolution, and a turned object is longer than its longest side.
        self.assertTrue(4 <= widest <= TINY[1] * 0.75)

    def test_whole_picture_crop_shows_its_object(self) -> None:
        picture, rng = self.sampler(ComposerOptions()).pictures[0], np.random.default_rng(4)
        for _ in range(20):
            self.assertTrue((picture_crop(picture, CropOptions(64, 128), rng)[1] == OUTLIER).any())

    def test_sizes_follow_perspective(self) -> None:
        rng = np.random.default_rng(5)
        low, high = (
            np.mean([random_size(row, 256, 0.0, rng) for _ in range(400)]) for row in (0.2, 0.9)
        )
        self.assertGreater(high, 1.5 * low)
        self.assertGreater(min(random_size(0.5, 256, 0.2, rng) for _ in range(400)), 11.9)


if __name__ == "__main__":
    unittest.main()
