"""Composed scenes: pictures with unknown objects in place, and what the prompt generator learns of
each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.data.augment import photometric
from training.data.datasets import WORKING_SIZE, Sample, load_sample, picture_paths
from training.data.labels import OUTLIER
from training.data.normalise import MEAN, STD
from training.outliers.bank import Cutout, Picture, load_bank
from training.outliers.composer import Composer, ComposerOptions, place, random_size
from training.outliers.known import known_cutouts
from training.outliers.paste import paste, random_style
from training.prompt_generator.evidence import MOST_EVIDENCE, SOURCES, EvidenceMaps

#: Height and width of the maps, and of the pictures that the networks see.
MAP, PICTURE = (256, 512), (384, 768)
UNKNOWN, KNOWN = (0.22, 0.36, 0.22, 0.12, 0.08), (0.5, 0.35, 0.15)
#: Where the scenes come from: streets of three countries, and photographs of objects elsewhere.
SHARES = {"cityscapes": 0.55, "camvid": 0.13, "idd": 0.17, "photograph": 0.15}
#: Share of scenes that show a part of the picture only, as another camera would, and the least
#: part.
ZOOMED, LEAST_PART = 0.5, 0.4
#: Least side in map pixels and least visible share of an object that a box is asked for.
MIN_SIDE, MIN_VISIBLE = 4, 0.25


@dataclass(frozen=True)
class Scene:
    """`image [384, 768, 3]` uint8, the boxes of its unknown objects `[n, 4]` in its pixels, and
    what is seen of each: `[384, 768]` bool.
    """

    image: np.ndarray
    boxes: np.ndarray
    masks: tuple[np.ndarray, ...]


def windowed(sample: Sample, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The picture of a road scene, or half of the time a part of it, and its labels, both
    `PICTURE`.
    """
    height, width = PICTURE
    part = float(rng.uniform(LEAST_PART, 1)) if rng.random() < ZOOMED else 1.0
    stored_height, stored_width = sample.labels.shape
    # The window has the picture's shape in the world; stored pixels may be stretched.
    high = min(
        1.0, height / width * WORKING_SIZE[sample.source][0] / WORKING_SIZE[sample.source][1]
    )
    left, top = (
        rng.uniform(0, (1 - part) * stored_width),
        rng.uniform(0, (1 - part * high) * stored_height),
    )
    box = (left, top, left + part * stored_width, top + part * high * stored_height)
    resized = Image.fromarray(sample.image).resize((width, height), Image.BILINEAR, box=box)
    return np.array(resized), np.array(
        Image.fromarray(sample.labels).resize((width, height), Image.NEAREST, box=box)
    )


def photographed(picture: Picture, rng: np.random.Generator) -> Scene | None:
    """A band of a photograph around its object, or None where less than half of the object is in
    it.
    """
    height, width = PICTURE
    stored_height, stored_width = picture.ids.shape
    x0, y0, x1, y1 = box_of(picture.ids == OUTLIER)
    band = min(stored_height, stored_width * height / width)
    top = float(
        np.clip((y0 + y1) / 2 + rng.normal(0, 0.15) * band - band / 2, 0, stored_height - band)
    )
    image = Image.fromarray(picture.image).resize(
        (width, height), Image.BILINEAR, box=(0, top, stored_width, top + band)
    )
    seen = max(0.0, min(y1, top + band) - max(y0, top)) / (y1 - y0)
    scale = np.array((width / stored_width, height / band) * 2)
    box = np.clip(
        (np.array((x0, y0, x1, y1)) - (0, top, 0, top)) * scale, 0, (width, height, width, height)
    )
    ids = Image.fromarray(picture.ids).resize(
        (width, height), Image.NEAREST, box=(0, top, stored_width, top + band)
    )
    return (
        Scene(np.array(image), box[None].astype(np.float32), (np.array(ids) == OUTLIER,))
        if seen >= 0.5
        else None
    )


