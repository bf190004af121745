"""The learning-rate schedule, crops, the score of the closed set, and the split of the real data
where it is present.
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.augment import CropOptions, photometric, random_crop
from training.data.datasets import TEST_CITIES, VALIDATION_CITIES, Sample, cityscapes_split
from training.data.labels import CLASS_COUNT, IGNORE
from training.measure.class_iou import ClosedSetResult
from training.train.loop import Schedule


class ScheduleTest(unittest.TestCase):
    def test_depends_on_the_step_alone(self) -> None:
        """A resumed run asks for step 700 without those before, and gets the rate of a whole
        run.
        """
        whole, resumed = Schedule(1000, 400, 1e-3), Schedule(1000, 400, 1e-3)
        rates = [whole.rate_at(step) for step in range(1000)]
        self.assertEqual(rates[700:], [resumed.rate_at(step) for step in range(700, 1000)])

    def test_constant_phase_does_not_depend_on_the_end(self) -> None:
        self.assertEqual(
            Schedule(1000, 0, 1e-3).rate_at(500), Schedule(90000, 0, 1e-3).rate_at(500)
        )

    def test_warms_up_stays_and_cools_down(self) -> None:
        rates = np.array([Schedule(2000, 500, 1e-3).rate_at(step) for step in range(2001)])
        self.assertLess(rates[0], 1e-5)
        self.assertTrue((np.diff(rates[:300]) > 0).all())
        self.assertTrue((rates[300:1500] == 1e-3).all())
        self.assertTrue((np.diff(rates[1500:]) < 0).all())
        self.assertEqual(rates[2000], 0.0)


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


class ClosedSet(unittest.TestCase):
    def test_by_hand(self) -> None:
        """Road 3 right, 1 called sidewalk; sidewalk 2 right; nothing else occurs."""
        confusion = np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
        confusion[0, 0], confusion[0, 1], confusion[1, 1] = 3, 1, 2
        content = ClosedSetResult(confusion, 1).as_json()
        per_class = content["perClass"]
        assert isinstance(per_class, dict)
        self.assertEqual(
            (per_class["road"], per_class["sidewalk"], per_class["car"]), (75.0, 66.67, None)
        )
        self.assertEqual(
            (content["mIoU19"], content["mIoU7"], content["accuracy"]), (70.83, 100.0, 83.33)
        )


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
