"""Trains the promptable segmenter. Resumes from its checkpoint by itself.

OOD_DATA=... python3 -m training.masks.train --run training/runs/masks --steps 6000 --cooldown 1500
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader

from training.data.datasets import data_root
from training.data.stream import CropStream
from training.masks.crops import HEIGHT, PROMPTS, WIDTH, PromptedCrops, load_sources
from training.masks.network import GRID, Window, cell_positions, sample
from training.masks.segmenter import PromptableSegmenter
from training.networks.base import BaseNetwork, parameter_count
from training.networks.checkpoint import load_folded
from training.networks.exported import BASE_FILE
from training.networks.onnx_file import folded_weights
from training.train.loop import LossLog, TrainingRun


def targets_in(window: Window, targets: Tensor) -> Tensor:
    """Share of object pixels in each cell of the window's grid, `[B, 1, GRID, GRID]`, of masks `[B, H, W]`."""
    height, width = targets.shape[1:]
    fine = sample(
        targets.unsqueeze(1).float(),
        *cell_positions(window, 2 * GRID),
        torch.tensor(float(width)),
        torch.tensor(float(height)),
    )
    return F.avg_pool2d(fine, 2)


def loss_of(logits: Tensor, quality: Tensor, target: Tensor) -> tuple[Tensor, dict[str, float]]:
    """Cross-entropy, Dice, and the squared error of the predicted IoU."""
    cross_entropy = F.binary_cross_entropy_with_logits(logits, target)
    chances = torch.sigmoid(logits)
    overlap, total = (chances * target).sum((1, 2, 3)), (chances + target).sum((1, 2, 3))
    dice = (1 - (2 * overlap + 1) / (total + 1)).mean()
    with torch.no_grad():
        drawn, true = logits > 0, target > 0.5
        iou = (drawn & true).sum((1, 2, 3)) / (drawn | true).sum((1, 2, 3)).clamp(min=1)
    error = F.mse_loss(quality[:, 0], iou)
    return cross_entropy + dice + error, {
        "bce": float(cross_entropy),
        "dice": float(dice),
        "iou": float(iou.mean()),
        "quality": float(error),
    }


def start(segmenter: PromptableSegmenter) -> None:
    """The encoder begins with the weights of the base network."""
    base = BaseNetwork()
    load_folded(base, folded_weights(BASE_FILE), torch.randn(2, 3, 256, 448))
    segmenter.encoder.backbone.load_state_dict(base.state_dict(), strict=False)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument(
        "--run", type=Path, required=True, help="folder of the checkpoints (ignored by git)"
    )
    parser.add_argument(
        "--steps", type=int, required=True, help="stop after this many steps in all"
    )
    parser.add_argument("--cooldown", type=int, default=0)
    parser.add_argument("--batch", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument(
        "--encoder-rate",
        type=float,
        default=0.2,
        help="share of the rate that the encoder learns with",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--checkpoint-every", type=int, default=250)
    return parser.parse_args()


def main() -> None:
    args = parse_arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    sources = load_sources(data_root(args.data))
    print(
        f"{len(sources.streets)} streets, { ({k: len(v) for k, v in sources.photographs.items()}) }, {len(sources.cutouts)} cut-outs",
        flush=True,
    )
    segmenter = PromptableSegmenter().to(memory_format=torch.channels_last)
    groups = [
        {
            "params": [p for p in segmenter.encoder.parameters() if p.requires_grad],
            "factor": args.encoder_rate,
        },
        {"params": list(segmenter.decoder.parameters()), "factor": 1.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    latest = args.run / "latest.pt"
    if not latest.exists():
        start(segmenter)
    run = TrainingRun(latest, segmenter, segmenter, optimizer, args.rate, gradient_limit=2.0)
    print(
        f"{parameter_count(segmenter.encoder):,} + {parameter_count(segmenter.decoder):,} parameters",
        flush=True,
    )
    stream = iter(
        DataLoader(
            CropStream(PromptedCrops(sources), args.seed, run.step),
            batch_size=args.batch,
            num_workers=1,
            prefetch_factor=8,
        )
    )
    log = LossLog("prompts")
    while run.step < args.steps:
        run.begin(args.steps, args.cooldown)
        images, targets, coords, labels, earlier, has_earlier = next(stream)
        images = images.contiguous(memory_format=torch.channels_last)
        logits, quality, window = segmenter(
            images,
            coords.flatten(0, 1),
            labels.flatten(0, 1),
            earlier.flatten(0, 1),
            has_earlier.flatten(),
        )
        loss, parts = loss_of(logits, quality, targets_in(window, targets.flatten(0, 1)))
        if not run.advance(loss):
            continue
        log.add(loss, parts, args.batch * PROMPTS)
        if run.step % 25 == 0:
            log.line(run.step)
        if run.step % args.checkpoint_every == 0 or run.step == args.steps:
            run.save()


if __name__ == "__main__":
    assert HEIGHT % 32 == 0 and WIDTH % 32 == 0
    main()
