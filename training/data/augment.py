"""Augmentation: a random crop at a random scale, then colour, blur, noise and JPEG artefacts."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from training.data.datasets import WORKING_SIZE, Sample
from training.data.labels import CLASS_COUNT, IGNORE
from training.data.normalise import MEAN, STD


@dataclass(frozen=True)
class CropOptions:
    """Crop `height` x `width` in network pixels; `scales` are relative to a 768-pixel-wide
    picture.
    """

    height: int = 256
    width: int = 512
    scales: tuple[float, float] = (0.667, 1.9)
    stretch: float = 0.12


def random_crop(
    sample: Sample, focus: int | None, options: CropOptions, rng: np.random.Generator
) -> tuple[Image.Image, np.ndarray]:
    """A crop `[height, width]` and its labels on the half-resolution grid `[height/2, width/2]`.

    With `focus` the window contains a random pixel of that class. The picture is resampled with
    PIL's antialiased triangle filter straight from the stored pixels, so that half-pixel centres
    hold throughout.
    """
    stored_height, stored_width = sample.labels.shape
    working_width, working_height = WORKING_SIZE[sample.source]
    scale = float(np.exp(rng.uniform(*np.log(options.scales))))
    stretch = float(np.exp(rng.uniform(-options.stretch, options.stretch)))
    # Window in stored pixels: network pixels -> working pixels -> stored pixels, one factor per
    # axis.
    window_width = min(
        options.width / (scale * stretch) * stored_width / working_width, stored_width
    )
    window_height = min(
        options.height / scale * stretch * stored_height / working_height, stored_height
    )
    left, top = (
        rng.uniform(0, stored_width - window_width),
        rng.uniform(0, stored_height - window_height),
    )
    if focus is not None:
        rows, columns = np.nonzero(sample.labels == focus)
        if rows.size:
            pick = int(rng.integers(rows.size))
            left = float(
                np.clip(
                    columns[pick] - rng.uniform(0.15, 0.85) * window_width,
                    0,
                    stored_width - window_width,
                )
            )
            top = float(
                np.clip(
                    rows[pick] - rng.uniform(0.15, 0.85) * window_height,
                    0,
                    stored_height - window_height,
                )
            )
    box = (left, top, left + window_width, top + window_height)
    image = Image.fromarray(sample.image).resize(
        (options.width, options.height), Image.BILINEAR, box=box
    )
    labels = Image.fromarray(sample.labels).resize(
        (options.width // 2, options.height // 2), Image.NEAREST, box=box
    )
    ids = np.asarray(labels)
    if rng.random() < 0.5:
        image, ids = image.transpose(Image.FLIP_LEFT_RIGHT), ids[:, ::-1]
    return image, ids


_NOISE = np.random.default_rng(7).standard_normal(1 << 21).astype(np.float32)


def photometric(image: Image.Image, rng: np.random.Generator) -> np.ndarray:
    """Random brightness, contrast, saturation, white balance, gamma, blur, noise and JPEG;
    normalised `[3, h, w]` float32.
    """
    if rng.random() < 0.8:
        image = ImageEnhance.Color(image).enhance(float(rng.uniform(0.4, 1.6)))
        image = ImageEnhance.Contrast(image).enhance(float(rng.uniform(0.6, 1.5)))
    if rng.random() < 0.15:
        image = image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.3, 1.5))))
    if rng.random() < 0.25:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=int(rng.integers(25, 90)))
        image = Image.open(stream)
    # Gamma, exposure and white balance in one 256-entry table per channel.
    ramp = np.arange(256, dtype=np.float32) / 255
    gamma, exposure = np.exp(rng.uniform(-0.4, 0.4)), np.exp(rng.uniform(-0.35, 0.35))
    balance = np.exp(rng.normal(0, 0.06, 3)).astype(np.float32)
    table = np.clip(ramp[None] ** gamma * exposure * balance[:, None], 0, 1)
    table = ((table - MEAN[:, None]) / STD[:, None]).astype(np.float32)
    pixels = np.asarray(image)
    planes = np.stack([table[c][pixels[..., c]] for c in range(3)])
    if rng.random() < 0.25:
        start = int(rng.integers(_NOISE.size - planes.size))
        planes += _NOISE[start : start + planes.size].reshape(planes.shape) * float(
            rng.uniform(0.02, 0.2)
        )
    return planes


class CropSampler:
    """Draws training crops: a source by weight, then either any picture or one that contains a rare
    class.
    """

    def __init__(
        self,
        samples: dict[str, list[Sample]],
        weights: dict[str, float],
        focus_share: float,
        options: CropOptions,
    ):
        self.samples, self.options, self.focus_share = samples, options, focus_share
        self.sources = sorted(samples)
        self.source_share = np.array([weights[s] for s in self.sources]) / sum(
            weights[s] for s in self.sources
        )
        fine = samples["cityscapes"]
        counts = np.stack(
            [np.bincount(s.labels.ravel(), minlength=256)[:CLASS_COUNT] for s in fine]
        )
        self.containing = [np.nonzero(counts[:, c] >= 60)[0] for c in range(CLASS_COUNT)]
        self.frequency = counts.sum(0) / counts.sum()
        rarity = np.where(self.frequency > 0, np.maximum(self.frequency, 1e-12) ** -0.5, 0)
        self.focus_probability = rarity / rarity.sum()

    def pick(self, rng: np.random.Generator) -> tuple[Sample, int | None]:
        """A picture, and the class that its crop must contain (None: any crop)."""
        source = self.sources[int(rng.choice(len(self.sources), p=self.source_share))]
        focus = None
        if source == "cityscapes" and rng.random() < self.focus_share:
            focus = int(rng.choice(CLASS_COUNT, p=self.focus_probability))
            index = int(rng.choice(self.containing[focus]))
        else:
            index = int(rng.integers(len(self.samples[source])))
        return self.samples[source][index], focus

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """One crop: planes `[3, h, w]` float32 and group ids `[h/2, w/2]` uint8 (255 = ignore)."""
        sample, focus = self.pick(rng)
        image, ids = random_crop(sample, focus, self.options, rng)
        assert ids.dtype == np.uint8 and IGNORE == 255
        return photometric(image, rng), np.ascontiguousarray(ids)
