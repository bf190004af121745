"""Prompts for an object as people and detectors give them: jittered boxes, points, an earlier
mask.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from training.masks.network import BOTTOM_RIGHT, NEGATIVE, POSITIVE, TOP_LEFT

#: Rows of a prompt: two corners and up to three points; the rest is padding.
SLOTS, PADDING = 5, -1.0
#: An earlier mask comes on a grid of this many pixels a cell.
MASK_STRIDE = 2
#: Spread of a box edge as a share of the box's side, and how often.
JITTER = ((0.0, 0.15), (0.03, 0.45), (0.08, 0.3), (0.15, 0.1))


@dataclass(frozen=True)
class PromptArrays:
    """`coords [SLOTS, 2]` in pixels, `labels [SLOTS]`, `earlier [h/2, w/2]` logits, `has_earlier` 0
    or 1.
    """

    coords: np.ndarray
    labels: np.ndarray
    earlier: np.ndarray
    has_earlier: float


def tight_box(mask: np.ndarray) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 in pixels around the true pixels of `mask [h, w]`; the right and lower edges
    are exclusive.
    """
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def jittered(box: tuple[float, float, float, float], rng: np.random.Generator) -> np.ndarray:
    """The box with every edge moved at random, at least 4 pixels a side: `[2, 2]` corners."""
    x0, y0, x1, y1 = box
    spread = float(rng.choice([s for s, _ in JITTER], p=[p for _, p in JITTER]))
    sides = np.array((x1 - x0, y1 - y0))
    moves = rng.normal(0, 1, (2, 2)) * (spread * sides + (0.5 if spread else 0))
    corners = np.array(((x0, y0), (x1, y1))) + moves
    middle, half = corners.mean(0), np.maximum(np.abs(corners[1] - corners[0]) / 2, 2)
    return np.stack((middle - half, middle + half))


def points_in(mask: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Up to `count` random true pixels of `mask`, as positions `[n, 2]` of their centres."""
    rows, columns = np.nonzero(mask)
    if rows.size == 0 or count == 0:
        return np.zeros((0, 2))
    picked = rng.integers(rows.size, size=count)
    return np.stack((columns[picked] + 0.5, rows[picked] + 0.5), 1)


def _interior(mask: np.ndarray) -> np.ndarray:
    """The mask without its rim, so that a point is clearly on the object; the mask itself where
    nothing would be left.
    """
    inner = np.asarray(Image.fromarray(mask.astype(np.uint8)).filter(ImageFilter.MinFilter(5))) > 0
    return inner if inner.any() else mask


def _earlier_mask(mask: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Logits of a worse mask: the true one eroded or grown, blurred, and with a part missing."""
    image = Image.fromarray((mask[1::MASK_STRIDE, 1::MASK_STRIDE] * 255).astype(np.uint8))
    size = int(rng.choice((3, 5)))
    image = image.filter(
        ImageFilter.MinFilter(size) if rng.random() < 0.5 else ImageFilter.MaxFilter(size)
    )
    values = (
        np.asarray(image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.5, 2.5)))), np.float32)
        / 255
    )
    x0, _y0, x1, _y1 = (value / MASK_STRIDE for value in tight_box(mask))
    if rng.random() < 0.5:
        cut = rng.uniform(x0, x1)
        values = values.copy()
        if rng.random() < 0.5:
            values[:, : int(cut)] = 0
        else:
            values[:, int(cut) :] = 0
    return (values - 0.5) * 12


def random_prompt(mask: np.ndarray, rng: np.random.Generator) -> PromptArrays:
    """A prompt for the object `mask [h, w]` bool: most often a box alone, sometimes with points,
    now and then points alone.
    """
    kind = rng.random()
    with_box = kind < 0.9
    points = 0 if kind < 0.65 else int(rng.integers(1, 4))
    positives = max(int(rng.integers(0, points + 1)), 0 if with_box else 1) if points else 0
    rows: list[tuple[np.ndarray, float]] = []
    box = tight_box(mask)
    if with_box:
        corners = jittered(box, rng)
        rows += [(corners[0], TOP_LEFT), (corners[1], BOTTOM_RIGHT)]
    x0, y0, x1, y1 = (int(value) for value in box)
    inside = mask[y0:y1, x0:x1]
    if positives:
        rows += [
            (point + (x0, y0), POSITIVE) for point in points_in(_interior(inside), positives, rng)
        ]
    rows += [(point + (x0, y0), NEGATIVE) for point in points_in(~inside, points - positives, rng)]
    coords, labels = np.zeros((SLOTS, 2), np.float32), np.full(SLOTS, PADDING, np.float32)
    for slot, (position, label) in enumerate(rows[:SLOTS]):
        coords[slot], labels[slot] = position, label
    has_earlier = float(rng.random() < 0.12)
    shape = (mask.shape[0] // MASK_STRIDE, mask.shape[1] // MASK_STRIDE)
    earlier = _earlier_mask(mask, rng) if has_earlier else np.zeros(shape, np.float32)
    return PromptArrays(coords, labels, earlier.astype(np.float32), has_earlier)
