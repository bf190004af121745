"""What the trainings on the frozen trunk share: its maps without gradients, used more than once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor, nn

from training.data.stream import Sampler, batches
from training.networks.trunk import Pyramid, Trunk, trunk_input
from training.train.arguments import schedule_of
from training.train.loop import LossLog, TrainingRun, train
from training.train.precision import Autocast
from training.train.replay import Replay

#: The trunk's input `[B, 3, H, W]`, its maps, ids `[B, H/2, W/2]` and the number format of the
#: forward pass to the loss and named parts of it for the log.
HeadLoss = Callable[[Tensor, Pyramid, Tensor, Autocast], "tuple[Tensor, dict[str, float]]"]


def head_arguments(parser: argparse.ArgumentParser) -> None:
    """What only trainings on the trunk have."""
    parser.add_argument(
        "--coarse", action="store_true", help="labels at a quarter of the input, not at half"
    )
    parser.add_argument(
        "--replay", type=int, default=120, help="batches whose maps are kept; 0 uses none again"
    )


def encoded(
    crops: Iterator[Sequence[Tensor]], trunk: Trunk, replay: Replay | None
) -> Iterator[list[Tensor]]:
    """Batches of crops and ids to batches of the trunk's input, ids and the trunk's maps.

    With `replay` every second batch is made of items of former ones. The trunk computes in its own
    number format.
    """
    dtype = next(trunk.parameters()).dtype
    for images, ids in crops:
        planes = trunk_input(images).to(dtype).contiguous(memory_format=torch.channels_last)
        with torch.no_grad():
            batch = [planes, ids, *trunk(planes)]
        yield batch
        if replay:
            replay.add(batch)
            yield replay.draw()


def train_head(
    args: argparse.Namespace,
    sampler: Sampler,
    trunk: Trunk,
    trained: nn.Module,
    modules: nn.Module,
    head_loss: HeadLoss,
    validate: Callable[[nn.Module], str] | None = None,
) -> None:
    """Trains the parameters of `modules`, which contains `trained`; that part is averaged.

    Resumes from `latest.pt` in `args.run`. `validate` says at the end how good the average is.
    """
    parameters = [p for p in modules.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    schedule = schedule_of(args, warmup=200)
    run = TrainingRun(args.run / "latest.pt", modules, trained, optimizer, schedule)
    crops = batches(sampler, args.batch, workers=args.workers, seed=args.seed, start=run.step)
    replay = Replay(args.replay, args.seed) if args.replay else None

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        images, ids, *maps = batch
        with autocast():
            mixed = torch.is_autocast_cpu_enabled()
        if not mixed:  # the trunk's maps are bfloat16, weights in float32 take nothing else
            images, maps = images.float(), [kept.float() for kept in maps]
        if args.coarse:
            ids = ids[:, ::2, ::2]
        at2, at4, at8, at16, at32 = maps
        return head_loss(images, (at2, at4, at8, at16, at32), ids, autocast)

    train(
        run,
        encoded(crops, trunk, replay),
        step_loss,
        LossLog(args.batch, "crops"),
        checkpoint_every=args.checkpoint_every,
        validate=(lambda: validate(run.average.network)) if validate else None,
        validate_every=args.steps,
    )
