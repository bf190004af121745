"""Ablation of RPL: short trainings of the block from the same start and with the same seed, each
with one thing changed.

    OOD_DATA=... python3 -m training.measure.ablation

Prints AP / FPR95 of `rpl` on the held-out composites, as a table for docs/results.md: of all
objects and by how their edge was pasted. Half of the pictures also show a pasted known object,
which counts as known. A run that is complete is not trained again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import torch

from training.measure.composite_scores import evaluate_outliers, rpl_scores
from training.networks.exported import BASE_FILE, base_from_file
from training.networks.residual_block import ResidualPatternNetwork

#: What differs from the usual arguments of `train_rpl`.
VARIANTS: dict[str, list[str]] = {
    "as shipped": [],
    "without CoroCL": ["--contrast", "0"],
    "without pasted known objects": ["--composition", "no-known-objects"],
    "hard edges only": ["--composition", "hard-edges"],
}
GROUPS = ("all", "hard", "feathered", "harmonised")


def train(run: Path, arguments: list[str], steps: int, threads: int) -> None:
    """Trains one variant, resuming what is there; raises CalledProcessError when the trainer
    fails.
    """
    command = [
        sys.executable,
        "-m",
        "training.train.rpl",
        "--run",
        str(run),
        "--steps",
        str(steps),
        "--cooldown",
        str(steps // 2),
    ]
    subprocess.run([*command, "--threads", str(threads), *arguments], check=True)


def quality(run: Path, composites: Path) -> list[str]:
    """`AP / FPR95` per group of `GROUPS`."""
    network = ResidualPatternNetwork(base_from_file(BASE_FILE)).eval()
    network.block.load_state_dict(torch.load(run / "latest.pt", map_location="cpu")["average"])
    result = evaluate_outliers(rpl_scores(network), composites)["rpl"]
    return [f"{result[group].ap:.1f} / {result[group].fpr95:.1f}" for group in GROUPS]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--runs",
        type=Path,
        default=Path("training/runs"),
        help="folder for the checkpoints (ignored by git)",
    )
    parser.add_argument("--set", type=Path, default=Path("training/runs/held-out"))
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    lines = [f"| {args.steps} steps | {' | '.join(GROUPS)} |", f"| --- |{' ---: |' * len(GROUPS)}"]
    for name, arguments in VARIANTS.items():
        run = args.runs / f"ablation-{name.replace(' ', '-')}"
        train(run, arguments, args.steps, args.threads)
        lines.append(f"| {name} | {' | '.join(quality(run, args.set))} |")
        print(lines[-1], flush=True)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
