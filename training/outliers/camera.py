"""Makes a pasted object as sharp and as grainy as the picture that it is pasted into, so that
neither gives it away.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image, ImageFilter

from training.outliers.bank import Cutout

#: Blur radii that are tried, in pixels, from none up.
RADII = (0.0, 0.5, 0.8, 1.2, 1.7, 2.4)
#: A picture is compared through at most this many rows and columns.
LARGEST = 96
#: Median absolute deviation of a normal distribution, in standard deviations, times the Laplacian's
#: norm sqrt(20).
GRAIN_FACTOR = 0.6745 * 20**0.5


def sharpness(grey: np.ndarray, inside: np.ndarray | None = None) -> float:
    """Mean step between neighbours relative to that between every second pixel: 0.5 for a ramp, 1
    for noise.

    `grey [h, w]`; with `inside [h, w]` only steps within that region count.
    """
    one, two = np.abs(grey[:, 1:] - grey[:, :-1])[:, :-1], np.abs(grey[:, 2:] - grey[:, :-2])
    if inside is not None:
        valid = inside[:, :-2] & inside[:, 1:-1] & inside[:, 2:]
        one, two = one[valid], two[valid]
    return float(one.sum() / two.sum()) if two.sum() > 0 else 0.5


def grain(grey: np.ndarray) -> float:
    """Standard deviation of the noise of `grey [h, w]`, from the median of its Laplacian (Immerkaer
    1996, with a median).
    """
    if min(grey.shape) < 3:
        return 0.0
    middle = grey[1:-1, 1:-1]
    laplacian = 4 * middle - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    return float(np.median(np.abs(laplacian)) / GRAIN_FACTOR)


def _middle(plane: np.ndarray) -> np.ndarray:
    """At most `LARGEST` rows and columns from the middle of a plane."""
    top, left = (max(0, (side - LARGEST) // 2) for side in plane.shape)
    return plane[top : top + LARGEST, left : left + LARGEST]


def match_camera(
    image: Image.Image, alpha: Image.Image, scene: np.ndarray, rng: np.random.Generator
) -> Image.Image:
    """The object's picture, blurred until it is no sharper than `scene [h, w, 3]`, with the scene's
    grain added.
    """
    if min(scene.shape[:2]) < 6 or min(image.size) < 4:
        return image
    grey = _middle(scene.astype(np.float32).mean(2))
    target = sharpness(grey)
    inside = _middle(np.asarray(alpha)) >= 128
    for radius in RADII:
        blurred = image.filter(ImageFilter.GaussianBlur(radius)) if radius else image
        own = _middle(np.asarray(blurred, np.float32).mean(2))
        if sharpness(own, inside) <= target + 0.02:
            break
    missing = grain(grey) ** 2 - grain(own) ** 2
    if missing <= 0:
        return blurred
    noise = rng.normal(0, missing**0.5, np.asarray(blurred).shape[:2])[..., None]
    return Image.fromarray(np.clip(np.asarray(blurred) + noise, 0, 255).astype(np.uint8))


def matched_cutout(
    cutout: Cutout, longest: float, scene: np.ndarray, x: float, y: float, rng: np.random.Generator
) -> Cutout:
    """The cut-out at its final size, made to fit the part of `scene [H, W, 3]` where its lower edge
    stands, at `(x, y)`.
    """
    height, width = cutout.alpha.shape
    factor = longest / max(height, width)
    size = (max(3, round(width * factor)), max(3, round(height * factor)))
    image = Image.fromarray(cutout.image).resize(size, Image.BILINEAR, reducing_gap=2.0)
    alpha = Image.fromarray(cutout.alpha).resize(size, Image.BILINEAR, reducing_gap=2.0)
    reach = max(longest, LARGEST) / 2
    left, right = int(max(0, x - reach)), int(min(scene.shape[1], x + reach))
    top, bottom = int(max(0, y - 2 * reach)), int(min(scene.shape[0], y + 2))
    matched = match_camera(image, alpha, scene[top:bottom, left:right], rng)
    return replace(cutout, image=np.asarray(matched), alpha=np.asarray(alpha))
