"""The loss of DMLNet's metric head (Cen et al. 2021; methods.md 4.2 and 4.3)."""

from __future__ import annotations

import numpy as np
import torch.nn.functional as F
from torch import Tensor, nn

from training.data.labels import CLASS_COUNT
from training.networks.metric_head import PROTOTYPE_LENGTH, embedding_of
from training.train.losses import GroupCrossEntropy


class MetricLoss(nn.Module):
    """`DCE + lambda VL`: cross-entropy of softmax(-d), and the squared distance d_y to the true
    class's prototype.

    DCE is the base's loss, with its class weights and groups. VL is a plain mean over the pixels
    whose label is one class.
    """

    def __init__(self, class_frequency: np.ndarray, lambda_vl: float) -> None:
        super().__init__()
        self.cross_entropy = GroupCrossEntropy(class_frequency)
        self.lambda_vl = lambda_vl

    def forward(self, logits: Tensor, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits `[B, 19, h, w]`, ids `[B, H, W]`: DCE, VL, loss."""
        logits = F.interpolate(logits.float(), ids.shape[-2:], mode="bilinear", align_corners=False)
        picked, weight = self.cross_entropy.log_likelihood(F.log_softmax(logits, 1), ids)
        cross_entropy = -(picked * weight).sum() / weight.sum().clamp_min(1.0)
        embedding = embedding_of(logits)
        known = ids < CLASS_COUNT
        own = embedding.gather(1, ids.long().masked_fill(~known, 0)[:, None])[:, 0]
        distance = (embedding**2).sum(1) - 2 * PROTOTYPE_LENGTH * own + PROTOTYPE_LENGTH**2
        variance = (distance * known).sum() / known.sum().clamp_min(1)
        return cross_entropy, variance, cross_entropy + self.lambda_vl * variance
