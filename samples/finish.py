"""Turns a clean 16-bit render into a camera picture: glow, lens blur, vignette, grain, JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

MAX_BYTES = 300_000


@dataclass(frozen=True)
class CameraLook:
    """Strengths of the imperfections; blur in pixels (sigma), grain in grey levels of 255
    (sigma).
    """

    glow: float = 0.08
    blur: float = 0.55
    vignette: float = 0.15
    grain: float = 1.6
    saturation: float = 0.95


def camera_picture(image: np.ndarray, look: CameraLook, seed: int) -> np.ndarray:
    """8-bit BGR picture from the 8-bit BGR render."""
    height, width = image.shape[:2]
    scale = width / 1280
    pixels = image.astype(np.float32) / 255
    bright = np.clip(pixels - 0.75, 0, None)
    pixels = pixels + look.glow * (
        cv2.GaussianBlur(bright, (0, 0), 6 * scale)
        + 2 * cv2.GaussianBlur(bright, (0, 0), 40 * scale)
    )
    pixels = cv2.GaussianBlur(pixels, (0, 0), max(0.3, look.blur * scale))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    radius2 = ((x - width / 2) ** 2 + (y - height / 2) ** 2) / (
        (width / 2) ** 2 + (height / 2) ** 2
    )
    pixels *= (1 - look.vignette * radius2**1.3)[..., None]
    grey = pixels.mean(2, keepdims=True)
    pixels = grey + look.saturation * (pixels - grey)
    random = np.random.default_rng(seed)
    noise = random.normal(0, look.grain / 255, (height, width, 1)) + random.normal(
        0, 0.5 * look.grain / 255, pixels.shape
    )
    noise = cv2.GaussianBlur(noise.astype(np.float32), (0, 0), 0.6)
    return np.clip(np.rint((pixels + noise * 1.6) * 255), 0, 255).astype(np.uint8)


def write_jpeg(image: np.ndarray, path: Path) -> int:
    """Writes the JPEG of highest quality (at most 90) within MAX_BYTES; returns its size."""
    for quality in range(90, 60, -2):
        ok, data = cv2.imencode(
            ".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
        )
        if ok and len(data) <= MAX_BYTES:
            path.write_bytes(data.tobytes())
            return len(data)
    raise ValueError(f"{path.name} does not fit into {MAX_BYTES} bytes")


def read_render(path: Path) -> np.ndarray:
    """A 16-bit PNG as 8-bit BGR."""
    image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)[..., :3]
    return np.rint(image / 257).astype(np.uint8)


def write_mask(source: Path, target: Path) -> int:
    """Turns the rendered object index into a grey PNG with 0 and 1; returns the number of anomalous
    pixels.
    """
    index = cv2.imread(str(source), cv2.IMREAD_UNCHANGED)
    index = index if index.ndim == 2 else index[..., 0]
    mask = (index > 0).astype(np.uint8)
    cv2.imwrite(str(target), mask, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return int(mask.sum())
