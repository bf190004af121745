"""Trains the first road network, an encoder and decoder of its own, from which the segmenter of
prompts starts. Resumes from its checkpoint by itself.

    OOD_DATA=... python3 -m training.train.base --run training/runs/base --steps 40000
    OOD_DATA=... python3 -m training.train.base --run training/runs/base --steps 46000 \\
        --cooldown 6000

The learning rate warms up, stays constant, and falls to zero over the last `--cooldown` steps. A
run without cooldown can be continued for as long as there is time; the cooldown writes a checkpoint
of its own, so that the constant phase can go on from where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import load_split
from training.data.stream import batches
from training.measure.class_iou import evaluate_network
from training.networks.base import BaseNetwork, channels_last, multiply_adds, parameter_count
from training.networks.checkpoint import load_folded
from training.networks.onnx_file import folded_weights
from training.train.arguments import prepare, schedule_of, trainer_arguments
from training.train.loop import LossLog, TrainingRun, train
from training.train.losses import GroupCrossEntropy
from training.train.precision import Autocast

SOURCE_WEIGHTS = {"cityscapes": 0.84, "camvid": 0.09, "idd": 0.07}


def start_from(network: BaseNetwork, file: Path, sampler: CropSampler, seed: int) -> None:
    """Gives the network the weights of an exported file, with batch norms that fit some crops."""
    rng = np.random.default_rng(seed)
    calibration = torch.from_numpy(np.stack([sampler.draw(rng)[0] for _ in range(24)]))
    load_folded(network, folded_weights(file), calibration)


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1.5e-3, batch=12)
    parser.add_argument(
        "--from-onnx", type=Path, help="start from an exported model when the run has no checkpoint"
    )
    parser.add_argument("--validate-every", type=int, default=2500)
    args = parser.parse_args()
    root = prepare(args)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    samples = {source: load_split(root, source, "train") for source in SOURCE_WEIGHTS}
    sampler = CropSampler(samples, SOURCE_WEIGHTS, focus_share=0.5, options=CropOptions())
    print({source: len(items) for source, items in samples.items()}, flush=True)

    network = BaseNetwork()
    gmacs = multiply_adds(network, 448, 768) * 432 / 448 / 1e9
    print(f"{parameter_count(network):,} parameters, {gmacs:.2f} GMAC at 768x432", flush=True)
    constant, cooled = args.run / "constant.pt", args.run / "cooled.pt"
    own = cooled if args.cooldown else constant
    if args.from_onnx and not own.exists() and not constant.exists():
        start_from(network, args.from_onnx, sampler, args.seed)
    channels_last(network).to(device)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99)
    )
    run = TrainingRun(
        own, network, network, optimizer, schedule_of(args), decay=0.9993, start=constant
    )
    loss_function = GroupCrossEntropy(sampler.frequency).to(device)

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, labels = batch
        with autocast():
            logits, _ = network(images)
        return loss_function(logits, labels), {}

    train(
        run,
        batches(sampler, args.batch, workers=args.workers, seed=args.seed, start=run.step),
        step_loss,
        LossLog(args.batch, "crops"),
        checkpoint_every=args.checkpoint_every,
        validate=lambda: evaluate_network(
            run.average.network, root, "validation", limit=120
        ).summary(),
        validate_every=args.validate_every,
    )


if __name__ == "__main__":
    main()
