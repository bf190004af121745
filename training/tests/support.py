"""What several tests share."""

from __future__ import annotations

import torch
from torch import nn

from training.networks.base import BaseNetwork


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
