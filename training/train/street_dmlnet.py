"""DMLNet (Cen et al. 2021) on the frozen trunk: the upper part of the base decoder learns to gather
each class at its prototype.

    OOD_DATA=... python3 -m training.train.street_dmlnet --run training/runs/street-dmlnet \\
        --start training/runs/street/latest.pt --steps 900 --cooldown 600

Loss and embedding are those of the paper (`metric_loss.py`); no unknown object is shown. The
decoder's levels at 1/32 and 1/16 stay those of the base, so that the file of the head holds only
what differs.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from training.networks.base import channels_last
from training.networks.metric_head import centre_classifier
from training.networks.trunk import Pyramid, StreetDecoder, UpperDecoder, fast_trunk, imagenet_trunk
from training.train.arguments import prepare, trainer_arguments
from training.train.fine_tune import scene_sampler
from training.train.head import head_arguments, train_head
from training.train.metric_loss import MetricLoss
from training.train.precision import Autocast


def main() -> None:
    parser = trainer_arguments(__doc__, rate=5e-4, batch=8)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the base decoder")
    parser.add_argument("--lambda-vl", type=float, default=0.08)
    head_arguments(parser)
    args = parser.parse_args()
    sampler = scene_sampler(prepare(args))
    base = StreetDecoder()
    base.load_state_dict(torch.load(args.start, map_location="cpu")["average"])
    base.eval().requires_grad_(False)
    head = UpperDecoder()
    head.load_state_dict(base.upper.state_dict())
    centre_classifier(head.classifier)
    channels_last(head)
    loss_function = MetricLoss(sampler.frequency, args.lambda_vl)

    def head_loss(
        images: Tensor, pyramid: Pyramid, ids: Tensor, autocast: Autocast
    ) -> tuple[Tensor, dict[str, float]]:
        with autocast():
            with torch.no_grad():
                context = base.lower(pyramid)
            logits, _ = head(images, pyramid, context)
        cross_entropy, variance, loss = loss_function(logits, ids)
        return loss, {"dce": float(cross_entropy), "vl": float(variance)}

    train_head(args, sampler, fast_trunk(imagenet_trunk()), head, head, head_loss)


if __name__ == "__main__":
    main()
