"""Trains the promptable segmenter. Resumes from its checkpoint by itself.

OOD_DATA=... python3 -m training.masks.train --run training/runs/masks --steps 6000 --cooldown 1500
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.stream import batches
from training.masks.crops import HEIGHT, PROMPTS, WIDTH, PromptedCrops, load_sources
from training.masks.network import GRID, Window, cell_positions, sample
from training.masks.segmenter import PromptableSegmenter
from training.networks.base import BaseNetwork, channels_last, parameter_count
from training.networks.checkpoint import load_folded
from training.networks.exported import BASE_FILE
from training.networks.onnx_file import folded_weights
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


def start(segmenter: PromptableSegmenter) -> None:
    """The encoder begins with the weights of the base network, all but its classifier."""
    base = BaseNetwork()
    load_folded(base, folded_weights(BASE_FILE), torch.randn(2, 3, 256, 448))
    segmenter.encoder.backbone.load_state_dict(base.state_dict(), strict=False)


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1.5e-3, batch=3, threads=1)
    parser.add_argument(
        "--encoder-rate",
        type=float,
        default=0.2,
        help="share of the rate that the encoder learns with",
    )
    args = parser.parse_args()
    sources = load_sources(prepare(args))
    photographs = {name: len(pictures) for name, pictures in sources.photographs.items()}
    print(
        f"{len(sources.streets)} streets, {photographs}, {len(sources.cutouts)} cut-outs",
        flush=True,
    )
    segmenter = channels_last(PromptableSegmenter())
    encoder = [p for p in segmenter.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": encoder, "factor": args.encoder_rate},
        {"params": list(segmenter.decoder.parameters()), "factor": 1.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    latest = args.run / "latest.pt"
    if not latest.exists():
        start(segmenter)
    run = TrainingRun(
        latest, segmenter, segmenter, optimizer, schedule_of(args), gradient_limit=2.0
    )
    print(
        (
            f"{parameter_count(segmenter.encoder):,} + {parameter_count(segmenter.decoder):,} "
            "parameters"
        ),
        flush=True,
    )

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, targets, *prompts = batch
        # Every picture brings several prompts; the decoder sees them one after another.
        flat = (prompt.flatten(0, 1) for prompt in prompts)
        logits, quality, window = segmenter(images, *flat, autocast)
        return loss_of(logits, quality, targets_in(window, targets.flatten(0, 1)))

    stream = batches(
        PromptedCrops(sources), args.batch, workers=args.workers, seed=args.seed, start=run.step
    )
    log = LossLog(args.batch * PROMPTS, "prompts")
    train(run, stream, step_loss, log, checkpoint_every=args.checkpoint_every)


if __name__ == "__main__":
    assert HEIGHT % 32 == 0 and WIDTH % 32 == 0
    main()
