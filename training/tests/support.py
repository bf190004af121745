"""What several tests share."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from training.data.labels import OUTLIER
from training.networks.base import BaseNetwork
from training.outliers.bank import Cutout


def network_with_statistics(seed: int = 5) -> BaseNetwork:
    """A base network in evaluation mode whose batch norms are far from the identity, as after
    training.
    """
    torch.manual_seed(seed)
    network = BaseNetwork().eval()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None and module.running_var is not None
            nn.init.normal_(module.running_mean, 0, 0.1)
            nn.init.uniform_(module.running_var, 0.2, 0.8)
            nn.init.uniform_(module.weight, 0.5, 1.2)
            nn.init.normal_(module.bias, 0, 0.2)
    return network


def disc(label: int = OUTLIER) -> Cutout:
    """A red disc of 60 pixels."""
    y, x = np.ogrid[:60, :60]
    alpha = np.where((y - 29.5) ** 2 + (x - 29.5) ** 2 < 900, 255, 0).astype(np.uint8)
    return Cutout(np.full((60, 60, 3), (200, 20, 20), np.uint8), alpha, "disc", "synthetic", label)
