"""The split of the real data, where it is present."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.datasets import TEST_CITIES, VALIDATION_CITIES, cityscapes_split
from training.data.labels import CLASS_COUNT, IGNORE


class RealSplits(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        if not os.environ.get("OOD_DATA"):
            print("\nSKIPPED: set OOD_DATA to check the splits of the real data", file=sys.stderr)
            raise unittest.SkipTest("OOD_DATA is unset")

    def test_cities_are_disjoint_and_complete(self) -> None:
        root = Path(os.environ["OOD_DATA"])
        splits = {name: cityscapes_split(root, name) for name in ("train", "validation", "test")}
        cities = {
            name: {path.name.split("_")[0] for path in paths} for name, paths in splits.items()
        }
        self.assertEqual(
            (cities["validation"], cities["test"]), (set(VALIDATION_CITIES), set(TEST_CITIES))
        )
        self.assertFalse(cities["train"] & (cities["validation"] | cities["test"]))
        everything = sorted((root / "cityscapes/images").glob("*.webp"))
        self.assertEqual(sorted(path for paths in splits.values() for path in paths), everything)

    def test_labels_hold_train_ids_only(self) -> None:
        root = Path(os.environ["OOD_DATA"])
        for path in cityscapes_split(root, "validation")[::60]:
            with Image.open(path.parent.parent / "labels" / f"{path.stem}.png") as picture:
                ids = np.unique(np.asarray(picture))
            self.assertTrue(((ids < CLASS_COUNT) | (ids == IGNORE)).all())


if __name__ == "__main__":
    unittest.main()
