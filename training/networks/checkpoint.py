"""Checkpoints that resume, the averaged weights, and starting from an exported ONNX file."""

from __future__ import annotations

import copy
import os
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn


class AveragedWeights:
    """Exponential moving average of all parameters and buffers; the copy that is evaluated and
    exported.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).eval()
        self.decay, self.updates = decay, 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Moves the average one step; the decay warms up so that early averages are not the initial
        weights.
        """
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        for mine, theirs in zip(
            self.network.state_dict().values(), network.state_dict().values(), strict=True
        ):
            if mine.dtype.is_floating_point:
                mine.lerp_(theirs, 1 - decay)
            else:
                mine.copy_(theirs)


def save_checkpoint(path: Path, state: dict[str, object]) -> None:
    """Writes beside and renames, so that an interrupted write never loses the previous
    checkpoint.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


@torch.no_grad()
def load_folded(network: nn.Module, weights: dict[str, np.ndarray], calibration: Tensor) -> None:
    """Starts `network` from an export in which batch norm was folded into the convolutions.

    `weights` holds `<conv>.weight` and `<conv>.bias` by module name. Each batch norm is set so that
    it undoes the statistics of its convolution's output on `calibration [B, 3, H, W]`; the function
    stays that of the export.
    """
    modules = dict(network.named_modules())
    pairs: dict[nn.Module, nn.BatchNorm2d] = {}
    for name, module in modules.items():
        if not isinstance(module, nn.Conv2d):
            continue
        module.weight.copy_(torch.from_numpy(weights[f"{name}.weight"].astype(np.float32)))
        parent, _, last = name.rpartition(".")
        follower = modules.get(f"{parent}.{int(last) + 1}") if last.isdigit() else None
        bias = torch.from_numpy(weights[f"{name}.bias"].astype(np.float32))
        if isinstance(follower, nn.BatchNorm2d):
            follower.bias.copy_(bias)
            pairs[module] = follower
        else:
            assert module.bias is not None
            module.bias.copy_(bias)

    def calibrate(module: nn.Module, _inputs: object, output: Tensor) -> None:
        norm = pairs[module]
        assert norm.running_mean is not None and norm.running_var is not None
        mean, variance = output.mean((0, 2, 3)), output.var((0, 2, 3), unbiased=False)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_((variance + norm.eps).sqrt())
        norm.bias.add_(mean)

    hooks = [conv.register_forward_hook(calibrate) for conv in pairs]
    training = network.training
    network.eval()
    network(calibration)
    network.train(training)
    for hook in hooks:
        hook.remove()
