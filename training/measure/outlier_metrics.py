"""AP, AUROC and FPR95 over pooled pixels, as in the app: ties count as one operating point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class OutlierQuality:
    """Per cent. `prior` is the AP of chance."""

    ap: float
    auroc: float
    fpr95: float
    prior: float


def outlier_quality(
    known: np.ndarray, unknown: np.ndarray, known_count: int | None = None
) -> OutlierQuality:
    """Quality of scores (higher = more anomalous) of known and unknown pixels.

    `known` may be a random sample of `known_count` pixels: it then stands for all of them, so that
    the prior is right. AP = sum over thresholds of (recall step) x precision; FPR95 = smallest
    false-positive rate with recall >= 95 %.
    """
    scores = np.concatenate([known, unknown]).astype(np.float32)
    truth = np.concatenate([np.zeros(len(known), np.int64), np.ones(len(unknown), np.int64)])
    order = np.argsort(-scores, kind="stable")
    scores, truth = scores[order], truth[order]
    last = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)
    hits = np.cumsum(truth)[last].astype(float)
    total = known_count or len(known)
    false = (last + 1 - hits) * (total / len(known))
    recall, fpr = hits / len(unknown), false / total
    precision = hits / (hits + false)
    ap = float(np.sum(np.diff(recall, prepend=0) * precision))
    auroc = float(
        np.sum(np.diff(fpr, prepend=0) * (recall + np.concatenate([[0.0], recall[:-1]])) / 2)
    )
    at95 = float(fpr[np.searchsorted(recall, 0.95)])
    return OutlierQuality(
        100 * ap, 100 * auroc, 100 * at95, 100 * len(unknown) / (total + len(unknown))
    )
