"""Entropy maximisation (Chan et al. 2021): the whole base network learns to be unsure about unknown
objects.

    OOD_DATA=... python3 -m training.train.max_entropy --run training/runs/max-entropy \\
        --start training/runs/base/cooled.pt --steps 5000 --cooldown 2500

`mix_weights.py` then gives back most of the closed-set quality that this costs.

L = (1 - lambda) E_in[-ln p_y] + lambda E_out[-(1/q) sum_j ln p_j], lambda = 0.9 (methods.md 3.1).
As in the published code the two expectations are one mean over all pixels; `--separate` takes them
apart as the paper writes them. Deviations: objects are pasted into road scenes besides whole
pictures, the known term keeps the base's class weights, and the optimiser is AdamW with warm-up,
cooldown and averaged weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.networks.base import BaseNetwork, channels_last
from training.train.arguments import trainer_arguments
from training.train.fine_tune import class_frequency, composition_argument, fine_tune, setup
from training.train.losses import MaxEntropyLoss
from training.train.precision import Autocast


def main() -> None:
    parser = trainer_arguments(__doc__, rate=8e-4, batch=12)
    parser.add_argument(
        "--start",
        type=Path,
        required=True,
        help="checkpoint of the base network or of a former part",
    )
    parser.add_argument("--lambda-out", type=float, default=0.9)
    parser.add_argument(
        "--separate", action="store_true", help="two expectations instead of one joint mean"
    )
    composition_argument(parser)
    args = parser.parse_args()
    sampler = setup(args)
    network = BaseNetwork()
    network.load_state_dict(torch.load(args.start, map_location="cpu")["average"])
    channels_last(network)
    loss_function = MaxEntropyLoss(class_frequency(sampler), args.lambda_out, args.separate)

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, ids = batch
        with autocast():
            logits, _ = network(images)
        known, unknown, loss = loss_function(logits, ids)
        return loss, {"known": float(known), "unknown": float(unknown)}

    fine_tune(args, sampler, network, network, step_loss)


if __name__ == "__main__":
    main()
