"""The frames of the sample drive are packed whole or not at all, and what is shipped is what the
catalogue says.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

import numpy as np
from PIL import Image

from samples import encode_drive
from samples.drive_entry import FRAMES, HEIGHT, RATE, VIDEO, WIDTH, catalogue_entry, frame_file

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "public/samples/drive"
MAX_BYTES = 4_000_000


def video_facts(path: Path) -> dict[str, object]:
    """What ffprobe counts in the only stream of a video."""
    fields = "codec_name,width,height,pix_fmt,avg_frame_rate,nb_read_frames"
    command = ["ffprobe", "-v", "error", "-count_frames", "-of", "json"]
    command += ["-show_entries", f"stream={fields}", str(path)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    (stream,) = json.loads(run.stdout)["streams"]
    facts: dict[str, object] = stream
    return facts


class PackTest(unittest.TestCase):
    def setUp(self) -> None:
        if shutil.which("ffmpeg") is None:
            self.skipTest("ffmpeg is not installed")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for part in ("frames", "labels"):
            (self.folder / part).mkdir()
        random = np.random.default_rng(1)
        for index in range(FRAMES):
            noise = random.integers(0, 256, (36, 64, 3), np.uint8)
            Image.fromarray(noise).save(self.folder / "frames" / frame_file(index))
            ids = np.full((36, 64), index % 4, np.uint8)
            Image.fromarray(ids).save(self.folder / "labels" / frame_file(index))

    def test_every_frame_is_in_the_video(self) -> None:
        encode_drive.encode_video(self.folder / "frames", self.folder / VIDEO)
        facts = video_facts(self.folder / VIDEO)
        self.assertEqual(facts["nb_read_frames"], str(FRAMES))
        self.assertEqual(facts["avg_frame_rate"], f"{RATE}/1")

    def test_quality_gives_way_to_size_until_no_quality_is_left(self) -> None:
        target = self.folder / VIDEO
        best = encode_drive.encode_video(self.folder / "frames", target)
        with mock.patch.object(encode_drive, "MAX_VIDEO_BYTES", best - 1):
            self.assertLess(encode_drive.encode_video(self.folder / "frames", target), best)
        with mock.patch.object(encode_drive, "MAX_VIDEO_BYTES", 1), self.assertRaises(ValueError):
            encode_drive.encode_video(self.folder / "frames", target)

    def test_labels_are_packed_exactly_and_alike_each_time(self) -> None:
        first, second = self.folder / "first.zip", self.folder / "second.zip"
        for target in (first, second):
            encode_drive.pack_labels(self.folder / "labels", target)
        self.assertEqual(first.read_bytes(), second.read_bytes())
        with zipfile.ZipFile(first) as archive:
            for index in (0, 7, FRAMES - 1):
                ids = np.asarray(Image.open(archive.open(frame_file(index))))
                self.assertTrue((ids == index % 4).all())

    def test_labels_in_colour_are_refused(self) -> None:
        Image.new("RGB", (64, 36)).save(self.folder / "labels" / frame_file(5))
        with self.assertRaisesRegex(ValueError, frame_file(5)):
            encode_drive.pack_labels(self.folder / "labels", self.folder / "labels.zip")

    def test_a_drive_with_a_gap_is_not_packed(self) -> None:
        (self.folder / "frames" / frame_file(3)).unlink()
        out = self.folder / "out"
        arguments = ["encode_drive", str(self.folder), "--out", str(out)]
        said = io.StringIO()
        with (
            mock.patch("sys.argv", arguments),
            contextlib.redirect_stderr(said),
            self.assertRaises(SystemExit),
        ):
            encode_drive.main()
        self.assertIn(f"frames/{frame_file(3)}", said.getvalue())
        self.assertFalse(out.exists())


class ShippedTest(unittest.TestCase):
    def test_the_catalogue_names_what_is_shipped(self) -> None:
        entries = json.loads((SHIPPED / "drives.json").read_text())
        self.assertEqual(entries, [catalogue_entry()])
        files = [ROOT / "public" / str(entries[0][kind]) for kind in ("video", "labels")]
        self.assertLess(sum(file.stat().st_size for file in files), MAX_BYTES)

    def test_the_video_has_the_frames_that_the_catalogue_says(self) -> None:
        if shutil.which("ffprobe") is None:
            self.skipTest("ffprobe is not installed")
        facts = video_facts(SHIPPED / VIDEO)
        shape = (facts["codec_name"], facts["pix_fmt"], facts["width"], facts["height"])
        self.assertEqual(shape, ("h264", "yuv420p", WIDTH, HEIGHT))
        self.assertEqual(facts["nb_read_frames"], str(FRAMES))


if __name__ == "__main__":
    unittest.main()
