"""What no training sees: held-out names in both lists, and the names and pictures kept for
words.
"""

from __future__ import annotations

import os
import re
import unittest
from collections import Counter
from pathlib import Path

from training.data.word_names import imagenet_names, t0_imagenet, t1_coco, t2_coco_pictures
from training.outliers.bank import load_bank
from training.outliers.names import (
    HELD_OUT_IMAGENET,
    HELD_OUT_NAMES,
    KNOWN_COCO,
    is_reserved,
    is_reserved_coco,
)
from training.outliers.unknown_names import THINGS, may_be_unknown, may_be_unknown_caltech

#: ImageNet classes whose names contain a held-out word but show another thing.
HOMONYMS = {"n01608432": "kite, the bird", "n15075141": "toilet tissue"}


class HeldOutNames(unittest.TestCase):
    def test_both_lists_have_the_same_names(self) -> None:
        self.assertEqual(set(HELD_OUT_IMAGENET), set(HELD_OUT_NAMES))

    def test_every_class_with_a_held_out_word_is_listed_with_it(self) -> None:
        for held_out, wnids in HELD_OUT_IMAGENET.items():
            word = re.compile(rf"(^|_){re.escape(held_out.replace(' ', '_'))}s?($|_)", re.I)
            for wnid, (name, _) in imagenet_names().items():
                if word.search(name) and wnid not in HOMONYMS:
                    self.assertIn(wnid, wnids, name)
            for wnid in wnids:
                self.assertFalse(may_be_unknown(wnid), wnid)
                self.assertIn(wnid, imagenet_names())
            self.assertFalse(may_be_unknown_caltech(held_out))

    def test_only_animals_and_listed_things_are_unknown(self) -> None:
        names = imagenet_names()
        self.assertLessEqual(THINGS, {name for name, _ in names.values()})
        taken = {names[wnid][0] for wnid in names if may_be_unknown(wnid)}
        self.assertEqual(
            {"cab", "minivan", "moped", "groom", "park_bench", "street_sign", "daisy"} & taken,
            set(),
        )
        self.assertLessEqual({"tench", "cheetah", "crate", "soccer_ball"}, taken)


class WordSplit(unittest.TestCase):
    def test_five_folds_of_200(self) -> None:
        folds = Counter(fold for _, fold in imagenet_names().values())
        self.assertEqual(folds, {fold: 200 for fold in range(5)})
        self.assertEqual(len(t0_imagenet()), 200)

    def test_siblings_share_a_fold(self) -> None:
        fold = {name: fold for name, fold in imagenet_names().values()}
        for group in (
            ("timber_wolf", "white_wolf", "red_wolf", "coyote"),
            ("brown_bear", "American_black_bear", "ice_bear", "sloth_bear"),
            ("tabby", "tiger_cat", "Persian_cat", "Siamese_cat", "Egyptian_cat"),
        ):
            self.assertEqual(len({fold[name] for name in group}), 1, group)

    def test_no_training_takes_a_tested_name(self) -> None:
        self.assertFalse(any(may_be_unknown(wnid) for wnid in t0_imagenet()))
        self.assertEqual(len(t1_coco()), 16)
        self.assertTrue(t1_coco().isdisjoint(KNOWN_COCO))
        self.assertTrue(is_reserved("giraffe") and is_reserved("Electric_Guitar"))
        self.assertFalse(is_reserved("elephant") or is_reserved(None))
        stem = min(t2_coco_pictures())
        self.assertTrue(is_reserved_coco(stem, set()))
        self.assertTrue(is_reserved_coco("000000000001", {"person", "giraffe"}))
        self.assertFalse(is_reserved_coco("000000000001", {"person", "cow"}))

    @unittest.skipUnless(os.environ.get("OOD_DATA"), "OOD_DATA is not set")
    def test_the_bank_of_training_holds_none_of_them(self) -> None:
        bank = load_bank(Path(os.environ["OOD_DATA"]), held_out=False)
        self.assertFalse([c.name for c in bank.cutouts if is_reserved(c.name)])
        coco = {picture.stem for picture in bank.pictures if picture.source == "coco"}
        self.assertTrue(coco and coco.isdisjoint(t2_coco_pictures()))


if __name__ == "__main__":
    unittest.main()
