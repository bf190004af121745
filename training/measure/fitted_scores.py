"""The comparators of the base network in PyTorch, with the numbers of
`training.measure.feature_statistics`; raw, higher = more anomalous.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.labels import CLASS_COUNT
from training.networks.trunk import FEATURES

#: As in src/methods/odin.method.ts and mc-dropout.method.ts.
ODIN_TEMPERATURE = 3.0
PASSES, DROP_RATE, SEED = 16, 0.2, 1


@dataclass(frozen=True)
class Statistics:
    """Mean and variance `[19]` of the max logit, classifier `[19, C]` and `[19]`, whitening `[D,
    C]`, whitened centres `[19, D]`.
    """

    mean: Tensor
    variance: Tensor
    weight: Tensor
    bias: Tensor
    projection: Tensor
    centres: Tensor


def load_statistics(path: Path, model: Path) -> Statistics:
    """Raises SystemExit when the file was written for another model file."""
    data = json.loads(path.read_text())
    if data["model"] != hashlib.sha256(model.read_bytes()).hexdigest():
        raise SystemExit(
            f"{path} belongs to another file than {model}: run training.measure.feature_statistics"
        )

    def tensor(group: str, name: str, *shape: int) -> Tensor:
        return torch.tensor(data[group][name]).reshape(*shape)

    return Statistics(
        tensor("maxLogit", "mean", CLASS_COUNT),
        tensor("maxLogit", "variance", CLASS_COUNT),
        tensor("classifier", "weight", CLASS_COUNT, FEATURES),
        tensor("classifier", "bias", CLASS_COUNT),
        tensor("mahalanobis", "projection", -1, FEATURES),
        tensor("mahalanobis", "centres", CLASS_COUNT, -1),
    )


def sml(logits: Tensor, statistics: Statistics) -> Tensor:
    """`-(L - mean_c) / sqrt(variance_c)` `[n]` of logits `[n, 19]`: L their largest, c its class
    (methods.md 1.1).
    """
    largest, predicted = logits.max(1)
    return -(largest - statistics.mean[predicted]) / statistics.variance[predicted].sqrt()


def odin(logits: Tensor) -> Tensor:
    """`1 - max softmax(z / 3)` `[n]` of logits `[n, 19]`: the temperature part only (methods.md
    1.2).
    """
    return 1 - (logits / ODIN_TEMPERATURE).softmax(1).max(1).values


def mahalanobis(features: Tensor, statistics: Statistics) -> Tensor:
    """`min_c ||W f - W mu_c||^2` `[n]` of features `[n, C]` (methods.md 1.3)."""
    return torch.cdist(features @ statistics.projection.T, statistics.centres).min(1).values ** 2


def uniform_numbers(seed: int) -> Callable[[], float]:
    """The numbers of src/core/random.ts (mulberry32), in [0, 1)."""
    state = seed & 0xFFFFFFFF

    def multiply(a: int, b: int) -> int:
        return (a * b) & 0xFFFFFFFF

    def next_number() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = multiply(state ^ (state >> 15), state | 1)
        mixed ^= (mixed + multiply(mixed ^ (mixed >> 7), mixed | 61)) & 0xFFFFFFFF
        return (mixed ^ (mixed >> 14)) / 2**32

    return next_number


def dropout_masks(passes: int, channels: int, rate: float, seed: int) -> Tensor:
    """`[passes, channels]`, each 0 with probability `rate` and 1 / (1 - rate) otherwise; those of
    the page.
    """
    number = uniform_numbers(seed)
    values = [0.0 if number() < rate else 1 / (1 - rate) for _ in range(passes * channels)]
    return torch.tensor(np.array(values, np.float32)).reshape(passes, channels)


def dropout_statistics(
    features: Tensor, statistics: Statistics, masks: Tensor
) -> dict[str, Tensor]:
    """Uncertainty `[n]` of features `[n, C]` over the passes, as fractions of ln 19 (methods.md
    1.4).
    """
    mean_p = torch.zeros(features.shape[0], CLASS_COUNT)
    expected = torch.zeros(features.shape[0])
    for mask in masks:
        log_p = F.log_softmax((features * mask) @ statistics.weight.T + statistics.bias, 1)
        mean_p += log_p.exp() / len(masks)
        expected -= (log_p.exp() * log_p).sum(1) / len(masks)
    predictive = -torch.xlogy(mean_p, mean_p).sum(1)
    ways = {
        "mutual information": predictive - expected,
        "predictive entropy": predictive,
        "expected entropy": expected,
    }
    return {name: value / math.log(CLASS_COUNT) for name, value in ways.items()}


def fitted_maps(
    logits: Tensor, features: Tensor, shape: tuple[int, int], statistics: Statistics
) -> dict[str, Tensor]:
    """The four comparators on the grid `shape`: logits are resized to it, scores of features
    computed first and then resized.
    """
    resized = F.interpolate(logits, shape, mode="bilinear", align_corners=False)[0].flatten(1).T
    pixels = features[0].flatten(1).T
    masks = dropout_masks(PASSES, pixels.shape[1], DROP_RATE, SEED)

    def enlarged(score: Tensor) -> Tensor:
        return F.interpolate(
            score.reshape(1, 1, *features.shape[2:]), shape, mode="bilinear", align_corners=False
        )[0, 0]

    return {
        "sml": sml(resized, statistics).reshape(shape),
        "odin": odin(resized).reshape(shape),
        "mahalanobis": enlarged(mahalanobis(pixels, statistics)),
        "mc-dropout": enlarged(dropout_statistics(pixels, statistics, masks)["mutual information"]),
    }
