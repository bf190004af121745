"""Classes held out of the 19."""

from __future__ import annotations

import unittest

from training.data.labels import CLASS_COUNT, IGNORE
from training.open_world.holdout import holdout_table, protocol_names, protocol_table


class Holdout(unittest.TestCase):
    def test_remap_vector(self) -> None:
        """methods.md 4.6: of 19 without 13, 14 and 15 remain 16; 16, 17, 18 become 13, 14, 15."""
        table = holdout_table((13, 14, 15))
        self.assertEqual(
            table[:CLASS_COUNT].tolist(), [*range(13), IGNORE, IGNORE, IGNORE, 13, 14, 15]
        )
        self.assertEqual(table[IGNORE], IGNORE)

    def test_novel_classes_follow(self) -> None:
        self.assertEqual(protocol_table()[13:19].tolist(), [16, 17, 18, 13, 14, 15])
        self.assertEqual(
            protocol_names()[13:], ["train", "motorcycle", "bicycle", "car", "truck", "bus"]
        )


if __name__ == "__main__":
    unittest.main()
