"""What real score maps have and maps of pasted objects lack: holes, faint parts, and noise that is
no object.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from training.prompt_generator.evidence import MOST_EVIDENCE

#: Share of the training maps with each kind of damage.
HOLES, SPECKS, FAINT, SMOOTH = 0.35, 0.25, 0.4, 0.3


def smooth_noise(shape: tuple[int, int], cells: int, rng: np.random.Generator) -> np.ndarray:
    """Values 0..1 `[h, w]` that change over `1/cells` of the picture."""
    rough = (rng.random((max(2, cells * shape[0] // shape[1]), cells)) * 255).astype(np.uint8)
    return np.asarray(Image.fromarray(rough).resize(shape[::-1], Image.BICUBIC), np.float32) / 255


def damaged(evidence: np.ndarray, boxes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """`evidence [h, w]` 0..5 with damage; the boxes stay, because the object does."""
    result = evidence.copy()
    if rng.random() < HOLES:
        for x0, y0, x1, y1 in boxes:
            if rng.random() < 0.6:
                _punch(result, (int(x0), int(y0), int(np.ceil(x1)), int(np.ceil(y1))), rng)
    if rng.random() < SPECKS:
        field = smooth_noise((result.shape[0], result.shape[1]), int(rng.integers(8, 90)), rng)
        bar = float(np.quantile(field[::4, ::4], rng.uniform(0.9, 0.995)))
        result = np.maximum(
            result,
            np.where(
                field > bar,
                rng.uniform(0.5, 4) * (field - bar) / max(1e-3, 1 - bar) + rng.uniform(0, 1.5),
                0,
            ),
        )
    if rng.random() < FAINT:
        result = result * float(rng.uniform(0.6, 1.1)) + float(rng.normal(0, 0.15))
    if rng.random() < SMOOTH:
        small = Image.fromarray(result).resize(
            (result.shape[1] // 2, result.shape[0] // 2), Image.BILINEAR
        )
        result = np.asarray(small.resize(result.shape[::-1], Image.BILINEAR))
    return np.clip(result, 0, MOST_EVIDENCE).astype(np.float32)


def _punch(evidence: np.ndarray, box: tuple[int, int, int, int], rng: np.random.Generator) -> None:
    """Takes evidence from parts of an object, in place."""
    x0, y0, x1, y1 = box
    region = evidence[y0:y1, x0:x1]
    if min(region.shape) < 4:
        return
    field = smooth_noise((region.shape[0], region.shape[1]), int(rng.integers(2, 6)), rng)
    keep = field > np.quantile(field, rng.uniform(0.1, 0.65))
    region[...] = np.where(keep, region, region * rng.uniform(0, 0.5))


def windowed(
    evidence: np.ndarray, boxes: np.ndarray, size: tuple[int, int], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A random window of the map, scaled to `size` (h, w), and the boxes in it; a box keeps what of
    it is visible, if that is half.
    """
    height, width = evidence.shape
    part = float(rng.uniform(0.55, 1)) if rng.random() < 0.6 else 1.0
    stretch = float(np.exp(rng.uniform(-0.25, 0.25)))
    w, h = min(width, width * part * stretch), min(height, height * part / stretch)
    left, top = rng.uniform(0, width - w), rng.uniform(0, height - h)
    image = np.asarray(
        Image.fromarray(evidence).resize(
            size[::-1], Image.BILINEAR, box=(left, top, left + w, top + h)
        )
    )
    scale = np.array((size[1] / w, size[0] / h) * 2, np.float32)
    moved = (boxes - (left, top, left, top)) * scale
    inside = np.clip(moved, 0, (size[1], size[0], size[1], size[0]))
    kept = _areas(inside) >= 0.5 * np.maximum(_areas(moved), 1e-6)
    inside = inside[
        kept & (np.minimum(inside[:, 2] - inside[:, 0], inside[:, 3] - inside[:, 1]) >= 4)
    ]
    if rng.random() < 0.5:
        image = image[:, ::-1]
        inside = np.stack(
            (size[1] - inside[:, 2], inside[:, 1], size[1] - inside[:, 0], inside[:, 3]), 1
        )
    return np.ascontiguousarray(image), inside.astype(np.float32)


def _areas(boxes: np.ndarray) -> np.ndarray:
    return np.maximum(boxes[:, 2] - boxes[:, 0], 0) * np.maximum(boxes[:, 3] - boxes[:, 1], 0)
