"""Makes the picture files of e2e/fixtures: /usr/bin/python3 scripts/make-fixtures.py (needs
python3-pil, python3-numpy, and avifenc of libavif-bin).
"""

from __future__ import annotations

import struct
import subprocess
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

FIXTURES = Path(__file__).parents[1] / "e2e/fixtures"
GOOD = FIXTURES / "good"
BAD = FIXTURES / "bad"
ORIENTATION = 0x0112
TURN_RIGHT = 6


def scene(width: int, height: int) -> Image.Image:
    """Sky above, road below and a red block left of the middle, so that every turn and flip can be
    told apart.
    """
    y, x = np.mgrid[0:height, 0:width]
    below = y >= height / 2
    pixels = np.stack(
        [
            np.where(below, 90 + x * 20 / width, 120),
            np.where(below, 90, 160),
            np.where(below, 95, 230 - y * 40 / height),
        ],
        axis=-1,
    )
    block = (abs(x - width * 0.3) < width * 0.1) & (abs(y - height * 0.6) < height * 0.15)
    pixels[block] = (200, 30, 30)
    return Image.fromarray(pixels.astype(np.uint8))


def make_formats(photo: Image.Image) -> None:
    photo.save(GOOD / "plain.jpg", quality=90)
    photo.save(GOOD / "plain.webp", quality=90)
    photo.save(GOOD / "plain.bmp")
    photo.save(
        GOOD / "animated.gif", save_all=True, append_images=[ImageOps.mirror(photo)], duration=100
    )
    photo.convert("CMYK").save(GOOD / "cmyk.jpg", quality=90)
    photo.convert("L").save(GOOD / "grey.jpg", quality=90)
    photo.save(GOOD / "progressive.jpg", quality=90, progressive=True)
    photo.save(GOOD / "restarts.jpg", quality=90, restart_marker_rows=1)
    photo.quantize(16).save(GOOD / "palette.png")
    transparent = photo.copy()
    transparent.putalpha(Image.linear_gradient("L").resize(photo.size))
    transparent.save(GOOD / "alpha.png")
    # Pillow of Debian 12 writes no AVIF.
    subprocess.run(
        ["avifenc", "--jobs", "1", str(GOOD / "palette.png"), str(GOOD / "plain.avif")],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def make_turned(photo: Image.Image) -> None:
    """A JPEG with orientation 6, and the same pixels upright without a mark."""
    exif = Image.Exif()
    exif[ORIENTATION] = TURN_RIGHT
    photo.save(GOOD / "exif-6.jpg", quality=90, exif=exif)
    ImageOps.exif_transpose(Image.open(GOOD / "exif-6.jpg")).save(GOOD / "exif-6-upright.png")


def make_sizes() -> None:
    scene(120, 213).save(GOOD / "portrait.jpg", quality=90)
    scene(128, 128).save(GOOD / "square.jpg", quality=90)
    scene(1, 1).save(GOOD / "one-pixel.png")
    scene(20_000, 40).save(GOOD / "wide.png")


def make_broken() -> None:
    jpeg = (GOOD / "plain.jpg").read_bytes()
    (BAD / "truncated.jpg").write_bytes(jpeg[: len(jpeg) // 3])
    (BAD / "empty.png").write_bytes(b"")
    (BAD / "text.jpg").write_text("This is not a picture.\n")
    (BAD / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
        "<script>alert(1)</script></svg>\n"
    )
    (BAD / "phone.heic").write_bytes(
        struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"heic", 0, b"mif1", b"heic") + bytes(64)
    )
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = (
        struct.pack(">I", len(header))
        + b"IHDR"
        + header
        + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    (BAD / "enormous.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)


def make_drawing() -> None:
    """A picture and a score map with three blobs: drawings of them depend on no network."""
    scene(320, 180).save(GOOD / "drawing.png")
    y, x = np.mgrid[0:180, 0:320].astype(np.float64)
    blobs = [(80, 120, 28, 1.0), (220, 100, 18, 0.8), (160, 40, 10, 0.6)]
    score = sum(
        peak * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * size**2))
        for cx, cy, size, peak in blobs
    )
    np.save(GOOD / "drawing.npy", score.astype(np.float32))


def main() -> None:
    for folder in (GOOD, BAD):
        folder.mkdir(parents=True, exist_ok=True)
    photo = scene(64, 40)
    make_formats(photo)
    make_turned(photo)
    make_sizes()
    make_broken()
    make_drawing()


if __name__ == "__main__":
    main()
