"""Which objects training may see."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

from training.outliers.bank import load_bank
from training.outliers.names import HELD_OUT_NAMES, KNOWN_COCO, is_held_out


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


if __name__ == "__main__":
    unittest.main()
