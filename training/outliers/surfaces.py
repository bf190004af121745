"""Known surfaces in unusual colours and lighting, so that a brown road or dry grass abroad is not
taken for an object.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

#: Train ids of surfaces whose colour differs between countries and seasons: road, sidewalk,
#: building, vegetation, terrain, sky.
SURFACES = (0, 1, 2, 8, 9, 10)
#: The coarse groups of IDD that stand for the road and for what lies beside it (see
#: data/labels.py).
COARSE_SURFACES = (21, 22, 25)


def fractal_noise(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Smooth noise `[height, width]` float32 around 0 with about unit variance: a sum of
    octaves.
    """
    total = np.zeros((height, width), np.float32)
    for cells in (3, 8, 24, 80):
        field = rng.standard_normal((cells, cells * 2)).astype(np.float32)
        total += (
            np.asarray(Image.fromarray(field).resize((width, height), Image.BICUBIC)) * cells**-0.35
        )
    return (total - total.mean()) / total.std()


class SurfaceChanger:
    """Tints one surface of a picture and lays soft light and dark patches over it.

    Labels stay as they are.
    """

    def __init__(self, seed: int, height: int, width: int) -> None:
        rng = np.random.default_rng(seed)
        self.fields = [fractal_noise(rng, 2 * height, 2 * width) for _ in range(6)]

    def __call__(self, image: np.ndarray, ids: np.ndarray, rng: np.random.Generator) -> None:
        """Changes `image [H, W, 3]` uint8 in place where `ids [H/s, W/s]` shows the chosen
        surface.
        """
        present = [c for c in (*SURFACES, *COARSE_SURFACES) if (ids == c).mean() > 0.03]
        if not present:
            return
        height, width = image.shape[:2]
        chosen = ids == int(rng.choice(present))
        mask = (
            np.asarray(
                Image.fromarray(chosen * np.uint8(255)).resize((width, height), Image.BILINEAR),
                np.float32,
            )
            / 255
        )
        field = self.fields[int(rng.integers(len(self.fields)))]
        top, left = (
            int(rng.integers(field.shape[0] - height + 1)),
            int(rng.integers(field.shape[1] - width + 1)),
        )
        light = field[top : top + height, left : left + width] * np.float32(rng.uniform(0, 0.22))
        gains = np.exp(rng.normal(0, 0.16, 3) + rng.normal(0, 0.15)).astype(np.float32)
        factor = 1 + mask[..., None] * (gains * (1 + light[..., None]) - 1)
        np.clip(image * factor, 0, 255, out=factor)
        image[...] = factor
