"""Between the network's quarter grid and the labels' own grid."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

#: Height and width of the features at 768x384, and of the stored Cityscapes labels.
QUARTER = (96, 192)
LABELS = (640, 640)


def at_cell_centres(mask: np.ndarray, grid: tuple[int, int] = QUARTER) -> np.ndarray:
    """The values `[h * w]` of a map `[H, W]` under the centres of a grid's cells, row by row."""
    rows, columns = (
        (np.arange(cells) + 0.5) * size / cells
        for cells, size in zip(grid, mask.shape, strict=True)
    )
    return mask[np.ix_(rows.astype(int), columns.astype(int))].ravel()


def _taps(cells: int, size: int, stride: int) -> tuple[Tensor, Tensor]:
    centre = ((torch.arange(0, size, stride) + 0.5) * cells / size - 0.5).clamp(0, cells - 1)
    first = centre.floor().long().clamp(max=cells - 2)
    return first, centre - first


def at_labels(outputs: Tensor, stride: int) -> Tensor:
    """Bilinear with half-pixel centres: `[96 * 192, C]` to every `stride`-th row and column of the
    labels, `[pixels, C]`.
    """
    image = outputs.reshape(*QUARTER, -1)
    (row, down), (column, right) = (
        _taps(cells, size, stride) for cells, size in zip(QUARTER, LABELS, strict=True)
    )
    rows = torch.lerp(image[row], image[row + 1], down[:, None, None])
    return torch.lerp(rows[:, column], rows[:, column + 1], right[None, :, None]).reshape(
        -1, image.shape[-1]
    )
