"""RPL with CoroCL (Liu et al. 2023) on the frozen trunk and the frozen base decoder: a block in
front of its classifier learns.

    OOD_DATA=... python3 -m training.train.street_rpl --run training/runs/street-rpl \\
        --start training/runs/street/latest.pt --steps 1200 --cooldown 600

Losses are in `rpl_losses.py`.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.networks.base import channels_last
from training.networks.trunk import (
    FEATURES,
    Pyramid,
    StreetDecoder,
    StreetResidualNetwork,
    fast_trunk,
    imagenet_trunk,
)
from training.outliers.composer import PICTURE_EVERY, AlternatingSampler
from training.train.arguments import trainer_arguments
from training.train.fine_tune import composition_argument, setup
from training.train.head import train_head
from training.train.precision import Autocast
from training.train.rpl_losses import contrastive_loss, rpl_terms

#: Weights of the terms of the loss, and the evidence (LSE) that known pixels shall keep.
WEIGHTS = {"consistency": 1.0, "dissimilarity": 1.0, "energy": 0.05, "known_energy": 0.05}
KNOWN_MARGIN = 8.0
#: Embeddings per group of CoroCL.
SAMPLES = 256


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1.5e-3, batch=8)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the base decoder")
    composition_argument(parser)
    args = parser.parse_args()
    if args.batch % PICTURE_EVERY:
        raise SystemExit(f"--batch must be a multiple of {PICTURE_EVERY}")
    # Batches of CoroCL have whole pictures at fixed places, which a replay would mix.
    args.replay, args.coarse = 0, False
    sampler = setup(args, AlternatingSampler)
    base = StreetDecoder()
    base.load_state_dict(torch.load(args.start, map_location="cpu")["average"])
    network = channels_last(StreetResidualNetwork(base))
    projector = nn.Conv2d(FEATURES, FEATURES, 1)
    nn.init.kaiming_normal_(projector.weight)
    assert projector.bias is not None
    nn.init.zeros_(projector.bias)
    whole_picture = torch.arange(args.batch) % PICTURE_EVERY == PICTURE_EVERY - 1
    classifier, block = base.upper.classifier, network.block

    def head_loss(
        images: Tensor, pyramid: Pyramid, ids: Tensor, autocast: Autocast
    ) -> tuple[Tensor, dict[str, float]]:
        base.eval()
        with autocast():
            with torch.no_grad():
                _, features = base(images, pyramid)
            pattern = block(pyramid[1:], features)
        pattern, features = pattern.float(), features.float()
        at4 = ids[:, 1::2, 1::2]
        terms = rpl_terms(
            classifier(features), classifier(features + block.residual(pattern)), at4, KNOWN_MARGIN
        )
        loss = sum((WEIGHTS[name] * term for name, term in terms.items()), torch.zeros(()))
        terms["contrast"] = contrastive_loss(projector(pattern), at4, whole_picture, SAMPLES)
        return loss + terms["contrast"], {name: float(term) for name, term in terms.items()}

    modules = nn.ModuleList([block, projector])
    train_head(args, sampler, fast_trunk(imagenet_trunk()), block, modules, head_loss)


if __name__ == "__main__":
    main()
