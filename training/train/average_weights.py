"""Means of the averaged weights of several cooled-down checkpoints of one run (Wortsman et al.
2022, model soups).

    python3 -m training.train.average_weights training/runs/masks-11800.pt \\
        training/runs/masks-14800.pt training/runs/masks-17200.pt \\
        --out training/runs/masks/averaged.pt

Each checkpoint ends a phase of the run with its own cooldown; all get the same weight, so nothing
is chosen.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.networks.checkpoint import save_checkpoint


def mean_weights(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The plain mean; counters are those of the last. Raises KeyError when the networks differ."""
    first, last = states[0], states[-1]
    if any(state.keys() != first.keys() for state in states):
        raise KeyError("the checkpoints are of different networks")
    return {
        name: torch.stack([state[name] for state in states]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in last.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoints", type=Path, nargs="+", help="oldest first")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    loaded = [torch.load(path, map_location="cpu") for path in args.checkpoints]
    save_checkpoint(
        args.out,
        {
            "average": mean_weights([state["average"] for state in loaded]),
            "step": loaded[-1]["step"],
        },
    )
    print(f"{args.out}: mean of steps {', '.join(str(state['step']) for state in loaded)}")


if __name__ == "__main__":
    main()
