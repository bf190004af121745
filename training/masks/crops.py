"""Training crops of the promptable segmenter: a window of a street or a photograph, and prompts for
the objects in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.augment import photometric
from training.data.datasets import WORKING_SIZE
from training.masks.objects import (
    CITYSCAPES_SIZE,
    Photograph,
    Street,
    load_photographs,
    load_streets,
    paint,
)
from training.masks.prompts import MASK_STRIDE, SLOTS, PromptArrays, random_prompt, tight_box
from training.outliers.bank import Cutout, load_bank
from training.outliers.paste import paste, random_style

HEIGHT, WIDTH, PROMPTS = 352, 448, 5
#: Least side in network pixels, and least pixels, of an object that is asked for.
MIN_SIDE, MIN_AREA = 10, 60
#: Scale of a street against 768 pixels of width; longer side of a photograph in network pixels.
STREET_SCALES, PHOTOGRAPH_SIDES = (0.7, 2.4), (280, 820)
SHARES = {
    "street": 0.36,
    "composite": 0.19,
    "coco": 0.14,
    "ecssd": 0.2,
    "animals": 0.06,
    "davis": 0.05,
}


@dataclass(frozen=True)
class Sources:
    """Decoded training data; `composite` crops paste `cutouts` onto streets."""

    streets: list[Street]
    photographs: dict[str, list[Photograph]]
    cutouts: list[Cutout]


def load_sources(root: Path) -> Sources:
    """The training side of everything."""
    photographs: dict[str, list[Photograph]] = {}
    for photograph in load_photographs(root, held_out=False):
        photographs.setdefault(photograph.source, []).append(photograph)
    return Sources(
        load_streets(root, "train"), photographs, load_bank(root, held_out=False).cutouts
    )


def street_crop(
    street: Street, rng: np.random.Generator, polygon: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """A window `[HEIGHT, WIDTH, 3]` and the ids of its objects; `polygon` is the polygon that it
    contains.
    """
    scale = float(np.exp(rng.uniform(*np.log(STREET_SCALES))))
    across, _down = WORKING_SIZE["cityscapes"]
    # The window in polygon pixels.
    to_polygon = CITYSCAPES_SIZE[0] / across / scale
    width, height = (
        min(WIDTH * to_polygon, CITYSCAPES_SIZE[0]),
        min(HEIGHT * to_polygon, CITYSCAPES_SIZE[1]),
    )
    left, top = (
        rng.uniform(0, CITYSCAPES_SIZE[0] - width),
        rng.uniform(0, CITYSCAPES_SIZE[1] - height),
    )
    if polygon is not None:
        x, y = street.polygons[polygon].mean(0)
        left = float(np.clip(x - rng.uniform(0.3, 0.7) * width, 0, CITYSCAPES_SIZE[0] - width))
        top = float(np.clip(y - rng.uniform(0.3, 0.7) * height, 0, CITYSCAPES_SIZE[1] - height))
    out_width, out_height = round(width / to_polygon), round(height / to_polygon)
    stored_height, stored_width = street.image.shape[:2]
    fx, fy = stored_width / CITYSCAPES_SIZE[0], stored_height / CITYSCAPES_SIZE[1]
    box = (left * fx, top * fy, (left + width) * fx, (top + height) * fy)
    image = np.asarray(
        Image.fromarray(street.image).resize((out_width, out_height), Image.BILINEAR, box=box)
    )
    ids = paint(
        street.polygons,
        (out_width / width, out_height / height),
        (left, top),
        out_width,
        out_height,
    )
    return padded(image, ids)


def photograph_crop(
    photograph: Photograph, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A window of a photograph at a random size, around one of its objects."""
    height, width = photograph.ids.shape
    factor = float(np.exp(rng.uniform(*np.log(PHOTOGRAPH_SIDES)))) / max(height, width)
    size = (max(32, round(width * factor)), max(32, round(height * factor)))
    image = Image.fromarray(photograph.image).resize(size, Image.BILINEAR)
    ids = np.asarray(Image.fromarray(photograph.ids).resize(size, Image.NEAREST))
    rows, columns = np.nonzero(ids)
    pick = int(rng.integers(rows.size)) if rows.size else 0
    centre = (columns[pick], rows[pick]) if rows.size else (size[0] / 2, size[1] / 2)
    left = int(np.clip(centre[0] - rng.uniform(0.3, 0.7) * WIDTH, 0, max(0, size[0] - WIDTH)))
    top = int(np.clip(centre[1] - rng.uniform(0.3, 0.7) * HEIGHT, 0, max(0, size[1] - HEIGHT)))
    window = np.s_[top : top + HEIGHT, left : left + WIDTH]
    return padded(np.asarray(image)[window], ids[window].astype(np.uint16))


