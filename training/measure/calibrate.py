"""Distribution of each method's score over known validation pixels, for default thresholds and
linked sliders.

    OOD_DATA=... python3 -m training.measure.calibrate --onnx public/models/base.onnx \\
        --out src/methods/data/base.calibration.json

"Known" are all labelled pixels of the validation cities (void left out). Quantiles are taken of the
upper tail in fine steps, because thresholds live there. Scores follow methods.md 1: higher = more
anomalous, logits sampled bilinearly on the label grid. The base network's comparators need what
`training.measure.feature_statistics` wrote for the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.data.datasets import (
    WORKING_SIZE,
    cityscapes_split,
    data_root,
    evenly_spread,
    load_sample,
)
from training.data.labels import CLASS_COUNT
from training.data.normalise import normalise
from training.measure.fitted_scores import fitted_maps, load_statistics
from training.measure.scores import blur, metric_scores, softmax_scores
from training.measure.tail import PIXELS_PER_IMAGE, TAIL_SHARES, tail_quantiles
from training.networks.exported import load_exported

#: The network whose comparators are calibrated too.
COMPARED = "base"

#: Method id to the score that it is of its own network's logits, by model; other models have the
#: whole softmax family.
METHODS = {
    "dmlnet": {"dmlnet": "eds"},
    "max-entropy": {"max-entropy": "entropy"},
    "rpl": {"rpl": "energy"},
}
SOFTMAX_METHODS = {name: name for name in softmax_scores(torch.zeros(1, CLASS_COUNT))}


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--statistics",
        type=Path,
        default=Path("src/methods/data/base.statistics.json"),
        help="of the base network",
    )
    parser.add_argument(
        "--limit", type=int, default=120, help="images, evenly spread over the validation cities"
    )
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    root = data_root(args.data)
    exported = load_exported(args.onnx)
    network, blurred = exported.run, exported.name == "rpl"
    index = exported.outputs.index("rpl_logits" if blurred else "logits")
    statistics = load_statistics(args.statistics, args.onnx) if exported.name == COMPARED else None
    methods = METHODS.get(exported.name, SOFTMAX_METHODS)
    score_family = metric_scores if exported.name == "dmlnet" else softmax_scores
    paths = evenly_spread(cityscapes_split(root, "validation"), args.limit)
    rng = np.random.default_rng(1)
    collected: dict[str, list[np.ndarray]] = {}
    for path in paths:
        sample = load_sample(path, "cityscapes")
        image = Image.fromarray(sample.image).resize(WORKING_SIZE["cityscapes"], Image.BILINEAR)
        labels = sample.labels
        if blurred:
            # The blur has a size in pixels of the picture, so the labels come to its grid.
            labels = np.asarray(Image.fromarray(labels).resize(image.size, Image.NEAREST))
        outputs = network(normalise(image))
        logits = F.interpolate(outputs[index], labels.shape, mode="bilinear", align_corners=False)
        known = np.flatnonzero(labels.ravel() < CLASS_COUNT)
        picked = torch.from_numpy(
            rng.choice(known, min(PIXELS_PER_IMAGE, known.size), replace=False)
        )
        if blurred:
            maps = {
                ours: blur(softmax_scores(logits[0].flatten(1).T)[theirs].reshape(labels.shape))
                for ours, theirs in methods.items()
            }
            scores = {name: score.ravel()[picked] for name, score in maps.items()}
        else:
            family = score_family(logits[0].flatten(1).T[picked])
            scores = {ours: family[theirs] for ours, theirs in methods.items()}
        if statistics:
            fitted = fitted_maps(
                outputs[index],
                outputs[exported.outputs.index("features")],
                (labels.shape[0], labels.shape[1]),
                statistics,
            )
            scores.update({name: score.ravel()[picked] for name, score in fitted.items()})
        for name, score in scores.items():
            collected.setdefault(name, []).append(score.numpy())
    quantiles = {name: tail_quantiles(np.concatenate(parts)) for name, parts in collected.items()}
    result = {
        "model": hashlib.sha256(args.onnx.read_bytes()).hexdigest(),
        "images": len(paths),
        "pixels": int(sum(p.size for p in next(iter(collected.values())))),
        "shares": [float(f"{s:.6g}") for s in TAIL_SHARES],
        "methods": quantiles,
    }
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    print(f"{args.out}: {result['images']} images, {result['pixels']} pixels")
    for name, values in quantiles.items():
        print(
            f"{name:11s} 1 % of known pixels above {values[80]:.4f}, 0.1 % above {values[120]:.4f}"
        )


if __name__ == "__main__":
    main()
