"""Packs the rendered frames of the sample drive: an MP4, a ZIP of labels and the catalogue.

Run from the repository root: `python3 -m samples.encode_drive FOLDER`, where `FOLDER` holds the
`frames` and `labels` that drive.py wrote.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from samples.drive_entry import FRAMES, LABELS, RATE, VIDEO, catalogue_entry, frame_file

MAX_VIDEO_BYTES = 3_000_000
#: From the best quality that is worth its bytes to the worst that shows small objects.
QUALITIES = range(18, 30, 2)


def missing(folder: Path) -> list[str]:
    """The files that `folder` lacks for a whole drive, as `frames/frame_000003.png`."""
    wanted = [f"{part}/{frame_file(i)}" for part in ("frames", "labels") for i in range(FRAMES)]
    return [name for name in wanted if not (folder / name).exists()]


def encode_video(frames: Path, target: Path) -> int:
    """Writes H.264 of the best quality within MAX_VIDEO_BYTES, a key frame every two seconds and
    B-frames between; returns its size.
    """
    source = ["-framerate", str(RATE), "-i", str(frames / "frame_%06d.png")]
    colour = ["-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"]
    for name in ("-colorspace", "-color_primaries", "-color_trc"):
        colour += [name, "bt709"]
    shape = ["-g", str(2 * RATE), "-bf", "2", "-preset", "veryslow", "-threads", "1"]
    for quality in QUALITIES:
        command = ["ffmpeg", "-v", "error", "-y", *source, *colour, "-c:v", "libx264", *shape]
        command += ["-crf", str(quality), "-bitexact", "-movflags", "+faststart", str(target)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        if target.stat().st_size <= MAX_VIDEO_BYTES:
            return target.stat().st_size
    raise ValueError(f"{target.name} does not fit into {MAX_VIDEO_BYTES} bytes")


def pack_labels(labels: Path, target: Path) -> int:
    """Writes the labels as grey PNGs (0 normal, else the id of an unknown object) into a ZIP that
    is the same for the same labels; returns its size.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for index in range(FRAMES):
            with Image.open(labels / frame_file(index)) as opened:
                ids = np.asarray(opened)
            if ids.ndim != 2 or ids.dtype != np.uint8:
                raise ValueError(f"{frame_file(index)} is no 8-bit grey picture")
            data = io.BytesIO()
            Image.fromarray(ids).save(data, "PNG", optimize=True)
            archive.writestr(zipfile.ZipInfo(frame_file(index)), data.getvalue())
    return target.stat().st_size


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="encode_drive")
    parser.add_argument("folder", type=Path, help="holds frames/ and labels/")
    parser.add_argument("--out", type=Path, default=Path("public/samples/drive"))
    arguments = parser.parse_args()
    absent = missing(arguments.folder)
    if absent:
        parser.error(f"{len(absent)} files are missing, first {absent[0]}: run drive.py again")
    arguments.out.mkdir(parents=True, exist_ok=True)
    video = encode_video(arguments.folder / "frames", arguments.out / VIDEO)
    labels = pack_labels(arguments.folder / "labels", arguments.out / LABELS)
    catalogue = json.dumps([catalogue_entry()], indent=2)
    (arguments.out / "drives.json").write_text(catalogue + "\n", encoding="utf-8")
    print(f"{VIDEO}: {video} bytes, {LABELS}: {labels} bytes")


if __name__ == "__main__":
    main()
