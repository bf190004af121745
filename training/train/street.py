"""Trains the decoder of the base network on the frozen ImageNet trunk. Resumes by itself.

    OOD_DATA=... python3 -m training.train.street --run training/runs/street --steps 8000 --coarse
    OOD_DATA=... python3 -m training.train.street --run training/runs/street --steps 10000 \\
        --cooldown 2000

The learning rate warms up, stays constant, and falls to zero over the last `--cooldown` steps.
Every second step uses the trunk's maps of former crops again.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import load_split
from training.measure.class_iou import evaluate_network
from training.networks.base import channels_last
from training.networks.trunk import (
    Pyramid,
    StreetDecoder,
    StreetNetwork,
    StreetPredictor,
    Trunk,
    fast_trunk,
    imagenet_trunk,
)
from training.train.arguments import prepare, trainer_arguments
from training.train.head import head_arguments, train_head
from training.train.losses import GroupCrossEntropy
from training.train.precision import Autocast, faster_precision

SOURCE_WEIGHTS = {"cityscapes": 0.84, "camvid": 0.09, "idd": 0.07}


def print_speed(trunk: Trunk) -> None:
    """Times the encoder in both number formats."""
    image, encoders = torch.randn(1, 3, 256, 512), {"float32": trunk, "bfloat16": fast_trunk(trunk)}

    def step(precision: str) -> None:
        encoder = encoders[precision]
        with torch.no_grad():
            encoder(image.to(next(encoder.parameters()).dtype))

    faster_precision(step)


def closed_set(trunk: Trunk, decoder: nn.Module, root: Path, limit: int) -> str:
    """Quality on some pictures of the validation cities, in float32."""
    assert isinstance(decoder, StreetDecoder)
    network = StreetPredictor(StreetNetwork(trunk, decoder))
    return evaluate_network(network, root, "validation", limit=limit).summary()


def main() -> None:
    parser = trainer_arguments(__doc__, rate=2e-3, batch=8)
    head_arguments(parser)
    parser.add_argument("--time", action="store_true", help="print the encoder's speed first")
    parser.add_argument("--validate", type=int, default=120, help="pictures at the end")
    args = parser.parse_args()
    root = prepare(args)
    trunk = imagenet_trunk()
    if args.time:
        print_speed(trunk)
    samples = {source: load_split(root, source, "train") for source in SOURCE_WEIGHTS}
    sampler = CropSampler(samples, SOURCE_WEIGHTS, focus_share=0.5, options=CropOptions())
    decoder = channels_last(StreetDecoder())
    loss_function = GroupCrossEntropy(sampler.frequency)

    def head_loss(
        images: Tensor, pyramid: Pyramid, ids: Tensor, autocast: Autocast
    ) -> tuple[Tensor, dict[str, float]]:
        with autocast():
            logits, _ = decoder(images, pyramid)
        return loss_function(logits, ids), {}

    train_head(
        args,
        sampler,
        fast_trunk(trunk),
        decoder,
        decoder,
        head_loss,
        validate=lambda average: closed_set(trunk, average, root, args.validate),
    )


if __name__ == "__main__":
    main()
