"""Pasting one object: size, turn, edge, colour, blur and shadow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from training.data.labels import IGNORE
from training.outliers.bank import Cutout


@dataclass(frozen=True)
class PasteStyle:
    """How an object is blended.

    `feather` and `blur` are radii in pixels, `harmony` 0..1 moves its colours to the scene's.
    """

    longest: float
    angle: float = 0.0
    flip: bool = False
    feather: float = 0.0
    blur: float = 0.0
    harmony: float = 0.0
    shadow: float = 0.0
    gain: tuple[float, float, float] = (1.0, 1.0, 1.0)


def random_style(rng: np.random.Generator, longest: float, upright: bool) -> PasteStyle:
    """Hard edges for a third of the objects, harmonised colours for half, a shadow for two
    fifths.
    """
    turned = rng.random()
    angle = (
        float(rng.normal(0, 6))
        if upright or turned < 0.6
        else float(rng.uniform(-180, 180))
        if turned > 0.88
        else 0.0
    )
    return PasteStyle(
        longest=longest,
        angle=angle if abs(angle) > 2 else 0.0,
        flip=bool(rng.random() < 0.5),
        feather=0.0 if rng.random() < 0.35 else float(rng.uniform(0.4, 1.8)),
        blur=float(rng.uniform(0.3, 1.2)) if rng.random() < 0.35 else 0.0,
        harmony=float(rng.uniform(0.2, 0.9)) if rng.random() < 0.5 else 0.0,
        shadow=float(rng.uniform(0.2, 0.6)) if rng.random() < 0.4 else 0.0,
        gain=tuple(np.exp(rng.normal(0, 0.1, 3) + rng.normal(0, 0.15)).tolist()),
    )


def prepare(cutout: Cutout, style: PasteStyle) -> tuple[np.ndarray, np.ndarray]:
    """The object in its final size: colours `[h, w, 3]` float32 and opacity `[h, w]` float32 in
    0..1, one pixel of margin.
    """
    height, width = cutout.alpha.shape
    factor = style.longest / max(height, width)
    size = (max(3, round(width * factor)), max(3, round(height * factor)))
    image = Image.fromarray(cutout.image).resize(size, Image.BILINEAR, reducing_gap=2.0)
    alpha = Image.fromarray(cutout.alpha).resize(size, Image.BILINEAR, reducing_gap=2.0)
    if style.flip:
        image, alpha = (
            image.transpose(Image.FLIP_LEFT_RIGHT),
            alpha.transpose(Image.FLIP_LEFT_RIGHT),
        )
    if style.angle:
        image = image.rotate(style.angle, Image.BILINEAR, expand=True)
        alpha = alpha.rotate(style.angle, Image.BILINEAR, expand=True)
    if style.blur:
        image = image.filter(ImageFilter.GaussianBlur(style.blur))
    if style.feather:
        # Erode first: a blurred outline must not let the cut-out's own background through.
        if min(alpha.size) > 12:
            alpha = alpha.filter(ImageFilter.MinFilter(3))
        alpha = alpha.filter(ImageFilter.GaussianBlur(style.feather))
        opacity = np.asarray(alpha, np.float32) / 255
    else:
        opacity = (np.asarray(alpha) >= 128).astype(np.float32)
    colours = np.asarray(image, np.float32) * np.array(style.gain, np.float32)
    return colours, opacity


def _harmonise(
    colours: np.ndarray, opacity: np.ndarray, scene: np.ndarray, strength: float
) -> np.ndarray:
    """Moves mean and contrast of the object's colours part of the way to those of the scene behind
    it.
    """
    inside = colours[opacity > 0.5]
    if len(inside) < 4:
        return colours
    mean, spread = inside.mean(0), inside.std() + 4
    target_mean, target_spread = scene.reshape(-1, 3).mean(0), scene.std() + 4
    contrast = np.clip((target_spread / spread) ** (0.5 * strength), 0.5, 1.5)
    return (colours - mean) * contrast + mean + strength * 0.6 * (target_mean - mean)


def _shadow(
    image: np.ndarray,
    centre_x: float,
    ground_y: float,
    width: float,
    height: float,
    strength: float,
) -> None:
    """Darkens a soft ellipse on the ground, in place."""
    half_w, half_h = 0.55 * width + 2, 0.12 * height + 2
    x0, x1 = max(0, int(centre_x - half_w)), min(image.shape[1], int(centre_x + half_w) + 1)
    y0, y1 = max(0, int(ground_y - half_h)), min(image.shape[0], int(ground_y + half_h) + 1)
    if x0 >= x1 or y0 >= y1:
        return
    y, x = np.ogrid[y0:y1, x0:x1]
    inside = np.clip(1 - ((x - centre_x) / half_w) ** 2 - ((y - ground_y) / half_h) ** 2, 0, 1)
    region = image[y0:y1, x0:x1]
    region[...] = region * (1 - strength * inside[..., None])


def paste(
    image: np.ndarray,
    ids: np.ndarray,
    cutout: Cutout,
    style: PasteStyle,
    centre_x: float,
    bottom: float,
) -> int:
    """Pastes in place onto `image [H, W, 3]` uint8 and `ids [H/s, W/s]` uint8; returns the labelled
    pixels of `ids`.

    The object's lower edge stands at row `bottom`. Pixels of the feathered edge with less than half
    opacity are ignored.
    """
    stride = image.shape[0] // ids.shape[0]
    colours, opacity = prepare(cutout, style)
    height, width = opacity.shape
    left, top = round(centre_x - width / 2), round(bottom - height)
    x0, y0 = max(left, 0), max(top, 0)
    # Even origins, so that the label grid and the picture's grid meet.
    x0, y0 = -(-x0 // stride) * stride, -(-y0 // stride) * stride
    x1, y1 = (
        min(left + width, image.shape[1]) // stride * stride,
        min(top + height, image.shape[0]) // stride * stride,
    )
    if x1 - x0 < 2 * stride or y1 - y0 < 2 * stride:
        return 0
    colours, opacity = (
        part[y0 - top : y1 - top, x0 - left : x1 - left] for part in (colours, opacity)
    )
    if style.shadow:
        _shadow(image, centre_x, bottom, width, height, style.shadow)
    scene = image[y0:y1, x0:x1].astype(np.float32)
    if style.harmony:
        colours = _harmonise(colours, opacity, scene, style.harmony)
    mixed = scene + (colours - scene) * opacity[..., None]
    image[y0:y1, x0:x1] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    coarse = opacity[stride // 2 :: stride, stride // 2 :: stride]
    target = ids[y0 // stride : y1 // stride, x0 // stride : x1 // stride]
    target[(coarse > 0.1) & (coarse < 0.5)] = IGNORE
    target[coarse >= 0.5] = cutout.label
    return int((coarse >= 0.5).sum())
