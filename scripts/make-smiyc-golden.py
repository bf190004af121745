"""Writes src/core/metrics/smiyc.golden.json: the pixel metrics of SegmentMeIfYouCan, computed with
NumPy as the toolkit of the benchmark does.

    python3 scripts/make-smiyc-golden.py

Each image gives bin edges: 0, 1 and 384 percentiles of each class; `numpy.histogram` counts its
pixels in them; the bins of all images are sorted by their lower edges and added up from the top.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parent.parent / "src/core/metrics/smiyc.golden.json"
EDGES_PER_CLASS = 384

Image = tuple[np.ndarray, np.ndarray]


def counts_in_own_bins(scores: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, ...]:
    """Lower edges `[n]` of one image's bins and its anomalous and normal pixels in each."""
    parts = [np.array([0.0, 1.0])]
    for value in (1, 0):
        own = scores[labels == value]
        if own.size:
            parts.append(np.quantile(own, np.linspace(0, 1, min(EDGES_PER_CLASS, own.size))))
    edges = np.unique(np.concatenate(parts))
    anomalous, _ = np.histogram(scores[labels == 1], bins=edges)
    normal, _ = np.histogram(scores[labels == 0], bins=edges)
    return edges[:-1], anomalous, normal


def metrics(images: list[Image]) -> dict[str, float]:
    """AP, AUROC, FPR at 95 % recall and best F1 as fractions."""
    columns = [counts_in_own_bins(*image) for image in images]
    edges, anomalous, normal = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(-edges, kind="stable")
    last = np.append(edges[order][1:] != edges[order][:-1], True)
    true = np.concatenate([[0], np.cumsum(anomalous[order])[last]]).astype(float)
    false = np.concatenate([[0], np.cumsum(normal[order])[last]]).astype(float)
    recall, rate = true / true[-1], false / false[-1]
    precision = np.divide(true, true + false, out=np.ones_like(true), where=true + false > 0)
    return {
        "AP": float(np.sum(np.diff(recall) * precision[1:])),
        "AUROC": float(np.trapz(recall, rate)),
        "FPR95": float(rate[np.searchsorted(recall, 0.95)]),
        "bestF1": float(np.max(2 * true / (true + false + true[-1]))),
    }


def image(rng: np.random.Generator, size: int, share: float, shift: float, scale: float) -> Image:
    """Scores as multiples of 1/256, which JSON holds exactly, and labels 0, 1."""
    labels = (rng.random(size) < share).astype(np.uint8)
    scores = scale * (rng.standard_normal(size) * 0.15 + 0.4 + 0.2 * labels) + shift
    return (np.round(scores * 256) / 256).astype(np.float32), labels


def main() -> None:
    rng = np.random.default_rng(20)
    one_object = np.zeros(900, np.uint8)
    one_object[450] = 1
    clipped, clipped_labels = image(rng, 900, 0.5, 0, 1.6)
    cases: dict[str, list[Image]] = {
        "two images of another level": [image(rng, 1200, 0.45, 0, 1), image(rng, 900, 0.3, 0.1, 1)],
        "one object, and a picture without any": [
            (image(rng, 900, 0, 0, 0.5)[0] + np.float32(0.5) * one_object, one_object),
            image(rng, 900, 0, 0.2, 0.5),
        ],
        "energies, which 0 and 1 do not bound": [
            image(rng, 1000, 0.4, -9, 4),
            image(rng, 1000, 0.2, -8, 5),
        ],
        "highest scores at 1, the end of the last bin": [
            (np.clip(clipped, 0, 1), clipped_labels),
            image(rng, 40, 0.5, 0, 0.9),
        ],
    }
    golden = [
        {
            "name": name,
            "images": [
                {"scores": (256 * scores).astype(int).tolist(), "labels": labels.tolist()}
                for scores, labels in images
            ],
            **metrics(images),
        }
        for name, images in cases.items()
    ]
    TARGET.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
