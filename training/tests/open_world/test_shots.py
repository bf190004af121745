"""Shots and their draws."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.datasets import TEST_CITIES, VALIDATION_CITIES, cityscapes_split
from training.open_world.shots import (
    DRAWS,
    candidates,
    class_shares,
    draw_names,
    draw_shots,
    novel_classes,
)


class Shots(unittest.TestCase):
    def test_only_training_cities_with_a_large_object(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for part in ("images", "labels"):
                (root / "cityscapes" / part).mkdir(parents=True)
            for city in ("bochum", *VALIDATION_CITIES, *TEST_CITIES):
                for rows in (0, 1, 3):
                    name = f"{city}_00000{rows}"
                    ids = np.zeros((20, 20), np.uint8)
                    ids[:rows] = 13
                    Image.fromarray(ids).save(root / f"cityscapes/labels/{name}.png")
                    (root / f"cityscapes/images/{name}.webp").touch()
            shares = class_shares(root)
            self.assertEqual(len(shares), 3)
            # One row of twenty is exactly 5 %: more is asked for.
            self.assertEqual(candidates(shares, 13), ["bochum_000003"])
            self.assertEqual(
                [path.stem for path in draw_shots(root, shares, 13, seed=0, count=1)],
                ["bochum_000003"],
            )
            with self.assertRaises(ValueError):
                draw_shots(root, shares, 13, seed=0, count=2)
            car, truck, bus = novel_classes(shares, cityscapes_split(root, "test"))
            # In either test city 0, 1 and 3 rows of twenty pixels.
            self.assertEqual(car, {"name": "car", "candidates": 1, "pixels": 2 * 80, "pictures": 4})
            self.assertEqual(truck, {"name": "truck", "candidates": 0, "pixels": 0, "pictures": 0})
            self.assertEqual(bus, {"name": "bus", "candidates": 0, "pixels": 0, "pictures": 0})

    def test_draws_repeat_and_differ(self) -> None:
        names = [f"a_{i}" for i in range(40)]
        draws = [draw_names(names, 13, seed) for seed in DRAWS]
        self.assertEqual(draws, [draw_names(names, 13, seed) for seed in DRAWS])
        self.assertEqual(len({tuple(draw) for draw in draws}), len(DRAWS))
        self.assertTrue(all(len(set(draw)) == 5 for draw in draws))
        self.assertEqual(draw_names(names, 13, 0, 1), draws[0][:1])

    @unittest.skipUnless(
        os.environ.get("OOD_DATA"),
        "OOD_DATA is not set: the splits of the real data are not checked",
    )
    def test_real_shots_come_from_training_cities(self) -> None:
        root = Path(os.environ["OOD_DATA"])
        train = {path.stem for path in cityscapes_split(root, "train")}
        shares = class_shares(root)
        for train_id in (13, 14, 15):
            names = {
                path.stem for seed in DRAWS for path in draw_shots(root, shares, train_id, seed)
            }
            self.assertTrue(names <= train)
            self.assertFalse(
                {name.split("_")[0] for name in names} & (VALIDATION_CITIES | TEST_CITIES)
            )


if __name__ == "__main__":
    unittest.main()