def composed(
    image: np.ndarray, labels: np.ndarray, composer: Composer, rng: np.random.Generator
) -> Scene:
    """Pastes unknown and known objects in place; an object that something covers keeps the box of
    what is seen.
    """
    height = image.shape[0]
    ground = labels.copy()
    queue = [True] * int(rng.choice(len(UNKNOWN), p=UNKNOWN)) + [False] * int(
        rng.choice(len(KNOWN), p=KNOWN)
    )
    rng.shuffle(queue)
    objects: list[tuple[np.ndarray, int]] = []
    for is_unknown in queue:
        cutout = (
            composer.draw_unknown(rng)
            if is_unknown
            else composer.known[int(rng.integers(len(composer.known)))]
        )
        anywhere = bool(rng.random() < 0.2)
        x, y = place(ground, 1, anywhere, rng)
        size = random_size(y / height, height, 0.12 if is_unknown else 0.1, rng)
        drawn = np.zeros(labels.shape, np.uint8)
        pasted = Cutout(cutout.image, cutout.alpha, cutout.name, cutout.source, OUTLIER)
        paste(
            image,
            drawn,
            pasted,
            random_style(rng, size, upright=not is_unknown),
            x,
            min(y, height + 0.3 * size),
        )
        mask = drawn == OUTLIER
        objects = [(earlier & ~mask, area) for earlier, area in objects]
        if is_unknown and mask.any():
            objects.append((mask, int(mask.sum())))
    masks = tuple(mask for mask, area in objects if mask.sum() >= MIN_VISIBLE * area and mask.any())
    return Scene(
        image, np.array([box_of(mask) for mask in masks], np.float32).reshape(-1, 4), masks
    )


def box_of(mask: np.ndarray) -> tuple[int, int, int, int]:
    """x0, y0, x1, y1 around the true pixels; the right and lower edges are exclusive."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def pair_of(
    scene: Scene, evidence: EvidenceMaps, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """What is stored of a scene, its colours changed at random first."""
    planes = photometric(Image.fromarray(scene.image), rng)
    maps = evidence.of_planes(torch.from_numpy(planes)[None], MAP)
    boxes = scene.boxes * (MAP[1] / PICTURE[1])
    sides = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    seen = (
        np.clip((planes * STD[:, None, None] + MEAN[:, None, None]) * 255, 0, 255)
        .astype(np.uint8)
        .transpose(1, 2, 0)
    )
    return {
        "maps": np.stack([np.rint(maps[name] * (255 / MOST_EVIDENCE)) for name in SOURCES]).astype(
            np.uint8
        ),
        "boxes": boxes[sides >= MIN_SIDE],
        "picture": np.asarray(Image.fromarray(seen).resize(MAP[::-1], Image.BILINEAR)),
    }


class SceneSource:
    """Scenes by number, the same for everyone who asks for them; reads the data folder once."""

    def __init__(self, root: Path, split: str) -> None:
        self.split, validation = split, split == "validation"
        self.paths = {source: picture_paths(root, source, "train") for source in ("camvid", "idd")}
        self.paths["cityscapes"] = picture_paths(root, "cityscapes", split)
        known = known_cutouts(
            root,
            [load_sample(path, "cityscapes") for path in self.paths["cityscapes"][::6]],
            800,
            seed=2,
        )
        bank = load_bank(root, held_out=validation)
        self.composer = Composer(bank.cutouts, known, ComposerOptions())
        # COCO's pictures show several objects, known ones among them.
        self.photographs = [picture for picture in bank.pictures if picture.source != "coco"]

    def draw(self, number: int) -> tuple[Scene, np.random.Generator]:
        """The scene, and the generator that its colours are changed with."""
        rng = np.random.default_rng((7, number, self.split == "train"))
        kind = (
            "cityscapes"
            if self.split == "validation"
            else str(rng.choice(list(SHARES), p=list(SHARES.values())))
        )
        scene = None
        while scene is None:
            if kind == "photograph":
                scene = photographed(
                    self.photographs[int(rng.integers(len(self.photographs)))], rng
                )
            else:
                chosen = self.paths[kind][int(rng.integers(len(self.paths[kind])))]
                scene = composed(*windowed(load_sample(chosen, kind), rng), self.composer, rng)
        return scene, rng
