"""Targets and losses of the prompt generator, and the decoding of its output (the same as
`src/core/prompts`).
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.prompt_generator.network import STRIDE

#: Boxes below this probability are no proposals, those that overlap a better one by more than `NMS`
#: are dropped, and no more are kept.
LEAST_SCORE, NMS, MOST_BOXES = 0.05, 0.5, 100


def heat_target(
    boxes: np.ndarray, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`heat [h, w]` with a Gaussian at each centre, `box [4, h, w]` distances in pixels, and where
    they count `[h, w]`.

    The distances are learnt at the cells around a centre, those of the smaller object where two
    meet. `shape` is that of the cells.
    """
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    x, y = (columns + 0.5) * STRIDE, (rows + 0.5) * STRIDE
    heat, counts = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    distances = np.zeros((4, *shape), np.float32)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    for x0, y0, x1, y1 in boxes[np.argsort(-areas)]:
        column, row = (
            min(int((x0 + x1) / 2 / STRIDE), shape[1] - 1),
            min(int((y0 + y1) / 2 / STRIDE), shape[0] - 1),
        )
        spread_x, spread_y = max((x1 - x0) / STRIDE / 9, 0.5), max((y1 - y0) / STRIDE / 9, 0.5)
        blob = np.exp(
            -0.5 * (((columns - column) / spread_x) ** 2 + ((rows - row) / spread_y) ** 2)
        )
        heat = np.maximum(heat, blob)
        near = (blob > 0.4) & (x > x0) & (x < x1) & (y > y0) & (y < y1)
        near[row, column] = True
        counts[near] = 1
        edges = np.stack((x - x0, y - y0, x1 - x, y1 - y))
        distances[:, near] = np.maximum(edges[:, near], 0.5)
    return heat, distances, counts


def losses(
    logits: Tensor, box: Tensor, heat: Tensor, distances: Tensor, counts: Tensor
) -> tuple[Tensor, dict[str, float]]:
    """Focal loss of CornerNet (Law and Deng 2018, eq. 1) and generalised IoU (Rezatofighi et al.
    2019) with L1 of the logarithms.
    """
    chance = torch.sigmoid(logits[:, 0]).clamp(1e-5, 1 - 1e-5)
    centres = heat > 0.999
    positive = ((1 - chance) ** 2 * chance.log() * centres).sum()
    negative = ((1 - heat) ** 4 * chance**2 * (1 - chance).log() * ~centres).sum()
    focal = -(positive + negative) / centres.sum().clamp(min=1)
    weight = counts.sum().clamp(min=1)
    left, top, right, bottom = (torch.minimum(box[:, i], distances[:, i]) for i in range(4))
    overlap = (left + right) * (top + bottom)
    area = (box[:, 0] + box[:, 2]) * (box[:, 1] + box[:, 3])
    true_area = (distances[:, 0] + distances[:, 2]) * (distances[:, 1] + distances[:, 3])
    union = area + true_area - overlap
    wide = [torch.maximum(box[:, i], distances[:, i]) for i in range(4)]
    hull = (wide[0] + wide[2]) * (wide[1] + wide[3])
    generalised = overlap / union.clamp(min=1) - (hull - union) / hull.clamp(min=1)
    shape = ((1 - generalised) * counts).sum() / weight
    spread = (
        F.smooth_l1_loss(
            box.log(), distances.clamp(min=0.5).log(), reduction="none", beta=0.2
        ).mean(1)
        * counts
    ).sum() / weight
    return focal + 2 * shape + spread, {
        "focal": float(focal),
        "giou": float(shape),
        "log": float(spread),
    }


def decode(
    heat: Tensor, box: Tensor, width: int, height: int, least: float = LEAST_SCORE, nms: float = NMS
) -> np.ndarray:
    """`[n, 5]` boxes x0, y0, x1, y1 in input pixels, clipped to `width x height`, and their scores,
    best first.

    `heat [1, h, w]` 0..1 and `box [4, h, w]` of one picture.
    """
    peaks = (heat == F.max_pool2d(heat[None], 3, 1, 1)[0]) & (heat >= least)
    rows, columns = torch.nonzero(peaks[0], as_tuple=True)
    x, y = (columns + 0.5) * STRIDE, (rows + 0.5) * STRIDE
    left, top, right, bottom = box[:, rows, columns]
    corners = torch.stack(
        (
            (x - left).clamp(0, width),
            (y - top).clamp(0, height),
            (x + right).clamp(0, width),
            (y + bottom).clamp(0, height),
        ),
        1,
    )
    boxes = torch.cat((corners, heat[0, rows, columns][:, None]), 1).numpy()
    boxes = boxes[(boxes[:, 2] - boxes[:, 0] >= 1) & (boxes[:, 3] - boxes[:, 1] >= 1)]
    boxes = boxes[np.argsort(-boxes[:, 4], kind="stable")]
    kept: list[np.ndarray] = []
    for candidate in boxes:
        if all(box_iou(candidate, other) <= nms for other in kept):
            kept.append(candidate)
        if len(kept) == MOST_BOXES:
            break
    return np.array(kept, np.float32).reshape(-1, 5)


def box_iou(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two boxes x0, y0, x1, y1."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    overlap = max(across, 0.0) * max(down, 0.0)
    return float(
        overlap / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - overlap + 1e-9)
    )
