"""What the loops of all trainings share: resuming, one careful step, the log, checkpoints."""

from __future__ import annotations

import time
from pathlib import Path

import torch
from torch import Tensor, nn

from training.networks.checkpoint import AveragedWeights, save_checkpoint


class TrainingRun:
    """A training that goes on from `path` if that is there.

    `modules` holds everything that has gradients; `exported`, a part of it or the same, is averaged. A parameter group of the optimizer
    may have a `factor` of the learning rate.
    """

    def __init__(
        self,
        path: Path,
        modules: nn.Module,
        exported: nn.Module,
        optimizer: torch.optim.Optimizer,
        rate: float,
        gradient_limit: float,
        warmup: int = 300,
    ) -> None:
        self.path, self.modules, self.exported, self.optimizer = path, modules, exported, optimizer
        self.rate, self.gradient_limit, self.warmup = rate, gradient_limit, warmup
        self.average = AveragedWeights(exported, decay=0.998)
        self.step = 0
        if path.exists():
            state = torch.load(path, map_location="cpu")
            modules.load_state_dict(state["network"])
            self.average.network.load_state_dict(state["average"])
            optimizer.load_state_dict(state["optimizer"])
            self.average.updates = self.step = state["step"]
            print(f"resumed {path} at step {self.step}", flush=True)

    def begin(self, steps: int, cooldown: int) -> None:
        """Before each step: the learning rate, and the modules in training mode."""
        for group in self.optimizer.param_groups:
            group["lr"] = group.get("factor", 1.0) * learning_rate(
                self.step, steps, cooldown, self.rate, self.warmup
            )
        self.modules.train()

    def advance(self, loss: Tensor) -> bool:
        """One step down the gradient; false where that is not finite, and nothing but the count has changed."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        parameters = [p for group in self.optimizer.param_groups for p in group["params"]]
        norm = nn.utils.clip_grad_norm_(parameters, self.gradient_limit)
        self.step += 1
        if not torch.isfinite(norm):
            print(f"step {self.step} skipped: gradient norm {norm.item()}", flush=True)
            return False
        self.optimizer.step()
        self.average.update(self.exported)
        return True

    def save(self) -> None:
        save_checkpoint(
            self.path,
            {
                "network": self.modules.state_dict(),
                "average": self.average.network.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "step": self.step,
            },
        )


class LossLog:
    """Means of the parts of the loss since the last line, and how fast the training goes."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self._restart()

    def _restart(self) -> None:
        self.sums: dict[str, float] = {}
        self.items, self.steps, self.began = 0, 0, time.time()

    def add(self, loss: Tensor, parts: dict[str, float], items: int) -> None:
        self.items, self.steps = self.items + items, self.steps + 1
        for name, value in {"loss": float(loss), **parts}.items():
            self.sums[name] = self.sums.get(name, 0.0) + value

    def line(self, step: int) -> None:
        means = " ".join(f"{name} {value / self.steps:.4f}" for name, value in self.sums.items())
        print(
            f"step {step} {means} {self.items / (time.time() - self.began):.1f} {self.unit}/s",
            flush=True,
        )
        self._restart()


def learning_rate(step: int, steps: int, cooldown: int, peak: float, warmup: int = 300) -> float:
    """Linear warm-up, constant, linear cooldown to zero over the last `cooldown` steps."""
    down = (steps - step) / cooldown if cooldown else 1.0
    return peak * min(1.0, (step + 1) / warmup, down)
