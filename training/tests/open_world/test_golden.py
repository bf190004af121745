"""The numbers that the page must reproduce."""

from __future__ import annotations

import json
import unittest

import numpy as np

from training.open_world.golden import OUT, golden


class Golden(unittest.TestCase):
    def test_the_file_holds_what_this_code_computes(self) -> None:
        def compare(stored: object, computed: object, at: str) -> None:
            if isinstance(stored, dict):
                assert isinstance(computed, dict)
                self.assertEqual(stored.keys(), computed.keys(), at)
                for key in stored:
                    compare(stored[key], computed[key], f"{at}.{key}")
            elif isinstance(stored, list) and isinstance(stored[0], dict):
                assert isinstance(computed, list)
                for i, (ours, theirs) in enumerate(zip(stored, computed, strict=True)):
                    compare(ours, theirs, f"{at}[{i}]")
            else:
                np.testing.assert_allclose(
                    np.asarray(stored, float),
                    np.asarray(computed, float),
                    rtol=0,
                    atol=1e-9,
                    err_msg=at,
                )

        compare(json.loads(OUT.read_text()), golden(), "golden")


if __name__ == "__main__":
    unittest.main()
