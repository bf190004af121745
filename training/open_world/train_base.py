"""Trains the base of the few-shot protocol: 16 classes, with car, truck and bus held out
(methods.md 4.9).

    OOD_DATA=... python3 -m training.open_world.train_base --run training/runs/open-world \\
        --steps 12000 --cooldown 4000

It starts from random weights: every other network of this project has seen cars. Pixels of the
three classes are ignored. The loss is that of the metric head, DCE + lambda VL
(train/metric_loss.py), over Cityscapes alone as in the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import load_split
from training.data.labels import IGNORE
from training.networks.base import BaseNetwork, channels_last
from training.networks.metric_head import PROTOTYPE_LENGTH, centre_classifier, embedding_of
from training.open_world.holdout import BASE_CLASSES, holdout_table, relabelled
from training.train.arguments import prepare, trainer_arguments
from training.train.fine_tune import fine_tune
from training.train.precision import Autocast


def metric_loss(
    logits: Tensor, labels: Tensor, weight: Tensor, lambda_vl: float
) -> tuple[Tensor, Tensor, Tensor]:
    """DCE and VL over plain labels: logits `[B, N, h, w]`, ids `[B, H, W]` (255 ignored), class
    weights `[N]`; DCE, VL, loss.
    """
    logits = F.interpolate(logits.float(), labels.shape[-2:], mode="bilinear", align_corners=False)
    labels = labels.long()
    cross_entropy = F.cross_entropy(logits, labels, weight, ignore_index=IGNORE)
    known = labels != IGNORE
    embedding = embedding_of(logits)
    own = embedding.gather(1, labels.masked_fill(~known, 0)[:, None])[:, 0]
    distance = (embedding**2).sum(1) - 2 * PROTOTYPE_LENGTH * own + PROTOTYPE_LENGTH**2
    variance = (distance * known).sum() / known.sum().clamp_min(1)
    return cross_entropy, variance, cross_entropy + lambda_vl * variance


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1.5e-3, batch=12)
    parser.add_argument("--lambda-vl", type=float, default=0.08)
    args = parser.parse_args()
    samples = relabelled(load_split(prepare(args), "cityscapes", "train"), holdout_table())
    sampler = CropSampler(
        {"cityscapes": samples}, {"cityscapes": 1.0}, focus_share=0.4, options=CropOptions()
    )
    weight = torch.tensor((1 / sampler.frequency[:BASE_CLASSES]) ** 0.25, dtype=torch.float32)
    network = channels_last(BaseNetwork(BASE_CLASSES))
    centre_classifier(network.classifier)

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, ids = batch
        with autocast():
            logits, _ = network(images)
        cross_entropy, variance, loss = metric_loss(logits, ids, weight, args.lambda_vl)
        return loss, {"dce": float(cross_entropy), "vl": float(variance)}

    fine_tune(args, sampler, network, network, step_loss)


if __name__ == "__main__":
    main()
