"""Trains the prompt generator on the pairs of `training.prompt_generator.scenes`.

Resumes from its checkpoint by itself.

python3 -m training.prompt_generator.train --scenes training/runs/prompt-scenes --run
training/runs/prompt-generator --steps 8400 --cooldown 2000
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.data.stream import batches
from training.networks.base import channels_last, parameter_count
from training.prompt_generator.augment import damaged, windowed
from training.prompt_generator.evidence import MOST_EVIDENCE
from training.prompt_generator.network import STRIDE, PromptGenerator
from training.prompt_generator.targets import heat_target, losses
from training.train.arguments import schedule_of, trainer_arguments
from training.train.loop import LossLog, TrainingRun, train
from training.train.precision import Autocast

SIZE = (256, 448)
#: How often a map of each of `SOURCES` is drawn: those of the base network show few of the objects.
SOURCE_SHARES = (0.52, 0.32, 0.08, 0.08)


class DamagedMaps:
    """Draws damaged evidence maps with their targets."""

    def __init__(self, files: list[Path]) -> None:
        self.files = files

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        """A map `[1, 256, 448]` and what `heat_target` makes of its boxes."""
        with np.load(self.files[int(rng.integers(len(self.files)))]) as pair:
            stored = pair["maps"][int(rng.choice(len(SOURCE_SHARES), p=SOURCE_SHARES))]
            boxes = pair["boxes"]
        evidence, boxes = windowed(
            stored.astype(np.float32) * (MOST_EVIDENCE / 255), boxes, SIZE, rng
        )
        cells = (SIZE[0] // STRIDE, SIZE[1] // STRIDE)
        return (damaged(evidence, boxes, rng)[None], *heat_target(boxes, cells))


def main() -> None:
    parser = trainer_arguments(__doc__, rate=2e-3, batch=12, threads=1)
    parser.add_argument("--scenes", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    files = sorted(args.scenes.glob("*.npz"))
    network = channels_last(PromptGenerator())
    print(f"{len(files)} scenes, {parameter_count(network):,} parameters", flush=True)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99)
    )
    run = TrainingRun(args.run / "latest.pt", network, network, optimizer, schedule_of(args))

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        evidence, heat, distances, counts = batch
        with autocast():
            logits, box = network.logits(evidence)
        return losses(logits.float(), box.float(), heat, distances, counts)

    stream = batches(
        DamagedMaps(files), args.batch, workers=args.workers, seed=args.seed, start=run.step
    )
    log = LossLog(args.batch, "maps")
    train(run, stream, step_loss, log, checkpoint_every=args.checkpoint_every)


if __name__ == "__main__":
    main()
