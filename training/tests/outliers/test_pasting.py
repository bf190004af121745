"""Object bank, pasting and composing, on synthetic objects; the split of the real bank where the
data are present.
"""

from __future__ import annotations

import unittest

import numpy as np

from training.data.labels import IGNORE, OUTLIER
from training.outliers.bank import cut
from training.outliers.paste import PasteStyle, paste, prepare, random_style
from training.tests.support import disc


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
        cutout = cut(np.zeros((80, 90, 3), np.uint8), alpha, None, "x")
        assert cutout is not None
        self.assertEqual(cutout.alpha.shape, (40, 40))
        self.assertIsNone(
            cut(
                np.zeros((80, 90, 3), np.uint8),
                alpha * (np.arange(90) < 25).astype(np.uint8),
                None,
                "x",
            )
        )


if __name__ == "__main__":
    unittest.main()
