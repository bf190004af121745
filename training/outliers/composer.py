"""Composes training crops: road scenes with pasted unknown and known objects, and whole pictures of
unknown objects.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from training.data.augment import CropOptions, CropSampler, photometric, random_crop
from training.data.labels import IGNORE, OUTLIER
from training.outliers.bank import Cutout, ObjectBank, Picture
from training.outliers.camera import matched_cutout
from training.outliers.paste import paste, random_style
from training.outliers.surfaces import SurfaceChanger

#: Train and group ids on which something can stand: road, sidewalk, terrain, and IDD's drivable and
#: non-drivable.
GROUND = np.isin(np.arange(256), (0, 1, 9, 21, 22))

#: Longest side in pixels of an object that stands far away.
TINY = (10, 32)


@dataclass(frozen=True)
class ComposerOptions:
    """Shares and counts.

    `unknown[n]` is the probability of n unknown objects, `known[n]` of n known ones. `tiny` is the
    share of objects, known and unknown, that stand far away on the ground, `camera` of those that
    are made as sharp and as grainy as the scene.
    """

    unknown: tuple[float, ...] = (0.2, 0.4, 0.25, 0.15)
    known: tuple[float, ...] = (0.5, 0.35, 0.15)
    whole_picture: float = 0.12
    surface: float = 0.3
    anywhere: float = 0.2
    huge: float = 0.18
    foreign_texture: float = 0.12
    tiny: float = 0.2
    camera: float = 0.6
    hard_edges: bool = False


#: What `--composition` names. The other two are for the ablation: without the control that a pasted
#: object need not be unknown, and with every outline cut hard, as in the original.
COMPOSITIONS = {
    "usual": ComposerOptions(),
    "no-known-objects": ComposerOptions(known=(1.0,)),
    "hard-edges": ComposerOptions(hard_edges=True),
}


def place(
    ids: np.ndarray, stride: int, anywhere: bool, rng: np.random.Generator
) -> tuple[float, float]:
    """Where an object stands, `(x, y)` in picture pixels: on the ground if some is found quickly,
    else anywhere.
    """
    height, width = ids.shape
    for _ in range(1 if anywhere else 10):
        y, x = int(rng.integers(height)), int(rng.integers(width))
        if anywhere or GROUND[ids[y, x]]:
            break
    return (x + 0.5) * stride, (y + 0.5) * stride


def random_size(row_share: float, height: int, huge: float, rng: np.random.Generator) -> float:
    """Longest side in pixels: log-uniform from 12 up, larger toward the lower edge as in
    perspective; some fill the crop.
    """
    if rng.random() < huge:
        return float(rng.uniform(0.5, 1.2)) * height
    return float(
        np.clip(
            np.exp(rng.uniform(np.log(14), np.log(0.62 * height))) * (0.4 + 1.0 * row_share),
            12,
            height,
        )
    )


class Composer:
    """Pastes objects of a bank onto a scene `image [H, W, 3]`, `ids [H/s, W/s]`, both in place."""

    def __init__(
        self, unknown: list[Cutout], known: list[Cutout], options: ComposerOptions
    ) -> None:
        self.known, self.options = known, options
        # Every source, and within it every name, is drawn equally often up to a square root: COCO
        # alone has half of all objects.
        self.unknown = unknown
        counts: dict[tuple[str, str | None], int] = {}
        for cutout in unknown:
            counts[cutout.source, cutout.name] = counts.get((cutout.source, cutout.name), 0) + 1
        share = np.array([counts[c.source, c.name] ** (-0.5 if c.name else 0.0) for c in unknown])
        self.cumulative = np.cumsum(share) / share.sum()

    def draw_unknown(self, rng: np.random.Generator) -> Cutout:
        """A random object; now and then with the pixels of another one, so that shape and texture
        vary independently.
        """
        cutout = self._any(rng)
        if rng.random() >= self.options.foreign_texture:
            return cutout
        height, width = cutout.alpha.shape
        other = Image.fromarray(self._any(rng).image).resize((width, height), Image.BILINEAR)
        return Cutout(np.asarray(other), cutout.alpha, cutout.name, cutout.source)

    def _any(self, rng: np.random.Generator) -> Cutout:
        return self.unknown[int(np.searchsorted(self.cumulative, rng.random()))]

    def __call__(self, image: np.ndarray, ids: np.ndarray, rng: np.random.Generator) -> None:
        options = self.options
        queue = [True] * int(rng.choice(len(options.unknown), p=options.unknown))
        queue += [False] * int(rng.choice(len(options.known), p=options.known))
        rng.shuffle(queue)
        ground = ids.copy()
        for is_unknown in queue:
            cutout = (
                self.draw_unknown(rng)
                if is_unknown
                else self.known[int(rng.integers(len(self.known)))]
            )
            tiny = bool(rng.random() < options.tiny)
            anywhere = not tiny and bool(rng.random() < options.anywhere)
            x, y = place(ground, image.shape[0] // ids.shape[0], anywhere, rng)
            size = (
                float(np.exp(rng.uniform(*np.log(TINY))))
                if tiny
                else random_size(
                    y / image.shape[0], image.shape[0], options.huge if is_unknown else 0.1, rng
                )
            )
            if anywhere:
                y += size / 2
            y = min(y, image.shape[0] + 0.3 * size)
            style = random_style(rng, size, upright=not is_unknown)
            if options.hard_edges:
                style = replace(style, feather=0.0)
            if rng.random() < options.camera:
                cutout = matched_cutout(cutout, size, image, x, y, rng)
                style = replace(style, blur=0.0)
            paste(image, ids, cutout, style, x, y)


def picture_crop(
    picture: Picture, options: CropOptions, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A crop around the object of a whole picture, and its labels at half the resolution."""
    height, width = picture.ids.shape
    rows, columns = np.nonzero(picture.ids == OUTLIER)
    pick = int(rng.integers(rows.size))
    aspect = options.width / options.height * float(np.exp(rng.uniform(-0.25, 0.15)))
    window_width = min(width, height * aspect) * float(rng.uniform(0.6, 1.0))
    window_height = window_width / aspect
    left = float(
        np.clip(columns[pick] - rng.uniform(0.2, 0.8) * window_width, 0, width - window_width)
    )
    top = float(
        np.clip(rows[pick] - rng.uniform(0.2, 0.8) * window_height, 0, height - window_height)
    )
    box = (left, top, left + window_width, top + window_height)
    image = Image.fromarray(picture.image).resize(
        (options.width, options.height), Image.BILINEAR, box=box
    )
    ids = Image.fromarray(picture.ids).resize(
        (options.width // 2, options.height // 2), Image.NEAREST, box=box
    )
    if rng.random() < 0.5:
        image, ids = image.transpose(Image.FLIP_LEFT_RIGHT), ids.transpose(Image.FLIP_LEFT_RIGHT)
    return np.array(image), np.array(ids)


class ComposedSampler:
    """Draws crops like `CropSampler`, with unknown objects labelled `OUTLIER`."""

    def __init__(
        self,
        scenes: CropSampler,
        bank: ObjectBank,
        known: list[Cutout],
        options: ComposerOptions = ComposerOptions(),
    ):
        self.scenes, self.pictures, self.options = scenes, bank.pictures, options
        self.composer = Composer(bank.cutouts, known, options)
        self.surfaces = SurfaceChanger(3, scenes.options.height, scenes.options.width)
        assert IGNORE != OUTLIER

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Planes `[3, h, w]` float32 and ids `[h/2, w/2]` uint8: groups, `OUTLIER` (254), ignore
        (255).
        """
        return (
            self.draw_picture(rng)
            if rng.random() < self.options.whole_picture
            else self.draw_scene(rng)
        )

    def draw_picture(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A crop of a whole picture of unknown objects."""
        image, ids = picture_crop(
            self.pictures[int(rng.integers(len(self.pictures)))], self.scenes.options, rng
        )
        return photometric(Image.fromarray(image), rng), np.ascontiguousarray(ids)

    def draw_scene(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A crop of a road scene with pasted objects."""
        sample, focus = self.scenes.pick(rng)
        cropped, labels = random_crop(sample, focus, self.scenes.options, rng)
        image, ids = np.array(cropped), np.array(labels)
        if rng.random() < self.options.surface:
            self.surfaces(image, ids, rng)
        self.composer(image, ids, rng)
        return photometric(Image.fromarray(image), rng), np.ascontiguousarray(ids)


#: Every fourth item of a batch is a whole picture, so that CoroCL has all its groups.
PICTURE_EVERY = 4


class AlternatingSampler(ComposedSampler):
    """Draws three road scenes, then a whole picture, and so on."""

    drawn = 0

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        self.drawn += 1
        return self.draw_picture(rng) if self.drawn % PICTURE_EVERY == 0 else self.draw_scene(rng)
