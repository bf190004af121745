"""Distribution of each method's score over known validation pixels, for default thresholds and linked sliders.

    OOD_DATA=... python3 -m training.calibrate --onnx public/models/base-road.onnx --out src/methods/base-road.calibration.json

"Known" are all labelled pixels of the validation cities (void left out). Quantiles are taken of the upper tail in
fine steps, because thresholds live there. Scores follow methods.md 1: higher = more anomalous, logits sampled
bilinearly on the label grid.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from training.datasets import WORKING_SIZE, cityscapes_split, data_root, load_sample
from training.evaluate_base import normalise
from training.export_base import folded_network
from training.labels import CLASS_COUNT

#: Shares of known pixels above the threshold, from all of them to one in 100 000, in even steps of the logarithm.
TAIL_SHARES = np.concatenate([[1.0], np.logspace(0, -5, 201)[1:]])
PIXELS_PER_IMAGE = 20_000


def softmax_scores(logits: Tensor) -> dict[str, Tensor]:
    """Scores `[n]` of logits `[n, 19]` at T = 1."""
    log_p = F.log_softmax(logits, 1)
    p = log_p.exp()
    top = p.topk(2, 1).values
    return {
        "msp": 1 - top[:, 0],
        "max-logit": -logits.max(1).values,
        "entropy": -(p * log_p).sum(1) / math.log(CLASS_COUNT),
        "energy": -logits.logsumexp(1),
        "margin": 1 - top[:, 0] + top[:, 1],
    }


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data")
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=120, help="images, evenly spread over the validation cities")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    root = data_root(args.data)
    network = folded_network(args.onnx)
    paths = cityscapes_split(root, "validation")
    paths = paths[:: max(1, len(paths) // args.limit)][: args.limit]
    rng = np.random.default_rng(1)
    collected: dict[str, list[np.ndarray]] = {}
    for path in paths:
        sample = load_sample(path, "cityscapes")
        image = Image.fromarray(sample.image).resize(WORKING_SIZE["cityscapes"], Image.BILINEAR)
        logits = F.interpolate(network(normalise(image))[0], sample.labels.shape, mode="bilinear", align_corners=False)
        known = np.flatnonzero(sample.labels.ravel() < CLASS_COUNT)
        picked = torch.from_numpy(rng.choice(known, min(PIXELS_PER_IMAGE, known.size), replace=False))
        for name, score in softmax_scores(logits[0].flatten(1).T[picked]).items():
            collected.setdefault(name, []).append(score.numpy())
    methods = {}
    for name, parts in collected.items():
        values = np.quantile(np.concatenate(parts).astype(np.float64), 1 - TAIL_SHARES)
        methods[name] = [float(f"{v:.6g}") for v in values]
    result = {
        "model": hashlib.sha256(args.onnx.read_bytes()).hexdigest(),
        "images": len(paths),
        "pixels": int(sum(p.size for p in collected["msp"])),
        "shares": [float(f"{s:.6g}") for s in TAIL_SHARES],
        "methods": methods,
    }
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    print(f"{args.out}: {result['images']} images, {result['pixels']} pixels")
    for name, values in methods.items():
        print(f"{name:10s} 1 % of known pixels above {values[80]:.4f}, 0.1 % above {values[120]:.4f}")


if __name__ == "__main__":
    main()
