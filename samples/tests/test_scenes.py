"""Every sample scene is built and rendered once, small, and shows its objects where the shipped
picture has them.

Blender itself builds the scenes: its geometry (modifiers, noise, mathutils) is most of what the
scripts do, so that a stand-in for `bpy` would test the stand-in. Ten scenes of 64 x 36 pixels take
about ten seconds each on one core.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "public/samples"
WIDTH, HEIGHT = 64, 36


class ScenesTest(unittest.TestCase):
    folder: Path
    catalogue: list[dict[str, object]]

    @classmethod
    def setUpClass(cls) -> None:
        blender = shutil.which("blender")
        if blender is None:
            raise unittest.SkipTest("blender is not installed")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        script = [blender, "-b", "--factory-startup", "--python-exit-code", "1"]
        script += ["-P", "samples/render.py", "--"]
        options = ["--out", folder.name, "--width", str(WIDTH), "--spp", "1"]
        run = subprocess.run([*script, *options], cwd=ROOT, capture_output=True, text=True)
        if run.returncode:
            raise AssertionError(f"{run.stdout[-3000:]}\n{run.stderr[-3000:]}")
        cls.catalogue = json.loads((cls.folder / "samples.json").read_text())

    def test_the_catalogue_is_the_shipped_one(self) -> None:
        self.assertEqual(self.catalogue, json.loads((SHIPPED / "samples.json").read_text()))

    def test_every_picture_shows_more_than_one_colour(self) -> None:
        for entry in self.catalogue:
            with Image.open(self.folder / Path(str(entry["image"])).name) as picture:
                self.assertEqual(picture.size, (WIDTH, HEIGHT), entry["id"])
                self.assertGreater(float(np.asarray(picture).std()), 10, entry["id"])

    def test_unknown_objects_stand_where_the_shipped_masks_have_them(self) -> None:
        for entry in self.catalogue:
            with self.subTest(entry["id"]):
                small, share = self.masks(Path(str(entry["mask"])).name)
                self.assertEqual(bool(small.any()), bool(entry["unknown"]))
                self.assertTrue((share[small] > 0).all(), "unknown where the shipped mask is not")
                self.assertTrue(small[share == 1].all(), "known where the shipped mask is unknown")

    def masks(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """The small mask `[36, 64]` bool, and for each of its pixels the shipped mask's share."""
        with Image.open(self.folder / "masks" / name) as opened:
            small = np.asarray(opened) > 0
        with Image.open(SHIPPED / "masks" / name) as opened:
            shipped = np.asarray(opened) > 0
        down, across = shipped.shape[0] // HEIGHT, shipped.shape[1] // WIDTH
        return small, shipped.reshape(HEIGHT, down, WIDTH, across).mean((1, 3))


if __name__ == "__main__":
    unittest.main()
