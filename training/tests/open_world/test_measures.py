"""Grids, measures and the section of the document."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.data.labels import IGNORE
from training.open_world.grids import LABELS, QUARTER, at_cell_centres, at_labels
from training.open_world.measures import confusion, harmonic, quality
from training.open_world.tables import BEGIN, END, write_section


class Grids(unittest.TestCase):
    def test_outputs_on_the_labels_grid(self) -> None:
        outputs = torch.randn(
            QUARTER[0] * QUARTER[1], 2, generator=torch.Generator().manual_seed(3)
        )
        image = outputs.T.reshape(1, 2, *QUARTER)
        expected = F.interpolate(image, LABELS, mode="bilinear", align_corners=False)[0].permute(
            1, 2, 0
        )
        torch.testing.assert_close(
            at_labels(outputs, 1).reshape(*LABELS, 2), expected, rtol=0, atol=1e-3
        )
        torch.testing.assert_close(
            at_labels(outputs, 2).reshape(320, 320, 2), expected[::2, ::2], rtol=0, atol=1e-3
        )

    def test_a_cell_takes_what_lies_under_its_centre(self) -> None:
        mask = np.zeros((8, 4), bool)
        mask[6, :1] = mask[5, 3] = True
        self.assertEqual(at_cell_centres(mask, (2, 2)).tolist(), [False, False, False, False])
        mask[6, 1] = True
        self.assertEqual(at_cell_centres(mask, (2, 2)).tolist(), [False, False, True, False])


class Measures(unittest.TestCase):
    def test_harmonic_of_the_published_table(self) -> None:
        self.assertEqual(round(harmonic(75.7, 63.7), 1), 69.2)
        self.assertEqual(harmonic(0, 0), 0)

    def test_old_novel_and_absent_classes(self) -> None:
        """Class 1 has no labelled pixel, but one pixel of class 0 is taken for it; class 3 is
        novel.
        """
        truth = np.array([0, 0, 0, 0, 2, 2, 3, 3, IGNORE])
        labels = np.array([0, 0, 0, 1, 2, 2, 3, 2, 3])
        measured = quality(confusion(truth, labels, 4), 3)
        np.testing.assert_allclose(measured.iou, [75, np.nan, 200 / 3, 50])
        old = (75 + 200 / 3) / 2
        np.testing.assert_allclose(
            measured.numbers, [(75 + 200 / 3 + 50) / 3, 50, old, harmonic(50, old)]
        )

    def test_a_section_is_replaced_in_place(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "measures.txt"
            path.write_text("# Title\n\nbefore\n")
            write_section(path, f"{BEGIN}\none\n{END}")
            path.write_text(path.read_text() + "after\n")
            write_section(path, f"{BEGIN}\ntwo\n{END}")
            self.assertEqual(path.read_text(), f"# Title\n\nbefore\n\n{BEGIN}\ntwo\n{END}\nafter\n")


if __name__ == "__main__":
    unittest.main()