def padded(image: np.ndarray, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both filled up at the right and at the bottom, as the page pads pictures."""
    height, width = ids.shape
    canvas, numbers = (
        np.full((HEIGHT, WIDTH, 3), 118, np.uint8),
        np.zeros((HEIGHT, WIDTH), np.uint16),
    )
    canvas[:height, :width], numbers[:height, :width] = image, ids
    return canvas, numbers


class PromptedCrops:
    """Draws a crop with `PROMPTS` prompts."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.kinds, self.shares = (
            list(SHARES),
            np.array(list(SHARES.values())) / sum(SHARES.values()),
        )

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        """Planes `[3, H, W]`, targets `[P, H, W]` uint8, and the stacked arrays of
        `PromptArrays`.
        """
        while True:
            image, ids = self._scene(rng)
            if rng.random() < 0.5:
                image, ids = image[:, ::-1].copy(), ids[:, ::-1].copy()
            masks = visible_objects(ids)
            if masks:
                break
        picked = [
            masks[int(i)]
            for i in (
                rng.permutation(len(masks))[:PROMPTS]
                if len(masks) >= PROMPTS
                else rng.integers(len(masks), size=PROMPTS)
            )
        ]
        prompts = [random_prompt(mask, rng) for mask in picked]
        return (
            photometric(Image.fromarray(image), rng),
            np.stack(picked).astype(np.uint8),
            *_stacked(prompts),
        )

    def _scene(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        kind = self.kinds[int(rng.choice(len(self.kinds), p=self.shares))]
        if kind in self.sources.photographs:
            group = self.sources.photographs[kind]
            return photograph_crop(group[int(rng.integers(len(group)))], rng)
        street = self.sources.streets[int(rng.integers(len(self.sources.streets)))]
        if kind == "street":
            return street_crop(street, rng, int(rng.integers(len(street.polygons))))
        image, ids = street_crop(street, rng, None)
        image = image.copy()
        for _ in range(int(rng.integers(1, 4))):
            self._paste(image, ids, rng)
        return image, ids

    def _paste(self, image: np.ndarray, ids: np.ndarray, rng: np.random.Generator) -> None:
        """Pastes one object, with an id of its own."""
        cutout = self.sources.cutouts[int(rng.integers(len(self.sources.cutouts)))]
        longest = float(np.exp(rng.uniform(np.log(20), np.log(300))))
        style = random_style(rng, longest, upright=True)
        labels = np.zeros(ids.shape, np.uint8)
        paste(
            image,
            labels,
            Cutout(cutout.image, cutout.alpha, cutout.name, cutout.source, 1),
            style,
            float(rng.uniform(0, WIDTH)),
            float(rng.uniform(0.35, 1.05) * HEIGHT),
        )
        ids[labels == 1] = int(ids.max()) + 1


def visible_objects(ids: np.ndarray) -> list[np.ndarray]:
    """Masks `[h, w]` bool of the objects that are large enough to be asked for."""
    counts = np.bincount(ids.ravel())
    masks = (ids == index for index in range(1, len(counts)) if counts[index] >= MIN_AREA)
    return [mask for mask in masks if _sides(mask) >= MIN_SIDE]


def _sides(mask: np.ndarray) -> float:
    x0, y0, x1, y1 = tight_box(mask)
    return min(x1 - x0, y1 - y0)


def _stacked(prompts: list[PromptArrays]) -> tuple[np.ndarray, ...]:
    assert prompts[0].coords.shape == (SLOTS, 2) and prompts[0].earlier.shape == (
        HEIGHT // MASK_STRIDE,
        WIDTH // MASK_STRIDE,
    )
    return (
        np.stack([p.coords for p in prompts]),
        np.stack([p.labels for p in prompts]),
        np.stack([p.earlier for p in prompts]),
        np.array([p.has_earlier for p in prompts], np.float32),
    )
