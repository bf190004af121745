"""The score of the closed set."""

from __future__ import annotations

import unittest

import numpy as np

from training.data.labels import CLASS_COUNT
from training.measure.class_iou import ClosedSetResult


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


if __name__ == "__main__":
    unittest.main()
