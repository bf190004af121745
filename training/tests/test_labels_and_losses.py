"""Label tables, groups of classes and the loss over them."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from training.data import labels
from training.train.losses import GroupCrossEntropy


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


class GroupLoss(unittest.TestCase):
    """Against the formula, pixel by pixel in float64."""

    def by_hand(self, logits: np.ndarray, ids: np.ndarray, weight: np.ndarray) -> float:
        total = mass = 0.0
        for batch, row, column in np.ndindex(ids.shape):
            label = int(ids[batch, row, column])
            if label == labels.IGNORE:
                continue
            z = logits[batch, :, row, column].astype(np.float64)
            p = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
            members = list(labels.GROUPS[label])
            w = float(weight[members].mean())
            total -= w * np.log(p[members].sum())
            mass += w
        return total / mass

    def test_equals_the_formula(self) -> None:
        rng = np.random.default_rng(3)
        frequency = rng.uniform(0.01, 1, labels.CLASS_COUNT)
        frequency /= frequency.sum()
        weight = (np.median(frequency) / frequency) ** 0.25
        logits = rng.normal(0, 2, (3, labels.CLASS_COUNT, 5, 7)).astype(np.float32)
        ids = rng.integers(0, len(labels.GROUPS), (3, 5, 7)).astype(np.uint8)
        ids[0] = np.minimum(ids[0], labels.CLASS_COUNT - 1)  # one picture without coarse labels
        ids[rng.random(ids.shape) < 0.2] = labels.IGNORE
        loss = GroupCrossEntropy(frequency)(torch.from_numpy(logits), torch.from_numpy(ids))
        self.assertAlmostEqual(float(loss), self.by_hand(logits, ids, weight), places=5)

    def test_a_picture_without_labels_costs_nothing(self) -> None:
        logits = torch.randn(1, labels.CLASS_COUNT, 4, 4, requires_grad=True)
        loss = GroupCrossEntropy(np.full(19, 1 / 19))(
            logits, torch.full((1, 8, 8), labels.IGNORE, dtype=torch.uint8)
        )
        loss.backward()
        self.assertEqual(float(loss), 0.0)
        assert logits.grad is not None
        self.assertEqual(float(logits.grad.abs().max()), 0.0)
