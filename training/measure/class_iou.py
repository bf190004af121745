"""Overlap of a network's classes with the labels of Cityscapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from training.data.datasets import WORKING_SIZE, cityscapes_split, evenly_spread, load_sample
from training.data.labels import CATEGORIES, CLASS_COUNT, CLASS_NAMES, SCARCE_CLASSES
from training.data.normalise import normalise

Predictor = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class ClosedSetResult:
    """Pooled confusion matrix `[19, 19]`, rows = truth, columns = prediction."""

    confusion: np.ndarray
    images: int

    @staticmethod
    def _iou(confusion: np.ndarray) -> np.ndarray:
        hit = np.diag(confusion).astype(float)
        union = confusion.sum(0) + confusion.sum(1) - hit
        return np.where(union > 0, hit / np.maximum(union, 1), np.nan)

    @property
    def class_iou(self) -> np.ndarray:
        """Intersection over union per train id `[19]`, NaN where a class is absent."""
        return self._iou(self.confusion)

    @property
    def category_iou(self) -> np.ndarray:
        """Intersection over union per category `[7]`; errors inside a category do not count."""
        merge = np.zeros((len(CATEGORIES), CLASS_COUNT))
        for row, members in enumerate(CATEGORIES.values()):
            merge[row, list(members)] = 1
        return self._iou(merge @ self.confusion @ merge.T)

    @property
    def mean_15(self) -> float:
        return float(np.nanmean(np.delete(self.class_iou, SCARCE_CLASSES)))

    @property
    def accuracy(self) -> float:
        """Share of known pixels that are right."""
        return float(np.diag(self.confusion).sum() / max(self.confusion.sum(), 1))

    def as_json(self) -> dict[str, object]:
        """What the manifest and the model card state: per cent, null where a class is absent from
        the split.
        """

        def percent(value: float) -> float | None:
            return None if np.isnan(value) else round(100 * float(value), 2)

        return {
            "images": self.images,
            "mIoU15": percent(self.mean_15),
            "mIoU7": percent(np.nanmean(self.category_iou)),
            "mIoU19": percent(np.nanmean(self.class_iou)),
            "accuracy": percent(self.accuracy),
            "perClass": {
                name: percent(value)
                for name, value in zip(CLASS_NAMES, self.class_iou, strict=True)
            },
            "perCategory": {
                name: percent(value)
                for name, value in zip(CATEGORIES, self.category_iou, strict=True)
            },
        }

    def summary(self) -> str:
        return (
            f"mIoU15 {self.mean_15:.4f} mIoU7 {np.nanmean(self.category_iou):.4f} "
            f"mIoU19 {np.nanmean(self.class_iou):.4f} accuracy {self.accuracy:.4f} "
            f"({self.images} images)"
        )

    def table(self) -> str:
        rows = [
            f"{name:15s} {100 * value:6.2f}"
            for name, value in zip(CLASS_NAMES, self.class_iou, strict=True)
        ]
        rows += [
            f"[{name}]".ljust(15) + f" {100 * value:6.2f}"
            for name, value in zip(CATEGORIES, self.category_iou, strict=True)
        ]
        return "\n".join([*rows, self.summary()])


@torch.no_grad()
def evaluate(
    predict: Predictor, root: Path, split: str, limit: int | None = None
) -> ClosedSetResult:
    """Runs `predict` (`[1, 3, 384, 768]` to logits `[1, 19, 96, 192]`) over a Cityscapes split."""
    paths = cityscapes_split(root, split)
    if limit:
        paths = evenly_spread(paths, limit)
    confusion = np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
    for path in paths:
        sample = load_sample(path, "cityscapes")
        image = Image.fromarray(sample.image).resize(WORKING_SIZE["cityscapes"], Image.BILINEAR)
        logits = predict(normalise(image)).float()
        logits = F.interpolate(logits, sample.labels.shape, mode="bilinear", align_corners=False)
        prediction = logits[0].argmax(0).numpy()
        known = sample.labels < CLASS_COUNT
        pairs = sample.labels[known].astype(np.int64) * CLASS_COUNT + prediction[known]
        confusion += np.bincount(pairs, minlength=CLASS_COUNT**2).reshape(CLASS_COUNT, CLASS_COUNT)
    return ClosedSetResult(confusion, len(paths))


def evaluate_network(
    network: nn.Module, root: Path, split: str, limit: int | None = None
) -> ClosedSetResult:
    """`evaluate` for a PyTorch network in evaluation mode, on the device that holds it."""
    device = next(network.parameters()).device
    return evaluate(lambda x: network(x.to(device))[0].cpu(), root, split, limit)
