"""The loop of every training: it resumes bit for bit, keeps what it must, and skips what is not
finite.
"""

from __future__ import annotations

import tempfile
import unittest
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from unittest.mock import patch

import torch
from torch import Tensor, nn

from training.train.loop import LossLog, Schedule, TrainingRun, train
from training.train.precision import Autocast

SCHEDULE = Schedule(steps=6, cooldown=2, rate=0.1, warmup=1)


class LoopTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "latest.pt"

    def run_of(self, steps: int = 6, precision: str | None = "float32") -> TrainingRun:
        """A run of a small network; it resumes from `self.path` when that is there."""
        torch.manual_seed(3)
        network = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.Flatten())
        groups = [{"params": list(network.parameters()), "factor": 0.5}]
        optimizer = torch.optim.AdamW(groups, lr=1.0)
        schedule = Schedule(steps, SCHEDULE.cooldown, SCHEDULE.rate, SCHEDULE.warmup)
        run = TrainingRun(
            self.path, network, network, optimizer, schedule, gradient_limit=1.0, decay=0.9
        )
        run.precision = precision or run.precision
        return run


def pictures(start: int) -> Iterator[list[Tensor]]:
    """A picture for every step, whichever run asks for it."""
    for step in count(start):
        yield [torch.randn(2, 1, 5, 5, generator=torch.Generator().manual_seed(step))]


def carry_on(
    run: TrainingRun, batches: Iterator[list[Tensor]] | None = None, checkpoint_every: int = 250
) -> None:
    """Trains on `pictures`, or on other batches, with a loss that has no parts."""

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        with autocast():
            answer = run.modules(batch[0])
        return answer.float().square().mean(), {}

    log = LossLog(2, "pictures")
    train(run, batches or pictures(run.step), step_loss, log, checkpoint_every=checkpoint_every)


def weights(run: TrainingRun) -> dict[str, Tensor]:
    """Everything that a run holds, by name."""
    state = {f"network {name}": value for name, value in run.modules.state_dict().items()}
    average = run.average.network.state_dict().items()
    return state | {f"average {name}": value for name, value in average}


class ResumingTest(LoopTest):
    def assert_equal_bits(self, first: TrainingRun, second: TrainingRun) -> None:
        self.assertEqual(first.step, second.step)
        others = weights(second)
        different = [
            name for name, value in weights(first).items() if not value.equal(others[name])
        ]
        self.assertEqual(different, [])

    def test_goes_on_bit_for_bit_where_it_was_saved(self) -> None:
        whole = self.run_of()
        carry_on(whole)
        self.path.unlink()
        stopped = self.run_of()
        # Stopped after its fourth step; the last checkpoint is that of the third.
        carry_on(stopped, batches=islice(pictures(0), 4), checkpoint_every=3)
        self.assertEqual(stopped.step, 4)
        resumed = self.run_of()
        self.assertEqual(resumed.step, 3)
        carry_on(resumed)
        self.assert_equal_bits(whole, resumed)

    def test_starts_from_another_checkpoint_and_leaves_it_alone(self) -> None:
        carry_on(self.run_of(steps=3))
        before = self.path.read_bytes()
        network = self.run_of().modules
        optimizer = torch.optim.AdamW([{"params": list(network.parameters()), "factor": 0.5}])
        own = self.path.with_name("cooled.pt")
        cooling = TrainingRun(own, network, network, optimizer, SCHEDULE, start=self.path)
        self.assertEqual(cooling.step, 3)
        carry_on(cooling)
        self.assertEqual(self.path.read_bytes(), before)
        self.assertTrue(own.exists())

    def test_a_complete_run_asks_for_nothing(self) -> None:
        carry_on(self.run_of())
        train(self.run_of(), iter(()), lambda *_: self.fail(), LossLog(2, "pictures"))

    def test_saves_at_the_end_when_the_last_step_was_skipped(self) -> None:
        run = self.run_of(steps=1)
        nan = iter([[torch.full((2, 1, 5, 5), float("nan"))]])
        train(run, nan, lambda batch, _: (run.modules(batch[0]).mean(), {}), LossLog(2, "pictures"))
        self.assertEqual(self.run_of().step, 1)


class PrecisionOfARunTest(LoopTest):
    def test_trying_the_formats_leaves_no_trace(self) -> None:
        tried, untouched = self.run_of(precision=None), self.run_of(precision=None)
        dice = torch.get_rng_state()
        with patch("training.train.loop.faster_precision", tries_both):
            carry_on(tried)
        self.assertEqual(tried.precision, "float32")
        self.assertTrue(dice.equal(torch.get_rng_state()))
        self.path.unlink()
        untouched.precision = "float32"
        carry_on(untouched)
        for name, value in weights(tried).items():
            self.assertTrue(value.equal(weights(untouched)[name]), name)

    def test_a_resumed_run_keeps_its_format_on_its_processor_alone(self) -> None:
        carry_on(self.run_of(steps=1, precision="bfloat16"))
        self.assertEqual(self.run_of(precision=None).precision, "bfloat16")
        with patch("training.train.loop.processor", lambda: "another"):
            self.assertIsNone(self.run_of(precision=None).precision)

    def test_the_format_of_the_run_reaches_the_forward_pass(self) -> None:
        for precision, expected in (("bfloat16", torch.bfloat16), ("float32", torch.float32)):
            run = self.run_of(steps=1, precision=precision)
            seen: list[torch.dtype] = []
            first = next(run.modules.children())
            first.register_forward_hook(lambda *call, s=seen: s.append(call[-1].dtype))
            carry_on(run)
            self.assertEqual(seen, [expected])
            self.path.unlink()


def tries_both(step: object) -> str:
    """In place of the clock: three steps of each format, then float32."""
    assert callable(step)
    for precision in ("bfloat16", "float32") * 3:
        torch.rand(1)
        step(precision)
    return "float32"


class StepTest(LoopTest):
    def test_the_rate_has_the_factor_of_its_group_and_falls_to_zero(self) -> None:
        run = self.run_of()
        rates = []
        for run.step in range(6):
            run.begin()
            rates.append(run.optimizer.param_groups[0]["lr"])
        self.assertEqual([round(rate, 6) for rate in rates], [0.05, 0.05, 0.05, 0.05, 0.05, 0.025])

    def test_a_gradient_that_is_not_finite_changes_nothing(self) -> None:
        run = self.run_of()
        run.modules.eval()
        before = {name: value.clone() for name, value in run.modules.state_dict().items()}
        self.assertFalse(run.advance(run.modules(torch.full((2, 1, 5, 5), float("nan"))).mean()))
        self.assertEqual(run.step, 1)
        torch.testing.assert_close(dict(run.modules.state_dict()), before)

    def test_a_long_gradient_is_shortened_to_the_limit(self) -> None:
        run = self.run_of()
        run.advance(1e6 * run.modules(torch.ones(2, 1, 5, 5)).square().mean())
        squares = [p.grad.square().sum() for p in run.modules.parameters() if p.grad is not None]
        self.assertAlmostEqual(float(sum(squares)) ** 0.5, 1.0, places=4)


if __name__ == "__main__":
    unittest.main()
