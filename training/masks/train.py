"""Trains the promptable segmenter. Resumes from its checkpoint by itself.

    OOD_DATA=... python3 -m training.masks.train --run training/runs/masks \\
        --start public/models/base.onnx --steps 7000 --cooldown 2000

The trunk stays as ImageNet left it, as under the street networks; the neck starts from the base
decoder, whose features know where things end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.stream import batches
from training.masks.crops import HEIGHT, PROMPTS, WIDTH, PromptedCrops, load_sources
from training.masks.network import GRID, Window, cell_positions, sample
from training.masks.segmenter import PromptableSegmenter
from training.masks.start import start
from training.networks.base import channels_last, parameter_count
from training.networks.trunk import Trunk, fast_trunk, imagenet_trunk, trunk_input
from training.train.arguments import prepare, schedule_of, trainer_arguments
from training.train.loop import LossLog, TrainingRun, train
from training.train.precision import Autocast


def targets_in(window: Window, targets: Tensor) -> Tensor:
    """Share of object pixels in each cell of the window's grid, `[B, 1, GRID, GRID]`, of masks `[B,
    H, W]`.
    """
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


def some_crops(crops: PromptedCrops) -> Tensor:
    """Pictures that batch norms are fitted to, `[16, 3, HEIGHT, WIDTH]`."""
    stream = batches(crops, 16, workers=1, seed=0, start=0)
    images: Tensor = next(stream)[0]
    return images


def encoded(crops: Iterator[Sequence[Tensor]], trunk: Trunk) -> Iterator[list[Tensor]]:
    """Batches of crops, masks and prompts to batches of the trunk's input, its five maps, masks and
    prompts.
    """
    dtype = next(trunk.parameters()).dtype
    for images, *rest in crops:
        planes = trunk_input(images).contiguous(memory_format=torch.channels_last)
        with torch.no_grad():
            pyramid = [level.float() for level in trunk(planes.to(dtype))]
        yield [planes, *pyramid, *rest]


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1.5e-3, batch=3, threads=1)
    parser.add_argument(
        "--start", type=Path, required=True, help="base decoder: checkpoint or base.onnx"
    )
    parser.add_argument(
        "--neck-rate", type=float, default=0.5, help="share of the rate that the neck learns with"
    )
    args = parser.parse_args()
    sources = load_sources(prepare(args))
    photographs = {name: len(pictures) for name, pictures in sources.photographs.items()}
    print(
        f"{len(sources.streets)} streets, {photographs}, {len(sources.cutouts)} cut-outs",
        flush=True,
    )
    segmenter = channels_last(PromptableSegmenter())
    neck = [p for p in segmenter.neck.parameters() if p.requires_grad]
    groups = [
        {"params": neck, "factor": args.neck_rate},
        {"params": list(segmenter.decoder.parameters()), "factor": 1.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    latest = args.run / "latest.pt"
    if not latest.exists():
        start(segmenter, args.start, lambda: some_crops(PromptedCrops(sources)))
    run = TrainingRun(
        latest, segmenter, segmenter, optimizer, schedule_of(args), gradient_limit=2.0
    )
    print(
        (
            f"{parameter_count(segmenter.neck):,} + {parameter_count(segmenter.decoder):,} "
            "parameters"
        ),
        flush=True,
    )

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, at2, at4, at8, at16, at32, targets, *prompts = batch
        pyramid = (at2, at4, at8, at16, at32)
        # Every picture brings several prompts; the decoder sees them one after another.
        flat = (prompt.flatten(0, 1) for prompt in prompts)
        logits, quality, window = segmenter(images, pyramid, *flat, autocast)
        return loss_of(logits, quality, targets_in(window, targets.flatten(0, 1)))

    stream = batches(
        PromptedCrops(sources), args.batch, workers=args.workers, seed=args.seed, start=run.step
    )
    log = LossLog(args.batch * PROMPTS, "prompts")
    batches_of_maps = encoded(stream, fast_trunk(imagenet_trunk()))
    train(run, batches_of_maps, step_loss, log, checkpoint_every=args.checkpoint_every)


if __name__ == "__main__":
    assert HEIGHT % 32 == 0 and WIDTH % 32 == 0
    main()
