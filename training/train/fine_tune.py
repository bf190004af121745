"""What the fine-tunings share: the streams of plain and of composed crops, and a loop that resumes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Callable, Iterator, Union

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import data_root, load_split
from training.data.stream import CropStream
from training.networks.exported import BASE_FILE, base_from_file
from training.outliers.bank import load_bank
from training.outliers.composer import COMPOSITIONS, ComposedSampler, ComposerOptions
from training.outliers.known import known_cutouts
from training.outliers.self_labels import with_self_labels
from training.train.loop import LossLog, TrainingRun

#: More of the other cameras than for the base: they show that "foreign" is not "unknown".
SOURCE_WEIGHTS = {"cityscapes": 0.72, "camvid": 0.13, "idd": 0.15}

#: Images `[B, 3, H, W]` and ids `[B, H/2, W/2]` to the loss and named parts of it for the log.
StepLoss = Callable[[Tensor, Tensor], "tuple[Tensor, dict[str, float]]"]
Sampler = Union[CropSampler, ComposedSampler]


def argument_parser(description: str | None, rate: float, batch: int) -> argparse.ArgumentParser:
    """Arguments that every fine-tuning has; `--seed` also draws another stream of crops."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument(
        "--run", type=Path, required=True, help="folder of the checkpoints (ignored by git)"
    )
    parser.add_argument(
        "--steps", type=int, required=True, help="stop after this many steps in all"
    )
    parser.add_argument(
        "--cooldown", type=int, default=0, help="the rate falls to zero over the last steps"
    )
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--checkpoint-every", type=int, default=300)
    parser.add_argument(
        "--composition",
        choices=COMPOSITIONS,
        default="usual",
        help="what is pasted, where some is (outliers/composer.py)",
    )
    return parser


def prepare(args: argparse.Namespace) -> Path:
    """Sets seeds and threads; the folder of the data."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    return data_root(args.data)


def scene_sampler(root: Path) -> CropSampler:
    """Plain crops of road scenes over all training data."""
    samples = {source: load_split(root, source, "train") for source in SOURCE_WEIGHTS}
    return CropSampler(samples, SOURCE_WEIGHTS, focus_share=0.5, options=CropOptions())


def composed_sampler(
    root: Path, cache: Path, kind: type[ComposedSampler], options: ComposerOptions
) -> ComposedSampler:
    """A sampler over all training data; self-labels of whole pictures are kept in the folder `cache`."""
    scenes = scene_sampler(root)
    bank = load_bank(root, held_out=False)
    bank.pictures[:] = with_self_labels(
        bank.pictures, base_from_file(BASE_FILE), cache / "self-labels.npz"
    )
    known = known_cutouts(root, scenes.samples["cityscapes"], 2000, seed=1)
    print(
        f"{len(bank.cutouts)} unknown and {len(known)} known cut-outs, {len(bank.pictures)} whole pictures",
        flush=True,
    )
    return kind(scenes, bank, known, options)


def batches(
    sampler: Sampler, args: argparse.Namespace, start: int
) -> Iterator[tuple[Tensor, Tensor]]:
    """Endless batches; a resumed run draws others than those it has seen."""
    stream = CropStream(sampler, args.seed, start)
    return iter(
        DataLoader(
            stream,
            batch_size=args.batch,
            num_workers=args.workers,
            prefetch_factor=6 if args.workers else 2,
        )
    )


def setup(
    args: argparse.Namespace, kind: type[ComposedSampler] = ComposedSampler
) -> tuple[Path, ComposedSampler]:
    """Seeds, threads and data, for the trainers with outlier exposure."""
    root = prepare(args)
    return root, composed_sampler(
        root, args.run.parent / "outlier-cache", kind, COMPOSITIONS[args.composition]
    )


def fine_tune(
    args: argparse.Namespace,
    sampler: Sampler,
    trained: nn.Module,
    modules: nn.Module,
    step_loss: StepLoss,
) -> None:
    """Trains the parameters of `modules` (which contains `trained`); `trained` is averaged, checkpointed and exported.

    Resumes from `latest.pt` in `args.run`.
    """
    parameters = [p for p in modules.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    run = TrainingRun(
        args.run / "latest.pt",
        modules,
        trained,
        optimizer,
        args.rate,
        gradient_limit=5.0,
        warmup=200,
    )
    stream = batches(sampler, args, run.step)
    log = LossLog("crops")
    while run.step < args.steps:
        run.begin(args.steps, args.cooldown)
        images, ids = next(stream)
        loss, parts = step_loss(images.contiguous(memory_format=torch.channels_last), ids)
        if not run.advance(loss):
            continue
        log.add(loss, parts, args.batch)
        if run.step % 50 == 0:
            log.line(run.step)
        if run.step % args.checkpoint_every == 0 or run.step == args.steps:
            run.save()


def class_frequency(sampler: ComposedSampler) -> np.ndarray:
    """Shares of the 19 classes among the labelled Cityscapes pixels, for the class weights."""
    return sampler.scenes.frequency
