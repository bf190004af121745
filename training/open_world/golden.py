"""Numbers that the page's TypeScript must reproduce: writes src/core/open-world/golden.json.

    python3 -m training.open_world.golden

Six channels and four base classes; features and logits are rounded to four decimals before anything
is computed from them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from training.data.labels import CLASS_COUNT, IGNORE
from training.open_world import npm, plm
from training.open_world.holdout import NOVEL, holdout_table
from training.open_world.measures import harmonic

OUT = Path("src/core/open-world/golden.json")
BASE, CHANNELS, CELLS = 4, 6, 280
MOST_PICKED = 40


def scene(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features `[cells, 6]` after a ReLU, logits of the base `[cells, 4]`, kinds `[cells]`: 0..3
    base, 4..6 novel.
    """
    centres = generator.normal(0, 1.5, (BASE + 3, CHANNELS))
    kind = generator.choice(BASE + 3, CELLS, p=[0.25, 0.2, 0.15, 0.1, 0.12, 0.1, 0.08])
    features = np.maximum(centres[kind] + generator.normal(0, 0.7, (CELLS, CHANNELS)), 0).round(4)
    known = kind < BASE
    targets = 3 * np.eye(BASE)[np.minimum(kind, BASE - 1)][known]
    inputs = np.concatenate([features, np.ones((CELLS, 1))], 1)
    layer = np.linalg.lstsq(inputs[known], targets, rcond=None)[0]
    return features, (6 * inputs @ layer).round(4), kind


def lesson(
    features: np.ndarray, base: np.ndarray, fired: list[np.ndarray], annotated: np.ndarray
) -> tuple[plm.Head, dict[str, object]]:
    head = plm.learn_head(features, base, fired, annotated, BASE)
    labels = plm.pseudo_labels(base, fired, annotated, BASE)
    return head, {
        "annotated": annotated.astype(int).tolist(),
        "pseudoLabels": labels.tolist(),
        "losses": head.losses.tolist(),
        "weights": head.weights.ravel().tolist(),
        "bias": head.bias.tolist(),
        "fires": head.fires(features).astype(int).tolist(),
    }


def heads() -> dict[str, object]:
    """Three lessons in sequence: a head, a prototype, and a head that knows of both."""
    features, logits, kind = scene(np.random.default_rng(7))
    base, embedding = logits.argmax(1), logits / 6
    first, first_json = lesson(features, base, [], kind == 4)
    point, radius = npm.prototype([embedding[kind == 5]]), 0.8
    second_fires = npm.fires(
        npm.distances(embedding, point[None]), npm.nearest_base(embedding), [radius]
    )[0]
    fired = [first.fires(features), second_fires]
    third, third_json = lesson(features, base, fired, kind == 6)
    cells, weights = plm.sample_cells(kind == 4)
    standardised, mean, factor = plm.standardise(features[cells], weights)
    return {
        "features": features.ravel().tolist(),
        "logits": logits.ravel().tolist(),
        "first": first_json,
        "second": {
            "prototype": point.tolist(),
            "radius": radius,
            "fires": second_fires.astype(int).tolist(),
        },
        "third": third_json,
        "cellsOfFirst": cells.tolist(),
        "weightsOfFirst": [weights[0], weights[-1]],
        "standardisedOfFirst": {
            "mean": mean.tolist(),
            "factor": factor.ravel().tolist(),
            "cells": standardised[:5].ravel().tolist(),
        },
        "latest": third.embedding(features).argmax(1).tolist(),
        "all": plm.overwrite(base, [*fired, third.fires(features)], BASE).tolist(),
    }


def sampling() -> dict[str, object]:
    """Random numbers, and a mask of which not all cells are taken."""
    draw = plm.mulberry32(plm.SEED)
    annotated = np.arange(150) % 3 == 0
    cells, weights = plm.sample_cells(annotated, MOST_PICKED)
    return {
        "random": [draw() for _ in range(4)],
        "annotated": annotated.astype(int).tolist(),
        "most": MOST_PICKED,
        "cells": cells.tolist(),
        "weights": weights.tolist(),
    }


def prototypes() -> dict[str, object]:
    """Two prototypes.

    The last pixels lie on ties (powers of two, so that they are exact) and at the border of lambda.
    """
    points = np.array([[1.0, 1.0, 0.5, 0.5], [0.5, 0.5, 1.0, 1.0]])
    random = (np.random.default_rng(3).normal(0.75, 0.8, (40, BASE))).round(4)
    special = np.array(
        [
            # As far from both prototypes: it stays with the base, itself undecided (class 0).
            [0.75, 0.75, 0.75, 0.75],
            [1.0, 1.0, 0.5, 0.5],  # on the first
            [2.0, 1.0, 0.5, 0.5],  # squared distance 1 to the first
            [2.0, 0.5, 0.5, 0.0],  # squared distance 1.5 to the first and to 3 onehot(0)
        ]
    )
    embedding = np.concatenate([random, special])
    shots = [random[:10], random[10:13]]
    inside = npm.squared_distance(np.concatenate(shots), npm.prototype(shots))
    return {
        "embedding": embedding.ravel().tolist(),
        "prototypes": points.ravel().tolist(),
        "distances": [of_class.tolist() for of_class in npm.distances(embedding, points)],
        "decisions": [
            {"radii": radii, "labels": npm.decide(embedding, points, radii).tolist()}
            for radii in ([1.0, 1.0], [50.0, 1.5], [0.0, 0.0])
        ],
        "shotPixels": [len(shot) for shot in shots],
        "mean": npm.prototype(shots).tolist(),
        "meanOfMeans": npm.prototype_of_means(shots).tolist(),
        "quantile": npm.QUANTILE,
        "radius": npm.radius_of(inside),
    }


def golden() -> dict[str, object]:
    """The content of the file."""
    return {
        "baseClasses": BASE,
        "channels": CHANNELS,
        "sampling": sampling(),
        "prototypes": prototypes(),
        "heads": heads(),
        "holdout": {
            "heldOut": list(NOVEL),
            "ignore": IGNORE,
            "table": holdout_table()[:CLASS_COUNT].tolist(),
        },
        "harmonic": {"novel": 75.7, "old": 63.7, "value": harmonic(75.7, 63.7)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    args.out.write_text(json.dumps(golden(), separators=(",", ":")) + "\n")
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
