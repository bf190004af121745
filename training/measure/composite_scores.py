"""Scores of a network on the held-out composites, and how well they find the objects."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.data.normalise import normalise
from training.measure.fitted_scores import Statistics, fitted_maps
from training.measure.outlier_metrics import OutlierQuality, outlier_quality
from training.measure.scores import blur, metric_maps, softmax_maps

#: Image `[1, 3, H, W]` to the maps of named scores at the label grid `[h, w]`.
ScoreMaps = Callable[[Tensor, tuple[int, int]], dict[str, Tensor]]
KNOWN_PER_PICTURE = 30_000


#: A picture `[1, 3, H, W]` as `normalise` gives it, and for RPL `gamma [1]`, to the outputs.
Network = Callable[..., "tuple[Tensor, ...]"]


def scores_of(name: str, network: Network, statistics: Statistics | None = None) -> ScoreMaps:
    """The scores that a network is measured by: `name` is that of its file."""
    if name == "rpl":
        return rpl_scores(network)
    if name == "dmlnet":
        return metric_head_scores(network)
    return base_scores(network, statistics)


def base_scores(network: Network, statistics: Statistics | None = None) -> ScoreMaps:
    """The softmax family of a network's own logits, and with its statistics the comparators."""

    def maps(image: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
        logits, *others = network(image)
        comparators = fitted_maps(logits, others[0], shape, statistics) if statistics else {}
        return softmax_maps(logits, shape) | comparators

    return maps


def metric_head_scores(network: Network) -> ScoreMaps:
    """EDS, MMSP and their mix of a network with a metric head."""
    return lambda image, shape: metric_maps(network(image)[0], shape)


def rpl_scores(network: Network) -> ScoreMaps:
    """Energy of the frozen path, of the residual path, and that blurred (`rpl`)."""

    def maps(image: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
        logits, rpl_logits, _ = network(image, torch.ones(1))
        residual = softmax_maps(rpl_logits, shape)
        return {
            "base energy": softmax_maps(logits, shape)["energy"],
            "residual entropy": residual["entropy"],
            "residual energy": residual["energy"],
            "rpl": blur(residual["energy"]),
        }

    return maps


def _pictures(folder: Path) -> Iterator[tuple[str, Tensor, np.ndarray]]:
    for path in sorted((folder / "images").glob("*.png")):
        with Image.open(path) as image, Image.open(folder / "labels" / path.name) as label:
            yield path.stem, normalise(image.convert("RGB")), np.asarray(label)


@torch.no_grad()
def evaluate_outliers(maps: ScoreMaps, folder: Path) -> dict[str, dict[str, OutlierQuality]]:
    """Score to kind of object ("all", "named", "hard", "small", ...) to its quality."""
    kinds = json.loads((folder / "kinds.json").read_text())
    rng = np.random.default_rng(1)
    known: dict[str, list[np.ndarray]] = {}
    known_count = 0
    unknown: dict[str, dict[str, list[np.ndarray]]] = {}
    for stem, image, label in _pictures(folder):
        inside = np.flatnonzero(label.ravel() == 0)
        known_count += inside.size
        chosen = rng.choice(inside, KNOWN_PER_PICTURE)
        entry = kinds.get(stem)
        groups = (
            ["all", "named" if entry["name"] else "unnamed", entry["edge"], entry["size"]]
            if entry
            else []
        )
        for name, score in maps(image, (label.shape[0], label.shape[1])).items():
            values = score.numpy()
            known.setdefault(name, []).append(values.ravel()[chosen])
            for group in groups:
                unknown.setdefault(name, {}).setdefault(group, []).append(values[label == 1])
    result: dict[str, dict[str, OutlierQuality]] = {}
    for name, samples in known.items():
        inliers = np.concatenate(samples)
        result[name] = {
            group: outlier_quality(inliers, np.concatenate(parts), known_count)
            for group, parts in unknown[name].items()
        }
    return result
