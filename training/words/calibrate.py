"""Distribution of u over known validation pixels, for linked sliders: what
`training.measure.calibrate` does for networks with classes.

    OOD_DATA=... python3 -m training.words.calibrate --run training/runs/words \\
        --tables public/models/words --onnx public/models/vision-language.onnx \\
        --out src/methods/data/vl4ad.calibration.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.data.datasets import cityscapes_split, data_root, evenly_spread, load_sample
from training.data.labels import CLASS_COUNT
from training.measure.tail import PIXELS_PER_IMAGE, TAIL_SHARES, tail_quantiles
from training.networks.exported import sha256
from training.words.answers import load_words
from training.words.street import (
    class_cosines,
    concept_groups,
    load_tables,
    street_rows,
    uncertainty,
    upsampled,
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--onnx", type=Path, required=True, help="the network written of the run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=120)
    args = parser.parse_args()
    torch.set_num_threads(2)
    root, words, tables = data_root(args.data), load_words(args.run), load_tables(args.tables)
    groups = concept_groups(words)
    paths = evenly_spread(cityscapes_split(root, "validation"), args.limit)
    rng = np.random.default_rng(1)
    parts = []
    for path in paths:
        sample = load_sample(path, "cityscapes")
        cosines = class_cosines(street_rows(words, sample.image), groups)
        u = uncertainty(upsampled(cosines, *sample.labels.shape), len(groups), tables.temperature)
        known = np.flatnonzero(sample.labels.ravel() < CLASS_COUNT)
        count = min(PIXELS_PER_IMAGE, known.size)
        parts.append(u.ravel()[rng.choice(known, count, replace=False)])
    scores = np.concatenate(parts)
    quantiles = tail_quantiles(scores)
    result = {
        "model": sha256(args.onnx),
        "images": len(paths),
        "pixels": int(scores.size),
        "shares": [float(f"{s:.6g}") for s in TAIL_SHARES],
        "methods": {"vl4ad": quantiles},
    }
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    print(f"1 % of known pixels above {quantiles[80]:.4f}, 0.1 % above {quantiles[120]:.4f}")


if __name__ == "__main__":
    main()
