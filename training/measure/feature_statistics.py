"""What the comparators of the base network need of the training pictures: statistics of its logits
and features, and its classifier.

    OOD_DATA=... python3 -m training.measure.feature_statistics \\
        --onnx public/models/base.onnx --out src/methods/data/base.statistics.json

Read off evenly spread pictures of the Cityscapes training cities at 768 x 384, on the network's own
grid (a quarter of that), over labelled pixels, with the stored weights. Everything is summed and
factorised in float64. Nothing is random: the same file comes out again. The formulas are those of
methods.md 1.1 (standardised max logit) and 1.3 (Mahalanobis distance).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn

from training.data.datasets import (
    WORKING_SIZE,
    cityscapes_split,
    data_root,
    evenly_spread,
    load_sample,
)
from training.data.labels import CLASS_COUNT, CLASS_NAMES
from training.data.normalise import normalise
from training.networks.exported import ExportedNetwork, load_exported
from training.networks.street_file import BaseHead
from training.networks.trunk import FEATURES

#: Added to the diagonal of the tied covariance, as a share of its mean, so that every direction has
#: some variance.
SHRINKAGE = 1e-3
#: A class with fewer pixels than this has no mean worth shipping.
FEWEST_PIXELS = 200


@dataclass
class MaxLogitMoments:
    """Count, sum and sum of squares `[19]` of the largest logit per predicted class."""

    count: np.ndarray = field(default_factory=lambda: np.zeros(CLASS_COUNT))
    first: np.ndarray = field(default_factory=lambda: np.zeros(CLASS_COUNT))
    second: np.ndarray = field(default_factory=lambda: np.zeros(CLASS_COUNT))

    def add(self, logits: np.ndarray) -> None:
        """Logits `[n, 19]`."""
        predicted, largest = logits.argmax(1), logits.max(1).astype(np.float64)
        for target, weights in (
            (self.count, None),
            (self.first, largest),
            (self.second, largest**2),
        ):
            target += np.bincount(predicted, weights, CLASS_COUNT)

    def mean_and_variance(self) -> tuple[np.ndarray, np.ndarray]:
        mean = self.first / self.count
        return mean, self.second / self.count - mean**2


@dataclass
class FeatureMoments:
    """Count `[19]` and sum `[19, C]` of the features per true class, and the sum of their outer
    products `[C, C]`.
    """

    channels: int
    count: np.ndarray = field(init=False)
    first: np.ndarray = field(init=False)
    second: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.count = np.zeros(CLASS_COUNT)
        self.first = np.zeros((CLASS_COUNT, self.channels))
        self.second = np.zeros((self.channels, self.channels))

    def add(self, features: np.ndarray, labels: np.ndarray) -> None:
        """Features `[n, C]` of pixels with the train ids `labels [n]`."""
        values = features.astype(np.float64)
        self.count += np.bincount(labels, minlength=CLASS_COUNT)
        self.first += np.eye(CLASS_COUNT)[labels].T @ values
        self.second += values.T @ values

    def means_and_covariance(self) -> tuple[np.ndarray, np.ndarray]:
        """Class means `[19, C]` and the covariance `[C, C]` that all classes share."""
        means = self.first / self.count[:, None]
        between = (means * self.count[:, None]).T @ means
        return means, (self.second - between) / self.count.sum()


def whitening(covariance: np.ndarray, components: int) -> np.ndarray:
    """Projection `W [components, C]` onto the covariance's largest principal components, each with
    variance one after it.

    With all components `||W (f - mu)||^2` is the Mahalanobis distance of the shrunken covariance.
    """
    channels = covariance.shape[0]
    ridge = SHRINKAGE * np.trace(covariance) / channels
    variance, directions = np.linalg.eigh(covariance + ridge * np.eye(channels))
    largest = np.argsort(variance)[::-1][:components]
    return (directions[:, largest] / np.sqrt(variance[largest])).T


def classifier_of(exported: ExportedNetwork) -> nn.Conv2d:
    """The last convolution of the base head, which turns its features into its logits."""
    head = exported.network.last
    assert isinstance(head, BaseHead)
    return head.decoder.upper.classifier


def _rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.6g}") for value in values.ravel()]


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--limit", type=int, default=300, help="images, evenly spread over the training cities"
    )
    # The directions of little variance tell most: on the held-out composites 32 components have an
    # AP of 4.8, all 64 one of 8.0.
    parser.add_argument(
        "--components",
        type=int,
        default=FEATURES,
        help="principal components of the Mahalanobis distance",
    )
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    exported = load_exported(args.onnx)
    classifier = classifier_of(exported)
    assert classifier.bias is not None
    paths = evenly_spread(cityscapes_split(data_root(args.data), "train"), args.limit)
    max_logits, moments = MaxLogitMoments(), FeatureMoments(FEATURES)
    for number, path in enumerate(paths, 1):
        sample = load_sample(path, "cityscapes")
        logits, features = exported.run(
            normalise(
                Image.fromarray(sample.image).resize(WORKING_SIZE["cityscapes"], Image.BILINEAR)
            )
        )[:2]
        height, width = logits.shape[2:]
        labels = np.asarray(
            Image.fromarray(sample.labels).resize((width, height), Image.NEAREST)
        ).ravel()
        known = labels < CLASS_COUNT
        max_logits.add(logits[0].flatten(1).T.numpy()[known])
        moments.add(features[0].flatten(1).T.numpy()[known], labels[known])
        if number % 25 == 0:
            print(f"{number} of {len(paths)} pictures", flush=True)
    scarce = [
        name
        for name, *counts in zip(CLASS_NAMES, moments.count, max_logits.count, strict=True)
        if min(counts) < FEWEST_PIXELS
    ]
    if scarce:
        raise SystemExit(
            f"fewer than {FEWEST_PIXELS} pixels of {', '.join(scarce)}: take more images with "
            "--limit"
        )
    means, covariance = moments.means_and_covariance()
    projection = whitening(covariance, args.components)
    mean, variance = max_logits.mean_and_variance()
    result = {
        "model": hashlib.sha256(args.onnx.read_bytes()).hexdigest(),
        "images": len(paths),
        "pixels": int(moments.count.sum()),
        "maxLogit": {"mean": _rounded(mean), "variance": _rounded(variance)},
        "classifier": {
            "weight": _rounded(classifier.weight.numpy()),
            "bias": _rounded(classifier.bias.numpy()),
        },
        "mahalanobis": {
            "projection": _rounded(projection),
            "centres": _rounded(means @ projection.T),
        },
    }
    # One line per list: the file is read by programs.
    lines = (
        json.dumps(result, separators=(",", ":")).replace('],"', '],\n"').replace('},"', '},\n"')
    )
    args.out.write_text(lines + "\n")
    print(
        f"{args.out}: {args.out.stat().st_size:,} bytes, {len(paths)} images, "
        f"{result['pixels']:,} pixels"
    )
    for name, *row in zip(CLASS_NAMES, moments.count, mean, np.sqrt(variance), strict=True):
        print(f"{name:15s} {row[0]:9.0f} pixels, max logit {row[1]:6.2f} +- {row[2]:.2f}")


if __name__ == "__main__":
    main()
