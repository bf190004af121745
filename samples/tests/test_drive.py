"""The sample drive renders to the labels that are shipped.

Two of its frames are rendered small by Blender, as in test_scenes.py.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from samples.drive_entry import FRAMES, HEIGHT, LABELS, UNKNOWN, WIDTH, frame_file

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "public/samples/drive"
SMALL = (64, 36)


def shipped_ids() -> np.ndarray:
    """The labels of all frames, `[frames, height, width]`."""
    with zipfile.ZipFile(SHIPPED / LABELS) as archive:
        names = archive.namelist()
        if names != [frame_file(i) for i in range(FRAMES)]:
            raise AssertionError(f"the labels are named {names[:3]}...")
        return np.stack([np.asarray(Image.open(archive.open(name))) for name in names])


class RenderTest(unittest.TestCase):
    #: The first has its picture already.
    frames = (0, 20, 70)
    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        blender = shutil.which("blender")
        if blender is None:
            raise unittest.SkipTest("blender is not installed")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        (cls.folder / "frames").mkdir()
        (cls.folder / "frames" / frame_file(cls.frames[0])).write_bytes(b"rendered before")
        script = [blender, "-b", "--factory-startup", "--python-exit-code", "1"]
        script += ["-P", "samples/drive.py", "--", "--out", folder.name]
        options = ["--width", str(SMALL[0]), "--spp", "1", "--frames", *map(str, cls.frames)]
        run = subprocess.run([*script, *options], cwd=ROOT, capture_output=True, text=True)
        if run.returncode:
            raise AssertionError(f"{run.stdout[-3000:]}\n{run.stderr[-3000:]}")

    def test_a_frame_that_is_there_is_not_rendered_again(self) -> None:
        path = self.folder / "frames" / frame_file(self.frames[0])
        self.assertEqual(path.read_bytes(), b"rendered before")

    def test_frames_show_different_colours_and_places(self) -> None:
        seen = [np.asarray(Image.open(self.folder / "frames" / frame_file(i))) for i in (20, 70)]
        for picture in seen:
            self.assertEqual(picture.shape, (SMALL[1], SMALL[0], 3))
            self.assertGreater(float(picture.std()), 10)
        self.assertGreater(float(np.abs(seen[0].astype(int) - seen[1]).mean()), 5)

    def test_each_object_is_where_the_shipped_labels_have_it(self) -> None:
        shipped = shipped_ids()
        rows, columns = HEIGHT // SMALL[1], WIDTH // SMALL[0]
        for index in self.frames:
            small = np.asarray(Image.open(self.folder / "labels" / frame_file(index)))
            for number, name in enumerate(("nothing", *UNKNOWN)):
                with self.subTest(frame=index, thing=name):
                    inside = shipped[index] == number
                    share = inside.reshape(SMALL[1], rows, SMALL[0], columns).mean((1, 3))
                    here = small == number
                    self.assertTrue((share[here] > 0).all(), "where the shipped label is not")
                    self.assertTrue(here[share == 1].all(), "not where the shipped label is")


class ShippedTest(unittest.TestCase):
    def test_labels_know_every_object_and_nothing_else(self) -> None:
        ids = shipped_ids()
        self.assertEqual(ids.shape, (FRAMES, HEIGHT, WIDTH))
        self.assertEqual(set(np.unique(ids)), set(range(len(UNKNOWN) + 1)))


if __name__ == "__main__":
    unittest.main()
