"""The loop of every training: resuming, number format, one careful step, the log, checkpoints."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch
from torch import Tensor, nn

from training.networks.checkpoint import AveragedWeights, save_checkpoint
from training.train.precision import Autocast, autocast_of, faster_precision, processor

#: A batch whose first tensor is what the network sees, and the number format for the forward pass,
#: to the loss and named parts of it for the log.
StepLoss = Callable[[Sequence[Tensor], Autocast], "tuple[Tensor, dict[str, float]]"]


@dataclass(frozen=True)
class Schedule:
    """Steps in all, the last `cooldown` of which bring the rate to zero; `warmup` the first
    ones.
    """

    steps: int
    cooldown: int
    rate: float
    warmup: int = 300

    def rate_at(self, step: int) -> float:
        """Linear warm-up, constant, linear cooldown; it depends on the step alone."""
        down = (self.steps - step) / self.cooldown if self.cooldown else 1.0
        return self.rate * min(1.0, (step + 1) / self.warmup, down)


class TrainingRun:
    """A training that goes on from the checkpoint `path`, or `start`, if one of them is there.

    `modules` holds everything that has gradients; `exported`, a part of it or the same, is averaged
    with `decay`. A parameter group of the optimizer may have a `factor` of the learning rate. A
    gradient longer than `gradient_limit` is shortened to it.
    """

    def __init__(
        self,
        path: Path,
        modules: nn.Module,
        exported: nn.Module,
        optimizer: torch.optim.Optimizer,
        schedule: Schedule,
        *,
        gradient_limit: float = 5.0,
        decay: float = 0.998,
        start: Path | None = None,
    ) -> None:
        self.path, self.modules, self.exported, self.optimizer = path, modules, exported, optimizer
        self.schedule, self.gradient_limit = schedule, gradient_limit
        self.average = AveragedWeights(exported, decay)
        self.device = next(modules.parameters()).device
        self.step = 0
        #: Key of `FORMATS`; None until it is chosen for this processor.
        self.precision: str | None = None
        for checkpoint in (path, start):
            if checkpoint and checkpoint.exists():
                self._resume(checkpoint)
                break

    def _resume(self, checkpoint: Path) -> None:
        state = torch.load(checkpoint, map_location=self.device)
        self.modules.load_state_dict(state["network"])
        self.average.network.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.updates = self.step = state["step"]
        if state.get("processor") == processor():
            self.precision = state["precision"]
        print(f"resumed {checkpoint} at step {self.step}", flush=True)

    def choose_precision(self, batch: Sequence[Tensor], step_loss: StepLoss) -> str:
        """Times steps on `batch` in each number format; weights, statistics and dice stay."""
        kept = copy.deepcopy(self.modules.state_dict())
        self.modules.train()

        def attempt(precision: str) -> None:
            loss, _ = step_loss(batch, autocast_of(precision, self.device.type))
            float(self._gradient_norm(loss))  # waits for a device that works in the background

        with torch.random.fork_rng():
            self.precision = faster_precision(attempt)
        self.modules.load_state_dict(kept)
        return self.precision

    def begin(self) -> None:
        """Before each step: the learning rate, and the modules in training mode."""
        for group in self.optimizer.param_groups:
            group["lr"] = group.get("factor", 1.0) * self.schedule.rate_at(self.step)
        self.modules.train()

    def _gradient_norm(self, loss: Tensor) -> Tensor:
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        parameters = [p for group in self.optimizer.param_groups for p in group["params"]]
        return nn.utils.clip_grad_norm_(parameters, self.gradient_limit)

    def advance(self, loss: Tensor) -> bool:
        """One step down the gradient; where that is not finite false, and only the count
        changes.
        """
        norm = self._gradient_norm(loss)
        self.step += 1
        if not torch.isfinite(norm):
            print(f"step {self.step} skipped: gradient norm {norm.item()}", flush=True)
            return False
        self.optimizer.step()
        self.average.update(self.exported)
        return True

    def save(self) -> None:
        """Writes everything that going on needs."""
        state = {
            "network": self.modules.state_dict(),
            "average": self.average.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "precision": self.precision,
            "processor": processor(),
        }
        save_checkpoint(self.path, state)


class LossLog:
    """Means of the parts of the loss since the last line, and how fast the training goes."""

    def __init__(self, items: int, unit: str) -> None:
        self.items, self.unit = items, unit
        self.restart()

    def restart(self) -> None:
        """Forgets what was added, and the time that has passed."""
        self.sums: dict[str, float] = {}
        self.steps, self.began = 0, time.time()

    def add(self, loss: Tensor, parts: dict[str, float]) -> None:
        self.steps += 1
        for name, value in {"loss": float(loss), **parts}.items():
            self.sums[name] = self.sums.get(name, 0.0) + value

    def line(self, step: int) -> None:
        """Prints the means; nothing where every step since the last line was skipped."""
        if self.steps:
            means = " ".join(f"{key} {value / self.steps:.4f}" for key, value in self.sums.items())
            speed = self.items * self.steps / (time.time() - self.began)
            print(f"step {step} {means} {speed:.1f} {self.unit}/s", flush=True)
        self.restart()


def train(
    run: TrainingRun,
    batches: Iterator[Sequence[Tensor]],
    step_loss: StepLoss,
    log: LossLog,
    *,
    log_every: int = 50,
    checkpoint_every: int = 250,
    validate: Callable[[], str] | None = None,
    validate_every: int = 2500,
) -> None:
    """Takes the steps that are left, and saves the run now and then and at its end.

    `validate` says how good the averaged weights are, which is printed.
    """
    if run.step >= run.schedule.steps:
        return
    first = _placed(next(batches), run.device)
    precision = run.precision or run.choose_precision(first, step_loss)
    autocast = autocast_of(precision, run.device.type)
    print(f"trains in {precision}", flush=True)
    log.restart()
    for batch in chain([first], (_placed(batch, run.device) for batch in batches)):
        run.begin()
        loss, parts = step_loss(batch, autocast)
        if run.advance(loss):
            log.add(loss, parts)
        last = run.step == run.schedule.steps
        if run.step % log_every == 0:
            log.line(run.step)
        if run.step % checkpoint_every == 0 or last:
            run.save()
        if validate and (run.step % validate_every == 0 or last):
            print(f"step {run.step} validation {validate()}", flush=True)
            log.restart()
        if last:
            return


def _placed(batch: Sequence[Tensor], device: torch.device) -> list[Tensor]:
    """The batch on the device, its first tensor `[B, C, H, W]` with the channels last in memory."""
    picture, *rest = (tensor.to(device) for tensor in batch)
    return [picture.contiguous(memory_format=torch.channels_last), *rest]
