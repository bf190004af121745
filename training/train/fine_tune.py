"""What the fine-tunings share: plain and composed crops, and how a run is set up."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import load_split
from training.data.stream import Sampler, batches
from training.networks.exported import BASE_FILE, base_from_file
from training.outliers.bank import load_bank
from training.outliers.composer import COMPOSITIONS, ComposedSampler, ComposerOptions
from training.outliers.known import known_cutouts
from training.outliers.self_labels import with_self_labels
from training.train.arguments import prepare, schedule_of
from training.train.loop import LossLog, StepLoss, TrainingRun, train

#: More of the other cameras than for the base: they show that "foreign" is not "unknown".
SOURCE_WEIGHTS = {"cityscapes": 0.72, "camvid": 0.13, "idd": 0.15}


def composition_argument(parser: argparse.ArgumentParser) -> None:
    """For the trainers with outlier exposure: what is pasted."""
    parser.add_argument(
        "--composition",
        choices=COMPOSITIONS,
        default="usual",
        help="what is pasted, where something is (outliers/composer.py)",
    )
    parser.add_argument(
        "--name-cutouts", type=Path, help="folder that training.masks.cut_names wrote"
    )


def scene_sampler(root: Path) -> CropSampler:
    """Plain crops of road scenes over all training data."""
    samples = {source: load_split(root, source, "train") for source in SOURCE_WEIGHTS}
    return CropSampler(samples, SOURCE_WEIGHTS, focus_share=0.5, options=CropOptions())


def composed_sampler(
    root: Path,
    cache: Path,
    kind: type[ComposedSampler],
    options: ComposerOptions,
    name_cutouts: Path | None,
) -> ComposedSampler:
    """A sampler over all training data; self-labels of whole pictures are kept in the folder
    `cache`.
    """
    scenes = scene_sampler(root)
    bank = load_bank(root, held_out=False, name_cutouts=name_cutouts)
    bank.pictures[:] = with_self_labels(
        bank.pictures, base_from_file(BASE_FILE), cache / "self-labels.npz"
    )
    known = known_cutouts(root, scenes.samples["cityscapes"], 2000, seed=1)
    print(
        (
            f"{len(bank.cutouts)} unknown and {len(known)} known cut-outs, {len(bank.pictures)} "
            "whole pictures"
        ),
        flush=True,
    )
    return kind(scenes, bank, known, options)


def setup(
    args: argparse.Namespace, kind: type[ComposedSampler] = ComposedSampler
) -> ComposedSampler:
    """Seeds, threads and data, for the trainers with outlier exposure."""
    root = prepare(args)
    return composed_sampler(
        root,
        args.run.parent / "outlier-cache",
        kind,
        COMPOSITIONS[args.composition],
        args.name_cutouts,
    )


def fine_tune(
    args: argparse.Namespace,
    sampler: Sampler,
    trained: nn.Module,
    modules: nn.Module,
    step_loss: StepLoss,
) -> None:
    """Trains the parameters of `modules`, which contains `trained`; that part is averaged.

    A batch holds images `[B, 3, H, W]` and ids `[B, H/2, W/2]`. Resumes from `latest.pt` in
    `args.run`.
    """
    parameters = [p for p in modules.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    schedule = schedule_of(args, warmup=200)
    run = TrainingRun(args.run / "latest.pt", modules, trained, optimizer, schedule)
    stream = batches(sampler, args.batch, workers=args.workers, seed=args.seed, start=run.step)
    log = LossLog(args.batch, "crops")
    train(run, stream, step_loss, log, checkpoint_every=args.checkpoint_every)


def class_frequency(sampler: ComposedSampler) -> np.ndarray:
    """Shares of the 19 classes among the labelled Cityscapes pixels, for the class weights."""
    return sampler.scenes.frequency
