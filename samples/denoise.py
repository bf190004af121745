"""Noise removal without a trained denoiser: filters the light, not the surface colours.

Cycles renders light and surface colour in separate passes. Only the light is noisy; it is smoothed
by an edge-avoiding a-trous wavelet transform (Dammertz et al. 2010) guided by surface normal and
position.
"""

from __future__ import annotations

import cv2
import numpy as np

KERNEL = (1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16)


def _shift(image: np.ndarray, dy: int, dx: int) -> np.ndarray:
    """The image moved by whole pixels, with the border repeated."""
    height, width = image.shape[:2]
    rows = np.clip(np.arange(height) + dy, 0, height - 1)
    columns = np.clip(np.arange(width) + dx, 0, width - 1)
    return image[rows][:, columns]


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
    light: np.ndarray,
    normal: np.ndarray,
    position: np.ndarray,
    levels: int = 4,
    contrast: float = 0.55,
) -> np.ndarray:
    """Smooths linear light `[h, w, 3]` along surfaces; `position` is relative to the camera, in
    metres.

    `contrast` is the difference of log luminance that counts as an edge at the first level.
    """
    light = remove_fireflies(light.astype(np.float32))
    distance = np.linalg.norm(position, axis=2) + 1e-3
    for level in range(levels):
        step = 2**level
        log_luminance = cv2.GaussianBlur(np.log(light.mean(2) + 1e-3), (0, 0), 0.9)
        total = np.zeros_like(light)
        weights = np.zeros(light.shape[:2], np.float32)
        for j, ky in enumerate(KERNEL):
            for i, kx in enumerate(KERNEL):
                dy, dx = (j - 2) * step, (i - 2) * step
                off_plane = (
                    np.abs((normal * (_shift(position, dy, dx) - position)).sum(2)) / distance
                )
                aligned = np.clip((normal * _shift(normal, dy, dx)).sum(2), 0, 1)
                edge = np.abs(_shift(log_luminance, dy, dx) - log_luminance) / (
                    contrast / (1 + 0.5 * level)
                )
                weight = kx * ky * aligned**24 * np.exp(-off_plane / 0.0025 - edge * edge)
                total += weight[..., None] * _shift(light, dy, dx)
                weights += weight
        light = np.where(
            weights[..., None] > 1e-4, total / np.maximum(weights[..., None], 1e-4), light
        )
    return light
