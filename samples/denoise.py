"""Noise removal without a trained denoiser: filters the light, not the surface colours.

Cycles renders light and surface colour in separate passes. Only the light is noisy; it is smoothed
by an edge-avoiding a-trous wavelet transform (Dammertz et al. 2010) guided by surface normal and
position.
"""

from __future__ import annotations

import cv2
import numpy as np

KERNEL = (1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16)


class Surfaces:
    """Which neighbours of each pixel lie on the same surface, for all lights of a picture.

    `normal` and `position` are `[h, w, 3]`; `position` is relative to the camera, in metres.
    """

    def __init__(self, normal: np.ndarray, position: np.ndarray) -> None:
        self.normal, self.position = _planes(normal), _planes(position)
        self.distance = np.sqrt(_dot(self.position, self.position)) + 1e-3
        self.known: dict[tuple[int, int], np.ndarray] = {}

    def alike(self, dy: int, dx: int) -> np.ndarray:
        """0 to 1 `[h, w]`: how much the pixel at that offset belongs to the same plane."""
        if (dy, dx) not in self.known:
            position = [_shift(p, dy, dx) - p for p in self.position]
            normal = [_shift(n, dy, dx) for n in self.normal]
            off_plane = np.abs(_dot(self.normal, position)) / self.distance
            aligned = np.clip(_dot(self.normal, normal), 0, 1) ** 2
            aligned = aligned * aligned * aligned
            aligned *= aligned
            self.known[dy, dx] = aligned * aligned * np.exp(off_plane / -0.0025)
        return self.known[dy, dx]


def _planes(image: np.ndarray) -> list[np.ndarray]:
    """The three channels of `[h, w, 3]`, each in one piece."""
    return [np.ascontiguousarray(image[..., c], np.float32) for c in range(3)]


def _dot(a: list[np.ndarray], b: list[np.ndarray]) -> np.ndarray:
    product: np.ndarray = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return product


def _shift(plane: np.ndarray, dy: int, dx: int) -> np.ndarray:
    """The plane `[h, w]` moved by whole pixels, with the border repeated."""
    height, width = plane.shape
    padded = cv2.copyMakeBorder(
        plane, max(-dy, 0), max(dy, 0), max(-dx, 0), max(dx, 0), cv2.BORDER_REPLICATE
    )
    top, left = max(dy, 0), max(dx, 0)
    return padded[top : top + height, left : left + width]


def remove_fireflies(light: np.ndarray) -> np.ndarray:
    """Limits each pixel to three times the mean of its lit 3x3 neighbours; light is `[h, w, 3]`
    linear.
    """
    lit = (light.max(2, keepdims=True) > 0).astype(np.float32)
    around = np.ones((3, 3), np.float32)
    around[1, 1] = 0
    total = cv2.filter2D(light, -1, around)
    count = cv2.filter2D(lit, -1, around)[..., None]
    return np.where(count > 0, np.minimum(light, 3 * total / np.maximum(count, 1)), light)


def smooth_light(
    light: np.ndarray, surfaces: Surfaces, levels: int = 4, contrast: float = 0.55
) -> np.ndarray:
    """Smooths linear light `[h, w, 3]` along surfaces.

    `contrast` is the difference of log luminance that counts as an edge at the first level.
    """
    planes = _planes(remove_fireflies(light.astype(np.float32)))
    for level in range(levels):
        step = 2**level
        mean = (planes[0] + planes[1] + planes[2]) / 3
        log_luminance = cv2.GaussianBlur(np.log(mean + 1e-3), (0, 0), 0.9)
        log_luminance *= (1 + 0.5 * level) / contrast
        totals = [np.zeros_like(plane) for plane in planes]
        weights = np.zeros_like(mean)
        for j, ky in enumerate(KERNEL):
            for i, kx in enumerate(KERNEL):
                dy, dx = (j - 2) * step, (i - 2) * step
                edge = _shift(log_luminance, dy, dx) - log_luminance
                weight = surfaces.alike(dy, dx) * np.exp(-edge * edge)
                weight *= np.float32(kx * ky)
                for total, plane in zip(totals, planes, strict=True):
                    total += weight * _shift(plane, dy, dx)
                weights += weight
        known, divisor = weights > 1e-4, np.maximum(weights, 1e-4)
        planes = [
            np.where(known, total / divisor, plane)
            for total, plane in zip(totals, planes, strict=True)
        ]
    return np.stack(planes, 2)
