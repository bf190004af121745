"""Quantiles of the upper tail of a score, in fine steps, because thresholds live there."""

from __future__ import annotations

import numpy as np

#: Shares of known pixels above the threshold, from all of them to one in 100 000, in even steps of
#: the logarithm.
TAIL_SHARES = np.concatenate([[1.0], np.logspace(0, -5, 201)[1:]])
#: Known pixels that are drawn of each picture.
PIXELS_PER_IMAGE = 20_000


def tail_quantiles(scores: np.ndarray) -> list[float]:
    """The score above which each of `TAIL_SHARES` lies, to six digits."""
    return [float(f"{v:.6g}") for v in np.quantile(scores.astype(np.float64), 1 - TAIL_SHARES)]
