"""Losses of the closed-set network."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.labels import CLASS_COUNT, IGNORE, OUTLIER, group_matrix


class GroupCrossEntropy(torch.nn.Module):
    """Cross-entropy over train ids and over groups of them.

    For a label that names a group G the loss is `-ln sum_{c in G} p_c`, which is ordinary
    cross-entropy for a single class. `logits [B, 19, h, w]` are resized bilinearly (half-pixel) to
    the label grid `[B, H, W]`.
    """

    weight: Tensor
    coarse: Tensor

    def __init__(self, class_frequency: np.ndarray, exponent: float = 0.25) -> None:
        super().__init__()
        weight = (np.median(class_frequency) / class_frequency) ** exponent
        groups = group_matrix()
        coarse = groups[CLASS_COUNT:]
        coarse_weight = (coarse * weight).sum(1) / coarse.sum(1)
        self.register_buffer(
            "weight",
            torch.tensor(np.concatenate([weight, coarse_weight, [0.0]]), dtype=torch.float32),
        )
        self.register_buffer("coarse", torch.tensor(coarse)[:, :, None, None])

    def log_likelihood(self, log_p: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """`ln p` of each label or group and its weight (0 where ignored), both `[B, H, W]`, from
        log-probabilities `[B, 19, H, W]`.
        """
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
            picked = picked.index_put(
                (rows,), torch.where(is_coarse[rows], coarse_picked, picked[rows])
            )
        return picked, weight

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        logits = F.interpolate(
            logits.float(), labels.shape[-2:], mode="bilinear", align_corners=False
        )
        picked, weight = self.log_likelihood(F.log_softmax(logits, 1), labels)
        return -(picked * weight).sum() / weight.sum().clamp_min(1.0)


class MaxEntropyLoss(torch.nn.Module):
    """`(1 - l) E_in[-ln p_y] + l E_out[-(1/q) sum_j ln p_j]` (Chan et al. 2021, equation 1;
    methods.md 3.1).

    With `separate` as written; else one mean over all labelled pixels as in the published code, in
    which each term counts by its share of the pixels. The known term carries the base's class
    weights.
    """

    def __init__(
        self, class_frequency: np.ndarray, lambda_out: float = 0.9, separate: bool = False
    ) -> None:
        super().__init__()
        self.known = GroupCrossEntropy(class_frequency)
        self.lambda_out, self.separate = lambda_out, separate

    def forward(self, logits: Tensor, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits `[B, 19, h, w]`, ids `[B, H, W]` with 254 for unknown: mean known term, mean
        unknown term, loss.
        """
        logits = F.interpolate(logits.float(), ids.shape[-2:], mode="bilinear", align_corners=False)
        log_p = F.log_softmax(logits, 1)
        outlier = ids == OUTLIER
        picked, weight = self.known.log_likelihood(log_p, ids.masked_fill(outlier, IGNORE))
        known = -(picked * weight).sum() / weight.sum().clamp_min(1.0)
        count = outlier.sum()
        unknown = -(log_p.mean(1) * outlier).sum() / count.clamp_min(1)
        share = 1.0 if self.separate else count / ((weight > 0).sum() + count).clamp_min(1)
        rest = 1.0 if self.separate else 1 - share
        return (
            known,
            unknown,
            (1 - self.lambda_out) * rest * known + self.lambda_out * share * unknown,
        )
