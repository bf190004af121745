"""bfloat16 or float32: the clock decides, whatever the processor says of itself."""

from __future__ import annotations

import unittest

from training.train.precision import TIMED_STEPS, WARM_UP, faster_precision


class Machine:
    """A clock that every step moves on by what its number format takes here."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds, self.now = seconds, 0.0
        self.steps: list[str] = []

    def step(self, precision: str) -> None:
        self.steps.append(precision)
        self.now += self.seconds[precision]

    def clock(self) -> float:
        return self.now


class FasterPrecision(unittest.TestCase):
    def test_takes_the_format_with_the_shorter_step(self) -> None:
        with_amx = Machine({"bfloat16": 0.25, "float32": 1.0})
        self.assertEqual(faster_precision(with_amx.step, with_amx.clock), "bfloat16")
        without = Machine({"bfloat16": 1.5, "float32": 1.0})
        self.assertEqual(faster_precision(without.step, without.clock), "float32")

    def test_times_twenty_steps_of_each_in_turns(self) -> None:
        machine = Machine({"bfloat16": 1.0, "float32": 1.0})
        faster_precision(machine.step, machine.clock)
        self.assertEqual(TIMED_STEPS, 20)
        self.assertEqual(machine.steps, ["bfloat16", "float32"] * (WARM_UP + TIMED_STEPS))

    def test_slow_first_steps_and_a_few_interrupted_ones_do_not_count(self) -> None:
        machine = Machine({"bfloat16": 0.25, "float32": 1.0})

        def step(precision: str) -> None:
            machine.step(precision)
            taken = machine.steps.count(precision)
            if precision == "bfloat16" and (taken <= WARM_UP or taken % 5 == 0):
                machine.now += 60.0

        self.assertEqual(faster_precision(step, machine.clock), "bfloat16")


if __name__ == "__main__":
    unittest.main()
