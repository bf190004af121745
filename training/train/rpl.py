"""Residual pattern learning with CoroCL (Liu et al. 2023): the base stays frozen, a block in front
of its classifier learns.

    OOD_DATA=... python3 -m training.train.rpl --run training/runs/rpl --steps 3000 --cooldown 1500

Loss: consistency + dissimilarity + w_e energy + w_k known energy + w_c CoroCL (rpl_losses.py).
Deviations: see networks/residual_block.py for the block; whole pictures take part in all terms,
with self-labelled backgrounds; the known-energy term is not in the original (`--known-energy 0`
leaves it out); AdamW with warm-up, cooldown and averaged weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.networks.base import DECODER, channels_last
from training.networks.exported import BASE_FILE, base_from_file
from training.networks.residual_block import ResidualPatternNetwork
from training.outliers.composer import PICTURE_EVERY, AlternatingSampler
from training.train.arguments import trainer_arguments
from training.train.fine_tune import composition_argument, fine_tune, setup
from training.train.precision import Autocast
from training.train.rpl_losses import contrastive_loss, rpl_terms


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1.5e-3, batch=12)
    parser.add_argument("--energy", type=float, default=0.05)
    parser.add_argument("--known-energy", type=float, default=0.05)
    parser.add_argument(
        "--known-margin",
        type=float,
        default=8.0,
        help="evidence (LSE) that known pixels shall keep",
    )
    parser.add_argument("--contrast", type=float, default=1.0)
    parser.add_argument("--samples", type=int, default=256, help="embeddings per group of CoroCL")
    composition_argument(parser)
    args = parser.parse_args()
    if args.batch % PICTURE_EVERY:
        raise SystemExit(f"--batch must be a multiple of {PICTURE_EVERY}")
    sampler = setup(args, AlternatingSampler)
    network = channels_last(ResidualPatternNetwork(base_from_file(BASE_FILE)))
    base, block = network.base, network.block
    projector = nn.Conv2d(DECODER, DECODER, 1)
    nn.init.kaiming_normal_(projector.weight)
    assert projector.bias is not None
    nn.init.zeros_(projector.bias)
    whole_picture = torch.arange(args.batch) % PICTURE_EVERY == PICTURE_EVERY - 1
    weights = {
        "consistency": 1.0,
        "dissimilarity": 1.0,
        "energy": args.energy,
        "known_energy": args.known_energy,
    }

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, ids = batch
        with autocast():
            with torch.no_grad():
                pyramid = base.pyramid(images)
                features = base.decode(pyramid)
            pattern = block(pyramid, features)
        pattern, features = pattern.float(), features.float()
        frozen = base.classifier(features)
        residual = base.classifier(features + block.residual(pattern))
        at4 = ids[:, 1::2, 1::2]
        terms = rpl_terms(frozen, residual, at4, args.known_margin)
        loss = sum((weights[name] * term for name, term in terms.items()), torch.zeros(()))
        if args.contrast:
            terms["contrast"] = contrastive_loss(
                projector(pattern), at4, whole_picture, args.samples
            )
            loss = loss + args.contrast * terms["contrast"]
        return loss, {name: float(term) for name, term in terms.items()}

    fine_tune(args, sampler, block, nn.ModuleList([block, projector]), step_loss)


if __name__ == "__main__":
    main()
