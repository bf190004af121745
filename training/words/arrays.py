"""Small arithmetic of the tables."""

from __future__ import annotations

import numpy as np


def rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's, of two arrays of the same length."""
    first, second = (np.argsort(np.argsort(x)).astype(np.float64) for x in (a, b))
    return float(np.corrcoef(first, second)[0, 1])


def int8(rows: np.ndarray) -> np.ndarray:
    """Rows scaled so that the largest number of each is 127; for cosines alone."""
    scale = np.abs(rows).max(-1, keepdims=True) / 127
    return np.rint(rows / np.maximum(scale, 1e-12)).astype(np.int8)
