"""The learning rate."""

from __future__ import annotations

import unittest

import numpy as np

from training.train.loop import Schedule


class ScheduleTest(unittest.TestCase):
    def test_depends_on_the_step_alone(self) -> None:
        """A resumed run asks for step 700 without those before, and gets the rate of a whole
        run.
        """
        whole, resumed = Schedule(1000, 400, 1e-3), Schedule(1000, 400, 1e-3)
        rates = [whole.rate_at(step) for step in range(1000)]
        self.assertEqual(rates[700:], [resumed.rate_at(step) for step in range(700, 1000)])

    def test_constant_phase_does_not_depend_on_the_end(self) -> None:
        self.assertEqual(
            Schedule(1000, 0, 1e-3).rate_at(500), Schedule(90000, 0, 1e-3).rate_at(500)
        )

    def test_warms_up_stays_and_cools_down(self) -> None:
        rates = np.array([Schedule(2000, 500, 1e-3).rate_at(step) for step in range(2001)])
        self.assertLess(rates[0], 1e-5)
        self.assertTrue((np.diff(rates[:300]) > 0).all())
        self.assertTrue((rates[300:1500] == 1e-3).all())
        self.assertTrue((np.diff(rates[1500:]) < 0).all())
        self.assertEqual(rates[2000], 0.0)


if __name__ == "__main__":
    unittest.main()
