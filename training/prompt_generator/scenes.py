"""Writes the training pairs of the prompt generator: evidence maps of composed scenes, and the box
of every unknown object.

    OOD_DATA=... python3 -m training.prompt_generator.scenes --out training/runs/prompt-scenes \\
        --count 2000

`NUMBER.npz` holds `maps [4, 256, 512]` uint8 (255 = the most evidence), `boxes [n, 4]` (x0, y0, x1,
y1 in map pixels) and `picture [256, 512, 3]` uint8 to look at. Resumes: what is there stays. The
folder holds modified Cityscapes pictures and stays out of the repository.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from training.data.datasets import data_root
from training.prompt_generator.compose import SceneSource, pair_of
from training.prompt_generator.evidence import EvidenceMaps


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument(
        "--split",
        choices=("train", "validation"),
        default="train",
        help="validation: unseen cities and held-out objects",
    )
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    source = SceneSource(data_root(args.data), args.split)
    evidence = EvidenceMaps()
    args.out.mkdir(parents=True, exist_ok=True)
    for number in range(args.count):
        path = args.out / f"{number:05d}.npz"
        if path.exists():
            continue
        scene, rng = source.draw(number)
        with open(path.with_suffix(".partial"), "wb") as stream:
            np.savez(stream, **pair_of(scene, evidence, rng))
        path.with_suffix(".partial").rename(path)
        if number % 100 == 0:
            print(f"{number} of {args.count}", flush=True)


if __name__ == "__main__":
    main()
