"""The loop that trainings share."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import torch
from torch import nn

from training.train.loop import TrainingRun


def run_of(path: Path) -> TrainingRun:
    torch.manual_seed(3)
    network = nn.Linear(4, 1)
    optimizer = torch.optim.AdamW([{"params": list(network.parameters()), "factor": 0.5}], lr=1.0)
    return TrainingRun(path, network, network, optimizer, rate=0.1, gradient_limit=1.0, warmup=1)


def steps(run: TrainingRun, until: int) -> None:
    while run.step < until:
        run.begin(steps=6, cooldown=2)
        x = torch.full((2, 4), float(run.step))
        run.advance(run.modules(x).square().mean())


class TrainingRunTest(unittest.TestCase):
    def test_goes_on_where_it_was_saved(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            whole, path = run_of(Path(folder) / "none.pt"), Path(folder) / "latest.pt"
            steps(whole, 6)
            first = run_of(path)
            steps(first, 3)
            first.save()
            second = run_of(path)
            self.assertEqual(second.step, 3)
            steps(second, 6)
            for a, b in (
                (whole.modules, second.modules),
                (whole.average.network, second.average.network),
            ):
                torch.testing.assert_close(a.state_dict(), b.state_dict())

    def test_the_rate_has_the_factor_of_its_group_and_falls_to_zero(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            run = run_of(Path(folder) / "none.pt")
            rates = []
            for run.step in range(6):
                run.begin(steps=6, cooldown=2)
                rates.append(run.optimizer.param_groups[0]["lr"])
        self.assertEqual([round(rate, 6) for rate in rates], [0.05, 0.05, 0.05, 0.05, 0.05, 0.025])

    def test_a_gradient_that_is_not_finite_changes_nothing(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            run = run_of(Path(folder) / "none.pt")
            before = {name: value.clone() for name, value in run.modules.state_dict().items()}
            run.begin(steps=6, cooldown=2)
            self.assertFalse(run.advance(run.modules(torch.full((2, 4), float("nan"))).mean()))
            self.assertEqual(run.step, 1)
            torch.testing.assert_close(dict(run.modules.state_dict()), before)


if __name__ == "__main__":
    unittest.main()
