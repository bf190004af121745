"""Entropy maximisation (Chan et al. 2021) of the decoder on the frozen trunk: it learns to be
unsure about unknown objects.

    OOD_DATA=... python3 -m training.train.street_max_entropy \\
        --run training/runs/street-max-entropy --start training/runs/street/latest.pt \\
        --steps 1500 --cooldown 700

The loss is one mean over all pixels, as in the published code. The encoder stays as ImageNet left
it: fine-tuned on what is pasted, it knows less about what is not.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from training.networks.base import channels_last
from training.networks.trunk import Pyramid, StreetDecoder, fast_trunk, imagenet_trunk
from training.train.arguments import trainer_arguments
from training.train.fine_tune import class_frequency, composition_argument, setup
from training.train.head import head_arguments, train_head
from training.train.losses import MaxEntropyLoss
from training.train.precision import Autocast


def main() -> None:
    parser = trainer_arguments(__doc__, rate=8e-4, batch=8)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the base decoder")
    parser.add_argument("--lambda-out", type=float, default=0.9)
    head_arguments(parser)
    composition_argument(parser)
    args = parser.parse_args()
    sampler = setup(args)
    decoder = StreetDecoder()
    decoder.load_state_dict(torch.load(args.start, map_location="cpu")["average"])
    channels_last(decoder)
    channels_last(decoder)
    loss_function = MaxEntropyLoss(class_frequency(sampler), args.lambda_out)

    def head_loss(
        images: Tensor, pyramid: Pyramid, ids: Tensor, autocast: Autocast
    ) -> tuple[Tensor, dict[str, float]]:
        with autocast():
            logits, _ = decoder(images, pyramid)
        known, unknown, loss = loss_function(logits, ids)
        return loss, {"known": float(known), "unknown": float(unknown)}

    train_head(args, sampler, fast_trunk(imagenet_trunk()), decoder, decoder, head_loss)


if __name__ == "__main__":
    main()
