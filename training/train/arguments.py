"""The arguments that every trainer has."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.data.datasets import data_root
from training.train.loop import Schedule


def trainer_arguments(
    description: str | None, *, rate: float, batch: int, threads: int = 2
) -> argparse.ArgumentParser:
    """A parser with the defaults of one trainer; `--seed` also draws another stream of crops."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", help="folder of the data sets; otherwise OOD_DATA")
    parser.add_argument(
        "--run", type=Path, required=True, help="folder of the checkpoints (ignored by git)"
    )
    parser.add_argument("--steps", type=int, required=True, help="stop after so many steps in all")
    parser.add_argument(
        "--cooldown", type=int, default=0, help="the rate falls to zero over the last steps"
    )
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=threads)
    parser.add_argument("--workers", type=int, default=1, help="processes that draw crops ahead")
    parser.add_argument("--checkpoint-every", type=int, default=250)
    return parser


def prepare(args: argparse.Namespace) -> Path:
    """Sets seeds and threads; the folder of the data."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    return data_root(args.data)


def schedule_of(args: argparse.Namespace, warmup: int = 300) -> Schedule:
    """The schedule that the arguments name."""
    return Schedule(args.steps, args.cooldown, args.rate, warmup)
