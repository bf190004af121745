"""Mixes the averaged weights of a fine-tuned checkpoint with those it started from (Wortsman et al.
2022, WiSE-FT).

    python3 -m training.train.mix_weights --start training/runs/base/cooled.pt --tuned \\
        training/runs/max-entropy/latest.pt \\
        --share 0.85 --out training/runs/max-entropy/mixed.pt

    w = (1 - share) w_start + share w_tuned, batch norm statistics included

Gives back part of what the fine-tuning cost on the closed set. The share is chosen on the
validation cities and the held-out composites.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from training.networks.checkpoint import save_checkpoint


def mix(start: dict[str, Tensor], tuned: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """`share` 0 is `start`, 1 is `tuned`; counters are those of `tuned`.

    Raises KeyError when the networks differ.
    """
    if start.keys() != tuned.keys():
        raise KeyError("the two checkpoints are of different networks")
    return {
        name: torch.lerp(start[name], value, share) if value.is_floating_point() else value
        for name, value in tuned.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--tuned", type=Path, required=True)
    parser.add_argument("--share", type=float, required=True, help="of the tuned weights, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    start, tuned = (torch.load(path, map_location="cpu") for path in (args.start, args.tuned))
    save_checkpoint(
        args.out,
        {"average": mix(start["average"], tuned["average"], args.share), "step": tuned["step"]},
    )
    print(f"{args.out}: {args.share} of step {tuned['step']}")


if __name__ == "__main__":
    main()
