"""Label tables and groups of classes."""

from __future__ import annotations

import unittest

import numpy as np

from training.data import labels


class LabelTables(unittest.TestCase):
    def test_cityscapes_is_the_identity_on_train_ids(self) -> None:
        np.testing.assert_array_equal(labels.CITYSCAPES_TABLE[:19], np.arange(19))
        self.assertTrue((labels.CITYSCAPES_TABLE[19:] == labels.IGNORE).all())

    def test_camvid_names_the_right_classes(self) -> None:
        expected = {
            0: {"sky"},
            1: {"building"},
            2: {"pole"},
            3: {"road"},
            4: {"sidewalk"},
            5: {"vegetation"},
            6: {"traffic light", "traffic sign"},
            7: {"fence"},
            8: {"car", "truck", "bus"},
            9: {"person"},
        }
        self._check(labels.CAMVID_TABLE, expected, ignored=(10, 11, 255))

    def test_idd_names_the_right_classes(self) -> None:
        expected = {
            0: {"road"},
            1: {"sidewalk", "terrain"},
            3: {"car", "truck", "bus", "train", "motorcycle", "bicycle"},
            4: {"wall", "fence", "pole", "traffic light", "traffic sign"},
            5: {"building", "vegetation"},
            6: {"sky"},
        }
        self._check(labels.IDD_TABLE, expected, ignored=(2, 255))

    def _check(
        self, table: np.ndarray, expected: dict[int, set[str]], ignored: tuple[int, ...]
    ) -> None:
        for source, names in expected.items():
            self.assertEqual(
                {labels.CLASS_NAMES[c] for c in labels.GROUPS[table[source]]}, names, source
            )
        self.assertTrue((table[list(ignored)] == labels.IGNORE).all())

    def test_categories_partition_the_classes(self) -> None:
        members = [c for category in labels.CATEGORIES.values() for c in category]
        self.assertEqual(sorted(members), list(range(labels.CLASS_COUNT)))

    def test_group_matrix_holds_the_groups(self) -> None:
        matrix = labels.group_matrix()
        self.assertEqual(matrix.shape, (len(labels.GROUPS), labels.CLASS_COUNT))
        np.testing.assert_array_equal(matrix[: labels.CLASS_COUNT], np.eye(labels.CLASS_COUNT))
        for row, members in zip(matrix, labels.GROUPS, strict=True):
            self.assertEqual(set(np.nonzero(row)[0]), set(members))


if __name__ == "__main__":
    unittest.main()
