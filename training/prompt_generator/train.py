"""Trains the prompt generator on the pairs of `training.prompt_generator.scenes`. Resumes from its checkpoint by itself.

python3 -m training.prompt_generator.train --scenes training/runs/prompt-scenes --run training/runs/prompt-generator --steps 8400 --cooldown 2000
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from training.networks.base import parameter_count
from training.prompt_generator.augment import damaged, windowed
from training.prompt_generator.evidence import MOST_EVIDENCE
from training.prompt_generator.network import STRIDE, PromptGenerator
from training.prompt_generator.targets import heat_target, losses
from training.train.loop import LossLog, TrainingRun

SIZE = (256, 448)
#: How often a map of each of `SOURCES` is drawn: those of the base network show few of the objects.
SOURCE_SHARES = (0.52, 0.32, 0.08, 0.08)


class MapStream(IterableDataset):
    """Endless damaged maps with their targets."""

    def __init__(self, files: list[Path], seed: int, start: int) -> None:
        self.files, self.seed, self.start = files, seed, start

    def __iter__(self) -> Iterator[tuple[np.ndarray, ...]]:
        info = torch.utils.data.get_worker_info()
        rng = np.random.default_rng((self.seed, self.start, info.id if info else 0))
        while True:
            with np.load(self.files[int(rng.integers(len(self.files)))]) as pair:
                stored = pair["maps"][int(rng.choice(len(SOURCE_SHARES), p=SOURCE_SHARES))]
                boxes = pair["boxes"]
            evidence, boxes = windowed(
                stored.astype(np.float32) * (MOST_EVIDENCE / 255), boxes, SIZE, rng
            )
            cells = (SIZE[0] // STRIDE, SIZE[1] // STRIDE)
            yield (damaged(evidence, boxes, rng)[None], *heat_target(boxes, cells))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenes", type=Path, required=True)
    parser.add_argument(
        "--run", type=Path, required=True, help="folder of the checkpoints (ignored by git)"
    )
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--cooldown", type=int, default=0)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    files = sorted(args.scenes.glob("*.npz"))
    network = PromptGenerator().to(memory_format=torch.channels_last)
    print(f"{len(files)} scenes, {parameter_count(network):,} parameters", flush=True)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99)
    )
    run = TrainingRun(
        args.run / "latest.pt", network, network, optimizer, args.rate, gradient_limit=5.0
    )
    stream = iter(
        DataLoader(
            MapStream(files, args.seed, run.step),
            batch_size=args.batch,
            num_workers=1,
            prefetch_factor=8,
        )
    )
    log = LossLog("maps")
    while run.step < args.steps:
        run.begin(args.steps, args.cooldown)
        evidence, heat, distances, counts = next(stream)
        with torch.autocast("cpu", torch.bfloat16):
            logits, box = network.logits(evidence.contiguous(memory_format=torch.channels_last))
        loss, parts = losses(logits.float(), box.float(), heat, distances, counts)
        if not run.advance(loss):
            continue
        log.add(loss, parts, args.batch)
        if run.step % 50 == 0:
            log.line(run.step)
        if run.step % 250 == 0 or run.step == args.steps:
            run.save()


if __name__ == "__main__":
    main()
