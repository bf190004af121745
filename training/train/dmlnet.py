"""Deep metric learning (DMLNet, Cen et al. 2021): the whole base network learns to gather each
class at its prototype.

    OOD_DATA=... python3 -m training.train.dmlnet --run training/runs/dmlnet \\
        --start training/runs/base/cooled.pt --steps 1800 --cooldown 1200

Its embedding is f = logits / 6, because softmax(-d) = softmax(6 f) for the squared distances d to
the prototypes 3 onehot(t): training starts at the base's closed set, with the constant per pixel
that softmax leaves free set to suit the prototypes. Loss: DCE + lambda VL (metric_loss.py); lambda
= 0.08 is what the published code's averages make of its 0.01 at batch 8. As in the paper no unknown
object is shown: the crops are plain road scenes. Deviations: DCE keeps the base's class weights,
and the optimiser is AdamW with warm-up, cooldown and averaged weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.networks.base import BaseNetwork, channels_last
from training.networks.metric_head import centre_classifier
from training.train.arguments import prepare, trainer_arguments
from training.train.fine_tune import fine_tune, scene_sampler
from training.train.metric_loss import MetricLoss
from training.train.precision import Autocast


def main() -> None:
    parser = trainer_arguments(__doc__, rate=5e-4, batch=12)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the base network")
    parser.add_argument("--lambda-vl", type=float, default=0.08)
    args = parser.parse_args()
    sampler = scene_sampler(prepare(args))
    network = BaseNetwork()
    network.load_state_dict(torch.load(args.start, map_location="cpu")["average"])
    centre_classifier(network.classifier)
    channels_last(network)
    loss_function = MetricLoss(sampler.frequency, args.lambda_vl)

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, ids = batch
        with autocast():
            logits, _ = network(images)
        cross_entropy, variance, loss = loss_function(logits, ids)
        return loss, {"dce": float(cross_entropy), "vl": float(variance)}

    fine_tune(args, sampler, network, network, step_loss)


if __name__ == "__main__":
    main()
