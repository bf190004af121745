"""Losses of the closed-set network."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.labels import CLASS_COUNT, IGNORE, group_matrix


class GroupCrossEntropy(torch.nn.Module):
    """Cross-entropy over train ids and over groups of them.

    For a label that names a group G the loss is `-ln sum_{c in G} p_c`, which is ordinary cross-entropy for a
    single class. `logits [B, 19, h, w]` are resized bilinearly (half-pixel) to the label grid `[B, H, W]`.
    """

    def __init__(self, class_frequency: np.ndarray, exponent: float = 0.25) -> None:
        super().__init__()
        weight = (np.median(class_frequency) / class_frequency) ** exponent
        groups = group_matrix()
        coarse = groups[CLASS_COUNT:]
        coarse_weight = (coarse * weight).sum(1) / coarse.sum(1)
        self.register_buffer("weight", torch.tensor(np.concatenate([weight, coarse_weight, [0.0]]), dtype=torch.float32))
        self.register_buffer("coarse", torch.tensor(coarse)[:, :, None, None])

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        logits = F.interpolate(logits.float(), labels.shape[-2:], mode="bilinear", align_corners=False)
        log_p = F.log_softmax(logits, 1)
        index = labels.long()
        ignored = index == IGNORE
        weight = self.weight[index.masked_fill(ignored, len(self.weight) - 1)]
        picked = log_p.gather(1, index.masked_fill(index >= CLASS_COUNT, 0)[:, None])[:, 0]
        is_coarse = (index >= CLASS_COUNT) & ~ignored
        rows = is_coarse.flatten(1).any(1).nonzero()[:, 0]
        if len(rows):
            group_log_p = F.conv2d(log_p[rows].exp(), self.coarse).clamp_min(1e-7).log()
            member = (index[rows] - CLASS_COUNT).masked_fill(~is_coarse[rows], 0)
            coarse_picked = group_log_p.gather(1, member[:, None])[:, 0]
            picked = picked.index_put((rows,), torch.where(is_coarse[rows], coarse_picked, picked[rows]))
        return -(picked * weight).sum() / weight.sum().clamp_min(1.0)
