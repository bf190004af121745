"""Intersection over union of old and novel classes, and their harmonic mean (methods.md 4.12)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


def harmonic(novel: float, old: float) -> float:
    """2 novel old / (novel + old); 0 where both are."""
    return 2 * novel * old / (novel + old) if novel + old > 0 else 0.0


@dataclass(frozen=True)
class Quality:
    """Pooled IoU per class `[classes]` in per cent, NaN for a class that the labels do not hold;
    `base` of the classes are old.
    """

    iou: np.ndarray
    base: int

    @property
    def mean(self) -> float:
        return float(np.nanmean(self.iou))

    @property
    def novel(self) -> float:
        return (
            float(np.nanmean(self.iou[self.base :])) if len(self.iou) > self.base else float("nan")
        )

    @property
    def old(self) -> float:
        return float(np.nanmean(self.iou[: self.base]))

    @property
    def numbers(self) -> tuple[float, float, float, float]:
        """mIoU, novel, old, harmonic."""
        return self.mean, self.novel, self.old, harmonic(self.novel, self.old)


def confusion(truth: np.ndarray, prediction: np.ndarray, classes: int) -> np.ndarray:
    """Counts `[classes, classes]`, rows = truth; pixels of any shape.

    Labels of `classes` and more are left out, predictions are below.
    """
    known = truth < classes
    pairs = truth[known].astype(np.int64) * classes + prediction[known]
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def quality(counts: np.ndarray, base: int) -> Quality:
    """IoU of pooled counts.

    A class without labelled pixels has none; what is taken for it still counts against the true
    class.
    """
    hit = np.diag(counts).astype(float)
    labelled = counts.sum(1)
    union = counts.sum(0) + labelled - hit
    return Quality(np.where(labelled > 0, 100 * hit / np.maximum(union, 1), np.nan), base)
