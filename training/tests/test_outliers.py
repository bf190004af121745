"""Object bank, pasting and composing, on synthetic objects; the split of the real bank where the
data are present.
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

import numpy as np

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import Sample
from training.data.labels import GROUPS, IGNORE, OUTLIER
from training.measure.outlier_metrics import outlier_quality
from training.outliers.bank import Cutout, ObjectBank, Picture, cut, load_bank
from training.outliers.composer import (
    COMPOSITIONS,
    ComposedSampler,
    ComposerOptions,
    picture_crop,
    random_size,
)
from training.outliers.names import HELD_OUT_NAMES, KNOWN_COCO, is_held_out
from training.outliers.paste import PasteStyle, paste, prepare, random_style


def disc(label: int = OUTLIER) -> Cutout:
    """A red disc of 60 pixels."""
    y, x = np.ogrid[:60, :60]
    alpha = np.where((y - 29.5) ** 2 + (x - 29.5) ** 2 < 900, 255, 0).astype(np.uint8)
    return Cutout(np.full((60, 60, 3), (200, 20, 20), np.uint8), alpha, "disc", "synthetic", label)


class Pasting(unittest.TestCase):
    def scene(self) -> tuple[np.ndarray, np.ndarray]:
        return np.full((128, 256, 3), 90, np.uint8), np.zeros((64, 128), np.uint8)

    def test_hard_paste_labels_exactly_what_it_covers(self) -> None:
        image, ids = self.scene()
        count = paste(image, ids, disc(), PasteStyle(longest=40), 128, 100)
        self.assertEqual(count, int((ids == OUTLIER).sum()))
        np.testing.assert_array_equal((image[1::2, 1::2, 0] > 150), ids == OUTLIER)
        self.assertAlmostEqual(count, np.pi * 10**2, delta=25)
        rows = np.flatnonzero((ids == OUTLIER).any(1))
        self.assertAlmostEqual(2 * rows[-1], 99, delta=3)

    def test_feathered_edge_is_ignored_not_unknown(self) -> None:
        image, ids = self.scene()
        paste(image, ids, disc(), PasteStyle(longest=40, feather=1.5), 128, 100)
        self.assertTrue((ids == IGNORE).any())
        self.assertEqual(set(np.unique(ids)), {0, OUTLIER, IGNORE})

    def test_known_object_keeps_its_label(self) -> None:
        image, ids = self.scene()
        paste(image, ids, disc(label=13), PasteStyle(longest=40), 128, 100)
        self.assertEqual(set(np.unique(ids)), {0, 13})

    def test_shadow_and_outside_change_no_label(self) -> None:
        image, ids = self.scene()
        self.assertEqual(paste(image, ids, disc(), PasteStyle(longest=40), -60, 100), 0)
        self.assertFalse(ids.any())
        paste(image, ids, disc(), PasteStyle(longest=40, shadow=0.6), 128, 100)
        darkened = (image[..., 2] < 80) & (image[..., 0] < 100)
        self.assertTrue(darkened.any())

    def test_any_style_at_any_place_is_sound(self) -> None:
        rng = np.random.default_rng(1)
        for _ in range(150):
            image, ids = self.scene()
            style = random_style(rng, float(rng.uniform(8, 300)), upright=False)
            paste(
                image, ids, disc(), style, float(rng.uniform(-20, 276)), float(rng.uniform(0, 200))
            )
            self.assertLessEqual(set(np.unique(ids)), {0, OUTLIER, IGNORE})

    def test_prepared_size(self) -> None:
        _, opacity = prepare(disc(), PasteStyle(longest=33))
        self.assertEqual(max(opacity.shape), 33)

    def test_cut_takes_the_bounding_box_and_refuses_specks(self) -> None:
        alpha = np.zeros((80, 90), np.uint8)
        alpha[10:50, 20:60] = 255
        found = cut(np.zeros((80, 90, 3), np.uint8), alpha, None, "x")
        assert found is not None
        self.assertEqual(found.alpha.shape, (40, 40))
        self.assertIsNone(
            cut(
                np.zeros((80, 90, 3), np.uint8),
                alpha * (np.arange(90) < 25).astype(np.uint8),
                None,
                "x",
            )
        )


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


class Metrics(unittest.TestCase):
    def test_perfect_constant_and_by_hand(self) -> None:
        perfect = outlier_quality(np.array([0.1, 0.2, 0.3]), np.array([0.8, 0.9]))
        self.assertEqual((perfect.ap, perfect.auroc, perfect.fpr95), (100.0, 100.0, 0.0))
        constant = outlier_quality(np.zeros(3), np.zeros(1))
        self.assertEqual((constant.ap, constant.auroc, constant.fpr95), (25.0, 50.0, 100.0))
        mixed = outlier_quality(np.array([0.5, 0.1]), np.array([0.9, 0.3]))
        self.assertAlmostEqual(mixed.ap, 100 * (0.5 * 1 + 0.5 * 2 / 3))
        self.assertAlmostEqual(mixed.auroc, 75.0)

    def test_a_sample_stands_for_all_known_pixels(self) -> None:
        rng = np.random.default_rng(6)
        known, unknown = rng.normal(0, 1, 200_000), rng.normal(2, 1, 2000)
        whole = outlier_quality(known, unknown)
        part = outlier_quality(known[:20_000], unknown, known.size)
        self.assertAlmostEqual(whole.ap, part.ap, delta=3)
        self.assertAlmostEqual(whole.prior, part.prior)


class Split(unittest.TestCase):
    def test_known_names_are_never_unknown(self) -> None:
        self.assertFalse(set(KNOWN_COCO) & HELD_OUT_NAMES)
        self.assertTrue(is_held_out("zebra", 1))
        self.assertFalse(is_held_out("cow", 0))

    def test_real_bank_holds_names_out(self) -> None:
        if not os.environ.get("OOD_DATA"):
            print("\nSKIPPED: set OOD_DATA to check the split of the real objects", file=sys.stderr)
            self.skipTest("OOD_DATA is unset")
        root = Path(os.environ["OOD_DATA"])
        names = {
            side: {c.name for c in load_bank(root, side).cutouts} - {None} for side in (False, True)
        }
        self.assertLessEqual(names[True], HELD_OUT_NAMES)
        self.assertFalse(names[False] & (HELD_OUT_NAMES | set(KNOWN_COCO)))
